import { assign, type InputElement } from "../notebook/stream.ts";
import { pen } from "../plots/figure.ts";
import type { Options } from "../plots/voice.ts";
import type { Input } from "./input.ts";

type Part = HTMLElement & { value: unknown };
type Values = Readonly<Record<string, unknown>>;

/**
 * Several inputs as one, whose value is an object of theirs by name. They stand in columns of at least
 * `least` rem where there is room for more than one, one below the other by default.
 */
export function form(
  parts: Readonly<Record<string, Part>>,
  { least, ...options }: Options & { readonly least?: number } = {},
): Input<Values> {
  const { html, say, lang } = pen(options);
  const entries = Object.entries(parts);
  const element = html(
    "div",
    { class: least === undefined ? "mitate-form" : "mitate-form mitate-beside", lang },
    ...entries.map(([, part]) => part),
  );
  if (least !== undefined) element.style.setProperty("--least", `${least}rem`);
  // Inputs of Observable set the width of their labels each on itself, so that it cannot be inherited.
  for (const [, part] of entries) part.style.setProperty("--label-width", "15rem");
  let value: Values = Object.fromEntries(entries.map(([name, part]) => [name, part.value]));
  Object.defineProperty(element, "value", {
    enumerable: true,
    // The same object while no part has another value, so that readers can see that nothing changed.
    get() {
      const now = entries.map(([name, part]) => [name, part.value] as const);
      if (now.some(([name, one]) => !Object.is(one, value[name]))) value = Object.fromEntries(now);
      return value;
    },
    set(next: Values | undefined) {
      for (const [name, part] of entries) {
        if (next && name in next) assign(part as InputElement, next[name]);
      }
    },
  });
  const summary = say("input.form.summary", { count: entries.length });
  return Object.assign(element, { summary }) as unknown as Input<Values>;
}
