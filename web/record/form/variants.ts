import { html, nothing, type TemplateResult } from "lit";
import {
  assess,
  type Assessment,
  compare,
  type Contrast,
  contrast,
  describe,
  dropped,
  extended,
  repairs,
  type Variant,
  variants as all,
  varied,
} from "../../../engine/mod.ts";
import { comparisonChapter } from "../../../engine/formats/chapters/compare.ts";
import { boardTables } from "../../../engine/formats/chapters/variants.ts";
import { voice } from "../../../engine/formats/chapters/voice.ts";
import { tell } from "../../../engine/mod.ts";
import { dataPath, get, type Path } from "../address.ts";
import { blocks } from "../block.ts";
import { changeAdder } from "../changing.ts";
import type { Desk } from "../desk.ts";
import { entries } from "../entry.ts";
import { choiceField, textField } from "../field.ts";
import { fold } from "../fold.ts";
import { hashOf } from "../../shell/route.ts";
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

/** The record and its variants side by side, as the command line shows them. */
function board({ desk, lang, say }: Form, states: readonly State[]): TemplateResult {
  const made = boardTables({ base: desk.assessment!, variants: states, file: "" }, voice(lang));
  return html`
    <div class="board" role="group" aria-label=${say("record.variants.board")}>${blocks(made)}</div>
  `;
}

function brief({ desk, say, facts }: Form, { variant, result }: State): string {
  const { shifts, vanished, appeared, same } = compare(desk.assessment!, result);
  const state = same ? say("record.variants.nothing") : say("record.variants.brief", {
    changes: variant.changes.length,
    moved: shifts.length,
    vanished: vanished.length,
    appeared: appeared.length,
  });
  const { length: count } = variant.refused;
  return facts([state, count > 0 ? say("record.variants.refused", { count }) : ""]);
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
    <p class="deeds"><a href=${hashOf({
      at: "compare",
      a: desk.path,
      b: `${desk.path}#${variant.id}`,
    })}>${say("compare.open")}</a></p>
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
  const names = [form.say("record.variants.record"), variant.id] as const;
  return fold(
    form,
    `variant ${variant.id}`,
    form.say("record.variants.effects"),
    () =>
      blocks(comparisonChapter({
        ...contrastOf(form.desk.assessment!, result),
        names,
      }, voice(form.lang))),
  );
}

const contrasts = new WeakMap<Assessment, Contrast>();

/** What moved and why; worked out once per state of a variant. */
function contrastOf(base: Assessment, result: Assessment): Contrast {
  const ready = contrasts.get(result);
  if (ready?.base === base) return ready;
  const made = contrast(base, result);
  contrasts.set(result, made);
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
