import { expect, test } from "vitest";
import { compareCells } from "./compare.ts";
import { blank, type Cell, newCell } from "./format.ts";

/** A notebook in short: `1a 2b` is cell 1 with the text a and cell 2 with the text b. */
const notebook = (short: string, flags: Partial<Cell> = {}) => ({
  ...blank("x"),
  cells: short.split(" ").filter(Boolean).map((cell) =>
    newCell(parseInt(cell), "markdown", cell.replace(/^\d+/, ""), flags)
  ),
});
const signs = { same: "=", changed: "~", added: "+", removed: "-" };

test.each([
  ["1a 2b", "1a 2b", "=1 =2"],
  ["1a 2b", "1a 2c", "=1 ~2"],
  ["1a 2b", "1a 3c 2b", "=1 +3 =2"],
  ["1a 2b 3c", "1a 3c", "=1 -2 =3"],
  ["1a 2b", "2b", "-1 =2"],
  ["1a 2b 3c", "3c 1a 2b", "~3moved =1 =2"],
  ["1a 2b 3c 4d", "4d 2x", "-1 =4 ~2moved -3"],
  ["1a", "", "-1"],
  ["", "1a", "+1"],
])("%j became %j: %j", (before, after, told) => {
  const changes = compareCells(notebook(before), notebook(after)).map(({ kind, moved, ...cells }) =>
    `${signs[kind]}${(cells.after ?? cells.before)!.id}${moved ? "moved" : ""}`
  );
  expect(changes.join(" ")).toBe(told);
});

test("a cell that only works otherwise is changed, and it says how", () => {
  const [change] = compareCells(
    notebook("1a"),
    notebook("1a", { disabled: true, mode: "formula" }),
  );
  expect([change.kind, change.fields]).toEqual(["changed", ["mode", "disabled"]]);
});
