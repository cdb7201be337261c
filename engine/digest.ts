import { entriesOf, normal } from "./change.ts";
import { hashOf } from "./maths/hash.ts";
import type { System } from "./model.ts";
import { type Resolve, resolver } from "./resolve.ts";
import { edition } from "./rule.ts";
import type { SystemSpec } from "./schema.ts";

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

/** A record without what its digest leaves aside. */
export function relevant(spec: SystemSpec): SystemSpec {
  return Object.fromEntries(
    Object.entries(spec).filter(([part]) => part === "mitate" || !beside.has(part)),
  ) as SystemSpec;
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
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => a < b ? -1 : 1);
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join()}}`;
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
  const entries = Object.entries(system.spec)
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
  if (typeof value !== "object" || value === null) return make();
  const ready = known.get(value);
  if (ready !== undefined) return ready;
  const made = make();
  known.set(value, made);
  return made;
}

/** "" for a part with nothing in it. */
function partHash(part: string, value: unknown, resolve: Resolve, known: Known): string {
  const named = entriesOf([part], value);
  if (!named) {
    const said = normal([part], value, resolve);
    return said === undefined ? "" : hashOf(canonical(said));
  }
  if (named.length === 0) return "";
  // Entry by entry, since an edit touches one of perhaps a thousand.
  const entries = named.map(([id, entry]) => {
    const hash = hashed(
      entry,
      known,
      () => hashOf(canonical(normal([part, "0"], entry, resolve))),
    );
    return `${resolve(id)} ${hash}`;
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
