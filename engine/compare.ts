import type { Assessment, ConditionResult } from "./assess.ts";
import type { Category, Interval, Rating } from "./model.ts";
import { none, type Risk } from "./risk.ts";
import type { CategoryResult, ScenarioResult } from "./scenario.ts";

/** Something before and after changes. */
export interface Both<T> {
  readonly from: T;
  readonly to: T;
}

/** One result that moves at either end: a scenario in one harm category. */
export interface Shift {
  /** `scenario/S1/disclosure` */
  readonly ref: string;
  readonly scenario: string;
  readonly category: Category;
  readonly risk: Both<Interval<Risk>>;
  readonly threat: Both<Interval<Rating | 0>>;
  readonly defence: Both<Interval<Rating | 0>>;
}

/** Paths that are there in one of two states only, at the worse end. */
export interface PathShift {
  readonly scenario: string;
  /** Steps of each path, joined by `+`, as in the reference of a path. */
  readonly gone: readonly string[];
  readonly made: readonly string[];
  /** True when one of the states has more paths than are listed: there may be further differences. */
  readonly more: boolean;
}

/** A step whose level of defence moves at either end. */
export interface LevelShift {
  /** `step/S1/phish` */
  readonly ref: string;
  readonly level: Both<Interval<Rating>>;
}

/** What differs between two assessments. */
export interface Comparison {
  readonly shifts: readonly Shift[];
  /** Scenarios that became impossible, and possible. */
  readonly vanished: readonly string[];
  readonly appeared: readonly string[];
  readonly paths: readonly PathShift[];
  readonly levels: readonly LevelShift[];
  readonly switched: readonly { readonly from: ConditionResult; readonly to: ConditionResult }[];
  readonly opened: readonly string[];
  readonly closed: readonly string[];
  /** True when nothing at all that is reported differs. */
  readonly same: boolean;
}

/**
 * Compares two assessments: two states of a record, or two systems, whose scenarios and controls are
 * then told apart by their ids. Pure; no difference in gives none out.
 */
export function compare(base: Assessment, other: Assessment): Comparison {
  const gaps = (of: Assessment) =>
    of.baseline.controls.filter(({ gap }) => gap).map(({ control }) => control);
  const possible = (of: Assessment) =>
    of.scenarios.filter((one) => one.possible.worst).map(({ id }) => id);
  const parts = {
    shifts: shiftsBetween(base, other),
    vanished: without(possible(base), possible(other)),
    appeared: without(possible(other), possible(base)),
    paths: pathsBetween(base, other),
    levels: levelsBetween(base, other),
    switched: switchedBetween(base, other),
    opened: without(gaps(other), gaps(base)),
    closed: without(gaps(base), gaps(other)),
  };
  const same = Object.values(parts).every((list) => list.length === 0) &&
    summary(base) === summary(other);
  return { ...parts, same };
}

/** Every result that moves, at either end, in the order of the records; what one state lacks is none. */
export function shiftsBetween(base: Assessment, other: Assessment): Shift[] {
  return pairs(base.scenarios, other.scenarios).flatMap(([a, b]) =>
    a === b ? [] : pairs(a?.results ?? [], b?.results ?? []).flatMap(([from, to]) => {
      const shift = shiftOf((a ?? b)!.id, from, to);
      return shift ? [shift] : [];
    })
  );
}

/** Things of two states by their references: those of the first in its order, then the new ones. */
function pairs<T extends { readonly ref: string }>(
  a: readonly T[],
  b: readonly T[],
): (readonly [T | undefined, T | undefined])[] {
  const later = new Map(b.map((one) => [one.ref, one]));
  const earlier = new Set(a.map(({ ref }) => ref));
  return [
    ...a.map((one) => [one, later.get(one.ref)] as const),
    ...b.filter(({ ref }) => !earlier.has(ref)).map((one) => [undefined, one] as const),
  ];
}

function shiftOf(
  scenario: string,
  from: CategoryResult | undefined,
  to: CategoryResult | undefined,
): Shift | undefined {
  if (from === to) return undefined;
  const both = <T>(
    read: (result: CategoryResult) => Interval<T>,
    nothing: T,
  ): Both<Interval<T>> => ({
    from: from ? read(from) : { best: nothing, worst: nothing },
    to: to ? read(to) : { best: nothing, worst: nothing },
  });
  const choice = (key: "threat" | "defence") =>
    both<Rating | 0>(
      ({ choice }) => ({ best: choice.best[key], worst: choice.worst[key] }),
      0,
    );
  const shift: Shift = {
    ref: (from ?? to)!.ref,
    scenario,
    category: (from ?? to)!.category,
    risk: both(({ risk }) => risk, none),
    threat: choice("threat"),
    defence: choice("defence"),
  };
  const moved = [shift.risk, shift.threat, shift.defence].some(({ from, to }) =>
    from.best !== to.best || from.worst !== to.worst
  );
  return moved ? shift : undefined;
}

function pathsBetween(base: Assessment, other: Assessment): PathShift[] {
  return pairs(base.scenarios, other.scenarios).flatMap(([a, b]) => {
    if (a?.paths === b?.paths) return [];
    const ids = (of: ScenarioResult | undefined) => (of?.paths ?? []).map(nameOf);
    const [before, after] = [ids(a), ids(b)];
    const shift = {
      scenario: (a ?? b)!.id,
      gone: without(before, after),
      made: without(after, before),
      more: (a?.more ?? false) || (b?.more ?? false),
    };
    return shift.gone.length + shift.made.length === 0 ? [] : [shift];
  });
}

/** The steps of a path, as its reference has them, whatever the scenario. */
function nameOf({ steps }: { readonly steps: readonly string[] }): string {
  return steps.join("+");
}

/** Steps that both states have, whose level of defence differs. */
function levelsBetween(base: Assessment, other: Assessment): LevelShift[] {
  return pairs(base.scenarios, other.scenarios).flatMap(([a, b]) => {
    if (!a || !b || a.steps === b.steps) return [];
    return pairs(a.steps, b.steps).flatMap(([from, to]) => {
      const moved = from && to &&
        (from.level.best !== to.level.best || from.level.worst !== to.level.worst);
      return moved ? [{ ref: from.ref, level: { from: from.level, to: to.level } }] : [];
    });
  });
}

function switchedBetween(base: Assessment, other: Assessment): Comparison["switched"] {
  // A step may have two guards by one control, each with a condition of its own.
  const key = ({ ref, text }: ConditionResult) => `${ref} ${text}`;
  const later = new Map(other.conditions.map((one) => [key(one), one]));
  return base.conditions.flatMap((from) => {
    const to = later.get(key(from));
    return to && to.truth !== from.truth ? [{ from, to }] : [];
  });
}

/** Everything of the overview that the lists do not show. */
function summary({ baseline, verdict, plan, assurance, categories }: Assessment): string {
  return JSON.stringify([
    baseline.level,
    baseline.all,
    verdict,
    plan.date,
    plan.cost,
    plan.order,
    plan.after.scenarios.map(({ risk, defence }) => [risk, defence]),
    plan.after.baseline.all,
    assurance?.level,
    assurance?.aal,
    categories.map(({ risk }) => risk),
  ]);
}

function without(list: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return list.filter((one) => !known.has(one));
}
