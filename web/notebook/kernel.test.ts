import { afterEach, describe, expect, test } from "vitest";
import { compile, type Source } from "./compile.ts";
import type { Mode } from "./format.ts";
import { createKernel, type Kernel, type State, type World } from "./kernel.ts";
import { say } from "./problem.ts";

/** A page for a kernel: what is shown in each cell, how often each computed, and every state told. */
function page(options: Partial<World> = {}) {
  const shown = new Map<number, unknown[]>();
  const states: string[] = [];
  const history: unknown[] = [];
  const kernel: Kernel = createKernel({
    make: (body) => new Function(`return (${body})`)(),
    show(id, value, { first }) {
      history.push(value);
      shown.set(id, first ? [value] : [...(shown.get(id) ?? []), value]);
    },
    clear: (id) => shown.set(id, []),
    told: (id, state) => states.push(`${id} ${state.status}${state.stale ? " stale" : ""}`),
    ...options,
  });
  open.push(kernel);
  const cell = (id: number, value: string, mode: Mode = "javascript", more: Partial<Source> = {}) =>
    compile({ id, mode, value, ...more });
  const put = (id: number, value: string, mode?: Mode, more?: Partial<Source>) =>
    kernel.put(cell(id, value, mode, more));
  return {
    kernel,
    put,
    states,
    history,
    /** Puts cells, runs them and waits. */
    async set(...cells: [number, string, Mode?, Partial<Source>?][]) {
      kernel.put(cells.map(([id, value, mode, more]) => cell(id, value, mode, more)));
      kernel.run(cells.map(([id]) => id));
      await kernel.settled();
    },
    shown: (id: number) => shown.get(id) ?? [],
    runs: () =>
      Object.fromEntries(
        [...kernel.graph().cells.keys()].map((id) => [id, kernel.state(id)!.runs]),
      ),
    problem: (id: number) => kernel.state(id)!.problems.map((problem) => say(problem, "en")).join(),
    status: (id: number) => kernel.state(id)!.status,
  };
}

const open: Kernel[] = [];
afterEach(() => open.splice(0).forEach((kernel) => kernel.dispose()));

/** An input as the kernel sees one: something with a value that tells of changes. */
class Slider extends EventTarget {
  type = "range";
  constructor(public valueAsNumber: number) {
    super();
  }
  move(value: number) {
    this.valueAsNumber = value;
    this.dispatchEvent(new Event("input"));
  }
}

/** A choice among texts; like a list of the page it takes only what it offers. */
class Choice extends EventTarget {
  #value: string;
  constructor(readonly options: readonly string[]) {
    super();
    this.#value = options[0];
  }
  get value() {
    return this.#value;
  }
  set value(value: string) {
    this.#value = this.options.includes(value) ? value : "";
  }
  choose(value: string) {
    this.value = value;
    this.dispatchEvent(new Event("input"));
  }
}

