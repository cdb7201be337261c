import { noChange } from "lit";
import { type DirectiveParameters, type ElementPart, PartType } from "lit/directive.js";
import { Directive, directive, type PartInfo } from "lit/directive.js";

/** What a typed field tells: its text, and a tag that is the same during one visit to it. */
export type Told = (text: string, tag: string) => void;

/**
 * Binds a text field to a value: `<input ${typing(value, told)}>`. What is typed is told when typing
 * rests for a moment, on leaving the field, and before anything else is done (`flushTyping`). While the
 * field holds what was not told yet, a value from elsewhere does not overwrite it; the browser's own
 * undo works inside it. Text that an input method is still composing is not told.
 */
export const typing: (value: string, told: Told) => unknown = directive(
  class extends Directive {
    constructor(info: PartInfo) {
      super(info);
      if (info.type !== PartType.ELEMENT) throw new Error("typing() stands in the tag of a field.");
    }
    render(_value: string, _told: Told): unknown {
      return noChange;
    }
    override update({ element }: ElementPart, [value, told]: DirectiveParameters<this>): unknown {
      const field = element as Field;
      const visit = visits.get(field) ?? begin(field);
      visit.told = told;
      visit.value = value;
      if (visit.due === undefined && !visit.composing && field.value !== value) field.value = value;
      return noChange;
    }
  } as never,
) as never;

/** Tells at once what was typed and not told yet, in every field. */
export function flushTyping(): void {
  for (const field of [...waiting]) tell(field);
}

type Field = HTMLInputElement | HTMLTextAreaElement;

interface Visit {
  told: Told;
  value: string;
  tag: string;
  composing: boolean;
  due: ReturnType<typeof setTimeout> | undefined;
}

const visits = new WeakMap<Field, Visit>();
const waiting = new Set<Field>();
let count = 0;
// Long enough to type on without a pause, short enough that results seem to follow the hand.
const rest = 250;

function begin(field: Field): Visit {
  const visit: Visit = { told() {}, value: field.value, tag: "", composing: false, due: undefined };
  visits.set(field, visit);
  field.addEventListener("focus", () => visit.tag = `visit ${++count}`);
  field.addEventListener("compositionstart", () => visit.composing = true);
  field.addEventListener("compositionend", () => {
    visit.composing = false;
    wait(field, visit);
  });
  field.addEventListener("input", () => wait(field, visit));
  field.addEventListener("change", () => tell(field));
  field.addEventListener("blur", () => tell(field));
  return visit;
}

function wait(field: Field, visit: Visit): void {
  clearTimeout(visit.due);
  waiting.add(field);
  visit.due = setTimeout(() => tell(field), rest);
}

function tell(field: Field): void {
  const visit = visits.get(field);
  if (!visit || visit.due === undefined || visit.composing) return;
  clearTimeout(visit.due);
  visit.due = undefined;
  waiting.delete(field);
  if (field.value === visit.value) return;
  visit.value = field.value;
  visit.told(field.value, visit.tag);
}
