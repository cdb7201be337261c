import {
  type Block,
  type Column,
  type Facts,
  type Group,
  type Phrase,
  type Piece,
  pieces,
  plain,
  type Section,
  type Table,
} from "../../engine/formats/document.ts";
import type { Child } from "./element.ts";
import { type Pen, scrolled } from "./figure.ts";

/** How blocks are drawn. */
export interface Drawing {
  /** The title that stands above already and is not said again. */
  readonly above: string;
  /** Whether groups are unfolded at first. */
  readonly open: boolean;
  /** The level of the headings of its sections in the outline of the page; no headings otherwise. */
  readonly level?: number;
  /** Groups stand under headings of this level instead of being folded; captions are then seen. */
  readonly heading?: 3 | 4;
}

/** Blocks of a report as elements: the same document that the command line prints. */
export function blocks(list: readonly Block[], drawing: Drawing, draw: Pen): HTMLElement[] {
  return list.flatMap((block) => element(block, drawing, draw));
}

function element(block: Block, drawing: Drawing, draw: Pen): HTMLElement[] {
  const { html } = draw;
  switch (block.kind) {
    case "section":
      if (drawing.heading) return blocks(block.blocks, drawing, draw);
      return section(block, drawing, draw);
    case "group":
      if (drawing.heading) return headed(block, drawing.heading, drawing, draw);
      return [
        html(
          "details",
          { open: drawing.open },
          html("summary", {}, ...phrase(block.title, draw)),
          ...blocks(block.blocks, { ...drawing, above: plain(block.title) }, draw),
        ),
      ];
    case "text":
      return [html("p", {}, ...phrase(block.text, draw))];
    case "list":
      return [
        html(
          "ul",
          { class: "items" },
          ...block.items.map((item) => html("li", {}, ...phrase(item, draw))),
        ),
      ];
    case "facts":
      return [facts(block, draw)];
    case "table":
      return [scrolled(block.caption, draw, table(block, drawing.above, draw))];
  }
}

/** A section says its title where nothing above it did. */
function section({ title, blocks: inner }: Section, drawing: Drawing, draw: Pen): HTMLElement[] {
  const { html } = draw;
  const made = (level?: number) => blocks(inner, { ...drawing, level, above: title }, draw);
  if (title === drawing.above) return made(drawing.level);
  const { level } = drawing;
  if (level === undefined) {
    return [html("p", { class: "part" }, html("b", {}, title)), ...made()];
  }
  return [html(`h${level}` as "h2", {}, title), ...made(level + 1)];
}

function headed(group: Group, level: 3 | 4, drawing: Drawing, draw: Pen): HTMLElement[] {
  const [first, ...others] = group.blocks;
  // A small heading that only says what the caption of its one table says again is left to the caption.
  const said = level === 4 && first?.kind === "table" && others.length === 0 &&
    first.caption === plain(group.title);
  return [
    ...(said ? [] : [draw.html(`h${level}`, {}, ...phrase(group.title, draw))]),
    ...blocks(group.blocks, { ...drawing, heading: 4 }, draw),
  ];
}

function facts({ rows, close }: Facts, draw: Pen): HTMLElement {
  const { html } = draw;
  return html(
    "dl",
    { class: close ? "facts close" : "facts" },
    ...rows.map(([name, value]) =>
      html("div", {}, html("dt", {}, name), html("dd", {}, ...phrase(value, draw)))
    ),
  );
}

/** A table of phrases. A caption that only repeats the title above is kept for those who listen. */
export function table(
  { caption, columns, rows, foot = [] }: Table,
  above: string,
  draw: Pen,
): HTMLElement {
  const { html } = draw;
  const line = (row: readonly Phrase[]) =>
    html(
      "tr",
      {},
      ...columns.map((column, index) => {
        const content = phrase(row[index] ?? "", draw);
        // The foot has nothing to say about some columns; a heading without words is none.
        return column.head && content.length > 0 && row[index] !== ""
          ? html("th", { scope: "row", class: classOf(column) }, ...content)
          : html("td", { class: classOf(column) }, ...content);
      }),
    );
  return html(
    "table",
    {},
    html("caption", { class: caption === above ? "mitate-heard" : null }, caption),
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        ...columns.map((column) =>
          html("th", { scope: "col", class: classOf(column) }, unbroken(column.title, draw))
        ),
      ),
    ),
    html("tbody", {}, ...rows.map(line)),
    foot.length > 0 && html("tfoot", {}, ...foot.map(line)),
  );
}

function classOf({ align, wrap, page }: Column): string | null {
  const names = [
    align === "center" || align === "end" ? align : "",
    wrap || page ? "text" : "whole",
  ];
  return names.filter(Boolean).join(" ") || null;
}

/** The terminal breaks a title where the room is short; here the browser does. */
function unbroken(title: string, { lang }: Pen): string {
  return title.replace(/-\n/g, "").replaceAll("\n", lang === "ja" ? "" : " ");
}

/** A phrase with its marks as elements. Links lead nowhere here: every figure stands alone. */
export function phrase(text: Phrase, draw: Pen): Child[] {
  return pieces(text).map((piece) => typeof piece === "string" ? piece : marked(piece, draw));
}

function marked({ text, tone }: Piece, { html }: Pen): HTMLElement {
  const risk = /^risk-(\d)(-over)?$/.exec(tone);
  if (risk) {
    return html("span", { class: `mitate-risk r${risk[1]}${risk[2] ? " over" : ""}` }, text);
  }
  switch (tone) {
    case "strong":
    case "link":
      return html("b", {}, text);
    case "code":
      return html("code", {}, text);
    default:
      return html("span", { class: tone }, text);
  }
}
