import { html, type TemplateResult } from "lit";
import type { Change, Text } from "../../engine/mod.ts";
import { addressOf, get, idOf, type Path } from "./address.ts";
import { type Field, frame, textField } from "./field.ts";
import type { Form } from "./section.ts";

/**
 * A list of texts, such as laws or assumptions: each can be changed in its place and taken out, and a
 * further one is added by writing it into the empty line at the end. `path` is the list's.
 */
export function textList(form: Form, field: Field): TemplateResult {
  const { desk, say } = form;
  const texts = (get(desk.spec, field.path) ?? []) as readonly unknown[];
  return frame(
    form,
    field,
    html`
      <ul class="texts">${texts.map((_, index) =>
        html`
          <li>${textField(form, {
            path: [...field.path, index],
            label: say("record.list.item", { label: field.label, number: index + 1 }),
            bare: true,
          })}${removeButton(
            form,
            field.path,
            String(index),
            say("record.list.remove", { label: `${field.label} ${index + 1}` }),
          )}</li>
        `
      )}
        <li>${adder(form, {
          label: say("record.list.add", { label: field.label }),
          add: (text) => [adding(form, field.path, text)],
        })}</li>
      </ul>
    `,
  );
}

/**
 * A line into which a new entry is written: Enter or leaving it adds. `add` gives the changes for what
 * was written; none keeps the line as it is.
 */
export function adder(
  { desk }: Form,
  { label, add, does, hint = label, suggestions = [] }: {
    readonly label: string;
    add(text: string): readonly Change[];
    readonly does?: Text;
    /** What stands in the empty line. */
    readonly hint?: string;
    readonly suggestions?: readonly string[];
  },
): TemplateResult {
  const take = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const text = input.value.trim();
    const changes = text === "" ? [] : add(text);
    if (changes.length === 0) return;
    input.value = "";
    desk.dispatch(changes, does);
  };
  const list = suggestions.length > 0 ? `list-${encodeURIComponent(label)}` : "";
  return html`
    <input type="text" class="adder" autocomplete="off" aria-label=${label} placeholder=${hint}
      list=${list} ?disabled=${!desk.editable} @change=${take}>
    ${list
      ? html`
        <datalist id=${list}>${suggestions.map((one) =>
          html`<option value=${one}></option>`
        )}</datalist>
      `
      : ""}
  `;
}

/** A button that takes an entry out of a list, by its id or its position where it has none. */
export function removeButton(
  { desk }: Form,
  path: Path,
  id: string,
  label: string,
  does?: Text,
): TemplateResult {
  const remove = () => desk.dispatch([{ type: "remove", from: listName(desk, path), id }], does);
  return html`
    <button type="button" class="remove" aria-label=${label} title=${label}
      ?disabled=${!desk.editable} @click=${remove}>×</button>
  `;
}

/** The change that adds an entry to the list at a path, by default at its end. */
export function adding({ desk }: Form, path: Path, value: unknown, at?: number): Change {
  const to = listName(desk, path);
  return { type: "add", to, value, ...(at === undefined ? {} : { at }) };
}

/** A list as `add` and `remove` name it. */
export function listName({ system }: Form["desk"], path: Path): string {
  if (path.length <= 2 && typeof path[path.length - 1] === "string") return path.join(".");
  if (path.length === 3 && path.every((part) => typeof part === "string")) return path.join(".");
  const { on, field } = addressOf(system!, path);
  if (field === "steps" && on.startsWith("scenario/")) return on.replace("scenario/", "steps/");
  if (field === "guards" && on.startsWith("step/")) return on.replace("step/", "guards/");
  return `${on}#${field}`;
}

/** An id that no entry of the list has yet: `S1`, `S2` … after the highest number there is. */
export function freshId({ desk }: Form, path: Path, prefix: string): string {
  const entries = (get(desk.spec, path) ?? []) as readonly unknown[];
  const numbers = entries.map(idOf).flatMap((id) => {
    const [, number] = id?.startsWith(prefix) ? /^(\d+)/.exec(id.slice(prefix.length)) ?? [] : [];
    return number === undefined ? [] : [Number(number)];
  });
  return `${prefix}${Math.max(0, ...numbers) + 1}`;
}