describe("computing", () => {
  test("names flow between cells in any order, Japanese ones too", async () => {
    const { set, shown } = page();
    await set([1, "リスク + 1"], [2, "const リスク = 脅威 * 脆弱性;"], [
      3,
      "const 脅威 = 2, 脆弱性 = 3;",
    ]);
    expect(shown(1)).toEqual([7]);
    expect(shown(2)).toEqual([]);
  });

  test("editing a cell computes it and its dependants, and nothing else", async () => {
    const { set, runs, shown } = page();
    await set([1, "const a = 1"], [2, "const b = a + 1"], [3, "b * 10"], [4, "const x = 5"], [
      5,
      "x",
    ]);
    expect(runs()).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 });
    await set([1, "const a = 2"]);
    expect(runs()).toEqual({ 1: 2, 2: 2, 3: 2, 4: 1, 5: 1 });
    expect(shown(3)).toEqual([30]);
  });

  test("a name that keeps its value computes no reader, though another name of its cell changed", async () => {
    const { set, runs } = page();
    await set([1, "const n = 1, same = 'a', list = [1]"], [2, "n"], [3, "same"], [4, "list"]);
    await set([1, "const n = 2, same = 'a', list = [1]"]);
    // A new list is another list: what is in it is not compared.
    expect(runs()).toEqual({ 1: 2, 2: 2, 3: 1, 4: 2 });
  });

  test("the cut goes on downstream", async () => {
    const { set, runs } = page();
    await set([1, "const a = 1"], [2, "const even = a % 2 === 0, o = {}"], [3, "even"], [
      4,
      "[even]",
    ]);
    await set([1, "const a = 3"]);
    expect(runs()).toEqual({ 1: 2, 2: 2, 3: 1, 4: 1 });
    await set([1, "const a = 4"]);
    expect(runs()).toEqual({ 1: 3, 2: 3, 3: 2, 4: 2 });
  });

  test("a diamond computes once and never sees half a change", async () => {
    const { set, runs, history } = page();
    await set([1, "const a = 1"], [2, "const b = a"], [3, "const c = await a"], [4, "`${b} ${c}`"]);
    await set([1, "const a = 2"]);
    expect(runs()[4]).toBe(2);
    expect(history).toEqual(["1 1", "2 2"]);
  });

  test("two hundred cells in a chain compute once each", async () => {
    const { set, runs, shown, kernel } = page();
    const chain = Array.from({ length: 200 }, (_, i): [number, string] => [
      i + 1,
      i === 0 ? "const n1 = 0" : `const n${i + 1} = n${i} + 1`,
    ]);
    await set(...chain, [201, "n200"]);
    expect(shown(201)).toEqual([199]);
    expect(new Set(Object.values(runs()))).toEqual(new Set([1]));
    await set([1, "const n1 = 1"]);
    expect(shown(201)).toEqual([200]);
    expect(new Set(Object.values(runs()))).toEqual(new Set([2]));
    expect(kernel.state(201)!.status).toBe("done");
  });

  test("redefining shows the new value and never undefined", async () => {
    const { set, history, kernel } = page();
    await set([1, "1 + 1"], [2, "const x = 1"], [3, "x"]);
    await set([1, "1 + 3"], [2, "const x = 2"]);
    await set([1, "const gone = 1"], [2, "const y = 3, x = 3"]);
    kernel.run([2]);
    kernel.run([2]);
    await kernel.settled();
    expect(history).toEqual([2, 1, 4, 2, 3]);
  });

  test("a name moves from one cell to another without an error between", async () => {
    const { set, states, shown } = page();
    await set([1, "const a = 1"], [2, "0"], [3, "a"]);
    states.length = 0;
    await set([1, "0"], [2, "const a = 2"]);
    expect(shown(3)).toEqual([2]);
    expect(states.join()).not.toContain("error");
  });

  test("cells of every kind", async () => {
    const math = {
      multiply: (a: number, b: number) => a * b,
      subtract: (a: number, b: number) => a - b,
    };
    const md = (strings: string[], ...values: unknown[]) => String.raw({ raw: strings }, ...values);
    const { set, shown } = page({ builtins: { md, htl: { html: md }, math } });
    await set(
      [1, "リスク = 脅威 * 脆弱性\n残余 = リスク - 1\n残余 * 2", "formula"],
      [
        2,
        "const 脅威: number = 2; enum 段 { 低 = 3 }\nconst 脆弱性 = 段.低 as number",
        "typescript",
      ],
      [3, "# 結果\n残余は ${残余}、`code`、\\${そのまま}", "markdown"],
      [4, "<b>${リスク}</b>", "html", { output: "太字" }],
      [5, "太字"],
      [6, "", "markdown"],
    );
    expect(shown(1)).toEqual([{ リスク: 6, 残余: 5, "残余 * 2": 10 }]);
    expect(shown(3)).toEqual(["# 結果\n残余は 5、`code`、${そのまま}"]);
    expect(shown(4)).toEqual(["<b>6</b>"]);
    expect(shown(5)).toEqual(["<b>6</b>"]);
    expect(shown(6)).toEqual([]);
  });

  test("promises and generators", async () => {
    const { set, shown, runs, history } = page();
    await set(
      [
        1,
        "const p = Promise.resolve(3); const g = (function* () { yield 1; yield 1; yield 2 })();",
      ],
      [2, "p"],
      [3, "g"],
      [4, "(function* () { yield 'a'; yield 'b' })()"],
    );
    await settle(20);
    expect(shown(2)).toEqual([3]);
    expect(shown(3)).toEqual([2]);
    expect(shown(4)).toEqual(["b"]);
    expect(runs()[3]).toBe(2);
    expect(history.filter((value) => value === "a" || value === "b")).toEqual(["a", "b"]);
  });

  test("invalidation tells a cell that it is over", async () => {
    const over: string[] = [];
    const { set } = page({ builtins: { over } });
    await set([1, "const a = 1"], [2, "invalidation.then(() => over.push('over ' + a)); 0;"]);
    await set([1, "const a = 2"]);
    expect(over).toEqual(["over 1"]);
  });

  test("a cell that is removed, disabled or ends with the notebook is told so, and its generator too", async () => {
    for (const end of ["remove", "disable", "dispose"] as const) {
      const over: string[] = [];
      const { set, put, kernel } = page({ builtins: { over, tick: () => settle(5) } });
      await set(
        [1, "invalidation.then(() => over.push('timer')); 0;"],
        [
          2,
          "(async function* () { try { for (;;) { await tick(); yield 1 } } finally { over.push('end') } })()",
        ],
      );
      if (end === "dispose") kernel.dispose();
      else {
        for (const id of [1, 2]) {
          if (end === "remove") kernel.remove(id);
          else put(id, "0", "javascript", { disabled: true });
        }
      }
      await expect.poll(() => over.toSorted()).toEqual(["end", "timer"]);
    }
  });
});

