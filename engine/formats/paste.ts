import type { System } from "../model.ts";
import type { Change } from "../schema.ts";
import type { Text } from "../text.ts";
import { remarks } from "../messages/sheet.ts";
import { controlOf, statusOf } from "./list/cell.ts";
import { type ControlField, controlHeads, type Head } from "./list/head.ts";
import { noBase } from "./list/row.ts";
import { readRows } from "./list/table.ts";
import { patient } from "../nearest.ts";
import { parseTable } from "./std.ts";

/** A row of a pasted table: what it would change, or why it cannot be read. */
export interface PastedRow {
  /** Its number in what was pasted, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
  readonly changes: readonly Change[];
  readonly problem: Text | undefined;
}

/** A pasted table as it was understood. */
export interface Pasted {
  /** Which column was taken for what, by position; "" for one that was not understood. */
  readonly columns: readonly Column[];
  readonly rows: readonly PastedRow[];
}

export type Column = ControlField | "";

/** At most this many rows are read; what is pasted is larger only by mistake. */
export const most = 5_000;

/**
 * Reads a table of controls as it comes from a spreadsheet: cells by tab, or by comma where there is no
 * tab. Columns are told by their heads in Japanese or English, or by what stands in them where there is
 * no head. Empty cells change nothing. The rows come back with the changes they would make: nothing is
 * applied here.
 */
export function pasteControls(text: string, system: System): Pasted {
  const table = tableOf(text);
  const head = table.length > 0 ? controlHeads(table[0]) : [];
  const headed = head.some(({ field }) => field === "control");
  const body = headed ? table.slice(1) : table;
  const columns = headed ? head : guessed(body, system);
  const numbered = body.map((cells, index) => ({ cells, number: index + (headed ? 2 : 1) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  return { columns: columns.map(({ field }) => field), rows: rowsOf(numbered, columns, system) };
}

type Row = Pick<PastedRow, "number" | "cells">;

function rowsOf(
  rows: readonly Row[],
  columns: readonly Head<ControlField>[],
  system: System,
): PastedRow[] {
  if (!columns.some(({ field }) => field === "control")) {
    return rows.map((row) => ({ ...row, changes: [], problem: remarks.noColumn }));
  }
  const where = (row: number) => String(row);
  const patience = { left: patient };
  const reading = { system, base: noBase, patience, seen: new Map(), where };
  return readRows({ kind: "controls", columns }, rows, reading).map(
    ({ number, cells, changes, problems }) => {
      const problem = problems.find(({ severity }) => severity === "error")?.text;
      return { number, cells, changes, problem };
    },
  );
}

/** A pasted table as rows of cells: by tab, or by comma where there is no tab. */
export function tableOf(text: string): string[][] {
  const whole = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  let end = whole.length;
  while (whole[end - 1] === "\n") end--;
  const trimmed = whole.slice(0, end);
  const separator = trimmed.includes("\t") ? "\t" : ",";
  const lines = (table: string[][]) =>
    table.slice(0, most).map((row) => row.map((cell) => cell.trim()));
  try {
    return lines(parseTable(trimmed, { separator }));
  } catch {
    // Quotes that do not close: then every line is a row and every separator separates.
    return lines(trimmed.split("\n").map((line) => line.split(separator)));
  }
}

/** Columns by their content: the one with most ids of controls, and the one with most statuses. */
function guessed(body: readonly (readonly string[])[], system: System): Head<ControlField>[] {
  const width = Math.max(0, ...body.map((row) => row.length));
  const most = (test: (cell: string) => boolean, not = -1) => {
    const counts = Array.from(
      { length: width },
      (_, column) => column === not ? 0 : body.filter((row) => test(row[column] ?? "")).length,
    );
    const top = Math.max(0, ...counts);
    return top === 0 ? -1 : counts.indexOf(top);
  };
  const control = most((cell) => controlOf(cell, system) !== undefined);
  const status = most((cell) => statusOf(cell) !== undefined, control);
  return Array.from({ length: width }, (_, column) => ({
    field: column === control ? "control" : column === status ? "label" : "",
    lang: undefined,
  }));
}
