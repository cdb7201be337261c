import type { System } from "../model.ts";
import { type Resolve, resolver } from "../resolve.ts";
import type { Change } from "../schema.ts";
import type { Item } from "./item.ts";

/** An item with its changes apart, by how far they reach. */
export interface Work {
  readonly item: Item;
  /**
   * Control → the changes of its status. They depend on nothing but what the record says of that
   * control, so those of different controls can be tried in any order and mixture.
   */
  readonly single: ReadonlyMap<string, readonly Change[]>;
  /** These controls. */
  readonly controls: readonly string[];
  /** All others, which are tried by changing the whole record. */
  readonly broad: readonly Change[];
  /** Whether the others change nothing besides single scenarios. */
  readonly local: boolean;
}

/** The work of items that may be done together. */
export function worksOf(items: readonly Item[], system: System): Work[] {
  const resolve = resolver(system.catalogue);
  const knots = items.flatMap(({ changes }) =>
    changes.flatMap((change) => knotOf(change, resolve))
  );
  const tied = (control: string, place: string | undefined) =>
    knots.some((knot) =>
      knot === "all" || (knot === "places" ? place !== undefined : knot.control === control)
    );
  const tangled = new Set(
    items.flatMap(({ changes }) => changes).flatMap((change) =>
      change.type === "set-status" && tied(resolve(change.control), change.place)
        ? [resolve(change.control)]
        : []
    ),
  );
  return items.map((item) => {
    const single = new Map<string, Change[]>();
    const broad: Change[] = [];
    for (const change of item.changes) {
      const control = change.type === "set-status" ? resolve(change.control) : undefined;
      if (control === undefined || tangled.has(control)) broad.push(change);
      else if (single.has(control)) single.get(control)!.push(change);
      else single.set(control, [change]);
    }
    const controls = [...single.keys()];
    return {
      item,
      single,
      controls,
      broad,
      local: broad.every((change) => scenarioOf(change) !== undefined),
    };
  });
}

/** The id of the scenario within which a change stays; undefined for one that reaches further. */
export function scenarioOf(change: Change): string | undefined {
  switch (change.type) {
    case "set-guard":
    case "set-level":
    case "set-threat":
      return change.scenario;
    case "set-field":
      return /^\/?id$/.test(change.field) ? undefined : within(change.on);
    case "add":
      return Object.hasOwn(Object(change.value), "id") && /^scenario\//.test(change.to)
        ? undefined
        : within(change.to);
    case "remove":
      return change.id === "id" ? undefined : within(change.from);
    default:
      return undefined;
  }
}

function within(reference: string): string | undefined {
  const [kind, scenario] = reference.split("#")[0].split("/");
  return inner.has(kind) ? scenario : undefined;
}

/** References to a scenario and to what it is made of. */
const inner: ReadonlySet<string> = new Set(["scenario", "step", "steps", "guard", "guards"]);

/** What a change may do to how statuses are set: those of one control, those at places, or all. */
type Knot = "all" | "places" | { readonly control: string };

function knotOf(change: Change, resolve: Resolve): Knot[] {
  switch (change.type) {
    case "set-field":
      return knotOn(change.on, [], resolve);
    case "add":
      return knotOn(change.to, Object.keys(Object(change.value)), resolve);
    case "remove":
      return knotOn(change.from, [change.id], resolve);
    default:
      return [];
  }
}

function knotOn(reference: string, keys: readonly string[], resolve: Resolve): Knot[] {
  const [thing] = String(reference).split("#");
  const [kind] = thing.split(/[/.]/);
  if (kind === "control") return [{ control: resolve(thing.slice("control/".length)) }];
  if (thing === "controls") return keys.map((key) => ({ control: resolve(key) }));
  if (kind === "component" || kind === "components") return ["places"];
  return apart.has(kind) ? [] : ["all"];
}

/** The parts of a record that setting the status of a control reads nothing of. */
const apart: ReadonlySet<string> = new Set([
  ...["scenario", "damage", "measure", "zone", "flow", "provider", "treatment"]
    .flatMap((list) => [list, `${list}s`]),
  ...["step", "steps", "guard", "guards", "profile", "impact", "target", "tailoring"],
]);
