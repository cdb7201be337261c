import type { Problem } from "../problem.ts";

/** How a cell stands. */
export interface State {
  /**
   * `idle`: put and never run. `waiting`: for the names in `waits`. `running`: computing, or about to.
   * `error`: see `problems`; a cell that is otherwise done stands so too when a name of it is given twice.
   */
  readonly status: "idle" | "disabled" | "waiting" | "running" | "done" | "error";
  /** The cell, or one that it leans on, was edited after it ran. */
  readonly stale: boolean;
  /** How often the cell computed. */
  readonly runs: number;
  readonly waits: readonly { readonly name: string; readonly cells: readonly number[] }[];
  readonly problems: readonly Problem[];
  /** What the cell threw, where it did. */
  readonly thrown?: unknown;
}

/** What the kernel needs from where it runs, and what it tells. */
export interface World {
  /** Turns the source of a function into the function: by eval, or from a list of compiled ones. */
  make(body: string, id: number): (...values: unknown[]) => unknown;
  /** Names that every cell may read. `md`, `htl` and `math` serve markdown, HTML and formula cells. */
  readonly builtins?: Readonly<Record<string, unknown>>;
  /** Shows a value of a cell; the first one of a run replaces what was shown. */
  show?(id: number, value: unknown, how: { kind: "value" | "rows"; first: boolean }): void;
  /** The cell has nothing to show any more. */
  clear?(id: number): void;
  /** The state of a cell is another one. */
  told?(id: number, state: State): void;
  /** How long a cell may compute without a pause, in milliseconds; 3,000 by default. */
  readonly limit?: number;
  /** A clock in milliseconds; by default that of the page. */
  readonly now?: () => number;
}
