import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { retitle } from "../notebook/title.ts";
import { menu } from "../shell/menu.ts";
import type { App, Message, State } from "../shell/state.ts";
import { bars } from "./bars.ts";
import { type Command, commands } from "./command.ts";
import type { Doc } from "./doc.ts";
import { finder } from "./finder.ts";
import { shownKeys } from "./palette.ts";
import { panel } from "./panels.ts";
import { presentingBar } from "./present.ts";
import type { Session } from "./session.ts";
import { createStage, type Stage } from "./stage.ts";

/** The page of the open notebook. */
export function notebookPage(app: App, { doc, settings }: State): TemplateResult {
  const { say } = app.voice();
  if (!doc) {
    return html`
      <main id="main">
        <p class="wait" role="status">${say("app.doc.opening")}</p>
      </main>
    `;
  }
  const stage = stageOf(app, doc);
  stage.update(doc);
  return html`<main id="main" class="notebook" data-view=${settings.view}>
    <h1 class="heard">${doc.history.now.notebook.title || doc.path}</h1>
    ${toolbar(app, doc, stage)}
    ${finder(app, doc, stage)}
    ${bars(app, doc)}
    <div class="desk">${keyed(doc.session, stage.element)}${panel(app, doc, stage)}</div>
    ${presentingBar(app, doc)}
  </main>`;
}

const stages = new WeakMap<Session, Stage>();
let current: Stage | undefined;

function stageOf(app: App, doc: Doc): Stage {
  const known = stages.get(doc.session);
  if (known) return known;
  current?.stop();
  current = createStage(app, doc);
  stages.set(doc.session, current);
  return current;
}

function toolbar(app: App, doc: Doc, stage: Stage): TemplateResult {
  const { say } = app.voice();
  const { notebook } = doc.history.now;
  const button = (id: string, text: string, pressed?: boolean, disabled = false) => {
    const command = commands.find((command) => command.id === id)!;
    return html`
      <button type="button" title=${titleOf(say(command.name), command)} aria-label=${/\p{L}/u
          .test(text)
        ? nothing
        : say(command.name)} aria-pressed=${pressed === undefined ? nothing : pressed}
        ?disabled=${disabled} @click=${() => command.run(stage.scene())}>${text}</button>
    `;
  };
  const page = app.store.get().settings.view === "page";
  return html`
    <div class="toolbar" role="toolbar" aria-label=${say("app.doc.toolbar")}>
      <input class="title" aria-label=${say("app.doc.title")} .value=${notebook.title} @change=${(
        event: Event,
      ) => {
        const title = (event.target as HTMLInputElement).value;
        doc.session.edit({
          notebook: retitle(notebook, title),
          selected: doc.history.now.selected,
        });
      }}>
      <span class="saving" role="status" data-kind=${doc.saving.kind}>${saved(app, doc)}</span>
      <span class="group">
          ${button("undo", "↶", undefined, doc.history.past.length === 0)}
          ${button("redo", "↷", undefined, doc.history.future.length === 0)}
        </span>
      <span class="group">
          ${button("runStale", `▶ ${say("app.doc.run")}`, undefined, !doc.approved)}
          ${button("ready", `＋ ${say("app.ready")}`)}
        </span>
      <span class="group roomy">
          ${button("code", say("app.doc.code"), doc.code)}
          ${button("panes", say("app.doc.panes"), !page)}
          ${button("outline", say("app.doc.outline"), doc.panel === "outline")}
          ${button("symbols", say("app.doc.symbols"), doc.panel === "symbols")}
          ${button("present", say("app.doc.present"))}
        </span>
      ${viewMenu(app, stage, { code: doc.code, panes: !page, [doc.panel ?? ""]: true })}
      <span class="group">
          ${button("publish", say("app.doc.publish"), undefined, !doc.approved)}
        </span>
      <span class="group">
          ${button("palette", say("app.doc.actions"))}
          ${button("help", "?")}
        </span>
    </div>
  `;
}

/** The same switches as a menu, where the bar has no room for them. */
function viewMenu(
  app: App,
  stage: Stage,
  on: Readonly<Record<string, boolean>>,
): TemplateResult {
  const { say } = app.voice();
  const choices = commands.filter(({ id }) => views.includes(id)).map((
    { id, name, keys, run },
  ) => ({
    name: say(name),
    keys: keys?.slice(0, 1).map(shownKeys).join(""),
    on: on[id] ?? false,
    run: () => run(stage.scene()),
  }));
  return menu({
    label: say("app.doc.view"),
    face: html`${say("app.doc.view")} <span aria-hidden="true">▾</span>`,
    choices,
    className: "tight",
  });
}

const views: readonly string[] = ["code", "panes", "outline", "symbols"];

function titleOf(name: string, { keys = [], always = [] }: Command): string {
  const [key] = [...always, ...keys];
  return key ? `${name} (${shownKeys(key)})` : name;
}

function saved(app: App, { saving }: Doc): string {
  const { say, lang } = app.voice();
  const time = saving.at === undefined
    ? ""
    : new Date(saving.at).toLocaleTimeString(lang === "ja" ? "ja-JP" : "en-GB");
  if (saving.kind === "saved" && !time) return "";
  return say(`app.saving.${saving.kind}` as Message, { time: time || say("app.saving.never") });
}
