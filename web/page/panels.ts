import { html, nothing, type TemplateResult } from "lit";
import { parse } from "../notebook/format.ts";
import { outline } from "../notebook/outline.ts";
import { say as tell } from "../notebook/problem.ts";
import type { App } from "../shell/state.ts";
import { builtins } from "./builtin.ts";
import { type Doc, labelOf } from "./doc.ts";
import type { Stage } from "./stage.ts";

/** The panel beside the notebook: its headings, or its names. */
export function panel(app: App, doc: Doc, stage: Stage): TemplateResult | typeof nothing {
  if (doc.panel === "outline") return headings(app, doc, stage);
  return doc.panel === "symbols" ? names(app, doc, stage) : nothing;
}

function headings(app: App, doc: Doc, stage: Stage): TemplateResult {
  const { say } = app.voice();
  const found = outline(doc.history.now.notebook.cells, app.voice().lang);
  return html`<nav class="panel" aria-label=${say("app.command.outline")}>
    <h2>${say("app.command.outline")}</h2>
    ${found.length === 0 ? html`<p class="quiet">${say("app.outline.none")}</p>` : nothing}
    <ol class="outline">${
    found.map(({ cell, level, text }) =>
      html`
        <li
          data-level=${level}><button type="button" class="link" @click=${() =>
            stage.goTo(cell)}>${text}</button></li>
      `
    )
  }</ol></nav>`;
}

function names(app: App, doc: Doc, stage: Stage): TemplateResult {
  const { say } = app.voice();
  const own = doc.symbols.filter(({ builtin }) => !builtin);
  const given = doc.symbols.filter(({ builtin }) => builtin);
  const giver = (name: string) =>
    doc.history.now.notebook.cells.find(({ value, output }) =>
      output === name || new RegExp(`(^|[\\s,{(])${escape(name)}\\s*(=|\\()`, "mu").test(value)
    )?.id;
  return html`<aside class="panel" aria-label=${say("app.command.symbols")}>
    <h2>${say("app.command.symbols")}</h2>
    ${own.length === 0 ? html`<p class="quiet">${say("app.symbols.none")}</p>` : nothing}
    <dl class="symbols">${
    own.map(({ name, type, preview }) => {
      const cell = giver(name);
      return html`
        <div>
          <dt><code>${name}</code>${cell === undefined ? nothing : html`
            <button type="button" class="link" @click=${() => stage.goTo(cell)}>${labelOf(
              doc.history.now.notebook,
              cell,
              app.voice().lang,
            )}</button>
          `}</dt>
          <dd><span class="quiet">${type}</span> ${preview}</dd>
        </div>
      `;
    })
  }</dl>
    <details><summary>${say("app.symbols.builtin", { count: given.length })}</summary>
      <dl class="symbols builtin">${
    builtins.filter(({ name }) => given.some((symbol) => symbol.name === name)).map((
      { use, purpose },
    ) =>
      html`
        <div>
          <dt><code>${use}</code></dt>
          <dd>${say(purpose)}</dd>
        </div>
      `
    )
  }</dl>
    </details></aside>`;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

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
  }${
    saving.kind !== "conflict" ? nothing : html`
      <div class="notebar" data-kind="conflict" role="alert">
        <p><b>${say("app.conflict.title")}</b> ${say(
          "app.conflict.text",
          differing(doc, saving.theirs.text),
        )}</p>
        <button type="button" @click=${() => both(app, doc, saving.theirs.text)}>${say(
          "app.conflict.both",
        )}</button>
        <button type="button" @click=${() => session.settle("theirs")}>${say(
          "app.conflict.theirs",
        )}</button>
        <button type="button" class="primary" @click=${() => session.settle("mine")}>${say(
          "app.conflict.mine",
        )}</button>
      </div>
    `
  }${
    draft === undefined ? nothing : html`
      <div class="notebar" data-kind="draft" role="region" aria-label=${say("app.draft.title")}>
        <p><b>${say("app.draft.title")}</b> ${say("app.draft.text")}</p>
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
  const { say } = app.voice();
  try {
    for (let number = 2; number < 100; number++) {
      const path = doc.path.replace(/(\.html?)?$/, `-${number}$1`);
      if (app.store.get().files?.some((file) => file.path === path)) continue;
      await app.remote.create(path, theirs);
      await doc.session.settle("mine");
      return app.notice("info", say("app.conflict.kept", { path }));
    }
  } catch (error) {
    app.failed(error);
  }
}
