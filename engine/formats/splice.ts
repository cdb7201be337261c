import { type Edit, equal, write } from "../change.ts";
import { block, type Entry, entryOf, flow, json, type Node, read, type Reading } from "./yaml.ts";

/**
 * Makes edits in the source text of a record. Only the lines an edit is about change: comments, order,
 * line ends, indentation, spacing and quotes elsewhere keep their bytes. No difference: the same text.
 *
 * - What is removed takes along the comment lines directly above it (same indentation, no blank line
 *   between), comments deeper inside it, and the blank lines that set it apart. A list or map that
 *   loses its last entry becomes `[]` or `{}`; the next entry makes it a block again.
 * - A replaced value keeps the comment behind it; a text keeps its kind of quotes.
 * - An edit reaches one place only: where its path leads through an alias, or into what an alias
 *   elsewhere stands for, the aliases concerned are first written out.
 *
 * The result is read again and compared; should it not say what the edits say, this throws an `Error`
 * rather than return a wrong text. It also throws for a text that cannot be read.
 */
export function splice(text: string, edits: readonly Edit[]): string {
  return edits.reduce((now, edit) => one(now, edit), text);
}

/**
 * The text of an entry as `splice` would remove it, to put it back with its comments; undefined where
 * there is none. That of an only entry is all that stands in its block: the comments that a removal
 * leaves there show where it was.
 */
export function sourceAt(text: string, path: Edit["path"]): string | undefined {
  const { root } = read(text);
  const page = root && toPage(text, root, path, "neat");
  if (!page || page.index < 0) return undefined;
  const { from, to } = cut(page);
  const { parent, holder } = page;
  if (parent.style === "flow" || parent.entries.length > 1 || !holder) return text.slice(from, to);
  const body = nextLine(text, holder.mark);
  const end = belowComments(text, to, columnOf(text, holder.start));
  return text.slice(Math.min(from, body), end);
}

/** The position of an entry among those of its list or map in the text; -1 where there is none. */
export function positionAt(text: string, path: Edit["path"]): number {
  const { root } = read(text);
  return root ? toPage(text, root, path, "neat")?.index ?? -1 : -1;
}

/** How a new value is written: as it was, readably, or as JSON, which YAML reads whatever is in it. */
type Manner = "source" | "neat" | "plain";

// A collection that differs in more places than this is written anew as a whole.
const most = 24;

function one(text: string, edit: Edit): string {
  const before = read(text);
  const wrong = before.problems.filter((problem) => problem.kind !== "tag");
  if (!before.root || wrong.length > 0 || edit.path.length === 0) {
    throw new Error(`Cannot edit ${where(edit)}: the text cannot be read as a record.`);
  }
  const wanted = write(before.value, edit);
  if (equal(before.value, wanted)) return text;
  const apart = detached(text, before, edit);
  if (apart !== text) return one(apart, edit);
  const finer = edit.insert ? [edit] : refined(valueAt(before.value, edit.path), edit);
  if (finer.length > 1 && finer.length <= most) return splice(text, finer);
  if (finer.length === 1 && finer[0] !== edit) return one(text, finer[0]);
  const manners: Manner[] = edit.source === undefined
    ? ["neat", "plain"]
    : ["source", "neat", "plain"];
  for (const manner of manners) {
    const made = patch(text, before.root, edit, manner);
    const after = read(made);
    if (equal(after.value, wanted) && after.problems.length <= before.problems.length) return made;
  }
  throw new Error(`Cannot edit ${where(edit)}: the text would not say what the edit says.`);
}

function where(edit: Edit): string {
  return edit.path.length === 0 ? "the whole record" : edit.path.join("/");
}

function valueAt(value: unknown, path: Edit["path"]): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], value);
}

/** The edit as edits of the parts that differ, where a map becomes a map or a list a list. */
function refined(old: unknown, edit: Edit): Edit[] {
  const { path, value } = edit;
  if (equal(old, value)) return [];
  if (typeof old !== "object" || typeof value !== "object" || old === null || value === null) {
    return [edit];
  }
  if (Array.isArray(old) && Array.isArray(value)) {
    if (old.length === 0 || value.length === 0) return [edit];
    const shared = Math.min(old.length, value.length);
    const gone = old.slice(shared).map((_, index): Edit => ({
      path: [...path, old.length - 1 - index],
      value: undefined,
    }));
    const come = value.slice(shared).map((value, index): Edit => ({
      path: [...path, shared + index],
      value,
      insert: true,
    }));
    const same = value.slice(0, shared).flatMap((value, index) =>
      refined(old[index], { path: [...path, index], value })
    );
    return [...same, ...gone, ...come];
  }
  if (Array.isArray(old) || Array.isArray(value)) return [edit];
  const before = old as Record<string, unknown>;
  const after = value as Record<string, unknown>;
  const kept = Object.keys(before).filter((key) => Object.hasOwn(after, key));
  if (kept.length === 0) return [edit];
  return [
    ...kept.flatMap((key) => refined(before[key], { path: [...path, key], value: after[key] })),
    ...Object.keys(before).filter((key) => !Object.hasOwn(after, key))
      .map((key) => ({ path: [...path, key], value: undefined })),
    ...Object.keys(after).filter((key) => !Object.hasOwn(before, key))
      .map((key) => ({ path: [...path, key], value: after[key] })),
  ];
}

