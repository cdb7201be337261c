import type { Catalog, Provenance } from "./catalog.ts";
import type { ImpactTable } from "./impact.ts";
import type { Rating } from "./model.ts";
import { mostCells, points, rate, type RatingTable, size } from "./rating.ts";
import type { TableSpec } from "./schema.ts";
import { type Text, toText } from "./text.ts";

/** A way to rate risk: one table over damage, threat and vulnerability, however it was made. */
export interface RiskMethod {
  readonly id: string;
  /** The 27 results, axes `damage`, `threat`, `vulnerability`, each from 1 to 3. */
  readonly table: RatingTable;
  /** Where the table is itself read from other tables: the stages, in order. Empty otherwise. */
  readonly stages: readonly Stage[];
  /** The worst risk allowed per damage level unless the record sets another. Mitate's default. */
  readonly target: Readonly<Record<Rating, string | number>>;
}

/** One reading of a table within a chain: which earlier values go to which axis, and under what words. */
export interface Stage {
  readonly table: RatingTable;
  /** Axis of the table → earlier value and its translation (the bridge, Mitate's own). */
  readonly from: Readonly<
    Record<string, { readonly value: string; readonly words?: Readonly<Record<string, string>> }>
  >;
  /** The name under which later stages find the result. */
  readonly as: string;
}

/** Evaluates a user's formula at named numbers; made by `maths/formula.ts`, handed in here. */
export type Formula = (
  expression: string,
) => (scope: Readonly<Record<string, string | number>>) => unknown;

/** Everything published that an analysis may read: catalogues, impact definitions, tables, methods. */
export interface Shelf {
  readonly catalogs: readonly Catalog[];
  readonly impacts: readonly ImpactTable[];
  readonly tables: readonly RatingTable[];
  readonly methods: readonly RiskMethod[];
  readonly formula: Formula | undefined;
}

const customised = new WeakMap<object, { shelf: Shelf; own: Shelf }>();

/**
 * The shelf with a record's own tables on it. A table with the axes damage, threat and vulnerability
 * becomes a risk method as well; one with the id of a shipped table takes its place, unless it cannot be read there.
 */
export function customise(shelf: Shelf, written: readonly TableSpec[] | undefined): Shelf {
  if (!written || written.length === 0) return shelf;
  const ready = customised.get(written);
  if (ready?.shelf === shelf) return ready.own;
  const tables = written.map((spec) => toTable(spec, shelf));
  const methods = tables.flatMap((table, index) =>
    isRisk(table) ? [toMethod(table, written[index], shelf)] : []
  );
  // What ships stays behind the record's own, to stand in where one of these cannot be read.
  const own: Shelf = {
    ...shelf,
    tables: [...tables, ...shelf.tables],
    methods: [...methods, ...shelf.methods],
  };
  customised.set(written, { shelf, own });
  return own;
}

/** Reads a chain of tables at one point; returns every value by name, the last stage's included. */
export function walk(
  stages: readonly Stage[],
  point: Readonly<Record<string, string | number>>,
): Record<string, string | number> {
  const values: Record<string, string | number> = { ...point };
  for (const stage of stages) values[stage.as] = rate(stage.table, at(stage, values));
  return values;
}

/** The point at which a stage reads its table. */
export function at(
  stage: Stage,
  values: Readonly<Record<string, string | number>>,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(stage.from).map(([axis, { value, words }]) => [
      axis,
      words?.[String(values[value])] ?? values[value],
    ]),
  );
}

/** The axes of a risk table, in the order of its cell keys. */
export const riskAxes = [
  { name: "damage", values: [1, 2, 3] },
  { name: "threat", values: [1, 2, 3] },
  { name: "vulnerability", values: [1, 2, 3] },
] as const;

/** Tabulates a chain of tables over damage, threat and vulnerability. */
export function tabulate(
  about: {
    id: string;
    name: Text;
    version: string;
    source: string;
    provenance: Provenance;
    note?: Text;
  },
  stages: readonly Stage[],
): RatingTable {
  const last = stages[stages.length - 1];
  const cells = points(riskAxes).map((indices) => {
    const [damage, threat, vulnerability] = indices.map((index) => index + 1);
    const key = `${damage}/${threat}/${vulnerability}`;
    return [key, walk(stages, { damage, threat, vulnerability })[last.as]];
  });
  return { ...about, axes: riskAxes, scale: last.table.scale, cells: Object.fromEntries(cells) };
}

function isRisk(table: RatingTable): boolean {
  return table.axes.map((axis) => axis.name).sort().join() === "damage,threat,vulnerability";
}

function toMethod(table: RatingTable, written: TableSpec, shelf: Shelf): RiskMethod {
  const usual = shelf.methods.find((method) => method.table.scale.join() === table.scale.join()) ??
    { target: { 1: middle(table), 2: middle(table), 3: middle(table) } };
  const own = written.target ?? {};
  return {
    id: table.id,
    table,
    stages: [],
    target: {
      1: own["1"] ?? usual.target[1],
      2: own["2"] ?? usual.target[2],
      3: own["3"] ?? usual.target[3],
    },
  };
}

function middle(table: RatingTable): string | number {
  return table.scale[Math.floor((table.scale.length - 1) / 2)] ?? "";
}

/**
 * A written table made complete. Axes and scale left out are those of the shipped table with the same
 * id, or of a risk table. A formula is evaluated once per cell; a cell it cannot give stays missing
 * and `check` reports it.
 */
function toTable(written: TableSpec, shelf: Shelf): RatingTable {
  const model = shelf.tables.find((table) => table.id === written.id) ?? shelf.methods[0].table;
  const axes = written.axes ?? model.axes;
  return {
    id: written.id,
    name: toText(written.name ?? written.id),
    version: written.version ?? "",
    source: written.source ?? "",
    provenance: "user",
    note: written.note === undefined ? undefined : toText(written.note),
    axes,
    scale: written.scale ?? model.scale,
    cells: written.formula === undefined
      ? written.cells ?? {}
      : evaluated(written.formula, axes, shelf.formula),
  };
}

function evaluated(
  expression: string,
  axes: RatingTable["axes"],
  formula: Formula | undefined,
): RatingTable["cells"] {
  const cells: Record<string, string | number> = {};
  if (size(axes) > mostCells) return cells;
  let run: ReturnType<Formula>;
  try {
    run = formula!(expression);
  } catch {
    return cells;
  }
  for (const indices of points(axes)) {
    const values = indices.map((index, axis) => axes[axis].values[index]);
    try {
      const scope = Object.fromEntries(values.map((value, axis) => [axes[axis].name, value]));
      const result = run(scope);
      if (typeof result === "string" || typeof result === "number") {
        cells[values.join("/")] = result;
      }
    } catch {
      // Left missing: the table is then incomplete, which `check` reports with the cell's name.
    }
  }
  return cells;
}
