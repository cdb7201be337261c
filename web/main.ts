import plots from "./plots/style.css?inline";
import { voice } from "./plots/voice.ts";
import { remote, RemoteError, tokenOf } from "./remote.ts";
import { openNotebook } from "./page/open.ts";
import { hashOf, routeOf } from "./shell/route.ts";
import { keepSettings, readSettings } from "./shell/settings.ts";
import { shell } from "./shell/shell.ts";
import type { App, State } from "./shell/state.ts";
import { alone, loadBeside, loadRecord, outdated } from "./shell/workspace.ts";
import { createStore } from "./store.ts";
import "./style/base.css";
import "./style/shell.css";
import "./style/home.css";
import "./style/dialog.css";
import "./style/notebook.css";
import "./style/cell.css";
import "./style/present.css";

/** Puts the page together: the one place that knows every part. */
function start(): void {
  const style = document.createElement("style");
  style.textContent = plots;
  document.head.append(style);
  const server = remote(tokenOf(location, sessionStorage), tabOf(sessionStorage));
  const store = createStore<State>({
    settings: readSettings(localStorage),
    route: routeOf(location.hash),
    files: undefined,
    systems: new Map(),
    beside: alone,
    notices: [],
    doc: undefined,
    dialog: undefined,
  });
  let notices = 0;
  const app: App = {
    store,
    remote: server,
    storage: localStorage,
    today: localDay(new Date()),
    voice: () => voice({ lang: store.get().settings.lang }),
    notice(kind, text) {
      const id = ++notices;
      store.set(({ notices }) => ({ notices: [...notices.slice(-3), { id, kind, text }] }));
      if (kind === "info") {
        setTimeout(
          () =>
            store.set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
          6000,
        );
      }
    },
    failed(error) {
      const { say } = app.voice();
      if (error instanceof RemoteError && error.told) {
        return app.notice("error", app.voice().text(error.told));
      }
      const known = error instanceof RemoteError;
      app.notice(
        "error",
        known
          ? say(`app.remote.${error.code}`, { detail: error.detail })
          : say("app.remote.failed", { detail: String(error) }),
      );
    },
    dialog: (dialog) => store.set({ dialog }),
    go: (route) => location.hash = hashOf(route),
  };

  async function refresh(): Promise<void> {
    try {
      const files = await server.files();
      const beside = await loadBeside(server, files, store.get().beside);
      store.set({ files, beside });
      await Promise.all(
        outdated(files, store.get().systems, beside).map(async (path) => {
          const loaded = await loadRecord(server, path, app.today, beside);
          store.set(({ systems }) => ({ systems: new Map(systems).set(path, loaded) }));
        }),
      );
    } catch (error) {
      app.failed(error);
    }
  }

  let close = openNotebook(app);
  addEventListener("hashchange", () => {
    const route = routeOf(location.hash);
    close();
    store.set({ route, doc: undefined, dialog: undefined });
    close = openNotebook(app);
    scrollTo(0, 0);
    if (route.at === "home") refresh();
  });
  store.watch(({ settings }) => keepSettings(settings, localStorage));
  shell(app, document.getElementById("app")!);
  refresh();
  let due: ReturnType<typeof setTimeout> | undefined;
  server.listen(() => {
    clearTimeout(due);
    due = setTimeout(refresh, 150);
  });
}

/** A name for this tab that lasts as long as it does. */
function tabOf(storage: Storage): string {
  const known = storage.getItem("mitate.tab");
  if (known) return known;
  const made = crypto.randomUUID();
  storage.setItem("mitate.tab", made);
  return made;
}

/** The day where the person is; the analysis knows days, not moments. */
function localDay(now: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

start();
