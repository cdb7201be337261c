import { bookLimits } from "../limits.ts";
import { letters } from "./book.ts";

/** A row of a sheet with something in it. */
export interface GridRow {
  /** Its number in the sheet, from 1. */
  readonly number: number;
  /** What stands in it, from column A; "" for an empty cell. Days are `YYYY-MM-DD`. */
  readonly cells: readonly string[];
}

/** A sheet as it was read. */
export interface Grid {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly GridRow[];
  /** How many formulas each column has, and where the first stands; none of them is ever computed. */
  readonly formulas: Formulas;
  /** What there is too much of; the sheet was then not read. */
  readonly excess: "rows" | "columns" | "cells" | undefined;
}

/** Formulas by the position of their column. */
export type Formulas = Map<number, { readonly count: number; readonly first: string }>;

/** Ends the reading of a sheet that has too much of something. */
export class Excess extends Error {
  constructor(readonly what: "rows" | "columns" | "cells") {
    super(what);
    this.name = "Excess";
  }
}

/** Cells that may still be kept, of all sheets together. */
export interface Room {
  cells: number;
}

/** Cells as they come in, in any order, kept as rows. */
export class Rows {
  #rows = new Map<number, string[]>();
  #width = 0;

  constructor(readonly room: Room) {}

  /** Keeps a value; throws `Excess` beyond what is read of a sheet. */
  put(row: number, column: number, value: string): void {
    if (value === "") return;
    if (column >= bookLimits.columns) throw new Excess("columns");
    let cells = this.#rows.get(row);
    if (!cells) {
      if (this.#rows.size >= bookLimits.rows) throw new Excess("rows");
      this.#rows.set(row, cells = []);
    }
    if (--this.room.cells < 0) throw new Excess("cells");
    while (cells.length < column) cells.push("");
    cells[column] = value;
    this.#width = Math.max(this.#width, column + 1);
  }

  /** Every cell of a merged stretch says what its first one says, in rows that say anything. */
  merge({ from, to }: Stretch): void {
    const value = this.#rows.get(from.row)?.[from.column] ?? "";
    if (value === "") return;
    const last = Math.min(to.column, this.#width - 1);
    for (const number of this.#numbers(from.row, to.row)) {
      for (let column = from.column; column <= last; column++) this.put(number, column, value);
    }
  }

  #sorted: number[] | undefined;

  /** The numbers of the rows there are between two; merging makes no rows. */
  #numbers(from: number, to: number): number[] {
    this.#sorted ??= [...this.#rows.keys()].sort((a, b) => a - b);
    const sorted = this.#sorted;
    let low = 0;
    for (let high = sorted.length; low < high;) {
      const middle = (low + high) >>> 1;
      if (sorted[middle] < from) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (let at = low; at < sorted.length && sorted[at] <= to; at++) found.push(sorted[at]);
    return found;
  }

  list(): GridRow[] {
    return [...this.#rows].sort(([a], [b]) => a - b).map(([number, cells]) => ({ number, cells }));
  }
}

/** A place in a sheet, its row from 1 and its column from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A stretch of a sheet, both corners included. */
export interface Stretch {
  readonly from: Place;
  readonly to: Place;
}

/** `C5` as a place; undefined for what is none. */
export function placeOf(text: string | undefined): Place | undefined {
  const [, column, row] = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(text ?? "") ?? [];
  if (column === undefined) return undefined;
  const position = [...column.toUpperCase()].reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  );
  return { row: Number(row), column: position - 1 };
}

/** `A1:C5` as a stretch; undefined for what is none. */
export function stretchOf(text: string | undefined): Stretch | undefined {
  const [from, to] = (text ?? "").split(":").map(placeOf);
  return from && to ? { from, to } : undefined;
}

/** A place as people write it. */
export function address({ row, column }: Place): string {
  return `${letters(column)}${row}`;
}
