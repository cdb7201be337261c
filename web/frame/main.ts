import "./policy.ts";
import inputsStyle from "@observablehq/inputs/dist/index.css?inline";
import { createKernel, type State } from "../notebook/kernel.ts";
import plotsStyle from "../plots/style.css?inline";
import { voice } from "../plots/voice.ts";
import base from "../style/base.css?inline";
import style from "../style/frame.css?inline";
import { watchFocus } from "./focus.ts";
import { shape } from "./inspect.ts";
import { createLayout } from "./layout.ts";
import { library, living } from "./library.ts";
import { createOutputs } from "./outputs.ts";
import { type CellState, type FromFrame, type ToFrame, version } from "./protocol.ts";
import { systemsOf } from "./systems.ts";

/**
 * The sandboxed frame: it runs the cells of one notebook and shows their outputs. It has an opaque
 * origin and no network; everything it knows was handed over by the page around, everything it says is a
 * message that the page around checks.
 */
function start(): void {
  for (const text of [base, inputsStyle, plotsStyle, style]) {
    const element = document.createElement("style");
    element.textContent = text;
    document.head.append(element);
  }
  const send = (message: FromFrame) => parent.postMessage({ v: version, ...message }, "*");
  const outputs = createOutputs(document.getElementById("outputs")!, {
    made: (output) => layout.watch(output),
    gone: (output) => layout.forget(output),
  });
  const layout = createLayout(outputs, send);
  let page = false;
  let shown: "page" | "panes" | undefined;
  const focus = watchFocus(outputs, send, () => page);
  const states = new Map<number, State>();
  const due = new Set<number>();
  const known = new Set<number>();
  let labels = new Map<number, string>();
  const propose = (system: string, changes: readonly unknown[]) =>
    send({ t: "propose", system, changes: structuredClone(changes) } as FromFrame);
  let records = systemsOf({ at: "", systems: [], catalogs: [] });
  let builtins = { ...library(), ...living(records, propose) };
  const kernel = createKernel({
    // Indirect eval: the cell sees the realm, not this function.
    make: (body, id) => (0, eval)(`(${body})\n//# sourceURL=cell-${id}.js`),
    builtins,
    show: (id, value, how) => {
      outputs.show(id, value, how);
      soon(id);
    },
    clear: (id) => {
      outputs.clear(id);
      soon(id);
    },
    told: (id, state) => {
      states.set(id, state);
      const output = outputs.get(id);
      if (output) {
        output.section.dataset.status = state.status;
        output.section.classList.toggle("stale", state.stale);
      }
      trouble(id, state);
      soon(id);
    },
  });

  function trouble(id: number, state: State): void {
    outputs.trouble(id, state.problems, noteOf(state));
  }

  /** What a cell throws in a callback, or in a promise nobody waits for, is the cell's. */
  function blame(error: unknown, file = ""): void {
    const stack = error instanceof Error ? error.stack ?? "" : "";
    const [, id] = /\bcell-(\d+)\.js\b/.exec(`${stack}\n${file}`) ?? [];
    if (id !== undefined) kernel.late(Number(id), error);
  }
  addEventListener("error", ({ error, filename }) => blame(error, filename));
  addEventListener("unhandledrejection", ({ reason }) => blame(reason));

  let told = 0;
  function soon(id: number): void {
    due.add(id);
    told ||= requestAnimationFrame(tell);
  }

  function tell(): void {
    told = 0;
    const list = [...due].flatMap((id): [number, CellState][] => {
      const state = states.get(id);
      if (!state || !known.has(id)) return [];
      const { thrown: _, ...plain } = state;
      return [[id, { ...plain, summary: outputs.summary(id) }]];
    });
    due.clear();
    if (list.length) send({ t: "states", states: list });
    clearTimeout(symbolsDue);
    symbolsDue = setTimeout(tellSymbols, 120);
  }

  let symbolsDue: ReturnType<typeof setTimeout> | undefined;
  async function tellSymbols(): Promise<void> {
    const names = [...kernel.graph().givers.keys()];
    const own = await Promise.all(names.map(async (name) => {
      const pending = new Promise<never>((_, reject) => setTimeout(reject, 50));
      try {
        return shape(name, await Promise.race([kernel.value(name), pending]), false);
      } catch {
        return { name, type: "", preview: "", keys: [], builtin: false };
      }
    }));
    const given = Object.entries(builtins).map(([name, value]) => shape(name, value, true));
    send({ t: "symbols", symbols: [...own, ...given] });
  }

  function noteOf({ status, waits }: State): string {
    if (status !== "waiting") return "";
    const { say, list } = voice();
    const names = waits.map(({ name, cells }) =>
      cells.length
        ? say("app.cell.wait", { name, cell: labels.get(cells[0]) ?? cells[0] })
        : say("app.cell.name", { name })
    );
    return say("app.cell.waiting", { names: list(names) });
  }

  function provide(): void {
    const names = living(records, propose);
    builtins = { ...builtins, ...names };
    kernel.provide(names);
  }

  function take(message: ToFrame): void {
    switch (message.t) {
      case "settings": {
        const { lang, theme, view } = message.settings;
        const other = document.documentElement.lang !== lang;
        document.documentElement.lang = lang;
        document.documentElement.dataset.theme = theme;
        if (view !== shown) layout.mode(view);
        shown = view;
        page = view === "page";
        // Everything that speaks is drawn anew; inputs keep what was chosen in them.
        if (other) provide();
        return;
      }
      case "systems":
        records = systemsOf(message);
        return provide();
      case "cells": {
        labels = new Map(message.order.map((id, index) => [id, message.labels[index]]));
        for (const id of known) {
          if (labels.has(id)) continue;
          kernel.remove(id);
          known.delete(id);
          states.delete(id);
        }
        // Between editors, the order changes together with the layout around.
        const fresh = message.order.filter((id) => !known.has(id));
        message.order.forEach((id) => known.add(id));
        if (!page || outputs.all().length === 0) outputs.arrange(message.order);
        else outputs.arrange([...outputs.all().map(({ id }) => id), ...fresh]);
        outputs.name(labels);
        // What went wrong is told in the language of the page and names other cells.
        for (const [id, state] of states) trouble(id, state);
        outputs.hide(new Set(message.hidden));
        if (message.cells.length) kernel.put(message.cells);
        if (message.run === "all") kernel.run();
        else if (message.run.length) kernel.run(message.run);
        return;
      }
      case "prepare":
        return layout.prepare(message);
      case "view":
        document.documentElement.style.setProperty("--view-top", `${message.top}px`);
        document.documentElement.style.setProperty("--view-height", `${message.height}px`);
        return;
      case "enter":
        return focus.enter(message.id, message.dir);
      case "select": {
        const ids = new Set(message.ids);
        for (const { id, section } of outputs.all()) {
          section.classList.toggle("selected", ids.has(id));
        }
        if (message.reveal && !page) {
          outputs.get(message.ids[0])?.section.scrollIntoView({ block: "nearest" });
        }
        return;
      }
      case "present": {
        const { ids } = message;
        document.body.classList.toggle("presenting", ids !== undefined);
        for (const { id, section } of outputs.all()) {
          section.classList.toggle("aside", ids !== undefined && !ids.includes(id));
        }
        if (ids) scrollTo(0, 0);
        return;
      }
      case "step":
        return focus.step(message.by);
      case "ping":
        return send({ t: "pong" });
      case "scroll":
        outputs.get(message.id)?.section.scrollIntoView({ block: "start" });
        return;
      default: {
        const unknown: never = message;
        return unknown;
      }
    }
  }

  addEventListener("message", (event) => {
    if (event.source !== parent || event.data?.v !== version) return;
    take(event.data as ToFrame);
  });
  send({ t: "ready" });
}

start();
