import type { System } from "../model.ts";
import type { problems } from "../messages/list.ts";
import { guessed } from "./list/guess.ts";
import { controlHeads, scenarioHeads } from "./list/head.ts";
import { problem } from "./list/problem.ts";
import { noBase } from "./list/row.ts";
import {
  type Heads,
  type List,
  readingOf,
  readRows,
  type Row,
  type TableRow,
} from "./list/table.ts";
import { places } from "../messages/list.ts";
import { say } from "../show.ts";
import { parseTable } from "./std.ts";

/** At most this many rows are read; what is pasted is larger only by mistake. */
export const most = 5_000;

/**
 * Reads a list as it comes from a spreadsheet: cells by tab, or by comma where there is no tab. Columns
 * are told by their heads in Japanese or English; those of controls also by what stands in them, where
 * there is no head. Empty cells change nothing: nobody knows what they held. The rows come back with the
 * changes they would make, or why they cannot be read: nothing is applied here.
 */
export function paste(text: string, list: List, system: System): TableRow[] {
  const table = tableOf(text);
  const [head = [], ...below] = table;
  const heads = headed(list, head, below, system);
  const rows = (body: readonly (readonly string[])[], first: number) =>
    body.map((cells, index): Row => ({ number: index + first, cells }))
      .filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (heads) return read(heads, rows(below, 2), system);
  const columns = guessed(table, system);
  return list === "controls" && columns.some(({ field }) => field === "control")
    ? read({ kind: "controls", columns }, rows(table, 1), system)
    : rows(table, 1).map((row) => unread(row, list));
}

function headed(
  list: List,
  head: readonly string[],
  body: readonly (readonly string[])[],
  system: System,
): Heads | undefined {
  const heads: Heads = list === "controls"
    ? { kind: list, columns: controlHeads(head, body, system) }
    : { kind: list, columns: scenarioHeads(head, body, system) };
  const keys: readonly string[] = ["control", "scenario", "name"];
  return heads.columns.some(({ field }) => keys.includes(field)) ? heads : undefined;
}

function read(heads: Heads, rows: readonly Row[], system: System): TableRow[] {
  const where = (row: number) => say(places.row, { row });
  return readRows({ heads, base: noBase, emptied: () => false, where }, rows, readingOf(system));
}

function unread(row: Row, list: List): TableRow {
  const code: keyof typeof problems = list === "controls" ? "noColumn" : "noScenarioColumn";
  return { ...row, changes: [], problems: [{ ...problem(code, ""), column: 0 }] };
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
