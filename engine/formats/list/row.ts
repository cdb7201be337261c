import { remarks } from "../../messages/sheet.ts";
import { closest, type Patience } from "../../nearest.ts";
import type { System } from "../../model.ts";
import type { Change } from "../../schema.ts";
import { say } from "../../show.ts";
import type { Lang, Text } from "../../text.ts";
import { errorOf } from "./cell.ts";

/** Something about a row of a list. */
export interface Problem {
  readonly code: keyof typeof remarks;
  /** `error`: the row is not taken. */
  readonly severity: "error" | "warning" | "info";
  /** The column it is about. */
  readonly field: string;
  readonly text: Text;
}

/** A row of a list as it was understood. */
export interface Said {
  /** What it is about, such as `AC-2` or `IA-2@web`; "" where that cannot be told. */
  readonly key: string;
  /** What it would change; nothing where there is an error. */
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}

/** The cells of a row by what they hold; "" for a column that is not there. */
export interface Cells<Field extends string> {
  readonly at: (field: Field) => string;
  /** The language a text of this column is asked for in, where its head tells. */
  readonly lang: (field: Field) => Lang | undefined;
}

/**
 * What a cell held when a list was exported; undefined where nothing tells. A cell that still says it was
 * not edited, whatever became of the record since.
 */
export type Base = (key: string, field: string) => string | undefined;

export const noBase: Base = () => undefined;

/** What rows are read against. */
export interface Against {
  readonly system: System;
  readonly base: Base;
  /** Shared by all rows: a list of nothing but wrong names must not take long. */
  readonly patience: Patience;
}

/** A problem with its values filled in. */
export function problem(
  code: keyof typeof remarks,
  field: string,
  params: Readonly<Record<string, string>> = {},
  severity: Problem["severity"] = "error",
): Problem {
  return { code, severity, field, text: say(remarks[code], params) };
}

/** A problem with a value that is not known, and the known one most like it. */
export function unknown(
  code: "control" | "scenario" | "place" | "damage" | "status",
  value: string,
  known: Iterable<string>,
  patience: Patience,
): Problem {
  const error = errorOf(value);
  if (error) return problem("error", code, { value: error });
  const near = closest(value, known, patience);
  if (near === undefined) return problem(code, code, { [code]: value });
  return problem(`${code}Near`, code, { [code]: value, near });
}

/** A text without what spreadsheets and editors add: spaces at its ends, other line ends. */
export function tidy(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}

/**
 * Whether a cell asks for a change: not where it is empty, says what the record says (in one of the
 * spellings `now`), or says what was exported. `both` where the record was changed since as well.
 */
export function edited(
  cell: string,
  now: readonly string[],
  base: string | undefined,
): "same" | "edited" | "both" {
  const same = (value: string) => tidy(value) === cell;
  if (cell === "" || now.some(same) || (base !== undefined && same(base))) return "same";
  const moved = base !== undefined && !now.some((value) => tidy(value) === tidy(base));
  return moved ? "both" : "edited";
}
