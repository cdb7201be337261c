import { html, nothing, type TemplateResult } from "lit";
import {
  categories,
  type Category,
  type Change,
  type Level,
  type System,
} from "../../../engine/mod.ts";
import { between } from "../../../engine/show.ts";
import { word as wordOf } from "../../../engine/mod.ts";
import { choiceField, type Option, textField } from "../field.ts";
import { mark } from "../mark.ts";
import type { Form, Section } from "../section.ts";
import { whyButton } from "../why.ts";

const levels = ["high", "moderate", "low"] as const;

/**
 * What would happen in each of the six harm categories: the level beside its definition in the impact
 * table, the organisation's own wording above it, and the reason for the answer.
 */
export const impact: Section = {
  id: "impact",
  draw(form) {
    const { desk, say } = form;
    const { system } = desk;
    if (!system) return html`<p class="empty">${say("record.unreadable")}</p>`;
    return html`
      ${required(form)}
      ${categories.map((category) => one(form, category, system))}
      ${source(form, system)}
    `;
  },
};

/** The level that follows, and from which categories. */
function required(form: Form): TemplateResult | typeof nothing {
  const { desk, say, text, list, word } = form;
  const level = desk.assessment?.baseline.level;
  if (!level) return nothing;
  const deciding = list(level.deciding.map((category) => word("category", category)));
  return html`
    <p
      class="lead">${say("record.impact.level")} ${mark(form, "required", "required")} <b>${text(
        between(level, (one) => wordOf("level", one)),
      )}</b>${whyButton(form, "required")} <span class="quiet">${level.unassessed.length > 0
        ? say("record.impact.open", { count: level.unassessed.length })
        : say("record.impact.deciding", { list: deciding })}</span></p>
  `;
}

function one(form: Form, category: Category, system: System): TemplateResult {
  const { say, text, word } = form;
  const table = system.method.impact;
  const { answer, wording } = system.impact[category];
  const path = ["impact", category];
  const title = word("category", category);
  return html`
    <section class="category" aria-label=${title}>
      <h3>${title} <small class="quiet">${text(table.categories[category].name)}</small></h3>
      ${choiceField(form, {
        path,
        label: say("record.impact.answer", { category: title }),
        bare: true,
        value: answer,
        options: options(form, category, system),
        set: (level): Change[] => [{ type: "set-impact", category, level }],
      })}
      ${textField(form, {
        path: [...path, "why"],
        label: say("record.impact.why"),
        lines: 2,
      })}
      <details class="wording" ?open=${false}>
        <summary>${say("record.impact.wording", { count: Object.keys(wording).length })}</summary>
        <p class="hint">${say("record.impact.wording.hint")}</p>
        ${levels.map((level) =>
          textField(form, {
            path: [...path, "wording", level],
            label: say("record.impact.wording.of", { level: word("level", level) }),
            hint: text(table.categories[category].definitions[level]),
            lines: 2,
          })
        )}
      </details>
    </section>
  `;
}

type Answer = System["impact"]["law"]["answer"];

/** Every answer with what it means: the organisation's own wording, and always the table's. */
function options(form: Form, category: Category, system: System): Option<Answer>[] {
  const { say, text, word } = form;
  const table = system.method.impact;
  const { wording } = system.impact[category];
  const defined = levels.map((level: Level): Option<Answer> => {
    const own = wording[level];
    return {
      value: level,
      word: word("level", level),
      means: html`${own ? html`<span class="own">${text(own)}</span>` : nothing}<span>${
        text(table.categories[category].definitions[level])
      }</span>`,
    };
  });
  return [
    ...defined,
    {
      value: "not-applicable",
      word: word("level", "not-applicable"),
      means: text(table.levels["not-applicable"].definition),
    },
    {
      value: "unassessed",
      word: word("level", "unassessed"),
      means: say("record.impact.unassessed"),
    },
  ];
}

function source({ say, word, text }: Form, { method: { impact } }: System): TemplateResult {
  return html`<p class="quiet">${
    say("input.impact.source", {
      name: impact.name,
      provenance: word("provenance", impact.provenance),
    })
  } ${impact.note ? text(impact.note) : nothing}</p>`;
}
