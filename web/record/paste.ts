import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { List, TableRow } from "../../engine/formats/list/table.ts";
import { paste as read } from "../../engine/formats/paste.ts";
import { readText } from "../shell/import/bytes.ts";
import type { App } from "../shell/state.ts";
import type { Desk } from "./desk.ts";
import { fold, unfold } from "./fold.ts";
import { asked } from "./form/asked.ts";
import type { Form } from "./section.ts";
import type { RecordMessage } from "./words.ts";

/** The lists into which a table can be pasted. */
export type Pasting = List;

/** A table from a spreadsheet, pasted or from a file: what it would change is shown first, row by row. */
export function paste(form: Form, list: Pasting): TemplateResult {
  const { desk, say } = form;
  return fold(form, keyOf(desk.path, list), say("record.paste"), () => body(form, list));
}

/** Puts a table before a list of a record, as if it had been pasted there. */
export function put(path: string, list: Pasting, text: string): void {
  texts.set(keyOf(path, list), text);
  unfold(keyOf(path, list));
  shown = undefined;
}

/** Takes the person to a table that was put before a list, once its section is on the page. */
export function showPasted(tries = 60): void {
  const field = document.querySelector<HTMLElement>("textarea.pasted");
  if (!field) {
    if (tries > 0) requestAnimationFrame(() => showPasted(tries - 1));
    return;
  }
  const fold = field.closest("details")!;
  fold.scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
}

/** The list that a table is about, by how many of its rows can be read as one and as the other. */
export function listOf(desk: Desk, text: string): Pasting {
  const rows = (list: Pasting) =>
    read(text, list, desk.system!).filter((row) => !isBad(row)).length;
  return rows("scenarios") > rows("controls") ? "scenarios" : "controls";
}

const texts = new Map<string, string>();

function isBad({ problems }: TableRow): boolean {
  return problems.some(({ severity }) => severity === "error");
}

const hints: Readonly<Record<Pasting, RecordMessage>> = {
  controls: "record.paste.hint",
  scenarios: "record.paste.scenarios",
};

function keyOf(path: string, list: Pasting): string {
  return `${path} paste ${list}`;
}

/** The table that was read last: it need not be read again while neither it nor the record changes. */
let shown:
  | {
    readonly text: string;
    readonly list: Pasting;
    readonly system: Desk["system"];
    readonly rows: readonly TableRow[];
  }
  | undefined;

function rowsOf({ desk }: Form, list: Pasting, text: string): readonly TableRow[] {
  const { system } = desk;
  if (shown?.text !== text || shown.list !== list || shown.system !== system) {
    shown = { text, list, system, rows: read(text, list, system!) };
  }
  return shown.rows;
}

function body(form: Form, list: Pasting): TemplateResult {
  const { app, desk, say } = form;
  const key = keyOf(desk.path, list);
  const text = texts.get(key) ?? "";
  const set = (value: string) => {
    texts.set(key, value);
    redraw(app);
  };
  const take = async ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) set((await readText(file)).text);
    input.value = "";
  };
  return html`
    <p class="hint">${say(hints[list])}</p>
    <textarea class="pasted" rows="4" .value=${live(text)} spellcheck="false"
      aria-label=${say("record.paste")} placeholder=${say("record.paste.here")}
      @input=${({ target }: Event) => set((target as HTMLTextAreaElement).value)}></textarea>
    <p class="deeds">
      <label class="file">${say("record.paste.file")}<input type="file" class="heard"
        accept=".csv,.tsv,.tab,.txt,text/csv,text/tab-separated-values,text/plain"
        @change=${(event: Event) => take(event).catch(app.failed)}></label>
      ${text === "" ? nothing : html`
        <button type="button" @click=${() => set("")}>${say("record.paste.clear")}</button>
      `}
    </p>
    ${text.trim() === "" ? nothing : preview(form, rowsOf(form, list, text), () => set(""))}
  `;
}

function preview(form: Form, rows: readonly TableRow[], done: () => void): TemplateResult {
  const { desk, say } = form;
  const changes = rows.flatMap((row) => row.changes);
  const bad = rows.filter(isBad);
  const take = () => {
    desk.dispatch(changes, {
      ja: `貼り付けた表から${changes.length}件を変更する`,
      en: `Make ${changes.length} changes from a pasted table`,
    });
    done();
  };
  const telling = rows.filter((row) => row.problems.length > 0 || row.changes.length > 0);
  return html`
    <p role="status"><b>${say("record.paste.count", {
      rows: rows.length,
      changes: changes.length,
      bad: bad.length,
    })}</b></p>
    ${telling.length === 0 ? nothing : table(form, telling)}
    <p
      class="deeds"><button type="button" class="primary" ?disabled=${changes.length === 0 ||
        !desk.editable} @click=${take}>${say("record.paste.take", {
          count: changes.length,
        })}</button></p>
  `;
}

function table(form: Form, rows: readonly TableRow[]): TemplateResult {
  const { say } = form;
  return html`
    <div class="wide preview" tabindex="0" role="region" aria-label=${say("record.paste.preview")}>
      <table class="outline">
        <thead>
          <tr>
            <th scope="col">${say("record.paste.row")}</th>
            <th scope="col">${say("record.paste.what")}</th>
          </tr>
        </thead>
        <tbody>${rows.slice(0, most).map((row) =>
          html`
            <tr data-bad=${isBad(row)}>
              <th scope="row">${row.number}</th>
              <td>${asked(form, row.changes)}${notes(form, row)}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
    ${rows.length > most
      ? html`<p class="quiet">${say("record.results.rest", { count: rows.length - most })}</p>`
      : nothing}
  `;
}

/** What is worth knowing of a row, the reason first why it cannot be read. */
function notes({ text, word }: Form, { problems }: TableRow): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<ul class="notes">${
    problems.map((one) =>
      html`<li data-severity=${one.severity}>${
        one.severity === "error"
          ? html`<span class="bad">${text(one.text)}</span>`
          : html`<b>${word("severity", one.severity)}</b> ${text(one.text)}`
      }</li>`
    )
  }</ul>`;
}

/** At most this many rows are shown; all of them are taken. */
const most = 200;

function redraw(app: App): void {
  const { desk } = app.store.get();
  app.store.set({ desk: desk && { ...desk } });
}
