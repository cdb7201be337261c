import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Edit, edits } from "../change.ts";
import type { Change } from "../schema.ts";
import { standard } from "../standard.ts";
import { resolver } from "../resolve.ts";
import { toSystem } from "../system.ts";
import { open, splice } from "./record.ts";
import { read } from "./yaml.ts";

const resolve = resolver(toSystem({ mitate: 1, id: "x" }, standard).catalogue);
const seed = { seed: 201, numRuns: 300 };

test("a change keeps every byte that it is not about", () => {
  const text = `# 見出し\r
mitate:   1     # 版\r
"id":  'demo'\r
\r
controls:       # 管理策\r
    # アクセス制御\r
    ac-02  :  'partial'   # 一部\r
\r
    "AC-3": {status: planned, why:  "予算"}   \r
\r
scenarios:\r
- id: S1\r
  threat:   2 # 脅威\r
  steps: [ {id: entry, guards: [ {control: AC-2 , level: 2} ]} ]`;
  const { spec, editable } = open(text, "x.yaml");
  expect(editable).toBe(true);
  const set = (change: Change) => splice(text, edits(spec!, change, resolve).edits);
  expect(set({ type: "set-status", control: "AC-2", status: "implemented" }))
    .toBe(text.replace("'partial'", "'implemented'"));
  expect(set({ type: "set-status", control: "AC-3", status: "absent" }))
    .toBe(text.replace("planned", "absent"));
  expect(set({ type: "set-threat", scenario: "S1", threat: 3 })).toBe(
    text.replace("2 # 脅", "3 # 脅"),
  );
  expect(
    set({ type: "set-guard", scenario: "S1", step: "entry", control: "ac-2", kind: "detect" }),
  ).toBe(text.replace("level: 2}", "level: 2, kind: detect}"));
  expect(set({ type: "set-threat", scenario: "S1", step: "entry", threat: 1 }))
    .toBe(text.replace("]} ]", "], threat: 1} ]"));
  expect(set({ type: "set-status", control: "CP-9", status: "planned" }))
    .toBe(text.replace('"予算"}   \r\n', '"予算"}   \r\n\r\n    CP-9: planned\r\n'));
  expect(set({ type: "set-field", on: "scenario/S1", field: "name", value: "漏えい" }))
    .toBe(`${text}\r\n  name: 漏えい`);
});

