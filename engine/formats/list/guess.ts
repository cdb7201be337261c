import type { System } from "../../model.ts";
import { controlOf, statusOf } from "./cell.ts";
import type { Body, ControlField, Head } from "./head.ts";

/** Columns by their content: the one with most ids of controls, and the one with most statuses. */
export function guessed(body: Body, system: System): Head<ControlField>[] {
  const width = Math.max(0, ...body.map((row) => row.length));
  const control = most(body, width, (cell) => controlOf(cell, system) !== undefined);
  const status = most(body, width, (cell) => statusOf(cell) !== undefined, control);
  return Array.from({ length: width }, (_, column) => ({
    field: column === control ? "control" : column === status ? "label" : "",
    lang: undefined,
  }));
}

/** The column in which most cells pass a test; -1 where none does. */
function most(body: Body, width: number, test: (cell: string) => boolean, not = -1): number {
  const counts = Array.from(
    { length: width },
    (_, column) => column === not ? 0 : body.filter((row) => test(row[column] ?? "")).length,
  );
  const top = Math.max(0, ...counts);
  return top === 0 ? -1 : counts.indexOf(top);
}
