import { all, create } from "mathjs";
import { describe, expect, test } from "vitest";
import { compile, type Compiled, type Source } from "./compile.ts";
import type { Mode } from "./format.ts";
import { say } from "./problem.ts";

const cell = (value: string, mode: Mode = "javascript", more: Partial<Source> = {}) =>
  compile({ id: 1, mode, value, ...more });

/** "a b → x y": the inputs and outputs of a cell, or the code of its error with its place. */
function flow({ inputs, outputs, error }: Compiled): string {
  if (error) return `${error.code} ${error.line ?? "-"}:${error.column ?? "-"}`;
  return `${inputs.join(" ")} → ${outputs.join(" ")}`.trim();
}

const make = (compiled: Compiled) => new Function(`return (${compiled.body})`)();
const none = () => {};
const run = (compiled: Compiled, values: Record<string, unknown> = {}) =>
  make(compiled)(none, none, none, ...compiled.inputs.map((name) => values[name]));

describe("JavaScript", () => {
  test.each([
    // Expressions and programs.
    ["1 + a", "a →"],
    ["{a: b}", "b →"],
    ["{ a; }", "a →"],
    ["a;", "a →"],
    ["// only a comment", "→"],
    ["function f(x) { return x + y }", "y → f"],
    ["(function f() { return f })", "→"],
    ["class A extends B { m() { return A } }", "B → A"],
    ["async () => await a", "a →"],
    // Names that a cell gives.
    ["const a = 1, {b, c: [d, ...e], f: {g = h}, ...i} = j", "h j → a b d e g i"],
    ["let x; var y; { let z; var w; function v() {} }", "→ x y w"],
    ["for (var i of list) { var last = i }", "list → i last"],
    ["const リスク = 脅威 * 脆弱性", "脅威 脆弱性 → リスク"],
    // Scope.
    ["const f = (a, {b}, [c] = d, ...e) => a + b + c + e + g", "d g → f"],
    ["const f = (a = t) => { var t = 1; return t + a }", "t → f"],
    ["const f = function g() { return g() + arguments.length }", "→ f"],
    ["try { a() } catch (e) { e } finally { b }", "a b →"],
    ["try { a() } catch { e }", "a e →"],
    ["for (const i of i2) { i } i", "i2 i →"],
    ["switch (a) { case b: let c; c }", "a b →"],
    ["{ function inner() {} } inner()", "inner →"],
    ["here: for (;;) { break here }", "→"],
    ["({a, [b]: c, d() { return e }, get f() { return g }})", "a b c e g →"],
    ["a.b.c?.[d]", "a d →"],
    ["class C { #p = q; [r] = 1; static { var s; s; t } }", "q r t → C"],
    ["`${a}${`${b}`}`", "a b →"],
    ["tag`x`", "tag →"],
    ["typeof a", "a →"],
    ["const a = () => b, b = 1", "→ a b"],
    ["[x, x, y]", "x y →"],
    // Assignment.
    ["let n = 0; n++; ({a: n} = b); [n] = c; for (n of d);", "b c d → n"],
    ["const o = {}; o.p = a; o[q]++", "a q → o"],
    ["x = 1", "outer-assignment 1:1"],
    ["let a;\n  [a, {b: c}] = d", "outer-assignment 2:11"],
    ["other++", "outer-assignment 1:1"],
    ["for (x of y);", "outer-assignment 1:6"],
    ["const f = () => { x = 1 }", "outer-assignment 1:19"],
    ["{ let a } a = 1", "outer-assignment 1:11"],
    ["Math = 1", "global-assignment 1:1"],
    // What is refused.
    ["import a from 'npm:a'", "import 1:1"],
    ["const x = 1\nimport('a')", "import 2:1"],
    ["export const a = 1", "export 1:1"],
    ["import.meta.url", "import-meta 1:1"],
    ["new.target", "syntax 1:1"],
    ["return 1", "syntax 1:1"],
    ["const Math = 1", "reserved-name 1:7"],
    ["function display() {}", "reserved-name 1:10"],
    ["const md = 1", "reserved-name 1:7"],
    ["arguments[0]", "arguments 1:1"],
    ["using a = b", "using-declaration 1:1"],
    ["const a = 1; const a = 2", "syntax 1:20"],
    ["const a = {\n  b: 1\n  c: 2 }", "syntax 3:3"],
    ["'", "syntax 1:1"],
    ["with (a) b", "syntax 1:1"],
  ])("%s", (source, expected) => {
    expect(flow(cell(source))).toBe(expected);
  });

  test("words for a name in Japanese", () => {
    expect(say(cell("リスク = 1").error!, "ja")).toContain("「リスク」に代入していますが");
    expect(say(cell("const a = 1, a = 2").error!, "ja")).toBe(
      "JavaScriptとして読めません。「a」はこのセルの中で二度宣言されています。",
    );
  });

  test("an expression shows its value unless it shows something itself", () => {
    expect(cell("1").shows).toBe("value");
    expect(cell("display(1)").shows).toBe("none");
    expect(cell("[1].map((x) => display(x))").shows).toBe("none");
    expect(cell("((display) => display(1))(String)").shows).toBe("value");
    expect(cell("1;").shows).toBe("none");
  });

  test.each([
    ["await a", true],
    ["for await (const a of b);", true],
    ["async () => await a", false],
    ["const f = async () => { await a }", false],
    ["const x = [await a]", true],
    ["{ await using a = b; }", true],
  ])("%s waits: %s", (source, expected) => {
    expect(cell(source).async).toBe(expected);
  });

  test("an output attribute names an expression", () => {
    expect(flow(cell("a + 1", "javascript", { output: "b" }))).toBe("a → b");
    expect(flow(cell("const c = 1", "javascript", { output: "b" }))).toBe("→ c");
    expect(flow(cell("1", "javascript", { output: "not a name" }))).toBe("bad-output -:-");
  });

  test("a view is told its name", () => {
    const { body } = cell("const x = view(a), y = await view(b), [z] = view(c); view(d)");
    expect(body).toContain(
      'x = view.as("x")(a), y = await view.as("y")(b), [z] = view(c); view(d)',
    );
  });

  test("the function runs in strict mode", () => {
    expect(run(cell("(function () { return this })()"))).toBeUndefined();
  });

  test("a comment at the end, and the guard's own name, do no harm", () => {
    expect(run(cell("1 + 1 // two"))).toBe(2);
    expect(run(cell("const $tick = 3; const f = () => $tick; const g = f() // x"))).toMatchObject({
      g: 3,
    });
  });

  test("an unreadable cell guesses the names it gives", () => {
    expect(cell("const a = (\nfunction 関数() {}\nasync function* g() {}\nclass C").outputs)
      .toEqual(["a", "関数", "g", "C"]);
    expect(cell("リスク ＝ (\nf(x) = 1\na == b", "formula").outputs).toEqual(["リスク", "f"]);
  });

  test("every line of the source is a line of the function", () => {
    const source = "const a = 1\nfor (const i of [1])\n  a\nconst f = () =>\n  missing()\nf()";
    expect(line(cell(source), 5)).toBe(true);
    expect(line(cell("[\n1,\n(() => missing())()]"), 3)).toBe(true);
    expect(line(cell("# text\n\n${\n1 + missing()}", "markdown"), 4)).toBe(true);
    expect(
      line(
        cell("type A = 1;\nenum B { C }\nconst f = (x: A) =>\n missing();\nf(1)", "typescript"),
        4,
      ),
    )
      .toBe(true);
  });
});

