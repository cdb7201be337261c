/**
 * A place in a text that is being read. The reader knows everyday YAML only and stops with `odd` at
 * anything else: tabs as indentation, anchors, aliases, tags, explicit keys, several documents, and
 * whatever is not well-formed.
 */
export interface Scan {
  readonly text: string;
  /** What positions are counted from: where the text begins in the whole. */
  readonly base: number;
  /** Whether only the value is asked for: maps and lists then do without their entries. */
  readonly bare: boolean;
  at: number;
  /** After a value: the column of the next line with content; -1 at the end of the text. */
  column: number;
}

/** Thrown where a text is not everyday YAML. It carries nothing: the library then says what is wrong. */
export const odd = new Error("This is not everyday YAML.");

/** The characters that mean something, by their code: comparing numbers is what makes reading quick. */
export const sign = {
  tab: 9,
  feed: 10,
  back: 13,
  space: 32,
  double: 34,
  hash: 35,
  single: 39,
  comma: 44,
  dash: 45,
  colon: 58,
  folded: 62,
  question: 63,
  openList: 91,
  escape: 92,
  closeList: 93,
  openMap: 123,
  literal: 124,
  closeMap: 125,
} as const;

/** From the end of a value to the next line with content, past blank lines and comments. */
export function nextLine(scan: Scan): void {
  const { text } = scan;
  let at = scan.at;
  // A block scalar ends after its line break, everything else before it.
  if (at === 0 || text.charCodeAt(at - 1) !== sign.feed) at = afterRest(text, at);
  for (;;) {
    const line = at;
    at = skipSpaces(text, at);
    const code = text.charCodeAt(at);
    if (code === sign.feed || code === sign.back) at = afterBreak(text, at);
    else if (code === sign.hash) at = afterBreak(text, lineEnd(text, at));
    else if (code === sign.tab) throw odd;
    else {
      scan.at = at;
      scan.column = at < text.length ? at - line : -1;
      return;
    }
  }
}

/** After a line on which there is nothing more but a comment. */
export function afterRest(text: string, from: number): number {
  const at = skipSpaces(text, from);
  const comment = text.charCodeAt(at) === sign.hash && at > from;
  return afterBreak(text, comment ? lineEnd(text, at) : at);
}

/** After the line break at a position, or at the end of the text. */
export function afterBreak(text: string, at: number): number {
  if (at >= text.length) return at;
  const code = text.charCodeAt(at);
  if (code === sign.feed) return at + 1;
  if (code === sign.back && text.charCodeAt(at + 1) === sign.feed) return at + 2;
  throw odd;
}

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === sign.space) at++;
  return at;
}

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** Where the key of a line ends: at its colon. Where the line has none, at some other character. */
export function colonOf(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === sign.colon && isEmpty(text, at + 1)) return at;
    if (code === sign.feed || code === sign.back || code === sign.tab) return at;
    if (code === sign.hash && text.charCodeAt(at - 1) === sign.space) return at;
  }
  return text.length;
}

/** Whether a list entry begins here. */
export function isDash(text: string, at: number): boolean {
  return text.charCodeAt(at) === sign.dash && isEmpty(text, at + 1);
}

/** Whether there is a space, a line break or the end of the text. */
export function isEmpty(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return code === sign.space || code === sign.feed || code === sign.back || code === sign.tab;
}

/** Whether a line ends here. */
export function isBreak(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === sign.feed || (code === sign.back && text.charCodeAt(at + 1) === sign.feed);
}

/** Whether a character separates the parts of a flow map or list. */
export function isFlow(code: number): boolean {
  return code === sign.comma || code === sign.openList || code === sign.closeList ||
    code === sign.openMap || code === sign.closeMap;
}

export function isQuote(code: number): boolean {
  return code === sign.double || code === sign.single;
}

/** Whether a line begins or ends a document. */
export function isMarker(text: string, line: number): boolean {
  return (text.startsWith("---", line) || text.startsWith("...", line)) && isEmpty(text, line + 3);
}
