import type { Change, SystemSpec } from "../schema.ts";
import type { Resolve } from "../resolve.ts";
import { type Edit, equal, get, isObject, type Node, type Path } from "./edit.ts";
import { fieldName, pointer } from "./field.ts";
import { lists } from "./lists.ts";
import { container, idOf, thing } from "./reference.ts";
import { untraced } from "./trace.ts";

/** The same kind of change with the value that was there, where that says it all. */
export function reverse(spec: SystemSpec, traced: Change, edit: Edit): Change | undefined {
  const change = untraced(traced);
  const old = get(spec, edit.path);
  if (old === undefined || isObject(old) || isObject(edit.value) || edit.value === undefined) {
    return undefined;
  }
  switch (change.type) {
    case "set-status":
      return change.why === undefined
        ? { ...change, status: old as typeof change.status }
        : undefined;
    case "set-impact":
      return { ...change, level: old as typeof change.level };
    case "set-trait":
      return { ...change, value: old as typeof change.value };
    case "set-threat":
      return { ...change, threat: old as typeof change.threat };
    case "set-target":
      return { ...change, risk: old as typeof change.risk };
    default:
      return undefined;
  }
}

/** The changes that take back one edit, given the record before and after it. */
export function undo(
  before: SystemSpec,
  after: SystemSpec,
  edit: Edit,
  resolve: Resolve,
): Change[] {
  const parent = edit.path.slice(0, -1);
  const key = edit.path[edit.path.length - 1];
  const old = edit.insert ? undefined : get(before, edit.path);
  const to = addressOf(after, parent, resolve);
  const id = typeof key === "number" ? idOf(get(after, edit.path)) ?? String(key) : key;
  const gone: Change = { type: "remove", from: to, id };
  if (old === undefined) return [gone];
  // Null as the value of a field would clear it; put back as an addition it is itself.
  if (edit.value !== undefined && old !== null) {
    // The thing is called what it is called now, should the edit have given it another id.
    const [on, field] = split(after, edit.path, resolve, edit.path.length - 1);
    return [{ type: "set-field", on, field, value: old }];
  }
  const at = typeof key === "number" ? key : Object.keys(get(before, parent) as Node).indexOf(key);
  const value = typeof key === "number" ? old : { [key]: old };
  const back: Change = { type: "add", to, value, at };
  return edit.value === undefined ? [back] : [gone, back];
}

/** The change that sets the list or map around an edit to what it was; none at the top of a record. */
export function restore(
  before: SystemSpec,
  after: SystemSpec,
  edit: Edit,
  resolve: Resolve,
): Change | undefined {
  const parent = edit.path.slice(0, -1);
  if (parent.length === 0) return undefined;
  const [on, field] = split(after, parent, resolve, parent.length - 1);
  return { type: "set-field", on, field, value: get(before, parent) };
}

/** A list or map as `add` and `remove` name it. */
export function addressOf(spec: SystemSpec, path: Path, resolve: Resolve): string {
  const [on, field] = split(spec, path, resolve);
  const names = [
    path.join("."),
    path.length === 3 && path[0] === "scenarios" ? on.replace(/^scenario\//, "steps/") : "",
    path.length === 5 && path[0] === "scenarios" ? on.replace(/^step\//, "guards/") : "",
    field === "" ? on : `${on}#${field}`,
  ];
  const leads = (name: string) => {
    const found = name === "" ? undefined : container(spec, name, resolve);
    return found !== undefined && !("code" in found) && equal(found, path);
  };
  return names.find(leads) ?? `system#${pointer(path)}`;
}

/** A path as the thing it belongs to and the field of it: the longest reference that leads there. */
export function split(
  spec: SystemSpec,
  path: Path,
  resolve: Resolve,
  longest = path.length,
): [on: string, field: string] {
  for (let length = longest; length > 0; length--) {
    const reference = refer(spec, path.slice(0, length));
    const found = reference === undefined ? undefined : thing(spec, reference, resolve);
    if (found === undefined || "code" in found || !equal(found, path.slice(0, length))) continue;
    return [reference!, fieldName(spec, found, path)];
  }
  return ["system", fieldName(spec, [], path)];
}

function refer(spec: SystemSpec, path: Path): string | undefined {
  const id = idOf(get(spec, path)) ?? String(path[path.length - 1]);
  if (path.length === 2) {
    if (path[0] === "controls") return `control/${path[1]}`;
    const kind = Object.keys(lists).find((kind) => lists[kind as keyof typeof lists] === path[0]);
    return kind === undefined ? undefined : `${kind}/${id}`;
  }
  if (path[0] !== "scenarios" || path[2] !== "steps") return undefined;
  const scenario = idOf(get(spec, path.slice(0, 2)));
  if (path.length === 4) return `step/${scenario}/${id}`;
  if (path.length !== 6 || path[4] !== "guards") return undefined;
  return `guard/${scenario}/${idOf(get(spec, path.slice(0, 4)))}/${id}`;
}
