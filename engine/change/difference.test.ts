import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply, difference } from "../change.ts";
import { records, shelf } from "../fixtures/arbitrary.ts";
import { opened } from "../fixtures/sample.ts";
import { assess } from "../assess.ts";
import { day } from "../fixtures/record.ts";
import { toJson } from "../json.ts";
import { resolver } from "../resolve.ts";
import type { Change, SystemSpec } from "../schema.ts";
import { toSystem } from "../system.ts";

const seed = 201;
const resolve = resolver(toSystem({ mitate: 1, id: "any" }, shelf).catalogue);
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe("what was changed between two records", () => {
  const small: SystemSpec = {
    mitate: 1,
    id: "small",
    profile: { exposure: "internet", information: { personal: true } },
    impact: { disclosure: { level: "high", why: "a reason" }, finance: "low" },
    controls: { "AC-2": "planned", "IA-2": { status: "partial", at: { "web.1": "absent" } } },
    damages: [{ id: "leak", hits: ["disclosure"] }],
    scenarios: [{ id: "S1", damage: "leak", threat: 2, steps: [{ id: "enter" }] }],
  };
  const cases: [string, (spec: SystemSpec) => unknown, Change[]][] = [
    ["a status", (spec) => spec.controls!["AC-2"] = "implemented", [
      { type: "set-status", control: "AC-2", status: "implemented" },
    ]],
    ["a status at a place", (spec) =>
      (spec.controls!["IA-2"] as { at: object }).at = {
        "web.1": { status: "partial", why: "half" },
      }, [
      { type: "set-status", control: "IA-2", place: "web.1", status: "partial" },
      { type: "set-field", on: "control/IA-2", field: "/at/web.1/why", value: "half" },
    ]],
    ["a control in another spelling is the same", (spec) => {
      spec.controls = { "ac-02": "planned", "IA-2": spec.controls!["IA-2"] };
    }, []],
    ["a trait", (spec) => spec.profile!.information!.personal = false, [
      { type: "set-trait", trait: "information.personal", value: false },
    ]],
    ["a trait that is gone", (spec) => delete spec.profile!.exposure, [
      { type: "set-trait", trait: "exposure", value: null },
    ]],
    ["an answer written out", (spec) => spec.impact!.finance = { level: "moderate", why: "more" }, [
      { type: "set-impact", category: "finance", level: "moderate" },
      { type: "set-field", on: "impact/finance", field: "why", value: "more" },
    ]],
    ["a threat", (spec) => spec.scenarios![0].threat = 3, [
      { type: "set-threat", scenario: "S1", threat: 3 },
    ]],
    ["a new step", (spec) => spec.scenarios![0].steps!.push({ id: "take", needs: "enter" }), [
      { type: "add", to: "steps/S1", value: { id: "take", needs: "enter" }, at: 1 },
    ]],
    ["a scenario that is gone", (spec) => spec.scenarios = [], [
      { type: "remove", from: "scenarios", id: "S1" },
    ]],
    ["a text in two languages", (spec) => spec.name = { ja: "小", en: "small" }, [
      { type: "set-field", on: "system", field: "name", value: { ja: "小", en: "small" } },
    ]],
  ];
  test.each(cases)("%s", (_, edit, changes) => {
    const other = copy(small);
    edit(other);
    expect(difference(small, other, resolve)).toEqual(changes);
  });

  test("nothing between a record and itself, though it is another object", () => {
    expect(difference(small, copy(small), resolve)).toEqual([]);
    expect(difference(opened.spec, copy(opened.spec), resolve)).toEqual([]);
  });
});

describe("laws", () => {
  test(`the changes lead from one record to the other (seed ${seed}, 300 pairs)`, () => {
    fc.assert(
      fc.property(records, records, (a, b) => {
        const changes = difference(a, b, resolve);
        const { spec, refused } = apply(a, changes, resolve);
        expect(refused).toEqual([]);
        expect(difference(spec, b, resolve)).toEqual([]);
        const said = (of: SystemSpec) => ordered(toJson(assess(toSystem(copy(of), shelf), day)));
        expect(said(spec)).toEqual(said(b));
      }),
      { seed, numRuns: 300 },
    );
  });
});

/** JSON with the order of lists taken out of it, since a difference keeps no order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(ordered(item))).sort();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value).sort().map((key) => [key, ordered((value as never)[key])]),
  );
}
