import { problems } from "../../messages/list.ts";
import { closest, type Patience } from "../../nearest.ts";
import { say } from "../../show.ts";
import type { Text } from "../../text.ts";
import { errorOf } from "./cell.ts";

/** Something about a row of a list. */
export interface Problem {
  readonly code: keyof typeof problems;
  /** `error`: the row is not taken. */
  readonly severity: "error" | "warning" | "info";
  /** The column it is about. */
  readonly field: string;
  readonly text: Text;
}

/** A problem with its values filled in. */
export function problem(
  code: keyof typeof problems,
  field: string,
  params: Readonly<Record<string, string | Text>> = {},
  severity: Problem["severity"] = "error",
): Problem {
  return { code, severity, field, text: say(problems[code], params) };
}

/** A problem with a value that is not known, and the known one most like it. */
export function unknown(
  code: "control" | "place" | "damage" | "status",
  field: string,
  value: string,
  known: Iterable<string>,
  patience: Patience,
): Problem {
  const error = errorOf(value);
  if (error) return problem("error", field, { value: error });
  const near = closest(value, known, patience);
  if (near === undefined) return problem(code, field, { [code]: value });
  return problem(`${code}Near`, field, { [code]: value, near });
}
