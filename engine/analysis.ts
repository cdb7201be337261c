import { type BaselineResult, conformity } from "./baseline.ts";
import { damageLevel, type DamageResult } from "./damage.ts";
import { type Basis, type Difference, difference, touches } from "./difference.ts";
import type { Scenario, System } from "./model.ts";
import { type Ground, ground } from "./profile.ts";
import { assessScenario, type Rated, rateScenario, type ScenarioResult } from "./scenario.ts";

/** The two analyses over one impact definition and one profile (DS-201, table 2-2, step 3). */
export interface Analysis {
  readonly system: System;
  readonly ground: Ground;
  readonly baseline: BaselineResult;
  readonly damages: readonly DamageResult[];
  readonly scenarios: readonly ScenarioResult[];
}

const analyses = new WeakMap<System, Analysis>();

/**
 * Runs both analyses. A system is analysed once; scenarios that no change touched are the same result
 * objects as in the analyses before.
 */
export function analyse(system: System): Analysis {
  let ready = analyses.get(system);
  if (!ready) analyses.set(system, ready = analysisOf(system));
  return ready;
}

function analysisOf(system: System): Analysis {
  const basis = basisOf(system);
  const on = basis.ground;
  return {
    system,
    ground: on,
    baseline: conformity(on),
    damages: system.damages.map((damage) => damageLevel(damage, on)),
    scenarios: attack(basis),
  };
}

/** The business-damage analysis alone. */
function attack(basis: Basis): ScenarioResult[] {
  const { scenarios } = basis.ground.system;
  const memory = memoryOf(scenarios);
  const earlier = memory.runs;
  const pasts = earlier.map((run) => ({ run, since: difference(run.basis, basis) }))
    .sort((a, b) => a.since.controls.size - b.since.controls.size);
  const results = scenarios.map((scenario, index) => renew(scenario, index, basis, pasts));
  memory.runs = [{ basis, results }, ...earlier.filter((run) => run.basis !== basis)]
    .slice(0, kept);
  return results;
}

/** What an analysis of some scenarios came to, in their order, and what it rested on. */
interface Run {
  readonly basis: Basis;
  readonly results: readonly ScenarioResult[];
}

/** A run and what differs since. */
interface Past {
  readonly run: Run;
  readonly since: Difference;
}

/** The latest runs over a record, newest first. */
interface Memory {
  runs: readonly Run[];
}

/**
 * The memory of each scenario; it goes when the scenarios go. A scenario as it was before a change shares
 * that of the record as it is now: a history of changes, which holds it, must not hold the runs of its day.
 */
const memories = new WeakMap<Scenario, Memory>();

/** A record alternates between as it is and after its plan, and a step back wants the two before. */
const kept = 4;

/**
 * The memory of a record that has some of these scenarios. Which runs are still there decides how long an
 * analysis takes, never what it says: nothing is taken over that differs in anything it was read from.
 */
function memoryOf(scenarios: readonly Scenario[]): Memory {
  const first = scenarios.find((scenario) => memories.has(scenario));
  const memory = first ? memories.get(first)! : { runs: [] };
  for (const scenario of scenarios) memories.set(scenario, memory);
  return memory;
}

const positions = new WeakMap<Run, ReadonlyMap<Scenario, ScenarioResult>>();

/** The result of a scenario in a run, which mostly has it at the same place. */
function resultIn(run: Run, scenario: Scenario, index: number): ScenarioResult | undefined {
  const here = run.results.at(index);
  if (here?.scenario === scenario) return here;
  let known = positions.get(run);
  if (!known) {
    positions.set(run, known = new Map(run.results.map((one) => [one.scenario, one])));
  }
  return known.get(scenario);
}

function renew(
  scenario: Scenario,
  index: number,
  basis: Basis,
  pasts: readonly Past[],
): ScenarioResult {
  let near: { readonly past: Past; readonly rated: ScenarioResult } | undefined;
  for (const past of pasts) {
    const rated = resultIn(past.run, scenario, index);
    if (!rated) continue;
    if (!touches(scenario, past.since)) return rated;
    near ??= { past, rated };
  }
  const damage = (on: Basis) => on.damages.get(scenario.damage);
  const before = near && {
    rated: near.rated,
    damage: damage(near.past.run.basis),
    since: near.past.since,
  };
  return assessScenario(scenario, damage(basis), basis.ground, before);
}

/** Ratings of a system's scenarios, without paths. */
export interface Ratings {
  readonly system: System;
  readonly scenarios: readonly Rated[];
}

/**
 * The ratings of a what-if of a rated system, without paths: what plans ask for many times. Scenarios
 * that the difference does not touch are the same objects as in `base`.
 */
export function rerate(base: Ratings, system: System): Ratings {
  if (system === base.system) return base;
  const before = basisOf(base.system);
  const basis = basisOf(system);
  const since = difference(before, basis);
  const same = system.scenarios === base.system.scenarios;
  const earlier = same ? undefined : new Map(base.scenarios.map((one) => [one.scenario, one]));
  const scenarios = system.scenarios.map((scenario, index) => {
    const rated = earlier ? earlier.get(scenario) : base.scenarios[index];
    if (rated && !touches(scenario, since)) return rated;
    const damage = (on: Basis) => on.damages.get(scenario.damage);
    const from = rated && { rated, damage: damage(before), since };
    return rateScenario(scenario, damage(basis), basis.ground, from);
  });
  return { system, scenarios };
}

const bases = new WeakMap<System, Basis>();

/** What the scenarios of a system are rated on. Of two damages with one id the last counts. */
export function basisOf(system: System): Basis {
  const ready = bases.get(system);
  if (ready) return ready;
  const on = ground(system);
  const damages = system.damages.map((damage) => damageLevel(damage, on));
  const made = { ground: on, damages: new Map(damages.map((damage) => [damage.id, damage])) };
  bases.set(system, made);
  return made;
}
