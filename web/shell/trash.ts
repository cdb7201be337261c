import { html, type TemplateResult } from "lit";
import type { FileEntry, Trashed } from "../remote.ts";
import { redraw } from "./dialog.ts";
import { firstFree } from "./name.ts";
import type { Action, App } from "./state.ts";

/** Asks, says what happens, and moves a file to the trash; a notice undoes it. */
export function moveToTrash(app: App, file: FileEntry): void {
  const { say, text } = app.voice();
  const title = text(file.titles);
  app.dialog({
    kind: "ask",
    title: say("app.trash.move"),
    body: (close) =>
      html`
        <p>${say("app.trash.ask", { title, path: file.path })}</p>
        ${file.kind === "record" ? html`<p class="quiet">${say("app.trash.record")}</p>` : ""}
        <div class="answers">
          <button type="button" @click=${close}>${say("app.cancel")}</button>
          <button type="button" class="primary" autofocus @click=${() => {
            close();
            discard(app, file).catch(app.failed);
          }}>${say("app.trash.move")}</button>
        </div>
      `,
  });
}

async function discard(app: App, file: FileEntry): Promise<void> {
  const { say, text } = app.voice();
  const id = await app.remote.trash(file.path, file.etag);
  await app.refresh();
  // The row from which it came is gone, and with it the focus.
  document.querySelector<HTMLElement>("#main")?.focus();
  const action: Action = {
    name: say("app.undo"),
    run: () => void restore(app, { id, path: file.path, titles: file.titles }).catch(app.failed),
  };
  undoing.set(id, action);
  app.notice("info", say("app.trash.moved", { title: text(file.titles) }), action);
}

/** What undoes a move to the trash, by id. */
const undoing = new Map<string, Action>();

/** Takes a file out of the trash; where its name is taken meanwhile, under the next free one. */
async function restore(
  app: App,
  { id, path, titles }: Pick<Trashed, "id" | "path" | "titles">,
): Promise<void> {
  const { say, text } = app.voice();
  const back = await firstFree(path, async (free) => void await app.remote.recover(id, free));
  // Once it is out, there is nothing left to undo.
  const undo = undoing.get(id);
  app.store.set(({ notices }) => ({
    notices: notices.filter(({ action }) => !action || action !== undo),
  }));
  await app.refresh();
  app.notice("info", say("app.trash.restored", { title: text(titles), path: back }));
}

/** Shows what is in the trash, the latest first, to take out. */
export async function showTrash(app: App): Promise<void> {
  const { say, text, lang } = app.voice();
  let files = await app.remote.trashed();
  const when = (at: string) =>
    new Date(at).toLocaleString(lang === "ja" ? "ja-JP" : "en-GB", {
      dateStyle: "medium",
      timeStyle: "short",
    });
  const back = async (file: Trashed) => {
    await restore(app, file);
    files = await app.remote.trashed();
    redraw(app);
  };
  const row = (file: Trashed): TemplateResult =>
    html`
      <tr>
        <th scope="row">${text(file.titles)}<small class="path" title=${file.path}>${file
          .path}</small></th>
        <td>${say(`app.kind.${file.kind}`)}</td>
        <td><time datetime=${file.at}>${when(file.at)}</time></td>
        <td
          class="act"><button type="button" class="link" aria-label=${say("app.trash.restoreOne", {
            title: text(file.titles),
          })} @click=${() => back(file).catch(app.failed)}>${say("app.trash.restore")}</button></td>
      </tr>
    `;
  app.dialog({
    kind: "trash",
    title: say("app.trash"),
    body: () =>
      html`
        <p class="quiet">${say(files.length ? "app.trash.kept" : "app.trash.empty")}</p>
        ${files.length === 0 ? "" : html`
          <div class="wide" role="region" tabindex="0" aria-label=${say("app.trash")}>
            <table class="list">
              <thead>
                <tr>
                  <th scope="col">${say("app.home.title")}</th>
                  <th scope="col">${say("app.home.kind")}</th>
                  <th scope="col">${say("app.trash.when")}</th>
                  <td></td>
                </tr>
              </thead>
              <tbody>${files.map(row)}</tbody>
            </table>
          </div>
        `}
      `,
  });
}
