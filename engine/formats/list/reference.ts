import type { Patience } from "../../nearest.ts";
import type { Read } from "./ask.ts";
import { callings, type Named, referred } from "./name.ts";
import { problem, unknown } from "./problem.ts";

/** The id of the thing of a list that a cell names, or why it cannot be told. */
export function reference(
  cell: string,
  code: "damage" | "place",
  field: string,
  list: readonly Named[],
  patience: Patience,
): Read<string> {
  const found = referred(cell, list);
  if (found === "several") return { problem: problem("several", field, { name: cell }) };
  if (found) return { value: found.id };
  return { problem: unknown(code, field, cell, callings(list), patience) };
}
