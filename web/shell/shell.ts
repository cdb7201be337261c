import { html, nothing, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { comparePage } from "../compare/page.ts";
import { notebookPage } from "../page/page.ts";
import { recordPage } from "../record/page.ts";
import { start } from "../record/start.ts";
import { dialog } from "./dialog.ts";
import { home } from "./home.ts";
import { preferences } from "./preferences.ts";
import { hashOf } from "./route.ts";
import type { App, Notice, State } from "./state.ts";
import type { Theme } from "./settings.ts";

/** Draws the page whenever the state changes. */
export function shell(app: App, root: HTMLElement): () => void {
  const draw = (state: State) => {
    const { lang, theme } = state.settings;
    // Written only when it is another one: each writing has the browser look at the whole page anew.
    const { documentElement: top, body } = document;
    if (top.lang !== lang) top.lang = lang;
    if (top.dataset.theme !== theme) top.dataset.theme = theme;
    if (body.dataset.at !== state.route.at) body.dataset.at = state.route.at;
    const title = titleOf(app, state);
    if (document.title !== title) document.title = title;
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
    : route.at === "compare"
    ? app.voice().say("compare.title")
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
        html`<p class="notice" data-kind=${notice.kind}><span>${notice.text}</span>${
          action(app, notice)
        }
        <button type="button" class="plain" aria-label=${say("app.close")} @click=${() =>
          app.store.set(({ notices }) => ({
            notices: notices.filter(({ id }) => id !== notice.id),
          }))}>×</button></p>`,
    )}</div>
  `;
}

function action(app: App, { id, action }: Notice): TemplateResult | typeof nothing {
  if (!action) return nothing;
  const run = () => {
    app.store.set(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) }));
    action.run();
  };
  return html`<button type="button" class="link" @click=${run}>${action.name}</button>`;
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
    case "start":
      return start(app, state);
    case "compare":
      return comparePage(app, state);
    case "system":
      return recordPage(app, state, state.route);
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
      <button type="button" class="who" @click=${() => preferences(app)}
        aria-label=${say("app.settings.open", {
          who: settings.who || say("app.settings.nobody"),
        })}>${settings.who || say("app.settings")}</button>
      <select aria-label=${say("app.theme")} @change=${(event: Event) =>
        set({ theme: (event.target as HTMLSelectElement).value as Theme })}>${themes.map((theme) =>
          html`<option value=${theme} .selected=${theme === settings.theme}>${
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
