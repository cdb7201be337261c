/** How many characters two texts share at their beginning and at their end; the two may overlap. */
export function overlap(a: string, b: string): { readonly head: number; readonly tail: number } {
  const most = Math.min(a.length, b.length);
  const head = shared(most, (from, to) => a.slice(from, to) === b.slice(from, to));
  const tail = shared(
    most,
    (from, to) =>
      a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from),
  );
  return { head, tail };
}

/** The greatest length up to which all stretches are the same. */
function shared(most: number, same: (from: number, to: number) => boolean): number {
  let length = 0;
  // Comparing a large stretch at once costs next to nothing; only the one that differs is halved.
  for (let step = 65_536; step >= 1; step /= 2) {
    while (length + step <= most && same(length, length + step)) length += step;
  }
  return length;
}
