import { RemoteError } from "../remote.ts";
import type { App } from "../shell/state.ts";
import { approve, isApproved } from "./approval.ts";
import { showsCode } from "./doc.ts";
import { readFolds } from "./folds.ts";
import { createSaver } from "./saver.ts";
import { createSession, type Session } from "./session.ts";

/** Opens the notebook of the address, if it names one; the answer closes it. */
export function openNotebook(app: App): () => void {
  const { route } = app.store.get();
  if (route.at !== "notebook") return () => {};
  let session: Session | undefined;
  let over = false;
  const ends: (() => void)[] = [];
  load().catch((error) => {
    app.failed(error);
    if (error instanceof RemoteError && error.code === "missing") app.go({ at: "home" });
  });
  return () => {
    over = true;
    ends.forEach((end) => end());
    session?.stop();
  };

  async function load(): Promise<void> {
    if (route.at !== "notebook") return;
    const { path, safe } = route;
    const first = await app.remote.read(path);
    const approved = !safe && await isApproved(first.text, app.storage);
    const draft = await app.remote.draft(path).catch(() => undefined);
    if (over) return;
    const set = (part: object) =>
      app.store.set(({ doc }) => doc ? { doc: { ...doc, ...part } } : {});
    const opened = createSession(
      app,
      first.text,
      (session) =>
        createSaver(app.remote, path, first, {
          saving: (saving) => set({ saving }),
          reloaded(text) {
            // What came from elsewhere was not allowed here, unless it was before.
            isApproved(text, app.storage).then((approved) => {
              set({ approved });
              session.take(text);
              const { say } = app.voice();
              app.notice("info", say("app.doc.reloaded"), {
                name: say("app.undo"),
                run: () => session.undo(),
              });
            });
          },
          saved(text, before) {
            if (app.store.get().doc?.approved) approve(text, app.storage, before);
          },
        }),
    );
    session = opened.session;
    app.store.set({
      doc: {
        path,
        history: opened.history,
        saving: { kind: "saved", at: undefined },
        approved,
        mode: "command",
        stuck: false,
        presenting: undefined,
        // What is to be looked through before it may run is shown whole.
        code: !approved || showsCode(opened.history.now.notebook),
        folded: readFolds(path, app.storage),
        finding: undefined,
        panel: undefined,
        states: new Map(),
        symbols: [],
        draft: draft && draft.text !== first.text ? draft : undefined,
        session,
      },
    });
    let { systems, beside, files, settings } = app.store.get();
    ends.push(app.store.watch((now) => {
      if (now.systems !== systems || now.beside !== beside) session?.systems();
      if (now.settings !== settings) session?.settings();
      if (now.files !== files) {
        const at = now.doc?.path;
        session?.seen(now.files?.find((file) => file.path === at)?.etag);
      }
      ({ systems, beside, files, settings } = now);
    }));
  }
}
