import { html, type TemplateResult } from "lit";
import { RemoteError, type Version } from "../remote.ts";
import type { App, Message } from "../shell/state.ts";
import type { Doc } from "./doc.ts";
import { Past } from "./past.ts";

/** What the panel of versions asks of the page that holds the file. */
export interface VersionsDesk {
  /** The text as it is on the screen now, after what is typed has been saved. */
  now(): Promise<string>;
  /** Makes the text of a version the text of the file, as an edit that can be undone. */
  restore(text: string, version: Version): Promise<void> | void;
  /** What else can be done with a version, as a button beside it. */
  readonly further?: { readonly name: Message; run(text: string, version: Version): void };
}

/**
 * The versions of a file: when, who, why and what they are called; compared with each other and with the
 * file as it is; one click goes back to one. Nothing is ever deleted here. Without a desk, the file is
 * read and restored at the server, and a notice undoes that.
 */
export function versionsPanel(
  app: App,
  path: string,
  desk: VersionsDesk = closedFile(app, path),
): TemplateResult {
  if (!customElements.get(element)) customElements.define(element, Past);
  return html`<mitate-versions .app=${app} .path=${path} .desk=${desk}></mitate-versions>`;
}

const element = "mitate-versions";

/** Shows the versions of the open notebook; going back to one is a step that can be undone. */
export function showVersions(app: App, doc: Doc): void {
  const { session } = doc;
  showPanel(app, doc.path, (close) => ({
    async now() {
      await session.save();
      return session.text();
    },
    restore(text, version) {
      close();
      session.take(text);
      app.notice("info", app.voice().say("app.versions.taken", { time: when(app, version.at) }), {
        name: app.voice().say("app.undo"),
        run: () => session.undo(),
      });
    },
  }));
}

/** Shows the versions of a file that is not open. */
export function showFileVersions(app: App, path: string): void {
  showPanel(app, path, () => closedFile(app, path));
}

function showPanel(app: App, path: string, deskOf: (close: () => void) => VersionsDesk): void {
  let desk: VersionsDesk | undefined;
  app.dialog({
    kind: "versions",
    title: app.voice().say("app.versions.of", { path }),
    body: (close) => versionsPanel(app, path, desk ??= deskOf(close)),
  });
}

/** A file that no page holds open. */
function closedFile(app: App, path: string): VersionsDesk {
  return {
    now: async () => (await app.remote.read(path)).text,
    async restore(_, { id, at }) {
      const { say } = app.voice();
      const before = await app.remote.read(path);
      const etag = await app.remote.restore(id, before.etag);
      await app.refresh();
      app.notice("info", say("app.versions.restored", { path, time: when(app, at) }), {
        name: say("app.undo"),
        run: () => void putBack(app, path, before.text, etag).catch(app.failed),
      });
    },
  };
}

/** Undoes a restoring, unless the file was changed since. */
async function putBack(app: App, path: string, text: string, base: string): Promise<void> {
  const written = await app.remote.write(path, text, base, "save");
  if (written.kind === "conflict") throw new RemoteError("changed", path);
  await app.refresh();
}

function when(app: App, at: string): string {
  return new Date(at).toLocaleString(app.voice().lang === "ja" ? "ja-JP" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
  });
}
