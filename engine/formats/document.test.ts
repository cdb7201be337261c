import { describe, expect, test } from "vitest";
import { assess, type Assessment } from "../assess.ts";
import { assessedSample, opened } from "../fixtures/sample.ts";
import { glossary as terms } from "../messages/glossary.ts";
import type { SystemSpec } from "../schema.ts";
import { standard } from "../standard.ts";
import { toSystem } from "../system.ts";
import { cover } from "./chapters/cover.ts";
import { definitions } from "./chapters/definitions.ts";
import { deviations } from "./chapters/deviations.ts";
import { glossary } from "./chapters/glossary.ts";
import { since } from "./chapters/since.ts";
import { structure } from "./chapters/structure.ts";
import { type Voice, voice } from "./chapters/voice.ts";
import { type Block, plain } from "./document.ts";

const sample = assessedSample();
const empty = assess(toSystem({ mitate: 1, id: "bare" } as SystemSpec, standard), "2026-11-22");
const [ja, en] = [voice("ja"), voice("en")];

/** Everything that a block says, cell by cell. */
function texts(block: Block): string[] {
  switch (block.kind) {
    case "section":
    case "group":
      return [plain(block.title), ...block.blocks.flatMap(texts)];
    case "text":
      return [plain(block.text)];
    case "list":
      return block.items.map(plain);
    case "facts":
      return block.rows.flatMap(([name, value]) => [name, plain(value)]);
    case "table":
      return [block.caption, ...block.rows.flatMap((row) => row.map(plain))];
  }
}

type Chapter = (assessment: Assessment, speak: Voice) => Block;
const chapters: [string, Chapter][] = [
  ["cover", cover],
  ["definitions", definitions],
  ["structure", structure],
  ["deviations", deviations],
  ["since", since],
  ["glossary", (_, speak) => glossary(speak)],
];

describe.each(chapters)("the chapter %s", (_, chapter) => {
  test.each([["ja", ja], ["en", en]])("fills in every name, in %s", (_, speak) => {
    for (const assessment of [sample, empty]) {
      const block = chapter(assessment, speak);
      const said = texts(block);
      // A chapter is never empty: where there is nothing to tell, it says so.
      expect(said.filter((text) => text !== "").length).toBeGreaterThan(1);
      expect(said.join("\n")).not.toMatch(/\{\w+\}|undefined|\[object/);
    }
  });
});

describe("the cover", () => {
  test("says who answers for it, who reviewed it and of what content that is", () => {
    const said = texts(cover(sample, en)).join("\n");
    expect(said).toContain("approved with conditions (2026-11-20, of this very content)");
    expect(said).toContain("mitate1-sha256:");
  });

  test("says what changed since the approval", () => {
    const changed = assessedSample({
      ...opened.spec,
      profile: { ...opened.spec.profile, exposure: "closed" },
    });
    expect(texts(cover(changed, ja)).join("\n")).toContain("その後にプロファイルが変わったため");
    expect(texts(since(changed, en)).join("\n")).toContain("has changed");
    expect(texts(since(changed, en))).toContain("the profile");
  });

  test("says that nobody reviewed what nobody reviewed", () => {
    expect(texts(cover(empty, en))).toContain("There is no review at this phase yet.");
  });
});

test("the definitions are those of the level that was chosen", () => {
  const { impact } = sample.system.method;
  const table = definitions(sample, ja);
  const said = texts(table);
  expect(said).toContain(impact.categories.disclosure.definitions.moderate.ja);
  expect(texts(definitions(empty, en)).filter((text) => text === "Not assessed yet.").length)
    .toBe(6);
});

test("every departure from the baseline is told once, with its reason", () => {
  const block = deviations(sample, en);
  const rows = "blocks" in block
    ? block.blocks.flatMap((one) => one.kind === "group" ? one.blocks : [])
      .flatMap((one) => one.kind === "table" ? one.rows : [])
    : [];
  const listed = rows.flatMap(([controls]) => plain(controls).split(", "));
  const { controls, removed } = sample.baseline;
  const of = (status: string) => controls.filter((one) => one.status === status);
  const added = controls.filter(({ demand }) => demand.added);
  const expected = [
    ...[...added, ...of("not-applicable"), ...of("alternative"), ...of("inherited"), ...removed],
    ...controls.filter(({ conformity }) => conformity === "outside"),
  ].map(({ control }) => control);
  expect(listed.toSorted()).toEqual(expected.toSorted());
  expect(rows.map(([, why]) => plain(why))).not.toContain("");
});

test("the glossary explains each word once, in both languages", () => {
  for (const lang of ["ja", "en"] as const) {
    const names = terms.map(({ name }) => name[lang]);
    expect(new Set(names).size).toBe(names.length);
    expect(terms.every(({ meaning }) => /[。.]$/.test(meaning[lang]))).toBe(true);
  }
});
