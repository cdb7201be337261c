import { answers, axes as names } from "../../engine/messages/report.ts";
import { type Axis, points, type RatingTable } from "../../engine/rating.ts";
import type { Child } from "./element.ts";
import { figure, heard, type Pen, pen, scrolled, type Summed } from "./figure.ts";
import { dash } from "./risk.ts";
import type { Options } from "./voice.ts";

/** How a table is laid out, and what of it is marked. */
export interface Laying extends Options {
  /** How many of its axes stand across, from the last; 1 by default. */
  readonly columns?: number;
  /** The keys of the cells that were read, `3/2/1`: they are marked. */
  readonly read?: readonly string[];
}

/**
 * A rating table with every cell, its version, source and trust. Cells that were read are marked, also
 * for those who listen. Value: the table as data.
 */
export function ratingTable(table: RatingTable, options: Laying = {}): Summed<RatingTable> {
  const draw = pen(options);
  const { html, say, text } = draw;
  const name = text(table.name);
  const read = new Set(options.read ?? []);
  const marked = [...read].filter((key) => key in table.cells);
  const results = marked.map((key) => say("plot.rating.cell", { key, value: table.cells[key] }));
  return figure(
    "rating",
    {
      name,
      summary: say("plot.rating.summary", {
        name,
        count: Object.keys(table.cells).length,
        axes: draw.list(table.axes.map((axis) => nameOf(axis, draw))),
      }) + (results.length > 0 ? say("plot.rating.read", { list: draw.list(results) }) : ""),
      caption: identity(table, draw),
      value: table,
    },
    draw,
    scrolled(name, draw, grid(table, options.columns ?? 1, read, draw)),
  );
}

/** Who says so, in which version, and how far it can be trusted. */
export function identity(
  { name, version, source, provenance, note }: Pick<
    RatingTable,
    "name" | "version" | "source" | "provenance" | "note"
  >,
  { html, say, text, word }: Pen,
): Child[] {
  return [
    html(
      "span",
      { class: "identity" },
      say("plot.rating.identity", {
        name,
        version,
        source,
        provenance: word("provenance", provenance),
      }),
    ),
    provenance === "unverified" &&
    html("strong", { class: "unverified" }, say("plot.table.unverified")),
    note && html("span", { class: "quiet" }, text(note)),
  ];
}

type Point = readonly { readonly axis: string; readonly value: string | number }[];

function grid(
  table: RatingTable,
  columns: number,
  read: ReadonlySet<string>,
  draw: Pen,
): HTMLElement {
  const { html, say, text } = draw;
  const split = Math.max(0, table.axes.length - columns);
  const down = table.axes.slice(0, split);
  const across = table.axes.slice(split);
  const along = pointsOf(across);
  const join = say("plot.dot");
  const headed = across.length > 0;
  return html(
    "table",
    {},
    html("caption", {}, text(table.name)),
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        ...down.map((axis) =>
          html("th", { scope: "col", rowspan: headed ? 2 : null }, nameOf(axis, draw))
        ),
        html(
          "th",
          { scope: "colgroup", colspan: along.length, class: "group center" },
          across.map((axis) => nameOf(axis, draw)).join(join) || say("plot.rating.result"),
        ),
      ),
      headed && html(
        "tr",
        {},
        ...along.map((point) =>
          html("th", { scope: "col", class: "center" }, wordsOf(point, draw).join(join))
        ),
      ),
    ),
    html(
      "tbody",
      {},
      ...pointsOf(down).map((point) =>
        html(
          "tr",
          {},
          ...wordsOf(point, draw).map((word) => html("th", { scope: "row" }, word)),
          ...along.map((other) => cell(table, [...point, ...other], read, draw)),
        )
      ),
    ),
  );
}

function cell(
  table: RatingTable,
  point: Point,
  read: ReadonlySet<string>,
  draw: Pen,
): HTMLElement {
  const { html, say } = draw;
  const key = point.map(({ value }) => value).join("/");
  const value = key in table.cells ? resultOf(table.cells[key], draw) : dash;
  return html(
    "td",
    { class: "center", "data-cell": key },
    read.has(key) ? html("mark", {}, value, heard(say("plot.rating.marked"), draw)) : value,
  );
}

function pointsOf(axes: readonly Axis[]): Point[] {
  return points(axes).map((indices) =>
    indices.map((index, at) => ({ axis: axes[at].name, value: axes[at].values[index] }))
  );
}

function nameOf({ name }: Axis, { text }: Pen): string {
  return names[name] ? text(names[name]) : name;
}

function wordsOf(point: Point, draw: Pen): string[] {
  return point.map(({ axis, value }) => {
    if (Object.hasOwn(answers, value)) return draw.text(answers[value]);
    if (axis === "status" || axis === "category") return draw.word(axis, value);
    return axis === "impact" ? draw.word("level", value) : resultOf(value, draw);
  });
}

/** A result in words where it is a word: letters and numbers stay as they are. */
function resultOf(value: string | number, { word }: Pen): string {
  if (typeof value === "number" || value.length === 1) return String(value);
  const conformity = word("conformity", value);
  return conformity === value ? word("risk", value) : conformity;
}
