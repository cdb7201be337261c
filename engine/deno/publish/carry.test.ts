import { describe, expect, test } from "vitest";
import { compile } from "../../../web/notebook/compile.ts";
import type { Mode } from "../../../web/notebook/format.ts";
import { carry } from "./carry.ts";

const of = (...sources: (string | readonly [Mode, string])[]) =>
  carry(sources.map((source, index) => {
    const [mode, value] = typeof source === "string" ? ["javascript" as const, source] : source;
    const still = mode === "markdown" && !value.includes("${");
    return { ...compile({ id: index + 1, mode, value }), label: "", still };
  }));
const parts = async (...sources: Parameters<typeof of>) => (await of(...sources)).parts;

describe("a published file carries", () => {
  test("nothing where no cell runs", async () => {
    const { cells, parts, scripts } = await of(["markdown", "# A"]);
    expect([cells, parts, scripts]).toEqual([[], [], []]);
  });

  test("the cells that can change, and the kernel, where none needs more", async () => {
    const { cells, parts, scripts } = await of(["markdown", "# A"], "1 + 1");
    expect(cells.map(({ id }) => id)).toEqual([2]);
    expect(parts).toEqual([]);
    expect(scripts.at(-1)).toContain('mitate.part("./start.js"');
  });

  test("the small part of Plot where it has all that is used, else the whole", async () => {
    expect(await parts("Plot.plot({ marks: [Plot.dot([[1, 2]])] })")).toEqual(["chart"]);
    expect(await parts("Plot.tree(['a/b']).plot()")).toEqual(["plot"]);
    expect(await parts('Plot.plot({ projection: "mercator" })')).toEqual(["plot"]);
    expect(await parts("Plot[kind](data)")).toEqual(["plot"]);
    expect(await parts("Object.keys(Plot)")).toEqual(["plot"]);
  });

  test("the functions of formulas where no more of mathjs is used", async () => {
    expect(await parts(["formula", "x = round(1 ÷ 3, 1) + mean([1, 2])"])).toEqual(["formula"]);
    expect(await parts("math.mean([1, 2])")).toEqual(["formula"]);
    expect(await parts("math.evaluate('1 + 1')")).toEqual(["math"]);
  });

  test("the reader of markdown only where a text is not known beforehand", async () => {
    const { parts: known, texts } = await of(["markdown", "a ${1}"], "md`b ${2}`");
    expect([known, texts]).toEqual([["text"], [["a ", ""], ["b ", ""]]]);
    const { parts: unknown, texts: none } = await of(["markdown", "a ${1}"], "list.map(md)");
    expect([unknown, none]).toEqual([["markdown"], []]);
  });

  test("the figures, inputs and rooms of the engine that are named", async () => {
    expect(await parts("riskMatrix(assess(system()))")).toEqual(["analysis", "matrix", "records"]);
    expect(await parts("view(statusTable(portal))", "const portal = system();"))
      .toEqual(["records", "status"]);
    expect(await parts("html`<b>${Inputs.text()}</b>`")).toEqual(["inputs", "markup"]);
  });

  test("nothing for a name that a cell takes for itself, or of a cell that is disabled", async () => {
    expect(await parts("const Plot = 1;", "Plot + 1")).toEqual([]);
    const cell = { ...compile({ id: 1, mode: "javascript", value: "Plot", disabled: true }) };
    expect((await carry([{ ...cell, label: "", still: false }])).parts).toEqual([]);
  });

  test("every script once, after those that it needs", async () => {
    const { scripts } = await of("riskMatrix(assess(system()))", "pathDiagram(a)");
    const names = scripts.map((script) => /^mitate\.part\("\.\/([^"]+)"/.exec(script)![1]);
    expect(new Set(names).size).toBe(names.length);
    scripts.forEach((script, index) => {
      for (const [, needed] of script.matchAll(/require\([`"']\.\/([^`"']+)[`"']\)/g)) {
        expect(names.indexOf(needed), `${names[index]} needs ${needed}`).toBeLessThan(index);
        expect(names).toContain(needed);
      }
    });
    expect(scripts.some((script) => script.includes("require("))).toBe(true);
  });
});
