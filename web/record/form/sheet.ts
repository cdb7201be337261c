import { html, nothing, type TemplateResult } from "lit";
import { limits } from "../../../engine/formats/limits.ts";
import type { Imported, Remark } from "../../../engine/formats/sheet.ts";
import type { System } from "../../../engine/mod.ts";
import { fold } from "../fold.ts";
import type { Form } from "../section.ts";
import { asked } from "./asked.ts";
import { ask } from "./sheet/job.ts";

/** The record as an Excel workbook, and what was filled in there: first shown, then taken. */
export function sheet(form: Form): TemplateResult {
  const { desk, say } = form;
  return fold(form, `${desk.path} sheet`, say("record.sheet"), () => body(form));
}

/** A workbook that was chosen, and what it asks of the record as it stood then. */
interface Chosen {
  readonly path: string;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly against: System | undefined;
  readonly imported?: Imported;
  readonly failed?: true;
}

let chosen: Chosen | undefined;
let working: "export" | "import" | undefined;

function body(form: Form): TemplateResult {
  const { desk, say } = form;
  const own = chosen?.path === desk.path ? chosen : undefined;
  // What the record says now decides what a workbook would change.
  if (own && !working && own.against !== desk.system) void read(form, own.name, own.bytes);
  const pick = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = "";
    if (!file) return;
    // Of what is too large, no more is held than shows it.
    void file.slice(0, limits.size + 1).arrayBuffer().then((bytes) =>
      read(form, file.name, new Uint8Array(bytes))
    );
  };
  return html`
    <p class="hint">${say("record.sheet.hint")}</p>
    <p class="deeds">
      <button type="button" ?disabled=${working !== undefined || !desk.assessment}
        @click=${() => void write(form)}>${say("record.sheet.export")}</button>
      <button type="button" ?disabled=${working !== undefined}
        @click=${choose}>${say("record.sheet.import")}</button>
      <input type="file" accept=".xlsx" hidden @change=${pick}>
    </p>
    <p role="status">${working ? say("record.sheet.working") : nothing}</p>
    ${own?.failed ? html`<p class="bad" role="alert">${say("record.sheet.failed")}</p>` : nothing}
    ${own?.imported ? preview(form, own.name, own.imported) : nothing}
  `;
}

/** The field itself looks as every browser likes, in the browser's language. */
function choose({ currentTarget }: Event): void {
  const { parentElement } = currentTarget as HTMLElement;
  parentElement!.querySelector<HTMLInputElement>("input[type=file]")!.click();
}

async function write(form: Form): Promise<void> {
  const { app, desk, lang } = form;
  begin(form, "export");
  try {
    await desk.settled();
    const now = app.store.get().desk ?? desk;
    const { spec, system, assessment, findings, path } = now;
    const places = await now.locate(findings.map((finding) => finding.path));
    const bytes = await ask({
      act: "export",
      spec: spec!,
      catalogs: system!.shelf.catalogs,
      at: assessment!.at,
      lang,
      file: path,
      findings: findings.map((finding, index) => ({ ...finding, ...places[index] })),
    });
    const stem = path.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
    download(bytes, `${stem}-${assessment!.at}.xlsx`);
  } catch (error) {
    app.failed(error);
  } finally {
    begin(form, undefined);
  }
}

function download(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function read(form: Form, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const { spec, system, path } = form.desk;
  const about = { path, name, bytes, against: system };
  working = "import";
  try {
    const catalogs = system!.shelf.catalogs;
    const imported = await ask({ act: "import", spec: spec!, catalogs, bytes });
    chosen = { ...about, imported };
  } catch {
    chosen = { ...about, failed: true };
  } finally {
    begin(form, undefined);
  }
}

function begin({ app }: Form, act: typeof working): void {
  working = act;
  const { desk } = app.store.get();
  app.store.set({ desk: desk && { ...desk } });
}

function preview(form: Form, name: string, imported: Imported): TemplateResult {
  const { desk, say } = form;
  const { changes, rows, remarks, read } = imported;
  const bad = remarks.filter(({ severity }) => severity === "error").length;
  const take = () => {
    chosen = undefined;
    desk.dispatch(changes, {
      ja: `「${name}」から${changes.length}件を変更する`,
      en: `Make ${changes.length} changes from "${name}"`,
    });
  };
  return html`
    <p role="status"><b>${say("record.sheet.count", {
      name,
      read,
      changes: changes.length,
      bad,
    })}</b></p>
    ${remarks.length === 0 ? nothing : notes(form, remarks)} ${rows.length === 0 ? nothing : html`
      <div class="wide preview" tabindex="0" role="region" aria-label=${say(
        "record.sheet.preview",
      )}>
        <table class="outline">
          <thead>
            <tr>
              <th scope="col">${say("record.sheet.place")}</th>
              <th scope="col">${say("record.paste.what")}</th>
            </tr>
          </thead>
          <tbody>${rows.slice(0, most).map((row) =>
            html`
              <tr>
                <th scope="row">${row.sheet}!${row.number}</th>
                <td>${asked(form, row.changes)}</td>
              </tr>
            `
          )}</tbody>
        </table>
      </div>
      ${rows.length > most
        ? html`<p class="quiet">${say("record.sheet.more", { count: rows.length - most })}</p>`
        : nothing}
      <p
        class="deeds"><button type="button" class="primary" ?disabled=${!desk.editable ||
          working !== undefined} @click=${take}>${say("record.paste.take", {
            count: changes.length,
          })}</button></p>
    `}
  `;
}

function notes({ text, word }: Form, remarks: readonly Remark[]): TemplateResult {
  return html`<ul class="notes">${
    remarks.slice(0, most).map((remark) =>
      html`<li data-severity=${remark.severity}><b>${word("severity", remark.severity)}</b> ${
        where(remark)
      } ${text(remark.text)}</li>`
    )
  }</ul>`;
}

function where({ sheet, cell }: Remark): string {
  return cell === "" ? sheet : `${sheet}!${cell}`;
}

/** At most so many rows and remarks are shown; all rows are taken. */
const most = 200;
