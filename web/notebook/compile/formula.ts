import { create, type MathNode, parseDependencies } from "mathjs";
import { closest } from "../../../engine/nearest.ts";
import type { Result } from "../compile.ts";
import { place, type Problem } from "../problem.ts";
import { functions } from "./functions.ts";
import { browser, isName, language, notebook } from "./names.ts";

/**
 * Compiles formulas in the syntax of mathjs, one a line: `リスク = 脅威 * 脆弱性`, `f(x) = x^2`, or an
 * expression alone. The order of the lines does not matter, and each name is given once. What an IME
 * writes is understood (＝, ＋, ×, （, １, ≦ …). The result calls functions of `math`, which the notebook
 * provides, and never the parser: a report needs no mathjs parser and no `eval`.
 *
 * Formulas of unknown origin are safe to run: only the listed functions, only own properties of
 * objects, lists of at most 10,000 values, no strings put together, time limited as in every cell.
 *
 * Departures from mathjs: no units, no complex numbers, no assignment to parts of a list, arrays instead
 * of matrices, and a function's name is one of the list or of the notebook, the list first.
 */
export function formula(source: string): Result | Problem {
  try {
    return written(ordered(unique(statements(source).map(read))));
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
}

/** How a problem leaves the recursion below; `formula` turns it back into a value. */
class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

interface Statement {
  readonly text: string;
  readonly at: { readonly line: number; readonly column: number };
}

interface Line extends Statement {
  /** The name that is given; undefined for an expression alone. */
  readonly name?: string;
  readonly isFunction: boolean;
  /** The free names. */
  readonly uses: ReadonlySet<string>;
  readonly code: string;
}

const { parse } = create({ parseDependencies }) as unknown as {
  parse: ((text: string) => MathNode) & { isAlpha: (...chars: string[]) => boolean };
};

// mathjs knows Latin and Greek letters only; a name of a notebook may be any name of JavaScript.
const plainAlpha = parse.isAlpha;
parse.isAlpha = (char, before, after) =>
  plainAlpha(char, before, after) ||
  !/[0-9]/.test(char) &&
    /^[\p{ID_Continue}$_]$/u.test(
      /[\ud800-\udbff]/.test(char)
        ? char + after
        : /[\udc00-\udfff]/.test(char)
        ? before + char
        : char,
    );

/** Cuts the source at line ends and semicolons outside of brackets and quotes. */
function statements(source: string): Statement[] {
  const found: Statement[] = [];
  const text = narrow(source);
  let depth = 0;
  let from = 0;
  const end = (at: number) => {
    const part = text.slice(from, at);
    const start = from + (part.length - part.trimStart().length);
    if (part.trim()) found.push({ text: part.trim(), at: place(text, start) });
    from = at + 1;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = quoted(text, at);
    else if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && (char === "\n" || char === ";")) end(at);
  }
  end(text.length);
  return found;
}

function quoted(text: string, at: number): number {
  for (let end = at + 1; end < text.length && text[end] !== "\n"; end++) {
    if (text[end] === "\\") end++;
    else if (text[end] === '"') return end;
  }
  return at;
}

/** Signs and digits as an IME writes them, in their plain form, without comments. Names stay. */
function narrow(source: string): string {
  return source.replace(
    /"(?:[^"\\\n]|\\.)*"|[#＃][^\n]*|[\p{ID_Start}$_][\p{ID_Continue}$]*|[\u0080-\u{10ffff}]/gu,
    (part) => /^[#＃]/.test(part) ? "" : part.length > 1 ? part : signs[part] ?? wide(part),
  );
}

function wide(char: string): string {
  const code = char.codePointAt(0)!;
  return code > 0xff00 && code < 0xff5f && !/\p{L}/u.test(char)
    ? String.fromCharCode(code - 0xfee0)
    : char;
}

const signs: Readonly<Record<string, string>> = {
  "　": " ",
  "\u00a0": " ",
  "×": "*",
  "÷": "/",
  "−": "-",
  "≦": "<=",
  "≤": "<=",
  "≧": ">=",
  "≥": ">=",
  "≠": "!=",
  "、": ",",
  "”": '"',
  "“": '"',
};

function read(statement: Statement): Line {
  const node = parsed(statement);
  const refuse = (code: Problem["code"], params: Problem["params"]): never => {
    throw new Refusal({ code, severity: "error", params, ...statement.at });
  };
  const uses = new Set<string>();
  const writer: Writer = { refuse, uses, local: new Set() };
  if (isAssignment(node)) {
    const name = node.object.name;
    if (node.index || node.object.type !== "SymbolNode" || !name) refuse("formula-target", {});
    permitted(name, refuse);
    return { ...statement, name, isFunction: false, uses, code: write(node.value, writer) };
  }
  if (isFunctionAssignment(node)) {
    permitted(node.name, refuse);
    node.params.forEach((name) => isForeign(name) && refuse("reserved-name", { name }));
    const code = write(node.expr, { ...writer, local: new Set<string>(node.params) });
    const body = `(${node.params.join(", ")}) => ($tick(), ${code})`;
    return { ...statement, name: node.name, isFunction: true, uses, code: body };
  }
  return { ...statement, isFunction: false, uses, code: write(node, writer) };
}

