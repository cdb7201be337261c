import { describe, expect, test } from "vitest";
import type { SystemSpec } from "../../../../engine/mod.ts";
import type { ScenarioSpec } from "../../../../engine/schema.ts";
import { followers, released, renaming } from "./graph.ts";
import { amended, groupOf, replaced, type Written, written } from "./need.ts";

const scenario: ScenarioSpec = {
  id: "S1",
  goal: "out",
  steps: [
    { id: "a" },
    { id: "b" },
    { id: "c", needs: { any: ["a", "b"] } },
    { id: "d", needs: ["c"] },
    { id: "out", needs: ["d", { any: ["a", { all: ["b", "c"] }] }] },
  ],
};
const field = (on: string, field: string, value: unknown) => ({
  type: "set-field",
  on,
  field,
  value,
});

describe("needs", () => {
  test.each<[Written, unknown]>([
    [undefined, null],
    ["a", ["a"]],
    [["a", { any: ["b", "c"] }], ["a", { any: ["b", "c"] }]],
    [{ all: ["a"] }, ["a"]],
    [{ any: ["a", { all: ["b", "c"] }] }, { any: ["a", { all: ["b", "c"] }] }],
    [{ any: [{ all: [] }] }, null],
  ])("%j is written %j", (one, other) => expect(written(groupOf(one))).toEqual(other));

  test("a nested group is amended where it stands", () => {
    const group = groupOf(["a", { any: ["b"] }]);
    const other = amended(group, [1], (one) => ({ ...one, parts: [...one.parts, "c"] }));
    expect(written(other)).toEqual(["a", { any: ["b", "c"] }]);
  });

  test("a group in the stead of a step is taken in where it is of the same kind, each step once", () => {
    const any = groupOf({ any: ["a", "b"] });
    expect(written(replaced(groupOf({ any: ["a", "c"] }), "c", any))).toEqual({ any: ["a", "b"] });
    expect(written(replaced(groupOf(["a", "c"]), "c", any))).toEqual(["a", { any: ["a", "b"] }]);
  });
});

describe("a step taken out", () => {
  test("leaves what it needed to those that needed it", () => {
    expect(released(scenario, "c")).toEqual([
      field("step/S1/d", "needs", [{ any: ["a", "b"] }]),
      field("step/S1/out", "needs", [
        "d",
        { any: ["a", { all: ["b", { any: ["a", "b"] }] }] },
      ]),
    ]);
  });
  test("is dropped from needs where it was an entry", () => {
    expect(released(scenario, "a")).toEqual([
      field("step/S1/c", "needs", { any: ["b"] }),
      field("step/S1/out", "needs", ["d", { any: [{ all: ["b", "c"] }] }]),
    ]);
  });
  test("is no goal any more", () => {
    expect(released(scenario, "out")).toEqual([field("scenario/S1", "goal", null)]);
  });
  test("of a ring makes no step need itself", () => {
    const ring: ScenarioSpec = {
      id: "S1",
      steps: [{ id: "a", needs: ["b"] }, { id: "b", needs: ["a"] }],
    };
    expect(released(ring, "b")).toEqual([field("step/S1/a", "needs", null)]);
  });
});

test("a step's new id reaches needs, goal, measures, variants and comments, and the step last", () => {
  const spec = {
    measures: [{
      id: "M1",
      changes: [
        { type: "set-guard", scenario: "S1", step: "out", control: "AC-2" },
        { type: "set-guard", scenario: "S2", step: "out", control: "AC-2" },
      ],
    }],
    variants: [{ id: "V1", changes: [{ type: "remove", from: "guards/S1/out", id: "AC-2" }] }],
    comments: [{ on: "step/S1/out@x", text: "" }, { on: "step/S1/outer", text: "" }],
  } as unknown as SystemSpec;
  expect(
    renaming(
      spec,
      { ...scenario, steps: [...scenario.steps!, { id: "x", needs: "out" }] },
      "out",
      "leak",
    ),
  )
    .toEqual([
      field("step/S1/x", "needs", ["leak"]),
      field("scenario/S1", "goal", "leak"),
      field("measure/M1", "changes.0", {
        type: "set-guard",
        scenario: "S1",
        step: "leak",
        control: "AC-2",
      }),
      field("variant/V1", "changes.0", { type: "remove", from: "guards/S1/leak", id: "AC-2" }),
      field("comment/0", "on", "step/S1/leak@x"),
      field("step/S1/out", "id", "leak"),
    ]);
});

test("what comes after a step cannot be needed by it", () => {
  expect([...followers(scenario.steps!, "c")]).toEqual(["c", "d", "out"]);
});
