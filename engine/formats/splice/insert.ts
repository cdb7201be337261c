import type { Edit } from "../../change.ts";
import type { Entry } from "../yaml.ts";
import { columnOf, lineEnd, lineStart, nextLine, swap } from "./line.ts";
import { after, belowComments, floorOf, inside, isFirst, ownStart } from "./own.ts";
import type { Page } from "./page.ts";
import { inlineOf, keyText, linesOf } from "./value.ts";

/** The text with an entry put in before the one at a position, or with a key where `key` is given. */
export function inserted(page: Page, index: number, key: string | undefined, edit: Edit): string {
  const { parent } = page;
  if (parent.entries.length === 0) return filled(page, key, edit);
  return parent.style === "flow"
    ? insertedInFlow(page, index, key, edit)
    : insertedInBlock(page, index, key, edit);
}

function insertedInBlock(page: Page, index: number, key: string | undefined, edit: Edit): string {
  const { text, newline, parent } = page;
  const { entries } = parent;
  const column = columnOf(text, entries[0].start);
  const lines = linesOf(page, key, edit.value, column);
  if (index === 0 && !isFirst(text, entries[0])) {
    const own = page.manner === "source"
      ? edit.source!
      : lines.trimStart() + newline + " ".repeat(column);
    return swap(text, entries[0].start, entries[0].start, own);
  }
  const at = index > 0
    ? after(text, entries[index - 1], column)
    : ownStart(text, entries[0], column, floorOf(page, 0, column));
  if (page.manner === "source") return swap(text, at, at, fitted(text, at, edit.source!, newline));
  const gap = isSpaced(page, column) && !isKept(text, entries[index - 1]) ? newline : "";
  const own = index > 0 ? gap + lines + newline : lines + newline + gap;
  return swap(text, at, at, fitted(text, at, own, newline));
}

/** Whole lines, made to fit the end of a file that has no line break there, or came from one. */
function fitted(text: string, at: number, lines: string, newline: string): string {
  const bare = at === text.length && at > 0 && text[at - 1] !== "\n";
  if (lines.endsWith("\n")) return bare ? newline + lines.replace(/\r?\n$/, "") : lines;
  return bare ? lines : lines.replace(/^\r?\n/, "") + newline;
}

/** Whether the last two entries are set apart by a blank line, so that a new one should be, too. */
function isSpaced(page: Page, column: number): boolean {
  const { text, parent: { entries } } = page;
  if (entries.length < 2) return false;
  const [one, two] = entries.slice(-2);
  return /^[ \t]*\r?\n/.test(text.slice(after(text, one, column), lineStart(text, two.start)));
}

/** Whether an entry ends in a block scalar that keeps the blank lines after it (`|+`). */
function isKept(text: string, entry: Entry | undefined): boolean {
  if (entry === undefined) return false;
  const { node } = entry;
  return node.style === "literal"
    ? text.slice(node.start, lineEnd(text, node.start)).includes("+")
    : isKept(text, node.entries[node.entries.length - 1]);
}

function insertedInFlow(page: Page, index: number, key: string | undefined, edit: Edit): string {
  const { text, parent } = page;
  const { entries } = parent;
  const own = (key === undefined ? "" : `${keyText(page, key)}: `) + inlineOf(page, edit.value);
  const [first, second] = entries;
  const between = second ? text.slice(first.end, second.start) : "";
  const lead = text.slice(inside(text, parent).from, first.start);
  const space = second ? between.slice(between.trimEnd().length) : lead.includes("\n") ? lead : " ";
  if (index === 0) {
    const source = page.manner === "source" ? edit.source! : `${own},${space || " "}`;
    return swap(text, first.start, first.start, source);
  }
  const at = entries[index - 1].end;
  return swap(text, at, at, page.manner === "source" ? edit.source! : `,${space}${own}`);
}

/** Puts the first entry into an empty list or map: as a block where it may be one. */
function filled(page: Page, key: string | undefined, edit: Edit): string {
  const { text, newline, parent, holder, open } = page;
  const source = page.manner === "source" ? edit.source! : undefined;
  const flowing = source === undefined
    ? page.manner === "plain"
    : !/\n$|^\r?\n|^ {2}|^- /.test(source);
  if (!holder || !open || flowing) {
    const own = (key === undefined ? "" : `${keyText(page, key)}: `) + inlineOf(page, edit.value);
    const { from, to } = inside(text, parent);
    return swap(text, from, to, source ?? own);
  }
  let from = parent.start;
  while (from > holder.mark && /\s/.test(text[from - 1])) from--;
  const column = columnOf(text, holder.start);
  const lines = source ?? linesOf(page, key, edit.value, column + 2) + newline;
  const line = swap(text, from, parent.end, "");
  // Comments that would seem to belong to the new entry stay above it.
  const at = belowComments(line, nextLine(line, from), column + (source === undefined ? 2 : 0));
  return swap(line, at, at, fitted(line, at, lines, newline));
}
