import { answers, axes as names } from "../../engine/messages/report.ts";
import { type Axis, points, type RatingTable, size } from "../../engine/rating.ts";
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
  const { say, text } = draw;
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

interface Place {
  readonly axis: Axis;
  readonly value: string | number;
}
type Point = readonly Place[];

function grid(
  table: RatingTable,
  columns: number,
  read: ReadonlySet<string>,
  draw: Pen,
): HTMLElement {
  const { html, text } = draw;
  const split = Math.max(0, table.axes.length - columns);
  const down = table.axes.slice(0, split);
  const across = table.axes.slice(split);
  const along = pointsOf(across);
  return html(
    "table",
    {},
    html("caption", {}, text(table.name)),
    html("thead", {}, ...heads(down, across, draw)),
    html(
      "tbody",
      {},
      ...pointsOf(down).map((point) =>
        html(
          "tr",
          {},
          ...point.map((one) => html("th", { scope: "row" }, wordOf(one, draw))),
          ...along.map((other) => cell(table, [...point, ...other], read, draw)),
        )
      ),
    ),
  );
}

/** One axis across has its name above its values; of several each has a line, with its name in every cell. */
function heads(down: readonly Axis[], across: readonly Axis[], draw: Pen): HTMLElement[] {
  const { html, say } = draw;
  const count = size(across);
  const lines: HTMLElement[][] = across.length > 1
    ? across.map((axis, at) => repeated(axis, size(across.slice(at + 1)), count, draw))
    : [
      [html(
        "th",
        { scope: "colgroup", colspan: count, class: "group center" },
        across[0] ? nameOf(across[0], draw) : say("plot.rating.result"),
      )],
      ...across.map((axis) =>
        axis.values.map((value) =>
          html("th", { scope: "col", class: "center" }, wordOf({ axis, value }, draw))
        )
      ),
    ];
  const names = down.map((axis) =>
    html(
      "th",
      { scope: "col", rowspan: lines.length > 1 ? lines.length : null },
      nameOf(axis, draw),
    )
  );
  return lines.map((line, at) => html("tr", {}, ...(at === 0 ? names : []), ...line));
}

/** The values of an axis, each over `span` columns, again and again until all columns are headed. */
function repeated(axis: Axis, span: number, count: number, draw: Pen): HTMLElement[] {
  return Array.from({ length: count / span }, (_, at) => {
    const value = axis.values[at % axis.values.length];
    const words = { axis: nameOf(axis, draw), value: wordOf({ axis, value }, draw) };
    return draw.html(
      "th",
      { scope: span > 1 ? "colgroup" : "col", colspan: span > 1 ? span : null, class: "center" },
      draw.say("plot.rating.head", words),
    );
  });
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
    indices.map((index, at) => ({ axis: axes[at], value: axes[at].values[index] }))
  );
}

function nameOf({ name }: Axis, { text }: Pen): string {
  return names[name] ? text(names[name]) : name;
}

/** A value of an axis in words, where it is a code of a record or a level of a scale. */
function wordOf({ axis, value }: Place, draw: Pen): string {
  if (Object.hasOwn(answers, value)) return draw.text(answers[value]);
  if (axis.name === "status" || axis.name === "category") return draw.word(axis.name, value);
  const ofImpact = axis.name === "impact" && !axis.values.includes("very-low");
  return ofImpact ? draw.word("level", value) : resultOf(value, draw);
}

/** A result in words where it is a word: letters and numbers stay as they are. */
function resultOf(value: string | number, { word }: Pen): string {
  if (typeof value === "number" || value.length === 1) return String(value);
  const conformity = word("conformity", value);
  return conformity === value ? word("risk", value) : conformity;
}
