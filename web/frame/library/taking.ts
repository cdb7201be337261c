import { takes } from "./takes.ts";
import type { Subject, Subjects } from "./world.ts";

// Plots and inputs differ in what follows the subject.
// deno-lint-ignore no-explicit-any
type Element = (...values: any[]) => unknown;

/** A plot or an input as cells call it: with a system, its analysis or its id. */
export function taking(
  name: string,
  make: Element,
  { analysed, systemOf }: Subjects,
): (subject: Subject, ...rest: unknown[]) => unknown {
  switch (takes[name]) {
    case "analysis":
      return (subject, ...rest) => make(analysed(subject), ...rest);
    case "system":
      return (subject, ...rest) => make(systemOf(subject), ...rest);
    case "pair":
      return (before, after, ...rest) =>
        make(analysed(before), analysed(after as Subject), ...rest);
  }
}
