import type { Entry } from "../yaml.ts";
import { columnOf, lineEnd, swap } from "./line.ts";
import { after, below } from "./own.ts";
import type { Page } from "./page.ts";
import { inlineOf, quotedLike, valueOf } from "./value.ts";

/** The text with another value at an entry. What stands beside the value stays: key, comment, quotes. */
export function replaced(page: Page, entry: Entry, value: unknown): string {
  const { text, parent } = page;
  const { node, mark } = entry;
  if (parent.style === "flow") {
    const inline = quotedLike(node, value) ?? inlineOf(page, value);
    if (node.style !== "empty" || node.kind === "alias") {
      return swap(text, node.start, node.end, inline);
    }
    if (mark < 0 && parent.kind === "map") return swap(text, entry.end, entry.end, `: ${inline}`);
    return mark < 0
      ? swap(text, node.start, node.end, inline)
      : swap(text, mark, mark, ` ${inline}`);
  }
  const column = columnOf(text, entry.start);
  const { head, body } = valueOf(page, parent.kind, value, column, node);
  const blocky = node.style === "literal" || node.style === "block";
  return blocky ? instead(page, entry, head, body, column) : inPlace(page, entry, head, body);
}

/** Replaces what stands on the line of its key: the rest of that line, its comment, stays. */
function inPlace(page: Page, entry: Entry, head: string, body: string): string {
  const { text, newline } = page;
  const { node, mark } = entry;
  const none = node.kind !== "alias" && node.style === "empty";
  if (body === "") {
    return none ? swap(text, mark, mark, head) : swap(text, node.start, node.end, head.trimStart());
  }
  let from = none ? mark : node.start;
  while (from > mark && /\s/.test(text[from - 1])) from--;
  const to = none ? mark : node.end;
  const end = lineEnd(text, to);
  const rest = text.slice(to, end);
  return text.slice(0, from) + head + rest + newline + body + text.slice(end);
}

/** Replaces a block, keeping a comment on the line of its key. */
function instead(page: Page, entry: Entry, head: string, body: string, column: number): string {
  const { text, newline, parent } = page;
  const { node, mark } = entry;
  const first = node.style === "literal" ? Infinity : node.entries[0].start;
  const top = lineEnd(text, mark);
  // Comments below a text are not its own, however deep they stand.
  const to = node.style === "literal" ? below(text, entry) : after(text, entry, column);
  const broken = text[to - 1] === "\n";
  const tail = to === text.length && !broken ? "" : newline;
  const rest = first < top && parent.kind === "list" ? "" : text.slice(mark, top)
    .replace(/^(\s+[&!]\S+)+(?=\s|$)/, "").replace(/^\s+[|>][-+0-9]*(?=\s|$)/, "");
  const lines = body === "" ? "" : newline + body;
  return text.slice(0, mark) + head + rest + lines + tail + text.slice(to);
}
