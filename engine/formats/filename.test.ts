import fc from "fast-check";
import { expect, test } from "vitest";
import { isPlain, stemOf } from "./filename.ts";

test.each([
  ["住民票システムの分析", "住民票システムの分析"],
  ["  Benefit portal: what if? ", "Benefit-portal-what-if"],
  ["第１回　見直し／2026", "第１回-見直し／2026"],
  ["a/b\\c", "a-b-c"],
  ["..hidden", "hidden"],
  ["con", "notebook-con"],
  ["CON.fig", "notebook-CON.fig"],
  ["\u202elmth", "lmth"],
  ["???", "notebook"],
  ["", "notebook"],
  ["\ud800", "notebook"],
])("the title %j asks for the file name %j", (title, stem) => {
  expect(stemOf(title, "notebook")).toBe(stem);
});

test("a long title is cut between characters", () => {
  expect(stemOf("長".repeat(70), "x")).toBe("長".repeat(40));
  expect(stemOf("𠮷".repeat(70), "x")).toBe("𠮷".repeat(30));
});

test("whatever the title, the name is plain, also with a number behind", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (title) => {
      const stem = stemOf(title, "notebook");
      expect(isPlain(`${stem}.html`)).toBe(true);
      expect(isPlain(`${stem}-27.yaml`)).toBe(true);
      expect(stemOf(stem, "notebook")).toBe(stem);
    }),
    { seed: 201, numRuns: 2000 },
  );
});
