import MarkdownIt from "markdown-it";
import { side } from "../notebook/side.ts";
import { voice } from "../plots/voice.ts";

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
  const { lang } = voice();
  const source = side(
    strings.reduce((all, part, index) => `${all}${mark(index - 1)}${part}`),
    lang,
  );
  const root = document.createElement("div");
  root.className = "prose";
  root.lang = lang;
  // Our own reader's output of escaped text; nothing of a value is in it yet.
  root.innerHTML = reader.render(source);
  if (values.length) fill(root, values);
  return root;
}

// Signs of private use stand for the values while the text is read.
function mark(index: number): string {
  return `\ue000${index}\ue001`;
}

const marks = /\ue000(\d+)\ue001/;

function fill(root: HTMLElement, values: readonly unknown[]): void {
  for (const element of root.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      // What the reader wrote into an address it also escaped.
      const plain = decoded(value);
      if (!marks.test(plain)) continue;
      const filled = plain.replace(/\ue000(\d+)\ue001/g, (_, index) => String(values[index]));
      if (/^\s*(javascript|data|vbscript):/i.test(filled)) element.removeAttribute(name);
      else element.setAttribute(name, filled);
    }
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const parts = text.data.split(new RegExp(marks, "g"));
    if (parts.length < 2) continue;
    const nodes = parts.flatMap((part, index) => index % 2 ? nodesOf(values[Number(part)]) : part);
    // A figure alone in a paragraph takes its place: a block does not belong in one.
    const lonely = text.parentElement?.tagName === "P" &&
      text.parentElement.childNodes.length === 1 &&
      nodes.some((node) => node instanceof HTMLElement && node.tagName !== "SPAN");
    const target = lonely ? text.parentElement! : text;
    target.replaceWith(...nodes);
  }
}

function decoded(value: string): string {
  try {
    return decodeURI(value);
  } catch {
    return value;
  }
}

function nodesOf(value: unknown): (Node | string)[] {
  if (value instanceof Node) return [value];
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  return [String(value)];
}
