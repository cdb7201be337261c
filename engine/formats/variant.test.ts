import { readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { apply, edits } from "../change.ts";
import { anyChange } from "../fixtures/changes.ts";
import { written } from "../fixtures/hand.ts";
import { resolver } from "../resolve.ts";
import type { Change, SystemSpec } from "../schema.ts";
import { standard } from "../standard.ts";
import { toSystem } from "../system.ts";
import { variants } from "../variant.ts";
import { open, retrace, splice } from "./record.ts";

const resolve = resolver(toSystem({ mitate: 1, id: "x" }, standard).catalogue);
const file = new URL("../../scenarios/benefit-portal.yaml", import.meta.url);
const sample = readFileSync(fileURLToPath(file), "utf8");

interface State {
  readonly text: string;
  readonly spec: SystemSpec;
}

/** Makes changes in a text; the answer takes them back as well. */
function made(state: State, changes: readonly Change[]): State & { readonly undoing: Change[][] } {
  let { text, spec } = state;
  const undoing: Change[][] = [];
  for (const change of changes) {
    undoing.unshift(retrace(text, spec, change, resolve));
    text = splice(text, edits(spec, change, resolve).edits);
    ({ spec } = apply(spec, [change], resolve));
  }
  return { text, spec, undoing };
}

test("a variant applied to the record and dropped again leaves the same bytes", () => {
  const { spec } = open(sample, "sample.yaml");
  for (const { id, changes } of variants(toSystem(spec!, standard))) {
    const there = made({ text: sample, spec: spec! }, changes);
    expect([id, there.text === sample]).toEqual([id, false]);
    expect(made(there, there.undoing.flat()).text).toBe(sample);
  }
});

test("a variant kept in the record and removed leaves the same bytes (seed 201, 60 records)", () => {
  const dice = fc.gen().map((generate) => (below: number) =>
    generate((most: number) => fc.nat(most - 1), below)
  );
  fc.assert(
    fc.property(written(), dice, ({ text }, dice) => {
      const { spec, editable } = open(text, "x.yaml");
      if (!spec || !editable) return;
      const changes = Array.from({ length: 1 + dice(3) }, () => anyChange(spec, dice));
      const there = made({ text, spec }, [
        { type: "add", to: "variants", value: { id: "V-kept", changes } },
      ]);
      expect(there.text).toContain("V-kept");
      expect(made(there, there.undoing.flat()).text).toBe(text);
    }),
    { seed: 201, numRuns: 60 },
  );
});
