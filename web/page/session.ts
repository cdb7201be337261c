import type { CellState, FromFrame } from "../frame/protocol.ts";
import { compile, type Compiled } from "../notebook/compile.ts";
import { folding } from "../notebook/folding.ts";
import { type Edited, inert } from "../notebook/edit.ts";
import { type Cell, parse, serialize } from "../notebook/format.ts";
import { begin, commit, type History, redo, undo } from "../notebook/undo.ts";
import type { App } from "../shell/state.ts";
import { approve } from "./approval.ts";
import { type Bridge, openBridge } from "./bridge.ts";
import { type Doc, labelOf, showsCode } from "./doc.ts";
import { keepFolds } from "./folds.ts";
import type { Layout } from "./layout.ts";
import { slidesOf } from "./present.ts";
import { type Pulse, watchPulse } from "./pulse.ts";
import { recordsFor } from "./records.ts";
import type { Saver } from "./saver.ts";

/** What acts on the open notebook. */
export interface Session {
  /** Makes an edit a step of the history. Steps with one tag, close in time, are one. */
  edit(edited: Edited, tag?: string): void;
  undo(): void;
  redo(): void;
  /** Selects cells, and says whether keys now write in one. */
  select(ids: readonly number[], mode?: Doc["mode"]): void;
  /** Folds these headings and no others. */
  fold(folded: ReadonlySet<number>): void;
  /** Runs cells as they are now; `stale` runs what is idle or edited. */
  run(ids: readonly number[] | "stale"): void;
  /** Allows this notebook to run on this machine. */
  approve(): Promise<void>;
  /** Saves what is not saved; `keep` makes a version of it in any case. */
  save(keep?: boolean): Promise<void>;
  settle(keep: "mine" | "theirs"): Promise<void>;
  /** The file was seen with this tag; with none where it was not seen any more. */
  seen(etag: string | undefined): void;
  /** The file has another name now; the document stays open with all it knows. */
  moved(path: string): void;
  /** The tag of the file as it was last read or written. */
  etag(): string;
  /** The notebook as text, as it is on the screen. */
  text(): string;
  /** Shows another text as a step that can be undone. */
  take(text: string): void;
  /** Opens the frame that stands in the page. */
  attach(frame: HTMLIFrameElement, layout: Layout, hearing: Hearing): Bridge;
  /** Tells the frame of the settings and the records again. */
  settings(): void;
  systems(): void;
  /** Goes on within the slide, or to the next where it is at its end. */
  step(by: 1 | -1): void;
  /** Shows the slide with this place, and nothing else; undefined shows the notebook again. */
  present(at: number | undefined): void;
  stop(): void;
}

/** What of the frame's messages concerns the page rather than the document. */
export type Hearing = Pick<
  { readonly [K in FromFrame["t"]]: (message: Extract<FromFrame, { t: K }>) => void },
  "exit" | "reveal" | "focus" | "key" | "link" | "propose"
>;

