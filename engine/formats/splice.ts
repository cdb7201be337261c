import { type Edit, equal, get, write } from "../change.ts";
import type { Patch } from "../schema.ts";
import { patched } from "./patch.ts";
import { inserted } from "./splice/insert.ts";
import { type Manner, toPage } from "./splice/page.ts";
import { cut, removed } from "./splice/remove.ts";
import { replaced } from "./splice/replace.ts";
import { withoutUnwritten } from "./unwritten.ts";
import { entryOf, type Node, read, type Reading } from "./yaml.ts";

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
 * there is none.
 */
export function sourceAt(text: string, path: Edit["path"]): string | undefined {
  const { root } = read(text);
  const page = root && toPage(text, root, path, "neat");
  if (!page || page.index < 0) return undefined;
  const { from, to } = cut(page);
  return text.slice(from, to);
}

/** The position of an entry among those of its list or map in the text; -1 where there is none. */
export function positionAt(text: string, path: Edit["path"]): number {
  const { root } = read(text);
  return root ? toPage(text, root, path, "neat")?.index ?? -1 : -1;
}

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
  const patched = edit.patch && byPatch(text, edit.patch, wanted);
  if (patched !== undefined) return patched;
  const apart = detached(text, before, edit);
  if (apart !== text) return one(apart, edit);
  const finer = edit.insert ? [edit] : refined(get(before.value, edit.path), edit);
  if (finer.length > 1 && finer.length <= most) return splice(text, finer);
  if (finer.length === 1 && finer[0] !== edit) return one(text, finer[0]);
  const manners: Manner[] = edit.source === undefined
    ? ["neat", "plain"]
    : ["source", "neat", "plain"];
  for (const manner of manners) {
    const made = placed(text, before.root, edit, manner);
    const after = read(made);
    if (equal(after.value, wanted) && after.problems.length <= before.problems.length) return made;
  }
  throw new Error(`Cannot edit ${where(edit)}: the text would not say what the edit says.`);
}

/** The text with a patch made, where it then says what is wanted. */
function byPatch(text: string, patch: Patch, wanted: unknown): string | undefined {
  return patched(text, patch).find((made) => {
    const { value, problems } = read(made);
    return problems.every(({ kind }) => kind === "tag") && isSame(value, wanted);
  });
}

/** Whether two values of a record come to the same; a key without a value counts as not written. */
function isSame(a: unknown, b: unknown): boolean {
  return equal(a, b) || equal(withoutUnwritten(a), withoutUnwritten(b));
}

function where(edit: Edit): string {
  return edit.path.length === 0 ? "the whole record" : edit.path.join("/");
}

/** The edit as edits of the parts that differ, where a map becomes a map or a list a list. */
function refined(old: unknown, edit: Edit): Edit[] {
  const { path, value } = edit;
  if (equal(old, value)) return [];
  if (typeof old !== "object" || typeof value !== "object" || old === null || value === null) {
    return [edit];
  }
  if (Array.isArray(old) && Array.isArray(value)) {
    return old.length === 0 || value.length === 0 ? [edit] : refinedList(old, value, path);
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

/** Entries that stay at either end keep their lines; those between are matched one by one. */
function refinedList(
  old: readonly unknown[],
  value: readonly unknown[],
  path: Edit["path"],
): Edit[] {
  const shorter = Math.min(old.length, value.length);
  let head = 0;
  while (head < shorter && equal(old[head], value[head])) head++;
  let tail = 0;
  while (tail < shorter - head && equal(old.at(-1 - tail), value.at(-1 - tail))) tail++;
  const shared = shorter - tail;
  const gone = old.slice(shared, old.length - tail).map((_, index): Edit => ({
    path: [...path, old.length - tail - 1 - index],
    value: undefined,
  }));
  const come = value.slice(shared, value.length - tail).map((value, index): Edit => ({
    path: [...path, shared + index],
    value,
    insert: true,
  }));
  const changed = value.slice(head, shared).flatMap((value, index) =>
    refined(old[head + index], { path: [...path, head + index], value })
  );
  return [...changed, ...gone, ...come];
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
  const value = get(reading.value, path);
  for (const manner of ["neat", "plain"] as const) {
    const made = placed(text, reading.root!, { path, value }, manner);
    if (equal(read(made).value, reading.value)) return made;
  }
  throw new Error(`Cannot write out the alias at ${path.join("/")}.`);
}

function placed(text: string, root: Node, edit: Edit, manner: Manner): string {
  const page = toPage(text, root, edit.path, manner);
  if (!page) throw new Error(`Cannot edit ${where(edit)}: there is no such place in the text.`);
  const key = edit.path[edit.path.length - 1];
  if (edit.insert) return inserted(page, Number(key), undefined, edit);
  if (edit.value === undefined) return removed(page);
  if (page.index >= 0) return replaced(page, page.parent.entries[page.index], edit.value);
  const at = Math.min(edit.at ?? Infinity, page.parent.entries.length);
  return inserted(page, at, String(key), edit);
}
