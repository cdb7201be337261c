import { html, nothing, type TemplateResult } from "lit";
import { holds, parse, traits } from "../../engine/mod.ts";
import { get } from "./address.ts";
import { type Field, wordField } from "./field.ts";
import type { Form } from "./section.ts";

/**
 * A condition over the traits of the profile, such as `exposure = internet`: written as it stands in the
 * record, with the traits proposed, and what it comes to under this profile said beneath it.
 */
export function conditionField(form: Form, field: Field): TemplateResult {
  return html`<div class="condition">
    ${
    wordField(form, {
      hint: form.say("record.when.hint"),
      ...field,
      suggestions: suggestions(form),
    })
  }
    ${truth(form, field)}
  </div>`;
}

function truth({ desk, say, word }: Form, { path }: Field): TemplateResult | typeof nothing {
  const written = get(desk.spec, path);
  if (typeof written !== "string" || written === "" || !desk.system) return nothing;
  const condition = parse(written);
  if (!("text" in condition)) return nothing;
  const { truth } = holds(condition, desk.system.profile.traits);
  return html`<p class="truth" data-truth=${truth}>${
    say("record.when.now", { truth: word("truth", truth) })
  }</p>`;
}

/** Conditions that the record already has, then the simplest ones of every trait. */
function suggestions({ desk }: Form): string[] {
  const used = desk.assessment?.conditions.map(({ text }) => text) ?? [];
  const simple = traits.flatMap(({ name, type, values }) =>
    type === "boolean" ? [name] : (values ?? []).map((value) => `${name} = ${value}`)
  );
  return [...new Set([...used, ...simple])];
}
