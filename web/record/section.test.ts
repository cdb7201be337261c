import { expect, test } from "vitest";
import { jsonSchema } from "../../engine/mod.ts";
import { assessed, system } from "../plots/fixtures/sample.ts";
import { pathOf } from "./address.ts";
import { chapters, entryAt, sectionFor, sectionOf } from "./section.ts";

test("every chapter that a record may have belongs to one section", () => {
  const { properties } = jsonSchema() as { properties: Record<string, unknown> };
  const own: readonly string[] = Object.values(chapters).flat();
  expect(own.toSorted()).toEqual(Object.keys(properties).toSorted());
});

test.each(
  [
    [["impact", "law", "why"], "impact", ""],
    [["scenarios", 1, "steps", 0], "scenarios", "S2"],
    [["controls", "AC-2", "status"], "controls", "AC-2"],
    [["profile", "law", 0], "profile", ""],
    [["treatments", 0], "treatments", system.treatments[0].on],
    [["nowhere"], "text", ""],
    [[], "identity", ""],
  ] as const,
)("%j is edited in %s, entry %j", (path, section, entry) => {
  expect([sectionFor(path), entryAt({ spec: system.spec }, path)]).toEqual([section, entry]);
});

test("results lead to the section of what they are about", () => {
  const leads = Object.fromEntries(
    ["required", "scenario/S1", "measure/M1", "target/3", "conformity", "assurance"]
      .map((ref) => [ref, sectionFor(pathOf(assessed().system, ref)!)]),
  );
  expect(leads).toEqual({
    required: "impact",
    "scenario/S1": "scenarios",
    "measure/M1": "measures",
    "target/3": "identity",
    conformity: "controls",
    assurance: "profile",
  });
});

test("an address without a known section is the first", () => {
  expect([sectionOf(undefined), sectionOf("nonsense"), sectionOf("text")])
    .toEqual(["identity", "identity", "text"]);
});
