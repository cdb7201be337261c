import { describe, expect, test } from "vitest";
import { findIn, replaceIn } from "./find.ts";
import { blank, newCell } from "./format.ts";

const notebook = (...texts: string[]) => ({
  ...blank("x"),
  cells: texts.map((text, index) => newCell(index + 1, "javascript", text)),
});
const places = (query: string, exact: boolean, ...texts: string[]) =>
  findIn(notebook(...texts).cells, { query, exact }).map(({ cell, from, to }) =>
    `${cell}:${from}-${to}`
  );

describe("finding", () => {
  test.each<[string, boolean, string[], string[]]>([
    ["ab", true, ["ab Ab ab", "xab"], ["1:0-2", "1:6-8", "2:1-3"]],
    ["ab", false, ["ab Ab ＡＢ"], ["1:0-2", "1:3-5", "1:6-8"]],
    ["カ", false, ["ｶとカ"], ["1:0-1", "1:2-3"]],
    ["aa", true, ["aaaa"], ["1:0-2", "1:2-4"]],
    ["リスク", false, ["リスク値", "残留リスク"], ["1:0-3", "2:2-5"]],
    [".*", false, ["a.*b"], ["1:1-3"]],
    ["😀", false, ["x😀y"], ["1:1-3"]],
    ["İ", false, ["aİb"], ["1:1-2"]],
    ["", false, ["abc"], []],
  ])("%j (exactly: %s) in %j is at %j", (query, exact, texts, found) => {
    expect(places(query, exact, ...texts)).toEqual(found);
  });
});

describe("replacing", () => {
  test("changes the places named and no other cell", () => {
    const before = notebook("a.a", "b", "a");
    const matches = findIn(before.cells, { query: "a", exact: true });
    const { notebook: after, selected } = replaceIn(before, matches, "$&x");
    expect(after.cells.map(({ value }) => value)).toEqual(["$&x.$&x", "b", "$&x"]);
    expect(after.cells[1]).toBe(before.cells[1]);
    expect(selected).toEqual([1, 3]);
    const one = replaceIn(before, [matches[1]], "");
    expect(one.notebook.cells.map(({ value }) => value)).toEqual(["a.", "b", "a"]);
  });
});
