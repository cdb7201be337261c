import { describe, expect, test } from "vitest";
import { apply, refs, resolver, standard, toSystem } from "../../engine/mod.ts";
import { assessed, system } from "../plots/fixtures/sample.ts";
import { addressOf, get, type Path, pathOf, setting } from "./address.ts";

/** Every path of the sample that ends in a plain value. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value) ? value.map((one, at) => [at, one]) : Object.entries(value);
  return entries.flatMap(([key, one]) => leaves(one, [...path, key]));
}

describe("an address", () => {
  test("of every value of the sample leads a change there and nowhere else", () => {
    const resolve = resolver(system.catalogue);
    for (const path of leaves(system.spec).filter((_, index) => index % 7 === 0)) {
      // A list of harm categories is set as a whole.
      if (path[2] === "hits") continue;
      if (["impact", "target"].includes(String(path[0])) && path.length < 3) continue;
      const was = get(system.spec, path);
      const value = typeof was === "number" ? was + 1 : typeof was === "boolean" ? !was : `${was}x`;
      const { spec, refused } = apply(system.spec, [setting(system, path, value)], resolve);
      expect(refused, path.join("/")).toEqual([]);
      expect(get(spec, path), path.join("/")).toBe(value);
      const back = apply(spec, [setting(toSystem(spec, standard), path, was)], resolve).spec;
      expect(back, path.join("/")).toEqual(system.spec);
    }
  });

  test.each<[Path, string, string]>([
    [["owner"], "system", "owner"],
    [["impact", "law", "why"], "impact/law", "why"],
    [["profile", "purpose"], "system", "profile.purpose"],
    [["scenarios", 0, "why"], "scenario/S1", "why"],
    [["measures", 0, "due"], "measure/M1", "due"],
  ])("of %j is named by id", (path, on, field) => {
    expect(addressOf(system, path)).toEqual({ on, field });
  });
});

describe("the path of a result", () => {
  test("leads into the record for every reference there is", () => {
    const homeless = [...refs(assessed())].filter((ref) => pathOf(system, ref) === undefined);
    expect(homeless.filter((ref) => ref !== "verdict")).toEqual([]);
  });

  test.each<[string, Path]>([
    ["impact/disclosure", ["impact", "disclosure"]],
    ["category/law", ["impact", "law"]],
    ["trait/information.personal", ["profile", "information", "personal"]],
    ["target/3", ["target", "3"]],
    ["scenario/S2/disclosure", ["scenarios", 1]],
    ["plan/scenario/S1", ["scenarios", 0]],
    ["control/AC-999", ["controls", "AC-999"]],
  ])("%s", (ref, path) => {
    expect(pathOf(system, ref)).toEqual(path);
  });
});
