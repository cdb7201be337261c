/** A value that changes in one place, and those who watch it. */
export interface Store<S> {
  get(): S;
  /** Replaces what `change` names; watchers are told once, after the current task. */
  set(change: Partial<S> | ((now: S) => Partial<S>)): void;
  /** Calls back after every change; the answer ends it. */
  watch(told: (now: S) => void): () => void;
  /** Tells the watchers now, where a test or a measurement must not wait. */
  flush(): void;
}

/** A store with a first value. Nothing is deep: what changes is replaced. */
export function createStore<S extends object>(first: S): Store<S> {
  const watchers = new Set<(now: S) => void>();
  let now = first;
  let due = false;
  const flush = () => {
    if (!due) return;
    due = false;
    for (const told of [...watchers]) told(now);
  };
  return {
    get: () => now,
    set(change) {
      const part = typeof change === "function" ? change(now) : change;
      const keys = Object.keys(part) as (keyof S)[];
      if (keys.every((key) => Object.is(now[key], part[key]))) return;
      now = { ...now, ...part };
      if (due) return;
      due = true;
      queueMicrotask(flush);
    },
    watch(told) {
      watchers.add(told);
      return () => watchers.delete(told);
    },
    flush,
  };
}