function parsed({ text, at }: Statement): Parts {
  try {
    return parse(text) as unknown as Parts;
  } catch (error) {
    const { message, char } = error as { message: string; char?: number };
    const detail = message.replace(/\s*\(char \d+\)$/, "");
    const before = text.slice(0, Math.max(0, (char ?? 1) - 1));
    const inside = place(before, before.length);
    throw new Refusal({
      code: "formula-syntax",
      severity: "error",
      params: { text, detail },
      line: at.line + inside.line - 1,
      column: inside.line === 1 ? at.column + inside.column - 1 : inside.column,
    });
  }
}

function permitted(name: string, refuse: Writer["refuse"]): void {
  if (Object.hasOwn(constants, name) || functions.has(name)) refuse("formula-constant", { name });
  if (isForeign(name)) refuse("reserved-name", { name });
}

/** Names that lead out of the notebook's own values, or that the compiled formula uses itself. */
function isForeign(name: string): boolean {
  return !isName(name) || language.has(name) || browser.has(name) || notebook.has(name) ||
    /^\$(tick|at|range)$/.test(name);
}

function unique(lines: readonly Line[]): readonly Line[] {
  const seen = new Set<string>();
  for (const { name, at } of lines) {
    if (name === undefined) continue;
    if (seen.has(name)) {
      throw new Refusal({ code: "formula-twice", severity: "error", params: { name }, ...at });
    }
    seen.add(name);
  }
  return lines;
}

/** The lines so that each comes after those it uses. Functions may use themselves and one another. */
function ordered(lines: readonly Line[]): readonly Line[] {
  const giver = new Map(lines.flatMap((line) => line.name ? [[line.name, line] as const] : []));
  const done = new Set<Line>();
  const path: Line[] = [];
  const visit = (line: Line) => {
    if (done.has(line)) return;
    const open = path.indexOf(line);
    if (open >= 0) {
      const circle = path.slice(open);
      if (circle.every((part) => part.isFunction)) return;
      const names = [...circle, line].map((part) => part.name).join(" → ");
      const params = { path: names };
      throw new Refusal({ code: "formula-circle", severity: "error", params, ...line.at });
    }
    path.push(line);
    for (const name of line.uses) {
      const used = giver.get(name);
      if (used) visit(used);
    }
    path.pop();
    done.add(line);
  };
  lines.forEach(visit);
  return [...done];
}

function written(lines: readonly Line[]): Result {
  const outputs = lines.flatMap(({ name }) => name === undefined ? [] : [name]);
  const uses = new Set(lines.flatMap((line) => [...line.uses]));
  const inputs = [...uses].filter((name) => !outputs.includes(name));
  const code = lines.map((line) => line.code).join("\n");
  if (code.includes("math.")) inputs.unshift("math");
  const helpers = Object.entries(tools).filter(([name]) => code.includes(`${name}(`));
  const consts = lines.flatMap(({ name, code }) => name ? [`const ${name} = ${code};`] : []);
  // Rows in the order of the page, which is the order of the places.
  const rows = lines.toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
  const labels = new Map<string, number>();
  const results = rows.map(({ name, text, code }) => {
    if (name !== undefined) return `${JSON.stringify(name)}: ${name}`;
    const times = (labels.get(text) ?? 0) + 1;
    labels.set(text, times);
    const label = times > 1 || outputs.includes(text) ? `${text} (${times})` : text;
    return `${JSON.stringify(label)}: ${code}`;
  });
  const params = ["display", "view", "$tick", ...inputs].join(", ");
  return {
    kind: "rows",
    inputs,
    outputs: rows.flatMap(({ name }) => name === undefined ? [] : [name]),
    async: false,
    shows: "rows",
    body: [
      `function (${params}) {"use strict"; ${helpers.map(([, tool]) => tool).join(" ")}`,
      ...consts,
      `return {${results.join(", ")}};`,
      "}",
    ].join("\n"),
  };
}

// From here on: one node of mathjs to one expression of JavaScript.

interface Writer {
  readonly refuse: (code: Problem["code"], params: Problem["params"]) => never;
  readonly uses: Set<string>;
  readonly local: ReadonlySet<string>;
}

/** The parts of the nodes of mathjs that are read here. */
interface Parts {
  readonly type: string;
  readonly name: string;
  readonly value: Parts & (string | number | boolean | null | undefined);
  readonly object: Parts;
  readonly index: (Parts & { dimensions: Parts[] }) | null;
  readonly params: readonly (string & Parts)[];
  readonly expr: Parts;
  readonly fn: Parts & string;
  readonly op: string;
  readonly args: Parts[];
  readonly content: Parts;
  readonly condition: Parts;
  readonly trueExpr: Parts;
  readonly falseExpr: Parts;
  readonly conditionals: string[];
  readonly items: Parts[];
  readonly properties: Record<string, Parts>;
  readonly start: Parts;
  readonly end: Parts;
  readonly step: Parts | null;
  toString(): string;
}

