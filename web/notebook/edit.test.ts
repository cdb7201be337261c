import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { change, convert, duplicate, type Edited, inert, insert, move, remove } from "./edit.ts";
import { blank, newCell, type Notebook, parse, serialize } from "./format.ts";
import { outline, section } from "./outline.ts";
import { begin, commit, redo, undo } from "./undo.ts";

const of = (...values: string[]): Notebook => ({
  ...blank("t"),
  cells: values.map((value, index) => newCell(index + 1, "markdown", value)),
});
const text = ({ cells }: Notebook) => cells.map(({ value }) => value).join("");
const show = ({ notebook, selected }: Edited) => `${text(notebook)} ${selected}`;

describe("cells", () => {
  const abcd = of("a", "b", "c", "d");
  test("are inserted with ids of their own", () =>
    expect(show(insert(abcd, 1, [{ mode: "formula", value: "x" }]))).toBe("axbcd 5"));
  test.each<[number[], string]>([
    [[2], "acd 3"],
    [[4], "abc 3"],
    [[1, 3], "bd 4"],
    [[1, 2, 3, 4], " "],
  ])(
    "%j are removed, and the nearest is selected",
    (ids, expected) => expect(show(remove(abcd, ids))).toBe(expected),
  );
  test.each<[number[], number, string]>([
    [[2], 1, "acbd"],
    [[2], -1, "bacd"],
    [[1], -1, "abcd"],
    [[4], 1, "abcd"],
    [[2, 3], 1, "adbc"],
    [[1, 3], 1, "bacd"],
  ])(
    "%j move by %i together",
    (ids, by, expected) => expect(text(move(abcd, ids, by).notebook)).toBe(expected),
  );
  test("that cannot move leave the notebook the same object", () =>
    expect(move(abcd, [1], -1).notebook).toBe(abcd));
  test("are duplicated after the last of them", () =>
    expect(show(duplicate(abcd, [1, 2]))).toBe("ababcd 5,6"));
  test("that are so already stay the same", () =>
    expect(change(abcd, [1], { collapsed: false }).notebook).toBe(abcd));
  test("of a foreign type lose it when converted", () => {
    const sql = parse(`<notebook><script id="1" type="application/sql">x</script></notebook>`);
    expect(serialize(convert(sql, [1], "formula").notebook)).toContain(`type="text/x-formula"`);
  });
  test("without JavaScript keep the holes as text", () => {
    const cell = newCell(1, "markdown", "a ${f()} \\${b} \\\\${c}");
    expect(inert(cell).value).toBe("a \\${f()} \\${b} \\\\\\${c}");
  });
});

describe("history", () => {
  const step = (edited: Edited, at: number, tag?: string) => ({ ...edited, at, tag });
  test("undoes structure and text, but never what was loaded", () => {
    const start = begin(of("a", "b"));
    const one = commit(start, step(remove(start.now.notebook, [1]), 1));
    const two = commit(one, step(change(one.now.notebook, [2], { value: "z" }), 2));
    expect(text(undo(two).now.notebook)).toBe("b");
    expect(text(undo(undo(undo(two))).now.notebook)).toBe("ab");
    expect(text(redo(undo(two)).now.notebook)).toBe("z");
  });
  test("joins typing in one cell until it rests", () => {
    let now = begin(of("a"));
    for (const [value, at] of [["b", 10], ["bc", 20], ["bcd", 2000]] as const) {
      now = commit(now, step(change(now.now.notebook, [1], { value }), at, "type 1"));
    }
    expect(text(undo(now).now.notebook)).toBe("bc");
    expect(text(undo(undo(now)).now.notebook)).toBe("a");
  });
  test("any edits come back by as many undos", () => {
    const edits = fc.array(
      fc.tuple(fc.constantFrom("insert", "remove", "move", "duplicate"), fc.nat(5), fc.nat(3)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(edits, (list) => {
        const start = begin(of("a", "b", "c"));
        const end = list.reduce((history, [kind, at, by]) => {
          const { notebook } = history.now;
          const id = notebook.cells[at % Math.max(1, notebook.cells.length)]?.id;
          if (id === undefined) return history;
          const edited = kind === "insert"
            ? insert(notebook, at, [{ mode: "html", value: "n" }])
            : kind === "remove"
            ? remove(notebook, [id])
            : kind === "move"
            ? move(notebook, [id], by - 1)
            : duplicate(notebook, [id]);
          const ids = edited.notebook.cells.map((cell) => cell.id);
          expect(new Set(ids).size).toBe(ids.length);
          return commit(history, { ...edited, at: 0 });
        }, start);
        let back = end;
        while (back.past.length) back = undo(back);
        expect(back.now.notebook).toBe(start.now.notebook);
        while (back.future.length) back = redo(back);
        expect(back.now.notebook).toBe(end.now.notebook);
      }),
      { seed: 201, numRuns: 200 },
    );
  });
});

describe("outline", () => {
  const cells = of("# **一**\ntext\n```\n# no\n```\n## 二 [x](y)", "t", "## 三", "# 四", "u").cells;
  test("reads headings, not code", () =>
    expect(outline(cells, "ja").map(({ level, text, cell }) => `${level}${text}@${cell}`)).toEqual([
      "1一@1",
      "2二 x@1",
      "2三@3",
      "1四@4",
    ]));
  test("of a text in two languages, those of one", () => {
    const both = of("::: ja\n# 一\n::: en\n# One\n:::\n## 共通").cells;
    const texts = (lang: "ja" | "en") => outline(both, lang).map(({ text }) => text);
    expect([texts("ja"), texts("en")]).toEqual([["一", "共通"], ["One", "共通"]]);
  });
  test("a section ends before the next heading of its level", () =>
    expect(section(cells, outline(cells, "ja")[0])).toEqual([1, 2, 3]));
});
