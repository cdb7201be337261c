import { analyse, rerate } from "./analysis.ts";
import { apply } from "./change.ts";
import { counts, type Measured, ofScenario, type Reading } from "./gauge.ts";
import { finished } from "./measure.ts";
import type { System } from "./model.ts";
import { resolver } from "./resolve.ts";
import type { Change, SystemSpec } from "./schema.ts";
import { toSystem } from "./system.ts";
import { judge } from "./treatment.ts";
import { settledBy } from "./verdict.ts";

/** What one change does to one number. */
export interface Share {
  /** Position among the changes. */
  readonly change: number;
  /** What it does when it is the only one; undefined where it cannot be made alone. */
  readonly alone: number | undefined;
  /** What it adds when the changes are made one after the other, in their order. */
  readonly order: number;
}

/** A number that moves, and which changes move it. */
export interface Attributed extends Omit<Reading, "value"> {
  readonly from: number;
  readonly to: number;
  /** The changes that move it alone or in their turn. */
  readonly shares: readonly Share[];
  /**
   * What the whole does beyond the sum of the changes alone; 0 where they add up. Where paths run in
   * parallel it takes two changes to move a letter, and neither does anything alone.
   */
  readonly interaction: number;
}

/** Which changes move what. */
export interface Attribution {
  /** The changes; several that only make sense together stand as one. */
  readonly changes: readonly (readonly Change[])[];
  readonly moved: readonly Attributed[];
}

/**
 * Which of some changes to a system move which results: each made alone, then all in their order, and
 * the rest that neither adds up to. For every number `to − from` is the sum of the shares in order, and
 * the sum of the shares alone plus the interaction. `at` is the day of the analysis. Mitate's default.
 */
export function attribute(
  base: System,
  changes: readonly (readonly Change[])[],
  at: string,
): Attribution {
  const resolve = resolver(base.catalogue);
  const start = startOf(base, at);
  const alone = changes.map((group) => {
    const { spec, refused } = apply(base.spec, group, resolve);
    return refused.length > 0 ? undefined : movesTo(next(start, spec, at), start);
  });
  let now = start;
  const inTurn = changes.map((group) => {
    const before = now;
    now = next(before, apply(before.now.system.spec, group, resolve).spec, at);
    return movesTo(now, before);
  });
  return { changes, moved: attributed(alone, inTurn) };
}

/** A state with its counts, which take longest and are read more than once. */
interface State extends Measured {
  readonly counts: readonly Reading[];
}

function startOf(base: System, at: string): State {
  const now = analyse(base);
  const settling = settledBy(base.treatments.map((treatment) => judge(treatment, at)));
  const state = { now, after: rerate(now, finished(base, at)), settling };
  return { ...state, counts: counts(state) };
}

/** Another state, rated from one that is near it: only what differs is rated again. */
function next(from: State, spec: SystemSpec, at: string): State {
  const before = from.now.system;
  if (spec === before.spec) return from;
  const system = toSystem(spec, before.shelf);
  const settling = system.treatments === before.treatments
    ? from.settling
    : settledBy(system.treatments.map((treatment) => judge(treatment, at)));
  const now = rerate(from.now, system);
  const after = rerate(from.after, finished(system, at));
  const state = { now, after, settling };
  return { ...state, counts: counts(state) };
}

/** A number that differs between two states. */
interface Step {
  readonly about: Omit<Reading, "value">;
  readonly from: number;
  readonly to: number;
}
type Steps = ReadonlyMap<string, Step>;

/** The numbers that differ between two states; a scenario that is the same object is not looked at. */
function movesTo(state: State, from: State): Steps {
  const steps = new Map<string, Step>();
  if (state === from) return steps;
  const compare = (a: readonly Reading[], b: readonly Reading[]) => {
    const before = new Map(a.map((reading) => [reading.key, reading]));
    const after = new Map(b.map((reading) => [reading.key, reading]));
    for (const [key, { value: _, ...about }] of new Map([...before, ...after])) {
      const [from, to] = [before.get(key)?.value ?? 0, after.get(key)?.value ?? 0];
      if (from !== to) steps.set(key, { about, from, to });
    }
  };
  compare(from.counts, state.counts);
  const later = new Map(state.now.scenarios.map((one) => [one.id, one]));
  const earlier = new Set(from.now.scenarios.map(({ id }) => id));
  for (const before of from.now.scenarios) {
    const after = later.get(before.id);
    if (after === before) continue;
    compare(ofScenario(before, from.now), after ? ofScenario(after, state.now) : []);
  }
  for (const one of state.now.scenarios) {
    if (!earlier.has(one.id)) compare([], ofScenario(one, state.now));
  }
  return steps;
}

function attributed(
  alone: readonly (Steps | undefined)[],
  inTurn: readonly Steps[],
): Attributed[] {
  const all = new Map([...alone, ...inTurn].flatMap((steps) => [...steps ?? []]).reverse());
  return [...all].map(([key, { about }]) => {
    const shares = inTurn.flatMap((steps, change): Share[] => {
      const [single, turn] = [alone[change], steps.get(key)];
      const share = {
        change,
        alone: single && moveOf(single.get(key)),
        order: moveOf(turn),
      };
      return share.alone || share.order ? [share] : [];
    });
    // Alone, every change starts where all of them start; in turn, the first that moves it does.
    const start = [...alone, ...inTurn].find((steps) => steps?.has(key))!.get(key)!.from;
    const sum = (of: "alone" | "order") => shares.reduce((sum, share) => sum + (share[of] ?? 0), 0);
    return {
      ...about,
      from: start,
      to: start + sum("order"),
      shares,
      interaction: sum("order") - sum("alone"),
    };
  }).sort((a, b) => order(a, b));
}

function moveOf(step: Step | undefined): number {
  return step ? step.to - step.from : 0;
}

/** Scenarios in the order of their references, then counts; the worse end first. */
function order(a: Attributed, b: Attributed): number {
  return Number(a.ref === "") - Number(b.ref === "") ||
    a.ref.localeCompare(b.ref, "en", { numeric: true }) ||
    Number(a.end === "best") - Number(b.end === "best") || (a.key < b.key ? -1 : 1);
}

/** At most this many changes are told apart; more are taken together by what they are about. */
export const apart = 100;

/**
 * Changes as groups to be told apart: each for itself, or, where there are more than `most`, by the
 * thing they are about, and at last by the part of the record.
 */
export function grouped(changes: readonly Change[], most = apart): Change[][] {
  if (changes.length <= most) return changes.map((change) => [change]);
  const byThing = [...Map.groupBy(changes, about).values()];
  return byThing.length <= most ? byThing : [...Map.groupBy(changes, partOf).values()];
}

function about(change: Change): string {
  switch (change.type) {
    case "set-status":
      return `control/${change.control}`;
    case "set-impact":
      return "impact";
    case "set-trait":
      return "profile";
    case "set-target":
      return "target";
    case "set-threat":
    case "set-guard":
    case "set-level":
      return `scenario/${change.scenario}`;
    case "set-field":
      return change.on.replace(/^(?:step|guard)\/([^/]+).*$/, "scenario/$1");
    case "add":
      return change.to.replace(/^(?:steps|guards)\/([^/]+).*$/, "scenario/$1");
    case "remove":
      return change.from.replace(/^(?:steps|guards)\/([^/]+).*$/, "scenario/$1");
  }
}

function partOf(change: Change): string {
  return about(change).split("/")[0].replace(/s$/, "");
}
