import type { Provenance } from "./catalog.ts";
import type { Text } from "./text.ts";

/** One axis of a rating table. `values` run from the mildest to the gravest for the result. */
export interface Axis {
  readonly name: string;
  readonly values: readonly (string | number)[];
  /** True where the values have no order, so that nothing need be monotone along them. */
  readonly nominal?: boolean;
}

/**
 * A published judgement as data: what a combination of ordinal ratings amounts to.
 * Every rule that combines ordinals reads one of these by `rate`, and reports print its identity.
 */
export interface RatingTable {
  readonly id: string;
  readonly name: Text;
  readonly version: string;
  readonly source: string;
  readonly provenance: Provenance;
  readonly note?: Text;
  readonly axes: readonly Axis[];
  /** The possible results, from the mildest to the gravest: `["E", "D", "C", "B", "A"]`. */
  readonly scale: readonly (string | number)[];
  /** Result per combination, keyed by the axis values joined with `/`: `{"3/3/3": "A"}`. */
  readonly cells: Readonly<Record<string, string | number>>;
}

/** The place of a table a result was read from: the key of its cell. */
export function cell(table: RatingTable, point: Readonly<Record<string, string | number>>): string {
  return table.axes.map((axis) => point[axis.name]).join("/");
}

/**
 * Reads a table at a point. Throws a `RangeError` for a point the table does not have: tables are
 * checked for completeness before use, so this is a programming mistake, not a defect of a record.
 */
export function rate(
  table: RatingTable,
  point: Readonly<Record<string, string | number>>,
): string | number {
  const key = cell(table, point);
  const value = table.cells[key];
  if (value === undefined) {
    throw new RangeError(`Cannot rate ${key}: the table "${table.name.en}" has no such cell.`);
  }
  return value;
}

/** A result of a table with the place it was read from. */
export interface Reading {
  readonly cell: string;
  readonly value: string | number;
}

const readings = new WeakMap<RatingTable, Map<number, Reading>>();

/**
 * Reads a table at the point that a key stands for, which it asks for only the first time: a result is
 * read many thousand times from a few cells. Every reader of a table must mean the same by a key.
 */
export function reading(
  table: RatingTable,
  key: number,
  point: () => Readonly<Record<string, string | number>>,
): Reading {
  let known = readings.get(table);
  if (!known) readings.set(table, known = new Map());
  let found = known.get(key);
  if (!found) {
    const at = point();
    known.set(key, found = { cell: cell(table, at), value: rate(table, at) });
  }
  return found;
}

/** A defect of a rating table: a missing or foreign cell, or a result that improves as an input worsens. */
export interface Defect {
  readonly kind: "missing" | "foreign" | "non-monotone";
  readonly cell: string;
  readonly value?: string | number;
  /** For `non-monotone`: the milder neighbour whose result is graver. */
  readonly than?: string;
}

/** Every defect of a table, in the order of its cells; none for a complete, monotone table. */
export function defects(table: RatingTable): Defect[] {
  const found: Defect[] = [];
  const keys = points(table.axes);
  for (const indices of keys) {
    const key = keyOf(table.axes, indices);
    const value = table.cells[key];
    if (value === undefined) {
      found.push({ kind: "missing", cell: key });
      continue;
    }
    const rank = table.scale.indexOf(value);
    if (rank < 0) {
      found.push({ kind: "foreign", cell: key, value });
      continue;
    }
    indices.forEach((index, axis) => {
      if (index === 0 || table.axes[axis].nominal) return;
      const milder = keyOf(table.axes, indices.map((i, a) => a === axis ? i - 1 : i));
      const other = table.scale.indexOf(table.cells[milder]);
      if (other > rank) found.push({ kind: "non-monotone", cell: key, value, than: milder });
    });
  }
  const known = new Set(keys.map((indices) => keyOf(table.axes, indices)));
  for (const key of Object.keys(table.cells)) {
    if (!known.has(key)) found.push({ kind: "foreign", cell: key, value: table.cells[key] });
  }
  return found;
}

/** Whether a table has the axes and results that a role asks for, so that it can stand in for `model`. */
export function fits(table: RatingTable, model: Pick<RatingTable, "axes" | "scale">): boolean {
  const results = new Set(model.scale.map(String));
  return table.axes.length === model.axes.length &&
    model.axes.every((axis) => {
      const values = new Set(table.axes.find(({ name }) => name === axis.name)?.values.map(String));
      return axis.values.every((value) => values.has(String(value)));
    }) &&
    table.scale.every((value) => results.has(String(value)));
}

/** A table with more combinations than this is not gone through. */
export const mostCells = 10_000;

/** How many combinations of values the axes of a table have. */
export function size(axes: readonly Axis[]): number {
  return axes.reduce((product, axis) => product * axis.values.length, 1);
}

/**
 * Whether every combination has a result on the scale; a table may be complete and not monotone. One
 * too large to be gone through counts as incomplete.
 */
export function complete(table: RatingTable): boolean {
  return size(table.axes) <= mostCells &&
    defects(table).every(({ kind }) => kind === "non-monotone");
}

/** All combinations of axis positions, the last axis turning fastest. */
export function points(axes: readonly Axis[]): number[][] {
  return axes.reduce<number[][]>(
    (rows, axis) => rows.flatMap((row) => axis.values.map((_, index) => [...row, index])),
    [[]],
  );
}

function keyOf(axes: readonly Axis[], indices: readonly number[]): string {
  return indices.map((index, axis) => axes[axis].values[index]).join("/");
}
