import { html, nothing, render, type TemplateResult } from "lit";
import { ref as mounted } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import { notebookPage } from "../page/page.ts";
import { home } from "./home.ts";
import { hashOf } from "./route.ts";
import type { App, Dialog, State } from "./state.ts";
import { systemPage } from "./system.ts";
import type { Theme } from "./settings.ts";

/** Draws the page whenever the state changes. */
export function shell(app: App, root: HTMLElement): () => void {
  const draw = (state: State) => {
    const { lang, theme } = state.settings;
    document.documentElement.lang = lang;
    document.documentElement.dataset.theme = theme;
    document.body.dataset.at = state.route.at;
    document.title = titleOf(app, state);
    render(frame(app, state), root);
  };
  draw(app.store.get());
  return app.store.watch(draw);
}

function titleOf(app: App, { route, doc, systems }: State): string {
  const name = route.at === "notebook"
    ? doc?.history.now.notebook.title || route.path
    : route.at === "system"
    ? app.voice().text(systems.get(route.path)?.system?.name ?? { ja: route.path, en: route.path })
    : "";
  return name ? `${name} — Mitate` : "Mitate";
}

function frame(app: App, state: State): TemplateResult {
  const { say } = app.voice();
  return html`
    <a class="skip" href="#main" @click=${skip}>${say("app.skip")}</a>
    <header class="top">
      <a class="brand" href=${hashOf({ at: "home" })}>Mitate<small>${say("app.tagline")}</small></a>
      <div class="slot" id="bar"></div>
      ${choices(app, state)}
    </header>
    ${content(app, state)}
    ${state.dialog ? dialog(app, state.dialog) : nothing}
    <div class="notices" role="status" aria-live="polite">${repeat(
      state.notices,
      ({ id }) => id,
      (notice) =>
        html`<p class="notice" data-kind=${notice.kind}>${notice.text}
        <button type="button" class="plain" aria-label=${say("app.close")} @click=${() =>
          app.store.set(({ notices }) => ({
            notices: notices.filter(({ id }) => id !== notice.id),
          }))}>×</button></p>`,
    )}</div>
  `;
}

function skip(event: Event): void {
  event.preventDefault();
  const main = document.getElementById("main");
  main?.setAttribute("tabindex", "-1");
  main?.focus();
}

function content(app: App, state: State): TemplateResult {
  switch (state.route.at) {
    case "home":
      return home(app, state);
    case "system":
      return systemPage(app, state, state.route.path);
    case "notebook":
      return notebookPage(app, state);
  }
}

function choices(app: App, { settings }: State): TemplateResult {
  const { say } = app.voice();
  const set = (change: Partial<typeof settings>) =>
    app.store.set(({ settings }) => ({ settings: { ...settings, ...change } }));
  const themes: readonly Theme[] = ["system", "light", "dark"];
  return html`
    <div class="choices">
      <select aria-label=${say("app.theme")} @change=${(event: Event) =>
        set({ theme: (event.target as HTMLSelectElement).value as Theme })}>${themes.map((theme) =>
          html`<option value=${theme} ?selected=${theme === settings.theme}>${
            say(`app.theme.${theme}`)
          }</option>`
        )}</select>
      <div class="toggle" role="group" aria-label=${say("app.language")}>${(["ja", "en"] as const)
        .map((lang) =>
          html`
            <button type="button" lang=${lang} aria-pressed=${lang === settings.lang}
              @click=${() => set({ lang })}>${lang === "ja" ? "日本語" : "English"}</button>
          `
        )}</div>
    </div>
  `;
}

/** A modal dialog; Escape and a click beside it close it. */
function dialog(app: App, { kind, title, body }: Dialog): TemplateResult {
  let modal: HTMLDialogElement | undefined;
  const close = () => {
    // Closing before it goes gives the focus back to where it was.
    modal?.close();
    app.dialog(undefined);
  };
  const opened = (element?: Element) => {
    modal = element as HTMLDialogElement | undefined;
    queueMicrotask(() => modal?.isConnected && !modal.open && modal.showModal());
  };
  return html`
    <dialog class="sheet" data-kind=${kind} aria-label=${title} ${mounted(opened)}
      @close=${(event: Event) =>
        (event.currentTarget as Element).isConnected && app.dialog(undefined)}
      @click=${(event: Event) => event.target === event.currentTarget && close()}>
      <div class="inside">
          <header role="none"><h2>${title}</h2><button type="button" class="plain" aria-label=${app
            .voice().say(
              "app.close",
            )} @click=${close}>×</button></header>
          ${body(close)}
        </div>
    </dialog>
  `;
}
