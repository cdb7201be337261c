import { levels, type Step } from "./impact.ts";
import { categories, type Category, type Interval, type Rating } from "./model.ts";
import type { Ground } from "./profile.ts";
import { cell, rate, type RatingTable } from "./rating.ts";

/** The assurance levels that the impact of an identity failure asks for. */
export interface AssuranceResult {
  readonly ref: string;
  /** Identity and authenticator assurance before table 6-2; one table serves both. */
  readonly level: Interval<Rating>;
  /** The lowest AAL allowed: the level, raised by table 6-2 (personal data needs AAL2). */
  readonly aal: Interval<Rating>;
  /** True while some category was not asked: the system's own impact then stands in as the most it can be. */
  readonly bound: boolean;
  readonly categories: readonly {
    readonly category: Category;
    readonly impact: Interval<Step>;
    readonly asked: boolean;
    readonly level: Interval<Rating>;
    readonly cell: Interval<string>;
  }[];
  /** What the profile declares; undefined where it does not. */
  readonly declared: { readonly ial: Rating | undefined; readonly aal: Rating | undefined };
}

/**
 * Assurance levels: the lowest level whose impact profile meets or exceeds the potential impact of an
 * identity failure in every category. Source: SP 800-63-3 tables 6-1 and 6-2. Only where users
 * authenticate; undefined otherwise. A category that was not asked takes the system's own answer,
 * which can only be higher: the result is then an upper bound and says so.
 */
export function assurance(on: Ground): AssuranceResult | undefined {
  const { system } = on;
  const { traits, failure } = system.profile;
  if (traits["authentication.users"] !== true) return undefined;
  const rows = categories.map((category) => {
    const asked = failure[category] !== undefined && failure[category] !== "unassessed";
    const impact = asked ? same(failure[category] as Step) : {
      best: levels[0],
      worst: system.impact[category].answer === "unassessed"
        ? "high" as const
        : system.impact[category].answer as Step,
    };
    const at = (end: Step) => ({ category, impact: end });
    const table = system.method.assurance;
    return {
      category,
      impact,
      asked,
      level: {
        best: rate(table, at(impact.best)) as Rating,
        worst: rate(table, at(impact.worst)) as Rating,
      },
      cell: { best: cell(table, at(impact.best)), worst: cell(table, at(impact.worst)) },
    };
  });
  const level = {
    best: Math.max(...rows.map((row) => row.level.best)) as Rating,
    worst: Math.max(...rows.map((row) => row.level.worst)) as Rating,
  };
  const pairs = system.shelf.tables.find(({ id }) => id === "sp800-63-3-6-2");
  const aal = (end: "best" | "worst") =>
    Math.max(level[end], allowed(level[end], personalAt(end, traits), pairs)) as Rating;
  return {
    ref: "assurance",
    level,
    aal: { best: aal("best"), worst: aal("worst") },
    bound: rows.some((row) => !row.asked),
    categories: rows,
    declared: {
      ial: traits["authentication.ial"] as Rating | undefined,
      aal: traits["authentication.aal"] as Rating | undefined,
    },
  };
}

/** Whether there is personal data; while that is unassessed, not at the better end and so at the worse. */
function personalAt(
  end: "best" | "worst",
  traits: Readonly<Record<string, unknown>>,
): "yes" | "no" {
  const personal = traits["information.personal"] ?? end === "worst";
  return personal ? "yes" : "no";
}

function allowed(ial: Rating, personal: "yes" | "no", table: RatingTable | undefined): number {
  return table ? Number(rate(table, { ial, personal })) : 1;
}

function same<T>(value: T): Interval<T> {
  return { best: value, worst: value };
}
