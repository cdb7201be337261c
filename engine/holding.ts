import { parse } from "./condition.ts";
import type { Holding, Standing, Status, System } from "./model.ts";
import type { Resolve } from "./resolve.ts";
import type { ControlSpec, SystemSpec } from "./schema.ts";
import { toText } from "./text.ts";

/** What the record says of a control; a control it does not mention is unassessed. */
export function holding(system: System, control: string): Holding {
  return system.controls.get(control) ?? unwritten(control);
}

export function toControls(
  written: SystemSpec["controls"],
  resolve: Resolve,
): ReadonlyMap<string, Holding> {
  const map = new Map<string, Holding>();
  for (const [key, value] of Object.entries(written ?? {})) {
    const control = resolve(key);
    // The first of two spellings of one control counts; `check` reports the second.
    if (!map.has(control)) map.set(control, toHolding(key, control, value));
  }
  return map;
}

const holdings = new WeakMap<object, Holding>();

function toHolding(key: string, control: string, written: ControlSpec): Holding {
  if (typeof written !== "object") return plain(key, control, written);
  const ready = holdings.get(written);
  if (ready?.key === key && ready.control === control) return ready;
  const made: Holding = {
    control,
    key,
    ...toStanding(written),
    from: written.from ?? "",
    when: written.when === undefined ? undefined : parse(written.when),
    at: Object.fromEntries(
      Object.entries(written.at ?? {}).map(([place, standing]) => [
        place,
        toStanding(typeof standing === "string" ? { status: standing } : standing),
      ]),
    ),
    written: true,
    typed: written.status !== undefined,
  };
  holdings.set(written, made);
  return made;
}

const plains = new Map<string, Holding>();

function plain(key: string, control: string, status: Status): Holding {
  const name = `${key}\n${control}\n${status}`;
  const ready = plains.get(name);
  if (ready) return ready;
  const made = { ...unwritten(control), key, status, written: true, typed: true };
  plains.set(name, made);
  return made;
}

const unwrittens = new Map<string, Holding>();

function unwritten(control: string): Holding {
  const ready = unwrittens.get(control);
  if (ready) return ready;
  const made: Holding = {
    control,
    key: control,
    ...toStanding({}),
    from: "",
    when: undefined,
    at: {},
    written: false,
    typed: false,
  };
  unwrittens.set(control, made);
  return made;
}

function toStanding(written: Partial<Exclude<ControlSpec, string>>): Standing {
  return {
    status: written.status ?? "unassessed",
    why: toText(written.why),
    evidence: toText(written.evidence),
    owner: toText(written.owner),
    due: written.due ?? "",
    note: toText(written.note),
    covers: written.covers ?? [],
  };
}
