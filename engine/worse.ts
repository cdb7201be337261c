import type { Assessment } from "./assess.ts";
import { gauge, type Reading } from "./gauge.ts";
import { settledBy } from "./verdict.ts";

/** A number that moved between two states. */
export interface Moved extends Omit<Reading, "value"> {
  readonly from: number;
  readonly to: number;
}

/** The numbers of an assessment; see `gauge`. */
export function readings(assessment: Assessment): Reading[] {
  const { plan, treatments } = assessment;
  return gauge({ now: assessment, after: plan.after, settling: settledBy(treatments) });
}

/** Every number that differs between two states; one that a state lacks counts as 0. */
export function movedBetween(a: Assessment, b: Assessment): Moved[] {
  const [before, after] = [a, b].map((one) =>
    new Map(readings(one).map((reading) => [reading.key, reading]))
  );
  return [...new Map([...before, ...after])].flatMap(([key, { value: _, ...about }]) => {
    const [from, to] = [before.get(key)?.value ?? 0, after.get(key)?.value ?? 0];
    return from === to ? [] : [{ ...about, from, to }];
  });
}

/**
 * What is worse in the second state, at the worse end: a risk that rises, a level of defence that falls
 * while an attack is still possible, more over target or more gaps now or after the plan, a verdict
 * further from "reached". Mitate's default, and what `mitate compare --fail-on worse` goes by.
 */
export function worsened(a: Assessment, b: Assessment): Moved[] {
  return movedBetween(a, b).filter(({ quantity, end, from, to }) => {
    if (end !== "worst") return false;
    if (quantity === "defence") return to < from && to > 0;
    return bad.has(quantity) && to > from;
  });
}

const bad: ReadonlySet<Reading["quantity"]> = new Set([
  "risk",
  "over",
  "gaps",
  "over-after",
  "gaps-after",
  "verdict",
]);
