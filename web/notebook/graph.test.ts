import { describe, expect, test } from "vitest";
import { conflicts, dependants, type Graph, graph, needs, order, sources } from "./graph.ts";
import { say } from "./problem.ts";

/**
 * A notebook in short: cells by number, what they give, `<` and what they read; `-` before a number
 * disables the cell, `!` makes it unreadable.
 * "1 a; 2 b<a; -3 c" = cell 1 gives a, cell 2 gives b and reads a, cell 3 gives c and is disabled.
 */
function notebook(text: string, builtins: string[] = []): Graph {
  const cells = text.split(";").map((part) => {
    const [, sign, id, outputs, inputs] = /^\s*([-!]?)(\d+)\s*([^<]*)<?(.*)$/.exec(part)!;
    const names = (list: string) => list.split(/\s+/).filter(Boolean);
    return {
      id: Number(id),
      disabled: sign === "-",
      outputs: names(outputs),
      inputs: names(inputs),
      ...(sign === "!"
        ? { error: { code: "syntax", severity: "error", params: {} } as const }
        : {}),
    };
  });
  return graph(cells, builtins);
}

const told = (text: string, id: number) =>
  (conflicts(notebook(text)).get(id) ?? []).map((problem) => say(problem, "en"));

describe("who gives and who reads", () => {
  test("several names of a cell, order on the page of no matter", () => {
    const made = notebook("1 <影響 b; 2 影響 b; 3 c<影響");
    expect(made.givers.get("影響")).toEqual([2]);
    expect(made.readers.get("影響")).toEqual([1, 3]);
    expect(sources(made, 1)).toEqual([{ name: "影響", cells: [2] }, { name: "b", cells: [2] }]);
  });

  test("what becomes stale is everything downstream, nearest first", () => {
    const made = notebook("1 a; 2 b<a; 3 c<b; 4 d<a c; 5 x");
    expect(dependants(made, [1])).toEqual([2, 4, 3]);
    expect(dependants(made, [3])).toEqual([4]);
    expect(dependants(made, [1, 2])).toEqual([4, 3]);
    expect(dependants(made, [5, 99])).toEqual([]);
  });

  test("what a cell waits for is everything upstream", () => {
    const made = notebook("1 a; 2 b<a; 3 c<b; 4 d<c; 5 x");
    expect(needs(made, [3])).toEqual([2, 1]);
    expect(needs(made, [5])).toEqual([]);
  });

  test("the order of computing", () => {
    expect(order(notebook("1 <c; 2 c<b; 3 b; 4"))).toEqual([3, 2, 1, 4]);
    expect(order(notebook("1 a<b; 2 b<a; 3 <a"))).toHaveLength(3);
  });

  test("long chains need no stack", () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => `${i + 1} n${i}<n${i + 1}`).join(";");
    const made = notebook(chain);
    expect(made.cycles).toEqual([]);
    expect(order(made)[0]).toBe(20_000);
  });
});

describe("duplicates", () => {
  test("name the cells, and both cells are told", () => {
    expect(notebook("1 a; 2 a b; 3 <a").duplicates).toEqual([{ name: "a", cells: [1, 2] }]);
    const text = '"a" is defined in more than one cell (cell 1, cell 2); rename one of them';
    expect(told("1 a; 2 a", 1)).toEqual([text]);
    expect(told("1 a; 2 a", 2)).toEqual([text]);
  });
  test("disabled cells do not count", () => {
    expect(notebook("1 a; -2 a").duplicates).toEqual([]);
  });
  test("what an unreadable cell seems to give does not count against a sound one", () => {
    const made = notebook("1 a; !2 a b; 3 <b");
    expect(made.duplicates).toEqual([]);
    expect(made.givers.get("b")).toEqual([2]);
    expect(made.missing).toEqual([]);
  });
});

describe("cycles", () => {
  test.each([
    ["1 a<a", "a → a"],
    ["1 a<b; 2 b<a", "a → b → a"],
    ["1 a<c; 2 b<a; 3 c<b; 4 <a", "a → b → c → a"],
    ["1 a<b d; 2 b<a; 3 d<b", "a → b → a"],
    ["9 x; 2 b<c; 1 c<b x", "b → c → b"],
  ])("%s", (text, path) => {
    const made = notebook(text);
    expect(made.cycles).toHaveLength(1);
    const [cycle] = made.cycles;
    expect([...cycle, cycle[0]].map(({ name }) => name).join(" → ")).toBe(path);
    cycle.forEach(({ cell, name }, at) => {
      const reader = cycle[(at + 1) % cycle.length].cell;
      expect(made.cells.get(cell)!.outputs).toContain(name);
      expect(made.cells.get(reader)!.inputs).toContain(name);
    });
  });
  test("two knots are two cycles", () => {
    expect(notebook("1 a<b; 2 b<a; 3 c<d a; 4 d<c").cycles).toHaveLength(2);
  });
  test("no cycle through a disabled cell, none in a diamond", () => {
    expect(notebook("1 a<b; -2 b<a").cycles).toEqual([]);
    expect(notebook("1 a; 2 b<a; 3 c<a; 4 d<b c").cycles).toEqual([]);
  });
});

describe("missing names", () => {
  test("are told with the nearest known name", () => {
    expect(told("1 <脆弱姓; 2 脆弱性", 1)).toEqual([
      '"脆弱姓" is not defined in any cell (脆弱性?)',
    ]);
  });
  test("builtins, names of the browser and of the kernel are known", () => {
    expect(notebook("1 <Plot Event invalidation", ["Plot"]).missing).toEqual([]);
  });
  test("a name of a disabled cell says so", () => {
    expect(told("1 <a; -4 a", 1)).toEqual([
      '"a" is defined in cell 4, which is disabled; enable it',
    ]);
  });
});
