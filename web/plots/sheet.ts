import { named } from "../../engine/model.ts";
import type { Need, ScenarioResult, StepResult, System } from "../../engine/mod.ts";
import type { Pen } from "./figure.ts";
import { layout, type Placing } from "./layout.ts";
import { wrap } from "./wrap.ts";

/** Sizes of an attack graph in pixels. */
export const box = { width: 152, pad: 9, line: 17, gap: 20, gutter: 30, junction: 60, margin: 12 };

/** The node of the damage, which no step can be called. */
export const goalId = "\u0000goal";

/** How tall the node of the damage is. */
export const goalHeight = 132;

/** What a step or the damage needs. */
export type Asking = readonly [to: string, need: Need | undefined];

/** A line to be drawn; `index` is its place in the layout. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly index: number;
}

/** The graph of one scenario, laid out. */
export interface Sheet {
  readonly result: ScenarioResult;
  readonly system: System;
  readonly needs: readonly Asking[];
  readonly edges: readonly Edge[];
  /** Steps that are needed and that the record does not have. */
  readonly ghosts: readonly string[];
  readonly placing: Placing;
  /** The name of each step, broken into lines. */
  readonly lines: ReadonlyMap<string, readonly string[]>;
  /** The left edge of each column. */
  readonly lefts: readonly number[];
  readonly draw: Pen;
}

/** Lays out the graph of a scenario, from its entries on the left to the damage on the right. */
export function sheetOf(result: ScenarioResult, system: System, draw: Pen): Sheet {
  const known = new Set(result.steps.map(({ id }) => id));
  const needs: Asking[] = [
    ...result.steps.map(({ id, step }): Asking => [id, step.needs]),
    [goalId, result.scenario.goal],
  ];
  const ghosts = [...new Set(needs.flatMap(([, need]) => named(need)))]
    .filter((id) => !known.has(id));
  const lines = new Map(result.steps.map(({ id, step }) => [id, linesOf(id, step, draw)]));
  const edges = needs
    .flatMap(([to, need]) => [...new Set(named(need))].map((from) => ({ from, to })))
    .map((edge, index) => ({ ...edge, index }));
  const nodes = [
    ...result.steps.map(({ id }) => ({ id, height: heightOf(lines.get(id)!.length) })),
    ...ghosts.map((id) => ({ id, height: heightOf(1) })),
    { id: goalId, height: goalHeight },
  ];
  const placing = lastly(layout({ nodes, edges }, box.gap));
  const lefts = leftsOf(placing, needs);
  return { result, system, needs, edges, ghosts, placing, lines, lefts, draw };
}

function linesOf(id: string, step: StepResult["step"], { text, lang }: Pen): readonly string[] {
  return wrap(text(step.name) || id, (box.width - 2 * box.pad) / 13, 3, lang);
}

/** The damage stands alone in the last column. */
function lastly(placing: Placing): Placing {
  const goal = placing.nodes.get(goalId)!;
  const columns = Math.max(placing.columns, goal.column + 1);
  return { ...placing, columns };
}

/** How tall the node of a step is. */
export function heightOf(lines: number): number {
  return box.pad + lines * box.line + 46;
}

/** The left edge of each column; where several paths meet, there is room for the sign of the junction. */
function leftsOf(
  placing: Placing,
  needs: readonly Asking[],
): number[] {
  const lefts: number[] = [];
  let x = box.margin;
  for (let column = 0; column < placing.columns; column++) {
    const deepest = Math.max(
      0,
      ...needs.filter(([id]) => placing.nodes.get(id)!.column === column).map(([, n]) => depth(n)),
    );
    if (column > 0) x += box.width + box.gutter + deepest * box.junction;
    lefts.push(x);
  }
  return lefts;
}

/** How many junctions lie one behind the other before a step. */
function depth(need: Need | undefined): number {
  if (!need || "step" in need) return 0;
  const parts = "all" in need ? need.all : need.any;
  return (parts.length > 1 ? 1 : 0) + Math.max(0, ...parts.map(depth));
}

/** Whether a step, or any step of a need, lies on the deciding path. */
export function onPath(what: string | Need, { result }: Sheet): boolean {
  const path = result.deciding?.path ?? [];
  if (typeof what !== "string") return named(what).some((id) => path.includes(id));
  return what === goalId ? path.length > 0 : path.includes(what);
}

/** Whether a step is outside this profile. */
export function isGone(id: string, { result }: Sheet): boolean {
  return result.steps.find((step) => step.id === id)?.applies.truth === "no";
}

/** Two decimals, so that pictures compare. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
