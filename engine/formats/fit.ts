import type { Finding } from "../finding.ts";
import { type Misfit, misfits, type SystemSpec } from "../schema.ts";
import { isUnwritten } from "./unwritten.ts";

type Path = Finding["path"];

/** For a list that lost entries: the position each of the others has in the text. */
export type Moved = WeakMap<object, readonly number[]>;

/**
 * The record without what does not fit, which is told by `say`. An entry that lacks a required key goes
 * as a whole; an empty value counts as not written; the id of the record itself becomes `name`, so that
 * the rest can still be analysed. What fits stays the same objects. With more defects than `most` only
 * their number is given, and the first of them are told. Of unknown keys so many are told, and `unsaid`
 * is how many more there are.
 */
export function fit(
  record: Record<string, unknown>,
  name: string,
  most: number,
  say: (misfit: Misfit) => void,
): Fitted | { readonly defects: number } {
  const found = judged(record);
  const first = found.filter((misfit) => !isUnwritten(record, misfit));
  const defects = first.filter(isFatal);
  if (defects.length > most) {
    defects.slice(0, examples).forEach(say);
    return { defects: defects.length };
  }
  const unknown = first.filter((misfit) => !isFatal(misfit));
  [...defects, ...unknown.slice(0, most)].forEach(say);
  const unsaid = Math.max(0, unknown.length - most);
  const moved: Moved = new WeakMap();
  if (!found.some(isFatal)) return { spec: record as SystemSpec, moved, unsaid };
  const work = { copy: { ...record }, own: new Set<object>(), gone: new Set<string>(), name };
  work.own.add(work.copy);
  const told = new Set(defects.flatMap(({ path }) => above(path)));
  for (let left = found.filter(isFatal); left.length > 0;) {
    for (const misfit of left) drop(work, misfit);
    left = judged(work.copy)
      .filter((misfit) => isFatal(misfit) && !work.gone.has(JSON.stringify(misfit.path)));
    // What only shows now is what an empty value left behind: the key was required after all.
    const news = left.filter(({ kind, path }) =>
      kind === "missing" && !told.has(JSON.stringify(path.slice(0, -1)))
    );
    news.forEach(say);
    news.flatMap(({ path }) => above(path)).forEach((path) => told.add(path));
  }
  return { spec: compact(work.copy, work.own, moved) as SystemSpec, moved, unsaid };
}

/** What of a record fits. */
interface Fitted {
  readonly spec: SystemSpec;
  readonly moved: Moved;
  readonly unsaid: number;
}

/** How many defects are told where there are too many of them. */
const examples = 20;

/** The paths of everything that holds what stands at a path. */
function above(path: Path): string[] {
  return path.map((_, length) => JSON.stringify(path.slice(0, length)));
}

/** The path of something in the record that remained as it is in the record as written. */
export function asWritten(spec: unknown, path: Path, moved: Moved): Path {
  let node = spec;
  return path.map((key) => {
    const positions = typeof node === "object" && node !== null ? moved.get(node) : undefined;
    node = (node as Record<string, unknown> | undefined)?.[key];
    return positions && typeof key === "number" ? positions[key] ?? key : key;
  });
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], value);
}

// Scenarios that fit, so that after an edit only the one it touched is judged again.
const fitting = new WeakSet<object>();

function judged(record: Readonly<Record<string, unknown>>): Misfit[] {
  const { scenarios } = record;
  if (!Array.isArray(scenarios)) return inStretches(record);
  const known = scenarios.map((scenario) => fitting.has(scenario) ? standIn : scenario);
  const found = inStretches({ ...record, scenarios: known });
  const unfit = new Set(found.map(({ path }) => path[0] === "scenarios" ? path[1] : -1));
  scenarios.forEach((scenario, index) => {
    if (!unfit.has(index) && typeof scenario === "object" && scenario) fitting.add(scenario);
  });
  return found;
}

const standIn = { id: "fits" };

/** The misfits of a record whose long lists are judged a stretch at a time. */
function inStretches(record: Readonly<Record<string, unknown>>): Misfit[] {
  const long = Object.entries(record).filter(([, value]) =>
    Array.isArray(value) && value.length > stretch
  ) as [string, unknown[]][];
  const short = { ...record, ...Object.fromEntries(long.map(([key]) => [key, []])) };
  return [...misfits(short), ...long.flatMap(([key, list]) => listed(record, key, list))];
}

// The library that judges shapes cannot hand on more than some ten thousands of misfits at once.
const stretch = 1_000;

function listed(
  record: Readonly<Record<string, unknown>>,
  key: string,
  list: readonly unknown[],
): Misfit[] {
  const found: Misfit[] = [];
  for (let from = 0; from < list.length; from += stretch) {
    const part = { mitate: record.mitate, id: "x", [key]: list.slice(from, from + stretch) };
    for (const misfit of misfits(part)) {
      const [top, index, ...rest] = misfit.path;
      if (top !== key || typeof index !== "number") continue;
      found.push({ ...misfit, path: [key, index + from, ...rest] });
    }
  }
  return found;
}

function isFatal({ kind }: Misfit): boolean {
  return kind !== "unknown";
}

interface Work {
  readonly copy: Record<string, unknown>;
  /** The lists and maps that were copied, and may be changed. */
  readonly own: Set<object>;
  /** The paths of entries of lists that were taken out. */
  readonly gone: Set<string>;
  readonly name: string;
}

/** Takes out what a misfit is about. Entries of lists leave a gap until the end: positions stay. */
function drop(work: Work, { kind, path }: Misfit): void {
  if (path.length === 1 && path[0] === "id") {
    work.copy.id = work.name;
    return;
  }
  const target = kind === "missing" ? path.slice(0, -1) : path;
  const parent = ownAt(work, target.slice(0, -1));
  if (!parent || target.length === 0) return;
  const key = target[target.length - 1];
  if (Array.isArray(parent)) {
    parent[key as number] = undefined;
    work.gone.add(JSON.stringify(target));
  } else {
    delete parent[key];
  }
}

/** The list or map at a path, copied together with those that hold it. */
function ownAt({ copy, own }: Work, path: Path): Record<string | number, unknown> | undefined {
  let node = copy as Record<string | number, unknown>;
  for (const key of path) {
    const next = node[key];
    if (typeof next !== "object" || next === null) return undefined;
    if (!own.has(next)) {
      node[key] = Array.isArray(next) ? [...next] : { ...next };
      own.add(node[key] as object);
    }
    node = node[key] as Record<string | number, unknown>;
  }
  return node;
}

/** Closes the gaps in the lists that were copied. */
function compact(value: unknown, own: ReadonlySet<object>, moved: Moved): unknown {
  if (typeof value !== "object" || value === null || !own.has(value)) return value;
  if (!Array.isArray(value)) {
    const entries = Object.entries(value).map(([key, item]) => [key, compact(item, own, moved)]);
    return Object.fromEntries(entries);
  }
  const kept = value.flatMap((item, index) => item === undefined ? [] : [index]);
  const list = kept.map((index) => compact(value[index], own, moved));
  if (list.length < value.length) moved.set(list, kept);
  return list;
}
