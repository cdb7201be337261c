import { describe, expect, test } from "vitest";
import { analyse } from "./analysis.ts";
import { system } from "./fixtures/record.ts";
import { given } from "./given.ts";
import { misfits, type StepSpec, type SystemSpec } from "./schema.ts";

const attack: StepSpec = {
  id: "a",
  place: "web",
  attack: "T1190",
  guards: [
    { control: "ac-02", level: 2 },
    { control: "SI-4", level: 3, kind: "detect", when: "exposure = internet" },
    { control: "AC-2", level: 1, kind: "detect" },
  ],
};
const record = (step: StepSpec, part: Partial<SystemSpec> = {}): Partial<SystemSpec> => ({
  profile: { exposure: "internet" },
  controls: { "AC-2": "implemented", "SI-4": "partial" },
  scenarios: [{ id: "S1", damage: "leak", steps: [step] }],
  ...part,
});
const rated = (part: Partial<SystemSpec>) => analyse(system(part)).scenarios[0].steps[0];

/** What an analyst would have recorded when typing a level over the step. */
const recorded = (step = attack) => {
  const result = rated(record(step));
  return { value: 3 as const, why: "a reason", given: given(result.step, result.guards) };
};

test("what a level leans on is each guard's status, role, nominal level and condition", () => {
  expect(recorded().given).toEqual({
    "AC-2": { status: "implemented", prevent: 2, detect: 1 },
    "SI-4": { status: "partial", detect: { level: 3, when: "exposure = internet" } },
  });
  expect(recorded({ ...attack, independent: ["AC-2"] }).given["AC-2"])
    .toEqual({ status: "implemented", prevent: 2, detect: 1, independent: true });
});

test("what is recorded fits the record, and says so after it was read from one", () => {
  const spec = record({ ...attack, level: recorded() });
  expect(misfits({ mitate: 1, id: "x", ...spec })).toEqual([]);
  expect(rated(spec).stale).toBe(false);
  expect(rated(JSON.parse(JSON.stringify(spec))).stale).toBe(false);
});

describe("a typed level goes stale with", () => {
  const [prevent, detect, other] = attack.guards!;
  test.each<[string, Partial<StepSpec>, Partial<SystemSpec>]>([
    ["the status of a guard", {}, { controls: { "AC-2": "partial", "SI-4": "partial" } }],
    ["the nominal level of a guard", { guards: [{ ...prevent, level: 3 }, detect, other] }, {}],
    ["the kind of a guard", {
      guards: [prevent, { ...detect, kind: "respond" }, other],
    }, {}],
    ["the condition of a guard", {
      guards: [prevent, { ...detect, when: "hosting = iaas" }, other],
    }, {}],
    ["a condition taken away", { guards: [prevent, { ...detect, when: undefined }, other] }, {}],
    ["a condition that no longer holds", {}, { profile: { exposure: "closed" } }],
    ["a condition that became open", {}, { profile: {} }],
    ["a guard taken away", { guards: [prevent, other] }, {}],
    ["a guard more", { guards: [...attack.guards!, { control: "CP-9" }] }, {}],
    ["a further role of a guard", {
      guards: [...attack.guards!, { control: "AC-2", kind: "respond" }],
    }, {}],
    ["the independence of its guards", { independent: ["AC-2"] }, {}],
  ])("%s", (_, step, part) => {
    const level = recorded();
    expect(rated(record({ ...attack, ...step, level }, part)).stale).toBe(true);
  });

  test("an alternative that covers the technique, or no longer does", () => {
    const covering = { "AC-2": { status: "alternative" as const, covers: ["T1190"] } };
    const part = { controls: covering };
    const { step, guards } = rated(record(attack, part));
    const level = { value: 3 as const, given: given(step, guards) };
    expect(rated(record({ ...attack, level }, part)).stale).toBe(false);
    const plain = { controls: { "AC-2": "alternative" as const } };
    expect(rated(record({ ...attack, level }, plain)).stale).toBe(true);
  });
});

test("where only the status was recorded, only the status counts", () => {
  const level = { value: 3 as const, given: { "AC-2": "implemented", "SI-4": "partial" } };
  const [prevent, ...rest] = attack.guards!;
  expect(rated(record({ ...attack, level })).stale).toBe(false);
  expect(rated(record({ ...attack, level, guards: [{ ...prevent, level: 3 }, ...rest] })).stale)
    .toBe(false);
  expect(rated(record({ ...attack, level }, { controls: { "AC-2": "absent" } })).stale).toBe(true);
});
