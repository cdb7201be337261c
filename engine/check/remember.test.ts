import fc from "fast-check";
import { expect, test } from "vitest";
import { assess } from "../assess.ts";
import { apply } from "../change.ts";
import { check } from "../check.ts";
import type { Finding } from "../finding.ts";
import { records, shelf } from "../fixtures/arbitrary.ts";
import { anyChange } from "../fixtures/changes.ts";
import { day, record } from "../fixtures/record.ts";
import { lint } from "../lint.ts";
import { resolver } from "../resolve.ts";
import { type Change, misfits, type SystemSpec } from "../schema.ts";
import { toSystem } from "../system.ts";

const seed = 201;
const system = (spec: SystemSpec) => toSystem(spec, shelf);
const copy = (spec: SystemSpec): SystemSpec => JSON.parse(JSON.stringify(spec));
const after = (spec: SystemSpec, ...changes: Change[]) =>
  apply(spec, changes, resolver(system(spec).catalogue)).spec;
const found = (spec: SystemSpec): Finding[] => {
  const made = system(spec);
  return [...check(made), ...lint(assess(made, day))];
};

/** Changes that leave a record less in order than it was: names that nobody knows any more. */
function slip(spec: SystemSpec, pick: (below: number) => number): SystemSpec {
  const { scenarios = [], components = [] } = spec;
  const some = scenarios[pick(Math.max(1, scenarios.length))];
  const turned = (change: Partial<typeof some>) => ({
    ...spec,
    scenarios: scenarios.map((one) => one === some ? { ...one, ...change } : one),
  });
  switch (pick(7)) {
    case 0:
      return { ...spec, components: components.slice(1) };
    case 1:
      return turned({ damage: "nowhere" });
    case 2:
      return turned({ when: pick(2) === 0 ? "exposur = internet" : "exposure = " });
    case 3:
      return { ...spec, scenarios: scenarios.toReversed() };
    case 4:
      return { ...spec, damages: (spec.damages ?? []).toReversed().slice(pick(2)) };
    case 5:
      return {
        controls: spec.controls,
        ...spec,
        method: { baseline: [["sp800-53b"], []][pick(2)] },
      };
    default:
      return Object.fromEntries(Object.entries(spec).toReversed()) as unknown as SystemSpec;
  }
}

test(`what is found after edits is what is found in a record never seen (seed ${seed})`, () => {
  let kinds = new Set<string>();
  fc.assert(
    fc.property(records, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (first, numbers) => {
      let at = 0;
      const dice = (below: number) => numbers[at++ % numbers.length] % below;
      let spec = first;
      for (let turn = 0; turn < 5; turn++) {
        const next = dice(2) === 0 ? slip(spec, dice) : after(spec, anyChange(spec, dice));
        if (misfits(next).some(({ kind }) => kind !== "unknown")) continue;
        spec = next;
        const told = found(spec);
        expect(told).toEqual(found(copy(spec)));
        kinds = new Set([...kinds, ...told.map(({ code }) => code)]);
      }
    }),
    { seed, numRuns: 150 },
  );
  for (
    const kind of ["unknown-component", "unknown-damage", "condition-unreadable", "unused-step"]
  ) expect(kinds).toContain(kind);
});

const lonely = { id: "s1" };
const spec = record({
  components: [{ id: "web" }, { id: "db" }],
  damages: [{ id: "leak", hits: ["disclosure"] }],
  scenarios: ["S1", "S2"].map((id) => ({
    id,
    damage: "leak",
    goal: "s0",
    steps: [{ id: "s0", place: "web" }, lonely],
  })),
});
const unused = (spec: SystemSpec) => found(spec).filter(({ code }) => code === "unused-step");

test("a scenario that nobody touched is not examined again", () => {
  const before = unused(spec);
  expect(before.map(({ path }) => path[1])).toEqual([0, 1]);
  const next = unused(after(spec, { type: "set-threat", scenario: "S2", threat: 3 }));
  expect(next[0]).toBe(before[0]);
  expect(next[1]).not.toBe(before[1]);
  expect(next).toEqual(before);
});

test("what was found in a scenario moves with it", () => {
  const [first] = unused(spec);
  const next = unused(after(spec, {
    type: "add",
    to: "scenarios",
    at: 0,
    value: { id: "S0", damage: "leak" },
  }));
  expect(next.map(({ path }) => path)).toEqual([["scenarios", 1, "steps", 1], [
    "scenarios",
    2,
    "steps",
    1,
  ]]);
  expect(next[0].on).toBe(first.on);
});

test("a name that is known no more is told in scenarios that stayed the same", () => {
  expect(found(spec).map(({ code }) => code)).not.toContain("unknown-component");
  const gone = found({ ...spec, components: spec.components!.slice(1) });
  expect(gone.filter(({ code }) => code === "unknown-component")).toHaveLength(2);
});