describe("errors", () => {
  test("stay in their cell, and readers name the first cause", async () => {
    const { set, problem, status, shown } = page();
    await set([1, "const a = null.x"], [2, "const b = a"], [3, "b"], [4, "7"]);
    expect(problem(1)).toMatch(/^TypeError: /);
    expect(problem(2)).toBe('"a" could not be computed (error in cell 1)');
    expect(problem(3)).toBe('"b" could not be computed (error in cell 1)');
    expect(status(4)).toBe("done");
    await set([1, "const a = 1"]);
    expect([1, 2, 3].map(status)).toEqual(["done", "done", "done"]);
    expect(shown(3)).toEqual([1]);
  });

  test("after an error the old output is gone, and it comes back with the old value", async () => {
    const { set, shown } = page();
    await set([1, "const a = 1"], [2, "a"]);
    await set([1, "const a = f()"]);
    expect(shown(2)).toEqual([]);
    await set([1, "const a = 1"]);
    expect(shown(2)).toEqual([1]);
  });

  test("an unreadable cell keeps its names, so that its readers point to it", async () => {
    const { set, problem, status } = page();
    await set([4, "const {a} = {a: 1}"], [2, "a"]);
    await set([4, "const {a} = {a: 1"]);
    expect(problem(4)).toBe("this is not readable as JavaScript: Unexpected token");
    expect(problem(2)).toBe('"a" could not be computed (error in cell 4)');
    await set([4, "const {a} = {a: 1}"]);
    expect(status(2)).toBe("done");
  });

  test("an unknown name says so, with the nearest one", async () => {
    const { set, problem } = page({ builtins: { Plot: {} } });
    await set([1, "脆弱姓"], [2, "const 脆弱性 = 1"], [3, "plot.x"], [4, "status"]);
    expect(problem(1)).toBe('"脆弱姓" is not defined in any cell (脆弱性?)');
    expect(problem(3)).toBe('"plot" is not defined in any cell (Plot?)');
    // Not the window's own "status" or "name".
    expect(problem(4)).toBe('"status" is not defined in any cell');
    await set([5, "const 脆弱姓 = 2"]);
    expect(problem(1)).toBe("");
  });

  test("a name given twice is told in both cells and where it is read; the rest goes on", async () => {
    const { set, problem, shown, status } = page();
    await set([1, "const a = 1, b = 1"], [2, "const a = 2"], [3, "a"], [4, "b"]);
    const text = '"a" is defined in more than one cell (cell 1, cell 2); rename one of them';
    expect([problem(1), problem(2), problem(3)]).toEqual([text, text, text]);
    expect(shown(4)).toEqual([1]);
    await set([2, "const c = 2"]);
    expect([1, 2, 3].map(status)).toEqual(["done", "done", "done"]);
    expect(shown(3)).toEqual([1]);
  });

  test("a circle is told as a path in each of its cells, and can be broken", async () => {
    const { set, problem, shown } = page();
    await set([1, "const a = c + 1"], [2, "const b = a + 1"], [3, "const c = b + 1"], [4, "a"]);
    const text = "the definitions go round in a circle (a → b → c → a); " +
      "remove one of the dependencies";
    expect([problem(1), problem(2), problem(3)]).toEqual([text, text, text]);
    expect(problem(4)).toBe('"a" could not be computed (error in cell 1)');
    await set([3, "const c = 0"]);
    expect(shown(4)).toEqual([1]);
    expect(problem(2)).toBe("");
  });

  test("two circles through one cell", async () => {
    const { set, status, shown } = page();
    await set([1, "const a = b + c"], [2, "const b = a + d"], [3, "const c = d"], [
      4,
      "const d = c",
    ]);
    expect([1, 2, 3, 4].map(status)).toEqual(["error", "error", "error", "error"]);
    await set([2, "const b = 1"], [4, "const d = 2"], [5, "a"]);
    expect(shown(5)).toEqual([3]);
  });

  test("a promise given away that fails is the error of its cell", async () => {
    const { set, problem, status } = page();
    await set([1, "const p = Promise.reject(new Error('no data'))"], [2, "p"]);
    expect(problem(1)).toBe("Error: no data");
    expect(problem(2)).toBe('"p" could not be computed (error in cell 1)');
    await set([1, "const p = 1"]);
    expect([status(1), status(2)]).toEqual(["done", "done"]);
  });

  test("anything may be thrown", async () => {
    const { set, problem, kernel } = page();
    await set([1, "const a = (() => { throw undefined })()"], [2, "a"], [3, "throw 'text'"]);
    expect(problem(1)).toBe("undefined");
    expect(problem(2)).toContain("error in cell 1");
    expect(kernel.state(3)!.thrown).toBe("text");
  });
});

