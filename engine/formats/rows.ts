import { difference } from "./diff.ts";

/** A line of a text, numbered from 1. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

/** Two texts side by side: what stands in one row, or how many equal lines are left out. */
export type Row =
  | { readonly kind: "same"; readonly before: Line; readonly after: Line }
  | { readonly kind: "changed"; readonly before: Line; readonly after: Line }
  | { readonly kind: "removed"; readonly before: Line }
  | { readonly kind: "added"; readonly after: Line }
  | { readonly kind: "gap"; readonly count: number };

/**
 * Two texts as rows to stand side by side: lines that are gone beside those that came in their place,
 * and around them so many equal lines. No rows for equal texts, whatever their line ends; beside an
 * empty text everything was added or removed.
 */
export function rows(before: string, after: string, context = 3): Row[] {
  const found = difference(before, after);
  if (found.length === 0) return [];
  // A text that is empty has no line that could have become another one.
  if (before === "") return beside([], numbered(after));
  if (after === "") return beside(numbered(before), []);
  const gone = new Set(found.flatMap(({ sign, line }) => sign === "-" ? line : []));
  const come = new Set(found.flatMap(({ sign, line }) => sign === "+" ? line : []));
  return folded(paired(lines(before), lines(after), gone, come), context);
}

/** What of two lines differs, outside of their common start and end; positions between characters. */
export function changedPart(
  before: string,
  after: string,
): { readonly from: number; readonly before: number; readonly after: number } {
  const [a, b] = [[...before], [...after]];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (
    end < a.length - start && end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) end++;
  const upTo = (signs: readonly string[], count: number) => signs.slice(0, count).join("").length;
  return {
    from: upTo(a, start),
    before: upTo(a, a.length - end),
    after: upTo(b, b.length - end),
  };
}

function lines(text: string): string[] {
  return text.split("\n").map((line) => line.replace(/\r$/, ""));
}

function numbered(text: string): Line[] {
  return lines(text).map((text, index) => ({ line: index + 1, text }));
}

function paired(
  before: readonly string[],
  after: readonly string[],
  gone: ReadonlySet<number>,
  come: ReadonlySet<number>,
): Row[] {
  const out: Row[] = [];
  let [i, j] = [1, 1];
  while (i <= before.length || j <= after.length) {
    const [left, right]: [Line[], Line[]] = [[], []];
    while (gone.has(i)) left.push({ line: i, text: before[i++ - 1] });
    while (come.has(j)) right.push({ line: j, text: after[j++ - 1] });
    out.push(...beside(left, right));
    if (i > before.length || j > after.length) break;
    out.push({
      kind: "same",
      before: { line: i, text: before[i++ - 1] },
      after: { line: j, text: after[j++ - 1] },
    });
  }
  return out;
}

function beside(left: readonly Line[], right: readonly Line[]): Row[] {
  const out: Row[] = [];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [before, after] = [left[index], right[index]];
    if (before && after) out.push({ kind: "changed", before, after });
    else if (before) out.push({ kind: "removed", before });
    else out.push({ kind: "added", after });
  }
  return out;
}

/** Leaves out equal lines far from every other; a single one is shown rather than counted. */
function folded(all: readonly Row[], context: number): Row[] {
  const near = all.map(() => false);
  all.forEach(({ kind }, index) => {
    if (kind === "same") return;
    near.fill(true, Math.max(0, index - context), index + context + 1);
  });
  const out: Row[] = [];
  for (let at = 0; at < all.length;) {
    let end = at;
    while (end < all.length && !near[end]) end++;
    const count = end - at;
    if (count > 1) out.push({ kind: "gap", count });
    else if (count === 1) out.push(all[at]);
    if (end < all.length) out.push(all[end]);
    at = end + 1;
  }
  return out;
}
