import { html, nothing, type TemplateResult } from "lit";
import { parse } from "../notebook/format.ts";
import { say as tell } from "../notebook/problem.ts";
import { createFree } from "../shell/name.ts";
import type { App } from "../shell/state.ts";
import { fileDiff } from "./diff.ts";
import type { Doc } from "./doc.ts";

/** The bars above a notebook: not yet allowed, changed elsewhere, typed but never saved, not sound. */
export function bars(app: App, doc: Doc): TemplateResult {
  const { say, lang } = app.voice();
  const { session, saving, draft } = doc;
  const { problems } = doc.history.now.notebook;
  const put = (part: Partial<Doc>) =>
    app.store.set(({ doc }) => doc ? { doc: { ...doc, ...part } } : {});
  return html`${
    doc.approved ? nothing : html`
      <div class="notebar" data-kind="safe" role="region" aria-label=${say("app.safe.title")}>
        <p><b>${say("app.safe.title")}</b> ${say("app.safe.text")}</p>
        <button type="button" class="primary" @click=${() => session.approve()}>${say(
          "app.safe.run",
        )}</button>
      </div>
    `
  }${
    !doc.stuck ? nothing : html`
      <div class="notebar" data-kind="stuck" role="alert">
        <p><b>${say("app.stuck.title")}</b> ${say("app.stuck.text")}</p>
        <button type="button" class="primary" @click=${() =>
          app.go({ at: "notebook", path: doc.path, safe: true })}>${say("app.stuck.stop")}</button>
      </div>
    `
  }${saving.kind === "conflict" ? conflict(app, doc, saving.theirs.text) : nothing}${
    saving.kind === "gone" ? gone(app, doc) : nothing
  }${
    draft === undefined ? nothing : html`
      <div class="notebar" data-kind="draft" role="region" aria-label=${say("app.draft.title")}>
        <p><b>${say("app.draft.title")}</b> ${say("app.draft.text")}</p>
        <button type="button" @click=${() => showDraft(app, doc, draft.text)}>${say(
          "app.conflict.compare",
        )}</button>
        <button type="button" @click=${() => {
          app.remote.drop(doc.path, draft.tab).catch(() => {});
          put({ draft: undefined });
        }}>${say("app.draft.drop")}</button>
        <button type="button" class="primary" @click=${() => {
          session.take(draft.text);
          app.remote.drop(doc.path, draft.tab).catch(() => {});
          put({ draft: undefined });
        }}>${say("app.draft.take")}</button>
      </div>
    `
  }${
    problems.map((problem) =>
      html`
        <div class="notebar" data-kind=${problem.severity}>
          <p>${problem.line ? say("app.cell.line", { line: problem.line }) : ""} ${tell(
            problem,
            lang,
          )}</p>
        </div>
      `
    )
  }`;
}

/** Two texts and a choice: the file was changed elsewhere while something here was not saved. */
function conflict(app: App, doc: Doc, theirs: string): TemplateResult {
  const { say } = app.voice();
  return html`
    <div class="notebar" data-kind="conflict" role="alert">
      <p><b>${say("app.conflict.title")}</b> ${say("app.conflict.text", differing(doc, theirs))}</p>
      <span class="buttons"><button type="button" @click=${() => showConflict(app, doc)}>${say(
        "app.conflict.compare",
      )}</button>
        ${answers(app, doc, theirs)}</span>
    </div>
  `;
}

function answers(app: App, doc: Doc, theirs: string): TemplateResult {
  const { say } = app.voice();
  const { session } = doc;
  const answer = (act: () => Promise<void>) => () => {
    app.dialog(undefined);
    act().catch(app.failed);
  };
  return html`
    <button type="button" @click=${answer(() => both(app, doc, theirs))}>${say(
      "app.conflict.both",
    )}</button>
    <button type="button" @click=${answer(() => session.settle("theirs"))}>${say(
      "app.conflict.theirs",
    )}</button>
    <button type="button" class="primary" @click=${answer(() => session.settle("mine"))}>${say(
      "app.conflict.mine",
    )}</button>
  `;
}

/** Both texts side by side, as they are at this moment, and the same choice. */
function showConflict(app: App, doc: Doc): void {
  const { say } = app.voice();
  app.dialog({
    kind: "compare",
    title: say("app.conflict.compare"),
    body(close) {
      const now = app.store.get().doc;
      if (now?.saving.kind !== "conflict") {
        return html`
          <p>${say("app.conflict.over")}</p>
          <div class="answers"><button type="button" @click=${close}>${say(
            "app.close",
          )}</button></div>
        `;
      }
      const { text } = now.saving.theirs;
      const sides = { before: say("app.conflict.inFile"), after: say("app.conflict.here") };
      return html`${fileDiff(app.voice(), doc.path, text, doc.session.text(), sides)}
        <div class="answers">${answers(app, doc, text)}</div>`;
    },
  });
}

/** There is no file of this name any more; what is here can make one. */
function gone(app: App, doc: Doc): TemplateResult {
  const { say } = app.voice();
  return html`
    <div class="notebar" data-kind="conflict" role="alert">
      <p><b>${say("app.gone.title")}</b> ${say("app.gone.text", { path: doc.path })}</p>
      <button type="button" @click=${() => app.go({ at: "home" })}>${say("app.gone.leave")}</button>
      <button type="button" class="primary" @click=${() =>
        doc.session.settle("mine").catch(app.failed)}>${say("app.gone.create")}</button>
    </div>
  `;
}

/** What was typed and never saved, beside the file as it is. */
function showDraft(app: App, doc: Doc, draft: string): void {
  const { say } = app.voice();
  const sides = { before: say("app.conflict.inFile"), after: say("app.draft.side") };
  app.dialog({
    kind: "compare",
    title: say("app.draft.title"),
    body: () => fileDiff(app.voice(), doc.path, doc.session.text(), draft, sides),
  });
}

function differing(doc: Doc, theirs: string): { mine: number; theirs: number } {
  const here = doc.history.now.notebook.cells;
  const there = parse(theirs).cells;
  const values = (cells: typeof here) => new Set(cells.map(({ value }) => value));
  const [a, b] = [values(here), values(there)];
  return {
    mine: here.filter(({ value }) => !b.has(value)).length,
    theirs: there.filter(({ value }) => !a.has(value)).length,
  };
}

/** Keeps mine in the file and puts theirs in a file of its own beside it. */
async function both(app: App, doc: Doc, theirs: string): Promise<void> {
  const path = await createFree(app.remote, doc.path.replace(/(?:-\d+)?(\.\w+)$/, "-2$1"), theirs);
  await doc.session.settle("mine");
  app.notice("info", app.voice().say("app.conflict.kept", { path }), {
    name: app.voice().say("app.open"),
    run: () => app.go({ at: "notebook", path, safe: false }),
  });
}
