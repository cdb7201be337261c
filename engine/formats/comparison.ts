import type { Assessment, ConditionResult } from "../assess.ts";
import type { Category, Interval, Rating } from "../model.ts";
import { none, type Risk } from "../risk.ts";
import { type CategoryResult } from "../scenario.ts";

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

/** What differs between two assessments of one record. */
export interface Comparison {
  readonly shifts: readonly Shift[];
  /** Scenarios that became impossible, and possible. */
  readonly vanished: readonly string[];
  readonly appeared: readonly string[];
  readonly switched: readonly { readonly from: ConditionResult; readonly to: ConditionResult }[];
  readonly opened: readonly string[];
  readonly closed: readonly string[];
  /** True when nothing at all that is reported differs. */
  readonly same: boolean;
}

/** Compares two assessments of one record, before and after changes. Pure; no change, no difference. */
export function compare(base: Assessment, other: Assessment): Comparison {
  const gaps = (of: Assessment) =>
    of.baseline.controls.filter(({ gap }) => gap).map(({ control }) => control);
  const possible = (of: Assessment) =>
    of.scenarios.filter((one) => one.possible.worst).map(({ id }) => id);
  const parts = {
    shifts: shiftsBetween(base, other),
    vanished: without(possible(base), possible(other)),
    appeared: without(possible(other), possible(base)),
    switched: switchedBetween(base, other),
    opened: without(gaps(other), gaps(base)),
    closed: without(gaps(base), gaps(other)),
  };
  const same = Object.values(parts).every((list) => list.length === 0) &&
    summary(base) === summary(other);
  return { ...parts, same };
}

/** Every result that moves, at either end, in the order of the record. */
export function shiftsBetween(base: Assessment, other: Assessment): Shift[] {
  const later = new Map(
    other.scenarios.flatMap(({ results }) => results).map((one) => [one.ref, one]),
  );
  return base.scenarios.flatMap(({ id, results }) =>
    results.flatMap((from) => {
      const shift = shiftOf(id, from, later.get(from.ref));
      return shift ? [shift] : [];
    })
  );
}

function shiftOf(
  scenario: string,
  from: CategoryResult,
  to: CategoryResult | undefined,
): Shift | undefined {
  if (from === to) return undefined;
  const both = <T>(
    read: (result: CategoryResult) => Interval<T>,
    nothing: T,
  ): Both<Interval<T>> => ({
    from: read(from),
    to: to ? read(to) : { best: nothing, worst: nothing },
  });
  const choice = (key: "threat" | "defence") =>
    both<Rating | 0>(
      ({ choice }) => ({ best: choice.best[key], worst: choice.worst[key] }),
      0,
    );
  const shift: Shift = {
    ref: from.ref,
    scenario,
    category: from.category,
    risk: both(({ risk }) => risk, none),
    threat: choice("threat"),
    defence: choice("defence"),
  };
  const moved = [shift.risk, shift.threat, shift.defence].some(({ from, to }) =>
    from.best !== to.best || from.worst !== to.worst
  );
  return moved ? shift : undefined;
}

function switchedBetween(base: Assessment, other: Assessment): Comparison["switched"] {
  const later = new Map(other.conditions.map((one) => [one.ref, one]));
  return base.conditions.flatMap((from) => {
    const to = later.get(from.ref);
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
