import type { Formulas } from "./data.ts";

let known: Formulas = {};

/** Hands over what the records' own rating formulas gave when the file was published. */
export function recall(formulas: Formulas): void {
  known = formulas;
}

/**
 * Stands in a published file for the reader of rating formulas (`vite.config.ts` puts it there): a
 * formula is asked once for each cell of its table, so all its answers were known beforehand.
 */
export function formula(
  expression: string,
): (scope: Readonly<Record<string, string | number>>) => unknown {
  const results = known[expression] ?? {};
  return (scope) => results[JSON.stringify(scope)];
}
