import { isObject, type Node } from "./change/edit.ts";
import { isList, topMaps } from "./change/lists.ts";
import { idOf } from "./change/reference.ts";
import { hashOf } from "./maths/hash.ts";
import type { System } from "./model.ts";
import { type Resolve, resolver } from "./resolve.ts";
import { edition } from "./rule.ts";

/** How digests are made; a digest of another number cannot be compared with ours. */
export const form = 1;

/**
 * What approvals and reports are bound to: the SHA-256 of everything decision-relevant in a record,
 * with the names and versions of the tables, catalogues and rules it is analysed by. Not in it: reviews,
 * comments and variants (they are about the analysis, not of it), the phase, the layout of diagrams, the layout of
 * the file, the order of entries and the spelling of control ids. Looks like `mitate1-sha256:…`.
 * It guards against accident, not against forgery: whoever can edit the record can make a new one.
 */
export function digest(system: System): string {
  return `mitate${form}-sha256:${hashOf(canonical(parts(system)))}`;
}

/** The number of the form of a digest, and its value; undefined for a text that is none. */
export function readDigest(text: string): { form: number; value: string } | undefined {
  const [, form, value] = /^mitate(\d{1,4})-sha256:([0-9a-f]{64})$/.exec(text) ?? [];
  return form === undefined ? undefined : { form: Number(form), value };
}

/** A digest per part of the record, shortened to 12 digits: they tell which part has changed since. */
export function seals(system: System): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parts(system)).map(([part, hash]) => [part, hash.slice(0, 12)]),
  );
}

/** JSON with the keys in one order and without what has no value: equal values give equal texts. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

/**
 * Parts of a record that say nothing about the system and its risks. The phase is among them: a system
 * that was approved at the gate of a phase moves on to the next, and the approval stays good.
 */
const beside = new Set(["mitate", "phase", "reviews", "comments", "variants", "layout"]);

/** A hash per part of the record; a part with nothing in it is not there. */
function parts(system: System): Record<string, string> {
  const resolve = resolver(system.catalogue);
  const known = knownOf(system);
  const entries = Object.entries(system.spec as Node)
    .filter(([part]) => !beside.has(part))
    .flatMap(([part, value]) => {
      const hash = hashed(value, known, () => partHash(part, value, resolve, known));
      return hash === "" ? [] : [[part, hash] as const];
    });
  return { ...Object.fromEntries(entries), basis: hashOf(canonical(basis(system))) };
}

type Known = WeakMap<object, string>;

/** Hashes of what was seen before: after an edit only what it touched is hashed anew. */
const hashes = new WeakMap<object, Known>();

/** The same entry may be spelt differently under other catalogues. */
function knownOf({ catalogue }: System): Known {
  let known = hashes.get(catalogue);
  if (!known) hashes.set(catalogue, known = new WeakMap());
  return known;
}

function hashed(value: unknown, known: Known, make: () => string): string {
  if (!isObject(value)) return make();
  const ready = known.get(value);
  if (ready !== undefined) return ready;
  const made = make();
  known.set(value, made);
  return made;
}

/** "" for a part with nothing in it. */
function partHash(part: string, value: unknown, resolve: Resolve, known: Known): string {
  const named = Array.isArray(value) && isList([part]) &&
    value.every((entry) => idOf(entry) !== undefined);
  if (!named) {
    const said = plain([part], value, resolve);
    return said === undefined ? "" : hashOf(canonical(said));
  }
  if (value.length === 0) return "";
  // Entry by entry, since an edit touches one of perhaps a thousand.
  const entries = value.map((entry) => {
    const hash = hashed(
      entry,
      known,
      () => hashOf(canonical(plain([part, "0"], entry, resolve))),
    );
    return `${resolve(idOf(entry)!)} ${hash}`;
  });
  return hashOf(entries.sort().join("\n"));
}

/** What the record is analysed by, apart from what stands in it. */
function basis({ method }: System): unknown {
  const tables = [
    method.impact,
    method.risk.table,
    ...method.risk.stages.map(({ table }) => table),
    method.damage,
    method.conformity,
    method.effect,
    method.step,
    method.vulnerability,
    method.assurance,
    ...method.catalogs,
  ];
  return [`rules ${edition}`, ...tables.map(({ id, version }) => `${id} ${version}`).sort()];
}

/** A value without what makes no difference: shorthands, spellings, order of entries, empty lists. */
function plain(path: readonly string[], value: unknown, resolve: Resolve): unknown {
  if (path.length === 1 && path[0] === "controls") return controls(value, resolve);
  if (path.length === 2 && path[0] === "impact") return wide(value, "level");
  if (Array.isArray(value)) return list(path, value, resolve);
  if (!isObject(value)) return value;
  const entries = Object.entries(value)
    .filter(([key]) => key !== "layout")
    .map(([key, item]) => [key, plain([...path, key], item, resolve)] as const);
  const nothing = entries.length === 0 && path.length === 1 && topMaps.includes(path[0]);
  return nothing ? undefined : Object.fromEntries(entries);
}

function list(path: readonly string[], items: readonly unknown[], resolve: Resolve): unknown {
  const made = items.map((item, index) => plain([...path, String(index)], item, resolve));
  const ids = items.map(idOf);
  // A list whose entries have ids is the same in another order.
  if (!isList(path) || !ids.every((id) => id !== undefined)) return made;
  if (made.length === 0) return undefined;
  return made.map((item, index) => ({ id: resolve(ids[index]!), item }))
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
