import { assign, emit, type InputElement, valueOf } from "../stream.ts";

/** What people gave to inputs, kept while cells compute anew. */
export interface Keeper {
  /**
   * Gives an input the value that a person gave it before; the answer keeps the next ones. `body` is the
   * source of its cell.
   */
  attach(key: string, element: InputElement, body: string): (value: unknown) => void;
  /** The values by name; inputs without a name stand under `cell:number`. */
  values(): Record<string, unknown>;
  /** Gives inputs values, at once where they are shown and else when they appear. */
  restore(values: Readonly<Record<string, unknown>>): void;
}

/** A value that a person gave to an input, and what the input had of itself. */
interface Kept {
  readonly value: unknown;
  readonly own: unknown;
  /** The body of the cell then; undefined for a value that was restored. */
  readonly body?: string;
}

interface Shown {
  readonly element: InputElement;
  readonly changed: (value: unknown) => void;
}

/** A keeper that keeps nothing yet. */
export function createKeeper(): Keeper {
  const kept = new Map<string, Kept>();
  const elements = new Map<string, Shown>();
  return {
    attach(key, element, body) {
      const own = valueOf(element);
      const before = kept.get(key);
      // An author who changes the input's own value wants to see that one.
      const wanted = before &&
        (before.body === undefined || before.body === body || equal(before.own, own));
      if (wanted) {
        assign(element, before.value);
        kept.set(key, { value: before.value, own, body });
      } else {
        kept.delete(key);
      }
      const changed = (value: unknown) => {
        kept.set(key, { value, own, body });
      };
      elements.set(key, { element, changed });
      return changed;
    },
    values: () => Object.fromEntries([...kept].map(([key, { value }]) => [key, value])),
    restore(values) {
      for (const [key, value] of Object.entries(values)) {
        kept.set(key, { value, own: undefined });
        const shown = elements.get(key);
        if (!shown) continue;
        assign(shown.element, value);
        shown.changed(valueOf(shown.element));
        emit(shown.element);
      }
    },
  };
}

function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  try {
    return JSON.stringify(a) === JSON.stringify(b);
  } catch {
    return false;
  }
}
