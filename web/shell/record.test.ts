import { expect, test } from "vitest";
import { open } from "../../engine/formats/record.ts";
import { callRecord, isNamedTwice, namesOf } from "./record.ts";

const twice = `mitate: 1 # form
id: desk
name: { ja: 窓口, en: "Desk" } # two
phase: design
`;
const once = "mitate: 1\nid: desk\nname: 窓口\n";
const called = (text: string, call: Parameters<typeof callRecord>[1]) =>
  callRecord(open(text, "desk.yaml"), call);

test("a record is called otherwise without another byte moving", () => {
  expect(called(twice, { ja: "窓口", en: "Counter" })).toBe(twice.replace("Desk", "Counter"));
  expect(called(twice, { id: "desk-2", ja: "支所" }))
    .toBe(twice.replace("id: desk", "id: desk-2").replace("窓口", "支所"));
  expect(called(once, { ja: "支所" })).toBe(once.replace("窓口", "支所"));
  expect(called(twice, { id: "desk", ja: "窓口", en: "Desk" })).toBe(twice);
});

test("a record says whether it has a name for each language", () => {
  const of = (text: string) => {
    const opened = open(text, "desk.yaml");
    return [isNamedTwice(opened), namesOf(opened).ja, namesOf(opened).en];
  };
  expect(of(twice)).toEqual([true, "窓口", "Desk"]);
  expect(of(once)).toEqual([false, "窓口", "窓口"]);
  expect(of("mitate: 1\nid: x\n")).toEqual([false, "", ""]);
  expect(of("mitate: 1\nid: x\nname: { en: Only }\n")).toEqual([true, "Only", "Only"]);
});
