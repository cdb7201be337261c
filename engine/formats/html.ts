import type { Lang } from "../text.ts";
import { harmless } from "./column.ts";
import {
  type Block,
  type Column,
  type Facts,
  type Phrase,
  type Piece,
  pieces,
  plain,
  type Table,
  type Tone,
} from "./document.ts";

/** What stands around the content of a page. */
export interface Frame {
  readonly lang: Lang;
  readonly title: string;
  /** Links at the top: back, and to the same page in the other language. */
  readonly links: readonly { readonly href: string; readonly text: string; readonly lang?: Lang }[];
  /** The table of contents, already HTML; "" for none. */
  readonly contents: string;
  /** The classification marking, repeated at the head of the page; "" for none. */
  readonly marking: string;
}

/** A whole page. It has no script and refers to nothing outside itself; its one style is `style`. */
export function page(content: string, { lang, title, links, contents, marking }: Frame): string {
  const anchors = links.map(({ href, text, lang: to }) => {
    const language = to ? ` lang="${to}" hreflang="${to}"` : "";
    return `<a href="${escape(href)}"${language}>${escape(text)}</a>`;
  });
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="brand">Mitate</p>
<p class="marking">${escape(marking)}</p>
<nav class="links">${anchors.join("\n")}</nav>
</header>
<div class="${contents === "" ? "whole" : "split"}">
${contents}
<main>
${content}
</main>
</div>
</body>
</html>
`;
}

/** Blocks as HTML. Whatever a record says is escaped and never becomes markup. */
export function html(blocks: readonly Block[]): string {
  return blocks.map((block) => element(block, "")).join("\n");
}

/** A text with everything that HTML would read replaced, and without control characters. */
export function escape(text: string): string {
  return harmless(text).replace(/[&<>"']/g, (letter) => entities[letter]);
}

/** A phrase with its marks as elements. */
export function inline(phrase: Phrase): string {
  return pieces(phrase).map((piece) => typeof piece === "string" ? escape(piece) : marked(piece))
    .join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function element(block: Block, above: string): string {
  switch (block.kind) {
    case "section":
      return `<section id="${escape(block.id)}">
<h2>${escape(block.title)}</h2>
${block.blocks.map((one) => element(one, block.title)).join("\n")}
</section>`;
    case "group":
      return `<section class="group" id="${escape(block.id)}">
<h3>${inline(block.title)}</h3>
${block.blocks.map((one) => element(one, plain(block.title))).join("\n")}
</section>`;
    case "text":
      return `<p>${inline(block.text)}</p>`;
    case "list":
      return `<ul>\n${block.items.map((item) => `<li>${inline(item)}</li>`).join("\n")}\n</ul>`;
    case "facts":
      return facts(block);
    case "table":
      return table(block, above);
  }
}

function facts({ rows, close }: Facts): string {
  const items = rows.map(([name, value]) =>
    `<div><dt>${escape(name)}</dt><dd>${inline(value)}</dd></div>`
  );
  return `<dl${close ? ' class="close"' : ""}>\n${items.join("\n")}\n</dl>`;
}

/** A caption that only repeats the title above is kept for those who listen. */
function table({ caption, columns, rows, foot = [] }: Table, above: string): string {
  const heads = columns.map((column) =>
    `<th scope="col"${classes(column)}>${heading(column.title)}</th>`
  );
  const body = rows.map((row) => line(row, columns)).join("\n");
  const bottom = foot.length > 0
    ? `\n<tfoot>\n${foot.map((row) => line(row, columns)).join("\n")}\n</tfoot>`
    : "";
  const repeated = caption === above ? ' class="heard"' : "";
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escape(caption)}">
<table>
<caption${repeated}>${escape(caption)}</caption>
<thead>
<tr>${heads.join("")}</tr>
</thead>
<tbody>
${body}
</tbody>${bottom}
</table>
</div>`;
}

function line(row: readonly Phrase[], columns: readonly Column[]): string {
  const cells = columns.map((column, index) => {
    const content = inline(row[index] ?? "");
    return column.head
      ? `<th scope="row"${classes(column)}>${content}</th>`
      : `<td${classes(column)}>${content}</td>`;
  });
  return `<tr>${cells.join("")}</tr>`;
}

function classes({ align, wrap, page }: Column): string {
  const names = [
    ...(align === "center" || align === "end" ? [align] : []),
    ...(wrap || page ? ["text"] : []),
  ];
  return names.length === 0 ? "" : ` class="${names.join(" ")}"`;
}

/** A place to break a heading: between Latin words a space, in Japanese only where room is short. */
function heading(title: string): string {
  return title.split("\n").map((part) => escape(part)).reduce((before, after) => {
    if (before.endsWith("-")) return `${before.slice(0, -1)}&shy;${after}`;
    return /[a-z]$/i.test(before) ? `${before} ${after}` : `${before}<wbr>${after}`;
  });
}

function marked({ text, tone, to }: Piece): string {
  const content = escape(text);
  if (content === "") return "";
  if (tone === "link") return to ? `<a href="#${escape(to)}">${content}</a>` : content;
  if (tone === "code") return `<code>${content}</code>`;
  if (tone === "strong") return `<strong>${content}</strong>`;
  return `<span class="${look(tone)}">${content}</span>`;
}

/** `risk-4-over` → `risk r4 over`. */
function look(tone: Tone): string {
  const risk = /^risk-(\d)(-over)?$/.exec(tone);
  return risk ? `risk r${risk[1]}${risk[2] ? " over" : ""}` : tone;
}

