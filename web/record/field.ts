import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Change, Lang, Text } from "../../engine/mod.ts";
import type { TextSpec } from "../../engine/text.ts";
import { dataPath, get, type Path, setting } from "./address.ts";
import { findingsAt, notes } from "./note.ts";
import type { Form } from "./section.ts";
import { typing } from "./typing.ts";
import { whyButton } from "./why.ts";

/** What every field has. */
export interface Field {
  /** The place of the record it edits, as findings name it; also its address on the page. */
  readonly path: Path;
  /** Its name on the screen, in the language of the screen. */
  readonly label: string;
  /** A sentence below the name. */
  readonly hint?: string;
  /** The name is only heard: a heading or a column says it already. */
  readonly bare?: boolean;
  /** Something must be said here; the field says so while it is empty. */
  readonly required?: boolean;
  /** The result that follows from it: a `why` button stands beside the name. */
  readonly why?: string;
  /** What is done in words, for the history; by default "change LABEL of THING". */
  readonly does?: Text;
}

/**
 * A text of the record. A record says a text once, or once per language: the other language is folded
 * away until it is asked for, and a text that was one for both becomes two when it is given.
 */
export function textField(
  form: Form,
  field: Field & { readonly lines?: number; readonly suggestions?: readonly string[] },
): TemplateResult {
  const { desk, lang, say } = form;
  const written = get(desk.spec, field.path) as TextSpec | undefined;
  const other: Lang = lang === "ja" ? "en" : "ja";
  const two = typeof written === "object" && written !== null;
  const mine = two ? written[lang] ?? "" : written ?? "";
  const theirs = two ? written[other] ?? "" : "";
  const put = (text: string, tag: string, side: Lang) =>
    set(form, field, textWith(get(form.desk.spec, field.path) as TextSpec, text, side, lang), tag);
  const box = (value: string, side: Lang, label: string) =>
    line(form, field, value, label, side, put);
  return frame(
    form,
    field,
    html`
      ${box(mine, lang, field.label)}
      <details class="other" ?open=${two && mine === "" && theirs !== ""}>
        <summary>${say(
          other === "en" ? "record.field.english" : "record.field.japanese",
        )}${theirs === ""
          ? nothing
          : html`<span class="quiet" lang=${other}> ${theirs}</span>`}</summary>
        ${box(
          theirs,
          other,
          say(
            other === "en" ? "record.field.inEnglish" : "record.field.inJapanese",
            { label: field.label },
          ),
        )}
      </details>
    `,
  );
}

/** A line or a box of text for one side of a text. */
function line(
  form: Form,
  field: Field & { readonly lines?: number; readonly suggestions?: readonly string[] },
  value: string,
  label: string,
  side: Lang,
  put: (text: string, tag: string, side: Lang) => void,
): TemplateResult {
  const { lines = 1, suggestions = [] } = field;
  const bind = typing(value, (text, tag) => put(text, tag, side));
  const off = !form.desk.editable;
  if (lines > 1) {
    return html`
      <textarea rows=${lines} lang=${side} aria-label=${label} ?disabled=${off}
        ${bind}></textarea>
    `;
  }
  const list = suggestions.length > 0
    ? `list-${side}-${encodeURIComponent(dataPath(field.path))}`
    : "";
  return html`
    <input type="text" autocomplete="off" lang=${side} aria-label=${label} ?disabled=${off}
      list=${list || nothing} ${bind}>
    ${list
      ? html`<datalist id=${list}>${
        suggestions.map((one) => html`<option value=${one}></option>`)
      }</datalist>`
      : nothing}
  `;
}

/** A plain string that is no text for people: an id, a technique, a condition. */
export function wordField(
  form: Form,
  field: Field & {
    readonly suggestions?: readonly string[];
    /** What stands there; by default that at the path. */
    readonly value?: string;
    set?(value: string): Change[];
  },
): TemplateResult {
  const value = field.value ?? String(get(form.desk.spec, field.path) ?? "");
  return frame(
    form,
    field,
    line(form, field, value, field.label, "en", (text, tag) => {
      const said = text.trim();
      if (field.set) form.desk.dispatch(field.set(said), field.does, tag);
      else set(form, field, said === "" ? undefined : said, tag);
    }),
  );
}

