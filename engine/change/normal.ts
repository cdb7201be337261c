import type { Resolve } from "../resolve.ts";
import { isObject, type Node } from "./edit.ts";
import { isList, topMaps } from "./lists.ts";
import { idOf } from "./reference.ts";

/**
 * A part of a record without what makes no difference to what it says: shorthands, spellings of control
 * ids, the order of entries that have ids, lists and maps with nothing in them, layout of diagrams.
 * Undefined where nothing is left.
 */
export function normal(path: readonly string[], value: unknown, resolve: Resolve): unknown {
  if (path.length === 1 && path[0] === "controls") return controls(value, resolve);
  if (path.length === 2 && path[0] === "impact") return wide(value, "level");
  if (Array.isArray(value)) return list(path, value, resolve);
  if (!isObject(value)) return value;
  const entries = Object.entries(value)
    .filter(([key]) => key !== "layout")
    .map(([key, item]) => [key, normal([...path, key], item, resolve)] as const);
  const nothing = entries.length === 0 && path.length === 1 && topMaps.includes(path[0]);
  return nothing ? undefined : Object.fromEntries(entries);
}

function list(path: readonly string[], items: readonly unknown[], resolve: Resolve): unknown {
  const made = items.map((item, index) => normal([...path, String(index)], item, resolve));
  const named = entriesOf(path, items);
  // A list whose entries have ids is the same in another order.
  if (!named) return made;
  if (made.length === 0) return undefined;
  return made.map((item, index) => ({ id: resolve(named[index][0]), item }))
    .sort((a, b) => a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
    .map(({ id, item }) => isObject(item) && "control" in item ? { ...item, control: id } : item);
}

function controls(value: unknown, resolve: Resolve): unknown {
  const entries = Object.entries(isObject(value) ? value : {});
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([control, holding]) => {
    const { at, ...rest } = wide(holding, "status");
    const places = Object.entries(isObject(at) ? at : {})
      .map(([place, standing]) => [place, wide(standing, "status")]);
    return [
      resolve(control),
      places.length === 0 ? rest : { ...rest, at: Object.fromEntries(places) },
    ];
  }));
}

/** A shorthand as the map it stands for. */
function wide(value: unknown, key: string): Node {
  return isObject(value) ? value : { [key]: value };
}

/** The entries of a list with the ids that tell them apart; undefined for a list without, and for no list. */
export function entriesOf(
  path: readonly string[],
  value: unknown,
): readonly (readonly [id: string, entry: unknown])[] | undefined {
  if (!Array.isArray(value) || !isList(path)) return undefined;
  const entries = value.map((entry) => [idOf(entry), entry] as const);
  return entries.every(([id]) => id !== undefined) ? entries as [string, unknown][] : undefined;
}