describe("errors after a cell is done", () => {
  test("stand in the cell with what it shows, until it computes again", async () => {
    const { set, problem, status, shown, kernel } = page();
    await set([1, "const a = 1"], [2, "a + 1"]);
    kernel.late(2, new TypeError("x is not a function"));
    expect(problem(2)).toBe("TypeError: x is not a function");
    expect([status(1), status(2), shown(2)]).toEqual(["done", "error", [2]]);
    kernel.late(2, "text");
    expect(kernel.state(2)!.thrown).toBe("text");
    await set([1, "const a = 2"]);
    expect([status(2), problem(2), shown(2)]).toEqual(["done", "", [3]]);
  });

  test("are told while the cell still waits, which may then be for ever", async () => {
    const { kernel, put, problem, status } = page();
    put(1, "await new Promise(() => {})");
    kernel.run();
    await settle(20);
    expect(status(1)).toBe("running");
    kernel.late(1, new Error("in a callback"));
    expect([status(1), problem(1)]).toEqual(["error", "Error: in a callback"]);
  });

  test("of a cell that is gone, idle or wrong already are of no account", async () => {
    const { set, put, problem, kernel } = page();
    await set([1, "throw new Error('first')"]);
    put(2, "1");
    for (const id of [1, 2, 99]) kernel.late(id, new Error("late"));
    expect([problem(1), problem(2)]).toEqual(["Error: first", ""]);
  });
});

