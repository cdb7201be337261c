import fc from "fast-check";
import { expect, test } from "vitest";
import { aheadOfPlan, assess, type Assessment, plannedOf, withPlan } from "./assess.ts";
import { records, shelf } from "./fixtures/arbitrary.ts";
import { day } from "./fixtures/record.ts";
import { toJson } from "./json.ts";
import type { SystemSpec } from "./schema.ts";
import { toSystem } from "./system.ts";

const seed = 201;
const system = (spec: SystemSpec) => toSystem(spec, shelf);
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const bytes = (assessment: Assessment) => JSON.stringify(toJson(assessment));

test(`an assessment with the plan of another thread is the assessment (seed ${seed})`, () => {
  fc.assert(
    fc.property(records, (spec) => {
      const there = assess(system(copy(spec)), day);
      const here = system(spec);
      const made = withPlan(here, day, copy(plannedOf(there)));
      expect(bytes(made)).toBe(bytes(there));
      expect(made.plan.after.scenarios.map(({ risk }) => risk))
        .toEqual(there.plan.after.scenarios.map(({ risk }) => risk));
      expect(assess(here, day)).toBe(made);
      expect(assess(here, "2030-01-01")).not.toBe(made);
    }),
    { seed, numRuns: 150 },
  );
});

test(`ahead of its plan, an assessment has every result, and what stands open (seed ${seed})`, () => {
  let apart = 0;
  fc.assert(
    fc.property(records, records, (spec, other) => {
      const before = assess(system(other), day);
      const ahead = aheadOfPlan(system(spec), day, before);
      const whole = assess(system(copy(spec)), day);
      expect(bytes({ ...ahead, plan: whole.plan, verdict: whole.verdict })).toBe(bytes(whole));
      expect(ahead.verdict.now).toEqual(whole.verdict.now);
      expect(ahead.plan).toBe(before.plan);
      if (ahead.verdict.verdict !== whole.verdict.verdict) apart++;
    }),
    { seed, numRuns: 150 },
  );
  expect(apart).toBeGreaterThan(0);
});
