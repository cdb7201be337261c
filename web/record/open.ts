import { describe, tell, type Text } from "../../engine/mod.ts";
import { open as readText } from "../../engine/formats/record.ts";
import type { Shelf } from "../../engine/shelf.ts";
import { RemoteError } from "../remote.ts";
import type { App } from "../shell/state.ts";
import type { Beside, Loaded } from "../shell/workspace.ts";
import { openDesk } from "./clerk.ts";
import type { Desk } from "./desk.ts";
import { workerHand } from "./hand.ts";
import { listenKeys } from "./keys.ts";
import type { Notice } from "./office.ts";
import { nextPicture } from "./later.ts";
import { flushTyping } from "./typing.ts";

/** Opens the record of the address, if it names one; the answer closes it. */
export function openRecord(app: App): () => void {
  const { route } = app.store.get();
  if (route.at !== "system") return () => {};
  const { path } = route;
  let desk: Desk | undefined;
  let over = false;
  const ends: (() => void)[] = [];
  load().catch((error) => {
    if (over) return;
    app.failed(error);
    if (error instanceof RemoteError && error.code === "missing") app.go({ at: "home" });
  });
  return () => {
    flushTyping();
    over = true;
    ends.forEach((end) => end());
    desk?.stop().catch(() => {});
  };

  async function load(): Promise<void> {
    const first = await app.remote.read(path);
    const draft = await app.remote.draft(path).catch(() => undefined);
    if (over) return;
    const beside = await besideOf(app);
    if (over) return;
    const hand = workerHand(workerFor(path, beside.shelf.catalogs));
    desk = await openDesk(path, first, {
      remote: app.remote,
      hand,
      shelf: beside.shelf,
      today: app.today,
      draft: draft && draft.text !== first.text ? draft : undefined,
      now: Date.now,
      shown: nextPicture,
      told: (desk) => {
        if (over) return;
        app.store.set({ desk });
        if (!desk.writing && !desk.behind && desk.saving.kind === "saved") share(app, desk);
      },
      notice: (notice) => tellNotice(app, notice),
    });
    if (over) return void desk.stop();
    app.store.set({ desk });
    share(app, desk);
    let { files } = app.store.get();
    ends.push(app.store.watch((now) => {
      if (now.files === files) return;
      files = now.files;
      // The file may be called otherwise than when it was opened.
      now.desk?.seen(files?.find((file) => file.path === now.desk?.path)?.etag);
    }));
    ends.push(listenKeys(app));
    const leaving = (event: BeforeUnloadEvent) => {
      flushTyping();
      const now = app.store.get().desk;
      if (now && (now.writing || now.saving.kind !== "saved")) event.preventDefault();
    };
    addEventListener("beforeunload", leaving);
    ends.push(() => removeEventListener("beforeunload", leaving));
  }
}

/** What stands beside the records, once the workspace has been listed: it comes before any record. */
async function besideOf(app: App): Promise<Beside> {
  await new Promise<void>((resolve) => {
    if (app.store.get().files) return resolve();
    const end = app.store.watch(({ files }) => {
      if (!files) return;
      end();
      resolve();
    });
  });
  return app.store.get().beside;
}

function workerFor(path: string, catalogs: Shelf["catalogs"]): Worker {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker.postMessage({ file: path, catalogs });
  return worker;
}

/** Gives what the desk holds to the rest of the page, so that it need not be read again. */
function share(app: App, desk: Desk): void {
  const { path, etag, text, spec, system, assessment, findings, editable } = desk;
  const known = app.store.get().systems.get(path);
  if (known?.etag === etag && known.assessment === assessment && known.findings === findings) {
    return;
  }
  let opened: ReturnType<typeof readText> | undefined;
  const loaded: Loaded = {
    path,
    etag,
    system,
    assessment,
    findings,
    beside: app.store.get().beside,
    opened: {
      file: path,
      text,
      spec,
      editable,
      findings,
      // Rarely asked, and dear: the text is read when it is.
      locate: (path) => (opened ??= readText(text, desk.path)).locate(path),
    },
  };
  app.store.set(({ systems }) => ({ systems: new Map(systems).set(path, loaded) }));
}

function tellNotice(app: App, notice: Notice): void {
  const { say, lang } = app.voice();
  switch (notice.kind) {
    case "refused":
      for (const { change, problem } of notice.refused.slice(0, 3)) {
        const finding = { ...problem, severity: "error", on: "system", path: [] } as const;
        const values: Record<string, string | Text> = {
          change: describe(change),
          problem: tell(finding, lang),
        };
        app.notice("error", say("record.notice.refused", values));
      }
      return;
    case "unfit":
      return app.notice(
        "error",
        say("record.notice.unfit", { field: notice.path.join("."), message: notice.message }),
      );
    case "unwritten":
      return app.notice("error", say("record.notice.unwritten", { detail: notice.detail }));
    case "locked":
      return app.notice("error", say("record.notice.locked"));
    case "reloaded":
      return app.notice("info", say("record.notice.reloaded"));
  }
}
