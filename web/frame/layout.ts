import type { Output, Outputs } from "./outputs.ts";
import { type FromFrame, tallest, type ToFrame } from "./protocol.ts";

type Plan = Extract<ToFrame, { t: "prepare" }>;

/** The frame's half of the layout: it says how tall outputs are, and lays them out when it is told. */
export interface Layout {
  /** Watches the height of an output. */
  watch(output: Output): void;
  forget(output: Output): void;
  prepare(plan: Plan): void;
  /** Alone in its pane, the frame lays out as it likes; between editors, as it is told. */
  mode(view: "panes" | "page"): void;
}

/**
 * The two-phase protocol, the side of the frame. A plan is answered at once and applied in the resize
 * that carries it: the browser does not paint the page around with its new frame size before the frame
 * has painted at that size, so editors and outputs move in the same picture.
 */
export function createLayout(outputs: Outputs, send: (message: FromFrame) => void): Layout {
  const sent = new Map<number, number>();
  const changed = new Set<Output>();
  let page = false;
  let waiting: Plan | undefined;
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const output = outputs.get(Number((target as HTMLElement).dataset.id));
      if (output) changed.add(output);
    }
    report();
  });
  addEventListener("resize", () => {
    if (waiting && innerHeight === waiting.height) apply(waiting);
  });

  return {
    watch(output) {
      output.inner.dataset.id = String(output.id);
      if (page) output.window.style.height = "0px";
      sizes.observe(output.inner);
    },
    forget(output) {
      sizes.unobserve(output.inner);
      sent.delete(output.id);
      changed.delete(output);
    },
    prepare(plan) {
      if (waiting) apply(waiting);
      waiting = plan;
      send({ t: "prepared", seq: plan.seq });
      if (innerHeight === plan.height) apply(plan);
      else setTimeout(() => waiting === plan && apply(plan), 150);
    },
    mode(view) {
      page = view === "page";
      document.body.classList.toggle("page", page);
      document.body.classList.toggle("panes", !page);
      waiting = undefined;
      sent.clear();
      for (const output of outputs.all()) {
        output.spacer.style.height = "";
        output.window.style.height = page ? "0px" : "";
        changed.add(output);
      }
      report();
    },
  };

  function report(): void {
    if (!page) return changed.clear();
    const cells: [number, number][] = [];
    for (const output of changed) {
      const height = output.inner.getBoundingClientRect().height;
      const wanted = Math.min(height, tallest);
      output.window.classList.toggle("tall", height > tallest);
      if (sent.get(output.id) === wanted) continue;
      sent.set(output.id, wanted);
      cells.push([output.id, wanted]);
    }
    changed.clear();
    if (cells.length) send({ t: "want", cells });
  }

  function apply(plan: Plan): void {
    waiting = undefined;
    if (!page) return;
    if (plan.order) outputs.arrange(plan.order);
    for (const [id, editor, output] of plan.cells) {
      const known = outputs.get(id);
      if (!known) continue;
      known.spacer.style.height = `${editor}px`;
      known.window.style.height = `${output}px`;
    }
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => send({ t: "laid", seq: plan.seq });
      channel.port2.postMessage(0);
    });
  }
}
