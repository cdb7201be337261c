import { type Expression, tokTypes } from "acorn";
import type { Result } from "../compile.ts";
import { place, type Problem } from "../problem.ts";
import { expressionAt, javascript, misnamed } from "./script.ts";

/**
 * Compiles markdown or HTML with `${…}`: the text between goes to a tag, `md` or `htl.html`, as it stands
 * (cooked and raw strings are the same, so backslashes and backticks need no care), the expressions as
 * values. `\${` is the characters themselves.
 */
export function template(
  mode: "markdown" | "html",
  text: string,
  output?: string,
): Result | Problem {
  const wrong = misnamed(output);
  if (wrong) return wrong;
  const strings: string[] = [];
  const expressions: Expression[] = [];
  let from = 0;
  let literal = "";
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", from)) {
    if (escaped(text, at)) {
      literal += text.slice(from, at - 1) + "${";
      from = at + 2;
      continue;
    }
    const hole = holeAt(text, at);
    if ("code" in hole) return hole;
    strings.push(literal + text.slice(from, at));
    literal = "";
    expressions.push(hole.expression);
    from = hole.end;
  }
  strings.push(literal + text.slice(from));
  const code = call(mode === "markdown" ? "md" : "htl.html", text, strings, expressions);
  const result = javascript(code, output);
  // The text is shown even where an expression in it shows something of its own.
  return "code" in result ? result : { ...result, shows: "value" };
}

function escaped(text: string, at: number): boolean {
  return /\\*$/.exec(text.slice(0, at))![0].length % 2 === 1;
}

function holeAt(text: string, at: number): { expression: Expression; end: number } | Problem {
  try {
    const { expression, next, type } = expressionAt(text, at + 2);
    if (type === tokTypes.braceR) return { expression, end: next + 1 };
    return open(text, at, "} is missing");
  } catch (error) {
    return open(text, at, (error as Error).message.replace(/\s*\(\d+:\d+\)$/, ""));
  }
}

function open(text: string, at: number, detail: string): Problem {
  return { code: "template-open", severity: "error", params: { detail }, ...place(text, at) };
}

/** The call of the tag, each expression on the line where it stands in the text. */
function call(
  tag: string,
  text: string,
  strings: readonly string[],
  expressions: readonly Expression[],
): string {
  let code = `${tag}(((s) => (s.raw = s.slice(), s))(${literal(strings)})`;
  let line = 1;
  for (const { start, end } of expressions) {
    const wanted = place(text, start).line;
    // In brackets: `${a, b}` is the value of b. A line break ends a comment of the expression before.
    code += ", " + "\n".repeat(Math.max(0, wanted - line)) + `(${text.slice(start, end)})`;
    line = Math.max(line, wanted) + text.slice(start, end).split("\n").length - 1;
  }
  return `${code})`;
}

/** Strings as JavaScript, without `<`, so that the code can stand in a page. */
function literal(strings: readonly string[]): string {
  return JSON.stringify(strings).replaceAll("<", "\\u003c");
}
