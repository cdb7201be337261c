import { expect, test } from "vitest";
import { assessed, steps } from "./fixtures/record.ts";
import type { SystemSpec } from "./schema.ts";

type Decision = NonNullable<SystemSpec["treatments"]>[number];

const whole: Decision = {
  on: "S1",
  decision: "accept",
  why: "the rest is rare",
  owner: "head",
  expires: "2027-03-31",
};

/** The decision as judged on the day of tests, on a scenario of that name. */
function judged(part: Partial<Decision>) {
  const on = part.on ?? whole.on;
  const scenarios = [{ id: on, damage: "leak", threat: 3 as const, steps: steps("in") }];
  return assessed({ scenarios, treatments: [{ ...whole, ...part }] }).treatments[0];
}

test("an acceptance settles with reason, owner and a day that is not past", () => {
  expect(judged({}).settles).toBe(true);
  expect(judged({ expires: "2026-11-22" }).settles).toBe(true);
  expect(judged({ expires: "2026-11-21" })).toMatchObject({ settles: false, expired: true });
});

test("a reason or an owner of spaces is none", () => {
  expect(judged({ why: "  " })).toMatchObject({ settles: false, lacks: ["why"] });
  expect(judged({ owner: "　" })).toMatchObject({ settles: false, lacks: ["owner"] });
});

test("a decision on a scenario named like a spelling of a control is on the scenario", () => {
  expect(judged({ on: "ac-2" }).on).toBe("ac-2");
});
