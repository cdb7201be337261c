import { type BaselineResult, conformity } from "./baseline.ts";
import { damageLevel, type DamageResult } from "./damage.ts";
import type { Scenario, System } from "./model.ts";
import { type Ground, ground } from "./profile.ts";
import {
  assessScenario,
  type Before,
  type Rated,
  rateScenario,
  type ScenarioResult,
} from "./scenario.ts";

/** The two analyses over one impact definition and one profile (DS-201, table 2-2, step 3). */
export interface Analysis {
  readonly system: System;
  readonly ground: Ground;
  readonly baseline: BaselineResult;
  readonly damages: readonly DamageResult[];
  readonly scenarios: readonly ScenarioResult[];
}

/** Runs both analyses. Scenarios that no change touched are the same result objects as before. */
export function analyse(system: System): Analysis {
  const on = ground(system);
  return { ...attack(system, on), system, ground: on, baseline: conformity(on) };
}

/** The business-damage analysis alone. */
function attack(system: System, on: Ground): Pick<Analysis, "damages" | "scenarios"> {
  const damages = system.damages.map((damage) => damageLevel(damage, on));
  const by = new Map(damages.map((damage) => [damage.id, damage]));
  const last = lasts.get(system.scenarios);
  const scenarios = renew(
    last,
    system,
    (scenario, before) => assessScenario(scenario, by.get(scenario.damage), on, before),
  );
  lasts.set(system.scenarios, { system, scenarios });
  return { damages, scenarios };
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
  const on = ground(system);
  const by = new Map(system.damages.map((damage) => [damage.id, damageLevel(damage, on)]));
  const scenarios = renew<Rated>(
    base,
    system,
    (scenario, before) => rateScenario(scenario, by.get(scenario.damage), on, before),
  );
  return { system, scenarios };
}

/** The last analysis per list of scenarios: what a change left alone is taken from here. */
const lasts = new WeakMap<
  readonly Scenario[],
  { system: System; scenarios: readonly ScenarioResult[] }
>();

/** Rates what differs between two systems, and takes the rest over. */
function renew<T extends Rated>(
  last: { system: System; scenarios: readonly T[] } | undefined,
  system: System,
  assess: (scenario: Scenario, before?: Before<T>) => T,
): readonly T[] {
  if (!last || !comparable(last.system, system)) {
    return system.scenarios.map((scenario) => assess(scenario));
  }
  const changed = differing(last.system, system);
  const leaning = leaningOn(system.scenarios);
  const touched = new Set([...changed].flatMap((control) => leaning.get(control) ?? []));
  if (touched.size === 0) return last.scenarios;
  const renewed = last.scenarios.slice();
  for (const index of touched) {
    renewed[index] = assess(system.scenarios[index], { rated: last.scenarios[index], changed });
  }
  return renewed;
}

/** Everything besides single controls that a scenario's result depends on. */
const frame = ["method", "target", "impact", "profile", "damages", "providers", "tables"] as const;

function comparable(a: System, b: System): boolean {
  return a.scenarios === b.scenarios && a.shelf === b.shelf &&
    frame.every((part) => a.spec[part] === b.spec[part]);
}

/** The controls that stand differently in two systems. */
function differing({ controls: a }: System, { controls: b }: System): ReadonlySet<string> {
  const found = new Set<string>();
  if (a === b) return found;
  for (const [control, held] of a) if (b.get(control) !== held) found.add(control);
  for (const control of b.keys()) if (!a.has(control)) found.add(control);
  return found;
}

const leanings = new WeakMap<readonly Scenario[], ReadonlyMap<string, readonly number[]>>();

/** Control → positions of the scenarios that have it as a guard anywhere. */
function leaningOn(scenarios: readonly Scenario[]): ReadonlyMap<string, readonly number[]> {
  const ready = leanings.get(scenarios);
  if (ready) return ready;
  const map = new Map<string, number[]>();
  scenarios.forEach((scenario, index) => {
    const controls = new Set(scenario.steps.flatMap((step) => step.guards.map((g) => g.control)));
    for (const control of controls) {
      const list = map.get(control);
      if (list) list.push(index);
      else map.set(control, [index]);
    }
  });
  leanings.set(scenarios, map);
  return map;
}
