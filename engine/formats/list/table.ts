import { type Patience, patient } from "../../nearest.ts";
import type { System } from "../../model.ts";
import type { Change } from "../../schema.ts";
import type { Text } from "../../text.ts";
import { readControl } from "./controls.ts";
import {
  type Body,
  type ControlField,
  controlHeads,
  type Head,
  type ScenarioField,
  scenarioHeads,
} from "./head.ts";
import { type Made, madeFor, reserve } from "./made.ts";
import { type Problem, problem } from "./problem.ts";
import { type Base, type Cells, type Said, tidy } from "./row.ts";
import { readScenario } from "./scenarios.ts";

/** What can be listed. */
export type List = "controls" | "scenarios";

/** What a table lists, by its heads. */
export type Heads =
  | { readonly kind: "controls"; readonly columns: readonly Head<ControlField>[] }
  | { readonly kind: "scenarios"; readonly columns: readonly Head<ScenarioField>[] };

/** A row of a table by its number in the table or sheet, from 1. */
export interface Row {
  readonly number: number;
  readonly cells: readonly string[];
}

/** A row of a table as it was understood. */
export interface TableRow extends Row {
  /** What it would change; nothing where there is an error. */
  readonly changes: readonly Change[];
  readonly problems: readonly (Problem & { readonly column: number })[];
}

/** What tables are read into: all those that are read at once share it. */
export interface Reading {
  readonly system: System;
  readonly patience: Patience;
  readonly made: Made;
  /** What the rows were about that were read before. */
  readonly seen: Map<string, Before>;
}

interface Before {
  readonly table: Table;
  readonly where: Text;
  readonly asked: string;
}

/** A table: its heads, and where it comes from. */
export interface Table {
  readonly heads: Heads;
  readonly base: Base;
  /** Whether an empty cell of a column may be one that somebody emptied. */
  readonly emptied: (column: number) => boolean;
  /** Where a row stands, for those that say otherwise. */
  readonly where: (row: number) => Text;
}

export function readingOf(system: System): Reading {
  return { system, patience: { left: patient }, made: madeFor(system), seen: new Map() };
}

/**
 * What a row says as the heads of a table; undefined for one that is none. A list needs a column that
 * tells what its rows are about, and one that says something about it.
 */
export function headsOf(cells: readonly string[], body: Body, system: System): Heads | undefined {
  const controls = controlHeads(cells, body, system);
  const scenarios = scenarioHeads(cells, body, system);
  const says = (columns: readonly Head<string>[], fields: readonly string[]) =>
    columns.some(({ field }) => fields.includes(field));
  const one = says(controls, ["control"]) &&
    says(controls, ["status", "label", "evidence", "owner", "due", "note"]);
  const other = says(scenarios, ["scenario", "name"]) && says(scenarios, ["threat", "attacker"]);
  if (other && (!one || count(scenarios) > count(controls))) {
    return { kind: "scenarios", columns: scenarios };
  }
  return one ? { kind: "controls", columns: controls } : undefined;
}

function count(columns: readonly Head<string>[]): number {
  return columns.filter(({ field }) => field !== "").length;
}

/** Reads the rows of a table. An empty row says nothing and is left out. */
export function readRows(table: Table, rows: readonly Row[], reading: Reading): TableRow[] {
  const { heads } = table;
  const key = heads.columns.findIndex(({ field }) => field === "scenario");
  reserve(rows.map(({ cells }) => cells[key] ?? ""), reading.made);
  return rows.filter(({ cells }) => cells.some((cell) => cell !== "")).map((row) => {
    const said = once(readRow(table, row.cells, reading), row, table, reading);
    const problems = said.problems.map((one) => ({ ...one, column: columnOf(heads, one.field) }));
    const wrong = problems.some(({ severity }) => severity === "error");
    return { ...row, changes: wrong ? [] : said.changes, problems };
  });
}

function readRow(
  { heads, base, emptied }: Table,
  cells: readonly string[],
  reading: Reading,
): Said {
  const against = { ...reading, base };
  return heads.kind === "controls"
    ? readControl(cellsOf(heads.columns, cells, emptied), against)
    : readScenario(cellsOf(heads.columns, cells, emptied), against);
}

/** Of several columns for one thing the leftmost counts. */
function cellsOf<Field extends string>(
  columns: readonly Head<Field>[],
  cells: readonly string[],
  emptied: Table["emptied"],
): Cells<Field> {
  const position = (field: Field) => columns.findIndex((column) => column.field === field);
  const at = (field: Field) => tidy(cells[position(field)] ?? "");
  return {
    at,
    fields: columns.flatMap(({ field }) => field === "" ? [] : field),
    has: (field) => position(field) >= 0,
    lang: (field) => columns[position(field)]?.lang,
    emptied: (field) => at(field) === "" && position(field) >= 0 && emptied(position(field)),
  };
}

/** The position of the column a problem is about; that of what the row is about where it has none. */
function columnOf({ columns }: Heads, field: string): number {
  const position = (...fields: readonly string[]) =>
    columns.findIndex((one) => fields.includes(one.field));
  const own = position(field);
  return own >= 0 ? own : Math.max(0, position("control", "scenario", "name"));
}

/**
 * Of rows about one thing, one that asks for the same as an earlier one asks for nothing more; one that
 * asks for something else is wrong. In another table that says what the record says, nothing was asked.
 */
function once(said: Said, { number, cells }: Row, table: Table, { seen }: Reading): Said {
  const bare =
    cells.filter((cell, column) => cell !== "" && table.heads.columns[column]?.field).length < 2;
  const wrong = said.problems.some(({ severity }) => severity === "error");
  if (wrong || said.key === "" || said.changes.length === 0 && bare) return said;
  const name = `${table.heads.kind} ${said.key}`;
  const asked = JSON.stringify(said.changes);
  const before = seen.get(name);
  if (!before || before.asked === "[]" && before.table !== table) {
    seen.set(name, { table, where: table.where(number), asked });
    return said;
  }
  if (before.asked === asked || asked === "[]" && before.table !== table) {
    return { ...said, changes: [] };
  }
  const params = { key: said.key, where: before.where };
  return { ...said, changes: [], problems: [...said.problems, problem("twice", "", params)] };
}
