import type { Text } from "../../text.ts";

/** A calendar day, `YYYY-MM-DD`. */
export interface Day {
  readonly day: string;
}

/** What a cell holds, by its real type; a text is never a formula. */
export type Value = string | number | boolean | Day | undefined;

/** How a cell is meant; the value says it too. `risk-1` is the mildest fifth of a scale. */
export type Tone = "warn" | `risk-${1 | 2 | 3 | 4 | 5}`;

/** A value, or a value with a tone, or of another kind than its column says. */
export type Cell = Value | Marked;

/** A value that stands out from its column. */
export interface Marked {
  readonly value: Value;
  readonly tone?: Tone | undefined;
  readonly kind?: Column["kind"];
}

/** A column of a sheet. */
export interface Column {
  readonly title: string;
  /** What stands in it. `share` is a number in [0, 1], shown as a percentage. */
  readonly kind: "text" | "code" | "number" | "share" | "date" | "flag";
  /** In widths of a digit. */
  readonly width: number;
  /** Meant to be filled in. */
  readonly fill?: boolean;
  /** The list of codes that may stand in it. */
  readonly choices?: Choices;
}

/** Codes that a cell may hold, each with its word. They stand in a sheet of their own. */
export interface Choices {
  readonly name: string;
  readonly codes: readonly (readonly [code: string | number, word: Text])[];
}

/** A sheet with one table, whose head is its first row; below a title, where it has one. */
export interface Sheet {
  readonly name: string;
  /** The name of the table in formulas: letters, digits and `_`. */
  readonly id: string;
  readonly title?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Columns that stay in sight when one scrolls to the right. */
  readonly frozen?: number;
  readonly hidden?: boolean;
}

/** A workbook. */
export interface Book {
  readonly sheets: readonly Sheet[];
  /** Printed at the head of every page: the classification. */
  readonly marking: string;
  /** Printed at the foot of every page. */
  readonly foot: string;
  readonly font: string;
}

/** A cell with all that may be said of one. */
export function marked(cell: Cell): Marked {
  return typeof cell === "object" && "value" in cell ? cell : { value: cell };
}

/** The name of a column by its position from 0: A, B, … Z, AA. */
export function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : "") + String.fromCharCode(65 + column % 26);
}

/** The row of the head of the table, from 1. */
export function headRow({ title }: Sheet): number {
  return title === undefined ? 1 : 3;
}

/** A table has a row below its head, be it an empty one. */
export function lastRow(sheet: Sheet): number {
  return headRow(sheet) + Math.max(1, sheet.rows.length);
}

/** The stretch of the table of a sheet. */
export function range(sheet: Sheet): string {
  return `A${headRow(sheet)}:${letters(sheet.columns.length - 1)}${lastRow(sheet)}`;
}

/** The name of a sheet as formulas write it. */
export function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