describe("splice", () => {
  const edit = (text: string, path: Edit["path"], value: unknown) =>
    splice(text, [{ path, value }]);
  const insert = (text: string, path: Edit["path"], value: unknown) =>
    splice(text, [{ path, value, insert: true }]);

  test.each<[string, string, Edit["path"], unknown, string]>([
    ["a scalar before its comment", "a: 1 # c\nb: 2\n", ["a"], 5, "a: 5 # c\nb: 2\n"],
    ["a scalar in double quotes", 'a:  "x"\n', ["a"], "y", 'a:  "y"\n'],
    ["a scalar in single quotes", "a: 'x'\n", ["a"], "it's", "a: 'it''s'\n"],
    ["an empty value", "a:\nb: 2\n", ["a"], 1, "a: 1\nb: 2\n"],
    ["an empty value before a comment", "a:  # c\nb: 2\n", ["a"], 1, "a: 1  # c\nb: 2\n"],
    [
      "an empty value by a list",
      "a:  # c\nb: 2\n",
      ["a"],
      [{ id: "x" }],
      "a:  # c\n  - id: x\nb: 2\n",
    ],
    [
      "a scalar by a map",
      "a: x # c\nb: 2\n",
      ["a"],
      { p: 1, q: 2 },
      "a: # c\n  p: 1\n  q: 2\nb: 2\n",
    ],
    ["a map by a scalar", "a: # c\n  p: 1\n  q: 2\nb: 2\n", ["a"], "x", "a: x # c\nb: 2\n"],
    [
      "a block scalar by a scalar",
      "a: |  # c\n  x\n  y\n\nb: 2\n",
      ["a"],
      "z",
      "a: z  # c\n\nb: 2\n",
    ],
    [
      "a scalar by a block scalar",
      "a: z # c\nb: 2\n",
      ["a"],
      "x\ny",
      "a: |- # c\n  x\n  y\nb: 2\n",
    ],
    ["a value on the next line", "a:\n  x # c\nb: 2\n", ["a"], "y", "a:\n  y # c\nb: 2\n"],
    ["an entry of a list", "- a\n-  b # c\n- d", [1], "x", "- a\n-  x # c\n- d"],
    ["a Japanese key", "管理: {状態: 計画}\n", ["管理", "状態"], "実施", "管理: {状態: 実施}\n"],
    ["a value in JSON", '{"a": {"b": 1}}', ["a", "b"], "x", '{"a": {"b": "x"}}'],
    ["a text that looks like a number", "a: x\n", ["a"], "1.10", 'a: "1.10"\n'],
    [
      "a flow map within its braces",
      "a: { p: 1 , q: 2 }  # c\n",
      ["a", "q"],
      3,
      "a: { p: 1 , q: 3 }  # c\n",
    ],
  ])("replaces %s", (_, text, path, value, result) => {
    expect(edit(text, path, value)).toBe(result);
  });

  test.each<[string, string, Edit["path"], unknown, string]>([
    [
      "a key to a block",
      "a:\n  p: 1\n\n# c\nb: 2\n",
      ["a", "q"],
      2,
      "a:\n  p: 1\n  q: 2\n\n# c\nb: 2\n",
    ],
    [
      "a key below its own comments",
      "a:\n  p:\n    - 1\n    # c\nb: 2\n",
      ["a", "q"],
      2,
      "a:\n  p:\n    - 1\n    # c\n  q: 2\nb: 2\n",
    ],
    [
      "a key to a flow map",
      "a: {p: 1}\n",
      ["a", "q"],
      { r: "x, y" },
      'a: {p: 1, q: {r: "x, y"}}\n',
    ],
    ["a key to an empty flow map", "a: {}  # c\nb: 2\n", ["a", "q"], 2, "a:  # c\n  q: 2\nb: 2\n"],
    [
      "a key to the first line of an entry",
      "- a: 1\n- a: 2",
      [1, "b"],
      3,
      "- a: 1\n- a: 2\n  b: 3",
    ],
    ["a key to a file without a last line break", "a: 1", ["b"], "x\ny", "a: 1\nb: |-\n  x\n  y"],
    ["a key to JSON", '{\n  "a": 1\n}\n', ["b"], ["x"], '{\n  "a": 1,\n  "b": ["x"]\n}\n'],
    ["a key that needs quotes", "a:\n  p: 1\n", ["a", "x: y"], 2, 'a:\n  p: 1\n  "x: y": 2\n'],
    ["a key below a block scalar", "a: |\n  x\n\n", ["b"], 2, "a: |\n  x\nb: 2\n\n"],
  ])("adds %s", (_, text, path, value, result) => {
    expect(edit(text, path, value)).toBe(result);
  });

  test.each<[string, string, Edit["path"], unknown, string]>([
    ["at the end", "a:\n- x # c\n- y\nb: 2\n", ["a", 2], "z", "a:\n- x # c\n- y\n- z\nb: 2\n"],
    [
      "at the start, above its comments",
      "a:\n  # of x\n  - x\n",
      ["a", 0],
      "z",
      "a:\n  - z\n  # of x\n  - x\n",
    ],
    [
      "apart where the others are",
      "- id: a\n\n- id: b\n",
      [2],
      { id: "c" },
      "- id: a\n\n- id: b\n\n- id: c\n",
    ],
    ["into a flow list", "a: [x, y]\n", ["a", 1], "z", "a: [x, z, y]\n"],
    ["into a flow list at its start", "a: [x, y]\n", ["a", 0], "z", "a: [z, x, y]\n"],
    [
      "into an empty list",
      "a: []\n",
      ["a", 0],
      { id: "z", why: "p\nq" },
      "a:\n  - id: z\n    why: |-\n      p\n      q\n",
    ],
    ["a guard as a short map", "guards:\n  - {control: AC-2}\n", ["guards", 1], {
      control: "AC-3",
      level: 2,
    }, "guards:\n  - {control: AC-2}\n  - {control: AC-3, level: 2}\n"],
  ])("adds an entry %s", (_, text, path, value, result) => {
    expect(insert(text, path, value)).toBe(result);
  });

  test.each<[string, string, Edit["path"], string]>([
    [
      "its comment and the lines below it",
      "a: 1\n# of b\nb: # c\n  p: 1\n  # end\nc: 3\n",
      ["b"],
      "a: 1\nc: 3\n",
    ],
    ["the blank line that set it apart", "- a\n\n- b\n\n- c\n", [1], "- a\n\n- c\n"],
    ["no comment beyond a blank line", "# head\n\n- a\n- b\n", [0], "# head\n\n- b\n"],
    ["only its own text within brackets", "a: [x, y, z]\n", ["a", 1], "a: [x, z]\n"],
    ["the comma with the first", "a: {p: 1, q: 2}\n", ["a", "p"], "a: {q: 2}\n"],
    ["the comma with the last", "a: { p: 1, q: 2 }\n", ["a", "q"], "a: { p: 1 }\n"],
    ["the only entry, leaving a list", "a: # c\n  - x\nb: 2\n", ["a", 0], "a: [] # c\nb: 2\n"],
    ["the only key behind a dash", "- a: |\n    x\n- b\n", [0, "a"], "- {}\n- b\n"],
    ["the first key of an entry", "- a: 1\n  b: 2\n- c\n", [0, "a"], "- b: 2\n- c\n"],
    ["the last entry without a line break", "- a\n- b", [1], "- a"],
    [
      "a block scalar and not what follows",
      "a: 1\nb: |\n  x\n\n# of c\nc: 3\n",
      ["b"],
      "a: 1\n\n# of c\nc: 3\n",
    ],
  ])("removes %s", (_, text, path, result) => {
    expect(edit(text, path, undefined)).toBe(result);
  });

  test("an edit through an alias writes out that alias and leaves the others", () => {
    const text = "a: &x {p: 1}\nb: *x\nc: *x\n";
    expect(edit(text, ["b", "p"], 2)).toBe("a: &x {p: 1}\nb:\n  p: 2\nc: *x\n");
  });

  test("an edit of what aliases stand for writes them out first, so that they keep their value", () => {
    const text = "a: &x\n  p: 1 # c\nb: *x # d\n";
    const after = edit(text, ["a", "p"], 2);
    expect(after).toBe("a: &x\n  p: 2 # c\nb: # d\n  p: 1\n");
  });

  test("an alias that is replaced as a whole takes no other with it", () => {
    expect(edit("a: &x 1\nb: *x\nc: *x\n", ["b"], 2)).toBe("a: &x 1\nb: 2\nc: *x\n");
  });

  test("a difference deep in a new value touches only that place", () => {
    const text = "a:\n  p: 1 # c\n  q: [1, 2] # d\n";
    expect(edit(text, ["a"], { p: 1, q: [1, 3] })).toBe(text.replace("2]", "3]"));
  });

  test("no edit, or one that changes nothing, returns the same text", () => {
    const text = "a: 0x10\n";
    expect(splice(text, [])).toBe(text);
    expect(edit(text, ["a"], 16)).toBe(text);
    expect(edit(text, ["b"], undefined)).toBe(text);
  });

  test("a text that cannot be read is not edited", () => {
    expect(() => edit("a: [1", ["a"], 2)).toThrow("cannot be read");
    expect(() => edit("a: 1\na: 2\n", ["a"], 3)).toThrow("cannot be read");
    expect(() => edit("a: 1\n", ["b", "c"], 3)).toThrow();
  });

  test("any text value comes back as it is", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("a: x # c\n", "a: {b: 1}\n", "a:\n- 1"),
        (value, text) => {
          const after = edit(text, ["a"], value);
          expect(open(after, "x.yaml").text).toBe(after);
          expect(read(after).value).toEqual({ a: value });
        },
      ),
      seed,
    );
  });
});