/** A number that is not below zero; what is no number is not taken. */
export function numberField(
  form: Form,
  field: Field & { readonly unit?: string; set?(value: number | undefined): Change[] },
): TemplateResult {
  const value = get(form.desk.spec, field.path);
  return frame(
    form,
    field,
    html`<span class="measured"><input type="number" min="0" step="any" inputmode="decimal"
      aria-label=${field.label} ?disabled=${!form.desk.editable} ${
      typing(typeof value === "number" ? String(value) : "", (text, tag) => {
        const number = text === "" ? undefined : Number(text);
        if (number !== undefined && !(number >= 0)) return;
        if (field.set) form.desk.dispatch(field.set(number), field.does, tag);
        else set(form, field, number, tag);
      })
    }> ${field.unit ?? nothing}</span>`,
  );
}

/** A day of the calendar. */
export function dateField(form: Form, field: Field): TemplateResult {
  const value = String(get(form.desk.spec, field.path) ?? "");
  return frame(
    form,
    field,
    html`
      <input type="date" aria-label=${field.label} ?disabled=${!form.desk.editable} .value=${live(
        value,
      )}
        @change=${(event: Event) => {
          const day = (event.target as HTMLInputElement).value;
          set(form, field, day === "" ? undefined : day);
        }}>
    `,
  );
}

/** Who is responsible: a role, not a person; the roles that the record already names are proposed. */
export function roleField(form: Form, field: Field): TemplateResult {
  return textField(form, { ...field, suggestions: rolesOf(form) });
}

/** A reason. It stands where one is written or asked for, and says so while it is missing. */
export function reasonField(form: Form, field: Field): TemplateResult | typeof nothing {
  const written = get(form.desk.spec, field.path);
  if (written === undefined && !field.required) return nothing;
  return textField(form, { lines: 2, ...field });
}

/** A value to choose, with its word and what it means. */
export interface Option<T> {
  readonly value: T;
  readonly word: string;
  /** What choosing it means: its definition. */
  readonly means?: string | TemplateResult;
  /** Called when the hand or the keys come to it, before it is chosen. */
  look?(): void;
}

/**
 * A choice of one among a few, all in view: arrow keys move it. With `list` it unfolds instead, for
 * many values or little room. `value` is what stands in the record; by default that at the path.
 */
export function choiceField<T extends string | number | boolean | undefined>(
  form: Form,
  field: Field & {
    readonly options: readonly Option<T>[];
    readonly value?: T;
    readonly list?: boolean;
    set?(value: T): Change[];
  },
): TemplateResult {
  const { options, list } = field;
  const value = "value" in field ? field.value : get(form.desk.spec, field.path) as T;
  const choose = (one: T) => {
    if (field.set) form.desk.dispatch(field.set(one), field.does);
    else set(form, field, one);
  };
  const off = !form.desk.editable;
  if (list) {
    return frame(
      form,
      field,
      html`<select aria-label=${field.label} ?disabled=${off} @change=${(event: Event) =>
        choose(options[(event.target as HTMLSelectElement).selectedIndex].value)}>${
        options.map(({ value: one, word }) =>
          html`<option .selected=${live(one === value)}>${word}</option>`
        )
      }</select>`,
    );
  }
  const name = `choice ${dataPath(field.path)}`;
  const means = options.some(({ means }) => means !== undefined);
  const wide = !means ? undefined : options.some(({ word }) => breadth(word) > 32) ? "long" : "";
  return frame(
    form,
    field,
    html`
      <div class="choice" data-wide=${wide ?? nothing} role="radiogroup"
        aria-label=${field.label}>${options.map(({ value: one, word, means, look }) =>
          html`
            <label class=${one === value ? "chosen" : ""} @mouseenter=${look}
              @focusin=${look}><input type="radio" name=${name}
                      ?disabled=${off} .checked=${live(one === value)} @change=${() =>
                        choose(one)}><span><b>${word}</b>${means === undefined
                        ? nothing
                        : html`<span class="means">${means}</span>`}</span></label>
          `
        )}</div>
    `,
  );
}

/** How wide a word is: a Japanese letter is as wide as two others. */
function breadth(word: string): number {
  return [...word].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 2 : 1), 0);
}

/** Yes, no, or not assessed. */
export function yesField(
  form: Form,
  field: Field & {
    readonly value?: boolean | undefined;
    set?(value: boolean | undefined): Change[];
  },
): TemplateResult {
  const { say } = form;
  return choiceField<boolean | undefined>(form, {
    ...field,
    options: [
      { value: true, word: say("record.yes") },
      { value: false, word: say("record.no") },
      { value: undefined, word: say("record.unassessed") },
    ],
  });
}

