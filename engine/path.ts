import { there } from "./condition.ts";
import type { DamageResult } from "./damage.ts";
import { attacks, type Graph, type Want, witness } from "./maths/graph.ts";
import type { Interval, Need, Rating, Scenario } from "./model.ts";
import { rate } from "./rating.ts";
import { type Choice, type End, none, rank, rated, type Rates, type Risk } from "./risk.ts";
import type { Rated } from "./scenario.ts";
import type { StepResult } from "./step.ts";

/** A minimal attack that gives a result, and the steps whose level of defence decides it. */
export interface Deciding {
  /** All steps, in the order of the record. */
  readonly path: readonly string[];
  /** The steps with the highest level of defence: the path is exactly as strong as these. */
  readonly steps: readonly string[];
}

/** One minimal attack path. */
export interface PathResult {
  readonly ref: string;
  readonly steps: readonly string[];
  readonly threat: Interval<Rating>;
  readonly defence: Interval<Rating>;
  readonly vulnerability: Interval<Rating>;
  /** The risk in the category the damage hits hardest. */
  readonly risk: Interval<Risk>;
  readonly cell: Interval<string>;
  /** The steps whose level decides, at the worse end. */
  readonly deciding: readonly string[];
  /** `unknown` while a trait it turns on is unassessed. */
  readonly possible: "yes" | "unknown";
}

/** A path that does not set the result now but would at one level or one letter less. */
export interface NearMiss {
  readonly path: string;
  readonly deciding: readonly string[];
  readonly risk: Risk;
  readonly defence: Rating;
}

/** At most this many paths of a scenario are listed. */
export const listed = 50;

const graphs = new WeakMap<Scenario, Graph>();

/** The and/or graph of a scenario; a need for a step that does not exist is impossible. */
export function toGraph(scenario: Scenario): Graph {
  const ready = graphs.get(scenario);
  if (ready) return ready;
  // Of two steps with one id the first counts; `check` reports the second.
  const positions = new Map<string, number>();
  scenario.steps.forEach(({ id }, index) => {
    if (!positions.has(id)) positions.set(id, index);
  });
  const toWant = (need: Need): Want => {
    if ("step" in need) return { node: positions.get(need.step) ?? -1 };
    return "all" in need ? { all: need.all.map(toWant) } : { any: need.any.map(toWant) };
  };
  const graph: Graph = {
    wants: scenario.steps.map(({ needs }) => needs && toWant(needs)),
    goal: toWant(scenario.goal),
  };
  graphs.set(scenario, graph);
  return graph;
}

const decidings = new WeakMap<readonly StepResult[], Map<number, Deciding | undefined>>();

/**
 * The minimal attack behind a choice; undefined where there is no risk. It depends on the steps as they
 * stand and on the pair that was chosen, so another damage that chooses the same pair has the same one.
 */
export function decidingPath(choice: Choice, rated: Rated): Deciding | undefined {
  if (choice.risk === none) return undefined;
  let known = decidings.get(rated.steps);
  if (!known) decidings.set(rated.steps, known = new Map());
  const pair = 4 * choice.threat + choice.defence;
  if (!known.has(pair)) known.set(pair, find(choice, rated));
  return known.get(pair);
}

function find({ threat: least, defence }: Choice, rated: Rated): Deciding | undefined {
  const { scenario, steps, threat } = rated;
  // Every attack that meets the pair uses only such steps, and every such attack gives this risk.
  const path = witness(toGraph(scenario), (node) => {
    const { level, applies } = steps[node];
    const entry = steps[node].step.needs === undefined;
    return there(applies, "worst") && level.worst <= defence &&
      (!entry || (steps[node].threat ?? threat).worst >= least);
  });
  return path && {
    path: path.map((node) => scenario.steps[node].id),
    steps: strongest(path, steps),
  };
}

function strongest(path: readonly number[], steps: readonly StepResult[]): string[] {
  // Not `Math.max(...)`: a path may be longer than a call may have arguments.
  const highest = path.reduce((top, node) => Math.max(top, steps[node].level.worst), 0);
  return path.filter((node) => steps[node].level.worst === highest).map((node) => steps[node].id);
}

const listings = new WeakMap<Scenario, Map<string, ReturnType<typeof attacks>>>();

/** The listing depends only on the graph and on which steps exist, so statuses do not renew it. */
function listing({ scenario, steps }: Rated): ReturnType<typeof attacks> {
  const key = steps.map((step) => there(step.applies, "worst") ? "1" : "0").join("");
  let known = listings.get(scenario);
  if (!known) listings.set(scenario, known = new Map());
  let list = known.get(key);
  if (!list) known.set(key, list = attacks(toGraph(scenario), (node) => key[node] === "1", listed));
  return list;
}

export function pathsOf(
  rated: Rated,
  damage: DamageResult | undefined,
  rates: Rates,
): { list: readonly PathResult[]; more: boolean } {
  if (!rated.possible.worst) return { list: [], more: false };
  const { list, more } = listing(rated);
  const hardest = (end: End) =>
    Math.max(0, ...(damage?.hits ?? []).map((hit) => hit.level[end])) as Rating | 0;
  const levels = { best: hardest("best"), worst: hardest("worst") };
  const results = list.map((path) => toPath(path, rated, levels, rates));
  results.sort((a, b) =>
    rank(rates, b.risk.worst) - rank(rates, a.risk.worst) ||
    a.defence.worst - b.defence.worst || b.threat.worst - a.threat.worst
  );
  return { list: results, more };
}

function toPath(
  path: readonly number[],
  { scenario, steps, threat: usual }: Rated,
  hardest: Interval<Rating | 0>,
  rates: Rates,
): PathResult {
  const ids = path.map((node) => scenario.steps[node].id);
  const at = (end: End) => {
    const entries = path.filter((node) => steps[node].step.needs === undefined);
    const threat = Math.min(
      3,
      ...entries.map((node) => (steps[node].threat ?? usual)[end]),
    ) as Rating;
    const defence = Math.max(1, ...path.map((node) => steps[node].level[end])) as Rating;
    const damage = hardest[end];
    const choice = damage === 0 ? undefined : rated(damage, threat, defence, rates);
    const vulnerability = rate(rates.method.vulnerability, { defence }) as Rating;
    return { threat, defence, vulnerability, risk: choice?.risk ?? none, cell: choice?.cell ?? "" };
  };
  const best = at("best");
  const worst = at("worst");
  return {
    ref: `path/${scenario.id}/${ids.join("+")}`,
    steps: ids,
    threat: { best: best.threat, worst: worst.threat },
    defence: { best: best.defence, worst: worst.defence },
    vulnerability: { best: best.vulnerability, worst: worst.vulnerability },
    risk: { best: best.risk, worst: worst.risk },
    cell: { best: best.cell, worst: worst.cell },
    deciding: strongest(path, steps),
    possible: path.every((node) => steps[node].applies.truth === "yes") ? "yes" : "unknown",
  };
}

/** Near misses: the paths next in line, at most three, whose risk is within one letter of the worst. */
export function nearMisses(
  paths: readonly PathResult[],
  deciding: Deciding | undefined,
  rates: Rates,
): NearMiss[] {
  if (!deciding || paths.length === 0) return [];
  const worst = Math.max(...paths.map((path) => rank(rates, path.risk.worst)));
  return paths
    .filter((path) => path.steps.join() !== deciding.path.join())
    .filter((path) => rank(rates, path.risk.worst) >= worst - 1)
    .slice(0, 3)
    .map((path) => ({
      path: path.ref,
      deciding: path.deciding,
      risk: path.risk.worst,
      defence: path.defence.worst,
    }));
}
