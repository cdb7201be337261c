/** What the keys do among several elements of which one at a time is a stop of the Tab key. */
export interface Roving<E> {
  readonly items: readonly E[];
  /** Where the first Tab arrives; the first item by default. */
  readonly start?: E;
  /** Where an arrow key, Home or End leads; the same item, or none, where it leads nowhere. */
  next(from: E, key: string): E | undefined;
  /** Enter, the space bar, or a click. */
  choose?(item: E): void;
  /** The item has the focus. */
  arrive?(item: E): void;
}

/**
 * One stop of the Tab key for many elements, moved by the arrow keys: a reader passes a picture with one
 * key and walks through it with four. Source: ARIA Authoring Practices, roving tabindex.
 */
export function rove<E extends HTMLElement | SVGElement>(
  root: Element,
  { items, start = items[0], next, choose, arrive }: Roving<E>,
): void {
  const known = new Set<EventTarget>(items);
  const stop = (item: E) => {
    for (const other of items) other.setAttribute("tabindex", other === item ? "0" : "-1");
  };
  const itemOf = (event: Event): E | undefined => {
    let at = event.target as Element | null;
    while (at && !known.has(at)) at = at.parentElement;
    return at as E | undefined ?? undefined;
  };
  if (start) stop(start);
  root.addEventListener("focusin", (event) => {
    const item = itemOf(event);
    if (!item) return;
    stop(item);
    arrive?.(item);
  });
  root.addEventListener("keydown", (event) => {
    const { key, altKey, ctrlKey, metaKey } = event as KeyboardEvent;
    const item = itemOf(event);
    if (!item || altKey || ctrlKey || metaKey) return;
    if (choose && (key === "Enter" || key === " ")) {
      event.preventDefault();
      return choose(item);
    }
    if (!keys.has(key)) return;
    event.preventDefault();
    next(item, key)?.focus();
  });
  root.addEventListener("click", (event) => {
    const item = itemOf(event);
    if (item) choose?.(item);
  });
}

const keys = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);
