import { hints } from "../messages/findings.ts";
import { categories, kinds, statuses } from "../model.ts";
import type { Change, ControlSpec, StepSpec, SystemSpec } from "../schema.ts";
import type { Resolve } from "../resolve.ts";
import { traitOf, traits } from "../trait.ts";
import { clean, type Edit, get, isObject, type Node, type Path } from "./edit.ts";
import { bare, fieldPath } from "./field.ts";
import { insert, isNarrow, put, widened } from "./put.ts";
import { controlPath, isKnown, scenarioPath, stepPath, thing } from "./reference.ts";
import { bad, missing, type Refusal, unknownControl } from "./refusal.ts";

/** The changes of one type. */
export type Of<T extends Change["type"]> = Extract<Change, { type: T }>;
/** The edits a change comes to, or why it is refused. */
export type Made = readonly Edit[] | Refusal;

/** Sets how a control stands, in the whole system or at a place. */
export function setStatus(spec: SystemSpec, change: Of<"set-status">, resolve: Resolve): Made {
  if (!statuses.includes(change.status)) return bad("status", change.status, statuses);
  const path = controlPath(spec, change.control, resolve);
  if ("code" in path) return path;
  if (change.place === undefined) return setStanding(spec, path, change);
  const at = (get(spec, path) as { at?: Node } | undefined)?.at;
  const isPlace = ({ id }: { id: string }) => id === change.place;
  if (!Object.hasOwn(at ?? {}, change.place) && !spec.components?.some(isPlace)) {
    return missing("component", change.place, (spec.components ?? []).map(({ id }) => id));
  }
  return setStanding(spec, [...path, "at", change.place], change);
}

function setStanding(spec: SystemSpec, path: Path, change: Of<"set-status">): Made {
  const old = get(spec, path) as ControlSpec | undefined;
  if (isObject(old)) {
    return [
      ...put(spec, [...path, "status"], change.status),
      ...change.why === undefined ? [] : put(spec, [...path, "why"], change.why),
    ];
  }
  const { status, why } = change;
  return put(spec, path, why === undefined ? status : { status, why });
}

/** Answers the impact question of a harm category; reason and wording stay. */
export function setImpact(spec: SystemSpec, change: Of<"set-impact">): Made {
  if (!categories.includes(change.category)) {
    return missing("category", String(change.category), categories);
  }
  if (!answers.includes(change.level)) return bad("level", change.level, answers);
  const path = ["impact", change.category];
  return put(spec, isObject(get(spec, path)) ? [...path, "level"] : path, change.level);
}

const answers = ["high", "moderate", "low", "not-applicable", "unassessed"];

/** Sets a trait by its name, with or without `profile.` before it; null clears it. */
export function setTrait(spec: SystemSpec, change: Of<"set-trait">): Made {
  const name = bare(String(change.trait));
  if (name.startsWith("traits.") && name.length > "traits.".length) {
    const own = name.slice("traits.".length);
    // The one key that a record file may not have: see `formats/yaml.ts`.
    if (own === "__proto__") return bad("profile.traits", own, []);
    return put(spec, ["profile", "traits", own], change.value ?? undefined);
  }
  const trait = traitOf(name);
  // How many connections there are follows from their list; it cannot be said apart from it.
  const settable = traits.map((trait) => trait.name).filter((name) => name !== "connections.count");
  if (!trait || !settable.includes(name)) return missing("trait", String(change.trait), settable);
  const path = ["profile", ...name.split(".")];
  if (change.value === null || change.value === undefined) return put(spec, path, undefined);
  if (trait.type === "number") {
    const value = typeof change.value === "string" ? Number(change.value || NaN) : change.value;
    if (value === ("unassessed" as unknown) || change.value === "unassessed") {
      return put(spec, path, undefined);
    }
    const fits = typeof value === "number" && Number.isFinite(value) && value >= 0;
    return fits ? put(spec, path, value) : bad(name, change.value, [], hints.number);
  }
  const values = trait.type === "boolean" ? [true, false] : trait.values ?? [];
  const allowed = [...values, "unassessed"];
  const value = allowed.find((value) => String(value) === String(change.value));
  return value === undefined ? bad(name, change.value, allowed) : put(spec, path, value);
}

