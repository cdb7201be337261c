import { html, type TemplateResult } from "lit";
import { pasteControls, type Pasted } from "../../../../engine/formats/paste.ts";
import { fold } from "../../fold.ts";
import type { Form } from "../../section.ts";
import { asked } from "../asked.ts";

/** A table from a spreadsheet, pasted: what it would change is shown first, row by row. */
export function paste(form: Form): TemplateResult {
  const { desk, say } = form;
  return fold(form, `${desk.path} paste`, say("record.paste"), () => body(form));
}

let text = "";

function body(form: Form): TemplateResult {
  const { app, desk, say } = form;
  const read = text.trim() === "" ? undefined : pasteControls(text, desk.system!);
  const put = (event: Event) => {
    text = (event.target as HTMLTextAreaElement).value;
    const now = app.store.get().desk;
    app.store.set({ desk: now && { ...now } });
  };
  return html`
    <p class="hint">${say("record.paste.hint")}</p>
    <textarea class="pasted" rows="4" .value=${text} spellcheck="false"
      aria-label=${say("record.paste")} placeholder=${say(
        "record.paste.here",
      )} @input=${put}></textarea>
    ${read ? preview(form, read) : ""}
  `;
}

function preview(form: Form, { rows }: Pasted): TemplateResult {
  const { desk, say, text: speak } = form;
  const changes = rows.flatMap((row) => row.changes);
  const bad = rows.filter(({ problem }) => problem);
  const take = () => {
    desk.dispatch(changes, {
      ja: `貼り付けた表から${changes.length}件を変更する`,
      en: `Make ${changes.length} changes from a pasted table`,
    });
    text = "";
  };
  return html`
    <p role="status"><b>${say("record.paste.count", {
      rows: rows.length,
      changes: changes.length,
      bad: bad.length,
    })}</b></p>
    <div class="wide preview" tabindex="0" role="region" aria-label=${say("record.paste.preview")}>
      <table class="outline">
        <thead>
          <tr>
            <th scope="col">${say("record.paste.row")}</th>
            <th scope="col">${say("record.paste.what")}</th>
          </tr>
        </thead>
        <tbody>${rows.filter((row) => row.problem || row.changes.length > 0).slice(0, most).map((
          row,
        ) =>
          html`
            <tr data-bad=${row.problem !== undefined}>
              <th scope="row">${row.number}</th>
              <td>${row.problem
                ? html`<span class="bad">${speak(row.problem)}</span>`
                : asked(form, row.changes)}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
    <p
      class="deeds"><button type="button" class="primary" ?disabled=${changes.length === 0 ||
        !desk.editable} @click=${take}>${say("record.paste.take", {
          count: changes.length,
        })}</button></p>
  `;
}

/** At most this many rows are shown; all of them are taken. */
const most = 200;
