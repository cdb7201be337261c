import { expect, test } from "vitest";
import { apply, type Change, resolver } from "../../engine/mod.ts";
import { system } from "../plots/fixtures/sample.ts";
import { misfitsBetween } from "./misfit.ts";

const after = (change: Change) => apply(system.spec, [change], resolver(system.catalogue)).spec;
const field = (on: string, field: string, value: unknown): Change => ({
  type: "set-field",
  on,
  field,
  value,
});

test.each<[string, Change, number]>([
  ["an attack that is none", field("step/S1/exploit", "attack", "x"), 1],
  ["a day that is none", field("measure/M1", "due", "2026-02-30"), 1],
  ["a number as a name", field("system", "name", 3), 1],
  ["an unknown phase", field("system", "phase", "later"), 1],
  ["a good attack", field("step/S1/exploit", "attack", "T1499"), 0],
  ["a good day", field("measure/M1", "due", "2027-02-28"), 0],
  ["a word of one's own", field("system", "remark", "x"), 0],
])("%s", (_, change, count) => {
  const changed = after(change);
  expect(changed).not.toBe(system.spec);
  expect(misfitsBetween(system.spec, changed)).toHaveLength(count);
});
