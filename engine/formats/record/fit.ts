import { get } from "../../change.ts";
import type { Finding } from "../../finding.ts";
import { type Misfit, misfits, type SystemSpec } from "../../schema.ts";
import { isUnwritten } from "../unwritten.ts";
import type { Book } from "./book.ts";
import { reportMisfit } from "./misfit.ts";

/** For a list that lost entries: the position each of the others has in the text. */
export type Moved = WeakMap<object, readonly number[]>;

/**
 * The record without what does not fit. An entry that lacks a required key goes as a whole; the id of
 * the record itself is taken from the name of the file, so that the rest can still be analysed.
 */
export function fit(
  book: Book,
  record: Record<string, unknown>,
  file: string,
): { spec: SystemSpec; moved: Moved } {
  const moved: Moved = new WeakMap();
  const first = misfits(record);
  const fatal = first.some((misfit) => misfit.kind !== "unknown");
  first.filter((misfit) => !isUnwritten(record, misfit)).forEach((m) =>
    reportMisfit(book, record, m)
  );
  if (!fatal) return { spec: record as SystemSpec, moved };
  const copy = structuredClone(record);
  const gone = new Set<string>();
  for (let left = first; left.length > 0;) {
    for (const misfit of left) drop(copy, misfit, gone, file);
    left = misfits(copy).filter(({ kind, path }) =>
      kind !== "unknown" && !gone.has(JSON.stringify(path))
    );
    // What only shows now is what an empty value left behind: the key was required after all.
    for (const misfit of left) {
      const parent = misfit.path.slice(0, -1);
      const told = book.findings.some((finding) => startsWith(finding.path, parent));
      if (misfit.kind === "missing" && !told) reportMisfit(book, record, misfit);
    }
  }
  return { spec: compact(copy, moved) as SystemSpec, moved };
}

function startsWith(path: Finding["path"], start: Finding["path"]): boolean {
  return path.length > start.length && start.every((key, index) => path[index] === key);
}

/** Takes out what a misfit is about. Entries of lists leave a gap until the end: positions stay. */
function drop(
  copy: Record<string, unknown>,
  misfit: Misfit,
  gone: Set<string>,
  file: string,
): void {
  const { kind, path } = misfit;
  if (kind === "unknown") return;
  if (path.length === 1 && path[0] === "id") {
    copy.id = nameOf(file);
    return;
  }
  const target = kind === "missing" ? path.slice(0, -1) : path;
  const parent = get(copy, target.slice(0, -1)) as Record<string, unknown> | undefined;
  if (!parent || target.length === 0) return;
  const key = target[target.length - 1];
  if (Array.isArray(parent)) {
    parent[key as number] = undefined;
    gone.add(JSON.stringify(target));
  } else {
    delete parent[key];
  }
}

/** An id for a record that has none of its own: its file name without folder, ending and foreign signs. */
function nameOf(file: string): string {
  const name = file.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "").replace(/[\s/@#:]+/gu, "-");
  return name === "" ? "record" : name;
}

function compact(value: unknown, moved: Moved): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const kept = value.flatMap((item, index) => item === undefined ? [] : [index]);
    const list = kept.map((index) => compact(value[index], moved));
    if (list.length < value.length) moved.set(list, kept);
    return list;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, compact(item, moved)]),
  );
}

/** A path of the record as it was read, as it leads through the text. */
export function asWritten(spec: unknown, path: Finding["path"], moved: Moved): Finding["path"] {
  let node = spec;
  return path.map((key) => {
    const positions = typeof node === "object" && node !== null ? moved.get(node) : undefined;
    node = (node as Record<string, unknown> | undefined)?.[key];
    return positions && typeof key === "number" ? positions[key] ?? key : key;
  });
}