/** The text with the next alias written out that the edit would otherwise reach through. */
function detached(text: string, reading: Reading, edit: Edit): string {
  const root = reading.root!;
  let node = root;
  const holding = new Set<Node>([root]);
  for (let length = 0; length < edit.path.length; length++) {
    if (node.kind === "alias") return writtenOut(text, reading, edit.path.slice(0, length));
    const next = entryOf(node, edit.path[length])?.node;
    if (!next) break;
    const last = length === edit.path.length - 1;
    if (!last) holding.add(next);
    else if (!edit.insert) within(next, (inner) => holding.add(inner));
    node = next;
  }
  if (![...holding].some((node) => node.anchor !== undefined)) return text;
  const found: Edit["path"][] = [];
  within(root, (node, path) => {
    if (node.target && holding.has(node.target) && !holding.has(node)) found.push(path);
  });
  return found.length === 0 ? text : writtenOut(text, reading, found[0]);
}

function within(
  node: Node,
  visit: (node: Node, path: Edit["path"]) => void,
  path: Edit["path"] = [],
): void {
  visit(node, path);
  for (const entry of node.entries) within(entry.node, visit, [...path, entry.key]);
}

function writtenOut(text: string, reading: Reading, path: Edit["path"]): string {
  const value = valueAt(reading.value, path);
  for (const manner of ["neat", "plain"] as const) {
    const made = patch(text, reading.root!, { path, value }, manner);
    if (equal(read(made).value, reading.value)) return made;
  }
  throw new Error(`Cannot write out the alias at ${path.join("/")}.`);
}

/** The place of an edit in the text: the parent, its own entry in turn, and which of its entries. */
interface Page {
  readonly text: string;
  readonly newline: string;
  readonly parent: Node;
  readonly holder: Entry | undefined;
  /** Whether the holder itself stands in a block, so that the parent may become one. */
  readonly open: boolean;
  readonly index: number;
  readonly json: boolean;
  readonly manner: Manner;
}

function toPage(
  text: string,
  root: Node,
  path: Edit["path"],
  manner: Manner,
): Page | undefined {
  let parent = root;
  let holder: Entry | undefined;
  let open = false;
  for (const key of path.slice(0, -1)) {
    holder = entryOf(parent, key);
    if (!holder) return undefined;
    open = parent.style === "block";
    parent = holder.node;
  }
  const index = parent.entries.findIndex((entry) => entry.key === path[path.length - 1]);
  const quoted = root.style === "flow" && text[root.entries[0]?.start ?? -1] === '"';
  const asJson = manner === "plain" || quoted;
  const newline = /\r?\n/.exec(text)?.[0] ?? "\n";
  return { text, newline, parent, holder, open, index, json: asJson, manner };
}

function patch(text: string, root: Node, edit: Edit, manner: Manner): string {
  const page = toPage(text, root, edit.path, manner);
  if (!page) throw new Error(`Cannot edit ${where(edit)}: there is no such place in the text.`);
  const key = edit.path[edit.path.length - 1];
  if (edit.insert) return inserted(page, Number(key), undefined, edit);
  if (edit.value === undefined) return removed(page);
  if (page.index >= 0) return replaced(page, page.parent.entries[page.index], edit.value);
  const at = Math.min(edit.at ?? Infinity, page.parent.entries.length);
  return inserted(page, at, String(key), edit);
}

function replaced(page: Page, entry: Entry, value: unknown): string {
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
  const to = after(text, entry, column);
  const broken = text[to - 1] === "\n";
  const tail = to === text.length && !broken ? "" : newline;
  const rest = first < top && parent.kind === "list" ? "" : text.slice(mark, top)
    .replace(/^(\s+[&!]\S+)+(?=\s|$)/, "").replace(/^\s+[|>][-+0-9]*(?=\s|$)/, "");
  const lines = body === "" ? "" : newline + body;
  return text.slice(0, mark) + head + rest + lines + tail + text.slice(to);
}

function removed(page: Page): string {
  const { text, parent, holder } = page;
  if (page.index < 0) return text;
  const { from, to } = cut(page);
  const rest = swap(text, from, to, "");
  if (parent.style === "flow" || parent.entries.length > 1) return rest;
  const empty = parent.kind === "map" ? "{}" : "[]";
  const entry = parent.entries[0];
  if (!holder) return swap(text, from, to, `${empty}${page.newline}`);
  if (!isFirst(text, entry)) return swap(text, entry.start, entry.end, empty);
  const props = /^(\s+[&!]\S+)*/.exec(text.slice(holder.mark, lineEnd(text, holder.mark)))![0];
  return swap(rest, holder.mark, holder.mark + props.length, ` ${empty}`);
}

