import type { Problem } from "./problem.ts";

/** Stops what computes too long without a pause. */
export interface Deadline {
  /** A cell begins to compute: the time starts anew. */
  start(): void;
  /** Called by every turn of a loop and every function of a cell; throws when the time is over. */
  readonly tick: () => void;
}

/** An error that is a problem of a cell: thrown through the runtime, shown as that problem. */
export class Trouble extends Error {
  constructor(readonly problem: Problem, message: string = problem.code) {
    super(message);
    this.name = "Trouble";
  }
}

/**
 * A deadline of `limit` milliseconds for code that runs without giving way to the page. The time starts
 * with the first tick of a task and with each cell; waiting for a timer or for a person does not count,
 * an endless chain of promises does, because it lets no timer pass.
 */
export function deadline(limit: number, now: () => number): Deadline {
  let since: number | undefined;
  let count = 0;
  return {
    start() {
      since = undefined;
      // The next tick looks at the clock.
      count = every;
    },
    tick() {
      if (++count < every) return;
      count = 0;
      const time = now();
      if (since === undefined) {
        since = time;
        setTimeout(() => {
          since = undefined;
          count = every;
        });
      } else if (time - since > limit) {
        // No reset here: code that catches this error is stopped again at once.
        count = every;
        throw new Trouble(endless(limit), "endless computation");
      }
    },
  };
}

// Looking at the clock costs as much as some tens of calls.
const every = 32;

function endless(limit: number): Problem {
  return { code: "endless", severity: "error", params: { seconds: limit / 1000 } };
}
