import { describe, expect, test } from "vitest";
import { blockOf, folding, unfoldedFor } from "./folding.ts";
import { newCell } from "./format.ts";

/** Cells in short: `# ` and `## ` are headings, anything else is code; ids from 1. */
const of = (...texts: string[]) =>
  texts.map((text, index) =>
    newCell(index + 1, text.startsWith("#") ? "markdown" : "javascript", text)
  );
const cells = of("# a", "1", "## b", "2", "3", "# c", "4", "## d");
const hiddenBy = (...folded: number[]) => [...folding(cells, new Set(folded)).hidden.entries()];

describe("folded headings", () => {
  test("hide what is beneath them, up to the next heading of their level", () => {
    expect(hiddenBy()).toEqual([]);
    expect(hiddenBy(3)).toEqual([[4, 3], [5, 3]]);
    expect(hiddenBy(1)).toEqual([[2, 1], [3, 1], [4, 1], [5, 1]]);
    expect(hiddenBy(3, 1)).toEqual(hiddenBy(1));
    expect(hiddenBy(6)).toEqual([[7, 6], [8, 6]]);
  });

  test("that are gone, or no headings any more, hide nothing", () => {
    expect(hiddenBy(2, 8, 99)).toEqual([]);
  });

  test("can be folded where something is beneath them", () => {
    expect([...folding(cells, new Set()).foldable]).toEqual([1, 3, 6]);
  });

  test("are handled as one with what they hide", () => {
    const now = folding(cells, new Set([3]));
    expect(blockOf(cells, [3], now)).toEqual([3, 4, 5]);
    expect(blockOf(cells, [2, 6], now)).toEqual([2, 6]);
  });

  test("are unfolded, all around a cell, to show it", () => {
    expect([...unfoldedFor(cells, new Set([1, 3, 6]), 4)]).toEqual([6]);
    expect([...unfoldedFor(cells, new Set([3, 6]), 3)]).toEqual([3, 6]);
  });
});

test("a cell with several headings opens a section of the highest", () => {
  const several = of("## x\n\n# y", "1", "## z", "2");
  expect([...folding(several, new Set([1])).hidden.keys()]).toEqual([2, 3, 4]);
});
