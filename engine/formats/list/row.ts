import type { Patience } from "../../nearest.ts";
import type { System } from "../../model.ts";
import type { Change } from "../../schema.ts";
import type { Lang } from "../../text.ts";
import type { Made } from "./made.ts";
import type { Problem } from "./problem.ts";

/** What a row asks for, or a cell of it. */
export interface Asked {
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}

export const nothing: Asked = { changes: [], problems: [] };

/** A row of a list as it was understood: what it would change is nothing where there is an error. */
export interface Said extends Asked {
  /** What it is about, such as `AC-2` or `IA-2@web`; "" where that cannot be told. */
  readonly key: string;
}

/** The cells of a row by what they hold. */
export interface Cells<Field extends string> {
  /** Without what spreadsheets and editors add; "" for a column that is not there. */
  readonly at: (field: Field) => string;
  /** The language a text of this column is asked for in, where its head tells. */
  readonly lang: (field: Field) => Lang | undefined;
  /** What the table has columns for. */
  readonly fields: readonly Field[];
  readonly has: (field: Field) => boolean;
  /** Whether the cell is empty where an empty cell may mean that somebody emptied it. */
  readonly emptied: (field: Field) => boolean;
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
  /** The scenarios that rows make. */
  readonly made: Made;
}

/** A text without what spreadsheets and editors add: spaces at its ends, other line ends. */
export function tidy(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}
