import { equal } from "./change.ts";
import type { Condition } from "./condition.ts";
import type { DamageResult } from "./damage.ts";
import { holding } from "./holding.ts";
import type { Scenario } from "./model.ts";
import type { Ground } from "./profile.ts";

/** What scenarios are rated on: the standing of controls, the conditions, and the damages by id. */
export interface Basis {
  readonly ground: Ground;
  readonly damages: ReadonlyMap<string, DamageResult>;
}

/** What differs between two bases, as far as the rating of a scenario reads it. */
export interface Difference {
  /** Controls that stand differently, as a whole or at some place. */
  readonly controls: ReadonlySet<string>;
  /** Whether guards or steps are read from other tables. */
  readonly levels: boolean;
  /** Whether risks are read from other tables. */
  readonly risks: boolean;
  /** Whether risks are held against another target. */
  readonly target: boolean;
  /** Whether conditions are read from other traits. */
  readonly traits: boolean;
  readonly condition: (condition: Condition | undefined) => boolean;
  readonly damage: (id: string) => boolean;
}

/** Compares what two bases say, not how they came about: the same said twice is no difference. */
export function difference(a: Basis, b: Basis): Difference {
  const [one, other] = [a.ground.system, b.ground.system];
  const { method } = one;
  const traits = one.spec.profile !== other.spec.profile &&
    !equal(one.profile.traits, other.profile.traits);
  const damaged = new Map<string, boolean>();
  return {
    controls: traits || one.spec.providers !== other.spec.providers ||
        one.catalogue !== other.catalogue
      ? standingApart(a.ground, b.ground)
      : heldApart(a.ground, b.ground),
    levels: method.effect !== other.method.effect || method.step !== other.method.step,
    risks: method.risk.table !== other.method.risk.table ||
      method.vulnerability !== other.method.vulnerability,
    target: !equal(one.target, other.target),
    traits,
    condition: (condition) =>
      traits && condition !== undefined &&
      !equal(a.ground.verity(condition), b.ground.verity(condition)),
    damage: (id) => {
      let found = damaged.get(id);
      if (found === undefined) {
        damaged.set(id, found = !alike(a.damages.get(id), b.damages.get(id)));
      }
      return found;
    },
  };
}

/** Whether a difference can show in the rating of a scenario. What ratings read must be asked for here. */
export function touches(scenario: Scenario, since: Difference): boolean {
  if (since.levels || since.risks || since.target || since.damage(scenario.damage)) return true;
  const { controls, conditions } = reads(scenario);
  return intersect(controls, since.controls) ||
    since.traits && conditions.some(({ condition }) => since.condition(condition));
}

/** Whether a difference can show in the level of defence of any step. */
export function touchesSteps({ levels, controls, traits }: Difference): boolean {
  return levels || controls.size > 0 || traits;
}

/** The positions of the steps at which a difference can show in the level of defence. */
export function touchedSteps(scenario: Scenario, since: Difference): ReadonlySet<number> {
  const { steps } = scenario;
  if (since.levels) return new Set(steps.keys());
  const { controls } = reads(scenario);
  const found = new Set([...since.controls].flatMap((control) => controls.get(control) ?? []));
  if (!since.traits) return found;
  const apart = steps.map(({ when, guards }) =>
    since.condition(when) || guards.some((guard) => since.condition(guard.when))
  );
  return new Set([...steps.keys()].filter((step) => found.has(step) || apart[step]));
}

/** What a scenario reads of the rest of the record. */
export interface Reads {
  /** Control → positions of the steps that have it as a guard, in ascending order. */
  readonly controls: ReadonlyMap<string, readonly number[]>;
  /** Every condition in it, with the reference of what it stands on. */
  readonly conditions: readonly { readonly on: string; readonly condition: Condition }[];
}

const read = new WeakMap<Scenario, Reads>();

/** What a scenario reads; found once. */
export function reads(scenario: Scenario): Reads {
  const ready = read.get(scenario);
  if (ready) return ready;
  const controls = new Map<string, number[]>();
  scenario.steps.forEach(({ guards }, index) => {
    for (const control of new Set(guards.map((guard) => guard.control))) {
      const list = controls.get(control);
      if (list) list.push(index);
      else controls.set(control, [index]);
    }
  });
  const made = { controls, conditions: conditionsIn(scenario) };
  read.set(scenario, made);
  return made;
}

