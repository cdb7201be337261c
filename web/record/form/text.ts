import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { type Finding, tell } from "../../../engine/mod.ts";
import { save } from "../../shell/export.ts";
import type { Desk } from "../desk.ts";
import type { Form, Section } from "../section.ts";
import { createTextEditor, type TextEditor } from "./text/editor.ts";

/**
 * The text of the record, to be read and written. What is typed becomes the value when it can be read;
 * until then it stays as it is typed, its findings lead to line and column, and nothing is saved.
 */
export const text: Section = {
  id: "text",
  draw(form, entry) {
    const { desk, say } = form;
    const editor = editorOf(form);
    editor.update(desk, say("record.text.name"));
    const [, line, column] = /^(\d+)(?::(\d+))?$/.exec(entry) ?? [];
    if (line && seen !== `${desk.path} ${entry} ${form.app.store.get().route === route}`) {
      route = form.app.store.get().route;
      seen = `${desk.path} ${entry} true`;
      editor.goTo(Number(line), Number(column ?? 1));
    }
    return html`
      <p class="hint">${say("record.text.hint")}</p>
      ${keyed(editor, editor.element)} ${problems(form, editor)}
      <p class="deeds"><button type="button" @click=${() =>
        save(desk.path.slice(desk.path.lastIndexOf("/") + 1), desk.text)}>${say(
          "import.copy",
        )}</button></p>
    `;
  },
};

let seen = "";
let route: unknown;
let current: { readonly path: string; readonly editor: TextEditor } | undefined;

/** One editor per open record: it keeps its place while other sections are looked at. */
function editorOf({ app, desk }: Form): TextEditor {
  if (current?.path === desk.path) return current.editor;
  current?.editor.stop();
  const now = () => app.store.get().desk;
  const editor = createTextEditor(desk.text, {
    changed: (text, tag) => now()?.rewrite(text, undefined, tag),
    undo: () => now()?.undo(),
    redo: () => now()?.redo(),
    save: () => void now()?.save(),
  });
  current = { path: desk.path, editor };
  return editor;
}

/** What is wrong with the form of the text, each with the place it leads to. */
function problems(
  { desk, say, lang }: Form,
  editor: TextEditor,
): TemplateResult | typeof nothing {
  const found = placed(desk);
  if (found.length === 0) return nothing;
  return html`<ul class="notes" aria-live="polite">${
    found.map(([{ severity }, { line, column }, finding]) =>
      html`
        <li
          data-severity=${severity}><button type="button" class="link" @click=${() =>
            editor.goTo(line, column)}>${say("record.findings.line", {
              line,
              column,
            })}</button> ${tell(finding, lang)}</li>
      `
    )
  }</ul>`;
}

function placed({ places, findings }: Desk) {
  return findings.flatMap((finding: Finding) => {
    const place = places.get(finding);
    return place ? [[finding, place, finding] as const] : [];
  });
}
