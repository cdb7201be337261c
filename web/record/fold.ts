import { html, nothing, type TemplateResult } from "lit";
import type { Form } from "./section.ts";

const unfolded = new Set<string>();

/** Whether a fold of the page is open; what is folded need not be drawn. */
export function isOpen(key: string): boolean {
  return unfolded.has(key);
}

/** Opens a fold that is drawn next. */
export function unfold(key: string): void {
  unfolded.add(key);
}

/** Keeps in mind that a fold was opened or closed by hand, and draws the page with it. */
export function toggled({ app }: Form, key: string): (event: Event) => void {
  return ({ currentTarget }) => {
    const { open } = currentTarget as HTMLDetailsElement;
    if (open === unfolded.has(key)) return;
    if (open) unfolded.add(key);
    else unfolded.delete(key);
    const { desk } = app.store.get();
    app.store.set({ desk: desk && { ...desk } });
  };
}

/** A part of a form that is drawn when it is opened. `key` is unique on the page. */
export function fold(
  form: Form,
  key: string,
  title: string,
  body: () => unknown,
): TemplateResult {
  const open = isOpen(key);
  return html`<details class="fold" ?open=${open} @toggle=${toggled(form, key)}>
    <summary>${title}</summary>
    ${open ? body() : nothing}
  </details>`;
}