describe("the guard", () => {
  /** How often a piece of code ticks. */
  const ticks = (source: string): number => {
    let count = 0;
    const compiled = cell(source);
    if (compiled.error) throw new Error(say(compiled.error, "en"));
    make(compiled)(none, none, () => count++, ...compiled.inputs.map(() => none));
    return count;
  };
  test.each([
    ["for (let i = 0; i < 3; i++);", 3],
    ["for (let i = 0; i < 3; i++) { i }", 3],
    ["let i = 0; while (i < 3) i++", 3],
    ["let i = 0; do i++; while (i < 3)", 3],
    ["let i = 0\ndo i++\nwhile (i < 3)\ni", 3],
    ["for (const a of [1, 2]) for (const b of [1, 2]) a + b", 6],
    ["for (const k in {a: 1, b: 2}) if (k) k; else k", 2],
    ["one: for (;;) { for (;;) break one }", 2],
    ["const f = (n) => n ? f(n - 1) : 0; f(3)", 4],
    ["const f = (n) => ({n}); f(1); f(2)", 2],
    ["const f = (a) => (b) => (c) => a + b + c; f(1)(2)(3)", 3],
    ["const f = (a) => (a, a); f(1)", 1],
    [
      "class A { constructor() { this.m() } m() {} get g() { return 1 } static s = (() => 1)() } new A().g",
      4,
    ],
    ["function* g() { yield 1 } [...g()]", 1],
    ["const o = { m() {}, f: function () {} }; o.m(); o.f()", 2],
    ["[3, 1, 2].map((x) => x)", 3],
    ["for (const f = () => 1; f() > 1;) ;", 1],
    ["for (const x of [1]) x => y => x", 1],
  ])("%s ticks %i times", (source, expected) => {
    expect(ticks(source)).toBe(expected);
  });
});

