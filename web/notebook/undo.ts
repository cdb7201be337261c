import type { Notebook } from "./format.ts";

/** The states of a notebook, and where in them we are. Structure and text share one history. */
export interface History {
  readonly past: readonly Step[];
  readonly now: Step;
  readonly future: readonly Step[];
}

export interface Step {
  readonly notebook: Notebook;
  readonly selected: readonly number[];
  /** What the step is part of: steps with the same tag, close in time, are undone together. */
  readonly tag?: string;
  /** When it was made, in milliseconds. */
  readonly at: number;
}

/** A history that begins with a notebook as it was loaded; undo never goes before it. */
export function begin(notebook: Notebook, selected: readonly number[] = []): History {
  return { past: [], now: { notebook, selected, at: 0 }, future: [] };
}

/** Adds a step. One that changes nothing but the selection replaces the step it stands on. */
export function commit(history: History, step: Step): History {
  const { now } = history;
  if (step.notebook === now.notebook) {
    return { ...history, now: { ...now, selected: step.selected } };
  }
  const joins = step.tag !== undefined && step.tag === now.tag && step.at - now.at < pause &&
    history.past.length > 0;
  const past = joins ? history.past : [...history.past, now].slice(-most);
  return { past, now: step, future: [] };
}

/** One step back; the same history where there is none. */
export function undo(history: History): History {
  const { past, now, future } = history;
  const before = past.at(-1);
  if (!before) return history;
  return { past: past.slice(0, -1), now: untagged(before), future: [now, ...future] };
}

/** One step forward again. */
export function redo(history: History): History {
  const { past, now, future } = history;
  const [next, ...rest] = future;
  if (!next) return history;
  return { past: [...past, now], now: untagged(next), future: rest };
}

// Typing joins into one step until it rests this long.
const pause = 900;
// Steps share what they did not change, so a step costs little.
const most = 1000;

/** What is typed after an undo is a step of its own. */
function untagged({ tag: _, ...step }: Step): Step {
  return step;
}
