/** One stretch of a text that gave way to another. */
export interface Patch {
  readonly at: number;
  readonly gone: string;
  readonly come: string;
}

/** The stretch in which two texts differ; undefined where they are the same. */
export function patchOf(before: string, after: string): Patch | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before[at] === after[at]) at++;
  let end = 0;
  while (
    end < most - at && before[before.length - 1 - end] === after[after.length - 1 - end]
  ) end++;
  return {
    at,
    gone: before.slice(at, before.length - end),
    come: after.slice(at, after.length - end),
  };
}

/** The text with a stretch replaced. Throws where the text does not have what is to go. */
export function patched(text: string, { at, gone, come }: Patch): string {
  if (!text.startsWith(gone, at)) {
    throw new Error(`Cannot patch the text at ${at}: it says something else there.`);
  }
  return text.slice(0, at) + come + text.slice(at + gone.length);
}

/** The patch that takes another one back. */
export function reversed({ at, gone, come }: Patch): Patch {
  return { at, gone: come, come: gone };
}
