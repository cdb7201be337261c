import type { Verity } from "./condition.ts";
import type { DamageResult, Hit } from "./damage.ts";
import {
  attacks,
  type Graph,
  impossible,
  type Staircase,
  staircase,
  type Want,
  witness,
} from "./maths/graph.ts";
import type { Category, Interval, Need, Rating, Scenario, System } from "./model.ts";
import type { Ground } from "./profile.ts";
import { cell, rate } from "./rating.ts";
import { levelOfDefence, type StepResult, toThreat } from "./step.ts";

/** A risk on the scale of the method in use; `none` where no attack is possible or no harm applies. */
export type Risk = string | number;
export const none = "none";

/** Where a risk comes from: the pair the attacker chooses, and the cell it was read from. */
export interface Choice {
  readonly damage: Rating | 0;
  /** 0 when no attack is possible. */
  readonly threat: Rating | 0;
  /** The level of defence of the path, the highest among its steps; 0 when no attack is possible. */
  readonly defence: Rating | 0;
  readonly vulnerability: Rating | 0;
  readonly risk: Risk;
  /** The cell of the risk table; "" for `none`. */
  readonly cell: string;
}

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

/** At most this many paths of a scenario are listed. */
export const listed = 50;

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
  if (before && sameLevels(steps, before.rated.steps)) return { ...before.rated, steps };
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
    return { ...before.rated, steps: rated.steps, leans };
  }
  const { system } = on;
  const results = rated.results.map((result) => ({
    ...result,
    deciding: decidingPath(result.choice.worst, rated),
  }));
  const { list, more } = pathsOf(rated, damage, system);
  const deciding = results.find(({ risk }) => risk.worst === rated.risk.worst)?.deciding;
  return {
    ...rated,
    results,
    deciding,
    near: nearMisses(list, deciding, system),
    paths: list,
    more,
    leans,
  };
}

function sameLevels(a: readonly StepResult[], b: readonly StepResult[]): boolean {
  return a.every((step, index) =>
    step === b[index] ||
    (step.level.best === b[index].level.best && step.level.worst === b[index].level.worst)
  );
}

/** The rank of a risk on the scale of a system's method: 0 for none, then 1 (mildest) upwards. */
export function rank(system: System, risk: Risk): number {
  return system.method.risk.table.scale.indexOf(risk) + 1;
}

/** Whether a risk is over the target for its damage level; `none` never is. */
export function over(system: System, risk: Risk, damage: Rating | 0): boolean {
  return damage !== 0 && rank(system, risk) > rank(system, system.target[damage]);
}

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

type End = "best" | "worst";

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

/** What is unknown is there at the worse end and not at the better one. */
function there({ truth }: Verity, end: End): boolean {
  return truth === "yes" || (truth === "unknown" && end === "worst");
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

/**
 * Whether the risk is over target: surely (`best`) or possibly (`worst`). Each damage level has its own
 * target, so every level between the two ends is asked.
 */
function overBetween(
  level: Interval<Rating | 0>,
  pairs: Interval<Staircase>,
  system: System,
): Interval<boolean> {
  const between = ([0, 1, 2, 3] as const).filter((at) => at >= level.best && at <= level.worst);
  const at = (damage: Rating | 0, end: End) =>
    over(system, choose(damage, pairs[end], system).risk, damage);
  return {
    best: between.every((damage) => at(damage, "best")),
    worst: between.some((damage) => at(damage, "worst")),
  };
}

/** The pair that gives the attacker the worst risk for us; of equal ones that of the highest threat. */
function choose(
  damage: Rating | 0,
  pairs: Staircase,
  system: System,
): Choice {
  let worst: Choice = nothing;
  for (const threat of [3, 2, 1] as const) {
    const defence = pairs[threat - 1];
    if (damage === 0 || defence === impossible) continue;
    const here = rated(damage, threat, defence as Rating, system);
    if (rank(system, here.risk) > rank(system, worst.risk)) worst = here;
  }
  return worst;
}

const nothing: Choice = {
  damage: 0,
  threat: 0,
  defence: 0,
  vulnerability: 0,
  risk: none,
  cell: "",
};

function rated(damage: Rating, threat: Rating, defence: Rating, system: System): Choice {
  const { table } = system.method.risk;
  const vulnerability = rate(system.method.vulnerability, { defence }) as Rating;
  const point = { damage, threat, vulnerability };
  return { ...point, defence, risk: rate(table, point), cell: cell(table, point) };
}

function decidingPath(choice: Choice, { scenario, steps, threat }: Rated): Deciding | undefined {
  if (choice.risk === none) return undefined;
  // Every attack that meets the pair uses only such steps, and every such attack gives this risk.
  const path = witness(toGraph(scenario), (node) => {
    const { level, applies } = steps[node];
    const entry = steps[node].step.needs === undefined;
    return there(applies, "worst") && level.worst <= choice.defence &&
      (!entry || (steps[node].threat ?? threat).worst >= choice.threat);
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

function pathsOf(
  rated: Rated,
  damage: DamageResult | undefined,
  system: System,
): { list: readonly PathResult[]; more: boolean } {
  if (!rated.possible.worst) return { list: [], more: false };
  const { list, more } = listing(rated);
  const hardest = (end: End) =>
    Math.max(0, ...(damage?.hits ?? []).map((hit) => hit.level[end])) as Rating | 0;
  const levels = { best: hardest("best"), worst: hardest("worst") };
  const results = list.map((path) => toPath(path, rated, levels, system));
  results.sort((a, b) =>
    rank(system, b.risk.worst) - rank(system, a.risk.worst) ||
    a.defence.worst - b.defence.worst || b.threat.worst - a.threat.worst
  );
  return { list: results, more };
}

function toPath(
  path: readonly number[],
  { scenario, steps, threat: usual }: Rated,
  hardest: Interval<Rating | 0>,
  system: System,
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
    const choice = damage === 0 ? nothing : rated(damage, threat, defence, system);
    const vulnerability = rate(system.method.vulnerability, { defence }) as Rating;
    return { threat, defence, vulnerability, risk: choice.risk, cell: choice.cell };
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

/** Near misses: the paths next in line, at most three, whose risk is within one letter of the worst. */
function nearMisses(
  paths: readonly PathResult[],
  deciding: Deciding | undefined,
  system: System,
): NearMiss[] {
  if (!deciding || paths.length === 0) return [];
  const worst = Math.max(...paths.map((path) => rank(system, path.risk.worst)));
  return paths
    .filter((path) => path.steps.join() !== deciding.path.join())
    .filter((path) => rank(system, path.risk.worst) >= worst - 1)
    .slice(0, 3)
    .map((path) => ({
      path: path.ref,
      deciding: path.deciding,
      risk: path.risk.worst,
      defence: path.defence.worst,
    }));
}

function leansOn(steps: readonly StepResult[]): string[] {
  const controls = steps
    .filter((step) => step.applies.truth !== "no")
    .flatMap((step) => step.guards)
    .filter((guard) => guard.kind !== "continuity" && guard.applies.truth !== "no")
    .map((guard) => guard.control);
  return [...new Set(controls)];
}