describe("endless loops", () => {
  const loops: [string, string][] = [
    ["while", "while (true);"],
    ["do", "do x++; while (true)"],
    ["for in a function", "const f = () => { for (;;) {} }; f()"],
    ["recursion that catches", "function f() { try { f() } catch { f() } f(); f() }\nf()"],
    ["a loop that catches", "for (;;) try { for (;;); } catch {}"],
    ["promises", "while (true) await 0"],
    ["a generator", "for (const _ of (function* () { for (;;) yield 1 })()) {}"],
    ["an array method", "Array.from({ length: 1e9 }, () => 1)"],
    [
      "for await over what never waits",
      "for await (const _ of (function* () { for (;;) yield 1 })()) {}",
    ],
    ["an async generator", "for await (const _ of (async function* () { for (;;) yield 1 })()) {}"],
    ["a chain of callbacks", "const f = () => Promise.resolve().then(f); await f()"],
    ["two functions that call each other", "const f = () => g(), g = () => f(); f()"],
    ["a getter", "const o = { get p() { return this.p } }; o.p"],
    ["a method of a class", "class A { m() { for (;;); } } new A().m()"],
    ["a labelled continue", "a: for (;;) for (;;) continue a"],
    ["a comparison in a sort", "for (;;) [2, 1].sort(() => 0)"],
    ["a proxy", "const p = new Proxy({}, { get: () => p.x }); p.x"],
  ];
  test.each(loops)("%s is stopped, and the others go on", async (_, code) => {
    const { set, problem, shown } = page({ limit: 60 });
    await set([1, `let x = 0;\n${code}\nconst y = 1`], [2, "7"], [3, "y"]);
    expect(problem(1)).toMatch(/^(stopped after computing for more than 0.06|RangeError)/);
    expect(shown(2)).toEqual([7]);
    expect(problem(3)).toBe('"y" could not be computed (error in cell 1)');
    await set([1, "const y = 2"]);
    expect(shown(3)).toEqual([2]);
  });

  test("a cell that yields values for ever gives way to the others", async () => {
    const { set, shown, status, kernel } = page({ limit: 60 });
    kernel.put([
      compile({
        id: 1,
        mode: "javascript",
        value: "(function* () { for (let i = 0;; i++) yield i })()",
      }),
      compile({ id: 2, mode: "javascript", value: "7" }),
    ]);
    kernel.run();
    await settle(120);
    expect([shown(2), status(1)]).toEqual([[7], "done"]);
    expect(shown(1)[0]).toBeGreaterThan(0);
    await set([1, "1"]);
    expect(shown(1)).toEqual([1]);
  });

  test("a cell may loop in a callback later, and is stopped there too", async () => {
    const caught: unknown[] = [];
    const later = (f: () => void) =>
      setTimeout(() => {
        try {
          f();
        } catch (error) {
          caught.push(error);
        }
      });
    const { set } = page({ limit: 60, builtins: { later } });
    await set([1, "later(() => { for (;;); })"]);
    await expect.poll(() => caught.length).toBe(1);
    expect(String(caught[0])).toContain("endless");
  });

  test("waiting is no computing, and many cells may share one task", async () => {
    const { set, status } = page({ limit: 60 });
    const slow = "const end = Date.now() + 25; while (Date.now() < end);";
    await set(
      [1, "for (let i = 0; i < 6; i++) await new Promise((r) => setTimeout(r, 20))"],
      ...[2, 3, 4, 5, 6].map((id): [number, string] => [id, `{ ${slow} }`]),
    );
    expect([1, 2, 3, 4, 5, 6].map(status)).toEqual(Array(6).fill("done"));
  });
});

