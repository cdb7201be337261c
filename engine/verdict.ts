import type { Analysis } from "./analysis.ts";
import type { BaselineResult } from "./baseline.ts";
import type { Interval } from "./model.ts";
import type { PlanResult } from "./measure.ts";
import type { Rated } from "./scenario.ts";
import type { TreatmentResult } from "./treatment.ts";

/** Whether the set security level is reached, in DS-201's sense of step 4. */
export type Verdict = "now" | "plan" | "not" | "provisional";

/** What stands between a state and the set security level. */
export interface Open {
  /** Scenarios over target, or not ratable, that no valid decision settles. */
  readonly over: readonly string[];
  /** Required controls not fully met that no valid decision settles. */
  readonly gaps: readonly string[];
}

/** The verdict with everything it rests on. */
export interface VerdictResult {
  readonly ref: string;
  readonly verdict: Verdict;
  /** The verdict at each end; they differ exactly when it is provisional. */
  readonly ends: Interval<Exclude<Verdict, "provisional">>;
  /** The day the plan is done, for `plan`; "" where none applies. */
  readonly date: string;
  /** What is open now and after the plan, at the worse end. */
  readonly now: Open;
  readonly after: Open;
  /** Decisions that settle something still over target or not met after the plan. */
  readonly settled: readonly string[];
  /** Measures that do not count because their day is past. */
  readonly overdue: readonly string[];
  /** Acceptances that do not count because they expired. */
  readonly expired: readonly string[];
  /** Decisions that do not count yet because their day is still to come. */
  readonly pending: readonly string[];
  readonly undated: readonly string[];
}

/**
 * The verdict: reached now, reached when the plan is done, not reached, or provisional while
 * unassessed inputs could change the answer. Overdue measures and expired acceptances do not count, nor
 * do decisions before their day.
 * Source: DS-201 step 4; the conditions are Mitate's default.
 */
export function verdictOf(
  now: Analysis,
  plan: PlanResult,
  treatments: readonly TreatmentResult[],
): VerdictResult {
  const settling = settledBy(treatments);
  const ends = verdictEnds(now, plan.after, settling);
  const verdict = ends.best === ends.worst ? ends.worst : "provisional";
  const rest = openAt("worst", plan.after, new Set());
  return {
    ref: "verdict",
    verdict,
    ends,
    date: ends.worst === "plan" || ends.best === "plan" ? plan.date : "",
    now: openAt("worst", now, settling),
    after: openAt("worst", plan.after, settling),
    settled: [...rest.over, ...rest.gaps].filter((on) => settling.has(on)),
    overdue: plan.measures.filter(({ overdue }) => overdue).map(({ id }) => id),
    expired: treatments.filter(({ expired }) => expired).map(({ on }) => on),
    pending: treatments.filter(({ pending }) => pending).map(({ on }) => on),
    undated: plan.undated,
  };
}

/** As much of an analysis as a verdict reads. */
export interface Standing {
  readonly scenarios: readonly Rated[];
  readonly baseline: Pick<BaselineResult, "controls">;
}

/** What valid decisions settle: scenarios and controls by their ids. */
export function settledBy(treatments: readonly TreatmentResult[]): ReadonlySet<string> {
  return new Set(treatments.filter(({ settles }) => settles).map(({ on }) => on));
}

/** The verdict at each end. */
export function verdictEnds(
  now: Standing,
  after: Standing,
  settling: ReadonlySet<string>,
): VerdictResult["ends"] {
  return {
    best: verdictAt("best", now, after, settling),
    worst: verdictAt("worst", now, after, settling),
  };
}

function verdictAt(
  end: "best" | "worst",
  now: Standing,
  after: Standing,
  settling: ReadonlySet<string>,
): Exclude<Verdict, "provisional"> {
  if (isEmpty(openAt(end, now, settling))) return "now";
  return isEmpty(openAt(end, after, settling)) ? "plan" : "not";
}

/** What is open at one end: over target or not ratable, and required but not met, and not settled. */
export function openAt(
  end: "best" | "worst",
  { scenarios, baseline }: Standing,
  settling: ReadonlySet<string>,
): Open {
  const met = ["met", "not-applicable", "outside"];
  // A scenario whose damage is missing or hits nothing cannot be rated: it may be over target.
  const unrated = ({ results, possible }: Rated) =>
    end === "worst" && possible.worst && results.length === 0;
  return {
    over: scenarios
      .filter((result) => (result.over[end] || unrated(result)) && !settling.has(result.id))
      .map(({ id }) => id),
    gaps: baseline.controls
      .filter(({ control, ends }) => !met.includes(ends[end]) && !settling.has(control))
      .map(({ control }) => control),
  };
}

function isEmpty({ over, gaps }: Open): boolean {
  return over.length === 0 && gaps.length === 0;
}
