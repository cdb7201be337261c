import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { analyse } from "./analysis.ts";
import { assess } from "./assess.ts";
import { apply } from "./change.ts";
import { record, steps } from "./fixtures/record.ts";
import { resolver } from "./resolve.ts";
import type { Change, SystemSpec } from "./schema.ts";
import { standard } from "./standard.ts";
import { toSystem } from "./system.ts";

const spec = record({
  providers: [{ id: "cloud", when: "hosting = iaas", controls: ["PE-3"] }],
  controls: { "AC-2": "absent", "AC-3": "partial" },
  damages: [{ id: "leak", hits: ["disclosure"] }, { id: "stop", hits: ["programs"] }],
  scenarios: [
    { id: "S1", damage: "leak", threat: 2, steps: steps("a : AC-2 3") },
    { id: "S2", damage: "stop", threat: 2, steps: steps("a : AC-3 3") },
    { id: "S3", damage: "leak", threat: 2, steps: steps("a : PE-3 3"), when: "operation.remote" },
  ],
});

function changed(spec: SystemSpec, change: Change): SystemSpec {
  const { catalogue } = toSystem(spec, standard);
  return apply(spec, [change], resolver(catalogue)).spec;
}

/** The scenarios whose results are the very same objects after a change. */
function kept(change: Change): string[] {
  const before = analyse(toSystem(spec, standard));
  const after = analyse(toSystem(changed(spec, change), standard));
  return after.scenarios.filter((one) => before.scenarios.includes(one)).map(({ id }) => id);
}

describe("after a change the analysis takes over what the change does not reach", () => {
  const cases: [what: string, change: Change, kept: string[]][] = [
    ["a status", { type: "set-status", control: "AC-2", status: "planned" }, ["S2", "S3"]],
    [
      "a status at one place",
      { type: "set-status", control: "AC-3", place: "web", status: "absent" },
      ["S1", "S3"],
    ],
    [
      "a control that guards nothing",
      { type: "set-status", control: "AT-2", status: "absent" },
      ["S1", "S2", "S3"],
    ],
    [
      "a trait that a condition reads",
      { type: "set-trait", trait: "operation.remote", value: true },
      ["S1", "S2"],
    ],
    [
      "a trait that a provider's condition reads",
      { type: "set-trait", trait: "hosting", value: "iaas" },
      ["S1", "S2"],
    ],
    [
      "a text of the profile",
      { type: "set-field", on: "profile", field: "purpose", value: "another" },
      ["S1", "S2", "S3"],
    ],
    [
      "a trait that nothing reads",
      { type: "set-trait", trait: "users.count", value: 10 },
      ["S1", "S2", "S3"],
    ],
    ["an impact", { type: "set-impact", category: "programs", level: "high" }, ["S1", "S3"]],
    [
      "an impact that no damage hits",
      { type: "set-impact", category: "law", level: "high" },
      ["S1", "S2", "S3"],
    ],
    ["a scenario", { type: "set-threat", scenario: "S2", threat: 3 }, ["S1", "S3"]],
    ["a scenario that goes", { type: "remove", from: "scenarios", id: "S1" }, ["S2", "S3"]],
    [
      "a scenario that comes",
      { type: "add", to: "scenarios", at: 0, value: { id: "S0", damage: "stop" } },
      ["S1", "S2", "S3"],
    ],
    ["the target", { type: "set-target", damage: 3, risk: "D" }, []],
    [
      "the risk method",
      { type: "set-field", on: "method", field: "risk", value: "sp800-30" },
      [],
    ],
    [
      "a text beside it all",
      { type: "set-field", on: "system", field: "name", value: "another" },
      ["S1", "S2", "S3"],
    ],
  ];
  test.each(cases)("%s", (_, change, expected) => expect(kept(change)).toEqual(expected));
});

test("where only the target changes, steps and paths stay", () => {
  const before = analyse(toSystem(spec, standard));
  const change: Change = { type: "set-target", damage: 3, risk: "E" };
  const after = analyse(toSystem(changed(spec, change), standard));
  expect(after.scenarios[0].results[0].target.worst).toBe("E");
  expect(after.scenarios[0].steps).toBe(before.scenarios[0].steps);
  expect(after.scenarios[0].paths).toBe(before.scenarios[0].paths);
});

test("what was changed and changed back is as before, also with other what-ifs between", () => {
  const flip = (status: "absent" | "implemented"): Change => ({
    type: "set-status",
    control: "AC-2",
    status,
  });
  const first = analyse(toSystem(spec, standard));
  const there = changed(spec, flip("implemented"));
  const second = analyse(toSystem(there, standard));
  expect(second.scenarios[0]).not.toBe(first.scenarios[0]);
  expect(analyse(toSystem(changed(there, flip("absent")), standard)).scenarios[0])
    .toBe(first.scenarios[0]);
  expect(analyse(toSystem({ ...there }, standard)).scenarios[0]).toBe(second.scenarios[0]);
});

test("a system is analysed once", () => {
  const system = toSystem(spec, standard);
  expect(analyse(system)).toBe(analyse(system));
});

test("analyses that nobody holds any more are let go, however long the chain of changes", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const gone: WeakRef<object>[] = [];
  let now = spec;
  const levels = ["low", "moderate", "high", "not-applicable", "unassessed"] as const;
  for (let turn = 0; turn < 30; turn++) {
    now = changed(now, { type: "set-impact", category: "disclosure", level: levels[turn % 5] });
    const system = toSystem(now, standard);
    const [first] = assess(system, "2026-11-22").scenarios;
    gone.push(new WeakRef(system), new WeakRef(first));
  }
  // What a WeakRef was asked for stays until the turn of the event loop ends.
  await new Promise((done) => setTimeout(done));
  collect();
  const left = gone.filter((one) => one.deref() !== undefined).length;
  // The latest few are kept to compare the next one with.
  expect(left).toBeLessThanOrEqual(10);
});
