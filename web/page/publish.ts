import { html, nothing, type TemplateResult } from "lit";
import type { Printed } from "../remote.ts";
import { RemoteError } from "../remote.ts";
import type { App } from "../shell/state.ts";
import type { Doc } from "./doc.ts";
import { fileName, namedHtml } from "./filename.ts";

/** Saves the notebook and opens the sheet that publishes it as one file for the person to keep. */
export async function showPublish(app: App, doc: Doc): Promise<void> {
  const { say } = app.voice();
  if (!doc.approved) return app.notice("error", say("app.publish.allow"));
  await doc.session.save();
  const now = app.store.get().doc;
  if (now?.path !== doc.path) return;
  if (now.saving.kind !== "saved") return app.notice("error", say("app.publish.unsaved"));
  const { title } = now.history.now.notebook;
  const path = doc.path.replace(/^.*\//, "").replace(/\.html?$/, "");
  sheet(app, { path: doc.path, title: title || path, name: fileName(title, app.today, path) });
}

/** What is published, and under which name it is kept. */
interface Target {
  readonly path: string;
  readonly title: string;
  readonly name: string;
}

/** How far it has come. */
type Stage =
  | { readonly at: "ask"; readonly trouble?: string }
  | { readonly at: "work" }
  | { readonly at: "failed"; readonly printed: Printed; readonly accepted: boolean };

function sheet(app: App, target: Target): void {
  let name = target.name;
  let stage: Stage = { at: "ask" };
  let leave = () => {};

  app.dialog({ kind: "publish", title: app.voice().say("app.publish.title"), body });

  function body(close: () => void): TemplateResult {
    const { say } = app.voice();
    const written = namedHtml(name);
    return html`
      <form @submit=${(event: Event) => {
        event.preventDefault();
        if (written !== "") advance(close);
      }}>
        <p>${say("app.publish.about", { title: target.title, at: app.today })}</p>
        <p class="quiet">${say("app.publish.carries")}</p>
        <label class="named"><span>${say("app.publish.name")}</span>
          <input name="name" autofocus .value=${name} ?disabled=${stage.at === "work"}
            aria-invalid=${written === ""} @input=${(event: Event) => {
              name = (event.target as HTMLInputElement).value;
              redraw();
            }}></label>
        ${told(stage)} ${answers(stage, written, close)}
      </form>
    `;
  }

  function told(stage: Stage): TemplateResult | typeof nothing {
    const { say } = app.voice();
    if (stage.at === "work") {
      return html`<p class="wait" role="status">${say("app.publish.working")}</p>`;
    }
    if (stage.at === "ask") {
      return stage.trouble === undefined
        ? nothing
        : html`<p class="problem" role="alert">${stage.trouble}</p>`;
    }
    const { printed: { failed }, accepted } = stage;
    return html`
      <p class="problem" role="alert">${say("app.publish.failed", { count: failed.length })}</p>
      <ul class="failed">${failed.map(({ label, told }) =>
        html`<li><b>${label}</b> ${told.join(" ")}</li>`
      )}</ul>
      <label><input type="checkbox" name="accept" .checked=${accepted} @change=${(
        event: Event,
      ) => {
        set({ ...stage, accepted: (event.target as HTMLInputElement).checked });
      }}> ${say("app.publish.accept")}</label>
    `;
  }

  function answers(stage: Stage, written: string, close: () => void): TemplateResult {
    const { say } = app.voice();
    const ready = written !== "" &&
      (stage.at === "ask" || stage.at === "failed" && stage.accepted);
    return html`
      <div class="answers">
        <button type="button" @click=${close}>${say("app.cancel")}</button>
        <button type="submit" class="primary" ?disabled=${!ready}>${say(
          stage.at === "failed" ? "app.publish.keep" : "app.publish.do",
        )}</button>
      </div>
    `;
  }

  function advance(close: () => void): void {
    if (stage.at === "ask") void print(close);
    else if (stage.at === "failed" && stage.accepted) keep(stage.printed, close);
  }

  async function print(close: () => void): Promise<void> {
    const gone = new AbortController();
    leave = whenClosed(app, () => gone.abort());
    set({ at: "work" });
    try {
      const { lang } = app.store.get().settings;
      const options = { lang, at: app.today };
      const printed = await app.remote.publish(target.path, options, gone.signal);
      if (gone.signal.aborted) return;
      if (printed.failed.length === 0) return keep(printed, close);
      set({ at: "failed", printed, accepted: false });
    } catch (error) {
      if (!gone.signal.aborted) set({ at: "ask", trouble: troubleOf(app, error) });
    } finally {
      leave();
    }
  }

  function keep(printed: Printed, close: () => void): void {
    const file = namedHtml(name);
    const blob = new Blob([printed.html], { type: "text/html;charset=utf-8" });
    handOver(blob, file);
    leave();
    close();
    const size = Math.ceil(blob.size / 1000).toLocaleString("en-US");
    app.notice("info", app.voice().say("app.publish.done", { name: file, size }));
  }

  function set(next: Stage): void {
    stage = next;
    redraw();
  }

  function redraw(): void {
    app.store.set(({ dialog }) => dialog?.body === body ? { dialog: { ...dialog } } : {});
  }
}

/** Calls back when the sheet that is open now has been closed; the answer stops listening. */
function whenClosed(app: App, closed: () => void): () => void {
  const { body } = app.store.get().dialog!;
  return app.store.watch(({ dialog }) => {
    if (dialog?.body !== body) closed();
  });
}

/** Hands a file to the person: the browser keeps it where it keeps what is downloaded. */
function handOver(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function troubleOf(app: App, error: unknown): string {
  const { say, text } = app.voice();
  if (!(error instanceof RemoteError)) return say("app.remote.failed", { detail: String(error) });
  return error.told ? text(error.told) : say(`app.remote.${error.code}`, { detail: error.detail });
}
