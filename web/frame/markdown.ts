import MarkdownIt from "markdown-it";
import { side } from "../notebook/side.ts";
import { voice } from "../plots/voice.ts";
import { joined, prose } from "./prose.ts";

// Written HTML stays text: a markdown cell may come from anyone and is shown before it is trusted.
const reader = new MarkdownIt({ html: false, linkify: false, typographer: false });

// A table without headings is written with empty ones: they head nothing.
for (const rule of ["th_open", "th_close"] as const) {
  reader.renderer.rules[rule] = (tokens, index, options, _, self) => {
    const inline = tokens[rule === "th_open" ? index + 1 : index - 1];
    if (inline.content.trim() === "") tokens[index].tag = "td";
    return self.renderToken(tokens, index, options);
  };
}

/**
 * The tag of markdown cells: text is markdown, values are put in as they are. A node stays itself, a list
 * gives its parts one after the other, anything else is its text and never markup. Of a text in two
 * languages (see `notebook/side.ts`) only the side of the page's language shows.
 */
export function md(strings: readonly string[], ...values: unknown[]): HTMLElement {
  const root = prose(markup(strings), values);
  root.lang = voice().lang;
  return root;
}

/** A markdown text as markup, the side in the page's language, with signs where its values go. */
export function markup(strings: readonly string[]): string {
  return reader.render(side(joined(strings), voice().lang));
}
