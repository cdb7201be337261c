import { describe, expect, test } from "vitest";
import { apply, resolver, standard, type SystemSpec, toSystem } from "../../engine/mod.ts";
import { mentions, type Named, renaming } from "./naming.ts";

const spec = {
  mitate: 1,
  id: "a",
  damages: [{ id: "D1", hits: ["law"] }, { id: "D10", hits: ["law"] }],
  scenarios: [
    { id: "S1", damage: "D1", steps: [{ id: "in" }] },
    { id: "S10", damage: "D10", steps: [{ id: "in" }] },
  ],
  measures: [{
    id: "M1",
    changes: [
      { type: "set-threat", scenario: "S1", threat: 1 },
      { type: "set-threat", scenario: "S10", threat: 1 },
      { type: "set-field", on: "step/S1/in", field: "name", value: "D1" },
      { type: "add", to: "guards/S1/in", value: { control: "AC-2" } },
      { type: "set-field", on: "scenario/S10", field: "damage", value: "D1" },
      { type: "add", to: "scenarios", value: { id: "S2", damage: "D1" } },
      { type: "remove", from: "scenarios", id: "S1" },
      { type: "remove", from: "damages", id: "D1" },
    ],
  }],
  treatments: [{ on: "S1", decision: "accept" }, { on: "AC-2", decision: "accept" }],
  variants: [
    { id: "V1", changes: [{ type: "set-field", on: "measure/M1", field: "done", value: true }] },
    { id: "V2", base: "V1", changes: [] },
  ],
  comments: [
    { on: "scenario/S1", text: "S1" },
    { on: "step/S1/in", text: "b" },
    { on: "scenario/S10", text: "c" },
    { on: "damage/D1", text: "d" },
    { on: "measure/M1", text: "e" },
    { on: "variant/V1", text: "f" },
  ],
  reviews: [{ gate: "design", findings: ["S1", { text: "g", on: "scenario/S1" }] }],
} as const satisfies SystemSpec;

/** The record after a renaming, and how it differs when the new name is read as the old one. */
function renamed(kind: Named, index: number, to: string) {
  const system = toSystem(spec, standard);
  const { spec: made, refused } = apply(
    spec,
    renaming(system, kind, index, to),
    resolver(system.catalogue),
  );
  expect(refused).toEqual([]);
  return made;
}

describe("a new id", () => {
  test.each<[Named, string, string, number]>([
    ["scenario", "S1", "ZZ", 8],
    ["damage", "D1", "ZZ", 5],
    ["measure", "M1", "ZZ", 2],
    ["variant", "V1", "ZZ", 2],
  ])("of a %s is written wherever %s was named, and nowhere else", (kind, from, to, count) => {
    const made = renamed(kind, 0, to);
    const text = JSON.stringify(made);
    expect(mentions(spec, kind, 0, to)).toHaveLength(count);
    // The own id, and every place that names it.
    expect(text.split(to)).toHaveLength(count + 2);
    expect(JSON.parse(text.replaceAll(to, from))).toEqual(spec);
  });

  test("leaves what begins alike, and texts for people, alone", () => {
    const made = renamed("scenario", 0, "ZZ");
    expect(made.scenarios?.[1].id).toBe("S10");
    expect(made.comments?.[2].on).toBe("scenario/S10");
    expect(made.comments?.[0].text).toBe("S1");
    expect(made.reviews?.[0].findings?.[0]).toBe("S1");
    expect(renamed("damage", 0, "ZZ").measures?.[0].changes?.[2]).toEqual(
      spec.measures[0].changes[2],
    );
  });

  test("of the second of two things with one id is given to it alone", () => {
    const twice = { ...spec, scenarios: [spec.scenarios[0], { ...spec.scenarios[1], id: "S1" }] };
    const system = toSystem(twice, standard);
    const { spec: made } = apply(
      twice,
      renaming(system, "scenario", 1, "S2"),
      resolver(system.catalogue),
    );
    expect(made.scenarios?.map(({ id }) => id)).toEqual(["S1", "S2"]);
    expect(made.treatments).toEqual(spec.treatments);
  });
});
