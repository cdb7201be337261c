import { apply } from "../change.ts";
import { holding, toControls } from "../holding.ts";
import type { Holding, System } from "../model.ts";
import { resolver } from "../resolve.ts";
import type { Change, SystemSpec } from "../schema.ts";

/** The chapter of controls of a record: what statuses are set in. */
export interface Book {
  /** What the record says of a control before any of the plan is done. */
  readonly entry: (control: string) => Entry;
  /** What it says after changes of its status; the same entry where they change nothing. */
  readonly after: (entry: Entry, changes: readonly Change[]) => Entry;
}

/** What a record says of one control, under each spelling it has there, and what that comes to. */
export interface Entry {
  readonly written: NonNullable<SystemSpec["controls"]>;
  readonly held: Holding;
}

/** What changes make of a control as it is written: the same few are asked for after each change. */
const known = new WeakMap<object, Map<string, Entry>>();

/** At most so many ways to change a control are remembered; then it begins anew. */
const most = 500;

/** Opens the chapter of controls, so that one control can be changed without writing all the others. */
export function bookOf(system: System): Book {
  const { spec } = system;
  const resolve = resolver(system.catalogue);
  const keys = Map.groupBy(Object.keys(spec.controls ?? {}), resolve);
  const places = JSON.stringify((spec.components ?? []).map(({ id }) => id));
  const entries = new Map<string, Entry>();
  function entry(control: string): Entry {
    let known = entries.get(control);
    if (!known) {
      const own = keys.get(control) ?? [];
      const written = Object.fromEntries(own.map((key) => [key, spec.controls![key]]));
      entries.set(control, known = { written, held: holding(system, control) });
    }
    return known;
  }
  function change({ written, held }: Entry, changes: readonly Change[]): Entry {
    const { mitate, id, components } = spec;
    const alone: SystemSpec = { mitate, id, components, controls: written };
    const controls = apply(alone, changes, resolve).spec.controls!;
    return { written: controls, held: toControls(controls, resolve).get(held.control) ?? held };
  }
  function after(before: Entry, changes: readonly Change[]): Entry {
    const own = Object.entries(before.written);
    const [key, value] = own.length === 1 ? own[0] : [];
    if (typeof value !== "object") return same(before, change(before, changes));
    let made = known.get(value);
    if (!made) known.set(value, made = new Map());
    const asked = JSON.stringify([before.held.control, key, places, changes]);
    let entry = made.get(asked);
    if (!entry) {
      if (made.size >= most) made.clear();
      made.set(asked, entry = change(before, changes));
    }
    return same(before, entry);
  }
  return { entry, after };
}

function same(before: Entry, after: Entry): Entry {
  return after.held === before.held ? before : after;
}
