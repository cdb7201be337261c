import type { Change } from "../../schema.ts";
import { readControl } from "./controls.ts";
import {
  type ControlField,
  controlHeads,
  type Head,
  type ScenarioField,
  scenarioHeads,
} from "./head.ts";
import { type Against, type Cells, type Problem, problem, type Said } from "./row.ts";
import { readScenario } from "./scenarios.ts";

/** What a table lists, by its heads. */
export type Heads =
  | { readonly kind: "controls"; readonly columns: readonly Head<ControlField>[] }
  | { readonly kind: "scenarios"; readonly columns: readonly Head<ScenarioField>[] };

/** A row of a table as it was understood. */
export interface TableRow {
  /** Its number in the table or sheet, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
  readonly key: string;
  readonly changes: readonly Change[];
  readonly problems: readonly (Problem & { readonly column: number })[];
}

/** The rows that were read before, by what they are about: two may not ask for different things. */
export type Seen = Map<string, { readonly where: string; readonly asked: string }>;

/** What is read, and against what. */
export interface Reading extends Against {
  readonly seen: Seen;
  /** Where a row stands, for those that say otherwise. */
  readonly where: (row: number) => string;
}

/**
 * What a row says as the heads of a table; undefined for one that is none. A list needs a column that
 * tells what its rows are about, and one that says something about it.
 */
export function headsOf(cells: readonly string[]): Heads | undefined {
  const controls = controlHeads(cells);
  const scenarios = scenarioHeads(cells);
  const fits = (fields: readonly string[], key: string, telling: readonly string[]) =>
    fields.includes(key) && fields.some((field) => telling.includes(field));
  const asControls = controls.map(({ field }) => field);
  const asScenarios = scenarios.map(({ field }) => field);
  const one = fits(asControls, "control", tellingControls);
  const other = fits(asScenarios, "scenario", tellingScenarios);
  if (other && (!one || count(asScenarios) > count(asControls))) {
    return { kind: "scenarios", columns: scenarios };
  }
  return one ? { kind: "controls", columns: controls } : undefined;
}

const tellingControls = ["status", "label", "evidence", "owner", "due", "note"];
const tellingScenarios = ["threat", "attacker"];

function count(fields: readonly string[]): number {
  return fields.filter((field) => field !== "").length;
}

/** Reads rows below heads. An empty row says nothing and is left out. */
export function readRows(
  heads: Heads,
  rows: readonly { readonly number: number; readonly cells: readonly string[] }[],
  reading: Reading,
): TableRow[] {
  return rows.flatMap(({ number, cells }) => {
    if (cells.every((cell) => cell === "")) return [];
    const said = once(readRow(heads, cells, reading), number, reading);
    const problems = said.problems.map((one) => ({ ...one, column: columnOf(heads, one.field) }));
    return [{ ...said, number, cells, problems }];
  });
}

function readRow(heads: Heads, cells: readonly string[], against: Against): Said {
  return heads.kind === "controls"
    ? readControl(cellsOf(heads.columns, cells), against)
    : readScenario(cellsOf(heads.columns, cells), against);
}

/** Of several columns for one thing the leftmost counts. */
function cellsOf<Field extends string>(
  columns: readonly Head<Field>[],
  cells: readonly string[],
): Cells<Field> {
  const position = (field: Field) => columns.findIndex((column) => column.field === field);
  return {
    at: (field) => (cells[position(field)] ?? "").trim(),
    lang: (field) => columns[position(field)]?.lang,
  };
}

/** The position of the column a problem is about; that of what the row is about where it has none. */
function columnOf({ kind, columns }: Heads, field: string): number {
  const position = (columns as readonly Head<string>[]).findIndex((one) => one.field === field);
  if (position >= 0) return position;
  const key = kind === "controls" ? "control" : "scenario";
  return Math.max(0, (columns as readonly Head<string>[]).findIndex((one) => one.field === key));
}

/** A row that asks for the same as an earlier one asks for nothing more; for something else, it is wrong. */
function once(said: Said, number: number, { seen, where }: Reading): Said {
  if (said.changes.length === 0) return said;
  const asked = JSON.stringify(said.changes);
  const before = seen.get(said.key);
  if (!before) {
    seen.set(said.key, { where: where(number), asked });
    return said;
  }
  if (before.asked === asked) return { ...said, changes: [] };
  const params = { key: said.key, where: before.where };
  return { ...said, changes: [], problems: [...said.problems, problem("twice", "", params)] };
}
