import { there, type Verity } from "./condition.ts";
import type { DamageResult, Hit } from "./damage.ts";
import { type Graph, type Staircase, staircase } from "./maths/graph.ts";
import type { Category, Interval, Rating, Scenario, System } from "./model.ts";
import {
  type Deciding,
  decidingPath,
  type NearMiss,
  nearMisses,
  type PathResult,
  pathsOf,
  toGraph,
} from "./path.ts";
import type { Ground } from "./profile.ts";
import { type Choice, choose, type End, none, overBetween, rank, type Risk } from "./risk.ts";
import { levelOfDefence, type StepResult, toThreat } from "./step.ts";

/** The rating of a scenario in one harm category: one of the six. */
export interface CategoryRating {
  readonly ref: string;
  readonly category: Category;
  readonly damage: Interval<Rating | 0>;
  readonly risk: Interval<Risk>;
  readonly choice: Interval<Choice>;
  /** The worst risk allowed for this damage level; undefined where the category does not apply. */
  readonly target: Interval<Risk | undefined>;
  readonly over: Interval<boolean>;
}

/** A rating with the path that gives it. */
export interface CategoryResult extends CategoryRating {
  /** The deciding path at the worse end: one minimal attack that gives this risk. */
  readonly deciding: Deciding | undefined;
}

/** The ratings of one scenario, without the paths behind them. */
export interface Rated {
  readonly ref: string;
  readonly id: string;
  readonly scenario: Scenario;
  readonly applies: Verity;
  /** Whether any path is left under this profile: a result of its own, never the lowest letter. */
  readonly possible: Interval<boolean>;
  readonly threat: Interval<Rating>;
  /** The worst over the six results. */
  readonly risk: Interval<Risk>;
  /** The lowest level of defence among the paths that set the risk; 0 when none is possible. */
  readonly defence: Interval<Rating | 0>;
  readonly over: Interval<boolean>;
  readonly results: readonly CategoryRating[];
  /** The undominated pairs (threat, defence) at each end. */
  readonly pairs: Interval<Staircase>;
  readonly steps: readonly StepResult[];
}

/** Everything the analysis says of one scenario. */
export interface ScenarioResult extends Rated {
  readonly results: readonly CategoryResult[];
  readonly deciding: Deciding | undefined;
  readonly near: readonly NearMiss[];
  readonly paths: readonly PathResult[];
  /** True when there are more paths than are listed. */
  readonly more: boolean;
  /** The controls this scenario leans on: those of the guards that can count, on steps that exist. */
  readonly leans: readonly string[];
}

/**
 * The risk of a scenario, per harm category and overall: the worst over its minimal attack paths,
 * since the attacker chooses. Source: the or-reading of IPA's one tree per path (Mitate's default);
 * level of defence of a path = the highest among its steps (IPA guide, 2nd ed.); threat of a path =
 * the lowest among its entries (Mitate's default); vulnerability = 4 − defence (IPA).
 * `before` is an earlier rating of the same scenario that differs only in the standing of some
 * controls: what these do not touch is taken from there, down to the whole rating.
 */
export function rateScenario(
  scenario: Scenario,
  damage: DamageResult | undefined,
  on: Ground,
  before?: Before<Rated>,
): Rated {
  const steps = scenario.steps.map((step, index) =>
    before && !step.guards.some((guard) => before.changed.has(guard.control))
      ? before.rated.steps[index]
      : levelOfDefence(step, scenario.id, on)
  );
  if (before && sameLevels(steps, before.rated.steps)) return renewed(before.rated, { steps });
  const applies = on.verity(scenario.when);
  const threat = toThreat(scenario.threat)!;
  const frame = { graph: toGraph(scenario), steps, threat, applies, damage };
  const pairs = { best: pairsAt("best", frame), worst: pairsAt("worst", frame) };
  const results = (damage?.hits ?? []).map((hit) => rateHit(hit, scenario, pairs, on.system));
  return {
    ref: `scenario/${scenario.id}`,
    id: scenario.id,
    scenario,
    applies,
    possible: { best: pairs.best.some(Number.isFinite), worst: pairs.worst.some(Number.isFinite) },
    threat,
    ...worstOf(results, on.system),
    results,
    pairs,
    steps,
  };
}

/** An earlier rating, and the controls that stand differently since. */
export interface Before<T> {
  readonly rated: T;
  readonly changed: ReadonlySet<string>;
}

