import { html, nothing, type TemplateResult } from "lit";
import { folding } from "../notebook/folding.ts";
import { outline } from "../notebook/outline.ts";
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
    found.map(({ cell, level, text }, index) =>
      html`
        <li
          data-level=${level}>${found[index - 1]?.cell === cell
            ? html`<span class="twig"></span>`
            : twig(app, doc, cell, text)}<button type="button" class="link" @click=${() =>
            stage.goTo(cell)}>${text}</button></li>
      `
    )
  }</ol></nav>`;
}

/** Folds the section of a heading in the page; the outline itself stays whole. */
function twig(app: App, doc: Doc, cell: number, text: string): TemplateResult {
  const { say } = app.voice();
  const { foldable } = folding(doc.history.now.notebook.cells, doc.folded);
  if (!foldable.has(cell)) return html`<span class="twig"></span>`;
  const open = !doc.folded.has(cell);
  const one = new Set([cell]);
  return html`
    <button type="button" class="twig" aria-expanded=${open} aria-label=${say(
      open ? "app.fold.fold" : "app.fold.unfold",
      { cell: text },
    )}
      @click=${() =>
        doc.session.fold(open ? doc.folded.union(one) : doc.folded.difference(one))}>${open
        ? "▾"
        : "▸"}</button>
  `;
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
