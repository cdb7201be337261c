import { all, create, type MathNode } from "mathjs";

/**
 * Compiles a user's formula (mathjs syntax, Japanese names allowed) into a function of named values.
 * A formula is arithmetic over single values: numbers, texts, comparisons, conditions and the functions
 * below. Lists, ranges, objects and functions of one's own are refused, so that a formula in a hostile
 * record can neither loop nor fill the memory nor reach anything but its values.
 * Throws a `SyntaxError` for a formula that is unreadable or refused.
 */
export function formula(
  expression: string,
): (scope: Readonly<Record<string, string | number>>) => unknown {
  const tree = math.parse(expression);
  tree.traverse(refuse);
  const compiled = tree.compile();
  return (scope) => compiled.evaluate({ ...scope });
}

const functions = new Set([
  ...["abs", "ceil", "fix", "floor", "round", "sign", "mod", "min", "max", "mean", "median", "sum"],
  ...["exp", "log", "log2", "log10", "pow", "sqrt", "cbrt", "square", "cube"],
  ...["and", "or", "not", "xor", "equal", "equalText", "unequal"],
  ...["smaller", "smallerEq", "larger", "largerEq", "add", "subtract", "multiply", "divide"],
]);
const operators = new Set(
  [
    "+",
    "-",
    "*",
    "/",
    "%",
    "mod",
    "^",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "and",
    "or",
    "xor",
    "not",
  ],
);
const nodes = new Set([
  ...["ConstantNode", "SymbolNode", "ParenthesisNode", "ConditionalNode", "RelationalNode"],
  ...["OperatorNode", "FunctionNode", "AssignmentNode", "BlockNode"],
]);

function refuse(node: MathNode): void {
  const { type, op, fn } = node as MathNode & { op?: string; fn?: { name?: string } };
  if (type === "FunctionNode" && !functions.has(fn?.name ?? "")) {
    throw new SyntaxError(`The function ${fn?.name ?? fn} is not available in formulas.`);
  }
  if (type === "OperatorNode" && !operators.has(op!)) {
    throw new SyntaxError(`The operator ${op} is not available in formulas.`);
  }
  if (!nodes.has(type)) {
    throw new SyntaxError(`Formulas are arithmetic over single values: ${node} is not available.`);
  }
}

const math = create(all);
const japanese = /[぀-ヿ㐀-鿿々ー]/;
const parse = math.parse as unknown as {
  isAlpha: (char: string, previous: string, next: string) => boolean;
};
const plain = parse.isAlpha;
parse.isAlpha = (char, previous, next) => japanese.test(char) || plain(char, previous, next);
