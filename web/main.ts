import { openCompare } from "./compare/open.ts";
import { movedIn } from "./compare/states.ts";
import plots from "./plots/style.css?inline";
import { teach, voice } from "./plots/voice.ts";
import { meet } from "./record/meet.ts";
import { openRecord } from "./record/open.ts";
import { recordWords } from "./record/words.ts";
import { posting } from "./post.ts";
import { type FileEntry, remote, tokenOf } from "./remote.ts";
import { openNotebook } from "./page/open.ts";
import { receiveDrops } from "./shell/drop.ts";
import { importFiles } from "./shell/import.ts";
import { hashOf, routeOf } from "./shell/route.ts";
import { keepSettings, readSettings } from "./shell/settings.ts";
import { shell } from "./shell/shell.ts";
import type { App, State } from "./shell/state.ts";
import { troubleOf } from "./shell/trouble.ts";
import { alone, loadBeside, loadRecord, outdated } from "./shell/workspace.ts";
import { sheltered } from "./shelter.ts";
import { createStore } from "./store.ts";
import "./style/base.css";
import "./style/shell.css";
import "./style/home.css";
import "./style/dialog.css";
import "./style/menu.css";
import "./style/import.css";
import "./style/versions.css";
import "./style/notebook.css";
import "./style/cell.css";
import "./record/style/record.css";
import "./style/present.css";
import "./style/compare.css";

/** Puts the page together: the one place that knows every part. */
function start(): void {
  teach(recordWords);
  const style = document.createElement("style");
  style.textContent = plots;
  document.head.append(style);
  const who = () => store.get().settings.who;
  const tab = tabOf(sessionStorage);
  const server = sheltered(
    remote(tokenOf(location, sessionStorage), tab, "", who, posting(postman)),
    localStorage,
    tab,
  );
  const store = createStore<State>({
    settings: readSettings(localStorage),
    route: routeOf(location.hash),
    files: undefined,
    systems: new Map(),
    beside: alone,
    notices: [],
    doc: undefined,
    desk: undefined,
    compared: undefined,
    dialog: undefined,
  });
  let notices = 0;
  const app: App = {
    store,
    remote: server,
    storage: localStorage,
    today: localDay(new Date()),
    voice: () => voice({ lang: store.get().settings.lang }),
    notice(kind, text, action) {
      const id = ++notices;
      store.set(({ notices }) => ({ notices: [...notices.slice(-3), { id, kind, text, action }] }));
      if (kind === "info") {
        setTimeout(
          () =>
            store.set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
          action ? 30_000 : 6000,
        );
      }
    },
    failed: (error) => app.notice("error", troubleOf(app, error)),
    refresh,
    dialog: (dialog) => store.set({ dialog }),
    follow,
    go(route) {
      // Going where one is already is to open it anew.
      if (location.hash === hashOf(route)) dispatchEvent(new HashChangeEvent("hashchange"));
      else location.hash = hashOf(route);
    },
  };

  async function refresh(): Promise<void> {
    try {
      const files = await server.files();
      const beside = await loadBeside(server, files, store.get().beside);
      store.set({ files, beside });
      store.set(({ systems }) => ({ systems: present(systems, files) }));
      await Promise.all(
        outdated(files, store.get().systems, beside).map(async (path) => {
          // The open record reads its file itself.
          const { route } = store.get();
          if (route.at === "system" && route.path === path) return;
          const loaded = await loadRecord(server, path, app.today, beside);
          store.set(({ systems }) => ({ systems: new Map(systems).set(path, loaded) }));
        }),
      );
    } catch (error) {
      app.failed(error);
    }
  }

  const openFile = () => {
    const ends = [openNotebook(app), openRecord(app), openCompare(app)];
    return () => ends.forEach((end) => end());
  };
  let close = openFile();
  addEventListener("hashchange", () => {
    if (/[#&]token=/.test(location.hash)) return anew();
    const route = routeOf(location.hash);
    const { route: before } = store.get();
    if (route.at === "system" && before.at === "system" && route.path === before.path) {
      // Another section of the record that is open already.
      return store.set({ route, dialog: undefined });
    }
    // Other states of a comparison: what is shown stays until they are read.
    if (route.at === "compare" && before.at === "compare") {
      return store.set({ route, dialog: undefined });
    }
    close();
    store.set({
      route,
      doc: undefined,
      desk: undefined,
      compared: undefined,
      dialog: undefined,
    });
    close = openFile();
    scrollTo(0, 0);
    if (route.at === "home") refresh();
  });
  /** The server was started anew and its address opened here: back to the same place, with its token. */
  function anew(): void {
    tokenOf(location, sessionStorage);
    close();
    history.replaceState(null, "", hashOf(store.get().route));
    location.reload();
  }

  let { settings: kept } = store.get();
  store.watch(({ settings }) => {
    if (settings !== kept) keepSettings(kept = settings, localStorage);
  });
  shell(app, document.getElementById("app")!);
  receiveDrops(app, (files) => {
    const take = store.get().route.at === "system" ? meet : importFiles;
    take(app, files).catch(app.failed);
  });
  refresh();
  /** What is open under a name stays open under the next. */
  function follow(from: string, to: string): void {
    const { route, doc, desk } = store.get();
    if (doc?.path === from) doc.session.moved(to);
    if (desk?.path === from) desk.rename(to);
    if (route.at === "compare") {
      const moved = movedIn(route, from, to);
      store.set({ route: moved });
      return history.replaceState(null, "", hashOf(moved));
    }
    if (!("path" in route) || route.path !== from) return;
    store.set({ route: { ...route, path: to } });
    history.replaceState(null, "", hashOf({ ...route, path: to }));
  }

  let due: ReturnType<typeof setTimeout> | undefined;
  server.listen((path, _, to) => {
    if (to !== undefined) follow(path, to);
    clearTimeout(due);
    due = setTimeout(refresh, 150);
  });
}

function postman(): Worker {
  return new Worker(new URL("./postman.ts", import.meta.url), { type: "module" });
}

/** A name for this tab that lasts as long as it does. */
function tabOf(storage: Storage): string {
  const known = storage.getItem("mitate.tab");
  if (known) return known;
  const made = crypto.randomUUID();
  storage.setItem("mitate.tab", made);
  return made;
}

/** The records that still have a file; the same map where all have one. */
function present(systems: State["systems"], files: readonly FileEntry[]): State["systems"] {
  const paths = new Set(files.map(({ path }) => path));
  const gone = [...systems.keys()].some((path) => !paths.has(path));
  return gone ? new Map([...systems].filter(([path]) => paths.has(path))) : systems;
}

/** The day where the person is; the analysis knows days, not moments. */
function localDay(now: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

start();
