import { there, type Verity } from "./condition.ts";
import type { DamageResult, Hit } from "./damage.ts";
import { type Difference, touchedSteps, touchesSteps } from "./difference.ts";
import { type Staircase, staircase, type Weights } from "./maths/graph.ts";
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
import {
  type Choice,
  choose,
  type End,
  none,
  overBetween,
  rank,
  type Rates,
  type Risk,
} from "./risk.ts";
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
  /** Near misses and paths are looked for when they are first asked for. */
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
 * `before` is an earlier rating of the same scenario: what the difference since does not touch is
 * taken from there, step by step and down to the whole rating.
 */
export function rateScenario(
  scenario: Scenario,
  damage: DamageResult | undefined,
  on: Ground,
  before?: Before<Rated>,
): Rated {
  const steps = stepsOf(scenario, on, before);
  const applies = on.verity(scenario.when);
  const threat = toThreat(scenario.threat)!;
  const frame = { scenario, steps, threat, applies, damage };
  const kept = before && sameFrame(frame, before) ? before : undefined;
  if (kept && !kept.since.target && sameRisks(kept)) {
    return { ...kept.rated, steps, applies };
  }
  const pairs = kept?.rated.pairs ??
    { best: pairsAt("best", frame), worst: pairsAt("worst", frame) };
  const results = (damage?.hits ?? []).map((hit, index) =>
    kept && sameHit(hit, index, kept)
      ? kept.rated.results[index]
      : rateHit(hit, refOf(hit, scenario, before?.rated.results.at(index)), pairs, on.system)
  );
  return {
    ref: before?.rated.ref ?? `scenario/${scenario.id}`,
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

/** An earlier rating, what its damage came to, and what differs since. */
export interface Before<T> {
  readonly rated: T;
  readonly damage: DamageResult | undefined;
  readonly since: Difference;
}

/** The rating of a scenario together with its paths, the deciding ones and the near misses. */
export function assessScenario(
  scenario: Scenario,
  damage: DamageResult | undefined,
  on: Ground,
  before?: Before<ScenarioResult>,
): ScenarioResult {
  const rated = rateScenario(scenario, damage, on, before);
  const leans = before && !before.since.traits ? before.rated.leans : leansOn(rated.steps);
  if (before && rated.pairs === before.rated.pairs && sameRisks(before)) {
    // Targets may be other ones; the paths that decide are the same.
    const results = rated.results === before.rated.results
      ? before.rated.results
      : before.rated.results.map(({ deciding }, index) => ({ ...rated.results[index], deciding }));
    const { deciding } = before.rated;
    return new Result(rated, { results, deciding, leans }, searches.get(before.rated)!);
  }
  // Most categories are decided by the same pair, and one path answers for each pair.
  const results = rated.results.map((result, index) => {
    const earlier = before?.rated.results.at(index);
    if (result === earlier && rated.steps === before?.rated.steps) return earlier;
    return { ...result, deciding: decidingPath(result.choice.worst, rated) };
  });
  const deciding = results.find(({ risk }) => risk.worst === rated.risk.worst)?.deciding;
  const search = searchIn(rated, damage, deciding, { method: on.system.method });
  return new Result(rated, { results, deciding, leans }, search);
}

/**
 * Looks for the paths of a rating later on. A function of its own: what is remembered with it is what it
 * reads, and neither the whole system nor the rating before, which would hold the one before that.
 */
function searchIn(
  rated: Rated,
  damage: DamageResult | undefined,
  deciding: Deciding | undefined,
  rates: Rates,
): Search {
  const listing = once(() => pathsOf(rated, damage, rates));
  return { listing, near: once(() => nearMisses(listing().list, deciding, rates)) };
}

/** What looks for the paths of a scenario when they are first asked for. */
interface Search {
  listing(): ReturnType<typeof pathsOf>;
  near(): readonly NearMiss[];
}

/**
 * A rating with its paths. A class, since hundreds are made at a key: accessors of an object's own
 * would give each a shape of its own.
 */
class Result implements ScenarioResult {
  readonly ref: string;
  readonly id: string;
  readonly scenario: Scenario;
  readonly applies: Verity;
  readonly possible: Interval<boolean>;
  readonly threat: Interval<Rating>;
  readonly risk: Interval<Risk>;
  readonly defence: Interval<Rating | 0>;
  readonly over: Interval<boolean>;
  readonly results: readonly CategoryResult[];
  readonly pairs: Interval<Staircase>;
  readonly steps: readonly StepResult[];
  readonly deciding: Deciding | undefined;
  readonly leans: readonly string[];

  constructor(
    rated: Rated,
    parts: Pick<ScenarioResult, "results" | "deciding" | "leans">,
    search: Search,
  ) {
    this.ref = rated.ref;
    this.id = rated.id;
    this.scenario = rated.scenario;
    this.applies = rated.applies;
    this.possible = rated.possible;
    this.threat = rated.threat;
    this.risk = rated.risk;
    this.defence = rated.defence;
    this.over = rated.over;
    this.results = parts.results;
    this.pairs = rated.pairs;
    this.steps = rated.steps;
    this.deciding = parts.deciding;
    this.leans = parts.leans;
    searches.set(this, search);
  }

  get near(): readonly NearMiss[] {
    return searches.get(this)!.near();
  }
  get paths(): readonly PathResult[] {
    return searches.get(this)!.listing().list;
  }
  get more(): boolean {
    return searches.get(this)!.listing().more;
  }
}

/** The searches of results: one that differs from an earlier one in its steps alone shares its paths. */
const searches = new WeakMap<ScenarioResult, Search>();

function stepsOf(
  scenario: Scenario,
  on: Ground,
  before: Before<Rated> | undefined,
): readonly StepResult[] {
  if (before && !touchesSteps(before.since)) return before.rated.steps;
  const touched = before && touchedSteps(scenario, before.since);
  if (touched?.size === 0) return before!.rated.steps;
  return scenario.steps.map((step, index) =>
    touched && !touched.has(index)
      ? before!.rated.steps[index]
      : levelOfDefence(step, scenario.id, on)
  );
}

/** Whether the same pairs come to the same risks as before. */
function sameRisks({ rated, since }: Before<Rated>): boolean {
  return !since.risks && !since.damage(rated.scenario.damage);
}

/** Whether a damage hits a category as before, and is read and held against the same. */
function sameHit(
  { category, level }: Hit,
  index: number,
  { rated, since }: Before<Rated>,
): boolean {
  const before = rated.results.at(index);
  return !since.risks && !since.target && before?.category === category &&
    before.damage.best === level.best && before.damage.worst === level.worst;
}

/** A value that is made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What the undominated pairs of a scenario are read from. */
interface Frame extends Pick<Rated, "scenario" | "steps" | "threat" | "applies"> {
  readonly damage: DamageResult | undefined;
}

/** Whether two ratings of one scenario have the same pairs because all that these rest on is the same. */
function sameFrame({ steps, applies, damage }: Frame, { rated, damage: other }: Before<Rated>) {
  return applies.truth === rated.applies.truth && damage?.applies.truth === other?.applies.truth &&
    (steps === rated.steps || steps.every((step, index) => {
      const { level, applies } = rated.steps[index];
      return step.level.best === level.best && step.level.worst === level.worst &&
        step.applies.truth === applies.truth;
    }));
}

function pairsAt(end: End, frame: Frame): Staircase {
  return staircase(toGraph(frame.scenario), weightsAt(end, frame));
}

/** What the steps of a scenario cost the attacker at one end. */
export function weightsAt(end: End, { steps, threat, applies, damage }: Frame): Weights {
  const outside = !there(applies, end) || (damage && !there(damage.applies, end));
  return {
    level: (node) => steps[node].level[end],
    threat: (node) => (steps[node].threat ?? threat)[end],
    possible: (node) => !outside && there(steps[node].applies, end),
  };
}

/** The reference of a rating: the one before, where there is one, so that it is one string. */
function refOf({ category }: Hit, { id }: Scenario, before: CategoryRating | undefined): string {
  return before?.category === category ? before.ref : `scenario/${id}/${category}`;
}

function rateHit(
  hit: Hit,
  ref: string,
  pairs: Interval<Staircase>,
  system: System,
): CategoryRating {
  const choice = {
    best: choose(hit.level.best, pairs.best, system),
    worst: choose(hit.level.worst, pairs.worst, system),
  };
  const target = (level: Rating | 0) => level === 0 ? undefined : system.target[level];
  return {
    ref,
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
  const best = gravest(results, ({ risk }) => risk.best, system);
  const worst = gravest(results, ({ risk }) => risk.worst, system);
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

/** The first of the results with the gravest risk; undefined where there are none. */
function gravest<T>(
  results: readonly T[],
  risk: (result: T) => Risk,
  system: System,
): T | undefined {
  return results.reduce<T | undefined>(
    (worst, result) =>
      worst === undefined || rank(system, risk(result)) > rank(system, risk(worst))
        ? result
        : worst,
    undefined,
  );
}

/** The worse end of a rating, and nothing else of it. */
export interface Outcome {
  readonly over: boolean;
  readonly risk: Risk;
  readonly defence: Rating | 0;
  readonly results: readonly {
    readonly category: Category;
    readonly risk: Risk;
    readonly defence: Rating | 0;
  }[];
}

/** What a scenario comes to at the worse end, given the pairs an attacker can choose among there. */
export function outcomeOf(
  damage: DamageResult | undefined,
  pairs: Staircase,
  system: System,
): Outcome {
  const hits = damage?.hits ?? [];
  const results = hits.map(({ category, level }) => {
    const { risk, defence } = choose(level.worst, pairs, system);
    return { category, risk, defence };
  });
  const worst = gravest(results, ({ risk }) => risk, system);
  return {
    over: hits.some(({ level }) => overBetween(level, { best: pairs, worst: pairs }, system).worst),
    risk: worst?.risk ?? none,
    defence: worst?.defence ?? 0,
    results,
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