/** Which scenarios of a list read a control, and beside which other controls. */
export interface Readers {
  /** Positions of the scenarios, in ascending order. */
  readonly of: (control: string) => readonly number[];
  /** Other control → positions of the scenarios in which both guard one step. */
  readonly beside: (control: string) => ReadonlyMap<string, readonly number[]>;
}

const readers = new WeakMap<readonly Scenario[], Readers>();

/** The readers of a list of scenarios, which stays the same list while only other parts change. */
export function readersOf(scenarios: readonly Scenario[]): Readers {
  const ready = readers.get(scenarios);
  if (ready) return ready;
  const lists = grouped(
    scenarios.flatMap((scenario, index) =>
      [...reads(scenario).controls.keys()].map((control) => ({ control, index }))
    ),
  );
  const neighbours = new Map<string, ReadonlyMap<string, readonly number[]>>();
  const of = (control: string) => lists.get(control) ?? [];
  const made: Readers = {
    of,
    beside: (control) => {
      let known = neighbours.get(control);
      if (!known) {
        known = grouped(
          of(control).flatMap((index) => {
            const { steps } = scenarios[index];
            const own = reads(scenarios[index]).controls.get(control)!;
            const guards = own.flatMap((step) => steps[step].guards.map((guard) => guard.control));
            return [...new Set(guards)].map((control) => ({ control, index }));
          }),
        );
        neighbours.set(control, known);
      }
      return known;
    },
  };
  readers.set(scenarios, made);
  return made;
}

function grouped(
  pairs: readonly { control: string; index: number }[],
): ReadonlyMap<string, readonly number[]> {
  const map = new Map<string, number[]>();
  for (const { control, index } of pairs) {
    const list = map.get(control);
    if (list) list.push(index);
    else map.set(control, [index]);
  }
  return map;
}

function conditionsIn({ id, when, steps }: Scenario): Reads["conditions"] {
  const found: { on: string; condition: Condition }[] = [];
  const add = (on: string, condition: Condition | undefined) => {
    if (condition) found.push({ on, condition });
  };
  add(`scenario/${id}`, when);
  for (const step of steps) {
    add(`step/${id}/${step.id}`, step.when);
    for (const guard of step.guards) {
      add(`guard/${id}/${step.id}/${guard.control}/${guard.kind}`, guard.when);
    }
  }
  return found;
}

function intersect(map: ReadonlyMap<string, unknown>, set: ReadonlySet<string>): boolean {
  if (set.size < map.size) {
    for (const key of set) if (map.has(key)) return true;
  } else {
    for (const key of map.keys()) if (set.has(key)) return true;
  }
  return false;
}

/** Controls that the records hold differently: under the same traits and providers, those that stand differently. */
function heldApart({ system: a }: Ground, { system: b }: Ground): ReadonlySet<string> {
  const found = new Set<string>();
  if (a.controls === b.controls) return found;
  // Without the pairs that an iterator would make: this is asked at every key.
  a.controls.forEach((held, control) => holding(b, control) === held || found.add(control));
  b.controls.forEach((held, control) => holding(a, control) === held || found.add(control));
  return found;
}

function standingApart(a: Ground, b: Ground): ReadonlySet<string> {
  const systems = [a.system, b.system];
  const all = new Set(
    systems.flatMap(({ controls, providers }) => [
      ...controls.keys(),
      ...providers.flatMap((provider) => provider.controls),
    ]),
  );
  return new Set([...all].filter((control) => {
    const places = systems.flatMap((system) => Object.keys(holding(system, control).at));
    return ["", ...places].some((place) =>
      !equal(a.stood(control, place), b.stood(control, place))
    );
  }));
}

function alike(a: DamageResult | undefined, b: DamageResult | undefined): boolean {
  return a === b ||
    (a !== undefined && b !== undefined && equal(a.applies, b.applies) && equal(a.hits, b.hits));
}
