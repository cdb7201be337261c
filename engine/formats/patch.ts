import type { Patch } from "../schema.ts";

/**
 * What turns one text into another: the one stretch in which they differ, with enough around it to be
 * found again when the text has changed elsewhere.
 */
export function patchOf(from: string, to: string): Patch {
  let start = 0;
  const shared = Math.min(from.length, to.length);
  while (start < shared && from[start] === to[start]) start++;
  let tail = 0;
  while (
    tail < shared - start && from[from.length - 1 - tail] === to[to.length - 1 - tail]
  ) tail++;
  const at = widerStart(from, start);
  const end = widerEnd(from, from.length - tail);
  const after = end - (from.length - tail);
  return { at, old: from.slice(at, end), new: to.slice(at, to.length - tail + after) };
}

/** A text with a patch made, at every place it may have been meant for; the likeliest first. */
export function patched(text: string, { at, old, new: by }: Patch): string[] {
  const places = text.startsWith(old, at)
    ? [at]
    : [text.lastIndexOf(old, at), text.indexOf(old, at)].filter((place) => place >= 0)
      .sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
  return [...new Set(places)]
    .map((place) => text.slice(0, place) + by + text.slice(place + old.length));
}

// A whole line tells one place from another; of a record on a single line, this much does.
const most = 80;

function widerStart(text: string, at: number): number {
  // Where a line begins here, the one above says which it is.
  const start = text.lastIndexOf("\n", at - 2) + 1;
  return whole(text, Math.max(start, at - most, 0));
}

function widerEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at) + 1;
  return whole(text, Math.min(end === 0 ? text.length : end, at + most));
}

/** Not in the middle of a character outside the basic plane. */
function whole(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
