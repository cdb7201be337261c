import { html, nothing, type TemplateResult } from "lit";
import type { Change, System } from "../../../engine/mod.ts";
import { risk as shown } from "../../../engine/show.ts";
import { words } from "../../../engine/messages/words.ts";
import { choiceField, frame, type Option, roleField, textField } from "../field.ts";
import { mark } from "../mark.ts";
import type { Form, Section } from "../section.ts";
import { outline } from "./outline.ts";

/** Who and what the system is, which tables are read, and which risk is allowed. */
export const identity: Section = {
  id: "identity",
  draw(form) {
    const { desk, say } = form;
    const { system } = desk;
    if (!system) return html`<p class="empty">${say("record.unreadable")}</p>`;
    return html`
      ${textField(form, { path: ["name"], label: say("record.identity.name"), required: true })}
      ${roleField(form, {
        path: ["owner"],
        label: say("record.identity.owner"),
        hint: say("record.identity.owner.hint"),
      })}
      ${phase(form, system)}
      ${textField(form, {
        path: ["marking"],
        label: say("record.identity.marking"),
        hint: say("record.identity.marking.hint"),
      })}
      <div class="field" data-path="id">
        <div class="name"><span class="label">${say("record.identity.id")}</span></div>
        <p><code>${system.id}</code> <span class="quiet">${say(
          "record.identity.id.hint",
        )}</span></p>
      </div>
      ${method(form, system)} ${target(form, system)} ${tables(form, system)}
    `;
  },
};

function phase(form: Form, system: System): TemplateResult {
  const { say, text } = form;
  return choiceField(form, {
    path: ["phase"],
    label: say("record.identity.phase"),
    value: system.phase,
    options: Object.entries(words.phase).map(([value, word]) => ({
      value: value as System["phase"],
      word: text(word),
    })),
  });
}

/** Which tables and catalogues the analysis reads. */
function method(form: Form, system: System): TemplateResult {
  const { say, text, word } = form;
  const { method, shelf } = system;
  // The record's own tables stand before those that ship; of two with one id the first is read.
  const unique = <T extends { readonly id: string }>(list: readonly T[]) =>
    [
      ...new Map(list.toReversed().map((one) => [one.id, one])).values(),
    ].toReversed();
  const about = (table: { name: typeof system.name; version: string; provenance: string }) =>
    say("record.identity.table", {
      version: table.version || "—",
      provenance: word("provenance", table.provenance),
    });
  const impacts = unique(shelf.impacts);
  return html`
    <h3>${say("record.identity.method")}</h3>
    ${choiceField(form, {
      path: ["method", "risk"],
      label: say("record.identity.risk"),
      hint: say("record.identity.risk.hint"),
      why: `table/${method.risk.table.id}`,
      value: method.risk.id,
      options: unique(shelf.methods).map(({ id, table }) => ({
        value: id,
        word: text(table.name),
        means: about(table),
      })),
    })}
    ${choiceField(form, {
      path: ["method", "impact"],
      label: say("record.identity.impact"),
      value: method.impact.id,
      options: impacts.map((table) => ({
        value: table.id,
        word: text(table.name),
        means: about(table),
      })),
    })}
    ${catalogs(form, system)}
    ${choiceField(form, {
      path: ["method", "step"],
      label: say("record.identity.step"),
      value: method.step.id,
      options: unique(shelf.tables).filter(({ axes }) => sameAxes(axes, method.step.axes)).map((
        table,
      ) => ({ value: table.id, word: text(table.name), means: about(table) })),
    })}
    ${textField(form, { path: ["method", "unit"], label: say("record.identity.unit") })}
  `;
}

type Axes = System["method"]["step"]["axes"];

function sameAxes(a: Axes, b: Axes): boolean {
  return a.map(({ name }) => name).join() === b.map(({ name }) => name).join();
}

/** The catalogues whose controls are required; at least one stays. */
function catalogs(form: Form, { method, shelf }: System): TemplateResult {
  const { desk, say, text } = form;
  const chosen = method.catalogs.map(({ id }) => id);
  const field = { path: ["method", "baseline"], label: say("record.identity.baseline") };
  const toggle = (id: string, on: boolean) => {
    const value = shelf.catalogs.map((catalog) => catalog.id)
      .filter((one) => one === id ? on : chosen.includes(one));
    if (value.length === 0) return;
    desk.dispatch([{ type: "set-field", on: "method", field: "baseline", value }]);
  };
  return frame(
    form,
    field,
    html`
      <div class="choice" data-wide="long" role="group" aria-label=${field.label}>${shelf.catalogs
        .map((
          { id, name, controls, version },
        ) => {
          const on = chosen.includes(id);
          return html`
            <label class=${on ? "chosen" : ""}><input type="checkbox" .checked=${on}
              ?disabled=${!desk.editable || on && chosen.length === 1} @change=${(event: Event) =>
                toggle(id, (event.target as HTMLInputElement).checked)}><span><b>${text(
                  name,
                )}</b><span class="means">${say("record.identity.catalog", {
                  version,
                  count: controls.length,
                })}</span></span></label>
          `;
        })}</div>
    `,
  );
}

/** The worst risk allowed per damage level, with what it allows now. */
function target(form: Form, system: System): TemplateResult {
  const { desk, say, text, word } = form;
  const { table } = system.method.risk;
  const over = desk.assessment?.verdict.now.over.length ?? 0;
  return html`
    <h3>${say("record.identity.target")}</h3>
    <p class="hint">${say("record.identity.target.hint")}</p>
    ${([3, 2, 1] as const).map((damage) =>
      choiceField(form, {
        path: ["target", String(damage)],
        label: say("record.identity.target.level", { damage }),
        why: `target/${damage}`,
        value: system.target[damage],
        options: table.scale.toReversed().map((risk): Option<string | number> => ({
          value: risk,
          word: [text(shown(risk)), word("risk", risk)].filter((one, index, all) =>
            one !== String(risk) || index === 0 && all[1] !== one
          ).join(" "),
        })),
        set: (risk): Change[] => [{ type: "set-target", damage, risk }],
      })
    )}
    <p class="quiet">${say("record.identity.target.now", { count: over })} ${mark(
      form,
      "verdict",
      "over",
    )}</p>
  `;
}

/** The organisation's own tables, to be read; they are written in the text. */
function tables(form: Form, { spec }: System): TemplateResult | typeof nothing {
  if (!spec.tables) return nothing;
  return html`<h3>${form.say("record.identity.tables")}</h3>${outline(form, ["tables"])}`;
}
