import { html, type TemplateResult } from "lit";
import type { FileEntry } from "../remote.ts";
import { redraw } from "../shell/dialog.ts";
import type { App } from "../shell/state.ts";
import { fileDiff } from "./diff.ts";

/**
 * Shows a notebook beside another one, cell by cell: a cell is the same one where both give it one id,
 * as a copy and its original do. What is chosen is read anew each time.
 */
export async function compareNotebooks(app: App, path: string): Promise<void> {
  const others = (app.store.get().files ?? []).filter((file) =>
    file.path !== path && (file.kind === "notebook" || file.kind === "template")
  );
  const before = (await app.remote.read(path)).text;
  let other = others[0];
  let after = other && (await app.remote.read(other.path)).text;
  const choose = async (chosen: FileEntry) => {
    after = (await app.remote.read(chosen.path)).text;
    other = chosen;
    redraw(app);
  };
  app.dialog({
    kind: "versions",
    title: app.voice().say("compare.notebooks"),
    body: () =>
      other && after !== undefined
        ? html`
          ${chooser(app, others, other, (chosen) => void choose(chosen).catch(app.failed))}
          ${fileDiff(app.voice(), path, before, after, { before: path, after: other.path })}
        `
        : html`<p class="quiet">${app.voice().say("compare.noNotebooks")}</p>`,
  });
}

function chooser(
  app: App,
  others: readonly FileEntry[],
  other: FileEntry,
  choose: (file: FileEntry) => void,
): TemplateResult {
  const { say, text } = app.voice();
  return html`<p><label>${say("compare.other")} <select @change=${({ target }: Event) =>
    choose(others[(target as HTMLSelectElement).selectedIndex])}>${
    others.map((file) =>
      html`<option .selected=${file === other}>${text(file.titles)} (${file.path})</option>`
    )
  }</select></label></p>`;
}
