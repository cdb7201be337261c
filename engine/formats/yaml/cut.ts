import {
  colonOf,
  isBreak,
  isDash,
  isEmpty,
  isMarker,
  isQuote,
  lineEnd,
  sign,
  skipSpaces,
} from "./scan.ts";

/**
 * A stretch of whole lines that is YAML of its own: a whole entry of the record (`id: x`), the head of
 * one that holds many (`scenarios:`), or one of those many.
 */
export interface Cut {
  readonly kind: "whole" | "head" | "part";
  readonly start: number;
  readonly end: number;
  /** The block whose entries may follow. */
  readonly within: Within | undefined;
}

/** A block map or list, one level below the record, whose entries are pieces. */
export interface Within {
  readonly kind: "map" | "list";
  readonly column: number;
}

/** Where the first entry of a text begins: behind a byte order mark, comments, blank lines and a `---`. */
export function firstLine(text: string): number {
  const { line } = contentFrom(text, text.startsWith("\uFEFF") ? 1 : 0);
  const opened = text.startsWith("---", line) && isRest(text, line + 3);
  return opened ? contentFrom(text, lineBelow(text, line)).line : line;
}

/**
 * The piece that begins with a line; undefined where another document does. Which lines belong to a
 * piece shows in their indentation alone: nothing that is well-formed runs on over a line indented less.
 */
export function cutAt(text: string, start: number, within: Within | undefined): Cut | undefined {
  if (within && begins(text, start, within)) {
    return { kind: "part", start, end: endOf(text, start, within), within };
  }
  if (isMarker(text, start)) return undefined;
  const inner = begins(text, start, top) ? withinOf(text, start) : undefined;
  return inner
    ? { kind: "head", start, end: contentFrom(text, lineBelow(text, start)).line, within: inner }
    : { kind: "whole", start, end: endOf(text, start, top), within: undefined };
}

const top: Within = { kind: "map", column: 0 };

/** Whether an entry of a block begins with this line. */
function begins(text: string, line: number, { kind, column }: Within): boolean {
  for (let at = line; at < line + column; at++) {
    if (text.charCodeAt(at) !== sign.space) return false;
  }
  return opens(text, line + column, kind);
}

function opens(text: string, at: number, kind: Within["kind"]): boolean {
  if (isDash(text, at)) return kind === "list";
  const code = text.charCodeAt(at);
  // An entry without a key, or with one that is a value itself, is for those who see the whole.
  if ((code === sign.colon || code === sign.question) && isEmpty(text, at + 1)) return false;
  // A closing bracket may stand below the key it belongs to.
  const none = isEmpty(text, at) || code === sign.hash || code === sign.closeList ||
    code === sign.closeMap;
  return kind === "map" && !none;
}

/** Where an entry ends: with the line before the next entry, of its block or of the record. */
function endOf(text: string, start: number, within: Within): number {
  const { column } = within;
  for (let line = lineBelow(text, start); line < text.length; line = lineBelow(text, line)) {
    // Nearly all lines are indented more deeply, which two looks tell.
    if (isSpace(text, line) && isSpace(text, line + column)) continue;
    if (begins(text, line, within) || (within !== top && begins(text, line, top))) return line;
  }
  return text.length;
}

/** The block that stands below a key, where the key has nothing beside it. */
function withinOf(text: string, start: number): Within | undefined {
  const colon = keyEnd(text, start);
  if (colon < 0 || !isRest(text, colon + 1)) return undefined;
  const { line, at } = contentFrom(text, lineBelow(text, start));
  const column = at - line;
  if (opens(text, at, "list")) return { kind: "list", column };
  const keyed = column > 0 && opens(text, at, "map") && keyEnd(text, at) >= 0;
  return keyed ? { kind: "map", column } : undefined;
}

/** The colon behind the key of a line; -1 where there is none. */
function keyEnd(text: string, start: number): number {
  const quoted = isQuote(text.charCodeAt(start));
  const close = quoted ? text.slice(start, lineEnd(text, start)).indexOf(text[start], 1) : 0;
  if (close < 0) return -1;
  const colon = quoted ? skipSpaces(text, start + close + 1) : colonOf(text, start);
  return text.charCodeAt(colon) === sign.colon && isEmpty(text, colon + 1) ? colon : -1;
}

/** Whether there is nothing more on a line but a comment. */
function isRest(text: string, from: number): boolean {
  const at = skipSpaces(text, from);
  return isBlank(text, at) || (text.charCodeAt(at) === sign.hash && at > from);
}

/** The first line from here on that is neither blank nor a comment, and where its content begins. */
function contentFrom(text: string, from: number): { line: number; at: number } {
  for (let line = from; line < text.length; line = lineBelow(text, line)) {
    const at = skipSpaces(text, line);
    if (!isBlank(text, at) && text.charCodeAt(at) !== sign.hash) return { line, at };
  }
  return { line: text.length, at: text.length };
}

/** Whether a line, or the text, ends here. */
function isBlank(text: string, at: number): boolean {
  return at >= text.length || isBreak(text, at);
}

function lineBelow(text: string, at: number): number {
  return Math.min(lineEnd(text, at) + 1, text.length);
}

function isSpace(text: string, at: number): boolean {
  return text.charCodeAt(at) === sign.space;
}
