import type { CellView } from "./cells.ts";

/** The way of Tab through a notebook: the stops of a cell, then its output in the frame, then the next cell. */
export interface Walk {
  /** Outputs stand between the editors, or beside them in a frame that is a stop of its own. */
  mode(view: "page" | "panes"): void;
  /** Makes the place of a cell's output a stop with this name; with none, it is no stop. */
  mark(view: CellView, name: string | undefined): void;
  /** The keyboard left the output of a cell forwards or backwards. */
  leave(view: CellView, dir: 1 | -1): void;
  stop(): void;
}

/**
 * Walks `root`, which holds the frame and after it the cells that lie over it. By itself, Tab would go
 * into the frame before all cells, through all outputs at once. So it is led past the frame at the front
 * edge, each output is reached from the place through which it is seen, by `enter`, and left to what is
 * next around it; at either edge Tab goes on past the notebook.
 */
export function createWalk(
  root: HTMLElement,
  enter: (id: number, dir: 1 | -1) => void,
  edit: (id: number, at: "start" | "end") => void,
): Walk {
  const edge = () =>
    Object.assign(document.createElement("span"), { className: "edge", tabIndex: -1 });
  const [front, back] = [edge(), edge()];
  root.prepend(front);
  root.append(back);
  let page = false;
  let way: 1 | -1 = 1;
  let leaving = false;
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Tab") return;
    way = event.shiftKey ? -1 : 1;
    const { target } = event;
    if (!page || !(target instanceof HTMLElement) || !root.contains(target)) return;
    if (target === front && way > 0) {
      event.preventDefault();
      go(stopsIn(root)[0], 1);
    } // From the edge, which is before the frame, the browser goes on by itself.
    else if (target !== front && way < 0 && !beside(root, target, -1)) past(front);
  };
  const focused = ({ target }: FocusEvent) => {
    if (target === front && !leaving) go(stopsIn(root)[0], 1);
    else if (target instanceof HTMLElement && target.matches(".hole")) enter(idOf(target), way);
  };
  addEventListener("keydown", pressed, true);
  root.addEventListener("focusin", focused);
  return {
    mode(view) {
      page = view === "page";
      front.tabIndex = page ? 0 : -1;
    },
    mark({ hole }, name) {
      if (hole.getAttribute("aria-label") === (name ?? null)) return;
      for (const [key, value] of [["role", "button"], ["tabindex", "0"], ["aria-label", name]]) {
        if (name === undefined) hole.removeAttribute(key!);
        else hole.setAttribute(key!, value!);
      }
    },
    leave({ hole }, dir) {
      way = dir;
      go(beside(root, hole, dir), dir);
    },
    stop() {
      removeEventListener("keydown", pressed, true);
    },
  };

  function go(stop: HTMLElement | undefined, dir: 1 | -1): void {
    if (!stop) past(dir > 0 ? back : front);
    else if (stop.matches(".cm-content")) edit(idOf(stop), dir > 0 ? "start" : "end");
    else stop.focus();
  }

  function past(edge: HTMLElement): void {
    leaving = true;
    edge.focus({ preventScroll: true });
    leaving = false;
  }
}

/** The stop that is next before or after an element. */
function beside(root: HTMLElement, from: HTMLElement, dir: 1 | -1): HTMLElement | undefined {
  const { DOCUMENT_POSITION_FOLLOWING, DOCUMENT_POSITION_PRECEDING } = Node;
  const ahead = dir > 0 ? DOCUMENT_POSITION_FOLLOWING : DOCUMENT_POSITION_PRECEDING;
  const stops = stopsIn(root).filter((stop) => from.compareDocumentPosition(stop) & ahead);
  return dir > 0 ? stops[0] : stops.at(-1);
}

function stopsIn(root: HTMLElement): HTMLElement[] {
  const stops = "a[href], button, input, select, textarea, summary, .cm-content, [tabindex]";
  return [...root.querySelectorAll<HTMLElement>(stops)].filter((element) =>
    element.getAttribute("tabindex") !== "-1" && !element.matches(":disabled, iframe, .edge") &&
    element.checkVisibility({ visibilityProperty: true })
  );
}

function idOf(element: HTMLElement): number {
  return Number(element.closest<HTMLElement>("section.cell")!.dataset.cell);
}
