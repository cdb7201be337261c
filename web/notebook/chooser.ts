/** The parts of a chooser of @observablehq/inputs that are used here: a form with one control, `input`. */
interface Chooser extends EventTarget {
  value?: unknown;
  readonly elements?: { readonly input?: unknown };
}

interface Control {
  readonly type?: string;
  readonly value: string;
  checked?: boolean;
  options?: Iterable<{ readonly value: string; selected: boolean }>;
}

/**
 * Chooses in an element what reads like a value. Things that a cell makes anew, when it computes again or
 * the language changes, are other objects than those that were chosen, and a chooser knows its things by
 * identity only. So each is chosen in turn, to see which it is. Of several, those that are still offered
 * are chosen. False, and the element as it was, where none is offered or the element is no chooser.
 */
export function choose(element: EventTarget, value: unknown): boolean {
  const chooser = element as Chooser;
  const ticks = ticksOf(chooser.elements?.input);
  const wanted = Array.isArray(value) ? value.map(written) : [written(value)];
  if (ticks.length === 0 || !wanted.some((text) => text?.startsWith("{"))) return false;
  const before = ticks.map((tick) => tick.is());
  const show = (chosen: readonly boolean[]) => {
    ticks.forEach((tick, at) => tick.set(chosen[at]));
    chooser.dispatchEvent(new Event("input"));
  };
  const found = ticks.map((_, at) => {
    show(ticks.map((_, other) => other === at));
    const { value: own } = chooser;
    return wanted.includes(written(Array.isArray(own) && Array.isArray(value) ? own[0] : own));
  });
  show(found.includes(true) ? found : before);
  return found.includes(true);
}

interface Tick {
  is(): boolean;
  set(on: boolean): void;
}

/** What can be chosen: the options of a list, or buttons and boxes, one of which has no list around it. */
function ticksOf(input: unknown): Tick[] {
  const control = input as Control & Partial<Iterable<Control>> | undefined;
  if (!control) return [];
  if (control.options) {
    return [...control.options].map((option) => ({
      is: () => option.selected,
      set: (on) => option.selected = on,
    }));
  }
  const boxes = control[Symbol.iterator] ? [...control as Iterable<Control>] : [control];
  return boxes.filter(({ type }) => type === "radio" || type === "checkbox").map((box) => ({
    is: () => box.checked === true,
    set: (on) => box.checked = on,
  }));
}

function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
