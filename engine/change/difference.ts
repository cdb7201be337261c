import { equal, get, isObject, type Node, type Path } from "./edit.ts";
import { pointer } from "./field.ts";
import { isList, topMaps } from "./lists.ts";
import { idOf } from "./reference.ts";
import { setGuard, setTarget, setThreat, setTrait } from "./set.ts";
import { addressOf, split } from "./undo.ts";
import type { Resolve } from "../resolve.ts";
import type { Change, SystemSpec } from "../schema.ts";
import { traitOf } from "../trait.ts";

/**
 * What was changed between two records, as the changes that lead from one to the other: applied to
 * `from` they give a record that says the same as `to`. Entries are told apart by their ids; their
 * order, and whether a control is written as one word or as a map, makes no difference. Equal records
 * give none.
 */
export function difference(from: SystemSpec, to: SystemSpec, resolve: Resolve): Change[] {
  const found: Change[] = [];
  walk([], from, to, { from, resolve, found });
  return found;
}

interface Walk {
  readonly from: SystemSpec;
  readonly resolve: Resolve;
  readonly found: Change[];
}

function walk(path: Path, a: unknown, b: unknown, on: Walk): void {
  if (a === b || equal(a, b)) return;
  if (path.length === 1 && path[0] === "controls") return controls(mapOf(a), mapOf(b), on);
  if (path.length === 2 && path[0] === "impact") return answer(String(path[1]), a, b, on);
  if (isList(path) && told(a, on) && told(b, on)) return entries(path, listOf(a), listOf(b), on);
  const deeper = isMap(a) && isMap(b) ||
    path.length === 1 && topMaps.includes(String(path[0])) && isMap(a ?? {}) && isMap(b ?? {});
  if (whole(path)) return leaf(path, b, on);
  // A null that the record means would clear its field; such a map is set as a whole.
  if (!deeper || Object.values(mapOf(b)).includes(null)) return leaf(path, b, on);
  for (const key of keysOf(mapOf(a), mapOf(b))) {
    walk([...path, key], mapOf(a)[key], mapOf(b)[key], on);
  }
}

/** What only makes sense as a whole: half of it changed would be another thing altogether. */
function whole(path: Path): boolean {
  return path[path.length - 1] === "needs" || path[0] === "tables" && path.length > 2;
}

/** Entries of a list that are told apart by their ids. */
function entries(path: Path, a: readonly unknown[], b: readonly unknown[], on: Walk): void {
  const name = (entry: unknown) => on.resolve(idOf(entry)!);
  const before = new Map(a.map((entry, index) => [name(entry), index]));
  const after = new Set(b.map(name));
  const list = addressOf(on.from, path, on.resolve);
  for (const entry of a) {
    if (!after.has(name(entry))) on.found.push({ type: "remove", from: list, id: idOf(entry)! });
  }
  b.forEach((entry, at) => {
    const index = before.get(name(entry));
    if (index === undefined) on.found.push({ type: "add", to: list, value: entry, at });
    else walk([...path, index], a[index], entry, on);
  });
}

function controls(a: Node, b: Node, on: Walk): void {
  const before = spellings(a, on);
  const after = spellings(b, on);
  for (const [control, key] of before) {
    if (!after.has(control)) on.found.push({ type: "remove", from: "controls", id: key });
  }
  for (const [control, key] of after) {
    const old = before.get(control);
    standing(old ?? key, old === undefined ? undefined : a[old], b[key], on);
  }
}

function spellings(map: Node, { resolve }: Walk): Map<string, string> {
  return new Map(Object.keys(map).map((key) => [resolve(key), key]));
}

/** How a control stands, whether written as one word or as a map; its places likewise. */
function standing(control: string, a: unknown, b: unknown, on: Walk): void {
  const [was, is] = [wide(a, "status"), wide(b, "status")];
  if (is.status === undefined && (a === undefined || was.status !== undefined)) {
    // A status cannot be taken away from a control; the control is written anew without it.
    if (a !== undefined) on.found.push({ type: "remove", from: "controls", id: control });
    return void on.found.push({ type: "add", to: "controls", value: { [control]: b } });
  }
  status({ control }, "", was, is, on);
  const [there, now] = [mapOf(was.at), mapOf(is.at)];
  for (const place of keysOf(there, now)) {
    const under = pointer(["at", place]);
    if (now[place] === undefined) on.found.push(setField(`control/${control}`, under, undefined));
    else {status(
        { control, place },
        under,
        wide(there[place], "status"),
        wide(now[place], "status"),
        on,
      );}
  }
}

