import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { emptyNotebook, fromTemplate } from "../notebook/template.ts";
import { approve } from "../page/approval.ts";
import type { FileEntry } from "../remote.ts";
import { redraw } from "./dialog.ts";
import { createFree, pathFor } from "./name.ts";
import type { App } from "./state.ts";
import { troubleOf } from "./trouble.ts";

/** What a person wants for a new notebook. */
interface Wish {
  /** The path of the template, "" for an empty notebook. */
  readonly template: string;
  /** The id of the record, "" for none. */
  readonly system: string;
  readonly title: string;
}

/** Asks from what a notebook is to be made, about which system and under which title, and makes it. */
export function create(app: App, template?: FileEntry): void {
  const { say } = app.voice();
  const { files = [] } = app.store.get();
  const templates = files.filter(({ kind }) => kind === "template");
  const chosen = template ?? templates[0];
  let wish: Wish = { template: chosen?.path ?? "", system: systemsOf(app)[0]?.id ?? "", title: "" };
  wish = { ...wish, title: suggestion(app, wish) };
  let own = false;
  let problem = "";
  let busy = false;
  const set = (part: Partial<Wish>) => {
    wish = { ...wish, ...part };
    if (!own) wish = { ...wish, title: suggestion(app, wish) };
    redraw(app);
  };
  const submit = async (close: () => void, runs: boolean) => {
    if (busy || !wish.title.trim()) return;
    busy = true;
    redraw(app);
    try {
      const path = await make(app, wish, runs);
      close();
      app.go({ at: "notebook", path, safe: false });
    } catch (error) {
      busy = false;
      problem = troubleOf(app, error);
      redraw(app);
    }
  };
  app.dialog({
    kind: "create",
    title: say("app.home.new"),
    body: (close) =>
      html`
        <form class="fields" @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          submit(close, (event.submitter as HTMLButtonElement | null)?.value !== "still");
        }}>
          ${choices(app, templates, wish, set)}
          ${systems(app, wish, set)}
          <label>${say("app.home.title")}<input name="title" required maxlength="200" autofocus
            .value=${live(wish.title)} @input=${({ target }: Event) => {
              own = true;
              set({ title: (target as HTMLInputElement).value });
            }}></label>
          <p class="hint quiet">${say("app.create.path", {
            path: pathFor("notebook", wish.title),
          })}</p>
          <p class="problem" data-severity="error" role="alert" ?hidden=${!problem}>${problem}</p>
          <div class="answers">
            <button type="button" @click=${close}>${say("app.cancel")}</button>
            ${wish.template
              ? html`<button value="still" ?disabled=${busy}>${say("app.create.still")}</button>`
              : nothing}
            <button class="primary" value="run" ?disabled=${busy}>${say(
              wish.template ? "app.create.run" : "app.create.make",
            )}</button>
          </div>
        </form>
      `,
  });
}

function choices(
  app: App,
  templates: readonly FileEntry[],
  wish: Wish,
  set: (part: Partial<Wish>) => void,
): TemplateResult {
  const { say, text } = app.voice();
  const choice = (path: string, title: string, about: string) =>
    html`<label class="choice"><input type="radio" name="template" .value=${path}
      .checked=${live(wish.template === path)} @change=${() =>
      set({ template: path })}><span><b>${title}</b><small>${about}</small></span></label>`;
  return html`<fieldset><legend>${say("app.create.from")}</legend>${
    templates.map(({ path, titles, about }) => choice(path, text(titles), about ? text(about) : ""))
  }${choice("", say("app.create.empty"), say("app.create.emptyHint"))}</fieldset>`;
}

function systems(app: App, wish: Wish, set: (part: Partial<Wish>) => void): TemplateResult {
  const { say } = app.voice();
  return html`<label>${say("app.create.system")}<select name="system" @change=${(
    { target }: Event,
  ) => set({ system: (target as HTMLSelectElement).value })}>${
    systemsOf(app).map(({ id, name }) =>
      html`<option value=${id} .selected=${id === wish.system}>${name} (${id})</option>`
    )
  }<option value="" .selected=${wish.system === ""}>${say("app.create.noSystem")}</option></select
  ></label>`;
}

/** The records by id, each once: that is how notebooks find them. */
function systemsOf(app: App): { id: string; name: string }[] {
  const { text } = app.voice();
  const all = [...app.store.get().systems.values()].flatMap(({ system }) => system ?? []);
  return [...new Map(all.map(({ id, name }) => [id, { id, name: text(name) }])).values()];
}

function suggestion(app: App, { template, system }: Wish): string {
  const { say, text } = app.voice();
  const file = app.store.get().files?.find(({ path }) => path === template);
  const name = systemsOf(app).find(({ id }) => id === system)?.name;
  const kind = file ? text(file.titles) : say("app.create.untitled");
  return name === undefined ? kind : say("app.create.title", { kind, name });
}

/** Makes the notebook, and allows it to run where the person said so, or wrote all of it. */
async function make(app: App, { template, system, title }: Wish, runs: boolean): Promise<string> {
  const purpose = { title: title.trim(), system: system || undefined };
  const text = template
    ? fromTemplate((await app.remote.read(template)).text, purpose)
    : emptyNotebook(purpose);
  const path = await createFree(app.remote, pathFor("notebook", purpose.title), text);
  if (runs || !template) await approve(text, app.storage);
  return path;
}