/** A level from 1 to 3, with what each means; `open` adds "not assessed" or "computed". */
export function levelField(
  form: Form,
  field: Field & {
    readonly means?: readonly [string, string, string];
    readonly open?: string;
    readonly value?: 1 | 2 | 3 | undefined;
    set?(value: 1 | 2 | 3 | undefined): Change[];
  },
): TemplateResult {
  const { means, open } = field;
  const options: Option<1 | 2 | 3 | undefined>[] = ([1, 2, 3] as const).map((value) => ({
    value,
    word: String(value),
    means: means?.[value - 1],
  }));
  return choiceField(form, {
    ...field,
    options: open === undefined ? options : [...options, { value: undefined, word: open }],
  });
}

/**
 * Says that a value was typed over the computed one, what that is, and gives it back. `stale`: what it
 * was computed from has changed since.
 */
export function typedOver(
  form: Form,
  { computed, stale, reset, why }: {
    readonly computed: string;
    readonly stale?: boolean;
    readonly reset: () => Change[];
    readonly why?: string;
  },
): TemplateResult {
  const { say, desk } = form;
  return html`<p class="typed" ?data-stale=${stale}>
    <span>${say(stale ? "record.typed.stale" : "record.typed", { value: computed })}</span>
    <button type="button" class="link" ?disabled=${!desk.editable} @click=${() =>
    desk.dispatch(reset())}>${say("record.typed.reset")}</button>
    ${why ? whyButton(form, why) : nothing}
  </p>`;
}

/** The frame of a field: its name, hint and `why`, what was found about it, and its place. */
export function frame(form: Form, field: Field, body: unknown): TemplateResult {
  const { say, desk } = form;
  const found = findingsAt(desk, field.path);
  const empty = field.required && get(desk.spec, field.path) === undefined;
  return html`
    <div class="field" data-path=${dataPath(field.path)} ?data-missing=${empty}
      data-severity=${found[0]?.severity ?? nothing}>
      <div class="name">
        <span class=${field.bare ? "heard" : "label"}>${field.label}</span>${empty
          ? html`<span class="must">${say("record.field.required")}</span>`
          : nothing}${field.why ? whyButton(form, field.why) : nothing}
      </div>
      ${field.hint ? html`<p class="hint">${field.hint}</p>` : nothing}
      ${body}
      ${notes(form, found)}
    </div>
  `;
}

/** Sets what stands at the path of a field, as one step of the history. */
export function set(form: Form, field: Field, value: unknown, tag?: string): void {
  const { desk } = form;
  if (!desk.system) return;
  const change = setting(desk.system, field.path, value);
  const { on } = change as Extract<Change, { type: "set-field" }>;
  desk.dispatch([change], field.does ?? doing(field.label, on), tag);
}

function doing(label: string, on: string): Text {
  // The label is in the language of the screen; the sentence around it is in both.
  const of = on === "system" ? "" : on.split("/").slice(1).join("/");
  return of === ""
    ? { ja: `「${label}」を変更する`, en: `Change ${label}` }
    : { ja: `${of}の「${label}」を変更する`, en: `Change ${label} of ${of}` };
}

/** A text with another wording on one side. One string stays one until the languages differ. */
function textWith(
  written: TextSpec | undefined,
  text: string,
  side: Lang,
  screen: Lang,
): TextSpec | undefined {
  if (typeof written === "object" && written !== null) {
    const both = { ...written, [side]: text === "" ? undefined : text };
    const { ja, en } = both;
    if (ja === undefined && en === undefined) return undefined;
    return {
      ...(ja === undefined ? {} : { ja }),
      ...(en === undefined ? {} : { en }),
    };
  }
  if (side === screen) return text === "" ? undefined : text;
  if (text === "") return written;
  if (written === undefined) return { [side]: text };
  return side === "en" ? { ja: written, en: text } : { ja: text, en: written };
}

/** Every role the record names as an owner, the most frequent first. */
function rolesOf({ desk, text }: Form): string[] {
  const { system } = desk;
  if (!system) return [];
  const all = [
    system.owner,
    ...[...system.controls.values()].map(({ owner }) => owner),
    ...system.measures.map(({ owner }) => owner),
    ...system.treatments.map(({ owner }) => owner),
  ].map(text).filter((role) => role !== "");
  const counts = new Map<string, number>();
  for (const role of all) counts.set(role, (counts.get(role) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([role]) => role);
}
