import { formula } from "./compile/formula.ts";
import { javascript } from "./compile/script.ts";
import { template } from "./compile/template.ts";
import { typescript } from "./compile/typescript.ts";
import type { Cell, Mode } from "./format.ts";
import type { Problem } from "./problem.ts";

/** A cell, compiled: what it reads and gives, and the source of one function that computes it. */
export interface Compiled {
  readonly id: number;
  readonly mode: Mode;
  readonly disabled: boolean;
  /**
   * What the function returns. `expression`: the value of the cell, which is also the value of its one
   * output, if any. `program`: an object of the outputs by name. `rows`: the same, to be shown as a list
   * of names and values; parts without a name stand under their text.
   */
  readonly kind: "expression" | "program" | "rows";
  /** The free names, each once, in reading order, without the names of JavaScript itself. */
  readonly inputs: readonly string[];
  /** The names that other cells may read. Of a cell with an error: a guess, from its declarations. */
  readonly outputs: readonly string[];
  /** The function returns a promise. */
  readonly async: boolean;
  /** What is shown when the function is done; `none` where the cell shows by `display` or `view`. */
  readonly shows: "value" | "rows" | "none";
  /**
   * A function expression in strict mode, to be called with `display`, `view`, the tick of a guard, and
   * then the values of the inputs in order. Line n of it is line n of the cell. With an error: "".
   */
  readonly body: string;
  /** Why the cell cannot run. */
  readonly error?: Problem;
}

/** What a compiler of one mode gives; `compile` adds what is the same for all. */
export type Result = Pick<Compiled, "kind" | "inputs" | "outputs" | "async" | "shows" | "body">;

/** The part of a cell that compiling depends on. */
export type Source = Pick<Cell, "id" | "mode" | "value"> & Partial<Cell>;

/** Compiles a cell. Never fails: what is wrong with the source becomes its `error`. */
export function compile(cell: Source): Compiled {
  const { id, mode, disabled = false } = cell;
  const result = cell.value.trim() ? translate(cell) : nothing;
  if (!("code" in result)) return { id, mode, disabled, ...result };
  const outputs = guessed(cell);
  return { id, mode, disabled, ...nothing, outputs, body: "", error: result };
}

function translate(cell: Source): Result | Problem {
  switch (cell.mode) {
    case "javascript":
      return javascript(cell.value, cell.output);
    case "typescript":
      return typescript(cell.value, cell.output);
    case "markdown":
    case "html":
      return template(cell.mode, cell.value, cell.output);
    case "formula":
      return formula(cell.value);
    case "unknown":
      return {
        code: "unknown-type",
        severity: "warning",
        params: { type: cell.attributes?.type ?? "" },
      };
  }
}

const nothing: Result = {
  kind: "program",
  inputs: [],
  outputs: [],
  async: false,
  shows: "none",
  body: "function () {}",
};

/** The names that an unreadable cell seems to declare, so that its readers can say where they wait. */
function guessed({ mode, value, output }: Source): string[] {
  const pattern = mode === "formula"
    ? /^[ \t]*([\p{ID_Start}$_][\p{ID_Continue}$]*)[ \t]*(?:\([^()\n]*\)[ \t]*)?[=＝](?![=＝])/gmu
    : /^(?:const|let|var|class|(?:async\s+)?function\s*\*?)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gmu;
  const names = mode === "markdown" || mode === "html"
    ? []
    : [...value.matchAll(pattern)].map((match) => match[1]);
  return [...new Set(output ? [...names, output] : names)];
}
