import { create, type MathNode, parseDependencies } from "mathjs";
import type { Result } from "../compile.ts";
import { place, type Problem } from "../problem.ts";
import { constants, isForeign, type Parts, write, type Writer } from "./formula/node.ts";
import { type Statement, statements } from "./formula/statement.ts";
import { functions } from "./functions.ts";

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
