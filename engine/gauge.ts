import type { Ratings } from "./analysis.ts";
import { type BaselineResult, conformity } from "./baseline.ts";
import { ground } from "./profile.ts";
import { rank } from "./risk.ts";
import type { Rated } from "./scenario.ts";
import { openAt, verdictEnds } from "./verdict.ts";

/** What a number of a state measures. */
export type Quantity =
  /** A risk as its rank on the scale of the risk method: 1 the mildest, 0 where there is none. */
  | "risk"
  /** A level of defence, 1 to 3; 0 where no attack is possible. */
  | "defence"
  /** Scenarios over target that no decision settles, now. */
  | "over"
  /** Required controls not fully met that no decision settles, now. */
  | "gaps"
  /** Required controls fully met, now. */
  | "met"
  /** Controls that are required. */
  | "required"
  /** Scenarios that are possible. */
  | "possible"
  /** Over target and open gaps once the plan is done. */
  | "over-after"
  | "gaps-after"
  /** 0 reached now, 1 reached with the plan, 2 not reached. */
  | "verdict";

/** One number of a state. */
export interface Reading {
  /** `risk scenario/S1/disclosure worst`: unique within a state. */
  readonly key: string;
  readonly quantity: Quantity;
  /** The result it is about; "" for a count over the whole analysis. */
  readonly ref: string;
  readonly end: "best" | "worst";
  readonly value: number;
}

/** A state as far as it is measured: now and once the plan is done. */
export interface Measured {
  readonly now: Ratings;
  readonly after: Ratings;
  /** Scenarios and controls that valid decisions settle. */
  readonly settling: ReadonlySet<string>;
}

/**
 * The numbers by which two states are compared: risks as steps on their scale, levels of defence, and
 * counts, each at both ends. Letters are measured by rank because a scale of letters knows an order and
 * no distance: one step is one step. Mitate's default.
 */
export function gauge(state: Measured): Reading[] {
  return [...state.now.scenarios.flatMap((one) => ofScenario(one, state.now)), ...counts(state)];
}

/** The numbers of one scenario, at both ends. */
export function ofScenario({ results }: Rated, { system }: Ratings): Reading[] {
  return ends.flatMap((end) =>
    results.flatMap(({ ref, risk, choice }) => [
      reading("risk", ref, end, rank(system, risk[end])),
      reading("defence", ref, end, choice[end].defence),
    ])
  );
}

/** The numbers over the whole analysis, at both ends. */
export function counts({ now, after, settling }: Measured): Reading[] {
  const standing = (of: Ratings) => ({
    scenarios: of.scenarios,
    baseline: conformity(ground(of.system)),
  });
  const [before, later] = [standing(now), standing(after)];
  const verdict = verdictEnds(before, later, settling);
  return ends.flatMap((end) => [
    ...open(before, "", end, settling),
    ...open(later, "-after", end, settling),
    count("met", end, met(before.baseline, end)),
    count("required", end, before.baseline.all.total),
    count("possible", end, now.scenarios.filter(({ possible }) => possible[end]).length),
    count("verdict", end, ["now", "plan", "not"].indexOf(verdict[end])),
  ]);
}

const ends = ["worst", "best"] as const;

function open(
  state: Parameters<typeof openAt>[1],
  suffix: "" | "-after",
  end: Reading["end"],
  settling: ReadonlySet<string>,
): Reading[] {
  const { over, gaps } = openAt(end, state, settling);
  return [count(`over${suffix}`, end, over.length), count(`gaps${suffix}`, end, gaps.length)];
}

/** At the better end everything that is open turns out well. */
function met({ controls }: BaselineResult, end: Reading["end"]): number {
  return controls.filter(({ ends }) => ends[end] === "met").length;
}

function count(quantity: Quantity, end: Reading["end"], value: number): Reading {
  return reading(quantity, "", end, value);
}

function reading(quantity: Quantity, ref: string, end: Reading["end"], value: number): Reading {
  return { key: `${quantity} ${ref} ${end}`, quantity, ref, end, value };
}
