/**
 * The plots of Mitate: functions from results to elements, each with a `summary`, usable in a cell, in
 * a report, in the sandboxed frame and in the record. Their look is `style.css`; they need no id, no
 * script in attributes, no network and no global besides the document.
 */
export { beforeAfter, comparison } from "./comparison.ts";
export { conformityStrip } from "./strip.ts";
export { gapBars } from "./gaps.ts";
export { measuresTable } from "./measures.ts";
export { pathDiagram } from "./path.ts";
export { riskMatrix } from "./matrix.ts";
export { scenarioTable } from "./scenarios.ts";
export { verdictCard } from "./verdict.ts";
export { whyTree } from "./derivation.ts";
export type { Summed } from "./figure.ts";
export type { Options } from "./voice.ts";
