/** A line that two texts do not share. */
export interface Difference {
  readonly sign: "-" | "+";
  /** The number of the line, from 1: in the text before for `-`, in the text after for `+`. */
  readonly line: number;
  readonly text: string;
}

/**
 * The lines in which two texts differ, in reading order; none for equal texts. The shortest account
 * is given while the part that differs is small; beyond that everything between its ends is listed.
 */
export function difference(before: string, after: string): Difference[] {
  const [a, b] = [lines(before), lines(after)];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (
    end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]
  ) end++;
  return between(a.slice(start, a.length - end), b.slice(start, b.length - end), start);
}

/**
 * Differences as lines of at most so many characters: a long line shows the stretch around what is
 * new in it, with `…` where something is left out.
 */
export function shown(found: readonly Difference[], most: number): string[] {
  return found.map((one, index) => {
    const lead = `${one.sign} ${one.line}: `;
    const other = found.slice(
      one.sign === "-" ? index + 1 : 0,
      one.sign === "-" ? undefined : index,
    )
      .find(({ sign, line }) => sign !== one.sign && line === one.line);
    return lead + cropped(one.text, other?.text ?? one.text, most - lead.length);
  });
}

function cropped(text: string, other: string, room: number): string {
  if (text.length <= room) return text;
  let start = 0;
  while (start < text.length && text[start] === other[start]) start++;
  // Some of what stands before it, so that one sees where it is.
  const from = start === text.length ? 0 : Math.max(0, Math.min(start - 24, text.length - room));
  const part = text.slice(from, from + room);
  return `${from > 0 ? "…" : ""}${part.trimEnd()}${from + room < text.length ? "…" : ""}`;
}

/** Up to this many pairs of lines are compared. */
const most = 4_000_000;

function lines(text: string): string[] {
  return text.split("\n").map((line) => line.replace(/\r$/, ""));
}

function between(a: readonly string[], b: readonly string[], start: number): Difference[] {
  const removed = (index: number): Difference => ({
    sign: "-",
    line: start + index + 1,
    text: a[index],
  });
  const added = (index: number): Difference => ({
    sign: "+",
    line: start + index + 1,
    text: b[index],
  });
  if (a.length * b.length > most) {
    return [...a.map((_, index) => removed(index)), ...b.map((_, index) => added(index))];
  }
  const common = lengths(a, b);
  const found: Difference[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) {
      found.push(removed(i++));
    } else {
      found.push(added(j++));
    }
  }
  return found;
}

/** How many lines the rests of two texts have in common, from each pair of positions on. */
function lengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i][j] = a[i] === b[j]
        ? table[i + 1][j + 1] + 1
        : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}
