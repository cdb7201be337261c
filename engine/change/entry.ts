import type { SystemSpec } from "../schema.ts";
import type { Resolve } from "../resolve.ts";
import { clean, type Edit, get, isObject, type Node, type Path, write } from "./edit.ts";
import { identified, isList } from "./lists.ts";
import { insert, put } from "./put.ts";
import { container, find, idOf, isKnown } from "./reference.ts";
import { bad, meant, type Refusal, unknownControl } from "./refusal.ts";
import type { Made, Of } from "./set.ts";
import { named } from "./words.ts";

/** Adds to a list at a position (default: the end), or new keys to a map. */
export function add(spec: SystemSpec, change: Of<"add">, resolve: Resolve): Made {
  const path = container(spec, String(change.to), resolve);
  if ("code" in path) return path;
  const old = get(spec, path);
  if (!Array.isArray(old) && !isList(path)) return addKeys(spec, path, change, resolve);
  if (change.value === undefined || change.value === null) return bad("value", change.value, []);
  const list = (old ?? []) as unknown[];
  const id = idOf(change.value);
  if (identified.has(String(path[path.length - 1])) && id === undefined) {
    return bad("id", JSON.stringify(change.value), []);
  }
  if (id !== undefined && find(list, id, resolve, false) >= 0) {
    return { code: "change-duplicate", params: { id, list: named(change.to) } };
  }
  const at = Math.min(change.at ?? list.length, list.length);
  return insert(spec, path, at, change.value, change.source);
}

/** Removes an entry of a list by its id (its position, where it has none), or a key of a map. */
export function remove(spec: SystemSpec, change: Of<"remove">, resolve: Resolve): Made {
  const path = container(spec, String(change.from), resolve);
  if ("code" in path) return path;
  const old = get(spec, path);
  const id = String(change.id);
  const gone = (known: readonly string[]): Refusal => ({
    code: "change-entry",
    params: { id, list: named(change.from), hint: meant(id, known) },
  });
  if (Array.isArray(old)) {
    const index = find(old, id, resolve, true);
    if (index < 0) return gone(old.flatMap((item) => idOf(item) ?? []));
    return [{ path: [...path, index], value: undefined }];
  }
  const map = (isObject(old) ? old : {}) as Node;
  const controls = path.length === 1 && path[0] === "controls";
  const key = Object.hasOwn(map, id) || !controls
    ? id
    : Object.keys(map).find((key) => resolve(key) === resolve(id)) ?? id;
  if (!Object.hasOwn(map, key)) return gone(Object.keys(map));
  return [{ path: [...path, key], value: undefined }];
}

function addKeys(spec: SystemSpec, path: Path, change: Of<"add">, resolve: Resolve): Made {
  if (!isObject(change.value) || Array.isArray(change.value)) {
    return bad("value", JSON.stringify(change.value), []);
  }
  const controls = path.length === 1 && path[0] === "controls";
  const made: Edit[] = [];
  let now = spec;
  for (const [key, value] of Object.entries(change.value)) {
    const old = (get(now, path) ?? {}) as Node;
    const taken = controls
      ? Object.keys(old).some((other) => resolve(other) === resolve(key))
      : Object.hasOwn(old, key);
    if (taken) return { code: "change-duplicate", params: { id: key, list: named(change.to) } };
    if (controls && !isKnown(key, resolve)) return unknownControl(spec, key, resolve);
    const [edit] = put(now, [...path, key], value);
    if (!edit) continue;
    const exact = edit.path.length === path.length + 1;
    const at = change.at === undefined ? undefined : change.at + made.length;
    made.push(
      exact && made.length === 0 ? clean({ ...edit, at, source: change.source }) : { ...edit, at },
    );
    now = write(now, made[made.length - 1]) as SystemSpec;
  }
  return made;
}
