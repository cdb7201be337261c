import { readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import { expect, test } from "vitest";
import { day } from "../../engine/fixtures/record.ts";
import { standard } from "../../engine/mod.ts";
import { plain } from "../../engine/formats/document.ts";
import { type Asked, bench } from "./bench.ts";

const sample = new URL("../../scenarios/benefit-portal.yaml", import.meta.url);
const text = readFileSync(fileURLToPath(sample), "utf8");
const { compare } = bench(standard.catalogs, day);
const asked = (more: Partial<Asked> = {}): Asked => ({
  name: "a.yaml",
  file: "a.yaml",
  text,
  now: text,
  variant: "",
  ...more,
});

test("no difference in gives exactly none out", () => {
  const { shown } = compare([asked(), asked()]);
  expect(shown).toMatchObject({ same: true, inputs: 0, worse: 0, better: 0 });
  expect(shown!.markdown.en).toContain("The input does not differ.");
  const { shown: again } = compare([asked(), asked({ text: text.replace("\n", "\n# remark\n") })]);
  expect(again).toMatchObject({ same: true, inputs: 0 });
});

test("a variant and the record, each way round", () => {
  const early = asked({ name: "a.yaml#early", variant: "early" });
  const there = compare([asked(), early]);
  const back = compare([early, asked()]);
  expect(there.found.map(({ standing }) => standing?.over)).toEqual([8, 6]);
  expect([there.shown!.worse, there.shown!.better]).toEqual([
    back.shown!.better,
    back.shown!.worse,
  ]);
  expect(there.shown!.inputs).toBe(5);
  expect(JSON.stringify(there.shown!.blocks.ja)).toContain("a.yaml#early");
  const { blocks } = there.shown!;
  const titles = (lang: "ja" | "en") =>
    blocks[lang].flatMap((block) => block.kind === "section" ? plain(block.title) : []);
  expect(titles("en")).toEqual([
    "What differs in the input",
    "What differs in the results",
    "What is worse",
    "What is better",
  ]);
  expect(titles("ja")).toHaveLength(4);
});

test("what goes to the page can be sent there", () => {
  const told = compare([asked(), asked({ variant: "inhouse" })]);
  expect(structuredClone(told)).toEqual(told);
});

test("a state alone is looked at, with the variants its record has", () => {
  const { found: [one], shown } = compare([asked()]);
  expect(shown).toBeUndefined();
  expect(one.variants.map(({ id }) => id)).toEqual(["onpremises", "inhouse", "early"]);
});

test.each<[string, Partial<Asked>, object]>([
  ["an unknown variant", { variant: "erly" }, { kind: "variant", near: "early" }],
  ["a variant like none", { variant: "xyzzy" }, { kind: "variant", near: undefined }],
  ["a text that says nothing", { text: "- a\n- b\n" }, { kind: "unreadable" }],
])("%s is told, and not compared", (_, more, problem) => {
  const { found: [base, other], shown } = compare([asked(), asked(more)]);
  expect(shown).toBeUndefined();
  expect(base).toMatchObject({ problem: undefined, standing: {} });
  expect(other).toMatchObject({ problem, standing: undefined });
  expect(other.variants).toHaveLength(3);
});

test("a version that is gone is no problem of the record", () => {
  const { found: [, other], shown } = compare([asked(), asked({ text: undefined })]);
  expect(shown).toBeUndefined();
  expect(other).toMatchObject({ problem: undefined, standing: undefined, errors: 0 });
});

test("a record with errors is compared as far as it can be read, and says so", () => {
  const broken = text.replace("\nphase: design\n", "\nphase: desgin\n");
  const { found: [, other], shown } = compare([asked(), asked({ text: broken, now: broken })]);
  expect(other.errors).toBeGreaterThan(0);
  expect(shown).toBeDefined();
});
