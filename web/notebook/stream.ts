import { choose } from "./chooser.ts";

/** What yields values over time, as the runtime knows it: a generator, or anything with its methods. */
export interface Stream {
  next(input?: unknown): unknown;
  return(value?: unknown): unknown;
}

/** An element with a value that people change, as far as inputs need it; no DOM is required. */
export interface InputElement extends EventTarget {
  readonly type?: string;
  readonly multiple?: boolean;
  value?: unknown;
  checked?: boolean;
  valueAsNumber?: number;
  valueAsDate?: Date | null;
  readonly files?: ArrayLike<unknown> | null;
  readonly selectedOptions?: Iterable<{ readonly value: string }>;
}

/** Whether the runtime would take a value for a generator. */
export function isStream(value: unknown): value is Stream {
  const { next, return: end } = (value ?? {}) as Partial<Stream>;
  return typeof next === "function" && typeof end === "function";
}

/** Whether a value is a promise or acts as one. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === "function";
}

/** The value of an element, by its type, as everywhere in Observable. */
export function valueOf(element: InputElement): unknown {
  switch (element.type) {
    case "range":
    case "number":
      return element.valueAsNumber;
    case "date":
      return element.valueAsDate;
    case "checkbox":
      return element.checked;
    case "file":
      return element.multiple ? element.files : element.files?.[0];
    case "select-multiple":
      return Array.from(element.selectedOptions ?? [], (option) => option.value);
    default:
      return element.value;
  }
}

/**
 * Gives an element a value that it had before. Where it does not take it (an option that is gone, a
 * setter that throws), it keeps its own; where it offers one that reads the same, it takes that. Files
 * cannot be given.
 */
export function assign(element: InputElement, value: unknown): void {
  const own = valueOf(element);
  try {
    write(element, value);
    if (isLost(valueOf(element), value) && !choose(element, value)) write(element, own);
  } catch {
    // It keeps its own value.
  }
}

/** Whether an element shows nothing though it was given something. */
function isLost(now: unknown, given: unknown): boolean {
  if (Array.isArray(now)) return now.length === 0 && Array.isArray(given) && given.length > 0;
  const nothing = now === undefined || now === null || now === "" || Number.isNaN(now);
  return nothing && !Object.is(now, given);
}

/** Tells the listeners of an element that it has a new value. */
export function emit(element: InputElement): void {
  element.dispatchEvent(new Event(eventOf(element), { bubbles: true }));
}

/**
 * The values of an element: the one it has, unless it is undefined, and then each new one. `changed` is
 * told of the values that people give.
 */
export function listen(element: InputElement, changed: (value: unknown) => void): Stream {
  let fresh = true;
  let wake: (() => void) | undefined;
  let ended = false;
  const event = eventOf(element);
  const heard = () => {
    fresh = true;
    changed(valueOf(element));
    wake?.();
  };
  element.addEventListener(event, heard);
  const take = (): unknown => {
    const value = fresh ? valueOf(element) : undefined;
    if (ended || value !== undefined) {
      fresh = false;
      return value;
    }
    return new Promise<void>((resolve) => wake = resolve).then(take);
  };
  return {
    next: () => ended ? { done: true, value: undefined } : { done: false, value: take() },
    return() {
      ended = true;
      element.removeEventListener(event, heard);
      return { done: true, value: undefined };
    },
  };
}

/**
 * A stream that can be broken off while it waits: `stop` rejects what is awaited with `reason`. The
 * runtime waits for the last value before it computes a variable anew, so without this an input that
 * never got a value would block its cell for good. `note` sees every value.
 */
export function relay(source: Stream, note: (value: unknown) => void, reason: unknown): Stream {
  const stop = stopper(reason);
  const noted = (value: unknown) => {
    note(value);
    return value;
  };
  const passed = (step: { done?: boolean; value: unknown }) => {
    if (step.done) return { done: true, value: undefined };
    const { value } = step;
    return { done: false, value: isPromise(value) ? stop.race(value).then(noted) : noted(value) };
  };
  return {
    next(input) {
      const step = source.next(input);
      return isPromise(step)
        ? stop.race(step).then((done) => passed(done as { value: unknown }))
        : passed(step as { value: unknown });
    },
    return() {
      stop.now();
      return source.return();
    },
  };
}

/** Something that makes waiting end early. */
export function stopper(reason: unknown): {
  now(): void;
  race(promise: PromiseLike<unknown>): Promise<unknown>;
} {
  let stop: () => void;
  const stopped = new Promise<never>((_, reject) => stop = () => reject(reason));
  stopped.catch(() => {});
  return { now: () => stop(), race: (promise) => Promise.race([promise, stopped]) };
}

function write(element: InputElement, value: unknown): void {
  switch (element.type) {
    case "range":
    case "number":
      element.valueAsNumber = value as number;
      break;
    case "date":
      element.valueAsDate = value as Date;
      break;
    case "checkbox":
      element.checked = Boolean(value);
      break;
    case "file":
      break;
    case "select-multiple":
      for (const option of (element as unknown as { options: Iterable<Option> }).options) {
        option.selected = (value as string[]).includes(option.value);
      }
      break;
    default:
      element.value = value;
  }
}

interface Option {
  readonly value: string;
  selected: boolean;
}

function eventOf({ type }: InputElement): string {
  if (type === "button" || type === "submit" || type === "checkbox") return "click";
  return type === "file" ? "change" : "input";
}
