import type { Maker } from "../plots/element.ts";
import type { Summed } from "../plots/figure.ts";

/** An element with a value, which says so by an `input` event when the value changes by hand. */
export type Input<T> = Summed<T, HTMLFormElement>;

/** How the value of an input is read from its controls, and shown in them. */
export interface Reading<T> {
  read(): T;
  /** Shows a value without an event; controls are set, never made anew. */
  show(value: T): void;
}

/**
 * Makes a form an input. Its own controls' events bubble, so nothing else need be sent; entering does
 * not submit. What a search field or a filter says is not the value: mark it with `data-aside`.
 */
export function toInput<T>(
  form: HTMLFormElement,
  { read, show }: Reading<T>,
  summary: string,
): Input<T> {
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const type of ["input", "change"]) {
    form.addEventListener(type, (event) => {
      const target = event.target as Element | null;
      if (target?.closest?.("[data-aside]")) event.stopImmediatePropagation();
    });
  }
  Object.defineProperty(form, "value", { get: read, set: show, enumerable: true });
  return Object.assign(form, { summary }) as unknown as Input<T>;
}

/** Says that the value changed, where no control of the form said so itself. */
export function announce(form: HTMLFormElement): void {
  const { Event } = form.ownerDocument.defaultView ?? globalThis;
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A choice among values: the option's position stands for its value, so that values keep their type. */
export function choices(
  labels: readonly string[],
  selected: number,
  name: string,
  { html }: Maker,
): HTMLSelectElement {
  const select = html(
    "select",
    { "aria-label": name },
    ...labels.map((label, index) =>
      html("option", { value: index, selected: index === selected }, label)
    ),
  );
  select.selectedIndex = selected;
  return select;
}
