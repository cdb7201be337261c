import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import {
  categories,
  type Category,
  type Change,
  type Damage,
  type Level,
} from "../../../engine/mod.ts";
import { conditionField } from "../condition.ts";
import { entries } from "../entry.ts";
import { reasonField, textField } from "../field.ts";
import { named } from "../ident.ts";
import { freshId } from "../list.ts";
import { findingsAt, notes } from "../note.ts";
import type { Path } from "../address.ts";
import type { Form, Section } from "../section.ts";
import { whyButton } from "../why.ts";

const levels = ["high", "moderate", "low"] as const;

/** The business damages to avoid, and which of the six harm categories each hits. */
export const damages: Section = {
  id: "damages",
  draw(form) {
    const { desk, say, text } = form;
    const { system } = desk;
    if (!system) return html`<p class="empty">${say("record.unreadable")}</p>`;
    return html`
      <p class="hint">${say("record.damages.hint")}</p>
      ${entries(form, {
        path: ["damages"],
        noun: say("record.damages.noun"),
        title: (index) => text(system.damages[index].name),
        brief: (index) => brief(form, system.damages[index]),
        draw: (path, index) => one(form, path, system.damages[index]),
        fresh: () => ({ id: freshId(form, ["damages"], "D"), hits: ["disclosure"] }),
      })}
    `;
  },
};

/** What it hits, and which scenarios end in it. */
function brief({ desk, list, word, say }: Form, { id, hits }: Damage): string {
  const scenarios = desk.system!.scenarios.filter(({ damage }) => damage === id);
  return say("record.damages.brief", {
    hits: list(hits.map(({ category }) => word("category", category))),
    count: scenarios.length,
  });
}

function one(form: Form, path: Path, damage: Damage): TemplateResult {
  const { say, list } = form;
  const scenarios = form.desk.system!.scenarios.filter((one) => one.damage === damage.id);
  return html`
    ${textField(form, {
      path: [...path, "name"],
      label: say("record.damages.name"),
      required: true,
    })}
    ${hitsField(form, [...path, "hits"], damage)}
    ${textField(form, { path: [...path, "why"], label: say("record.damages.why"), lines: 2 })}
    ${conditionField(form, { path: [...path, "when"], label: say("record.when") })}
    ${named(form, "damage", Number(path.at(-1)))}
    <p class="quiet">${scenarios.length === 0
      ? say("record.damages.noScenario")
      : say("record.damages.scenarios", { list: list(scenarios.map(({ id }) => id)) })}</p>
  `;
}

/**
 * The six categories: whether the damage hits each, and with which level. The level is the system's own
 * answer unless another one is typed, which needs a reason.
 */
function hitsField(form: Form, path: Path, damage: Damage): TemplateResult {
  const { desk, say, word } = form;
  const found = findingsAt(desk, path, true);
  return html`
    <div class="field hits" data-path=${path.join("/")}>
      <div class="name"><span class="label">${say("record.damages.hits")}</span></div>
      <p class="hint">${say("record.damages.hits.hint")}</p>
      <table>
        <tbody>${categories.map((category) => {
          const hit = damage.hits.find((one) => one.category === category);
          const { answer } = desk.system!.impact[category];
          return html`
            <tr data-path=${[...path, category].join("/")}>
              <th scope="row"><label><input type="checkbox" .checked=${live(hit !== undefined)}
                ?disabled=${!desk.editable} @change=${() =>
                  desk.dispatch([toggled(damage, category)])}> ${word(
                    "category",
                    category,
                  )}</label></th>
              <td class="quiet">${say("record.damages.own", { level: word("level", answer) })}</td>
              <td>${hit ? level(form, damage, category, hit.level) : nothing}</td>
              <td>${hit ? whyButton(form, `damage/${damage.id}/${category}`) : nothing}</td>
            </tr>
            ${hit?.level !== undefined
              ? html`
                <tr class="reason">
                  <td colspan="4">${reasonField(form, {
                    path: [...path, category, "why"],
                    label: say("record.damages.level.why", {
                      category: word("category", category),
                    }),
                    required: true,
                  })}</td>
                </tr>
              `
              : nothing}
          `;
        })}</tbody>
      </table>
      ${notes(form, found)}
    </div>
  `;
}

function level(
  { desk, say, word }: Form,
  damage: Damage,
  category: Category,
  typed: Level | undefined,
): TemplateResult {
  const set = (event: Event) => {
    const index = (event.target as HTMLSelectElement).selectedIndex;
    desk.dispatch([graded(damage, category, levels[index - 1])]);
  };
  return html`
    <select aria-label=${say("record.damages.level", { category: word("category", category) })}
      ?disabled=${!desk.editable} @change=${set}>
      <option .selected=${live(typed === undefined)}>${say("record.damages.same")}</option>
      ${levels.map((one) =>
        html`<option .selected=${live(typed === one)}>${word("level", one)}</option>`
      )}
    </select>
  `;
}

/** The damage with a category hit, or no longer hit. */
function toggled(damage: Damage, category: Category): Change {
  const hits = damage.hits.filter((one) => one.category !== category);
  const hit = hits.length < damage.hits.length
    ? hits
    : [...hits, { category, level: undefined, why: { ja: "", en: "" } }];
  return written(damage, hit);
}

function graded(damage: Damage, category: Category, level: Level | undefined): Change {
  return written(
    damage,
    damage.hits.map((one) => one.category === category ? { ...one, level } : one),
  );
}

/** The hits as a record writes them: a list of names where no level is typed, else a map. */
function written({ id }: Damage, hits: Damage["hits"]): Change {
  const sorted = hits.toSorted((a, b) =>
    categories.indexOf(a.category) - categories.indexOf(b.category)
  );
  const plain = sorted.every(({ level }) => level === undefined);
  const value = plain
    ? sorted.map(({ category }) => category)
    : Object.fromEntries(sorted.map(({ category, level, why }) => [category, wide(level, why)]));
  return { type: "set-field", on: `damage/${id}`, field: "hits", value };
}

function wide(level: Level | undefined, why: Damage["hits"][number]["why"]): unknown {
  if (level === undefined) return null;
  if (why.ja === "" && why.en === "") return { level };
  return { level, why: why.ja === why.en ? why.ja : why };
}