/** The range of an entry with all that goes along with it. */
function cut(page: Page): { from: number; to: number } {
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

function inserted(page: Page, index: number, key: string | undefined, edit: Edit): string {
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
  const gap = isSpaced(page, column) ? newline : "";
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

function insertedInFlow(page: Page, index: number, key: string | undefined, edit: Edit): string {
  const { text, parent } = page;
  const { entries } = parent;
  const own = (key === undefined ? "" : `${keyText(page, key)}: `) + inlineOf(page, edit.value);
  const [first, second] = entries;
  const between = second ? text.slice(first.end, second.start) : "";
  const lead = text.slice(inside(text, parent).from, first.start);
  const space = second ? /\s*$/.exec(between)![0] : lead.includes("\n") ? lead : " ";
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
  const next = nextLine(line, from);
  const end = belowComments(line, next, column);
  const left = line.slice(next, end);
  if (source !== undefined && isAround(left, source)) return swap(line, next, end, source);
  // Comments that would seem to belong to the new entry stay above it.
  const at = source === undefined ? belowComments(line, next, column + 2) : end;
  return swap(line, at, at, fitted(line, at, lines, newline));
}

/** Whether a text is another one with something taken out of its middle. */
function isAround(left: string, whole: string): boolean {
  if (left === "" || left.length >= whole.length) return false;
  let head = 0;
  while (head < left.length && left[head] === whole[head]) head++;
  return whole.endsWith(left.slice(head));
}

function valueOf(
  page: Page,
  kind: Node["kind"],
  value: unknown,
  column: number,
  old: Node,
): { head: string; body: string } {
  if (page.json) return { head: ` ${json(value)}`, body: "" };
  const alike = quotedLike(old, value);
  if (alike !== undefined) return { head: ` ${alike}`, body: "" };
  const lines = kind === "list" ? block([value]).slice(1) : block({ k: value }).slice(2);
  const [head, ...rest] = lines.replace(/\n$/, "").split("\n");
  return { head: head.trimEnd(), body: indented(rest, column, page.newline) };
}

/** A text in the kind of quotes of the one it replaces; undefined where that had none, or cannot. */
function quotedLike(old: Node, value: unknown): string | undefined {
  if (typeof value !== "string" || /[\n\r\t\\]/.test(value)) return undefined;
  if (old.style === "double") return JSON.stringify(value);
  return old.style === "single" ? `'${value.replaceAll("'", "''")}'` : undefined;
}

function linesOf(page: Page, key: string | undefined, value: unknown, column: number): string {
  const plain = `${key === undefined ? "-" : `${keyText(page, key)}:`} ${json(value)}`;
  const text = page.json ? plain : block(key === undefined ? [value] : { [key]: value });
  return indented(text.replace(/\n$/, "").split("\n"), column, page.newline);
}

function keyText(page: Page, key: string): string {
  return page.json ? JSON.stringify(key) : flow(key);
}

function inlineOf(page: Page, value: unknown): string {
  return page.json ? json(value) : flow(value);
}

function indented(lines: readonly string[], column: number, newline: string): string {
  return lines.map((line) => line === "" ? line : " ".repeat(column) + line).join(newline);
}

function swap(text: string, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}

/** Where the line of a position begins; a byte order mark is no part of the first line. */
function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf("\n", at - 1) + 1, text.startsWith("\uFEFF") ? 1 : 0);
}

/** Where the line of a position ends, before its line break. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end < 0) return text.length;
  return end > at && text[end - 1] === "\r" ? end - 1 : end;
}

/** After the line of a position and its line break. */
function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

function isBlank(text: string): boolean {
  return /^\s*$/.test(text);
}

function isFirst(text: string, entry: Entry): boolean {
  return isBlank(text.slice(lineStart(text, entry.start), entry.start));
}

/** After the last line of an entry and the comments below it that are indented deeper than it. */
function after(text: string, entry: Entry, column: number): number {
  // A block scalar ends after its line break, everything else before it.
  const below = text[entry.end - 1] === "\n" ? entry.end : nextLine(text, entry.end);
  return belowComments(text, below, column);
}

function belowComments(text: string, from: number, column: number): number {
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
function ownStart(text: string, entry: Entry, column: number, floor: number): number {
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
function floorOf(page: Page, index: number, column: number): number {
  const { text, parent, holder } = page;
  if (index > 0) return after(text, parent.entries[index - 1], column);
  return holder ? nextLine(text, holder.mark) : lineStart(text, 0);
}

function aboveBlank(text: string, from: number, floor: number): number {
  let start = from;
  while (start > floor) {
    const above = lineStart(text, start - 1);
    if (above < floor || !isBlank(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** The range between the brackets of a flow list or map. */
function inside(text: string, node: Node): { from: number; to: number } {
  const open = node.kind === "map" ? "{" : "[";
  // An anchor or tag may stand before the bracket.
  return { from: text.indexOf(open, node.start) + 1, to: node.end - 1 };
}