describe("states", () => {
  test("put does not run; run does", async () => {
    const { put, kernel, status, runs, states } = page();
    put(1, "const a = 1");
    put(2, "a");
    await kernel.settled();
    expect([status(1), status(2)]).toEqual(["idle", "idle"]);
    kernel.run();
    await kernel.settled();
    expect(runs()).toEqual({ 1: 1, 2: 1 });
    expect(states).toEqual([
      "1 idle",
      "2 idle",
      "1 running",
      "2 waiting",
      "1 done",
      "2 running",
      "2 done",
    ]);
  });

  test("an edited cell and all that lean on it are stale until it runs", async () => {
    const { set, put, kernel, shown } = page();
    await set([1, "const a = 1"], [2, "const b = a"], [3, "b"], [4, "0"]);
    const stale = () => [1, 2, 3, 4].filter((id) => kernel.state(id)!.stale);
    put(1, "const a = 2");
    expect(stale()).toEqual([1, 2, 3]);
    expect(shown(3)).toEqual([1]);
    put(1, "const a = 1");
    expect(stale()).toEqual([]);
    put(1, "const a = 3");
    kernel.run();
    await kernel.settled();
    expect(stale()).toEqual([]);
    expect(shown(3)).toEqual([3]);
  });

  test("waiting says for which name and which cell", async () => {
    const { set, put, kernel } = page();
    put(4, "const x = 1");
    put(1, "x");
    put(2, "const y = await new Promise(() => {})");
    put(3, "y");
    kernel.run([1, 2, 3]);
    await settle(30);
    expect(kernel.state(1)).toMatchObject({
      status: "waiting",
      waits: [{ name: "x", cells: [4] }],
    });
    expect(kernel.state(2)).toMatchObject({ status: "running" });
    expect(kernel.state(3)).toMatchObject({
      status: "waiting",
      waits: [{ name: "y", cells: [2] }],
    });
    kernel.run([4]);
    await set([2, "const y = 2"]);
    expect([1, 3].map((id) => kernel.state(id)!.status)).toEqual(["done", "done"]);
  });

  test("a disabled cell gives nothing, and its readers are told", async () => {
    const { set, put, kernel, problem, status, shown } = page();
    await set([1, "const a = 1"], [2, "a"]);
    put(1, "const a = 1", "javascript", { disabled: true });
    await kernel.settled();
    expect(status(1)).toBe("disabled");
    expect(problem(2)).toBe('"a" is defined in cell 1, which is disabled; enable it');
    await set([1, "const a = 5"]);
    expect(shown(2)).toEqual([5]);
  });

  test("a cell that was disabled when it was read is known too", async () => {
    const { set, put, problem } = page();
    put(4, "const a = 1", "javascript", { disabled: true });
    await set([2, "a"]);
    expect(problem(2)).toBe('"a" is defined in cell 4, which is disabled; enable it');
  });

  test("a removed cell takes its names and outputs with it", async () => {
    const { set, kernel, problem, shown } = page();
    await set([1, "const a = 1"], [2, "a"], [3, "8"]);
    kernel.remove(1);
    kernel.remove(3);
    await kernel.settled();
    expect(problem(2)).toBe('"a" is not defined in any cell');
    expect(shown(3)).toEqual([]);
    expect(kernel.state(3)).toBeUndefined();
    await set([7, "const a = 9"]);
    expect(shown(2)).toEqual([9]);
  });

  test("a cell may hide a builtin, and gives it back", async () => {
    const { set, kernel, shown } = page({ builtins: { base: 1 } });
    await set([1, "base"], [2, "const base = 2"]);
    expect(shown(1)).toEqual([2]);
    kernel.remove(2);
    await kernel.settled();
    expect(shown(1)).toEqual([1]);
  });

  test("a builtin with a new value computes its readers", async () => {
    const { set, kernel, shown, runs } = page({ builtins: { system: { name: "a" }, other: 1 } });
    await set([1, "system.name"], [2, "other"]);
    kernel.provide({ system: { name: "b" }, other: 1 });
    await kernel.settled();
    expect(shown(1)).toEqual(["b"]);
    expect(runs()).toEqual({ 1: 2, 2: 1 });
    expect(() => kernel.provide({ unknown: 1 })).toThrow(RangeError);
  });

  test("after the end nothing is shown or told", async () => {
    const { put, kernel, states, shown } = page();
    put(1, "display(1); await new Promise((r) => setTimeout(r, 10)); display(2)");
    kernel.run();
    await settle(5);
    kernel.dispose();
    const told = states.length;
    await settle(30);
    expect(states.length).toBe(told);
    expect(shown(1)).not.toContain(2);
  });

  test("names can be asked for", async () => {
    const { set, kernel } = page();
    await set([1, "const a = 1, b = Promise.resolve(2)"], [2, "const c = f()"]);
    expect(await kernel.value("a")).toBe(1);
    expect(await kernel.value("b")).toBe(2);
    await expect(kernel.value("c")).rejects.toThrow("f is not defined");
  });
});

