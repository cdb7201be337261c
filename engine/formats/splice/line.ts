/** Where the line of a position begins; a byte order mark is no part of the first line. */
export function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf("\n", at - 1) + 1, text.startsWith("\uFEFF") ? 1 : 0);
}

/** Where the line of a position ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end < 0) return text.length;
  return end > at && text[end - 1] === "\r" ? end - 1 : end;
}

/** After the line of a position and its line break. */
export function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** How many characters stand before a position on its line. */
export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

/** Whether there is nothing but white space. */
export function isBlank(text: string): boolean {
  return /^\s*$/.test(text);
}

/** The text with one stretch replaced. */
export function swap(text: string, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}
