import { html, type TemplateResult } from "lit";
import { plain, type Settings, type Theme } from "./settings.ts";
import type { App } from "./state.ts";

/** Language, colours and the typed name, over the page. What is chosen holds at once. */
export function preferences(app: App): void {
  app.dialog({
    kind: "preferences",
    get title() {
      return app.voice().say("app.settings");
    },
    body: (close) => {
      const { say } = app.voice();
      return html`
        <form class="fields" @submit=${(event: Event) => {
          event.preventDefault();
          close();
        }}>
          ${name(app)} ${language(app)} ${theme(app)}
          <div class="answers"><button class="primary">${say("app.close")}</button></div>
        </form>
      `;
    },
  });
}

function name(app: App): TemplateResult {
  const { say } = app.voice();
  return html`
    <label>${say("app.settings.who")}<input name="who" autofocus autocomplete="off"
          maxlength="200" .value=${app.store.get().settings.who}
          @change=${({ target }: Event) => {
            const field = target as HTMLInputElement;
            set(app, { who: field.value = plain(field.value) });
          }}></label>
    <p class="hint quiet">${say("app.settings.unchecked")}</p>
  `;
}

function language(app: App): TemplateResult {
  const { say } = app.voice();
  const { lang } = app.store.get().settings;
  return html`<label>${say("app.language")}<select @change=${({ target }: Event) =>
    set(app, { lang: (target as HTMLSelectElement).value === "en" ? "en" : "ja" })}>
      <option value="ja" lang="ja" .selected=${lang === "ja"}>日本語</option>
      <option value="en" lang="en" .selected=${lang === "en"}>English</option>
    </select></label>`;
}

function theme(app: App): TemplateResult {
  const { say } = app.voice();
  const themes: readonly Theme[] = ["system", "light", "dark"];
  return html`<label>${say("app.theme")}<select @change=${({ target }: Event) =>
    set(app, { theme: (target as HTMLSelectElement).value as Theme })}>${
    themes.map((theme) =>
      html`<option value=${theme} .selected=${theme === app.store.get().settings.theme}>${
        say(`app.theme.${theme}`)
      }</option>`
    )
  }</select></label>`;
}

function set(app: App, part: Partial<Settings>): void {
  app.store.set(({ settings }) => ({ settings: { ...settings, ...part } }));
}
