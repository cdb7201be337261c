import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { ref } from "lit/directives/ref.js";
import { findIn, type Match, replaceIn } from "../notebook/find.ts";
import type { App } from "../shell/state.ts";
import type { Doc } from "./doc.ts";
import type { Stage } from "./stage.ts";

/** What is looked for in the open notebook, and how far one has come. */
export interface Finding {
  readonly query: string;
  readonly exact: boolean;
  /** What is to stand in its place; undefined where only looking is meant. */
  readonly instead: string | undefined;
  /** The match one is at, from 0. */
  readonly at: number;
}

/** The matches of what is looked for; none where nothing is. */
export function matchesOf({ finding, history }: Doc): readonly Match[] {
  return finding ? findIn(history.now.notebook.cells, finding) : [];
}

/** Opens the bar, or goes back into it. */
export function openFinder(app: App, replacing: boolean): void {
  app.store.set(({ doc }) => {
    if (!doc) return {};
    const known = doc.finding ?? { query: "", exact: false, instead: undefined, at: 0 };
    const instead = replacing ? known.instead ?? "" : known.instead;
    return { doc: { ...doc, finding: { ...known, instead } } };
  });
  app.store.flush();
  const field = document.querySelector<HTMLInputElement>(".finder input[type=search]");
  field?.focus();
  field?.select();
}

/** The bar to look for a text in the sources of the cells, and to put another one in its place. */
export function finder(app: App, doc: Doc, stage: Stage): TemplateResult | typeof nothing {
  const { finding } = doc;
  if (!finding) return nothing;
  const { say } = app.voice();
  const act = actions(app, stage);
  const matches = matchesOf(doc);
  const count = matches.length
    ? say("app.find.count", { at: finding.at + 1, count: matches.length })
    : finding.query && say("app.find.none");
  return html`<form class="finder" role="search" aria-label=${say("app.command.find")} @submit=${(
    event: Event,
  ) => {
    event.preventDefault();
    act.step(1);
  }} @keydown=${act.pressed}>
    <input type="search" title=${say("app.find.outputs")} aria-label=${
    say("app.find.query")
  } placeholder=${say("app.find.query")}
      .value=${live(finding.query)} ${ref(focusNew)} @input=${({ target }: Event) =>
    act.look({ query: (target as HTMLInputElement).value })}>
    <label class="tick"><input type="checkbox" .checked=${live(finding.exact)} @change=${(
    { target }: Event,
  ) => act.look({ exact: (target as HTMLInputElement).checked })}>${say("app.find.exact")}</label>
    <span class="count" role="status">${count}</span>
    <span class="group">
      <button type="button" aria-label=${say("app.find.previous")} title=${
    say("app.find.previous")
  } ?disabled=${!matches.length} @click=${() => act.step(-1)}>↑</button>
      <button aria-label=${say("app.find.next")} title=${say("app.find.next")} ?disabled=${!matches
    .length}>↓</button>
    </span>
    ${finding.instead === undefined ? opener(app) : nothing}
    <button type="button" class="plain" aria-label=${
    say("app.close")
  } @click=${act.close}>×</button>
    ${finding.instead === undefined ? nothing : replacer(app, finding.instead, matches, act)}
  </form>`;
}

function opener(app: App): TemplateResult {
  return html`<button type="button" @click=${() => openFinder(app, true)}>${
    app.voice().say("app.find.replacing")
  }</button>`;
}

function replacer(
  app: App,
  instead: string,
  matches: readonly Match[],
  act: Actions,
): TemplateResult {
  const { say } = app.voice();
  return html`
    <div
      class="row"><input class="instead" aria-label=${say("app.find.instead")} placeholder=${say(
        "app.find.instead",
      )} .value=${live(instead)}
      @input=${({ target }: Event) => act.set({ instead: (target as HTMLInputElement).value })}>
    <button type="button" ?disabled=${!matches.length} @click=${act.one}>${say(
      "app.find.one",
    )}</button>
    <button type="button" ?disabled=${!matches.length} @click=${act.all}>${say(
      "app.find.all",
    )}</button></div>
  `;
}

type Actions = ReturnType<typeof actions>;

function actions(app: App, stage: Stage) {
  const doc = () => app.store.get().doc!;
  const set = (part: Partial<Finding>) =>
    app.store.set(({ doc }) =>
      doc?.finding ? { doc: { ...doc, finding: { ...doc.finding, ...part } } } : {}
    );
  const show = () => {
    const { finding } = doc();
    const match = matchesOf(doc())[finding!.at];
    if (match) stage.show(match.cell);
  };
  const step = (by: number) => {
    const { length } = matchesOf(doc());
    if (!length) return;
    set({ at: (doc().finding!.at + by + length) % length });
    show();
  };
  const look = (part: Partial<Finding>) => {
    set({ ...part, at: 0 });
    show();
  };
  const put = (matches: readonly Match[]) => {
    const { session, history, finding } = doc();
    session.edit(replaceIn(history.now.notebook, matches, finding!.instead!));
    const left = matchesOf(doc()).length;
    set({ at: Math.min(finding!.at, Math.max(0, left - 1)) });
    show();
    return matches.length;
  };
  const close = () => {
    const at = matchesOf(doc())[doc().finding!.at]?.cell;
    app.store.set(({ doc }) => doc ? { doc: { ...doc, finding: undefined } } : {});
    if (at !== undefined) stage.goTo(at);
  };
  return {
    set,
    look,
    step,
    close,
    one: () => put(matchesOf(doc()).slice(doc().finding!.at).slice(0, 1)),
    all: () => {
      const count = put(matchesOf(doc()));
      app.notice("info", app.voice().say("app.find.replaced", { count }), {
        name: app.voice().say("app.undo"),
        run: () => doc().session.undo(),
      });
    },
    pressed(event: KeyboardEvent) {
      if (event.isComposing) return;
      // Pressed again, Mod-f is the browser's: it finds what the outputs say.
      const { key, shiftKey } = event;
      if (key === "Escape") close();
      else if (key === "Enter" && shiftKey) step(-1);
      else return;
      event.preventDefault();
    },
  };
}

function focusNew(field: Element | undefined): void {
  // Only when it has just come: later the focus is where the person put it.
  if (field && !(field as HTMLElement).dataset.seen) {
    (field as HTMLElement).dataset.seen = "";
    queueMicrotask(() => (field as HTMLElement).focus());
  }
}
