import { equal, fieldName, get, idOf, lists, type Path, thing } from "../../engine/change.ts";
import { type Change, resolver, type System, type SystemSpec } from "../../engine/mod.ts";

export type { Path };
export { get, idOf };

/** A place of the record as changes name it: a thing and a field of it. */
export interface Address {
  /** `scenario/S1`, `step/S1/phish`, `control/AC-2`, `system` … */
  readonly on: string;
  readonly field: string;
}

/**
 * A path of the record as a thing and its field. Things are named by id, so that the change still
 * means the same when entries before it come and go.
 */
export function addressOf({ spec, catalogue }: System, path: Path): Address {
  const resolve = resolver(catalogue);
  for (let length = path.length - 1; length > 0; length--) {
    const start = path.slice(0, length);
    const reference = referenceOf(spec, start);
    const found = reference === undefined ? undefined : thing(spec, reference, resolve);
    if (found === undefined || "code" in found || !equal(found, start)) continue;
    return { on: reference!, field: fieldName(spec, found, path) };
  }
  return { on: "system", field: fieldName(spec, [], path) };
}

/** The change that sets what stands at a path; undefined or null clears it. */
export function setting(system: System, path: Path, value: unknown): Change {
  return { type: "set-field", ...addressOf(system, path), value: value ?? null };
}

/** The reference of the thing that stands at a path; undefined where none has a name. */
export function referenceOf(spec: SystemSpec, path: Path): string | undefined {
  const [list, key] = path;
  const id = idOf(get(spec, path)) ?? String(path[path.length - 1]);
  if (path.length === 2) {
    if (list === "controls") return `control/${key}`;
    if (list === "impact") return `impact/${key}`;
    const kind = Object.entries(lists).find(([, name]) => name === list)?.[0];
    return kind === undefined ? undefined : `${kind}/${id}`;
  }
  if (list !== "scenarios" || path[2] !== "steps") return undefined;
  const scenario = idOf(get(spec, path.slice(0, 2)));
  if (path.length === 4) return `step/${scenario}/${id}`;
  if (path.length !== 6 || path[4] !== "guards") return undefined;
  return `guard/${scenario}/${idOf(get(spec, path.slice(0, 4)))}/${id}`;
}

/** The place of the record that a result's reference leads to; undefined where it has none. */
export function pathOf(system: System, ref: string): Path | undefined {
  const { spec } = system;
  const [kind, ...ids] = ref.split("/");
  switch (kind) {
    case "system":
      return [];
    case "required":
      return ["impact"];
    case "category":
      return ["impact", ids[0]];
    case "assurance":
      return ["profile", "authentication"];
    case "trait":
      return ["profile", ...ids.join("/").split(".")];
    case "target":
      return ["target", ids[0]];
    case "table":
      return ["method"];
    case "plan":
      return ids.length > 0 ? pathOf(system, ids.join("/")) : ["measures"];
    case "when": {
      const path = pathOf(system, ids.join("/"));
      return path && [...path, "when"];
    }
    case "tailoring":
      return ["tailoring", ids[0], Number(ids[1])];
    case "path":
      return pathOf(system, `scenario/${ids[0]}`);
    case "guard":
      return guardPath(system, ids);
    case "conformity":
      return ["controls"];
    case "measure":
      // A planned control is on the list of measures under its own name.
      return found(system, ref) ?? pathOf(system, `control/${ids.join("/")}`);
    case "control":
      return found(system, ref) ?? ["controls", ids.join("/")];
    default:
      // What a part of a thing says leads to the thing: `damage/D1/disclosure`.
      for (let length = ids.length; length > 0; length--) {
        const path = found(system, [kind, ...ids.slice(0, length)].join("/"));
        if (path) return path;
      }
      return Object.hasOwn(spec, kind) ? [kind] : undefined;
  }
}

function guardPath(system: System, [scenario, step, ...rest]: readonly string[]): Path | undefined {
  const path = found(system, `guard/${scenario}/${step}/${rest.join("/")}`);
  // The reference of a result ends in the kind of the guard.
  return path ?? found(system, `guard/${scenario}/${step}/${rest.slice(0, -1).join("/")}`) ??
    found(system, `step/${scenario}/${step}`);
}

function found({ spec, catalogue }: System, reference: string): Path | undefined {
  const path = thing(spec, reference, resolver(catalogue));
  return "code" in path || get(spec, path) === undefined ? undefined : path;
}

/** A path as it stands in `data-path` of a field. */
export function dataPath(path: Path): string {
  return path.map(String).join("/");
}
