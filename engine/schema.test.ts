import { describe, expect, test } from "vitest";
import { deepest, misfits } from "./schema.ts";

const about = (part: object) => misfits({ mitate: 1, id: "x", ...part });
const brief = (part: object) => about(part).map(({ kind, path }) => `${kind} ${path.join("/")}`);

describe("misfits", () => {
  test("there are none in a record that fits", () => {
    expect(about({ controls: { "AC-2": "implemented", "AC-3": { at: { web: "planned" } } } }))
      .toEqual([]);
  });

  test.each<[string, object, string[]]>([
    ["a wrong word within a union", { controls: { "AC-2": { status: "implementd" } } }, [
      "invalid controls/AC-2/status",
    ]],
    ["a wrong word in a shorthand", { controls: { "AC-2": "implementd" } }, [
      "invalid controls/AC-2",
    ]],
    ["an unknown key of a map by category", { impact: { distres: "high" } }, [
      "unknown impact/distres",
    ]],
    ["an unknown key at the place of the key", { name: { ja: "あ", jp: "い" } }, [
      "unknown name/jp",
    ]],
    ["a number where a text belongs", { name: 5 }, ["invalid name"]],
    ["a number off the scale", { scenarios: [{ id: "S", threat: 5 }] }, [
      "invalid scenarios/0/threat",
    ]],
    ["a missing key", { zones: [{ name: "x" }] }, ["missing zones/0/id"]],
    ["a misspelt key of a guard", {
      scenarios: [{ id: "S", steps: [{ id: "a", guards: [{ contrl: "AC-2" }] }] }],
    }, [
      "missing scenarios/0/steps/0/guards/0/control",
      "unknown scenarios/0/steps/0/guards/0/contrl",
    ]],
    ["a need within a need", {
      scenarios: [{ id: "S", steps: [{ id: "a", needs: { all: ["b", { any: [1] }] } }] }],
    }, ["invalid scenarios/0/steps/0/needs/all/1/any/0"]],
    ["an unknown kind of change", { measures: [{ id: "M", changes: [{ type: "set-statu" }] }] }, [
      "invalid measures/0/changes/0/type",
    ]],
    ["a change without a kind", { measures: [{ id: "M", changes: [{}] }] }, [
      "missing measures/0/changes/0/type",
    ]],
    ["an unknown key of a change", {
      measures: [{
        id: "M",
        changes: [{ type: "set-impact", category: "law", level: "low", x: 1 }],
      }],
    }, ["unknown measures/0/changes/0/x"]],
    ["an empty value", { profile: null }, ["invalid profile"]],
    ["a list of wrong things", { damages: [{ id: "d", hits: "law" }] }, ["invalid damages/0/hits"]],
  ])("names %s", (_, part, found) => {
    expect(brief(part)).toEqual(found);
  });

  test("the known keys are those of the map that was meant", () => {
    expect(about({ impact: { distres: "high" } })[0].known).toContain("distress");
    expect(about({ name: { jp: "い" } })[0].known).toEqual(["ja", "en"]);
    expect(about({ controls: { "AC-2": { staus: "planned" } } })[0].known).toContain("from");
    const change = { type: "set-impact", category: "law", level: "low", levl: 1 };
    expect(about({ measures: [{ id: "M", changes: [change] }] })[0].known)
      .toEqual(["type", "category", "level", "patch"]);
  });

  test("the allowed values are those of every branch of a union", () => {
    expect(about({ scenarios: [{ id: "S", threat: 5 }] })[0].allowed).toEqual([
      1,
      2,
      3,
      "unassessed",
    ]);
    expect(about({ controls: { "AC-2": 5 } })[0].allowed).toContain("implemented");
  });

  test.each([null, undefined, 1, "x", [], [[]]])("%j is no record", (raw) => {
    expect(misfits(raw).map(({ kind }) => kind)).toContain(
      raw === undefined ? "missing" : "invalid",
    );
  });

  test("a value nested too deep, or in itself, is one misfit and does not overflow the stack", () => {
    let deep: unknown = "a";
    for (let level = 0; level < 100_000; level++) deep = { all: [deep] };
    const loop: unknown[] = [];
    loop.push(loop, loop);
    for (const part of [deep, loop]) {
      expect(about({ x: part })).toEqual([
        { path: [], kind: "invalid", message: `at most ${deepest} levels of nesting` },
      ]);
    }
  });
});
