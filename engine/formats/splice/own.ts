import type { Entry, Node } from "../yaml.ts";
import { isBlank, lineStart, nextLine } from "./line.ts";
import type { Page } from "./page.ts";

/** Whether an entry begins its line: not behind a dash or an opening bracket. */
export function isFirst(text: string, entry: Entry): boolean {
  return isBlank(text.slice(lineStart(text, entry.start), entry.start));
}

/** After the last line of an entry and the comments below it that are indented deeper than it. */
export function after(text: string, entry: Entry, column: number): number {
  return belowComments(text, below(text, entry), column);
}

/** After the last line of an entry. */
export function below(text: string, entry: Entry): number {
  // A block scalar ends after its line break, everything else before it.
  return text[entry.end - 1] === "\n" ? entry.end : nextLine(text, entry.end);
}

/** After the comment lines that follow and are indented deeper than a column. */
export function belowComments(text: string, from: number, column: number): number {
  let at = from;
  for (let next = from; next < text.length;) {
    const end = nextLine(text, next);
    const line = /^([ ]*)(#?)(.*)/.exec(text.slice(next, end))!;
    const comment = line[2] === "#" && line[1].length > column;
    if (!comment && !isBlank(text.slice(next, end))) break;
    next = end;
    if (comment) at = end;
  }
  return at;
}

/** Where the entry's own lines begin: its comment lines directly above, at its own indentation. */
export function ownStart(text: string, entry: Entry, column: number, floor: number): number {
  let start = lineStart(text, entry.start);
  while (start > floor) {
    const above = lineStart(text, start - 1);
    const line = text.slice(above, start);
    const comment = /^ *#/.test(line) && line.indexOf("#") === column;
    if (!comment || above < floor) break;
    start = above;
  }
  return start;
}

/** The first place that may belong to an entry: after the one before it, or the line of its holder. */
export function floorOf(page: Page, index: number, column: number): number {
  const { text, parent, holder } = page;
  if (index > 0) return after(text, parent.entries[index - 1], column);
  return holder ? nextLine(text, holder.mark) : lineStart(text, 0);
}

/** Where the blank lines right above a line begin. */
export function aboveBlank(text: string, from: number, floor: number): number {
  let start = from;
  while (start > floor) {
    const above = lineStart(text, start - 1);
    if (above < floor || !isBlank(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** The range between the brackets of a flow list or map. */
export function inside(text: string, node: Node): { from: number; to: number } {
  const open = node.kind === "map" ? "{" : "[";
  // An anchor or tag may stand before the bracket.
  return { from: text.indexOf(open, node.start) + 1, to: node.end - 1 };
}
