import {
  type Expression,
  type Identifier,
  type Node,
  type Options,
  Parser,
  type Program,
  tokTypes,
} from "acorn";
import { base, full, recursive } from "acorn-walk";
import type { Result } from "../compile.ts";
import { place, type Problem } from "../problem.ts";
import { guarded, inserted, type Insertion } from "./guard.ts";
import { isName, language, notebook } from "./names.ts";
import { declarations, free } from "./scope.ts";

/**
 * Compiles JavaScript: an expression, whose value is shown, or a program, whose declarations are seen by
 * other cells. As in Notebook Kit, a text that can be read as an expression is one (`{a: 1}` is an
 * object); a named function or class is a declaration; an expression with a semicolon is a program.
 * `output` names the value of an expression.
 */
export function javascript(
  source: string,
  output?: string,
  label: "JavaScript" | "TypeScript" = "JavaScript",
): Result | Problem {
  const read = syntax(source);
  if ("code" in read) return { ...read, params: { ...read.params, language: label } };
  const outputs = read.type === "Program" ? [...declarations(read)] : [];
  const { reads, writes } = free(read);
  const problem = refused(source, read) ?? misdeclared(source, outputs) ??
    misassigned(source, writes) ?? misnamed(output) ??
    argumentless(source, reads);
  if (problem) return problem;
  const names = [...new Set(outputs.map(({ name }) => name))];
  return assemble(source, read, {
    outputs: read.type === "Program" ? names : output ? [output] : [],
    inputs: [...new Set(reads.map(({ name }) => name))].filter((name) => !language.has(name)),
  });
}

/** Why a name cannot be the `output` of a cell. */
export function misnamed(output: string | undefined): Problem | undefined {
  if (output === undefined || isName(output) && !reserved(output)) return undefined;
  return { code: "bad-output", severity: "error", params: { name: output } };
}

/** Reads an expression that starts at an offset; gives it and the offset of the token after it. */
export function expressionAt(
  source: string,
  at: number,
): { expression: Expression; next: number; type: unknown } {
  const parser = new (Parser as unknown as Opened)(options, source, at);
  parser.nextToken();
  const expression = parser.parseExpression();
  return { expression, next: parser.start, type: parser.type };
}

/** The place and the words of a parser's error. */
export function unreadable(source: string, error: unknown, language: string): Problem {
  const { message, pos } = error as { message: string; pos?: number };
  const detail = message.replace(/\s*\(\d+:\d+\)$/, "");
  const where = pos === undefined ? {} : place(source, Math.min(pos, source.length));
  return { code: "syntax", severity: "error", params: { language, detail }, ...where };
}

/** Puts together the function of a cell from its source and what was found out about it. */
function assemble(
  source: string,
  root: Node,
  { inputs, outputs }: { inputs: string[]; outputs: string[] },
): Result {
  const tick = unused(source, "$tick");
  const code = inserted(source, [...guarded(root, tick), ...named(root)]);
  const program = root.type === "Program";
  const wait = isAsync(root);
  const calls = inputs.some((name) => name === "display" || name === "view");
  const values = inputs.filter((name) => name !== "display" && name !== "view");
  const head = `${wait ? "async " : ""}function (${
    ["display", "view", tick, ...values].join(", ")
  }) {"use strict"; `;
  return {
    kind: program ? "program" : "expression",
    inputs: values,
    outputs,
    async: wait,
    shows: program || calls ? "none" : "value",
    body: program
      ? `${head}${code}\nreturn {${outputs.join(", ")}};\n}`
      : `${head}return (${code}\n);\n}`,
  };
}

/** What `Parser` offers and its types hide. */
interface Opened {
  new (options: Options, source: string, at: number): {
    nextToken(): void;
    parseExpression(): Expression;
    readonly type: unknown;
    readonly start: number;
  };
}

const options: Options = {
  ecmaVersion: "latest",
  sourceType: "module",
  allowAwaitOutsideFunction: true,
};

function syntax(source: string): Program | Expression | Problem {
  try {
    const { expression, type } = expressionAt(source, 0);
    const declares = expression.type === "FunctionExpression" ||
      expression.type === "ClassExpression";
    if (type === tokTypes.eof && !(declares && expression.id)) return expression;
  } catch {
    // No expression: what is wrong with it as a program is what the author should hear.
  }
  try {
    return Parser.parse(source, options);
  } catch (error) {
    return unreadable(source, error, "JavaScript");
  }
}

function refused(source: string, root: Node): Problem | undefined {
  let found: Problem | undefined;
  const refuse = (node: Node, code: Problem["code"], params: Problem["params"] = {}) => {
    found ??= { code, severity: "error", params, ...place(source, node.start) };
  };
  full(root, (node) => {
    const { source: from } = node as unknown as { source?: { value?: unknown } | null };
    const path = typeof from?.value === "string" ? from.value : "…";
    if (node.type === "ImportDeclaration" || node.type === "ImportExpression") {
      refuse(node, "import", { source: path });
    } else if (/^Export/.test(node.type)) {
      refuse(node, "export");
    } else if (
      node.type === "MetaProperty" && source.slice(node.start, node.end).startsWith("import")
    ) {
      refuse(node, "import-meta");
    }
  });
  if (found || root.type !== "Program") return found;
  const using = (root as Program).body.find((statement) =>
    statement.type === "VariableDeclaration" && /using/.test(statement.kind)
  );
  if (using) refuse(using, "using-declaration");
  return found;
}

function misdeclared(source: string, declared: readonly Identifier[]): Problem | undefined {
  const node = declared.find(({ name }) => reserved(name));
  return node && about(source, node, "reserved-name");
}

function misassigned(source: string, writes: readonly Identifier[]): Problem | undefined {
  const [node] = writes;
  if (!node) return undefined;
  return about(source, node, language.has(node.name) ? "global-assignment" : "outer-assignment");
}

function argumentless(source: string, reads: readonly Identifier[]): Problem | undefined {
  const node = reads.find(({ name }) => name === "arguments");
  return node && about(source, node, "arguments");
}

function about(source: string, { name, start }: Identifier, code: Problem["code"]): Problem {
  return { code, severity: "error", params: { name }, ...place(source, start) };
}

function reserved(name: string): boolean {
  return language.has(name) || notebook.has(name);
}

/** Tells `view` the name that its value gets, in `const x = view(…)`, so that inputs keep values by name. */
function named(root: Node): Insertion[] {
  if (root.type !== "Program") return [];
  return (root as Program).body.flatMap((statement) => {
    if (statement.type !== "VariableDeclaration") return [];
    return statement.declarations.flatMap(({ id, init }) => {
      const call = init?.type === "AwaitExpression" ? init.argument : init;
      const asked = call?.type === "CallExpression" && call.callee.type === "Identifier" &&
        call.callee.name === "view";
      if (!asked || id.type !== "Identifier") return [];
      return [{ at: call.callee.end, text: `.as(${JSON.stringify(id.name)})` }];
    });
  });
}

/** Whether the code waits outside of its functions. */
function isAsync(root: Node): boolean {
  let found = false;
  const skip = () => {};
  recursive(root, null, {
    Function: skip,
    AwaitExpression() {
      found = true;
    },
    ForOfStatement(node, state, next) {
      if (node.await) found = true;
      base.ForOfStatement!(node, state, next);
    },
    // Inner `await using` waits as well.
    VariableDeclaration(node, state, next) {
      if (node.kind === "await using") found = true;
      base.VariableDeclaration!(node, state, next);
    },
  });
  return found;
}

function unused(source: string, name: string): string {
  return source.includes(name) ? unused(source, `${name}_`) : name;
}
