import type { Child } from "./element.ts";
import { pen } from "./figure.ts";
import type { Options } from "./voice.ts";

/** Elements side by side where there is room, else one below the other; `least` is the least width in rem. */
export function sideBySide(
  parts: readonly Child[],
  { least = 22, ...options }: Options & { readonly least?: number } = {},
): HTMLElement {
  const { html } = pen(options);
  const element = html("div", { class: "mitate-beside" }, ...parts);
  element.style.setProperty("--least", `${least}rem`);
  return element;
}

/**
 * An element with a caption below it, as a figure of a document; in a report with numbers it gets one.
 * Nothing where there is nothing.
 */
export function captioned(
  caption: string,
  content: Child,
  options: Options = {},
): HTMLElement | undefined {
  if (content === undefined || content === null || content === false) return undefined;
  const { html, lang } = pen(options);
  return html(
    "figure",
    { class: "mitate mitate-captioned", lang },
    content,
    html("figcaption", {}, caption),
  );
}

/** An element behind a line that unfolds it; nothing where there is nothing to unfold. */
export function fold(
  title: string,
  content: Child,
  { open = false, ...options }: Options & { readonly open?: boolean } = {},
): HTMLElement | undefined {
  if (content === undefined || content === null || content === false) return undefined;
  const { html, lang } = pen(options);
  return html(
    "details",
    { class: "mitate mitate-fold", lang, open },
    html("summary", {}, title),
    content,
  );
}