/**
 * The only style of a page. The colours of risk grow darker step by step, so that they keep their
 * order for the colour-blind and in black and white; the letter and the sign say it without them.
 */
export const style = `
:root {
  --paper: #ffffff; --ink: #1b1f24; --quiet: #59636e; --line: #d0d7de; --shade: #f4f6f8;
  --accent: #0b4f9e; --good: #116329; --fair: #7a4b00; --bad: #a40e26;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --ink: #e4e8ec; --quiet: #9aa5b1; --line: #39424c; --shade: #1d232a;
    --accent: #8ab8f5; --good: #6fcf8b; --fair: #e3b341; --bad: #ff9a94;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font-size: 1rem; line-height: 1.65;
  font-family: system-ui, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", Meiryo, sans-serif;
  font-variant-numeric: tabular-nums; line-break: strict; overflow-wrap: anywhere;
}
header {
  display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; align-items: baseline;
  padding: 0.6rem 1.5rem; border-bottom: 1px solid var(--line); background: var(--shade);
}
header p { margin: 0; }
.brand { font-weight: 700; letter-spacing: 0.02em; }
.marking { color: var(--quiet); font-size: 0.875rem; }
.links { margin-left: auto; display: flex; gap: 1.25rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.split, .whole { max-width: 96rem; margin: 0 auto; padding: 1.5rem; }
.contents { font-size: 0.9375rem; margin-bottom: 1.5rem; }
.contents h2 { font-size: 0.875rem; color: var(--quiet); margin: 0 0 0.25rem; border: 0; padding: 0; font-weight: 600; }
.contents ol { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; }
.contents a { text-decoration: none; }
.contents a:hover { text-decoration: underline; }
@media (min-width: 75rem) {
  .split { display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: 2.5rem; }
  .contents { position: sticky; top: 1.5rem; align-self: start; }
  .contents ol { display: block; }
  .contents li { padding: 0.15rem 0; }
  :lang(en) thead th.center { min-width: 6rem; }
}
main { min-width: 0; }
h1 { font-size: 1.75rem; line-height: 1.3; margin: 0 0 1rem; text-wrap: balance; }
h1 small { display: block; font-size: 1rem; font-weight: 400; color: var(--quiet); }
h2 { font-size: 1.3rem; line-height: 1.4; margin: 3rem 0 1rem; padding-bottom: 0.35rem; border-bottom: 2px solid var(--accent); }
h3 { font-size: 1.0625rem; line-height: 1.5; margin: 2rem 0 0.5rem; }
p, ul { margin: 0.5rem 0 1rem; max-width: 56rem; }
ul { padding-left: 1.4rem; }
li { margin: 0.2rem 0; }
dl { margin: 0.5rem 0 1rem; }
dl > div { display: grid; grid-template-columns: 11rem minmax(0, 56rem); gap: 0 1rem; padding: 0.15rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
dl.close { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: 0 2rem; }
dl.close > div { grid-template-columns: 1fr auto; border-bottom: 1px solid var(--line); padding: 0.3rem 0; }
#summary dl { background: var(--shade); border-left: 4px solid var(--accent); padding: 0.9rem 1.2rem; }
.scroll { overflow-x: auto; margin: 0.5rem 0 1.5rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; line-height: 1.5; }
caption { text-align: left; color: var(--quiet); padding: 0.25rem 0; font-size: 0.875rem; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: 0.35rem 0.6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); white-space: nowrap; }
thead th { background: var(--shade); color: var(--quiet); font-weight: 600; vertical-align: bottom; border-bottom: 1px solid var(--quiet); white-space: normal; word-break: keep-all; overflow-wrap: normal; }
tbody th { font-weight: 600; }
tfoot th, tfoot td { border-top: 1px solid var(--quiet); font-weight: 600; background: var(--shade); }
.text { white-space: normal; min-width: 9rem; }
.center { text-align: center; }
.end { text-align: right; }
code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.9em; }
.quiet { color: var(--quiet); }
.good { color: var(--good); font-weight: 600; }
.fair { color: var(--fair); font-weight: 600; }
.bad { color: var(--bad); font-weight: 600; }
.risk { display: inline-block; white-space: nowrap; min-width: 2.1em; padding: 0 0.4em; text-align: center; border-radius: 3px; color: #1b1f24; font-weight: 600; border: 2px solid transparent; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.r1 { background: #eef2f5; } .r2 { background: #fbe9b0; } .r3 { background: #f5be66; }
.r4 { background: #dc7a35; } .r5 { background: #8f1d1d; color: #ffffff; }
.over { border-color: var(--ink); }
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --shade: #f2f2f2; --accent: #000; --good: #000; --fair: #000; --bad: #000; }
  @page { size: A4; margin: 14mm 12mm; }
  body { font-size: 9pt; line-height: 1.5; }
  .contents, .links { display: none; }
  .split, .whole { display: block; max-width: none; padding: 0; }
  header { padding: 0 0 2mm; background: none; }
  .marking, caption, h1 small { font-size: 8.5pt; }
  h1 { font-size: 16pt; } h2 { font-size: 12.5pt; margin-top: 8mm; } h3 { font-size: 10.5pt; margin-top: 4mm; }
  h2, h3 { break-after: avoid; }
  tr, dl > div { break-inside: avoid; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; }
  th, td { padding: 0.8mm 1.2mm; }
  .text { min-width: 0; }
  a { color: inherit; text-decoration: none; }
}
`;