/** The rating of a scenario together with its paths, the deciding ones and the near misses. */
export function assessScenario(
  scenario: Scenario,
  damage: DamageResult | undefined,
  on: Ground,
  before?: Before<ScenarioResult>,
): ScenarioResult {
  const rated = rateScenario(scenario, damage, on, before);
  const leans = leansOn(rated.steps);
  if (before && rated.pairs === before.rated.pairs) {
    return renewed(before.rated, { steps: rated.steps, leans });
  }
  // Listed when asked for; what lists them holds no more of the system than it reads.
  const rates = { method: on.system.method };
  const results = decided(rated);
  const deciding = results.find(({ risk }) => risk.worst === rated.risk.worst)?.deciding;
  const listing = once(() => pathsOf(rated, damage, rates));
  const near = once(() => nearMisses(listing().list, deciding, rates));
  return {
    ...rated,
    results,
    deciding,
    leans,
    get near() {
      return near();
    },
    get paths() {
      return listing().list;
    },
    get more() {
      return listing().more;
    },
  };
}

/** The ratings with their deciding paths, which are the same for the same pair of threat and defence. */
function decided(rated: Rated): CategoryResult[] {
  const known = new Map<string, Deciding | undefined>();
  return rated.results.map((result) => {
    const { risk, threat, defence } = result.choice.worst;
    const pair = risk === none ? none : `${threat}/${defence}`;
    if (!known.has(pair)) known.set(pair, decidingPath(result.choice.worst, rated));
    return { ...result, deciding: known.get(pair) };
  });
}

/** A result with some parts anew; what is listed on request is not listed for that. */
function renewed<T extends Rated>(result: T, parts: Partial<T>): T {
  const properties = Object.getOwnPropertyDescriptors({ ...parts });
  return Object.defineProperties({} as T, {
    ...Object.getOwnPropertyDescriptors(result),
    ...properties,
  });
}

/** A value that is made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function sameLevels(a: readonly StepResult[], b: readonly StepResult[]): boolean {
  return a.every((step, index) =>
    step === b[index] ||
    (step.level.best === b[index].level.best && step.level.worst === b[index].level.worst)
  );
}

function pairsAt(
  end: End,
  { graph, steps, threat, applies, damage }: {
    graph: Graph;
    steps: readonly StepResult[];
    threat: Interval<Rating>;
    applies: Verity;
    damage: DamageResult | undefined;
  },
): Staircase {
  const outside = !there(applies, end) || (damage && !there(damage.applies, end));
  return staircase(graph, {
    level: (node) => steps[node].level[end],
    threat: (node) => (steps[node].threat ?? threat)[end],
    possible: (node) => !outside && there(steps[node].applies, end),
  });
}

function rateHit(
  hit: Hit,
  scenario: Scenario,
  pairs: Interval<Staircase>,
  system: System,
): CategoryRating {
  const choice = {
    best: choose(hit.level.best, pairs.best, system),
    worst: choose(hit.level.worst, pairs.worst, system),
  };
  const target = (level: Rating | 0) => level === 0 ? undefined : system.target[level];
  return {
    ref: `scenario/${scenario.id}/${hit.category}`,
    category: hit.category,
    damage: hit.level,
    risk: { best: choice.best.risk, worst: choice.worst.risk },
    choice,
    target: { best: target(hit.level.best), worst: target(hit.level.worst) },
    over: overBetween(hit.level, pairs, system),
  };
}

function worstOf(
  results: readonly CategoryRating[],
  system: System,
): Pick<Rated, "risk" | "defence" | "over"> {
  const top = (end: End) =>
    results.reduce<CategoryRating | undefined>(
      (worst, result) =>
        !worst || rank(system, result.risk[end]) > rank(system, worst.risk[end]) ? result : worst,
      undefined,
    );
  const best = top("best");
  const worst = top("worst");
  return {
    risk: { best: best?.risk.best ?? none, worst: worst?.risk.worst ?? none },
    defence: {
      best: best?.choice.best.defence ?? 0,
      worst: worst?.choice.worst.defence ?? 0,
    },
    over: {
      best: results.some((result) => result.over.best),
      worst: results.some((result) => result.over.worst),
    },
  };
}

function leansOn(steps: readonly StepResult[]): string[] {
  const controls = steps
    .filter((step) => step.applies.truth !== "no")
    .flatMap((step) => step.guards)
    .filter((guard) => guard.kind !== "continuity" && guard.applies.truth !== "no")
    .map((guard) => guard.control);
  return [...new Set(controls)];
}
