import MarkdownIt from "markdown-it";
import { joined, prose } from "./prose.ts";

// Written HTML stays text: a markdown cell may come from anyone and is shown before it is trusted.
const reader = new MarkdownIt({ html: false, linkify: false, typographer: false });

/**
 * The tag of markdown cells: text is markdown, values are put in as they are. A node stays itself, a list
 * gives its parts one after the other, anything else is its text and never markup.
 */
export function md(strings: readonly string[], ...values: unknown[]): HTMLElement {
  return prose(markup(strings), values);
}

/** A markdown text as markup, with signs where its values go. */
export function markup(strings: readonly string[]): string {
  return reader.render(joined(strings));
}
