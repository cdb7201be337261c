/**
 * The same input gives the same report, whenever it is drawn or opened: the clock stands on the day of
 * the analysis, and the dice repeat. Says afterwards whether the dice were thrown.
 */
export function calm(at: string): { readonly thrown: () => boolean } {
  const now = Date.parse(`${at}T00:00:00Z`) || 0;
  const Real = Date;
  const Still = class extends Real {
    constructor(...values: unknown[]) {
      super(...(values.length ? values : [now]) as [number]);
    }
    static override now(): number {
      return now;
    }
  };
  Object.defineProperty(globalThis, "Date", { value: Still, configurable: true, writable: true });
  let state = seed;
  Math.random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return { thrown: () => state !== seed };
}

/** Where the dice begin: Park and Miller's generator from this number. */
export const seed = 1;
