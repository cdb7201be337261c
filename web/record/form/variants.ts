import { html, nothing, type TemplateResult } from "lit";
import {
  assess,
  type Assessment,
  attribute,
  type Attribution,
  categories,
  type Change,
  compare,
  describe,
  difference,
  dropped,
  extended,
  grouped,
  repairs,
  resolver,
  type Variant,
  variants as all,
  varied,
  worsened,
} from "../../../engine/mod.ts";
import { comparisonChapter } from "../../../engine/formats/chapters/compare.ts";
import { voice } from "../../../engine/formats/chapters/voice.ts";
import { tell } from "../../../engine/mod.ts";
import { rank } from "../../../engine/risk.ts";
import { dataPath, get, type Path } from "../address.ts";
import { blocks } from "../block.ts";
import { changeAdder } from "../changing.ts";
import type { Desk } from "../desk.ts";
import { entries } from "../entry.ts";
import { choiceField, textField } from "../field.ts";
import { fold } from "../fold.ts";
import { named } from "../ident.ts";
import { adding, freshId, removeButton } from "../list.ts";
import type { Form, Section } from "../section.ts";

/** Named what-ifs beside the record: the board of all of them, and each with its changes and effects. */
export const variants: Section = {
  id: "variants",
  draw(form) {
    const { desk, say, text } = form;
    if (!desk.system || !desk.assessment) {
      return html`<p class="empty">${say("record.unreadable")}</p>`;
    }
    const states = statesOf(desk);
    return html`
      <p class="hint">${say("record.variants.hint")}</p>
      ${states.length > 0 ? board(form, states) : nothing}
      ${entries(form, {
        path: ["variants"],
        noun: say("record.variants.noun"),
        title: (index) => states[index] ? text(states[index].variant.name) : "",
        brief: (index) => states[index] ? brief(form, states[index]) : "",
        draw: (path, index) => states[index] ? one(form, path, states[index]) : nothing,
        fresh: () => ({ id: freshId(form, ["variants"], "V"), changes: [] }),
      })}
      ${fromHistory(form)}
    `;
  },
};

/** A variant with what the analysis says of it. */
interface State {
  readonly variant: Variant;
  readonly result: Assessment;
}

const known = new WeakMap<object, State[]>();

/** Every variant assessed; once per state of the record. */
function statesOf({ system, assessment }: Desk): State[] {
  const ready = known.get(system!);
  if (ready) return ready;
  const made = all(system!).map((variant) => ({
    variant,
    result: assess(varied(system!, variant), assessment!.at),
  }));
  known.set(system!, made);
  return made;
}

/** The record and its variants side by side; what differs from the record stands out. */
function board(form: Form, states: readonly State[]): TemplateResult {
  const { say, desk } = form;
  const base = desk.assessment!;
  const lines = boardLines(form);
  return html`
    <div class="wide board" tabindex="0" role="region" aria-label=${say("record.variants.board")}>
      <table>
        <thead>
          <tr><td></td><th scope="col">${say("record.variants.record")}</th>${states.map((
            { variant },
          ) => html`<th scope="col">${variant.id}</th>`)}</tr>
        </thead>
        <tbody>${lines.map(([name, show]) => {
          const own = show(base);
          return html`<tr><th scope="row">${name}</th><td>${dated(own)}</td>${
            states.map(({ result }) => {
              const value = show(result);
              return html`<td class=${value === own ? "same" : "differs"}>${dated(value)}</td>`;
            })
          }</tr>`;
        })}</tbody>
      </table>
    </div>
  `;
}

/** A day stands on a line of its own: a browser would break it at its hyphens. */
function dated(value: string): unknown {
  const [, said, day] = /^(.*) (\d{4}-\d{2}-\d{2})$/.exec(value) ?? [];
  return day === undefined ? value : html`${said} <time>${day}</time>`;
}