/** The status in the whole system or at a place, then what else is said of it. */
function status(
  what: { control: string; place?: string },
  under: string,
  was: Node,
  is: Node,
  on: Walk,
): void {
  const thing = `control/${what.control}`;
  for (const key of keysOf({ status: was.status }, { ...was, ...is })) {
    if (key === "at" || equal(was[key], is[key])) continue;
    on.found.push(
      key === "status" && is.status !== undefined
        ? { type: "set-status", ...what, status: is.status as Status }
        : setField(thing, under === "" ? key : under + pointer([key]), is[key]),
    );
  }
}

type Status = Extract<Change, { type: "set-status" }>["status"];

/** The answer of a harm category, whether written as one word or as a map. */
function answer(category: string, a: unknown, b: unknown, on: Walk): void {
  const [was, is] = [wide(a, "level"), wide(b, "level")];
  for (const key of keysOf(was, is)) {
    if (equal(was[key], is[key])) continue;
    on.found.push(
      key === "level" && is.level !== undefined
        ? { type: "set-impact", category, level: is.level } as Change
        : setField(`impact/${category}`, key, is[key]),
    );
  }
}

/** One value that differs: the kind of change that says it best, if that says it all. */
function leaf(path: Path, value: unknown, on: Walk): void {
  const special = particular(path, value, on);
  if (special && fits(special, on)) return void on.found.push(special);
  const [thing, field] = split(on.from, path, on.resolve, path.length - 1);
  on.found.push(setField(thing, field, value));
}

/** A value that its kind of change refuses is set as it is: what it does is another matter. */
function fits(change: Change, { from, resolve }: Walk): boolean {
  switch (change.type) {
    case "set-trait":
      return !("code" in setTrait(from, change));
    case "set-threat":
      return !("code" in setThreat(from, change));
    case "set-target":
      return !("code" in setTarget(from, change));
    case "set-guard":
      return !("code" in setGuard(from, change, resolve));
    default:
      return true;
  }
}

function particular(path: Path, value: unknown, { from }: Walk): Change | undefined {
  const [top, index, list, step, guards, guard, field] = path;
  if (top === "profile") {
    const trait = path.slice(1).join(".");
    const known = traitOf(trait) !== undefined || path[1] === "traits" && path.length === 3;
    return known ? { type: "set-trait", trait, value: value ?? null } as Change : undefined;
  }
  if (value === undefined) return undefined;
  if (top === "target" && path.length === 2) {
    return { type: "set-target", damage: Number(index), risk: value } as Change;
  }
  if (top !== "scenarios") return undefined;
  const scenario = idOf(get(from, ["scenarios", index]));
  if (list === "threat") return { type: "set-threat", scenario, threat: value } as Change;
  if (list !== "steps") return undefined;
  const within = idOf(get(from, ["scenarios", index, "steps", step]));
  if (guards === "threat") {
    return { type: "set-threat", scenario, step: within, threat: value } as Change;
  }
  if (guards !== "guards" || (field !== "level" && field !== "kind")) return undefined;
  const control = idOf(get(from, ["scenarios", index, "steps", step, "guards", guard]));
  return { type: "set-guard", scenario, step: within, control, [field]: value } as Change;
}

function setField(on: string, field: string, value: unknown): Change {
  return { type: "set-field", on, field, value: value ?? null };
}

/** A shorthand as the map it stands for. */
function wide(value: unknown, key: string): Node {
  return isMap(value) ? value : value === undefined ? {} : { [key]: value };
}

/** Whether the entries of a list can be told apart by ids; a list that is missing has no entries. */
function told(value: unknown, { resolve }: Walk): boolean {
  if (value === undefined) return true;
  if (!Array.isArray(value)) return false;
  const ids = value.map(idOf);
  return ids.every((id) => id !== undefined) &&
    new Set(ids.map((id) => resolve(id!))).size === ids.length;
}

function isMap(value: unknown): value is Node {
  return isObject(value) && !Array.isArray(value) && !isText(value);
}

/** A text in two languages is one value. */
function isText(value: Node): boolean {
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key === "ja" || key === "en");
}

function mapOf(value: unknown): Node {
  return isObject(value) && !Array.isArray(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function keysOf(a: Node, b: Node): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