describe("display", () => {
  test("adds, and a new run replaces; a run that shows nothing clears", async () => {
    const { set, shown } = page();
    await set([1, "display(1); display(2);"]);
    expect(shown(1)).toEqual([1, 2]);
    await set([1, "display(3);"]);
    expect(shown(1)).toEqual([3]);
    await set([1, "const x = 1;"]);
    expect(shown(1)).toEqual([]);
  });

  test("what comes late from an earlier run is refused", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { put, kernel, shown } = page({ builtins: { late: () => promise } });
    put(1, "await late(); display('old');");
    kernel.run([1]);
    await settle(5);
    put(1, "display('new');");
    kernel.run([1]);
    await settle(5);
    resolve();
    await settle(5);
    expect(shown(1)).toEqual(["new"]);
  });

  test("a button may show things after the run, also when its cell was passed over", async () => {
    const click: (() => void)[] = [];
    const { set, shown } = page({ builtins: { click } });
    await set([1, "const a = 1, b = {}"], [
      2,
      "click.push(() => display('late ' + a)); display('x');",
    ]);
    await set([1, "const a = 1, b = {}"]);
    click[0]();
    expect(shown(2)).toEqual(["x", "late 1"]);
  });

  test("what was shown before an error stays", async () => {
    const { set, shown, status } = page();
    await set([1, "display('before'); throw new Error('x')"]);
    expect(shown(1)).toEqual(["before"]);
    expect(status(1)).toBe("error");
  });
});

