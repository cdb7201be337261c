import type { Subject, Subjects } from "./world.ts";

/** What a plot or an input is made from, where that is a subject: see `Subject`. */
export type Taking = "analysis" | "system" | "pair";

/**
 * The plots and inputs that take a subject first, or two of them, with what they are made from. The
 * others take what cells have at hand.
 */
export const takes: Readonly<Record<string, Taking>> = {
  verdictCard: "analysis",
  riskMatrix: "analysis",
  scenarioTable: "analysis",
  pathDiagram: "analysis",
  conformityStrip: "analysis",
  gapBars: "analysis",
  measuresTable: "analysis",
  beforeAfter: "analysis",
  chapter: "analysis",
  comparison: "pair",
  differences: "pair",
  variantBoard: "analysis",
  gateCard: "analysis",
  reviewMinutes: "analysis",
  profileInput: "system",
  impactInput: "system",
  statusTable: "system",
  controlPicker: "system",
  scenarioPicker: "analysis",
  measurePicker: "analysis",
};

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
