import { functions } from "../notebook/compile/functions.ts";

/** A part of the runtime, which a published file carries when its cells read one of the names. */
export interface Part {
  readonly names: readonly string[];
  /** The module that exports the names, or `give`, which makes them: a path from this folder. */
  readonly from?: string;
  /** The package that the one name stands for. */
  readonly all?: string;
  /** What the part has of the one thing that it names; everything where it is missing. */
  readonly members?: readonly string[];
  /** Words of cells that ask for more than the members. */
  readonly beyond?: readonly string[];
}

/**
 * The parts. Where several give a name, the first one that has the members the cells use is carried, so
 * a small one stands before the whole. `vite.config.ts` makes a script of each, and scripts of what
 * several share; publishing chooses among them.
 */
export const parts: Readonly<Record<string, Part>> = {
  language: { names: ["lang", "t"], from: "../frame/library/language.ts" },
  words: { names: ["words"], from: "../frame/library/words.ts" },
  records: { names: ["system", "systems", "patterns", "today"], from: "./parts/records.ts" },
  analysis: { names: ["assess"], from: "../frame/library/analysis.ts" },
  variants: { names: ["variant", "variants"], from: "../frame/library/variants.ts" },
  changes: {
    names: ["whatIf", "applyToRecord", "describe"],
    from: "../frame/library/changes.ts",
  },
  reasons: { names: ["why"], from: "../frame/library/reasons.ts" },
  rules: { names: ["rules"], from: "../frame/library/rules.ts" },
  shelf: { names: ["tables", "ratingTable"], from: "../frame/library/shelf.ts" },
  arrange: { names: ["sideBySide", "fold"], from: "../frame/library/arrange.ts" },
  grid: { names: ["grid"], from: "../plots/grid.ts" },
  list: { names: ["changeList"], from: "../plots/changes.ts" },
  verdict: { names: ["verdictCard"], from: "../plots/verdict.ts" },
  matrix: { names: ["riskMatrix"], from: "../plots/matrix.ts" },
  scenarios: { names: ["scenarioTable"], from: "../plots/scenarios.ts" },
  path: { names: ["pathDiagram"], from: "../plots/path.ts" },
  strip: { names: ["conformityStrip"], from: "../plots/strip.ts" },
  gaps: { names: ["gapBars"], from: "../plots/gaps.ts" },
  plan: { names: ["measuresTable"], from: "../plots/measures.ts" },
  chapter: { names: ["chapter"], from: "../plots/chapter.ts" },
  comparison: { names: ["comparison", "beforeAfter"], from: "../plots/comparison.ts" },
  board: { names: ["differences", "variantBoard"], from: "../plots/variants.ts" },
  reviews: { names: ["gateCard", "reviewMinutes"], from: "../plots/reviews.ts" },
  profile: { names: ["profileInput"], from: "../inputs/profile.ts" },
  impact: { names: ["impactInput"], from: "../inputs/impact.ts" },
  status: { names: ["statusTable"], from: "../inputs/status.ts" },
  measures: { names: ["measurePicker"], from: "../inputs/measures.ts" },
  picker: { names: ["scenarioPicker", "controlPicker"], from: "../inputs/picker.ts" },
  proposals: { names: ["patternPicker"], from: "../frame/library/patterns.ts" },
  level: { names: ["levelPicker"], from: "../inputs/level.ts" },
  form: { names: ["form"], from: "../inputs/form.ts" },
  markup: { names: ["htl", "html", "svg"], from: "./parts/markup.ts" },
  text: { names: ["md"], from: "./parts/text.ts", members: [] },
  markdown: { names: ["md"], from: "../frame/markdown.ts" },
  inputs: { names: ["Inputs"], all: "@observablehq/inputs" },
  chart: {
    names: ["Plot"],
    all: "@observablehq/plot",
    members: [
      ...["plot", "marks", "frame", "legend", "scale", "valueof", "column", "identity", "indexOf"],
      ...["area", "areaX", "areaY", "arrow", "axisX", "axisY", "axisFx", "axisFy"],
      ...["gridX", "gridY", "gridFx", "gridFy", "barX", "barY", "cell", "cellX", "cellY"],
      ...["dot", "dotX", "dotY", "circle", "line", "lineX", "lineY", "link", "rect", "rectX"],
      ...["rectY", "ruleX", "ruleY", "text", "textX", "textY", "tickX", "tickY", "tip"],
      ...["filter", "reverse", "sort", "transform", "initializer", "bin", "binX", "binY"],
      ...["find", "group", "groupX", "groupY", "groupZ", "map", "mapX", "mapY", "normalizeX"],
      ...["normalizeY", "select", "selectFirst", "selectLast", "selectMaxX", "selectMaxY"],
      ...["selectMinX", "selectMinY", "stackX", "stackY", "pointer", "pointerX", "pointerY"],
      ...["formatIsoDate", "formatNumber", "formatMonth", "formatWeekday"],
    ],
    // Maps of the earth come by an option.
    beyond: ["projection"],
  },
  plot: { names: ["Plot"], all: "@observablehq/plot" },
  formula: { names: ["math"], from: "./parts/formula.ts", members: [...functions] },
  math: { names: ["math"], from: "./parts/math.ts" },
};
