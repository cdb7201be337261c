import type { FromFrame } from "../frame/protocol.ts";
import { change, convert } from "../notebook/edit.ts";
import type { App } from "../shell/state.ts";
import { type Bridge, createFrame } from "./bridge.ts";
import { builtins } from "./builtin.ts";
import { type CellAct, type CellView, createCell } from "./cells.ts";
import { commandOf } from "./command.ts";
import { insertBefore, type Scene } from "./deed.ts";
import type { Doc } from "./doc.ts";
import { guardFocus } from "./focus.ts";
import { help } from "./help.ts";
import { listenKeys } from "./keyboard.ts";
import { createLayout } from "./layout.ts";
import { palette } from "./palette.ts";
import { endPresenting, listenPresenting, turn } from "./present.ts";
import { propose } from "./propose.ts";

/** The stage of a notebook: its cells in the page, and below them the frame with their outputs. */
export interface Stage {
  readonly element: HTMLElement;
  update(doc: Doc): void;
  scene(): Scene;
  /** Shows a cell, in both places. */
  goTo(id: number): void;
  stop(): void;
}

/** Builds the stage of a document. Its elements are made once and kept in line by hand. */
export function createStage(app: App, first: Doc): Stage {
  const { session } = first;
  const { say } = app.voice();
  const element = document.createElement("div");
  element.className = "stage";
  const scroller = document.createElement("div");
  scroller.className = "page";
  const cells = document.createElement("div");
  cells.className = "cells";
  const frame = createFrame(say("app.frame.title"));
  scroller.append(frame, cells);
  element.append(scroller);
  const views = new Map<number, CellView>();
  const send = (message: Parameters<Bridge["send"]>[0]) => bridge.send(message);
  const layout = createLayout(frame, cells, send);
  let now = first;
  let shown: readonly number[] = [];
  const bridge = session.attach(frame, layout, {
    exit: ({ id, dir }) => {
      if (guard.isGuest()) leaveOutput(id, dir);
    },
    reveal: ({ top, bottom }) => {
      if (guard.isGuest() && isPage()) reveal(top, bottom);
    },
    focus: ({ id }) => {
      if (guard.isGuest()) session.select([id], "command");
    },
    key: ({ key }) => {
      if (!guard.isGuest() || turn(app, key)) return;
      if (key === "Escape") focusCell(now.history.now.selected.at(-1));
      else if (key === "Enter") commandOf(key, false)?.run(scene());
      else commandOf(key, true)?.run(scene());
    },
    link: ({ href }) => askLink(app, href),
    propose: ({ system, changes }: Extract<FromFrame, { t: "propose" }>) =>
      propose(app, system, changes),
  });
  const guard = guardFocus(frame);
  frame.src = "frame.html";

  const act: CellAct = {
    text: (id, text) => {
      const { notebook } = now.history.now;
      session.edit({ ...change(notebook, [id], { value: text }), selected: [id] }, `type ${id}`);
    },
    select(id, { extend, edit }) {
      if (!extend) return session.select([id], edit ? "edit" : "command");
      const ids = now.history.now.notebook.cells.map((cell) => cell.id);
      const from = ids.indexOf(now.history.now.selected[0] ?? id);
      const to = ids.indexOf(id);
      session.select(ids.slice(Math.min(from, to), Math.max(from, to) + 1), "command");
    },
    leave(id, dir) {
      const list = now.history.now.notebook.cells;
      const next = list[list.findIndex((cell) => cell.id === id) + dir];
      if (!next) return false;
      go(next.id, "edit", dir > 0 ? "start" : "end");
      return true;
    },
    run: (id) => session.run([id]),
    edit: (id) => go(id, "edit"),
    convert: (id, mode) => session.edit(convert(now.history.now.notebook, [id], mode)),
    fold: (id) => {
      const cell = now.history.now.notebook.cells.find((cell) => cell.id === id)!;
      session.edit(change(now.history.now.notebook, [id], { collapsed: !cell.collapsed }));
    },
    menu(id) {
      session.select(
        now.history.now.selected.includes(id) ? now.history.now.selected : [id],
        "command",
      );
      setTimeout(() => scene().palette("cell"));
    },
    insert(id, mode) {
      if (mode !== "ready") return insertBefore(scene(), id, mode);
      const ids = now.history.now.notebook.cells.map((cell) => cell.id);
      session.select([ids[ids.indexOf(id) - 1] ?? id], "command");
      setTimeout(() => scene().palette("ready"));
    },
    goTo,
    symbols: () => now.symbols,
    purpose(name) {
      const found = builtins.find((one) => one.name === name);
      return found && app.voice().say(found.purpose);
    },
  };

  // First: while slides are shown, keys turn them.
  const stopPresenting = listenPresenting(app);
  const stopKeys = listenKeys(app, { scene, leave: focusCell, enter: enterOutput });
  scroller.addEventListener("scroll", tellView, { passive: true });
  let viewDue = 0;

  return { element, update, scene, goTo, stop };

  function update(doc: Doc): void {
    now = doc;
    const voice = app.voice();
    const { notebook } = doc.history.now;
    element.classList.toggle("paged", isPage());
    document.body.toggleAttribute("data-presenting", doc.presenting !== undefined);
    element.classList.toggle("coded", doc.code);
    element.dataset.mode = doc.mode;
    const ids = notebook.cells.map(({ id }) => id);
    const keep = new Set(ids);
    for (const [id, view] of [...views]) {
      if (keep.has(id)) continue;
      layout.remove(view);
      view.stop();
      views.delete(id);
    }
    for (const cell of notebook.cells) {
      if (!views.has(cell.id)) {
        const view = createCell(cell, act);
        views.set(cell.id, view);
        layout.add(view);
      }
      views.get(cell.id)!.update(cell, doc, voice);
    }
    if (ids.join() !== shown.join()) {
      shown = ids;
      layout.order(ids.map((id) => views.get(id)!));
    }
  }

  function isPage(): boolean {
    return app.store.get().settings.view === "page" && now.presenting === undefined;
  }

  function scene(): Scene {
    const doc = app.store.get().doc ?? now;
    return {
      app,
      doc,
      go: (id, to) => go(id, to),
      palette: (about) => app.dialog(palette(app, scene(), about)),
      help: () => app.dialog(help(app)),
    };
  }

  /** Goes to a cell; a new one has its view only after the store has told of it. */
  function go(id: number, to: "edit" | "command", at?: "start" | "end"): void {
    app.store.flush();
    const view = views.get(id);
    if (!view) return;
    const cell = now.history.now.notebook.cells.find((cell) => cell.id === id);
    session.select([id], to);
    // The editor of a text shows itself only while it is written in.
    app.store.flush();
    if (to === "edit" && cell && !cell.collapsed) view.editor.focus(at);
    else focusCell(id);
    view.section.scrollIntoView({ block: "nearest" });
  }

  function focusCell(id: number | undefined): void {
    const view = id === undefined ? undefined : views.get(id);
    if (view) view.section.focus({ preventScroll: true });
    else (document.activeElement as HTMLElement | null)?.blur();
    app.store.set(({ doc }) => doc ? { doc: { ...doc, mode: "command" } } : {});
  }

  function goTo(id: number): void {
    go(id, "command");
    views.get(id)?.section.scrollIntoView({ block: "center" });
    if (!isPage()) send({ t: "scroll", id });
  }

  function leaveOutput(id: number, dir: 1 | -1): void {
    const list = now.history.now.notebook.cells;
    const at = list.findIndex((cell) => cell.id === id);
    const next = dir > 0 ? list[at + 1] : list[at];
    if (next) go(next.id, "edit", dir > 0 ? "start" : "end");
  }

  function reveal(top: number, bottom: number): void {
    const from = frame.getBoundingClientRect().top;
    const box = scroller.getBoundingClientRect();
    if (from + top < box.top + 20) scroller.scrollBy(0, from + top - box.top - 60);
    else if (from + bottom > box.bottom - 20) scroller.scrollBy(0, from + bottom - box.bottom + 60);
  }

  function tellView(): void {
    viewDue ||= requestAnimationFrame(() => {
      viewDue = 0;
      const { top } = frame.getBoundingClientRect();
      send({
        t: "view",
        top: scroller.getBoundingClientRect().top - top,
        height: scroller.clientHeight,
      });
    });
  }

  function enterOutput(id: number): boolean {
    if (!isPage() || !now.states.get(id)?.summary) return false;
    guard.expect();
    frame.focus({ preventScroll: true });
    send({ t: "enter", id, dir: 1 });
    return true;
  }

  function stop(): void {
    endPresenting(app);
    document.body.removeAttribute("data-presenting");
    stopPresenting();
    stopKeys();
    guard.stop();
    for (const view of views.values()) view.stop();
    element.remove();
  }
}

/** A link in an output: the frame can open none, so the address is shown before anything is asked of it. */
function askLink(app: App, href: string): void {
  app.notice("info", app.voice().say("app.frame.link", { href }));
}
