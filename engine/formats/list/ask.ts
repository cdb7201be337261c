import { lists } from "../../messages/list.ts";
import type { Change } from "../../schema.ts";
import type { Text } from "../../text.ts";
import { errorOf } from "./cell.ts";
import { type Problem, problem } from "./problem.ts";
import { type Asked, nothing, tidy } from "./row.ts";

/** A value, or why there is none. */
export type Read<Value> = { readonly value: Value } | { readonly problem: Problem };

/** A cell, and what it is held against. */
export interface Asking<Value extends string | number> {
  /** What its column is called, and the column that problems are told at where that is another. */
  readonly name: keyof typeof lists;
  readonly field?: string;
  readonly cell: string;
  /** Whether it is empty because somebody may have emptied it. */
  readonly emptied: boolean;
  /** What the record says, in each spelling; and in words, where it has better ones. */
  readonly now: readonly string[];
  readonly shown?: Text;
  /** What the cell held when it was exported, where that is known. */
  readonly base: string | undefined;
  /** Whether the record must say something here. */
  readonly required: boolean;
  readonly read: (cell: string) => Read<Value>;
  /** The change that makes the record say a value, or nothing. */
  readonly change: (value: Value | null) => Change;
}

/**
 * What a cell asks for, three ways held against each other: the cell, the record, and what was exported.
 * Nothing where it says what the record says, or what was exported. An empty cell asks for nothing either,
 * unless it is known to have held something: then that is taken away, if the record can do without.
 */
export function ask<Value extends string | number>(one: Asking<Value>): Asked {
  const { cell } = one;
  if (cell === "") return one.emptied ? emptied(one) : nothing;
  // What the record says is left alone even where it names something that is not there.
  if (isSame(cell, one)) return nothing;
  const read = readCell(one.field ?? one.name, cell, one.read);
  if ("problem" in read) return { changes: [], problems: [read.problem] };
  if (isSame(String(read.value), one)) return nothing;
  return { changes: [one.change(read.value)], problems: moved("both", one) };
}

function emptied<Value extends string | number>(one: Asking<Value>): Asked {
  const { base = "", now } = one;
  if (tidy(base) === "" || now.every((value) => tidy(value) === "")) return nothing;
  if (!one.required) return { changes: [one.change(null)], problems: moved("bothEmptied", one) };
  return { changes: [], problems: [told("kept", "info", one)] };
}

function isSame<Value extends string | number>(value: string, { now, base }: Asking<Value>) {
  return now.some((one) => tidy(one) === value) || (base !== undefined && tidy(base) === value);
}

/** What a cell says, unless it holds an error of the spreadsheet. */
export function readCell<Value>(
  field: string,
  cell: string,
  read: (cell: string) => Read<Value>,
): Read<Value> {
  const error = errorOf(cell);
  return error === undefined ? read(cell) : { problem: problem("error", field, { value: error }) };
}

/** A warning where the record no longer says what was exported: somebody changed it there as well. */
function moved<Value extends string | number>(
  code: "both" | "bothEmptied",
  one: Asking<Value>,
): Problem[] {
  const { base, now } = one;
  const still = base === undefined || now.some((value) => tidy(value) === tidy(base));
  return still ? [] : [told(code, "warning", one)];
}

function told<Value extends string | number>(
  code: "both" | "bothEmptied" | "kept",
  severity: Problem["severity"],
  { name, field = name, now, shown }: Asking<Value>,
): Problem {
  const [ja, en = ja] = now;
  return problem(code, field, { field: lists[name], now: shown ?? { ja, en } }, severity);
}