function boardLines(
  { say, word, number }: Form,
): (readonly [string, (of: Assessment) => string])[] {
  return [
    [
      say("record.variants.verdict"),
      ({ verdict }) => word("verdict", verdict.verdict) + (verdict.date ? ` ${verdict.date}` : ""),
    ],
    [
      say("record.results.over"),
      ({ verdict }) => `${verdict.now.over.length}`,
    ],
    [
      say("record.variants.possible"),
      ({ scenarios }) => `${scenarios.filter(({ possible }) => possible.worst).length}`,
    ],
    [
      say("record.results.gaps"),
      ({ verdict }) => `${verdict.now.gaps.length}`,
    ],
    [
      say("record.results.share"),
      ({ baseline }) => `${(baseline.all.share.worst * 100).toFixed(1)}%`,
    ],
    ...categories.map((category) =>
      [word("category", category), (of: Assessment) => {
        const { risk } = of.categories.find((one) => one.category === category)!;
        return rank(of.system, risk.worst) === 0 ? "—" : String(risk.worst);
      }] as const
    ),
    [
      say("record.results.left"),
      ({ plan }) =>
        `${plan.measures.filter(({ kind, done }) => kind === "measure" && !done).length}`,
    ],
    [say("record.measures.cost"), ({ plan }) => number(plan.cost)],
  ];
}

function brief({ desk, say }: Form, { variant, result }: State): string {
  const { shifts, vanished, appeared, same } = compare(desk.assessment!, result);
  const state = same ? say("record.variants.nothing") : say("record.variants.brief", {
    changes: variant.changes.length,
    moved: shifts.length,
    vanished: vanished.length,
    appeared: appeared.length,
  });
  return variant.refused.length > 0
    ? `${state}／${say("record.variants.refused", { count: variant.refused.length })}`
    : state;
}

function one(form: Form, path: Path, state: State): TemplateResult {
  const { desk, say, text } = form;
  const { variant } = state;
  const others = desk.spec!.variants!.filter(({ id }) => id !== variant.id);
  return html`
    ${textField(form, { path: [...path, "name"], label: say("record.variants.name") })}
    ${textField(form, { path: [...path, "why"], label: say("record.variants.why"), lines: 2 })}
    <div class="row">${choiceField<string | undefined>(form, {
      path: [...path, "base"],
      label: say("record.variants.base"),
      list: true,
      options: [
        { value: undefined, word: say("record.variants.record") },
        ...others.map(({ id }) => ({ value: id as string, word: id })),
      ],
    })} ${named(form, "variant", Number(path.at(-1)))}</div>
    ${changes(form, path, variant)}
    ${measures(form, variant)}
    ${mend(form, variant)}
    ${effects(form, state)}
    <p
      class="deeds"><button type="button" ?disabled=${!desk.editable} @click=${() =>
        desk.dispatch(variant.changes, {
          ja: `変更案${variant.id}を記録に反映する`,
          en: `Make the changes of variant ${variant.id} in the record`,
        })}>${say("record.variants.apply", { name: text(variant.name) })}</button></p>
  `;
}

function changes(form: Form, path: Path, variant: Variant): TemplateResult {
  const { desk, say, text } = form;
  const at = [...path, "changes"];
  const refused = new Set(variant.refused.map(({ index }) => index));
  const list = (get(desk.spec, at) ?? []) as readonly unknown[];
  return html`
    <div class="field" data-path=${dataPath(at)}>
      <div class="name"><span class="label">${say("record.variants.changes")}</span></div>
      <ul class="texts changes">${variant.own.map((change, index) =>
        html`<li data-path=${dataPath([...at, index])} ?data-refused=${refused.has(index)}>
        <span>${text(describe(change))}</span>
        ${
          removeButton(
            form,
            at,
            String(index),
            say("record.list.remove", { label: text(describe(change)) }),
          )
        }</li>`
      )}</ul>
      ${changeAdder(form, (change) =>
        desk.dispatch(
          list.length === 0
            ? [{
              type: "set-field",
              on: `variant/${variant.id}`,
              field: "changes",
              value: [change],
            }]
            : [adding(form, at, change)],
        ))}
    </div>
  `;
}

