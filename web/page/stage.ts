import type { FromFrame } from "../frame/protocol.ts";
import { folding, unfoldedFor } from "../notebook/folding.ts";
import { change, convert } from "../notebook/edit.ts";
import type { App } from "../shell/state.ts";
import { type Bridge, createFrame } from "./bridge.ts";
import { builtins } from "./builtin.ts";
import { type CellAct, type CellView, createCell, type Fold } from "./cells.ts";
import { commandOf } from "./command.ts";
import { insertBefore, type Scene } from "./deed.ts";
import { type Doc, labelOf } from "./doc.ts";
import { matchesOf } from "./finder.ts";
import { guardFocus } from "./focus.ts";
import { help } from "./help.ts";
import { listenKeys } from "./keyboard.ts";
import { createLayout } from "./layout.ts";
import { palette } from "./palette.ts";
import { endPresenting, listenPresenting, turn } from "./present.ts";
import { propose } from "./propose.ts";
import { createWalk } from "./walk.ts";

/** The stage of a notebook: its cells in the page, and below them the frame with their outputs. */
export interface Stage {
  readonly element: HTMLElement;
  update(doc: Doc): void;
  scene(): Scene;
  /** Shows a cell, in both places, and goes there. */
  goTo(id: number): void;
  /** Shows a cell without taking the keyboard away. */
  show(id: number): void;
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
      if (key === "Escape") return focusCell(now.history.now.selected.at(-1));
      const command = commandOf(key, key !== "Enter");
      if (command && harmless.has(command.id)) command.run(scene());
    },
    link: ({ href }) => guard.whenGuest(() => askLink(app, href)),
    propose: ({ system, changes }: Extract<FromFrame, { t: "propose" }>) => {
      // One question each time a person goes into the outputs, however often code asks.
      guard.whenGuest(() => {
        if (app.store.get().dialog) return;
        focusCell(now.history.now.selected.at(-1));
        propose(app, system, changes);
      });
    },
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
    section: (id, fold) => {
      session.select([id], "command");
      const one = new Set([id]);
      session.fold(fold ? now.folded.union(one) : now.folded.difference(one));
    },
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

  const walk = createWalk(scroller, enter, (id, at) => go(id, "edit", at));
  // First: while slides are shown, keys turn them.
  const stopPresenting = listenPresenting(app);
  const stopKeys = listenKeys(app, { scene, leave: focusCell, enter: enterOutput });
  scroller.addEventListener("scroll", tellView, { passive: true });
  let viewDue = 0;

  return { element, update, scene, goTo, show, stop };

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
    const { hidden, foldable } = folding(notebook.cells, doc.folded);
    const counts = Map.groupBy(hidden, ([, by]) => by);
    const foldOf = (id: number): Fold => {
      const by = hidden.get(id);
      const run = by === undefined ? [] : counts.get(by)!;
      return {
        open: foldable.has(id) ? !doc.folded.has(id) : undefined,
        hidden: by !== undefined,
        // The first of the hidden cells says how many there are.
        first: run[0]?.[0] === id ? { by: by!, count: run.length } : undefined,
      };
    };
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
      const view = views.get(cell.id)!;
      view.update(cell, doc, voice, foldOf(cell.id));
      const heard = isPage() && doc.states.get(cell.id)?.summary;
      const label = labelOf(notebook, cell.id, voice.lang);
      walk.mark(view, heard ? voice.say("app.cell.into", { cell: label }) : undefined);
    }
    walk.mode(app.store.get().settings.view);
    mark(doc);
    if (ids.join() !== shown.join()) {
      shown = ids;
      layout.order(ids.map((id) => views.get(id)!));
    }
  }

  /** Marks in the editors what is looked for; the one that is meant opens to be seen. */
  function mark(doc: Doc): void {
    const matches = matchesOf(doc);
    const current = matches[doc.finding?.at ?? 0];
    const byCell = Map.groupBy(matches, ({ cell }) => cell);
    for (const [id, { editor, section }] of views) {
      editor.mark(byCell.get(id) ?? [], current);
      section.classList.toggle("found", current?.cell === id);
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
    session.fold(unfoldedFor(now.history.now.notebook.cells, now.folded, id));
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

  function show(id: number): void {
    session.fold(unfoldedFor(now.history.now.notebook.cells, now.folded, id));
    session.select([id], "command");
    app.store.flush();
    views.get(id)?.section.scrollIntoView({ block: "center" });
    if (!isPage()) send({ t: "scroll", id });
  }

  function leaveOutput(id: number, dir: 1 | -1): void {
    const view = views.get(id);
    if (view) walk.leave(view, dir);
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
    enter(id, 1);
    return true;
  }

  function enter(id: number, dir: 1 | -1): void {
    guard.expect();
    frame.focus({ preventScroll: true });
    send({ t: "enter", id, dir });
  }

  function stop(): void {
    endPresenting(app);
    document.body.removeAttribute("data-presenting");
    stopPresenting();
    stopKeys();
    walk.stop();
    guard.stop();
    for (const view of views.values()) view.stop();
    element.remove();
  }
}

// Keys in the frame may be forged by a cell; an undo, say, would bring back what was deleted.
const harmless: ReadonlySet<string> = new Set(["edit", "palette", "save"]);

/** A link in an output: the frame can open none, so the address is shown before anything is asked of it. */
function askLink(app: App, href: string): void {
  app.notice("info", app.voice().say("app.frame.link", { href }));
}