function write(node: Parts, writer: Writer): string {
  const part = (child: Parts) => write(child, writer);
  switch (node.type) {
    case "ConstantNode":
      return constant(node.value);
    case "SymbolNode":
      return symbol(node.name, writer);
    case "ParenthesisNode":
      return `(${part(node.content)})`;
    case "OperatorNode":
      if (!functions.has(node.fn)) writer.refuse("formula-part", { text: node.op });
      return `math.${node.fn}(${node.args.map(part).join(", ")})`;
    case "RelationalNode":
      return relation(node, part);
    case "ConditionalNode":
      return `(${part(node.condition)} ? ${part(node.trueExpr)} : ${part(node.falseExpr)})`;
    case "FunctionNode":
      return called(node, writer);
    case "ArrayNode":
      return `[${node.items.map(part).join(", ")}]`;
    case "ObjectNode":
      return `({${
        Object.entries(node.properties).map(([key, value]) =>
          `[${JSON.stringify(key)}]: ${part(value)}`
        ).join(", ")
      }})`;
    case "RangeNode":
      return `$range(${[node.start, node.end, ...(node.step ? [node.step] : [])].map(part)})`;
    case "AccessorNode": {
      const keys = node.index!.dimensions;
      if (keys.some((key) => key.type === "RangeNode")) {
        writer.refuse("formula-part", { text: String(node) });
      }
      return keys.reduce((object, key) => `$at(${object}, ${part(key)})`, part(node.object));
    }
  }
  return writer.refuse("formula-part", { text: String(node) });
}

function constant(value: unknown): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  return value === undefined ? "undefined" : JSON.stringify(value);
}

function symbol(name: string, { uses, local, refuse }: Writer): string {
  if (local.has(name)) return name;
  if (Object.hasOwn(constants, name)) return constants[name];
  if (isForeign(name)) refuse("formula-part", { text: name });
  // A function handed to another, as in map([1, 2], sqrt).
  if (functions.has(name)) return `math.${name}`;
  uses.add(name);
  return name;
}

function relation(node: Parts, part: (child: Parts) => string): string {
  const pairs = node.conditionals.map((test, index) =>
    `math.${test}(${part(node.params[index])}, ${part(node.params[index + 1])})`
  );
  return pairs.reduce((all, pair) => `math.and(${all}, ${pair})`);
}

function called(node: Parts, writer: Writer): string {
  const args = node.args.map((child) => write(child, writer)).join(", ");
  const { type, name } = node.fn;
  // Only names are called, and only names are handed on to be called: never a part of an object.
  const handed = callers.has(name) ? node.args.slice(1) : [];
  if (type !== "SymbolNode" || handed.some((child) => child.type === "AccessorNode")) {
    return writer.refuse("formula-part", { text: String(node) });
  }
  if (!writer.local.has(name) && functions.has(name)) return `math.${name}(${args})`;
  if (isForeign(name) || forbidden.has(name)) {
    writer.refuse("formula-function", { name, hint: hint(name) });
  }
  if (!writer.local.has(name)) writer.uses.add(name);
  return `${name}(${args})`;
}

function hint(name: string): string {
  const near = closest(name, functions);
  return near ? ` (${near}?)` : "";
}

/** Functions that call what they are given. */
const callers = new Set(["map", "filter", "sort"]);

/** Names of mathjs that are better refused by name than reported as missing. */
const forbidden = new Set(
  "import createUnit evaluate parse compile simplify derivative parser config typed chain help"
    .split(
      " ",
    ),
);

const constants: Readonly<Record<string, string>> = {
  pi: "Math.PI",
  π: "Math.PI",
  tau: "(2 * Math.PI)",
  e: "Math.E",
  phi: "((1 + Math.sqrt(5)) / 2)",
  Infinity: "Infinity",
  NaN: "NaN",
  undefined: "undefined",
};

/** What formulas need beside `math`; put into a cell that uses it. */
const tools: Readonly<Record<string, string>> = {
  $range: `const $range = (from, to, step = 1) => {
    const size = Math.floor((to - from) / step + 1e-9) + 1;
    if (!(size <= 10000)) throw new RangeError("a range has at most 10,000 values");
    return Array.from({ length: Math.max(0, size) }, (_, index) => from + index * step);
  };`.replace(/\n\s*/g, " "),
  $at: `const $at = (list, key) => {
    const own = Array.isArray(list) ? Number.isInteger(key) && key >= 1 && key <= list.length : typeof list
      === "object" && list !== null && Object.hasOwn(list, key);
    if (!own) throw new RangeError("there is no part " + key);
    return Array.isArray(list) ? list[key - 1] : list[key];
  };`.replace(/\n\s*/g, " "),
};

// The nodes of mathjs are told apart by their type.

function isAssignment(node: Parts): boolean {
  return node.type === "AssignmentNode";
}

function isFunctionAssignment(node: Parts): boolean {
  return node.type === "FunctionAssignmentNode";
}
