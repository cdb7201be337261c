/** What a plot or an input is made from, where that is a subject: see `Subject` in `world.ts`. */
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