describe("TypeScript", () => {
  test.each([
    ["const a: number = b as number", "b → a"],
    ["{a: 1 as number, b}", "b →"],
    ["x!.y satisfies Z", "x →"],
    ["interface A { b: string }\ntype C = A | undefined", "→"],
    ["enum 段階 { 低, 中 }\nconst f = <T,>(x: T): T => x", "→ 段階 f"],
    ["function f(this: Window, a?: string): asserts a {}", "→ f"],
    ["class A<T> { private b?: T; constructor(readonly c: T) {} }", "→ A"],
    ["import x from 'y'", "import 1:1"],
    ["const a: = 1", "syntax 1:10"],
    ["a = 1 as number", "outer-assignment 1:1"],
  ])("%s", (source, expected) => {
    expect(flow(cell(source, "typescript"))).toBe(expected);
  });
  test("the language of an error is named", () => {
    expect(say(cell("const a: = 1", "typescript").error!, "en")).toContain("TypeScript");
    expect(say(cell("let a; let a", "typescript").error!, "en")).toContain("TypeScript");
  });
});

describe("markdown and HTML", () => {
  const md = (strings: TemplateStringsArray, ...values: unknown[]) => {
    expect(strings.raw).toEqual([...strings]);
    return strings.reduce((all, text, at) => all + String(values[at - 1]) + text);
  };
  const text = (source: string, values = {}, mode: "markdown" | "html" = "markdown") =>
    run(cell(source, mode), { md, htl: { html: md }, ...values });

  test.each([
    ["plain *text* <b>", "plain *text* <b>"],
    ["残余 ${n} です", "残余 7 です"],
    ["${n}${n}", "77"],
    ["back`ticks` and \\frac{a}{b} \\\\ $5 {x} $", "back`ticks` and \\frac{a}{b} \\\\ $5 {x} $"],
    ["\\${n} \\\\${n}", "${n} \\\\7"],
    ["${{a: '}'}.a} ${`${n}`} ${n, 1}", "} 7 1"],
    ["${n // comment\n} x", "7 x"],
    ["${(() => { return '${' })()}", "${"],
    ["</script><!-- ${n}", "</script><!-- 7"],
    ["a\r\nb", "a\r\nb"],
    ["${", "template-open 1:1"],
    ["a\n b ${} c", "template-open 2:4"],
    ["${n n}", "template-open 1:1"],
    ["${x = 1}", "outer-assignment"],
    ["${import('x')}", "import"],
  ])("%s", (source, expected) => {
    const compiled = cell(source, "markdown");
    if (compiled.error) expect(flow(compiled).startsWith(expected)).toBe(true);
    else expect(text(source, { n: 7 })).toBe(expected);
  });

  test("HTML goes through htl, waits where it must, and is shown even if it shows more", async () => {
    expect(cell("<b>${await a}</b>", "html")).toMatchObject({ async: true, inputs: ["htl", "a"] });
    expect(await text("<b>${await n}</b>", { n: Promise.resolve(1) }, "html")).toBe("<b>1</b>");
    expect(cell("${display(1)}", "html").shows).toBe("value");
  });

  test("the code can stand in a page", () => {
    expect(cell("</script>", "html").body).not.toContain("<");
  });
});