/** Sets the threat of a scenario, or of one entry of it. */
export function setThreat(spec: SystemSpec, change: Of<"set-threat">): Made {
  if (![1, 2, 3, "unassessed"].includes(change.threat)) {
    return bad("threat", change.threat, [1, 2, 3, "unassessed"]);
  }
  const path = change.step === undefined
    ? scenarioPath(spec, change.scenario)
    : stepPath(spec, change.scenario, change.step);
  return "code" in path ? path : put(spec, [...path, "threat"], change.threat);
}

/** Sets level and kind of a guard; a control that does not guard the step yet is put there. */
export function setGuard(spec: SystemSpec, change: Of<"set-guard">, resolve: Resolve): Made {
  if (change.level !== undefined && ![1, 2, 3].includes(change.level)) {
    return bad("level", change.level, [1, 2, 3]);
  }
  if (change.kind !== undefined && !kinds.includes(change.kind)) {
    return bad("kind", change.kind, kinds);
  }
  const path = stepPath(spec, change.scenario, change.step);
  if ("code" in path) return path;
  const guards = (get(spec, path) as StepSpec).guards;
  const wanted = resolve(change.control);
  const index = (guards ?? []).findIndex((guard) => resolve(String(guard.control)) === wanted);
  const { level, kind } = change;
  if (index < 0) {
    if (!isKnown(change.control, resolve)) return unknownControl(spec, change.control, resolve);
    const guard = clean({ control: wanted, level, kind });
    return insert(spec, [...path, "guards"], guards?.length ?? 0, guard);
  }
  const at = [...path, "guards", index];
  return [
    ...level === undefined ? [] : put(spec, [...at, "level"], level),
    ...kind === undefined ? [] : put(spec, [...at, "kind"], kind),
  ];
}

/** Types a level of defence; the reason stays unless another is given, the statuses it saw do not. */
export function setLevel(spec: SystemSpec, change: Of<"set-level">): Made {
  if (change.value !== null && ![1, 2, 3].includes(change.value)) {
    return bad("level", change.value, [1, 2, 3]);
  }
  const path = stepPath(spec, change.scenario, change.step);
  if ("code" in path) return path;
  const at = [...path, "level"];
  const { value, why, given } = change;
  if (value === null) return put(spec, at, undefined);
  if (!isObject(get(spec, at))) return put(spec, at, clean({ value, why, given }));
  return [
    ...put(spec, [...at, "value"], value),
    ...why === undefined ? [] : put(spec, [...at, "why"], why),
    ...put(spec, [...at, "given"], given),
  ];
}

/** Sets the worst risk allowed at a damage level. Whether the risk method knows it, `unfit` says. */
export function setTarget(spec: SystemSpec, change: Of<"set-target">): Made {
  if (![1, 2, 3].includes(change.damage)) return bad("damage", change.damage, [1, 2, 3]);
  if (typeof change.risk !== "string" && typeof change.risk !== "number") {
    return bad("risk", change.risk, []);
  }
  return put(spec, ["target", String(change.damage)], change.risk);
}

/**
 * Sets one field of a thing; null clears it. The field is dotted (`level.why`, `law.0`), or begins
 * with `/` and is a JSON Pointer where a key has a dot in it. A shorthand on the way is written out.
 */
export function setField(spec: SystemSpec, change: Of<"set-field">, resolve: Resolve): Made {
  const base = thing(spec, String(change.on), resolve);
  if ("code" in base) return base;
  const wide = widened(spec, base);
  const path = fieldPath(wide, base, String(change.field));
  if (path.length === base.length) return bad("field", change.field, []);
  const value = change.value === null ? undefined : change.value;
  const level = path.indexOf("level", 4);
  if (path[2] === "steps" && level === 4 && path.length > 5 && !get(spec, path.slice(0, 5))) {
    return path[5] === "value" ? put(spec, path, value) : bad("level.value", undefined, [1, 2, 3]);
  }
  // Taking an entry out of a list is the business of `remove`, which can be undone at its place.
  const list = get(spec, path.slice(0, -1));
  if (Array.isArray(list) && !isNarrow(path.slice(0, -1), list)) {
    const index = path[path.length - 1];
    if (typeof index !== "number" || index >= list.length || value === undefined) {
      return missing("entry", String(index), list.map((_, index) => String(index)));
    }
  }
  return put(spec, path, value);
}