/** The measures of the record, each to be taken into the variant with one press. */
function measures(form: Form, variant: Variant): TemplateResult | typeof nothing {
  const { desk, say, text } = form;
  const list = desk.system!.measures.filter(({ changes, done }) => changes.length > 0 && !done);
  if (list.length === 0) return nothing;
  return html`
    <details class="changing">
      <summary>${say("record.variants.measures")}</summary>
      <p class="deeds">${list.map(({ id, name, changes }) =>
        html`<button type="button" ?disabled=${!desk.editable} @click=${() =>
          desk.dispatch(
            variant.own.length === 0
              ? [{
                type: "set-field",
                on: `variant/${variant.id}`,
                field: "changes",
                value: [...changes],
              }]
              : extended(variant, changes),
          )}>${id} ${text(name)}</button>`
      )}</p>
    </details>
  `;
}

/** Changes that no longer apply, with the ways to mend each. */
function mend(form: Form, variant: Variant): TemplateResult | typeof nothing {
  const { desk, say, lang, text } = form;
  if (variant.refused.length === 0) return nothing;
  const ways = repairs(desk.system!, variant);
  return html`
    <div class="mend" role="group" aria-label=${say("record.variants.mend")}>
      ${variant.refused.map(({ index, change, code, params }) =>
        html`
          <p><b>${say("record.variants.broken", { number: index + 1 })}</b> ${text(
            describe(change),
          )}<br><span class="quiet">${tell(
            { code, params, severity: "warning", on: "", path: [] },
            lang,
          )}</span></p>
          <p class="deeds">${ways.filter((way) => way.index === index).map((way) =>
            html`<button type="button" ?disabled=${!desk.editable} @click=${() =>
              desk.dispatch(way.changes, way.text)}>${text(way.text)}</button>`
          )}</p>
        `
      )}
      ${variant.refused.length > 1
        ? html`<p><button type="button" @click=${() =>
          desk.dispatch(dropped(variant, variant.refused.map(({ index }) => index)))}>${
          say("record.variants.dropAll")
        }</button></p>`
        : nothing}
    </div>
  `;
}

/** What the variant moves, and which of its changes move it, as the command line tells it. */
function effects(form: Form, { variant, result }: State): TemplateResult {
  const base = form.desk.assessment!;
  return fold(form, `variant ${variant.id}`, form.say("record.variants.effects"), () => {
    const changes = difference(
      base.system.spec,
      result.system.spec,
      resolver(base.system.catalogue),
    );
    return blocks(comparisonChapter({
      base,
      other: result,
      names: [form.say("record.variants.record"), variant.id],
      changes,
      comparison: compare(base, result),
      attribution: causesOf(base, result, changes),
      worse: worsened(base, result),
    }, voice(form.lang)));
  });
}

const causes = new WeakMap<Assessment, Attribution>();

/** Which change moved what; worked out once per state of a variant. */
function causesOf(
  base: Assessment,
  result: Assessment,
  changes: readonly Change[],
): Attribution | undefined {
  if (changes.length < 2) return undefined;
  const ready = causes.get(result);
  if (ready) return ready;
  const made = attribute(base.system, grouped(changes), base.at);
  causes.set(result, made);
  return made;
}

/** What was changed since the record was opened, kept as a variant instead of in the record. */
function fromHistory(form: Form): TemplateResult | typeof nothing {
  const { desk, say } = form;
  if (desk.past.length === 0) return nothing;
  const changes = desk.past.flatMap(({ changes }) => changes);
  if (changes.length === 0) return nothing;
  const keep = () => {
    const id = freshId(form, ["variants"], "V");
    desk.goTo(0);
    desk.dispatch([adding(form, ["variants"], { id, changes })], {
      ja: `変更を変更案${id}として残す`,
      en: `Keep the changes as variant ${id}`,
    });
  };
  return html`
    <p
      class="deeds"><button type="button" ?disabled=${!desk.editable} @click=${keep}>${say(
        "record.variants.fromHistory",
        { count: changes.length },
      )}</button></p>
  `;
}