/** The session of the document in the store. */
export function createSession(
  app: App,
  text: string,
  saver: (session: Session) => Saver,
): { session: Session; history: History } {
  const { store } = app;
  const history = begin(parse(text));
  const compiled = new WeakMap<Cell, Compiled>();
  let sent = new Map<number, Compiled>();
  let bridge: Bridge | undefined;
  let pulse: Pulse | undefined;
  let layout: Layout | undefined;
  let ready = 0;
  let shown: "page" | "panes" | undefined;
  let due: ReturnType<typeof setTimeout> | undefined;
  let telling: ReturnType<typeof setTimeout> | undefined;
  const news = new Map<number, CellState>();
  const doc = () => store.get().doc;
  const set = (part: Partial<Doc>) =>
    store.set(({ doc }) => doc ? { doc: { ...doc, ...part } } : {});

  const session: Session = {
    edit(edited, tag) {
      const now = doc();
      if (!now) return;
      step(commit(now.history, { ...edited, tag, at: Date.now() }), tag !== undefined);
    },
    undo: () => step(undo(doc()!.history)),
    redo: () => step(redo(doc()!.history)),
    select(selected, mode) {
      const now = doc();
      if (!now) return;
      const { notebook } = now.history.now;
      const same = selected.join() === now.history.now.selected.join();
      if (!same) set({ history: commit(now.history, { notebook, selected, at: Date.now() }) });
      if (mode && mode !== now.mode) set({ mode });
      if (!same) bridge?.send({ t: "select", ids: selected, reveal: true });
    },
    fold(folded) {
      const now = doc();
      if (!now || folded === now.folded) return;
      set({ folded });
      keepFolds(now.path, folded, app.storage);
      sendCells([]);
    },
    run(ids) {
      clearTimeout(due);
      const { cells } = doc()!.history.now.notebook;
      if (!doc()!.approved) {
        return sendCells(cells.filter(({ mode }) => isTame(mode)).map(({ id }) => id));
      }
      sendCells(ids === "stale" ? "all" : ids);
    },
    async approve() {
      await approve(serialize(doc()!.history.now.notebook), app.storage);
      set({ approved: true, code: showsCode(doc()!.history.now.notebook) });
      sendCells("all");
    },
    save: (keep) => saving.flush(keep),
    settle: (keep) => saving.settle(keep),
    seen: (etag) => void saving.seen(etag).catch(app.failed),
    moved(path) {
      saving.moved(path);
      set({ path });
    },
    etag: () => saving.etag(),
    text: () => serialize(doc()!.history.now.notebook),
    take(text) {
      const { history } = doc()!;
      step(commit(history, { notebook: parse(text), selected: [], at: Date.now() }));
    },
    attach(frame, given, hearing) {
      layout = given;
      pulse = watchPulse(
        () => bridge?.send({ t: "ping" }),
        (stuck) => doc() && doc()!.stuck !== stuck && set({ stuck }),
      );
      bridge = openBridge(frame, pulse.heard, {
        ...hearing,
        ready: begun,
        states: ({ states }) => {
          for (const [id, state] of states) news.set(id, state);
          // Together, so that however much the frame tells, the page is drawn at its own pace.
          telling ??= setTimeout(tell, 8);
        },
        symbols: ({ symbols }) => set({ symbols }),
        want: ({ cells }) => layout?.want(cells),
        pong: () => {},
        prepared: ({ seq }) => layout?.prepared(seq),
        laid: ({ seq }) => layout?.laid(seq),
      }, { flooded });
      return bridge;
    },
    settings() {
      if (!ready) return;
      const { lang, theme, view: chosen } = store.get().settings;
      // A slide is outputs alone.
      const view = doc()?.presenting === undefined ? chosen : "panes";
      bridge?.send({ t: "settings", settings: { lang, theme, view } });
      if (view !== shown) layout?.mode(view);
      shown = view;
      if (sent.size) sendCells([]);
      showSlide();
    },
    systems() {
      if (!ready) return;
      bridge?.send(recordsFor(store.get(), app.today));
    },
    step: (by) => bridge?.send({ t: "step", by }),
    present(at) {
      set({ presenting: at });
      session.settings();
    },
    stop() {
      clearTimeout(due);
      pulse?.stop();
      clearTimeout(telling);
      bridge?.stop();
      layout?.stop();
      saving.stop();
    },
  };
  const saving = saver(session);
  return { session, history };

  function showSlide(): void {
    const now = doc();
    if (!now) return;
    const slides = slidesOf(now.history.now.notebook, store.get().settings.lang);
    bridge?.send({ t: "present", ids: slides[now.presenting ?? -1]?.ids });
  }

  /** The frame listens, or listens again after it was left: everything is told anew. */
  function begun(): void {
    pulse?.start();
    if (++ready > 3) {
      app.notice("error", app.voice().say("app.frame.lost"));
      set({ approved: false });
      if (ready > 6) return;
    }
    sent = new Map();
    shown = undefined;
    news.clear();
    set({ states: new Map() });
    session.settings();
    session.systems();
    session.run("stale");
  }

  /** How cells stand now, as far as they are known here: ids may be made up. */
  function tell(): void {
    telling = undefined;
    const known = [...news].filter(([id]) => sent.has(id));
    news.clear();
    set({ states: new Map([...doc()?.states ?? [], ...known]) });
  }

  /** The frame was taken away for all that it sent; the notebook opens again without running. */
  async function flooded(): Promise<void> {
    const { path } = doc()!;
    await session.save();
    app.go({ at: "notebook", path, safe: true });
    app.notice("error", app.voice().say("app.frame.flood"));
  }

  function step(next: History, typing = false): void {
    const before = doc()!.history;
    if (next === before) return;
    set({ history: next });
    if (next.now.notebook === before.now.notebook) return;
    saving.changed(serialize(next.now.notebook));
    clearTimeout(due);
    // Typing is compiled when it rests for a moment; structure at once.
    if (typing) due = setTimeout(() => sendCells(changed()), 200);
    else sendCells(changed());
  }

  /** What runs by itself after an edit: cells that can do no harm and cost little. */
  function changed(): number[] {
    const { cells } = doc()!.history.now.notebook;
    return cells.filter((cell) => isTame(cell.mode) && sent.get(cell.id) !== compiledOf(cell))
      .map(({ id }) => id);
  }

  function sendCells(run: readonly number[] | "all"): void {
    const now = doc();
    if (!ready || !now) return;
    const { notebook } = now.history.now;
    const { lang } = store.get().settings;
    const fresh = notebook.cells.map(compiledOf).filter((cell) => sent.get(cell.id) !== cell);
    sent = new Map(notebook.cells.map((cell) => [cell.id, compiledOf(cell)]));
    const { hidden: away } = folding(notebook.cells, now.folded);
    const gone = [...now.states.keys()].filter((id) => !sent.has(id));
    if (gone.length) {
      set({ states: new Map([...now.states].filter(([id]) => sent.has(id))) });
    }
    bridge?.send({
      t: "cells",
      cells: fresh,
      order: notebook.cells.map(({ id }) => id),
      labels: notebook.cells.map(({ id }) => labelOf(notebook, id, lang)),
      hidden: notebook.cells.filter(({ id, hidden }) => hidden || away.has(id)).map(({ id }) => id),
      run,
    });
  }

  function compiledOf(cell: Cell): Compiled {
    const source = doc()?.approved ? cell : inert(cell);
    const known = compiled.get(source);
    if (known && source === cell) return known;
    const made = compile(source);
    compiled.set(source, made);
    return source === cell ? made : keepInert(cell.id, made);
  }

  /** The same inert text gives the same object, so that it is not sent again. */
  function keepInert(id: number, made: Compiled): Compiled {
    const before = sent.get(id);
    return before && before.body === made.body && before.mode === made.mode &&
        before.disabled === made.disabled
      ? before
      : made;
  }
}

/** Markdown and formulas run while they are typed; code waits for a word. */
function isTame(mode: Cell["mode"]): boolean {
  return mode === "markdown" || mode === "formula";
}
