import { columnOf, isBlank, lineEnd, swap } from "./line.ts";
import { aboveBlank, after, floorOf, inside, isFirst, ownStart } from "./own.ts";
import type { Page } from "./page.ts";

/**
 * The text without an entry and what goes along with it; its list or map becomes `[]` or `{}` where it
 * was the only one.
 */
export function removed(page: Page): string {
  const { text, parent, holder } = page;
  if (page.index < 0) return text;
  const { from, to } = cut(page);
  const rest = swap(text, from, to, "");
  if (parent.style === "flow" || parent.entries.length > 1) return rest;
  const empty = parent.kind === "map" ? "{}" : "[]";
  const entry = parent.entries[0];
  if (!holder) return swap(text, from, to, `${empty}${page.newline}`);
  if (!isFirst(text, entry)) {
    // The line break that ends a block scalar ends the line of what stands in its place, too.
    const own = text.slice(entry.start, entry.end).replace(/\r?\n$/, "");
    return swap(text, entry.start, entry.start + own.length, empty);
  }
  const props = /^(\s+[&!]\S+)*/.exec(text.slice(holder.mark, lineEnd(text, holder.mark)))![0];
  return swap(rest, holder.mark, holder.mark + props.length, ` ${empty}`);
}

/** The range of an entry with all that goes along with it. */
export function cut(page: Page): { from: number; to: number } {
  const { text, parent, index } = page;
  const { entries } = parent;
  const entry = entries[index];
  if (parent.style === "flow") {
    if (entries.length === 1) return inside(text, parent);
    return index === 0
      ? { from: entry.start, to: entries[1].start }
      : { from: entries[index - 1].end, to: entry.end };
  }
  const column = columnOf(text, entry.start);
  if (!isFirst(text, entry)) {
    const next = entries[1]?.start ?? entry.end;
    const comment = text.slice(entry.end, next).includes("#");
    return { from: entry.start, to: comment ? entry.end : next };
  }
  const floor = floorOf(page, index, column);
  let from = ownStart(text, entry, column, floor);
  let to = after(text, entry, column);
  if (index > 0 || entries.length === 1) {
    from = aboveBlank(text, from, floor);
  } else {
    const next = ownStart(text, entries[1], column, to);
    if (isBlank(text.slice(to, next))) to = next;
  }
  // Without a line break at the end of the file, the one before goes instead.
  if (to === text.length && text[to - 1] !== "\n" && from > 0) {
    from -= text.endsWith("\r\n", from) ? 2 : text[from - 1] === "\n" ? 1 : 0;
  }
  return { from, to };
}
