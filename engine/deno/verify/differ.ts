import type { Piece } from "../publish/piece.ts";

/** A stretch of a report that is not what computing it again gives. */
export interface Differing {
  readonly part: Piece["part"];
  /** As that of the piece: `cell-3`. */
  readonly id: string;
  /** How people call it where there are several: the label of a cell. */
  readonly label: string;
  /** What is read in the file, and what should be read there, around the first difference; "" where both read alike. */
  readonly shown: string;
  readonly computed: string;
}

/** Holds the pieces that a report should consist of against its text. */
export function differing(pieces: readonly Piece[], text: string): Differing[] {
  const found = cut(pieces, text);
  return pieces.flatMap(({ part, id, label, html }, index) =>
    html === found[index] ? [] : [{ part, id, label, ...apart(found[index], html) }]
  );
}

/** What the cells of a report show, held against what they show when they are computed from elsewhere. */
export function moved(report: readonly Piece[], now: readonly Piece[]): Differing[] {
  const cells = (pieces: readonly Piece[]) =>
    new Map(pieces.filter(({ part }) => part === "cell").map((piece) => [piece.id, piece]));
  const [before, after] = [cells(report), cells(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [one, other] = [before.get(id), after.get(id)];
    const words = apart(outputOf(one), outputOf(other));
    const same = one && other && words.shown === words.computed;
    const { part, label } = (one ?? other)!;
    return same ? [] : [{ part, id, label, ...words }];
  });
}

/** What a cell shows, without its code: other code may give the same result. */
function outputOf(piece: Piece | undefined): string {
  return (piece?.html ?? "").replace(/\n<details class="code"[^]*$/, "");
}

/** The text of each piece as the file has it: from where it begins to where the next one does. */
function cut(pieces: readonly Piece[], text: string): string[] {
  let at = 0;
  let lost = 0;
  const starts = pieces.map(({ begins }) => {
    // A file that has nothing of what it should have is not searched for all of it.
    const start = lost < 50 ? text.indexOf(begins, at) : -1;
    if (start < 0) lost++;
    else at = start + begins.length;
    return start;
  });
  return starts.map((start, index) => {
    if (start < 0) return "";
    const next = starts.slice(index + 1).find((other) => other >= 0) ?? text.length;
    // What stands before the first piece is part of it.
    return text.slice(index === 0 ? 0 : start, next);
  });
}

/** How much of a text is shown. */
const around = 30;
const most = 80;

/** The first place at which two stretches of markup read differently. */
function apart(shown: string, computed: string): Pick<Differing, "shown" | "computed"> {
  const [a, b] = [readable(shown), readable(computed)];
  if (a === b) return { shown: "", computed: "" };
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  const least = Math.min(a.length, b.length) - start;
  while (end < least && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const part = (text: string) => {
    const from = Math.max(0, start - around);
    const to = Math.min(text.length - end + around, from + around + most);
    return `${from > 0 ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
  };
  return { shown: part(a), computed: part(b) };
}

/** What is read of markup: its text, with what stands in fields. */
function readable(markup: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < markup.length) {
    const open = markup.indexOf("<", at);
    if (open < 0) break;
    const close = markup.indexOf(">", open);
    if (close < 0) break;
    parts.push(markup.slice(at, open), fieldOf(markup.slice(open, close)));
    at = close + 1;
  }
  parts.push(markup.slice(at));
  const text = parts.join(" ").replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
}

/** What a tag lets people read or hear. */
function fieldOf(tag: string): string {
  return [...tag.matchAll(/\s(?:value|aria-label|title|alt)="([^"]*)"/g)]
    .map(([, text]) => ` ${text} `).join("");
}
