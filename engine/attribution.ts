import { analyse, rerate } from "./analysis.ts";
import { apply } from "./change.ts";
import { gauge, type Reading } from "./gauge.ts";
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
  const measure = measurer(base, at);
  const resolve = resolver(base.catalogue);
  const start = measure(base.spec);
  const alone = changes.map((group) => {
    const { spec, refused } = apply(base.spec, group, resolve);
    return refused.length > 0 ? undefined : measure(spec);
  });
  let spec = base.spec;
  const inTurn = changes.map((group) => measure(spec = apply(spec, group, resolve).spec));
  return { changes, moved: movedBetween(start, alone, inTurn) };
}

type Gauge = ReadonlyMap<string, Reading>;

/** Measures a state of a record; what a state has in common with the first is not computed again. */
function measurer(base: System, at: string): (spec: SystemSpec) => Gauge {
  const now = analyse(base);
  const after = rerate(now, finished(base, at));
  const known = new Map<SystemSpec, Gauge>();
  return (spec) => {
    const ready = known.get(spec);
    if (ready) return ready;
    const system = spec === base.spec ? base : toSystem(spec, base.shelf);
    const settling = settledBy(system.treatments.map((treatment) => judge(treatment, at)));
    const made = gauge({
      now: rerate(now, system),
      after: rerate(after, finished(system, at)),
      settling,
    });
    const gauged = new Map(made.map((reading) => [reading.key, reading]));
    known.set(spec, gauged);
    return gauged;
  };
}

function movedBetween(
  start: Gauge,
  alone: readonly (Gauge | undefined)[],
  inTurn: readonly Gauge[],
): Attributed[] {
  const end = inTurn.at(-1) ?? start;
  const all = new Map([start, ...alone, ...inTurn].flatMap((gauge) => [...gauge ?? []]));
  return [...all.values()].flatMap((reading) => {
    const at = (gauge: Gauge) => gauge.get(reading.key)?.value ?? 0;
    const from = at(start);
    const shares = inTurn.flatMap((gauge, change): Share[] => {
      const single = alone[change];
      const share = {
        change,
        alone: single && at(single) - from,
        order: at(gauge) - at(inTurn[change - 1] ?? start),
      };
      return share.alone || share.order ? [share] : [];
    });
    if (shares.length === 0) return [];
    const to = at(end);
    const sum = shares.reduce((sum, share) => sum + (share.alone ?? 0), 0);
    const { value: _, ...about } = reading;
    return [{ ...about, from, to, shares, interaction: to - from - sum }];
  });
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
