import type { Identifier, Node, Pattern, Program } from "acorn";
import { ancestor } from "acorn-walk";

/** The free names of a piece of code, as the nodes where they stand, in reading order. */
export interface Free {
  readonly reads: readonly Identifier[];
  /** Those of them that are assigned, counted up or down, or the target of a loop. */
  readonly writes: readonly Identifier[];
}

/**
 * Finds the names that a piece of code uses and does not declare, by the rules of strict mode: `var`
 * belongs to the body of the function, `let`, `const`, classes and functions to their block, parameters
 * to the function and its defaults.
 */
export function free(root: Node): Free {
  const scopes = declared(root);
  const isFree = (name: string, parents: readonly Node[]) =>
    !parents.some((parent) => scopes.get(parent)?.has(name));
  const reads: Identifier[] = [];
  const writes: Identifier[] = [];
  const see = (node: Node, _: unknown, parents: Node[]) => {
    if (isFree((node as Identifier).name, parents)) reads.push(node as Identifier);
  };
  const target = (part: "left" | "argument") => (node: Node, _: unknown, parents: Node[]) => {
    const pattern = (node as unknown as Record<string, Node>)[part];
    if (pattern.type === "VariableDeclaration") return;
    writes.push(...names(pattern).filter(({ name }) => isFree(name, parents)));
  };
  ancestor(root, {
    Identifier: see,
    VariablePattern: see,
    AssignmentExpression: target("left"),
    UpdateExpression: target("argument"),
    ForInStatement: target("left"),
    ForOfStatement: target("left"),
    // deno-lint-ignore no-explicit-any -- the types of acorn-walk do not know VariablePattern
  } as any);
  return { reads: inOrder(reads), writes: inOrder(writes) };
}

/** The names that a pattern binds or assigns: `{a, b: [c, ...d], e = 1}` gives a, c, d, e. */
export function names(pattern: Node | null): Identifier[] {
  const node = pattern as Pattern | null;
  switch (node?.type) {
    case "Identifier":
      return [node];
    case "ObjectPattern":
      return node.properties.flatMap((part) => names(part.type === "Property" ? part.value : part));
    case "ArrayPattern":
      return node.elements.flatMap(names);
    case "RestElement":
      return names(node.argument);
    case "AssignmentPattern":
      return names(node.left);
  }
  return [];
}

/** The names declared at the top of a program. */
export function declarations(program: Program): Identifier[] {
  return program.body.flatMap((statement): Identifier[] => {
    switch (statement.type) {
      case "VariableDeclaration":
        return statement.declarations.flatMap((part) => names(part.id));
      case "FunctionDeclaration":
      case "ClassDeclaration":
        return [statement.id];
      default:
        return hoisted(statement);
    }
  });
}

/** Names of `var` inside blocks, loops and branches belong to the top as well. */
function hoisted(statement: Node): Identifier[] {
  const found: Identifier[] = [];
  ancestor(statement, {
    VariableDeclaration(node, _, parents) {
      if (node.kind !== "var" || parents.some(isClosed)) return;
      found.push(...node.declarations.flatMap((part) => names(part.id)));
    },
  });
  return found;
}

function isClosed(node: Node): boolean {
  return isFunction(node) || node.type === "StaticBlock";
}

function declared(root: Node): Map<Node, Set<string>> {
  const scopes = new Map<Node, Set<string>>();
  const add = (scope: Node, ...found: string[]) => {
    const known = scopes.get(scope);
    if (known) found.forEach((name) => known.add(name));
    else scopes.set(scope, new Set(found));
  };
  const bound = (pattern: Node | null) => names(pattern).map(({ name }) => name);
  ancestor(root, {
    VariableDeclaration(node, _, parents) {
      const scope = node.kind === "var" ? body(parents) : block(parents);
      add(scope ?? root, ...node.declarations.flatMap((part) => bound(part.id)));
    },
    Function(node, _, parents) {
      add(node, ...node.params.flatMap(bound));
      if (node.type !== "ArrowFunctionExpression") add(node, "arguments");
      if (!node.id) return;
      if (node.type === "FunctionDeclaration") add(block(parents) ?? root, node.id.name);
      else add(node, node.id.name);
    },
    Class(node, _, parents) {
      if (!node.id) return;
      add(node, node.id.name);
      if (node.type === "ClassDeclaration") add(block(parents) ?? root, node.id.name);
    },
    CatchClause(node) {
      if (node.param) add(node, ...bound(node.param));
    },
  });
  return scopes;
}

/** The innermost block around a node; the last of `parents` is the node itself. */
function block(parents: readonly Node[]): Node | undefined {
  return parents.slice(0, -1).findLast((node) => blocks.has(node.type));
}

/** The body of the innermost function around a node, or the program. */
function body(parents: readonly Node[]): Node | undefined {
  const at = parents.findLastIndex((node, index) =>
    node.type === "Program" || node.type === "StaticBlock" || isFunction(parents[index - 1]) &&
      node.type === "BlockStatement"
  );
  return parents[at];
}

function isFunction(node: Node | undefined): boolean {
  return node !== undefined && /Function/.test(node.type);
}

const blocks = new Set([
  "Program",
  "BlockStatement",
  "StaticBlock",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "SwitchStatement",
]);

function inOrder(nodes: Identifier[]): Identifier[] {
  return [...new Set(nodes)].sort((a, b) => a.start - b.start);
}
