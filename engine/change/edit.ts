import type { Patch } from "../schema.ts";

/**
 * One elementary edit of a record as written: the value at a path becomes another one.
 * Every parent on the path exists; a value of `undefined` deletes what is there.
 */
export interface Edit {
  readonly path: Path;
  readonly value: unknown;
  /** The path ends in a position of a list, and the value goes in before what stands there. */
  readonly insert?: true;
  /** The position a new key takes among the keys of its map; last by default. */
  readonly at?: number;
  /** The original text of what is put back, so that its comments and spelling return with it. */
  readonly source?: string;
  /** How the text around it is to read afterwards. */
  readonly patch?: Patch;
}

/** Keys and positions from the top of a record. */
export type Path = readonly (string | number)[];
/** A map or a list of a record, by key or position. */
export type Node = Record<string | number, unknown>;

/**
 * The value with one edit made; untouched parts keep their identity, no difference keeps all. `own`
 * holds the copies that a row of edits has made so far: these are written in place, so that many edits
 * to one large map copy it once.
 */
export function write(value: unknown, edit: Edit, own = new Set<object>(), depth = 0): unknown {
  const key = edit.path[depth];
  const last = depth === edit.path.length - 1;
  const copy = <T extends object>(from: T, make: () => T): T => {
    if (own.has(from)) return from;
    const made = make();
    own.add(made);
    return made;
  };
  if (Array.isArray(value)) {
    const index = Number(key);
    if (last && edit.insert) return value.toSpliced(index, 0, edit.value);
    if (last && edit.value === undefined) return value.toSpliced(index, 1);
    const next = last ? edit.value : write(value[index], edit, own, depth + 1);
    if (last ? equal(value[index], next) : value[index] === next) return value;
    const list = copy(value, () => value.slice());
    list[index] = next;
    return list;
  }
  const map = value as Record<string, unknown>;
  if (last && edit.value === undefined) {
    const { [key]: _gone, ...rest } = map;
    return rest;
  }
  if (last && !Object.hasOwn(map, key)) {
    const entries = Object.entries(map);
    const entry: [string, unknown] = [String(key), edit.value];
    return Object.fromEntries(entries.toSpliced(edit.at ?? entries.length, 0, entry));
  }
  const next = last ? edit.value : write(map[key], edit, own, depth + 1);
  if (last ? equal(map[key], next) : map[key] === next) return value;
  const changed = copy(map, () => ({ ...map }));
  changed[key] = next;
  return changed;
}

/** Whether two values of a record are the same; the order of keys does not count. */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

/** What stands at a path; undefined where nothing does. */
export function get(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (node, key) => isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined,
    value,
  );
}

/** The same map without the keys that have no value. */
export function clean<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, value]) => value !== undefined)) as T;
}

/** Whether a value is a map or a list. */
export function isObject(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}
