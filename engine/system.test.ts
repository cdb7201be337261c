import { expect, test } from "vitest";
import { assessed, system } from "./fixtures/record.ts";
import type { StepSpec } from "./schema.ts";

/** The risk of one scenario of threat 1 with these steps, none of them guarded. */
function risk(steps: readonly StepSpec[]): unknown {
  return assessed({ scenarios: [{ id: "S1", damage: "leak", threat: 1, steps: [...steps] }] })
    .scenarios[0].risk.worst;
}

test("a step that needs all of nothing is an entry and has the scenario's threat", () => {
  for (const needs of [undefined, [], { all: [] }, [{ all: [] }], { any: [{ all: [] }] }]) {
    expect(risk([{ id: "in", needs }]), JSON.stringify(needs)).toBe("B");
  }
  expect(risk([{ id: "in" }, { id: "out", needs: ["in", { all: [] }] }])).toBe("B");
});

test("a method of one's own without targets does not allow its worst result", () => {
  const own = (scale: string[]) =>
    system({
      tables: [{ id: "own", scale, formula: `"${scale[0]}"` }],
      method: { risk: "own" },
    }).target[3];
  expect(own(["fair", "bad"])).toBe("fair");
  expect(own(["good", "fair", "bad"])).toBe("fair");
});

test("a catalogue that is named twice counts once", () => {
  const counted = (baseline: string[]) => {
    const { baseline: { all, catalogs } } = assessed({ method: { baseline } });
    return { all, catalogs: catalogs.length };
  };
  expect(counted(["sp800-53b", "sp800-53b"])).toEqual(counted(["sp800-53b"]));
});
