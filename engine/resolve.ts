import { type Catalog, normal } from "./catalog.ts";
import type { Required } from "./model.ts";

/** Brings a control id in any spelling to its canonical reference; an unknown id stays as written. */
export type Resolve = (id: string) => string;

/** The resolver over the catalogues in use; `catalog:id` picks one where several share an id. */
export function resolver(catalogue: ReadonlyMap<string, Required>): Resolve {
  const spellings = spelt(catalogue);
  return (id) => catalogue.has(id) ? id : spellings.get(normal(id)) ?? id;
}

const indexes = new Map<string, { catalogs: readonly Catalog[]; map: Map<string, Required> }>();

/** Canonical references of all controls of the catalogues in use; the first to claim an id keeps it. */
export function index(catalogs: readonly Catalog[]): ReadonlyMap<string, Required> {
  const key = catalogs.map((catalog) => catalog.id).join(" ");
  const ready = indexes.get(key);
  if (ready?.catalogs.every((catalog, position) => catalog === catalogs[position])) {
    return ready.map;
  }
  const map = new Map<string, Required>();
  for (const catalog of catalogs) {
    for (const control of catalog.controls) {
      const ref = map.has(control.id) ? `${catalog.id}:${control.id}` : control.id;
      map.set(ref, { ref, catalog, control });
    }
  }
  indexes.set(key, { catalogs, map });
  return map;
}

const spellingsOf = new WeakMap<ReadonlyMap<string, Required>, Map<string, string>>();

function spelt(
  catalogue: ReadonlyMap<string, Required>,
): ReadonlyMap<string, string> {
  const ready = spellingsOf.get(catalogue);
  if (ready) return ready;
  const spellings = new Map<string, string>();
  for (const { ref, catalog, control } of catalogue.values()) {
    const plain = normal(control.id);
    if (!spellings.has(plain)) spellings.set(plain, ref);
    spellings.set(normal(`${catalog.id}:${control.id}`), ref);
  }
  spellingsOf.set(catalogue, spellings);
  return spellings;
}

interface Families {
  /** The references in normal form, beside themselves. */
  readonly normals: readonly (readonly [normal: string, ref: string])[];
  readonly known: Map<string, readonly string[]>;
}

const expansions = new WeakMap<ReadonlyMap<string, Required>, Families>();

/** `PE-*` → every control of the family in catalogue order; anything else → the one control. */
export function expand(
  id: string,
  catalogue: ReadonlyMap<string, Required>,
  resolve: Resolve,
): readonly string[] {
  if (!id.endsWith("*")) return [resolve(id)];
  let families = expansions.get(catalogue);
  if (!families) {
    const normals = [...catalogue.keys()].map((ref) => [normal(ref), ref] as const);
    expansions.set(catalogue, families = { normals, known: new Map() });
  }
  let list = families.known.get(id);
  if (!list) {
    const start = normal(id.slice(0, -1));
    list = families.normals.flatMap(([name, ref]) => name.startsWith(start) ? [ref] : []);
    families.known.set(id, list);
  }
  return list;
}
