import { expect, test } from "vitest";
import { assessed, steps } from "./fixtures/record.ts";
import type { SystemSpec } from "./schema.ts";
import { why } from "./why.ts";

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

test("a decision does not count before its day; on its very day it does", () => {
  expect(judged({ decided: "2026-11-22" })).toMatchObject({ settles: true, pending: false });
  expect(judged({ decided: "2026-11-23" })).toMatchObject({ settles: false, pending: true });
  expect(judged({ decided: undefined })).toMatchObject({ settles: true, pending: false });
});

test("why says of a decision before its day that it does not count yet, and so does the verdict", () => {
  const scenarios = [{ id: "S1", damage: "leak", threat: 3 as const, steps: steps("in") }];
  const found = assessed({ scenarios, treatments: [{ ...whole, decided: "2026-12-01" }] });
  expect(found.verdict.pending).toEqual(["S1"]);
  const notes = (ref: string) => why(found, ref)!.notes.map(({ en }) => en);
  expect(notes("treatment/S1")).toContain(
    "To be decided on 2026-12-01; until then it does not count.",
  );
  expect(notes("verdict")).toContain("Decisions whose day is still to come, not counted: S1");
});

test("a reason or an owner of spaces is none", () => {
  expect(judged({ why: "  " })).toMatchObject({ settles: false, lacks: ["why"] });
  expect(judged({ owner: "　" })).toMatchObject({ settles: false, lacks: ["owner"] });
});

test("a decision on a scenario named like a spelling of a control is on the scenario", () => {
  expect(judged({ on: "ac-2" }).on).toBe("ac-2");
});
