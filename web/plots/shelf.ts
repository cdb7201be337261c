import { shelf as described } from "../../engine/formats/chapters/shelf.ts";
import { voice } from "../../engine/formats/chapters/voice.ts";
import type { Assessment, Catalog, RatingTable } from "../../engine/mod.ts";
import type { ImpactTable } from "../../engine/impact.ts";
import type { Shelf } from "../../engine/shelf.ts";
import { blocks } from "./document.ts";
import { figure, type Pen, pen, type Summed } from "./figure.ts";
import { identity, ratingTable } from "./rating.ts";
import type { Options } from "./voice.ts";

/** Something published that an analysis reads. */
export type Published =
  | { readonly kind: "impact"; readonly table: ImpactTable }
  | { readonly kind: "catalog"; readonly table: Catalog }
  | { readonly kind: "table"; readonly table: RatingTable };

/**
 * Everything published on a shelf, or what one analysis read: each with name, version and trust, and
 * unfolded with its source and every cell. Value: what is listed, as data.
 */
export function shelfList(of: Shelf | Assessment, options: Options = {}): Summed<Published[]> {
  const draw = pen(options);
  const { html, say } = draw;
  const list = "system" in of ? used(of) : everything(of);
  const name = say("system" in of ? "plot.shelf.used" : "plot.shelf.name");
  const doubtful = list.filter(({ table }) => table.provenance === "unverified");
  return figure(
    "shelf",
    {
      name,
      summary: say("plot.shelf.summary", { name, count: list.length }) +
        (doubtful.length > 0
          ? say("plot.shelf.unverified", {
            list: draw.list(doubtful.map(({ table }) => table.name)),
          })
          : ""),
      value: list,
    },
    draw,
    html("p", { class: "title" }, html("b", {}, name)),
    ...list.map((one) => entry(one, draw)),
  );
}

function everything({ impacts, catalogs, tables, methods }: Shelf): Published[] {
  // The tables of the methods are on the shelf too, or made from those that are.
  const made = methods.map(({ table }) => table).filter((table) => !tables.includes(table));
  return [
    ...impacts.map((table): Published => ({ kind: "impact", table })),
    ...catalogs.map((table): Published => ({ kind: "catalog", table })),
    ...[...tables, ...made].map((table): Published => ({ kind: "table", table })),
  ];
}

/** What an analysis read, in the order in which it did. */
function used({ tables, system: { method, shelf } }: Assessment): Published[] {
  const all = everything({ ...shelf, impacts: [method.impact, ...shelf.impacts] });
  return tables.flatMap(({ kind, id }) =>
    all.find((one) => one.kind === kind && one.table.id === id) ?? []
  );
}

function entry({ kind, table }: Published, draw: Pen): HTMLElement {
  const { html, say, text, word } = draw;
  const doubtful = table.provenance === "unverified";
  return html(
    "details",
    { "data-table": table.id },
    html(
      "summary",
      {},
      html("b", {}, text(table.name)),
      html(
        "span",
        { class: "quiet" },
        ` ${say("plot.shelf.version", { version: table.version })} `,
      ),
      html("span", { class: doubtful ? "bad" : "quiet" }, word("provenance", table.provenance)),
    ),
    kind === "table" ? ratingTable(table, { ...draw, columns: columnsFor(table) }) : html(
      "div",
      {},
      ...contents({ kind, table } as Published, draw),
      html("p", { class: "quiet" }, ...identity({ note: undefined, ...table }, draw)),
    ),
  );
}

/** The cells of an impact table, or the families of a catalogue, as the command line prints them. */
function contents(one: Published, draw: Pen): HTMLElement[] {
  const shelf = {
    impacts: one.kind === "impact" ? [one.table] : [],
    catalogs: one.kind === "catalog" ? [one.table] : [],
    tables: [],
  };
  return described(shelf, voice(draw.lang)).flatMap((block) =>
    // Its identity stands below, as under every table.
    block.kind === "section"
      ? blocks(block.blocks.slice(1), { above: block.title, open: true }, draw)
      : []
  );
}

/** Risk tables are read by damage and threat; the four axes of a step by its strongest guard. */
function columnsFor({ axes }: RatingTable): number {
  return axes.length > 3 ? 3 : axes.length === 1 ? 0 : 1;
}
