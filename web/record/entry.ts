import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { Change, Text } from "../../engine/mod.ts";
import { dataPath, get, idOf, type Path } from "./address.ts";
import { isOpen, toggled, unfold } from "./fold.ts";
import { adding, listName } from "./list.ts";
import { findingsAt, weights } from "./note.ts";
import { whenDrawn } from "./later.ts";
import { wanted } from "./place.ts";
import type { Form } from "./section.ts";

/** A list of the record whose entries have a form of their own. */
export interface Entries {
  readonly path: Path;
  /** What an entry is called: 「事業被害」, "damage". */
  readonly noun: string;
  /** The name of an entry beside its id. */
  title(index: number): string;
  /** What is said of an entry while it is folded, such as its results. */
  brief?(index: number): unknown;
  /**
   * What title and brief are drawn from. While all of it stays the same, a folded entry is not drawn
   * again; for lists that are long.
   */
  seen?(index: number): readonly unknown[];
  /** The form of an entry. */
  draw(path: Path, index: number): unknown;
  /** A new entry; without it none can be made here. */
  fresh?(): unknown;
  /** What else changes when an entry is taken out, in the same step, such as what names it. */
  taking?(index: number): readonly Change[];
  /** Takes an entry out where more is to be asked or done; by default it is removed at once. */
  remove?(index: number): void;
}

/** The entries of a list, each folded to a line, with what can be done to it; and a button for a new one. */
export function entries(form: Form, list: Entries): TemplateResult {
  const { desk, say } = form;
  const items = (get(desk.spec, list.path) ?? []) as readonly unknown[];
  const keyed = items.map((item, index) => ({ key: idOf(item) ?? `${index}`, index }));
  return html`
    ${items.length === 0 ? html`<p class="empty">${say("record.outline.none")}</p>` : nothing}
    <div class="entries">${repeat(
      keyed,
      ({ key }) => key,
      ({ key, index }) => entry(form, list, key, index, items),
    )}</div>
    ${list.fresh ? newButton(form, list) : nothing}
  `;
}

function entry(
  form: Form,
  list: Entries,
  id: string,
  index: number,
  items: readonly unknown[],
): unknown {
  const { desk } = form;
  const path = [...list.path, index];
  const { error, warning } = weights(findingsAt(desk, path, true));
  const key = `${desk.path} ${list.path.join("/")} ${id}`;
  const asked = wanted();
  if (asked && dataPath(asked.slice(0, path.length)) === dataPath(path)) unfold(key);
  const open = isOpen(key);
  const line = () => drawn(form, list, { id, index, items, path, key, open, error, warning });
  const seen = open ? undefined : list.seen?.(index);
  // An open entry is drawn with everything; `{}` is never what it was before.
  const known = seen ? [...seen, id, index, form.lang, error, warning, desk.path] : [{}];
  return list.seen ? guard(known, line) : line();
}

/** An entry as it is drawn. */
interface Entry {
  readonly id: string;
  readonly index: number;
  readonly items: readonly unknown[];
  readonly path: Path;
  readonly key: string;
  readonly open: boolean;
  readonly error: number;
  readonly warning: number;
}

function drawn(
  form: Form,
  list: Entries,
  { id, index, items, path, key, open, error, warning }: Entry,
): TemplateResult {
  return html`
    <details class="entry" data-path=${dataPath(path)} ?open=${open} @toggle=${toggled(form, key)}>
      <summary>
        ${idOf(items[index]) === undefined ? nothing : html`<span class="id">${id}</span>`}
        <span class="title">${list.title(index)}</span>
        ${error + warning > 0
          ? html`<span class="badge" data-severity=${error > 0 ? "error" : "warning"}>${
            error + warning
          }</span>`
          : nothing}
        <span class="brief">${list.brief?.(index) ?? nothing}</span>
      </summary>
      ${open
        ? html`
          <div class="inside">
            ${list.draw(path, index)}
            ${deeds(form, list, id, index, items)}
          </div>
        `
        : nothing}
    </details>
  `;
}

/** What can be done to an entry as a whole. */
function deeds(
  form: Form,
  list: Entries,
  id: string,
  index: number,
  items: readonly unknown[],
): TemplateResult {
  const { desk, say } = form;
  const off = !desk.editable;
  const button = (label: string, act: () => void, disabled = false, kind = "") =>
    html`
      <button type="button" class=${kind} ?disabled=${off || disabled}
        @click=${act}>${label}</button>
    `;
  const from = listName(desk, list.path);
  const moved = (to: number): Change[] => [
    { type: "remove", from, id },
    adding(form, list.path, items[index], to),
  ];
  const moving: Text = { ja: `${id}の順番を変える`, en: `Move ${id}` };
  const removing: Text = { ja: `${id}を削除する`, en: `Remove ${id}` };
  return html`
    <p class="deeds">
      ${button(say("record.entry.up"), () => desk.dispatch(moved(index - 1), moving), index === 0)}
      ${button(
        say("record.entry.down"),
        () => desk.dispatch(moved(index + 1), moving),
        index === items.length - 1,
      )}
      ${button(say("record.entry.copy"), () => desk.dispatch([copy(form, list, index)]))}
      ${button(
        say("record.entry.remove", { noun: list.noun }),
        () =>
          list.remove ? list.remove(index) : desk.dispatch(
            [...list.taking?.(index) ?? [], { type: "remove", from, id }],
            removing,
          ),
        false,
        "bad",
      )}
    </p>
  `;
}

/** The entry once more, under a name of its own. */
function copy(form: Form, { path }: Entries, index: number): Change {
  const items = (get(form.desk.spec, path) ?? []) as readonly Record<string, unknown>[];
  const taken = new Set(items.map(idOf));
  let number = 2;
  const stem = idOf(items[index]);
  if (stem === undefined) return adding(form, path, items[index], index + 1);
  while (taken.has(`${stem}-${number}`)) number++;
  return adding(form, path, { ...items[index], id: `${stem}-${number}` }, index + 1);
}

function newButton(form: Form, list: Entries): TemplateResult {
  const { desk, say } = form;
  const add = (event: Event) => {
    const at = (get(desk.spec, list.path) as readonly unknown[] | undefined)?.length ?? 0;
    const around = (event.target as Element).parentElement!.previousElementSibling;
    const value = list.fresh!();
    unfold(`${desk.path} ${list.path.join("/")} ${idOf(value) ?? at}`);
    desk.dispatch([adding(form, list.path, value)]);
    // The new entry is opened, and its first field is where one writes on.
    whenDrawn(() => {
      const made = around?.querySelector<HTMLDetailsElement>(
        `[data-path="${CSS.escape(dataPath([...list.path, at]))}"]`,
      );
      if (!made) return;
      made.scrollIntoView({ block: "nearest" });
      made.querySelector<HTMLElement>(".inside :is(input, textarea, select)")?.focus();
    });
  };
  return html`<p><button type="button" class="primary" ?disabled=${!desk.editable} @click=${add}>${
    say("record.entry.new", { noun: list.noun })
  }</button></p>`;
}
