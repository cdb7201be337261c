import { html, nothing, type TemplateResult } from "lit";
import { apply, assess, type Assessment, resolver, toSystem } from "../../../../engine/mod.ts";
import { side } from "../../mark.ts";
import { type Moved, movesOf } from "../../moved.ts";
import type { Form } from "../../section.ts";
import { named, turnOf } from "./consequence.ts";

type Value = string | number | boolean | undefined;

/**
 * What choosing a value would do, beside it: how many conditions turn, and on pointing at it or coming
 * to it by keys, which ones, and what that would move.
 */
export function preview(form: Form, name: string, value: Value): TemplateResult | undefined {
  const { desk, say } = form;
  const { assessment } = desk;
  if (!assessment) return undefined;
  const { on, off, open } = turnOf(assessment, name, value);
  const result = known(assessment, name, value);
  const counts = [
    on.length > 0 ? say("record.preview.on", { count: on.length }) : "",
    off.length > 0 ? say("record.preview.off", { count: off.length }) : "",
    open.length > 0 ? say("record.preview.open", { count: open.length }) : "",
  ].filter((one) => one !== "");
  if (counts.length === 0 && result?.length === 0) return undefined;
  return html`
    <span class="preview">
      <span class="counts">${counts.join(say("plot.semicolon"))}</span>
      <span class="details">
          ${turned(form, say("record.preview.turns.on"), on)}
          ${turned(form, say("record.preview.turns.off"), off)}
          ${turned(form, say("record.preview.turns.open"), open)}
          ${result === undefined ? nothing : moves(form, result)}
        </span>
    </span>
  `;
}

function turned(
  form: Form,
  title: string,
  conditions: readonly { readonly on: string }[],
): TemplateResult | typeof nothing {
  if (conditions.length === 0) return nothing;
  const shown = conditions.slice(0, most).map(({ on }) => named(form, on));
  const rest = conditions.length - shown.length;
  return html`<span>${title} ${form.list(shown)}${
    rest > 0 ? form.say("record.preview.rest", { count: rest }) : nothing
  }</span>`;
}

const most = 8;

/** What would move, the weightiest first. */
function moves({ say, lang, list }: Form, moved: readonly Moved[]): TemplateResult {
  const told = moved.filter(({ aspect, ref }) =>
    aspect !== "met" && aspect !== "defence" && ref.split("/").length <= 2
  ).slice(0, most).map((one) =>
    `${
      one.ref === "verdict" || one.ref === "plan" || one.ref === "required"
        ? say(`record.moved.${one.aspect as "verdict"}`)
        : one.ref.split("/")[1]
    } ${side(one.from, lang)}→${side(one.to, lang)}`
  );
  return html`<span>${
    told.length === 0
      ? say("record.preview.nothing")
      : say("record.preview.moves", { list: list(told) })
  }</span>`;
}

const forecasts = new WeakMap<Assessment, Map<string, readonly Moved[]>>();

function known(assessment: Assessment, name: string, value: Value): readonly Moved[] | undefined {
  return forecasts.get(assessment)?.get(`${name} ${value}`);
}

/** The work that shows what a value would move: for when the hand or the keys come to it. */
export function looker(form: Form, name: string, value: Value): () => void {
  return () => {
    const { assessment } = form.app.store.get().desk ?? {};
    if (assessment) foresee(form, assessment, name, value);
  };
}

/** Works out what a value would move, once, when it is asked. */
function foresee({ app }: Form, assessment: Assessment, name: string, value: Value): void {
  if (known(assessment, name, value)) return;
  setTimeout(() => {
    const { desk } = app.store.get();
    if (desk?.assessment !== assessment || !desk.system) return;
    const { system } = desk;
    const change = { type: "set-trait", trait: name, value: value ?? null } as const;
    const { spec } = apply(system.spec, [change], resolver(system.catalogue));
    const then = assess(toSystem(spec, system.shelf), assessment.at);
    const made = forecasts.get(assessment) ?? new Map();
    made.set(`${name} ${value}`, movesOf(assessment, then));
    forecasts.set(assessment, made);
    app.store.set({ desk: { ...desk } });
  }, 120);
}
