import { closest } from "../../../../engine/nearest.ts";
import type { Problem } from "../../problem.ts";
import { functions } from "../functions.ts";
import { browser, isName, language, notebook } from "../names.ts";

/** What is noted while a node is written. */
export interface Writer {
  readonly refuse: (code: Problem["code"], params: Problem["params"]) => never;
  readonly uses: Set<string>;
  readonly local: ReadonlySet<string>;
}

/** The parts of the nodes of mathjs that are read here. */
export interface Parts {
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

/** One node of mathjs as one expression of JavaScript. */
export function write(node: Parts, writer: Writer): string {
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

/** Constants of mathjs, and what they are in JavaScript. */
export const constants: Readonly<Record<string, string>> = {
  pi: "Math.PI",
  π: "Math.PI",
  tau: "(2 * Math.PI)",
  e: "Math.E",
  phi: "((1 + Math.sqrt(5)) / 2)",
  Infinity: "Infinity",
  NaN: "NaN",
  undefined: "undefined",
};

/** Names that lead out of the notebook's own values, or that the compiled formula uses itself. */
export function isForeign(name: string): boolean {
  return !isName(name) || language.has(name) || browser.has(name) || notebook.has(name) ||
    /^\$(tick|at|range)$/.test(name);
}
