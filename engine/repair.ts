import { describe } from "./change.ts";
import { closest } from "./nearest.ts";
import type { System } from "./model.ts";
import type { Change } from "./schema.ts";
import type { Text } from "./text.ts";
import type { Variant } from "./variant.ts";

/** A way to mend a variant one of whose changes no longer applies. */
export interface Repair {
  readonly kind: "drop" | "remap";
  /** Position among the variant's own changes. */
  readonly index: number;
  /** What the change is about now and what it would be about; "" for a drop. */
  readonly from: string;
  readonly to: string;
  readonly text: Text;
  /** What mends the record. */
  readonly changes: readonly Change[];
}

/**
 * The ways to mend the changes of a variant that no longer apply: to leave each out, or to point it at
 * the scenario, step, component or control that has the most similar name now.
 */
export function repairs(system: System, variant: Variant): Repair[] {
  return variant.refused.flatMap(({ index, change }) => {
    const { ja, en } = describe(change);
    const drop: Repair = {
      kind: "drop",
      index,
      from: "",
      to: "",
      text: { ja: `外す：${ja}`, en: `Drop: ${en}` },
      changes: dropped(variant, [index]),
    };
    const other = remapped(system, change);
    if (!other) return [drop];
    const remap: Repair = {
      kind: "remap",
      index,
      from: other.from,
      to: other.to,
      text: {
        ja: `「${other.from}」を「${other.to}」に読み替える：${ja}`,
        en: `Read "${other.from}" as "${other.to}": ${en}`,
      },
      changes: [replaced(variant, index, other.change)],
    };
    return [remap, drop];
  });
}

/** The changes that take some of a variant's own changes out of it, by position. */
export function dropped({ id }: Variant, indexes: readonly number[]): Change[] {
  // From the back, so that the positions of the others stay as they are.
  return indexes.toSorted((a, b) => b - a).map((index) => ({
    type: "remove",
    from: `variant/${id}#changes`,
    id: String(index),
  }));
}

/** The changes that read one name as another in all of a variant's own changes. */
export function renamed(variant: Variant, from: string, to: string): Change[] {
  return variant.own.flatMap((change, index) => {
    const other = named(change, from, to);
    return JSON.stringify(other) === JSON.stringify(change)
      ? []
      : [replaced(variant, index, other)];
  });
}

/** The changes that put further changes at the end of a variant. */
export function extended({ id }: Variant, changes: readonly Change[]): Change[] {
  return changes.map((value) => ({ type: "add", to: `variant/${id}#changes`, value }));
}

function replaced({ id }: Variant, at: number, value: Change): Change {
  return { type: "set-field", on: `variant/${id}`, field: `changes.${at}`, value };
}

/** The change with one name read as the nearest one there is; undefined where none is near. */
function remapped(
  system: System,
  change: Change,
): { change: Change; from: string; to: string } | undefined {
  for (const [from, known] of names(system, change)) {
    if (known.includes(from)) continue;
    const to = closest(from, known);
    if (to !== undefined) return { change: named(change, from, to), from, to };
  }
  return undefined;
}

/** The names a change uses, each with those the record has. */
function names(system: System, change: Change): [string, readonly string[]][] {
  const scenarios = system.scenarios.map(({ id }) => id);
  const steps = (scenario: string) =>
    system.scenarios.find(({ id }) => id === scenario)?.steps.map(({ id }) => id) ?? [];
  const found: [string, readonly string[]][] = [];
  if ("scenario" in change) {
    found.push([change.scenario, scenarios]);
    if (change.step !== undefined) found.push([change.step, steps(change.scenario)]);
  }
  if ("control" in change) found.push([change.control, [...system.catalogue.keys()]]);
  if ("place" in change && change.place !== undefined) {
    found.push([change.place, system.components.map(({ id }) => id)]);
  }
  if ("on" in change) {
    const [kind, id, step] = change.on.split("/");
    if (kind === "scenario") found.push([id, scenarios]);
    if (kind === "step") found.push([id, scenarios], [step, steps(id)]);
    if (kind === "measure") found.push([id, system.measures.map(({ id }) => id)]);
    if (kind === "component") found.push([id, system.components.map(({ id }) => id)]);
    if (kind === "damage") found.push([id, system.damages.map(({ id }) => id)]);
  }
  return found;
}

/** A change with one name replaced wherever it stands as a name. */
function named(change: Change, from: string, to: string): Change {
  const entries = Object.entries(change).map(([key, value]) => {
    if (["scenario", "step", "control", "place", "id"].includes(key)) {
      return [key, value === from ? to : value];
    }
    if (["on", "to", "from"].includes(key) && typeof value === "string") {
      return [key, value.split("/").map((part) => part === from ? to : part).join("/")];
    }
    return [key, value];
  });
  return Object.fromEntries(entries) as Change;
}
