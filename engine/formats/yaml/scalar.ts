import { CST, Document, isScalar, type ScalarTag } from "./library.ts";
import { type Node, scalar } from "./node.ts";
import {
  afterBreak,
  afterRest,
  isBreak,
  isEmpty,
  isFlow,
  isMarker,
  odd,
  type Scan,
  sign,
  skipSpaces,
} from "./scan.ts";

/**
 * A plain scalar. Inside brackets it ends at a comma or bracket as well. It goes on over the next lines
 * as long as these are indented by `least`. What it says is left to the library where it has several lines or
 * may be a number or another word.
 */
export function plain(scan: Scan, least: number, inFlow: boolean): Node {
  const { text, at: start, base } = scan;
  if (cannotBegin(text, start)) throw odd;
  const end = scan.at = plainEnd(text, start, least, inFlow);
  const source = text.slice(start, end);
  const value = source.includes("\n") ? decoded({ ...token, type: "scalar", source }) : source;
  return scalar("plain", start + base, end + base, word(value));
}

/** Whether a plain scalar cannot begin here, or what begins here is more than everyday YAML. */
export function cannotBegin(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === sign.dash || code === sign.question || code === sign.colon) {
    return isEmpty(text, at + 1);
  }
  return marks.has(code);
}

const marks = new Set([..."\t\uFEFF!%&*@`|>,[]{}#\"'"].map((mark) => mark.charCodeAt(0)));

function plainEnd(text: string, start: number, least: number, inFlow: boolean): number {
  let end = start;
  for (let at = start; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === sign.space || code === sign.tab) {
      if (text.charCodeAt(++at) === sign.hash) return end;
    } else if (code === sign.feed || code === sign.back) {
      at = continued(text, at, least);
      if (at < 0) return end;
    } else if (code === sign.colon) {
      if (isEmpty(text, at + 1) || (inFlow && isFlow(text.charCodeAt(at + 1)))) return end;
      end = ++at;
    } else if (inFlow && isFlow(code)) return end;
    else end = ++at;
  }
  return end;
}

/**
 * Where a plain scalar goes on after a line break: at the content of the next line that has any. -1
 * where that line is not indented deeply enough, or is a comment.
 */
function continued(text: string, from: number, least: number): number {
  for (let at = afterBreak(text, from);;) {
    const line = at;
    at = skipSpaces(text, at);
    const code = text.charCodeAt(at);
    if (code === sign.feed || code === sign.back) at = afterBreak(text, at);
    else if (at >= text.length || at - line < least || code === sign.hash) return -1;
    else if (code === sign.tab || (least === 0 && isMarker(text, line))) throw odd;
    else return at;
  }
}

/** A scalar in quotes; further lines are indented by `least`. */
export function quoted(scan: Scan, least: number): Node {
  const { text, at: start, base } = scan;
  const end = scan.at = quotedEnd(text, start, least);
  const style = text.charCodeAt(start) === sign.double ? "double" : "single";
  return scalar(style, start + base, end + base, unquoted(text.slice(start, end)));
}

/** After the closing quote. */
export function quotedEnd(text: string, start: number, least: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (quote === sign.double || text.charCodeAt(at + 1) !== quote) return at + 1;
      at++;
    } else if (code === sign.escape && quote === sign.double && !isBreak(text, at + 1)) at++;
    else if (code === sign.feed) at = indented(text, at + 1, least) - 1;
  }
  throw odd;
}

/** What a quoted scalar says. */
export function unquoted(source: string): string {
  const double = source.charCodeAt(0) === sign.double;
  if (!source.includes(double ? "\\" : "''") && !source.includes("\n")) return source.slice(1, -1);
  return decoded({
    ...token,
    type: double ? "double-quoted-scalar" : "single-quoted-scalar",
    source,
  });
}

/** The content of a line, which is indented deeply enough or blank. */
function indented(text: string, line: number, least: number): number {
  const at = skipSpaces(text, line);
  if (!isBreak(text, at) && (at - line < least || (least === 0 && isMarker(text, line)))) throw odd;
  return at;
}

/** A block scalar (`|`, `>`) held at the column `parent`; one that states its indentation is odd. */
export function literal(scan: Scan, parent: number): Node {
  const { text, at: start, base } = scan;
  const chomp = text[start + 1] === "-" || text[start + 1] === "+" ? text[start + 1] : "";
  const header = text[start] + chomp;
  const body = afterRest(text, start + header.length);
  const { last, indent } = firstContent(text, body);
  let end = indent > parent ? lastLine(text, last, indent) : last;
  if (text.charCodeAt(skipSpaces(text, end + 1)) === sign.tab) throw odd;
  if (chomp !== "+") end = withoutBlank(text, end, body, indent);
  scan.at = Math.min(end + 1, text.length);
  const source = text.slice(body, scan.at);
  const props = [{ ...token, type: "block-scalar-header" as const, source: header }];
  const value = decoded({ ...token, type: "block-scalar", indent: parent, props, source });
  return scalar("literal", start + base, scan.at + base, value);
}

/** The indentation of the first line that is not blank, and the line break before it. */
function firstContent(text: string, body: number): { last: number; indent: number } {
  let last = body - 1;
  let indent = 0;
  for (let at = body; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === sign.space) indent++;
    else if (code === sign.feed) {
      last = at;
      indent = 0;
    } else if (!isBreak(text, at)) break;
  }
  return { last, indent };
}

/** The line break that ends the last line indented as deeply. */
function lastLine(text: string, from: number, indent: number): number {
  for (let last = from;;) {
    const at = skipSpaces(text, last + 1);
    if (!isBreak(text, at) && at - last - 1 < indent) return last;
    last = text.indexOf("\n", at);
    if (last < 0) return text.length;
  }
}

/** The line break before the blank lines at the end; those indented more deeply belong to the text. */
function withoutBlank(text: string, from: number, body: number, indent: number): number {
  for (let last = from;;) {
    const end = text.charCodeAt(last - 1) === sign.back ? last - 2 : last - 1;
    let at = end;
    while (text.charCodeAt(at) === sign.space) at--;
    if (text.charCodeAt(at) !== sign.feed || at < body || at + 1 + indent <= end) return last;
    last = at;
  }
}

const token = { offset: 0, indent: 0 } as const;

/** What the library takes a scalar to say. */
function decoded(token: CST.FlowScalar | CST.BlockScalar): string {
  const found = CST.resolveAsScalar(token, true, () => {
    throw odd;
  });
  return found!.value;
}

/** What the library takes a plain scalar for: a number, a truth value, nothing, or else a text. */
function word(source: string): unknown {
  if (!special.test(source)) return source;
  if (digits.test(source)) return Number(source);
  const tag = words.find(({ test }) => test!.test(source));
  const value = tag ? tag.resolve(source, () => {}, options) : source;
  return isScalar(value) ? value.value : value;
}

// Most numbers are short, and need not be asked of each tag in turn.
const digits = /^\d{1,15}$/;

// Everything else is a text, which need not be asked of each tag in turn.
const special = /^[-+.\d~nNtTfF]/;

const { schema, options } = new Document();
const words = schema.tags.filter((tag): tag is ScalarTag => !tag.collection)
  .filter((tag) => tag.default === true && tag.test);
