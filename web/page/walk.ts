import type { CellView } from "./cells.ts";

/** The way of Tab through a notebook: the stops of a cell, then its output in the frame, then the next cell. */
export interface Walk {
  /** Makes the place of a cell's output a stop with this name; with none, it is no stop. */
  mark(view: CellView, name: string | undefined): void;
  /** The keyboard left the output of a cell forwards or backwards. */
  leave(view: CellView, dir: 1 | -1): void;
  stop(): void;
}

/**
 * Walks `root`, which holds the frame and the cells over it. The frame itself is no stop: it would come
 * before all cells, with all outputs at once. Each output is reached from the place through which it is
 * seen, by `enter`, and left to what is next around it; at either end Tab goes on past the notebook.
 */
export function createWalk(
  root: HTMLElement,
  enter: (id: number, dir: 1 | -1) => void,
  edit: (id: number, at: "start" | "end") => void,
): Walk {
  const edge = () =>
    Object.assign(document.createElement("span"), { className: "edge", tabIndex: -1 });
  const [before, after] = [edge(), edge()];
  root.prepend(before);
  root.append(after);
  let way: 1 | -1 = 1;
  const pressed = ({ key, shiftKey }: KeyboardEvent) => {
    if (key === "Tab") way = shiftKey ? -1 : 1;
  };
  const focused = ({ target }: FocusEvent) => {
    if (isHole(target)) enter(idOf(target), way);
  };
  addEventListener("keydown", pressed, true);
  root.addEventListener("focusin", focused);
  return {
    mark({ hole }, name) {
      if (hole.getAttribute("aria-label") === (name ?? null)) return;
      for (const [key, value] of [["role", "button"], ["tabindex", "0"], ["aria-label", name]]) {
        if (name === undefined) hole.removeAttribute(key!);
        else hole.setAttribute(key!, value!);
      }
    },
    leave({ hole }, dir) {
      const past = dir > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
      const ahead = stopsIn(root).filter((stop) => hole.compareDocumentPosition(stop) & past);
      const next = dir > 0 ? ahead[0] : ahead.at(-1);
      way = dir;
      if (!next) (dir > 0 ? after : before).focus({ preventScroll: true });
      else if (next.matches(".cm-content")) edit(idOf(next), dir > 0 ? "start" : "end");
      else next.focus();
    },
    stop() {
      removeEventListener("keydown", pressed, true);
    },
  };
}

function stopsIn(root: HTMLElement): HTMLElement[] {
  const stops = "a[href], button, input, select, textarea, summary, .cm-content, [tabindex]";
  return [...root.querySelectorAll<HTMLElement>(stops)].filter((element) =>
    element.getAttribute("tabindex") !== "-1" && !element.matches(":disabled, iframe") &&
    element.checkVisibility({ visibilityProperty: true })
  );
}

function isHole(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.matches(".hole");
}

function idOf(element: HTMLElement): number {
  return Number(element.closest<HTMLElement>("section.cell")!.dataset.cell);
}
