import { type BaselineResult, conformity } from "./baseline.ts";
import { damageLevel, type DamageResult } from "./damage.ts";
import type { Holding, Scenario, System } from "./model.ts";
import { type Ground, ground } from "./profile.ts";
import { assessScenario, type ScenarioResult } from "./scenario.ts";

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

/** The business-damage analysis alone, for plans that ask it many times. */
export function attack(
  system: System,
  on = ground(system),
): Pick<Analysis, "damages" | "scenarios"> {
  const damages = system.damages.map((damage) => damageLevel(damage, on));
  const byId = new Map(damages.map((damage) => [damage.id, damage]));
  const assess = (scenario: Scenario) => assessScenario(scenario, byId.get(scenario.damage), on);
  const last = lasts.get(system.scenarios);
  const stale = last && comparable(last.system, system)
    ? affected(last.system, system, leaningOn(system.scenarios))
    : undefined;
  const scenarios = stale
    ? reuse(last!.results, stale, system.scenarios, assess)
    : system.scenarios.map(assess);
  lasts.set(system.scenarios, { system, results: scenarios });
  return { damages, scenarios };
}

interface Last {
  readonly system: System;
  readonly results: readonly ScenarioResult[];
}

/** The last results per list of scenarios: what a change left alone is taken from here. */
const lasts = new WeakMap<readonly Scenario[], Last>();

/** Everything besides single controls that a scenario's result depends on. */
const grounds = [
  "method",
  "target",
  "impact",
  "profile",
  "damages",
  "providers",
  "tables",
] as const;

function comparable(a: System, b: System): boolean {
  return a.shelf === b.shelf && grounds.every((part) => a.spec[part] === b.spec[part]);
}

/** The positions of the scenarios that lean on a control that stands differently in the two systems. */
function affected(
  a: System,
  b: System,
  leaning: ReadonlyMap<string, readonly number[]>,
): ReadonlySet<number> {
  const found = new Set<number>();
  if (a.controls === b.controls) return found;
  const differ = (control: string, one: Holding | undefined, other: Holding | undefined) => {
    if (one !== other) { for (const index of leaning.get(control) ?? []) found.add(index); }
  };
  for (const [control, held] of a.controls) differ(control, held, b.controls.get(control));
  for (const [control, held] of b.controls) differ(control, a.controls.get(control), held);
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

function reuse(
  results: readonly ScenarioResult[],
  stale: ReadonlySet<number>,
  scenarios: readonly Scenario[],
  assess: (scenario: Scenario) => ScenarioResult,
): readonly ScenarioResult[] {
  if (stale.size === 0) return results;
  const renewed = results.slice();
  for (const index of stale) renewed[index] = assess(scenarios[index]);
  return renewed;
}
