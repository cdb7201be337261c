/** How a list differs from one before: what stays at both ends of it, and what stands between them now. */
export interface Stretch<T> {
  readonly head: number;
  readonly tail: number;
  readonly between: readonly T[];
}

/** The stretch in which two lists differ, where `same` says which entries are alike. */
export function stretchOf<T>(
  before: readonly T[],
  after: readonly T[],
  same: (a: T, b: T) => boolean,
): Stretch<T> {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && same(before[head], after[head])) head++;
  let tail = 0;
  while (tail < most - head && same(before.at(-1 - tail)!, after.at(-1 - tail)!)) tail++;
  return { head, tail, between: after.slice(head, after.length - tail) };
}

/** The later list, with the very entries of the earlier one where they stay; the same list where all do. */
export function stretched<T>(
  before: readonly T[],
  { head, tail, between }: Stretch<T>,
): readonly T[] {
  if (between.length === 0 && head + tail === before.length) return before;
  return [...before.slice(0, head), ...between, ...before.slice(before.length - tail)];
}
