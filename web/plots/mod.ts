/**
 * The plots of Mitate: functions from results to elements, each with a `summary`, usable in a cell, in
 * a report, in the sandboxed frame and in the record. Their look is `style.css`; they need no id, no
 * script in attributes, no network and no global besides the document.
 */
export { changeList } from "./changes.ts";
export { chapter } from "./chapter.ts";
export { beforeAfter, comparison } from "./comparison.ts";
export { conformityStrip } from "./strip.ts";
export { captioned, fold, sideBySide } from "./arrange.ts";
export { gapBars } from "./gaps.ts";
export { grid } from "./grid.ts";
export { measuresTable } from "./measures.ts";
export { pathDiagram } from "./path.ts";
export { ratingTable } from "./rating.ts";
export { gateCard } from "./gate.ts";
export { reviewMinutes } from "./reviews.ts";
export { riskMatrix } from "./matrix.ts";
export { ruleList } from "./rules.ts";
export { scenarioTable } from "./scenarios.ts";
export { shelfList } from "./shelf.ts";
export { structureDiagram } from "./structure.ts";
export { differences, variantBoard } from "./variants.ts";
export { verdictCard } from "./verdict.ts";
export { whyNot, whyTree } from "./derivation.ts";
export type { Summed } from "./figure.ts";
export type { Options } from "./voice.ts";
