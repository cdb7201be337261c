import { lists } from "../../../../engine/change.ts";
import type { Change, System, SystemSpec } from "../../../../engine/mod.ts";
import { get, type Path, setting } from "../../address.ts";

/** What stands on the diagram and is named elsewhere in the record. */
export type Kind = "zone" | "component" | "flow" | "provider";

/** Every place of the record that names the thing by its id, apart from the thing itself, in reading order. */
export function mentions(spec: SystemSpec, kind: Kind, id: string): Path[] {
  return [...places(spec, kind), ...planned(spec, kind)]
    .filter((path) => said(get(spec, path), kind, id));
}

/** The controls for which a status of its own is set at a component, as the record spells them. */
export function statusesAt({ controls = {} }: SystemSpec, id: string): string[] {
  return Object.entries(controls).flatMap(([key, control]) =>
    typeof control === "object" && Object.hasOwn(control.at ?? {}, id) ? [key] : []
  );
}

/** The positions of the flows that begin or end at a component. */
export function flowsAt({ flows = [] }: SystemSpec, id: string): number[] {
  return flows.flatMap(({ from, to }, at) => from === id || to === id ? [at] : []);
}

/** The changes that give a thing another id, wherever the record names it. */
export function renaming(system: System, kind: Kind, index: number, to: string): Change[] {
  const { spec } = system;
  const path = [lists[kind], index];
  const id = String(get(spec, [...path, "id"]) ?? "");
  const named = id === "" ? [] : mentions(spec, kind, id).map((place) => {
    const old = String(get(spec, place));
    return setting(system, place, old === id ? to : `${kind}/${to}`);
  });
  const moved = kind === "component" ? statusesAt(spec, id).flatMap((key) => at(spec, key)) : [];
  return [...named, ...moved, setting(system, [...path, "id"], to)];

  /** The status under its new key, where the old one stood. */
  function at({ controls }: SystemSpec, key: string): Change[] {
    const all = get(controls, [key, "at"]) as Readonly<Record<string, unknown>>;
    const list = `control/${key}#at`;
    // Added before the old one goes, so that the map is never empty on the way.
    return [
      { type: "add", to: list, value: { [to]: all[id] }, at: Object.keys(all).indexOf(id) },
      { type: "remove", from: list, id },
    ];
  }
}

/** The changes that remove flows by their positions; from the back, so that positions stay true. */
export function flowsRemoved({ flows = [] }: SystemSpec, positions: readonly number[]): Change[] {
  return positions.toSorted((a, b) => b - a).map((at) => ({
    type: "remove",
    from: "flows",
    id: flows[at].id ?? String(at),
  }));
}

function said(value: unknown, kind: Kind, id: string): boolean {
  return value === id || value === `${kind}/${id}`;
}

/** The places of the record where such a thing may be named. */
function places(spec: SystemSpec, kind: Kind): Path[] {
  const of = (list: "components" | "flows" | "vulnerabilities" | "comments", field: string) =>
    (spec[list] ?? []).map((_, at): Path => [list, at, field]);
  const comments = of("comments", "on").filter((path) => String(get(spec, path)).includes("/"));
  if (kind === "zone") return [...of("components", "zone"), ...comments];
  if (kind === "flow") return comments;
  if (kind === "provider") {
    return [
      ...Object.keys(spec.controls ?? {}).map((key) => ["controls", key, "from"]),
      ...comments,
    ];
  }
  const scenarios = (spec.scenarios ?? []).flatMap(({ steps = [] }, at): Path[] => [
    ["scenarios", at, "target"],
    ...steps.map((_, step): Path => ["scenarios", at, "steps", step, "place"]),
  ]);
  return [
    ...of("flows", "from"),
    ...of("flows", "to"),
    ...scenarios,
    ...of("vulnerabilities", "component"),
    ...comments,
  ];
}

/** The places of the changes of measures and variants where such a thing may be named. */
function planned(spec: SystemSpec, kind: Kind): Path[] {
  const fields: Readonly<Record<Kind, readonly string[]>> = {
    zone: ["zone"],
    component: ["place", "target", "from", "to", "component"],
    flow: [],
    provider: ["from"],
  };
  return (["measures", "variants"] as const).flatMap((list) =>
    (spec[list] ?? []).flatMap(({ changes = [] }, at) =>
      changes.flatMap((change, index): Path[] => {
        const path = [list, at, "changes", index];
        const on: Path[] = "on" in change && change.on.startsWith(`${kind}/`)
          ? [[...path, "on"]]
          : [];
        const removed = change.type === "remove" && change.from === lists[kind];
        const place = kind === "component" && change.type === "set-status";
        const set = change.type === "set-field" && fields[kind].includes(change.field);
        return [
          ...on,
          ...(removed ? [[...path, "id"]] : []),
          ...(place ? [[...path, "place"]] : []),
          ...(set ? [[...path, "value"]] : []),
        ];
      })
    )
  );
}
