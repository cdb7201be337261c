import { retitle } from "../notebook/title.ts";
import { ask } from "../shell/rename.ts";
import type { App } from "../shell/state.ts";
import type { Doc } from "./doc.ts";

/** Asks for another title and file name of the open notebook, which stays open. */
export function renameOpen(app: App, doc: Doc): void {
  const { notebook } = doc.history.now;
  ask(app, {
    path: doc.path,
    kind: doc.path.startsWith("notebooks/templates/") ? "template" : "notebook",
    titles: { ja: notebook.title },
    editable: true,
    async save({ ja }, path) {
      const { session } = doc;
      await session.save();
      if (path !== doc.path) {
        await app.remote.rename(doc.path, path, session.etag());
        app.follow(doc.path, path);
      }
      const { notebook, selected } = app.store.get().doc!.history.now;
      if (ja !== notebook.title) session.edit({ notebook: retitle(notebook, ja), selected });
    },
  });
}
