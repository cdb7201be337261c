import { describe, expect, test } from "vitest";
import { compile } from "./compile.ts";
import type { Mode } from "./format.ts";
import { apart, uses } from "./uses.ts";

const cells = (...sources: (string | readonly [Mode, string])[]) =>
  sources.map((source, index) => {
    const [mode, value] = typeof source === "string" ? ["javascript" as const, source] : source;
    return compile({ id: index + 1, mode, value });
  });
const shown = (...sources: Parameters<typeof cells>) =>
  Object.fromEntries(
    [...uses(cells(...sources))].map(([name, members]) => [name, members && [...members].sort()]),
  );

describe("what cells use", () => {
  test("is known member by member", () => {
    expect(shown("Plot.plot({ marks: [Plot.dot(data), Plot['line'](data)] })", "const data = []"))
      .toEqual({ Plot: ["dot", "line", "plot"] });
  });

  test("is anything where a name is handed on, opened, or asked by a computed name", () => {
    for (const code of ["show(Plot)", "const { dot } = Plot;", "Plot[kind]", "({ Plot })"]) {
      expect(shown(code).Plot, code).toBeUndefined();
      expect(Object.keys(shown(code)), code).toContain("Plot");
    }
  });

  test("does not count what only bears the name", () => {
    expect(shown("((Plot) => Plot.map)({ map: 1 })")).toEqual({});
    expect(shown("a.Plot + ({ Plot: 1 }).Plot")).toEqual({ a: ["Plot"] });
    expect(shown("const Plot = 1;", "Plot.x")).toEqual({});
  });

  test("of formulas is each function", () => {
    expect(shown(["formula", "x = round(1 / 3, 1) + sum([1, 2])"])).toEqual({
      math: ["add", "divide", "round", "sum"],
    });
  });

  test("of a cell that cannot be read is nothing", () => {
    expect(shown("const = 1")).toEqual({});
  });
});

describe("texts set apart", () => {
  const of = (...sources: Parameters<typeof cells>) => apart(cells(...sources));
  /** What a cell gives, with `md` telling what it was called with. */
  const run = (body: string, inputs: readonly string[], values: Record<string, unknown>) =>
    // deno-lint-ignore no-eval -- a compiled cell
    (0, eval)(`(${body})`)(null, null, () => {}, ...inputs.map((name) => values[name]));

  test("are the literal parts; the values stay where they were", () => {
    const found = of(["markdown", "# A ${b} c\n\n${d}"], "md`x ${1 + 1} y`")!;
    expect(found.texts).toEqual([["# A ", " c\n\n", ""], ["x ", " y"]]);
    const md = (...values: unknown[]) => values;
    const results = found.cells.map(({ body, inputs }) => run(body, inputs, { md, b: 1, d: 2 }));
    expect(results).toEqual([[0, 1, 2], [1, 2]]);
  });

  test("may hold others, and commas", () => {
    const found = of("md`a ${[1, 2].map((n) => md`b ${n, n + 1}`)} c`")!;
    expect(found.texts.length).toBe(2);
    const md = (number: number, ...values: unknown[]) => ({ number, values });
    const [{ body, inputs }] = found.cells;
    const outer = found.texts.findIndex(([first]) => first === "a ");
    expect(run(body, inputs, { md })).toEqual({
      number: outer,
      values: [[
        { number: 1 - outer, values: [2] },
        { number: 1 - outer, values: [3] },
      ]],
    });
  });

  test("are not where `md` is handed on or called with what is not known", () => {
    for (const code of ["list.map(md)", "const m = md;", "md(strings)", "md(['x'])"]) {
      expect(of(code), code).toBeUndefined();
    }
  });

  test("leave other cells as they are", () => {
    const all = cells("1 + 1", "((md) => md`x`)(String.raw)");
    expect(apart(all)).toEqual({ cells: all, texts: [] });
  });
});