describe("inputs", () => {
  const sliders = () => {
    const made: Slider[] = [];
    const range = (value: number) => {
      made.push(new Slider(value));
      return made.at(-1)!;
    };
    return { range, made };
  };

  test("a moved slider computes its readers only", async () => {
    const { range, made } = sliders();
    const { set, kernel, runs, shown } = page({ builtins: { range } });
    await set([1, "const p = view(range(1))"], [2, "p * 10"], [3, "0"]);
    expect(shown(2)).toEqual([10]);
    made[0].move(2);
    await kernel.settled();
    expect(shown(2)).toEqual([20]);
    made[0].move(2);
    await kernel.settled();
    expect(runs()).toEqual({ 1: 1, 2: 2, 3: 1 });
    expect(made).toHaveLength(1);
  });

  test("keeps its value when its cell computes again", async () => {
    const { range, made } = sliders();
    const { set, kernel, shown } = page({ builtins: { range } });
    await set([1, "const most = 5"], [2, "const p = view(range(1, most))"], [3, "p"]);
    made[0].move(4);
    await set([1, "const most = 9"]);
    expect(made).toHaveLength(2);
    expect(shown(3)).toEqual([4]);
    made[1].move(6);
    await kernel.settled();
    expect(shown(3)).toEqual([6]);
    expect(kernel.inputs()).toEqual({ p: 6 });
  });

  test("keeps it when its options change, as long as it is one of them, and gets it back later", async () => {
    const made: Choice[] = [];
    const choice = (options: string[]) => {
      made.push(new Choice(options));
      return made.at(-1)!;
    };
    const { set, kernel, shown } = page({ builtins: { choice } });
    await set([1, "const all = ['a', 'b', 'c']"], [2, "const p = view(choice(all))"], [3, "p"]);
    expect(shown(3)).toEqual(["a"]);
    made[0].choose("b");
    await kernel.settled();
    await set([1, "const all = ['c', 'b']"]);
    expect(shown(3)).toEqual(["b"]);
    await set([1, "const all = ['x', 'y']"]);
    expect(shown(3)).toEqual(["x"]);
    await set([1, "const all = ['y', 'b']"]);
    expect(shown(3)).toEqual(["b"]);
    made.at(-1)!.choose("y");
    await kernel.settled();
    await set([1, "const all = ['y', 'b', 'z']"]);
    expect(shown(3)).toEqual(["y"]);
    await set([2, "const p = view(choice([...all, 'more']))"]);
    expect(shown(3)).toEqual(["y"]);
  });

  test("an author who changes the default sees it", async () => {
    const { range, made } = sliders();
    const { set, shown } = page({ builtins: { range } });
    await set([1, "const p = view(range(1))"], [2, "p"]);
    made[0].move(4);
    await set([1, "const p = view(range(1)) // note"]);
    expect(shown(2)).toEqual([4]);
    await set([1, "const p = view(range(2))"]);
    expect(shown(2)).toEqual([2]);
  });

  test("values are restored, before and after the input is there", async () => {
    const { range, made } = sliders();
    const { set, kernel, shown } = page({ builtins: { range } });
    kernel.restore({ p: 3 });
    await set([1, "const p = view(range(1))"], [2, "p"]);
    expect(shown(2)).toEqual([3]);
    kernel.restore({ p: 5 });
    await kernel.settled();
    expect(made[0].valueAsNumber).toBe(5);
    expect(shown(2)).toEqual([5]);
  });

  test("an input without a value keeps its readers waiting, and can be redefined", async () => {
    const { set, kernel, shown } = page({ builtins: { empty: () => new EventTarget() } });
    await set([1, "const p = view(empty())"], [2, "p"]);
    expect(kernel.state(2)).toMatchObject({ waits: [{ name: "p", cells: [1] }] });
    await set([1, "const p = 1"]);
    expect(shown(2)).toEqual([1]);
  });

  test("as an expression with a name, and passed over when nothing changed", async () => {
    const { range, made } = sliders();
    const { set, kernel, shown } = page({ builtins: { range } });
    await set([1, "const a = 1, o = {}"], [2, "view(range(a))", "javascript", { output: "p" }], [
      3,
      "p",
    ]);
    await set([1, "const a = 1, o = {}"]);
    expect(made).toHaveLength(1);
    made[0].move(8);
    await kernel.settled();
    expect(shown(3)).toEqual([8]);
    expect(shown(2)).toEqual([made[0]]);
  });

  test("listeners go when the cell goes", async () => {
    let listening = 0;
    class Counted extends Slider {
      override addEventListener(...args: Parameters<EventTarget["addEventListener"]>) {
        listening++;
        super.addEventListener(...args);
      }
      override removeEventListener(...args: Parameters<EventTarget["removeEventListener"]>) {
        listening--;
        super.removeEventListener(...args);
      }
    }
    const { set, kernel } = page({ builtins: { range: () => new Counted(1) } });
    await set([1, "const p = view(range())"], [2, "p"]);
    for (let i = 0; i < 5; i++) {
      kernel.run([1]);
      await kernel.settled();
    }
    expect(listening).toBe(1);
    kernel.remove(1);
    await kernel.settled();
    expect(listening).toBe(0);
  });
});

function settle(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

test("a state has what a page shows", async () => {
  const { set, kernel } = page();
  await set([1, "1"]);
  const state: State = kernel.state(1)!;
  expect(state).toEqual({ status: "done", stale: false, runs: 1, waits: [], problems: [] });
});
