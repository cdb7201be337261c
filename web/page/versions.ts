import { html } from "lit";
import type { App } from "../shell/state.ts";
import type { Doc } from "./doc.ts";

/** Shows the versions of the open notebook; going back to one is a step that can be undone. */
export async function showVersions(app: App, doc: Doc): Promise<void> {
  const { say, lang } = app.voice();
  try {
    await doc.session.save();
    const versions = await app.remote.versions(doc.path);
    const when = (at: string) =>
      new Date(at).toLocaleString(lang === "ja" ? "ja-JP" : "en-GB", {
        dateStyle: "medium",
        timeStyle: "medium",
      });
    app.dialog({
      kind: "versions",
      title: say("app.command.versions"),
      body: (close) =>
        versions.length === 0
          ? html`<p class="quiet">${say("app.versions.none")}</p>`
          : html`<ul class="versions">${
            versions.map(({ id, at, who }) =>
              html`<li><time datetime=${at}>${when(at)}</time> <span class="quiet">${who}</span>
                <button type="button" class="link" @click=${async () => {
                close();
                try {
                  doc.session.take(await app.remote.version(id));
                  app.notice("info", say("app.versions.taken", { time: when(at) }));
                } catch (error) {
                  app.failed(error);
                }
              }}>${say("app.versions.show")}</button></li>`
            )
          }</ul>`,
    });
  } catch (error) {
    app.failed(error);
  }
}
