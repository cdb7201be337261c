import type { SystemSpec } from "../schema.ts";
import { clean, type Edit, equal, get, isObject, type Node, type Path, write } from "./edit.ts";

/** The edit that puts a value at a path, made at the first place that is missing or a shorthand. */
export function put(spec: SystemSpec, path: Path, value: unknown): Edit[] {
  if (equal(get(spec, path), value)) return [];
  for (let length = 0; length < path.length - 1; length++) {
    const here = path.slice(0, length + 1);
    const old = get(spec, here);
    if (isObject(old) && !isNarrow(here, old)) continue;
    if (old === undefined && value === undefined) return [];
    const wide = widen(here, old, path[length + 1]);
    const rest = path.slice(length + 1);
    return [{ path: here, value: into(wide, rest, value, here) }];
  }
  return [{ path, value }];
}

/** The edit that puts an entry into a list; a list that is missing is made. */
export function insert(
  spec: SystemSpec,
  path: Path,
  at: number,
  value: unknown,
  source?: string,
): Edit[] {
  if (!Array.isArray(get(spec, path))) return put(spec, path, [value]);
  return [clean({ path: [...path, at], value, insert: true as const, source })];
}

/** The record with the shorthand at a path written out, to find fields in. */
export function widened(spec: SystemSpec, path: Path): SystemSpec {
  const old = get(spec, path);
  if (isObject(old) || old === undefined) return spec;
  return write(spec, { path, value: widen(path, old, undefined) }) as SystemSpec;
}

/** A list of harm categories stands for a map of them as soon as one of them needs more said. */
export function isNarrow(path: Path, value: unknown): boolean {
  return path[0] === "damages" && path.length === 3 && path[2] === "hits" && Array.isArray(value);
}

function into(parent: Node, path: Path, value: unknown, above: Path): Node {
  const [key, ...rest] = path;
  const here = [...above, key];
  const child = rest.length === 0
    ? value
    : into(widen(here, parent[key], rest[0]), rest, value, here);
  return clean({ ...parent, [key]: child });
}

/** The long form of a shorthand, so that a further key finds its place; anything else gives way. */
function widen(path: Path, old: unknown, key: string | number | undefined): Node {
  if (isNarrow(path, old)) {
    return Object.fromEntries((old as string[]).map((category) => [category, null]));
  }
  if (isObject(old)) return old;
  const answer = path[0] === "impact" && path.length === 2;
  const test = path[0] === "scenarios" && path[2] === "steps" && path[4] === "test";
  if (typeof old !== "string" && typeof old !== "number") {
    // Their long forms are nothing without the answer they explain.
    return answer ? { level: "unassessed" } : test ? { result: "untested" } : {};
  }
  const control = path[0] === "controls" && (path.length === 2 || path[2] === "at");
  if (control) return { status: old };
  if (answer) return { level: old };
  if (path[0] === "damages" && path[2] === "hits") return { level: old };
  if (test) return { result: old };
  if (key === "ja" || key === "en") return { ja: old, en: old };
  return {};
}
