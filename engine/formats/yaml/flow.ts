import { collection, deepest, empty, type Entry, type Node, none } from "./node.ts";
import { plain, quoted } from "./scalar.ts";
import {
  afterBreak,
  isFlow,
  isMarker,
  isQuote,
  lineEnd,
  nextLine,
  odd,
  type Scan,
  sign,
  skipSpaces,
} from "./scan.ts";

/**
 * The flow map or list that a whole text consists of, as JSON does, or `bare` only its value. Where it
 * is not everyday YAML: the place up to which it could be read.
 */
export function readFlow(text: string, at: number, bare: boolean): Node | number {
  const scan: Scan = { text, base: 0, bare, at, column: 0 };
  try {
    const node = flow(scan, 0, 1);
    nextLine(scan);
    return scan.column >= 0 ? scan.at : node;
  } catch (error) {
    if (error !== odd) throw error;
    return scan.at;
  }
}

/**
 * A flow map or list. Its lines are indented by `least`, but for the bracket that closes the outermost
 * one, which the library lets stand one column before.
 */
export function flow(scan: Scan, least: number, depth: number, outermost = true): Node {
  if (depth > deepest) throw odd;
  const { text, base } = scan;
  const start = scan.at++;
  const inMap = text.charCodeAt(start) === sign.openMap;
  const close = inMap ? sign.closeMap : sign.closeList;
  const entries: Entry[] = [];
  skip(scan, least, outermost);
  while (text.charCodeAt(scan.at) !== close) {
    entries.push(inMap ? pair(scan, least, depth) : item(scan, least, depth, entries.length));
    skip(scan, least, outermost);
    if (text.charCodeAt(scan.at) === sign.comma) {
      scan.at++;
      skip(scan, least, outermost);
    } else if (text.charCodeAt(scan.at) !== close) throw odd;
  }
  scan.at++;
  const place = { start: start + base, end: scan.at + base };
  const kept = scan.bare ? none : entries;
  return collection(inMap ? "map" : "list", "flow", place, kept, valueOf(inMap, entries));
}

/** The value of a map or list by its entries. Of two equal keys one is a mistake, which is odd. */
export function valueOf(inMap: boolean, entries: readonly Entry[]): unknown {
  if (!inMap) return entries.map(({ node }) => node.value);
  const value: Record<string, unknown> = {};
  for (const { key, node } of entries) {
    if (Object.hasOwn(value, key) || key === "__proto__") throw odd;
    value[key] = node.value;
  }
  return value;
}

function item(scan: Scan, least: number, depth: number, key: number): Entry {
  const node = held(scan, least, depth);
  return { key, start: node.start, mark: -1, end: node.end, node };
}

function pair(scan: Scan, least: number, depth: number): Entry {
  const { text, base, at: start } = scan;
  const own = isQuote(text.charCodeAt(start)) ? quoted(scan, least) : plain(scan, least, true);
  const source = text.slice(start, scan.at);
  const key = own.style === "plain" ? source : String(own.value);
  scan.at = skipSpaces(text, scan.at);
  const none = source === "" || source.includes("\n");
  if (none || text.charCodeAt(scan.at) !== sign.colon) throw odd;
  const mark = ++scan.at + base;
  skip(scan, least, false);
  const next = text.charCodeAt(scan.at);
  const bare = next === sign.comma || next === sign.closeMap;
  const node = bare ? empty(mark) : held(scan, least, depth);
  return { key, start: start + base, mark, end: Math.max(mark, node.end), node };
}

function held(scan: Scan, least: number, depth: number): Node {
  const { text, at } = scan;
  const code = text.charCodeAt(at);
  if (code === sign.openList || code === sign.openMap) return flow(scan, least, depth + 1, false);
  if (isQuote(code)) return quoted(scan, least);
  const mark = code === sign.dash || code === sign.question;
  if (code === sign.colon || (mark && isFlow(text.charCodeAt(at + 1)))) throw odd;
  return plain(scan, least, true);
}

/** To the next sign within brackets, past spaces, line breaks and comments. */
function skip(scan: Scan, least: number, outermost: boolean): void {
  const { text } = scan;
  let at = scan.at;
  // A comment is set apart by a space.
  for (let apart = false; at < text.length; apart = true) {
    const code = text.charCodeAt(at);
    if (code === sign.space || code === sign.tab) at++;
    else if (code === sign.feed || code === sign.back) at = below(text, at, least, outermost);
    else if (code === sign.hash && apart) at = lineEnd(text, at);
    else break;
  }
  scan.at = at;
}

/** The content of the next line, which is indented deeply enough. */
function below(text: string, from: number, least: number, outermost: boolean): number {
  const line = afterBreak(text, from);
  const indent = skipSpaces(text, line) - line;
  let at = line + indent;
  while (text.charCodeAt(at) === sign.tab || text.charCodeAt(at) === sign.space) at++;
  const code = text.charCodeAt(at);
  if (code === sign.feed || code === sign.back || code === sign.hash) return at;
  const closing = outermost && (code === sign.closeList || code === sign.closeMap);
  if (indent < (closing ? least - 1 : least) || isMarker(text, line)) throw odd;
  return at;
}