describe("formulas", () => {
  const math = create(all);
  const value = (source: string, values: Record<string, unknown> = {}) => {
    const compiled = cell(source, "formula");
    if (compiled.error) throw new Error(say(compiled.error, "en"));
    return run(compiled, { math, ...values });
  };

  test.each<[string, Record<string, unknown>]>([
    ["リスク = 脅威 * 脆弱性", { リスク: 6 }],
    ["リスク ＝ 脅威　×　（脆弱性 ＋ １）", { リスク: 8 }],
    ["a = 脅威 ÷ 2; b = 脅威 ≧ 2  # 注", { a: 1, b: true }],
    ["b = a + 1\na = 2 # 順番は自由", { b: 3, a: 2 }],
    ["f(x) = x <= 1 ? 1 : x * f(x - 1)\n値 = f(5)", { 値: 120 }],
    ["g(x) = h(x)\nh(x) = x + 1\ng(1)", { "g(1)": 2 }],
    ["脅威 * 2", { "脅威 * 2": 4 }],
    ["1 + 1; 1 + 1", { "1 + 1": 2, "1 + 1 (2)": 2 }],
    ["x = [1, 2,\n  3]\nsum(x) + x[3] + max(1:4)", { "sum(x) + x[3] + max(1:4)": 13 }],
    ["0 < 脅威 <= 2", { "0 < 脅威 <= 2": true }],
    ['r = 表.高 + 表["低"]', { r: 11 }],
    ["案１ = 10%; 案2 = 2脅威; 3!", { 案1: undefined, 案2: 4, "3!": 6 }],
    ["map([1, 4], sqrt)", { "map([1, 4], sqrt)": [1, 2] }],
    ["n = log10(1000) + round(pi) + abs(-1) + mod(7, 4)", { n: 10 }],
    ['t = equalText("a;#", "a;#") and not false', { t: true }],
    ["𠮷 = 1", { 𠮷: 1 }],
    ["", {}],
  ])("%s", (source, expected) => {
    const result = value(source, { 脅威: 2, 脆弱性: 3, 表: { 高: 10, 低: 1 } });
    for (const [name, wanted] of Object.entries(expected)) {
      if (wanted !== undefined) expect(result[name]).toEqual(wanted);
    }
  });

  test("give and read names as other cells do", () => {
    expect(flow(cell("リスク = 脅威 * f(2) + pi\n残余 = リスク", "formula")))
      .toBe("math 脅威 f → リスク 残余");
    expect(cell("a = 1", "formula")).toMatchObject({ kind: "rows", shows: "rows", inputs: [] });
  });

  test.each([
    ["a = (1 +", "formula-syntax 1:9"],
    ["a = 1\nb = * 2", "formula-syntax 2:5"],
    ["a = 1\na = 2", "formula-twice 2:1"],
    ["a = b\nb = a + 1", "formula-circle 1:1"],
    ["x = x + 1", "formula-circle 1:1"],
    ["a[1] = 2", "formula-target 1:1"],
    ["pi = 3", "formula-constant 1:1"],
    ["max = 3", "formula-constant 1:1"],
    ["class = 1", "reserved-name 1:1"],
    ["display = 1", "reserved-name 1:1"],
    ["5 cm to inch", "formula-part 1:1"],
    ["a[1:2]", "formula-part 1:1"],
    // What could lead out of the formula.
    ['cos.constructor("return 1")', "formula-part 1:1"],
    ["f = o.constructor", "→ f"],
    ["map([1], o.run)", "formula-part 1:1"],
    ["o.run(1)", "formula-part 1:1"],
    ["import({a: 1})", "formula-function 1:1"],
    ['evaluate("1")', "formula-function 1:1"],
    ["eval(1)", "formula-function 1:1"],
    ["fetch(1)", "formula-function 1:1"],
    ["alert(1)", "formula-function 1:1"],
    ["window", "formula-part 1:1"],
    ["location", "formula-part 1:1"],
    ["$tick(1)", "formula-function 1:1"],
  ])("%s", (source, expected) => {
    const found = flow(cell(source, "formula"));
    expect(found === expected || found.endsWith(expected)).toBe(true);
  });

  test("reach only own parts of objects, and only short lists", () => {
    expect(() => value("o.constructor", { o: {} })).toThrow("there is no part constructor");
    expect(() => value('o["__proto__"]', { o: {} })).toThrow("there is no part");
    expect(() => value("a[5]", { a: [1] })).toThrow("there is no part 5");
    expect(() => value("sum(1:1e9)")).toThrow("at most 10,000");
  });

  test("tell the function that was meant", () => {
    expect(say(cell("evaluat(1)", "formula").error ?? cell("parse(1)", "formula").error!, "en"))
      .toContain('"parse" is not available in formulas');
  });
});

describe("every mode", () => {
  test("of an unknown type does not run and is told", () => {
    const compiled = cell("SELECT 1", "unknown", {
      attributes: { type: "application/sql" },
      output: "t",
    });
    expect(say(compiled.error!, "en")).toContain('"application/sql" do not run here');
    expect(compiled.outputs).toEqual(["t"]);
  });
  test.each<Mode>(["javascript", "typescript", "markdown", "html", "formula"])(
    "empty %s",
    (mode) => {
      expect(flow(cell(" \n", mode))).toBe("→");
      expect(run(cell("", mode))).toBeUndefined();
    },
  );
});

/** Whether a call of `missing` fails on this line of the compiled function. */
function line(compiled: Compiled, wanted: number): boolean {
  if (compiled.error) throw new Error(say(compiled.error, "en"));
  const lines = compiled.body.split("\n");
  return lines[wanted - 1].includes("missing()");
}
