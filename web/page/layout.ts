import type { ToFrame } from "../frame/protocol.ts";

/** Where the page shows one cell. */
export interface Slot {
  readonly id: number;
  readonly section: HTMLElement;
  /** As tall as was agreed; what it holds may hang over until then. */
  readonly box: HTMLElement;
  /** As tall as the editor is. */
  readonly inner: HTMLElement;
  /** The place through which the output in the frame below is seen. */
  readonly hole: HTMLElement;
}

/** The page's half of the layout: it decides where everything is. */
export interface Layout {
  add(slot: Slot): void;
  remove(slot: Slot): void;
  /** The order of the cells is now this one. */
  order(slots: readonly Slot[]): void;
  /** The frame wants these heights for its outputs. */
  want(cells: readonly (readonly [number, number])[]): void;
  prepared(seq: number): void;
  laid(seq: number): void;
  /** Begins, once the frame listens; or ends, where outputs stand beside the editors. */
  mode(view: "panes" | "page"): void;
  stop(): void;
}

interface Heights {
  editor: number;
  output: number;
}

interface Move {
  readonly seq: number;
  readonly height: number;
  readonly order: readonly Slot[] | undefined;
  readonly cells: readonly [number, number, number][];
  phase: "prepared" | "laid";
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * The two-phase protocol, the side of the page. One move at a time: the frame is told what will be and
 * answers; then heights, order and the frame's own height change in one task. Every move changes the
 * frame's height, by a pixel if need be, because the browser keeps the two in step only in a resize.
 */
export function createLayout(
  frame: HTMLIFrameElement,
  cells: HTMLElement,
  send: (message: ToFrame) => void,
): Layout {
  const heights = new Map<number, Heights>();
  const slots = new Map<number, Slot>();
  let order: readonly Slot[] = [];
  let pending: { cells: Set<number>; order: boolean } | undefined;
  let moving: Move | undefined;
  let seq = 0;
  let page = false;
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const id = Number((target as HTMLElement).dataset.id);
      const known = heights.get(id);
      const height = target.getBoundingClientRect().height;
      if (!known || known.editor === height) continue;
      known.editor = height;
      ask([id], false);
    }
  });

  return {
    add(slot) {
      slots.set(slot.id, slot);
      slot.inner.dataset.id = String(slot.id);
      heights.set(slot.id, { editor: 0, output: 0 });
      if (page) slot.box.style.height = "0px";
      sizes.observe(slot.inner);
    },
    remove(slot) {
      sizes.unobserve(slot.inner);
      slots.delete(slot.id);
      heights.delete(slot.id);
      if (!page) slot.section.remove();
    },
    order(next) {
      order = next;
      if (!page) return arrange(next);
      next.filter(({ section }) => !section.isConnected).forEach(measure);
      ask([], true);
    },
    want(wanted) {
      const moved = wanted.filter(([id, height]) => {
        const known = heights.get(id);
        if (!known || known.output === height) return false;
        known.output = height;
        return true;
      });
      if (moved.length) ask(moved.map(([id]) => id), false);
    },
    prepared: (number) => moving?.seq === number && moving.phase === "prepared" && commit(),
    laid: (number) => moving?.seq === number && moving.phase === "laid" && finish(),
    mode(view) {
      page = view === "page";
      clearTimeout(moving?.timer);
      moving = pending = undefined;
      if (page) {
        for (const { id, inner } of order) {
          heights.get(id)!.editor = inner.getBoundingClientRect().height;
        }
        return ask(order.map(({ id }) => id), true);
      }
      frame.style.height = "";
      arrange(order);
      for (const { box, hole } of order) box.style.height = hole.style.height = "";
      for (const known of heights.values()) known.output = 0;
    },
    stop() {
      page = false;
      clearTimeout(moving?.timer);
      sizes.disconnect();
    },
  };

  /** A new cell stands unseen at the end until its move puts it in its place. */
  function measure({ id, section, inner }: Slot): void {
    section.classList.add("fresh");
    cells.append(section);
    heights.get(id)!.editor = inner.getBoundingClientRect().height;
  }

  function ask(ids: readonly number[], ordered: boolean): void {
    if (!page) return;
    pending ??= { cells: new Set(), order: false };
    ids.forEach((id) => pending!.cells.add(id));
    pending.order ||= ordered;
    if (!moving) begin();
  }

  function begin(): void {
    if (!pending) return;
    const wanted = pending;
    pending = undefined;
    seq++;
    const total = order.reduce((sum, { id }) => {
      const { editor, output } = heights.get(id) ?? { editor: 0, output: 0 };
      return sum + editor + output;
    }, 0);
    // New cells have no height yet in either place: they travel with the order.
    const ids = wanted.order ? order.map(({ id }) => id) : [...wanted.cells];
    const list = ids.flatMap((id): [number, number, number][] => {
      const known = heights.get(id);
      return known ? [[id, known.editor, known.output]] : [];
    });
    const move: Move = {
      seq,
      height: Math.ceil(total) + (seq & 1 ? 0 : 1),
      order: wanted.order ? order : undefined,
      cells: list,
      phase: "prepared",
      timer: setTimeout(commit, 100),
    };
    moving = move;
    send({
      t: "prepare",
      seq,
      height: move.height,
      ...(move.order ? { order: move.order.map(({ id }) => id) } : {}),
      cells: list,
    });
  }

  function commit(): void {
    if (!moving) return;
    clearTimeout(moving.timer);
    moving.phase = "laid";
    moving.timer = setTimeout(finish, 250);
    for (const [id, editor, output] of moving.cells) {
      const slot = slots.get(id);
      if (!slot) continue;
      slot.box.style.height = `${editor}px`;
      slot.hole.style.height = `${output}px`;
    }
    if (moving.order) arrange(moving.order);
    frame.style.height = `${moving.height}px`;
  }

  function finish(): void {
    clearTimeout(moving?.timer);
    moving = undefined;
    begin();
  }

  function arrange(wanted: readonly Slot[]): void {
    const keep = new Set(wanted.map(({ section }) => section as Element));
    for (const child of [...cells.children]) if (!keep.has(child)) child.remove();
    let before: Element | null = null;
    for (const { section } of wanted) {
      const next: Element | null = before ? before.nextElementSibling : cells.firstElementChild;
      if (section !== next) place(cells, section, next);
      section.classList.remove("fresh");
      before = section;
    }
  }
}

/** Moves an element; where the browser can, without taking the focus out of it. */
function place(parent: Element, element: Element, before: Element | null): void {
  if (element.isConnected && "moveBefore" in parent) {
    (parent as Element & { moveBefore(node: Node, before: Node | null): void })
      .moveBefore(element, before);
  } else parent.insertBefore(element, before);
}
