import type { Change, SystemSpec } from "./schema.ts";
import type { System } from "./model.ts";
import type { Resolve } from "./resolve.ts";
import { type Edit, equal, write } from "./change/edit.ts";
import { add, remove } from "./change/entry.ts";
import { bad, type Refusal } from "./change/refusal.ts";
import {
  type Made,
  setField,
  setGuard,
  setImpact,
  setLevel,
  setStatus,
  setTarget,
  setThreat,
  setTrait,
} from "./change/set.ts";
import { restore, reverse, undo } from "./change/undo.ts";

export { assignment } from "./change/assignment.ts";
export { describe } from "./change/describe.ts";
export { difference } from "./change/difference.ts";
export { type Edit, equal, get, type Path, write } from "./change/edit.ts";
export { fieldName } from "./change/field.ts";
export { lists } from "./change/lists.ts";
export { entriesOf, normal } from "./change/normal.ts";
export { idOf, thing } from "./change/reference.ts";
export type { Refusal } from "./change/refusal.ts";
export { untraced } from "./change/trace.ts";

/** What a change comes to; no edits where the record already says so, or where it is refused. */
export interface Edits {
  readonly edits: readonly Edit[];
  readonly refused?: Refusal;
}

/**
 * Compiles a change to edits of the record as written. A control keeps the spelling of the record, a
 * shorthand (`AC-2: implemented`) stays one while only the status is set, missing parents are made.
 * What cannot be applied is refused with the reason; this never throws on a defect of a change.
 */
export function edits(spec: SystemSpec, change: Change, resolve: Resolve): Edits {
  const made = compile(spec, change, resolve);
  if ("code" in made) return { edits: [], refused: made };
  const last = made[made.length - 1];
  const traced = change.patch !== undefined && last !== undefined;
  return { edits: traced ? made.with(-1, { ...last, patch: change.patch }) : made };
}

/**
 * Why a change that can be applied makes no sense to the method in use: a target that is no risk of
 * its scale. Not asked by `apply`, since the method belongs to the system and not to the record alone.
 */
export function unfit(system: System, change: Change): Refusal | undefined {
  if (change.type !== "set-target") return undefined;
  const { scale } = system.method.risk.table;
  return scale.includes(change.risk)
    ? undefined
    : bad(`target.${change.damage}`, change.risk, scale);
}

/**
 * Applies changes one after the other; a refused one is skipped and listed. Parts that no change
 * touches are the same objects before and after, and no effect at all gives back the same `spec`.
 */
export function apply(
  spec: SystemSpec,
  changes: readonly Change[],
  resolve: Resolve,
): { spec: SystemSpec; refused: (Refusal & { change: Change })[] } {
  const refused: (Refusal & { change: Change })[] = [];
  const own = new Set<object>();
  let now = spec;
  for (const change of changes) {
    const made = edits(now, change, resolve);
    if (made.refused) refused.push({ change, ...made.refused });
    now = made.edits.reduce((value, edit) => write(value, edit, own) as SystemSpec, now);
  }
  return { spec: now, refused };
}

/**
 * The changes that undo a change of this record, in the order to apply them; none where it has no
 * effect. What the change removes is added back at its position. `retrace` of `formats/record.ts`
 * gives the same with the text that was there.
 */
export function invert(spec: SystemSpec, change: Change, resolve: Resolve): Change[] {
  const made = edits(spec, change, resolve).edits;
  const plain = made.length === 1 ? reverse(spec, change, made[0]) : undefined;
  if (plain) return [plain];
  const undoing: Change[] = [];
  let now = spec;
  for (const edit of made) {
    const next = write(now, edit) as SystemSpec;
    undoing.unshift(...takenBack(now, next, edit, resolve));
    now = next;
  }
  return undoing;
}

/** The changes that take back one edit; where two things share an id, their list or map as a whole. */
function takenBack(
  before: SystemSpec,
  after: SystemSpec,
  edit: Edit,
  resolve: Resolve,
): Change[] {
  const plain = undo(before, after, edit, resolve);
  const back = apply(after, plain, resolve);
  if (back.refused.length === 0 && equal(back.spec, before)) return plain;
  const whole = restore(before, after, edit, resolve);
  return whole ? [whole] : plain;
}

function compile(spec: SystemSpec, change: Change, resolve: Resolve): Made {
  switch (change.type) {
    case "set-status":
      return setStatus(spec, change, resolve);
    case "set-impact":
      return setImpact(spec, change);
    case "set-trait":
      return setTrait(spec, change);
    case "set-threat":
      return setThreat(spec, change);
    case "set-guard":
      return setGuard(spec, change, resolve);
    case "set-level":
      return setLevel(spec, change);
    case "set-target":
      return setTarget(spec, change);
    case "set-field":
      return setField(spec, change, resolve);
    case "add":
      return add(spec, change, resolve);
    case "remove":
      return remove(spec, change, resolve);
    default: {
      const unknown: never = change;
      const { type } = Object(unknown) as { type?: unknown };
      return bad("type", type, Object.keys(types));
    }
  }
}

// A record rather than a list, so that the compiler misses a type that is left out.
const types: Readonly<Record<Change["type"], true>> = {
  "set-status": true,
  "set-impact": true,
  "set-trait": true,
  "set-threat": true,
  "set-guard": true,
  "set-level": true,
  "set-target": true,
  "set-field": true,
  "add": true,
  "remove": true,
};
