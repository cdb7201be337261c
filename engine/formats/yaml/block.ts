import { flow, valueOf } from "./flow.ts";
import { collection, deepest, empty, type Entry, type Node, none } from "./node.ts";
import { cannotBegin, literal, plain, quoted, quotedEnd, unquoted } from "./scalar.ts";
import {
  colonOf,
  isDash,
  isEmpty,
  isQuote,
  nextLine,
  odd,
  type Scan,
  sign,
  skipSpaces,
} from "./scan.ts";

/**
 * The one entry of a block map or list that a text of whole lines consists of. Its positions are
 * counted from `base`, and its value is at the given depth of maps and lists. A `bare` one has a value,
 * but nothing in it has a place.
 */
export function readEntry(
  text: string,
  kind: "map" | "list",
  depth: number,
  { base = 0, bare = false } = {},
): Entry {
  const column = skipSpaces(text, 0);
  const scan: Scan = { text, base, bare, at: column, column };
  const entry = kind === "map" ? pair(scan, column, depth) : item(scan, column, depth, 0);
  if (scan.column >= 0) throw odd;
  return entry;
}

/** A value on lines of its own, or behind a dash; `parent` is the column of what holds it. */
function block(scan: Scan, column: number, parent: number, depth: number): Node {
  const { text, at } = scan;
  if (isDash(text, at)) return list(scan, column, depth + 1);
  const code = text.charCodeAt(at);
  if (code === sign.openList || code === sign.openMap) return inline(scan, parent, depth);
  const colon = isQuote(code)
    ? skipSpaces(text, quotedEnd(text, at, parent + 1))
    : colonOf(text, at);
  const keyed = text.charCodeAt(colon) === sign.colon && isEmpty(text, colon + 1);
  return keyed ? map(scan, column, depth + 1) : inline(scan, parent, depth);
}

function map(scan: Scan, column: number, depth: number): Node {
  if (depth > deepest) throw odd;
  const entries: Entry[] = [];
  do entries.push(pair(scan, column, depth)); while (scan.column === column);
  if (scan.column > column) throw odd;
  return blockOf(scan, "map", entries);
}

function list(scan: Scan, column: number, depth: number): Node {
  if (depth > deepest) throw odd;
  const entries: Entry[] = [];
  do entries.push(item(scan, column, depth, entries.length)); while (
    scan.column === column && isDash(scan.text, scan.at)
  );
  if (scan.column > column) throw odd;
  return blockOf(scan, "list", entries);
}

function blockOf({ bare }: Scan, kind: "map" | "list", entries: readonly Entry[]): Node {
  const place = { start: entries[0].start, end: entries[entries.length - 1].end };
  const value = valueOf(kind === "map", entries);
  return collection(kind, "block", place, bare ? none : entries, value);
}

function pair(scan: Scan, column: number, depth: number): Entry {
  const { base, at: start } = scan;
  const key = keyAt(scan, column);
  if (scan.at - start > longestKey) throw odd;
  const mark = ++scan.at + base;
  const node = held(scan, column, true, depth);
  return { key, start: start + base, mark, end: Math.max(mark, node.end), node };
}

/** The library takes longer keys for mistakes. */
const longestKey = 1024;

/** Reads a key and stops at its colon. */
function keyAt(scan: Scan, column: number): string {
  const { text, at: start } = scan;
  const quoted = isQuote(text.charCodeAt(start));
  if (!quoted && cannotBegin(text, start)) throw odd;
  let end = quoted ? quotedEnd(text, start, column + 1) : colonOf(text, start);
  scan.at = quoted ? skipSpaces(text, end) : end;
  if (text.charCodeAt(scan.at) !== sign.colon || !isEmpty(text, scan.at + 1)) throw odd;
  while (!quoted && text.charCodeAt(end - 1) === sign.space) end--;
  const source = text.slice(start, end);
  if (source.includes("\n")) throw odd;
  return quoted ? unquoted(source) : source;
}

function item(scan: Scan, column: number, depth: number, key: number): Entry {
  const start = scan.at + scan.base;
  scan.at++;
  const node = held(scan, column, false, depth);
  return { key, start, mark: start + 1, end: Math.max(start + 1, node.end), node };
}

/** What stands behind a colon or a dash, or on the lines below it. */
function held(scan: Scan, column: number, inMap: boolean, depth: number): Node {
  const { text, at: mark } = scan;
  const at = skipSpaces(text, mark);
  const code = text.charCodeAt(at);
  const rest = code === sign.feed || code === sign.back || (code === sign.hash && at > mark);
  if (at < text.length && !rest) {
    scan.at = at;
    return inMap ? inline(scan, column, depth) : block(scan, column + 1 + at - mark, column, depth);
  }
  nextLine(scan);
  if (scan.column > column) return block(scan, scan.column, column, depth);
  // The dashes of a list in a map may stand right below its key.
  const below = inMap && scan.column === column && isDash(text, scan.at);
  return below ? list(scan, column, depth + 1) : empty(mark + scan.base);
}

/** A value that is neither a block map nor a block list. */
function inline(scan: Scan, parent: number, depth: number): Node {
  const code = scan.text.charCodeAt(scan.at);
  const node = isQuote(code)
    ? quoted(scan, parent + 1)
    : code === sign.openMap || code === sign.openList
    ? flow(scan, parent + 1, depth + 1)
    : code === sign.literal || code === sign.folded
    ? literal(scan, parent)
    : plain(scan, parent + 1, false);
  nextLine(scan);
  return node;
}
