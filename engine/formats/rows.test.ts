import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedPart, type Row, rows } from "./rows.ts";

/** Rows in short: `2 b | 2 x`, `… 4`. */
const short = (before: string, after: string, context?: number) =>
  rows(before, after, context).map((row) => {
    if (row.kind === "gap") return `… ${row.count}`;
    const side = (line?: { line: number; text: string }) => line ? `${line.line} ${line.text}` : "";
    const [left, right] = ["before" in row ? row.before : undefined, after_(row)];
    return `${row.kind} ${side(left)}|${side(right)}`;
  });
const after_ = (row: Row) => "after" in row ? row.after : undefined;

describe("two texts side by side", () => {
  test("are no rows where they are equal, whatever their line ends", () => {
    expect(rows("a\nb\n", "a\r\nb\r\n")).toEqual([]);
  });

  test("show what came beside what went, and the lines around it", () => {
    expect(short("a\nb\nc", "a\nx\ny\nc")).toEqual([
      "same 1 a|1 a",
      "changed 2 b|2 x",
      "added |3 y",
      "same 3 c|4 c",
    ]);
    expect(short("a\nb\nc", "a\nc")).toEqual(["same 1 a|1 a", "removed 2 b|", "same 3 c|2 c"]);
  });

  test("have nothing to stand beside where one of them is empty", () => {
    expect(short("", "a\n")).toEqual(["added |1 a", "added |2 "]);
    expect(short("a", "")).toEqual(["removed 1 a|"]);
  });

  test("leave out what is far from every difference, and count it", () => {
    const text = "1\n2\n3\n4\n5\n6\n7\n8\n9";
    expect(short(text, text.replace("5", "x"), 1)).toEqual([
      "… 3",
      "same 4 4|4 4",
      "changed 5 5|5 x",
      "same 6 6|6 6",
      "… 3",
    ]);
    expect(short("1\n2\n3", "x\n2\n3", 1)).toEqual([
      "changed 1 1|1 x",
      "same 2 2|2 2",
      "same 3 3|3 3",
    ]);
  });

  test("hold both texts whole where nothing is left out", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 })
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const all = rows(before, after, 99);
        if (before === after) {
          expect(all).toEqual([]);
          return;
        }
        const left = all.flatMap((row) => "before" in row ? [row.before] : []);
        const right = all.flatMap((row) => "after" in row ? [row.after] : []);
        expect(left.map(({ text }) => text).join("\n")).toBe(before);
        expect(right.map(({ text }) => text).join("\n")).toBe(after);
        expect(left.map(({ line }) => line)).toEqual(left.map((_, index) => index + 1));
      }),
      { seed: 201 },
    );
  });
});

test.each([
  ["status: partial", "status: absent", "partial", "absent"],
  ["aa", "aaa", "", "a"],
  ["🙂x", "🙃x", "🙂", "🙃"],
  ["a", "a", "", ""],
])("%j and %j differ in %j and %j", (before, after, left, right) => {
  const part = changedPart(before, after);
  expect([before.slice(part.from, part.before), after.slice(part.from, part.after)])
    .toEqual([left, right]);
});
