import { all, create } from "mathjs";

/**
 * Compiles a user's formula (mathjs syntax, Japanese names allowed) into a function of named values.
 * Functions that reach beyond arithmetic (import, createUnit, evaluate, parse, simplify, derivative)
 * are switched off, as the mathjs documentation on security advises.
 * Throws a `SyntaxError` of mathjs for an unreadable formula.
 */
export function formula(
  expression: string,
): (scope: Readonly<Record<string, string | number>>) => unknown {
  const compiled = compile(expression);
  return (scope) => compiled.evaluate({ ...scope });
}

const math = create(all);
// Kept before the functions are switched off: compiling needs the parser, formulas do not.
const compile = math.compile.bind(math);
const japanese = /[぀-ヿ㐀-鿿々ー]/;
const parse = math.parse as unknown as {
  isAlpha: (char: string, previous: string, next: string) => boolean;
};
const plain = parse.isAlpha;
parse.isAlpha = (char, previous, next) => japanese.test(char) || plain(char, previous, next);
const off = (name: string) => () => {
  throw new Error(`The function ${name} is not available in formulas.`);
};
const names = ["import", "createUnit", "evaluate", "parse", "simplify", "derivative", "reviver"];
math.import(Object.fromEntries(names.map((name) => [name, off(name)])), { override: true });
