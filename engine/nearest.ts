/** How much comparing may still be done, in letters. Searches that share it share the time as well. */
export interface Patience {
  left: number;
}

/** Enough for some hundreds of wrong names among some hundreds of known ones: a tenth of a second. */
export const patient = 8_000_000;

/**
 * The candidate most like a word, for "did you mean"; undefined where none is near enough. Letter case
 * and full-width forms do not count; up to a third of the letters may be mistyped (one in a word of two
 * or three). Equally near: the first. Distance: Damerau-Levenshtein, neighbours swapped count as one.
 * When patience runs out, nothing is offered any more.
 */
export function closest(
  word: string,
  candidates: Iterable<string>,
  patience: Patience = { left: patient },
): string | undefined {
  if (word.length > longest) return undefined;
  const wanted = fold(word);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (patience.left <= 0) return undefined;
    patience.left -= folding;
    if (candidate === word || candidate.length > longest) continue;
    const other = fold(candidate);
    if (Math.abs(other.length - wanted.length) >= least) continue;
    const away = distance(wanted, other, least, patience);
    // A word of one or two letters is "near" to every other: there only another case counts.
    if (away < least && (away === 0 || Math.max(wanted.length, other.length) > 2)) {
      best = candidate;
      least = away;
    }
  }
  return best;
}

// Names longer than this are never suggested: the work grows with the square of the length.
const longest = 100;

// Bringing a candidate into the form that is compared costs about as much as comparing so many letters.
const folding = 20;

function fold(word: string): string {
  return word.normalize("NFKC").toLowerCase();
}

function distance(a: string, b: string, giveUp: number, patience: Patience): number {
  if (a === b) return 0;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    patience.left -= b.length;
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least >= giveUp) return giveUp;
    before = last;
    last = row;
  }
  return last[b.length];
}
