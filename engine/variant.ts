import { apply, type Refusal } from "./change.ts";
import type { System } from "./model.ts";
import { resolver } from "./resolve.ts";
import type { Change, SystemSpec } from "./schema.ts";
import { toSystem } from "./system.ts";
import { type Text, toText } from "./text.ts";

/** A named what-if of a record: changes over it, or over another variant. */
export interface Variant {
  readonly ref: string;
  readonly id: string;
  readonly name: Text;
  readonly why: Text;
  /** The variant it stands on; "" for the record itself. */
  readonly base: string;
  /** Its own changes. */
  readonly own: readonly Change[];
  /** All changes over the record: those of its bases, nearest to the record first, then its own. */
  readonly changes: readonly Change[];
  /** Own changes that no longer apply, with their position. They are left out. */
  readonly refused: readonly (Refusal & { readonly change: Change; readonly index: number })[];
}

/** The variants of a record in its order. One in a circle of bases, or on a missing base, stands on the record. */
export function variants(system: System): Variant[] {
  return (system.spec.variants ?? []).map(({ id }) => variant(system, id)!);
}

/** A variant by its id; undefined where the record has none of it. */
export function variant(system: System, id: string): Variant | undefined {
  const chain = chainOf(system.spec, id);
  const top = chain.at(-1);
  if (!top) return undefined;
  const under = chain.slice(0, -1).flatMap(({ changes }) => changes ?? []);
  const own = top.changes ?? [];
  return {
    ref: `variant/${id}`,
    id,
    name: toText(top.name ?? id),
    why: toText(top.why),
    base: chain.length > 1 ? chain[chain.length - 2].id : "",
    own,
    changes: [...under, ...own],
    refused: refusals(system, under, own),
  };
}

/** The system as a variant has it. Changes that no longer apply are left out; `check` reports them. */
export function varied(system: System, { changes }: Pick<Variant, "changes">): System {
  const { spec } = apply(system.spec, changes, resolver(system.catalogue));
  return spec === system.spec ? system : toSystem(spec, system.shelf);
}

type VariantSpec = NonNullable<SystemSpec["variants"]>[number];

/** A variant after those it stands on. */
function chainOf({ variants = [] }: SystemSpec, id: string): VariantSpec[] {
  const chain: VariantSpec[] = [];
  let next: string | undefined = id;
  while (next !== undefined) {
    const found: VariantSpec | undefined = variants.find((one) => one.id === next);
    if (!found || chain.includes(found)) break;
    chain.unshift(found);
    next = found.base;
  }
  return chain;
}

function refusals(
  system: System,
  under: readonly Change[],
  own: readonly Change[],
): Variant["refused"] {
  const resolve = resolver(system.catalogue);
  let { spec } = apply(system.spec, under, resolve);
  return own.flatMap((change, index) => {
    const made = apply(spec, [change], resolve);
    spec = made.spec;
    return made.refused.map((refusal) => ({ ...refusal, index }));
  });
}
