import type { Finding } from "./finding.ts";
import { hints, nouns } from "./messages/findings.ts";
import { word } from "./messages/words.ts";
import { categories, statuses } from "./model.ts";
import { closest } from "./nearest.ts";
import type { Change, ControlSpec, ScenarioSpec, StepSpec, SystemSpec } from "./schema.ts";
import type { Resolve } from "./system.ts";
import { type Text, toText } from "./text.ts";
import { traitOf, traits } from "./trait.ts";

/**
 * One elementary edit of a record as written: the value at a path becomes another one.
 * Every parent on the path exists; a value of `undefined` deletes what is there.
 */
export interface Edit {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** The path ends in a position of a list, and the value goes in before what stands there. */
  readonly insert?: true;
  /** The position a new key takes among the keys of its map; last by default. */
  readonly at?: number;
  /** The original text of what is put back, so that its comments and spelling return with it. */
  readonly source?: string;
}

/** Why a change cannot be applied, as the code and values of a finding. */
export type Refusal = Pick<Finding, "code" | "params">;

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
  return "code" in made ? { edits: [], refused: made } : { edits: made };
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
 * effect. What the change removes is added back at its position. With `anew`, a replaced value comes
 * back as a removal and an addition, which can carry the text it had.
 */
export function invert(
  spec: SystemSpec,
  change: Change,
  resolve: Resolve,
  { anew = false } = {},
): Change[] {
  const made = edits(spec, change, resolve).edits;
  const plain = made.length === 1 && !anew ? reverse(spec, change, made[0]) : undefined;
  if (plain) return [plain];
  const undoing: Change[] = [];
  let now = spec;
  for (const edit of made) {
    const next = write(now, edit) as SystemSpec;
    undoing.unshift(...undo(now, next, edit, resolve, anew));
    now = next;
  }
  return undoing;
}

/**
 * The value with one edit made; untouched parts keep their identity, no difference keeps all. `own`
 * holds the copies that a row of edits has made so far: these are written in place, so that many edits
 * to one large map copy it once.
 */
export function write(value: unknown, edit: Edit, own = new Set<object>(), depth = 0): unknown {
  const key = edit.path[depth];
  const last = depth === edit.path.length - 1;
  const copy = <T extends object>(from: T, make: () => T): T => {
    if (own.has(from)) return from;
    const made = make();
    own.add(made);
    return made;
  };
  if (Array.isArray(value)) {
    const index = Number(key);
    if (last && edit.insert) return value.toSpliced(index, 0, edit.value);
    if (last && edit.value === undefined) return value.toSpliced(index, 1);
    const next = last ? edit.value : write(value[index], edit, own, depth + 1);
    if (last ? equal(value[index], next) : value[index] === next) return value;
    const list = copy(value, () => value.slice());
    list[index] = next;
    return list;
  }
  const map = value as Record<string, unknown>;
  if (last && edit.value === undefined) {
    const { [key]: _gone, ...rest } = map;
    return rest;
  }
  if (last && !Object.hasOwn(map, key)) {
    const entries = Object.entries(map);
    const entry: [string, unknown] = [String(key), edit.value];
    return Object.fromEntries(entries.toSpliced(edit.at ?? entries.length, 0, entry));
  }
  const next = last ? edit.value : write(map[key], edit, own, depth + 1);
  if (last ? equal(map[key], next) : map[key] === next) return value;
  const changed = copy(map, () => ({ ...map }));
  changed[key] = next;
  return changed;
}

/** Whether two values of a record are the same; the order of keys does not count. */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

/** A change in one sentence, for undo lists and the audit trail. */
export function describe(change: Change): Text {
  switch (change.type) {
    case "set-status": {
      const status = word("status", change.status);
      return change.place === undefined
        ? say("{control}の実施状況を「{status}」にする", "Set {control} to {status}", {
          control: spaced(change.control),
          status: { ja: status.ja, en: status.en.toLowerCase() },
        })
        : say(
          "{place}での{control}の実施状況を「{status}」にする",
          "Set {control} at {place} to {status}",
          {
            control: spaced(change.control),
            place: spaced(change.place),
            status: { ja: status.ja, en: status.en.toLowerCase() },
          },
        );
    }
    case "set-impact":
      return say(
        "「{category}」の影響度を「{level}」にする",
        "Set the impact on {category} to {level}",
        {
          category: lower(word("category", change.category)),
          level: lower(word("level", change.level)),
        },
      );
    case "set-trait": {
      const label = lower(traitOf(bare(change.trait))?.label ?? toText(change.trait));
      if (change.value === null) {
        return say("特性「{label}」を空にする", "Clear the trait {label}", { label });
      }
      return say("特性「{label}」を「{value}」にする", "Set the trait {label} to {value}", {
        label,
        value: traitWord(bare(change.trait), change.value),
      });
    }
    case "set-threat": {
      const threat = change.threat === "unassessed"
        ? lower(word("level", "unassessed"))
        : toText(String(change.threat));
      const of = within(change.scenario, change.step);
      return say("{of}の脅威レベルを{threat}にする", "Set the threat of {of} to {threat}", {
        of,
        threat,
      });
    }
    case "set-guard": {
      const of = within(change.scenario, change.step);
      const as = {
        ja: [
          change.kind === undefined ? "" : `役割を「${word("kind", change.kind).ja}」`,
          change.level === undefined ? "" : `強さを${change.level}`,
        ].filter(Boolean).join("、"),
        en: [
          change.kind === undefined ? "" : `the kind ${word("kind", change.kind).en.toLowerCase()}`,
          change.level === undefined ? "" : `level ${change.level}`,
        ].filter(Boolean).join(" and "),
      };
      return as.ja === ""
        ? say("{of}に{control}のガードを置く", "Guard {of} by {control}", {
          of,
          control: spaced(change.control),
        })
        : say("{of}のガード{control}の{as}にする", "Give the guard {control} of {of} {as}", {
          of,
          control: spaced(change.control),
          as,
        });
    }
    case "set-level": {
      const of = within(change.scenario, change.step);
      return change.value === null
        ? say("{of}の対策レベルを計算値に戻す", "Let the level of defence of {of} be computed", {
          of,
        })
        : say("{of}の対策レベルを{value}にする", "Set the level of defence of {of} to {value}", {
          of,
          value: String(change.value),
        });
    }
    case "set-target":
      return say(
        "事業被害レベル{damage}の目標を{risk}にする",
        "Set the target for damage level {damage} to {risk}",
        { damage: String(change.damage), risk: String(change.risk) },
      );
    case "set-field":
      return change.value === null || change.value === undefined
        ? say("{on}の「{field}」を空にする", "Clear {field} of {on}", {
          on: named(change.on),
          field: change.field,
        })
        : say("{on}の「{field}」を変更する", "Change {field} of {on}", {
          on: named(change.on),
          field: change.field,
        });
    case "add": {
      const what = idOf(change.value) ?? Object.keys(isObject(change.value) ? change.value : {})[0];
      return what === undefined
        ? say("{to}に項目を加える", "Add an entry to {to}", { to: named(change.to) })
        : say("{to}に「{what}」を加える", 'Add "{what}" to {to}', { to: named(change.to), what });
    }
    case "remove":
      return say("{from}から「{id}」を削除する", 'Remove "{id}" from {from}', {
        from: named(change.from),
        id: change.id,
      });
    default: {
      const unknown: never = change;
      return toText((unknown as { type?: string }).type ?? "");
    }
  }
}

type Path = readonly (string | number)[];
type Made = readonly Edit[] | Refusal;
type Node = Record<string | number, unknown>;

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

type Of<T extends Change["type"]> = Extract<Change, { type: T }>;

function setStatus(spec: SystemSpec, change: Of<"set-status">, resolve: Resolve): Made {
  if (!statuses.includes(change.status)) return bad("status", change.status, statuses);
  const path = controlPath(spec, change.control, resolve);
  if ("code" in path) return path;
  if (change.place === undefined) return setStanding(spec, path, change);
  const at = (get(spec, path) as { at?: Node } | undefined)?.at;
  const places = (spec.components ?? []).map((component) => component.id);
  if (!places.includes(change.place) && !at?.[change.place]) {
    return missing("component", change.place, places);
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

function setImpact(spec: SystemSpec, change: Of<"set-impact">): Made {
  if (!categories.includes(change.category)) {
    return missing("category", String(change.category), categories);
  }
  if (!answers.includes(change.level)) return bad("level", change.level, answers);
  const path = ["impact", change.category];
  return put(spec, isObject(get(spec, path)) ? [...path, "level"] : path, change.level);
}

const answers = ["high", "moderate", "low", "not-applicable", "unassessed"];

/** Sets a trait by its name, with or without `profile.` before it; null clears it. */
function setTrait(spec: SystemSpec, change: Of<"set-trait">): Made {
  const name = bare(String(change.trait));
  if (name.startsWith("traits.") && name.length > "traits.".length) {
    return put(
      spec,
      ["profile", "traits", name.slice("traits.".length)],
      change.value ?? undefined,
    );
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

function setThreat(spec: SystemSpec, change: Of<"set-threat">): Made {
  if (![1, 2, 3, "unassessed"].includes(change.threat)) {
    return bad("threat", change.threat, [1, 2, 3, "unassessed"]);
  }
  const path = change.step === undefined
    ? scenarioPath(spec, change.scenario)
    : stepPath(spec, change.scenario, change.step);
  return "code" in path ? path : put(spec, [...path, "threat"], change.threat);
}

/** Sets level and kind of a guard; a control that does not guard the step yet is put there. */
function setGuard(spec: SystemSpec, change: Of<"set-guard">, resolve: Resolve): Made {
  if (change.level !== undefined && ![1, 2, 3].includes(change.level)) {
    return bad("level", change.level, [1, 2, 3]);
  }
  if (change.kind !== undefined && !guardKinds.includes(change.kind)) {
    return bad("kind", change.kind, guardKinds);
  }
  const path = stepPath(spec, change.scenario, change.step);
  if ("code" in path) return path;
  const guards = (get(spec, path) as StepSpec).guards;
  const wanted = resolve(change.control);
  const index = (guards ?? []).findIndex((guard) => resolve(guard.control) === wanted);
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

const guardKinds = ["prevent", "detect", "respond", "continuity"];

/** Types a level of defence; the reason stays unless another is given, the statuses it saw do not. */
function setLevel(spec: SystemSpec, change: Of<"set-level">): Made {
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

function setTarget(spec: SystemSpec, change: Of<"set-target">): Made {
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
function setField(spec: SystemSpec, change: Of<"set-field">, resolve: Resolve): Made {
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

/** Adds to a list at a position (default: the end), or new keys to a map. */
function add(spec: SystemSpec, change: Of<"add">, resolve: Resolve): Made {
  const path = container(spec, String(change.to), resolve);
  if ("code" in path) return path;
  const old = get(spec, path);
  if (!Array.isArray(old) && !isList(path)) return addKeys(spec, path, change, resolve);
  if (change.value === undefined || change.value === null) return bad("value", change.value, []);
  const list = (old ?? []) as unknown[];
  const id = idOf(change.value);
  if (identified.has(String(path[path.length - 1])) && id === undefined) {
    return bad("id", JSON.stringify(change.value), []);
  }
  if (id !== undefined && find(list, id, resolve, false) >= 0) {
    return { code: "change-duplicate", params: { id, list: named(change.to) } };
  }
  const at = Math.min(change.at ?? list.length, list.length);
  return insert(spec, path, at, change.value, change.source);
}

function addKeys(spec: SystemSpec, path: Path, change: Of<"add">, resolve: Resolve): Made {
  if (!isObject(change.value) || Array.isArray(change.value)) {
    return bad("value", JSON.stringify(change.value), []);
  }
  const controls = path.length === 1 && path[0] === "controls";
  const made: Edit[] = [];
  let now = spec;
  for (const [key, value] of Object.entries(change.value)) {
    const old = (get(now, path) ?? {}) as Node;
    const taken = controls
      ? Object.keys(old).some((other) => resolve(other) === resolve(key))
      : Object.hasOwn(old, key);
    if (taken) return { code: "change-duplicate", params: { id: key, list: named(change.to) } };
    if (controls && !isKnown(key, resolve)) return unknownControl(spec, key, resolve);
    const [edit] = put(now, [...path, key], value);
    if (!edit) continue;
    const exact = edit.path.length === path.length + 1;
    const at = change.at === undefined ? undefined : change.at + made.length;
    made.push(
      exact && made.length === 0 ? clean({ ...edit, at, source: change.source }) : { ...edit, at },
    );
    now = write(now, made[made.length - 1]) as SystemSpec;
  }
  return made;
}

/** Removes an entry of a list by its id (its position, where it has none), or a key of a map. */
function remove(spec: SystemSpec, change: Of<"remove">, resolve: Resolve): Made {
  const path = container(spec, String(change.from), resolve);
  if ("code" in path) return path;
  const old = get(spec, path);
  const id = String(change.id);
  const gone = (known: readonly string[]): Refusal => ({
    code: "change-entry",
    params: { id, list: named(change.from), hint: meant(id, known) },
  });
  if (Array.isArray(old)) {
    const index = find(old, id, resolve, true);
    if (index < 0) return gone(old.flatMap((item) => idOf(item) ?? []));
    return [{ path: [...path, index], value: undefined }];
  }
  const map = (isObject(old) ? old : {}) as Node;
  const controls = path.length === 1 && path[0] === "controls";
  const key = Object.hasOwn(map, id) || !controls
    ? id
    : Object.keys(map).find((key) => resolve(key) === resolve(id)) ?? id;
  if (!Object.hasOwn(map, key)) return gone(Object.keys(map));
  return [{ path: [...path, key], value: undefined }];
}

/** The lists of a record whose entries are told apart by an id, by the word a reference uses. */
const lists = {
  scenario: "scenarios",
  damage: "damages",
  measure: "measures",
  component: "components",
  zone: "zones",
  flow: "flows",
  provider: "providers",
  treatment: "treatments",
  variant: "variants",
  comment: "comments",
  review: "reviews",
  table: "tables",
  vulnerability: "vulnerabilities",
} as const;

const identified = new Set([
  ...Object.values(lists).filter((list) => !["flows", "comments", "reviews"].includes(list)),
  "steps",
  "guards",
]);

const inner = new Set(["steps", "guards"]);

/** The lists besides those of `lists` to which entries may be added before they exist. */
const further = new Set([
  "profile.connections",
  "profile.law",
  "profile.standards",
  "profile.assumptions",
  "profile.users.groups",
  "profile.operation.routes",
  "method.baseline",
  "tailoring.add",
  "tailoring.remove",
]);

function isList(path: Path): boolean {
  const last = String(path[path.length - 1]);
  if (path.length === 1) return (Object.values(lists) as string[]).includes(last);
  return inner.has(last) && path[0] === "scenarios" || further.has(path.join("."));
}

/** The path of a list or map to add to: `scenarios`, `steps/S1`, `guards/S1/phish`, `step/S1/phish#level`. */
function container(spec: SystemSpec, to: string, resolve: Resolve): Path | Refusal {
  const mark = to.indexOf("#");
  if (mark >= 0) {
    const base = thing(spec, to.slice(0, mark), resolve);
    return "code" in base ? base : fieldPath(spec, base, to.slice(mark + 1));
  }
  const [word, ...ids] = to.split("/");
  if (word === "steps" && ids.length === 1) {
    const path = scenarioPath(spec, ids[0]);
    return "code" in path ? path : [...path, "steps"];
  }
  if (word === "guards" && ids.length === 2) {
    const path = stepPath(spec, ids[0], ids[1]);
    return "code" in path ? path : [...path, "guards"];
  }
  if (ids.length > 0 || to === "system") return thing(spec, to, resolve);
  const path = to.split(".");
  if (isList(path) || topMaps.includes(path[0])) return path;
  return {
    code: "change-list",
    params: { list: to, hint: meant(to, [...Object.values(lists), ...topMaps, ...further]) },
  };
}

const topMaps = ["controls", "impact", "profile", "target", "method", "tailoring"];

/** The path of the thing a reference names: `scenario/S1`, `step/S1/phish`, `control/AC-2`, `system`. */
function thing(spec: SystemSpec, reference: string, resolve: Resolve): Path | Refusal {
  const [kind, ...ids] = reference.split("/");
  if (reference === "system") return [];
  if (topMaps.includes(reference)) return [reference];
  if (kind === "control" && ids.length > 0) return controlPath(spec, ids.join("/"), resolve);
  if (kind === "scenario" && ids.length === 1) return scenarioPath(spec, ids[0]);
  if (kind === "step" && ids.length === 2) return stepPath(spec, ids[0], ids[1]);
  if (kind === "impact" && ids.length === 1) {
    return (categories as readonly string[]).includes(ids[0])
      ? ["impact", ids[0]]
      : missing("category", ids[0], categories);
  }
  if (kind === "guard" && ids.length >= 3) {
    const path = stepPath(spec, ids[0], ids[1]);
    if ("code" in path) return path;
    const guards = (get(spec, path) as StepSpec).guards ?? [];
    const control = ids.slice(2).join("/");
    const index = find(guards, control, resolve, true);
    return index < 0
      ? missing("guard", control, guards.map((guard) => guard.control))
      : [...path, "guards", index];
  }
  if (Object.hasOwn(lists, kind) && ids.length > 0) {
    const list = lists[kind as keyof typeof lists];
    const entries = (spec[list] ?? []) as readonly unknown[];
    const id = ids.join("/");
    const index = find(entries, id, resolve, true);
    return index < 0
      ? missing(kind as keyof typeof lists, id, entries.flatMap((entry) => idOf(entry) ?? []))
      : [list, index];
  }
  const known = ["system", ...topMaps, ...Object.keys(lists), "control", "step", "guard"];
  return { code: "change-reference", params: { reference, hint: meant(kind, known) } };
}

function scenarioPath(spec: SystemSpec, id: string): Path | Refusal {
  const scenarios = spec.scenarios ?? [];
  const index = scenarios.findIndex((scenario) => scenario.id === id);
  if (index >= 0) return ["scenarios", index];
  return missing("scenario", String(id), scenarios.map((scenario) => scenario.id));
}

function stepPath(spec: SystemSpec, scenario: string, id: string): Path | Refusal {
  const path = scenarioPath(spec, scenario);
  if ("code" in path) return path;
  const steps = (get(spec, path) as ScenarioSpec).steps ?? [];
  const index = steps.findIndex((step) => step.id === id);
  if (index >= 0) return [...path, "steps", index];
  const thing = filled(nouns.step, { scenario, id: String(id) });
  return {
    code: "change-unknown",
    params: { thing, hint: meant(String(id), steps.map((step) => step.id)) },
  };
}

/** The path of a control under the spelling of the record; the canonical one where it has none. */
function controlPath(spec: SystemSpec, id: string, resolve: Resolve): Path | Refusal {
  const controls = spec.controls ?? {};
  const wanted = resolve(String(id));
  const key = Object.hasOwn(controls, id)
    ? id
    : Object.keys(controls).find((key) => resolve(key) === wanted);
  if (key !== undefined) return ["controls", key];
  return isKnown(id, resolve) ? ["controls", wanted] : unknownControl(spec, id, resolve);
}

/** Whether the catalogues have a control: only then do two spellings of it come to the same. */
function isKnown(id: string, resolve: Resolve): boolean {
  const control = resolve(String(id));
  return resolve(` ${control}`) === control;
}

function unknownControl(spec: SystemSpec, id: string, resolve: Resolve): Refusal {
  const written = [
    ...Object.keys(spec.controls ?? {}),
    ...(spec.scenarios ?? []).flatMap((scenario) => scenario.steps ?? [])
      .flatMap((step) => step.guards ?? []).map((guard) => guard.control),
  ];
  return {
    code: "unknown-control",
    params: { control: String(id), hint: meant(String(id), written.map(resolve)) },
  };
}

/** What tells an entry of a list from the others; undefined for a text and for a nameless entry. */
function idOf(entry: unknown): string | undefined {
  if (!isObject(entry)) return undefined;
  const id = entry.id ?? entry.control ?? (entry.decision === undefined ? undefined : entry.on);
  return typeof id === "string" ? id : undefined;
}

function find(list: readonly unknown[], id: string, resolve: Resolve, byPlace: boolean): number {
  const same = list.findIndex((entry) => idOf(entry) === id);
  if (same >= 0) return same;
  const spelt = list.findIndex((entry) => {
    const own = isObject(entry) && entry.id === undefined ? idOf(entry) : undefined;
    return own !== undefined && resolve(own) === resolve(id);
  });
  if (spelt >= 0 || !byPlace || !/^\d+$/.test(id)) return spelt;
  const place = Number(id);
  return place < list.length && idOf(list[place]) === undefined ? place : -1;
}

/** A field as a path below a thing. A key with dots in it is found where the record has it. */
function fieldPath(spec: SystemSpec, base: Path, field: string): Path {
  if (field === "") return base;
  if (field.startsWith("/")) {
    const keys = field.slice(1).split("/").map((key) =>
      key.replaceAll("~1", "/").replaceAll("~0", "~")
    );
    return keys.reduce<Path>((path, key) => [...path, keyOf(get(spec, path), key)], base);
  }
  const path = [...base];
  let words = field.split(".");
  while (words.length > 0) {
    const here = get(spec, path);
    let length = 1;
    if (isObject(here) && !Array.isArray(here)) {
      for (let more = words.length; more > 1; more--) {
        if (Object.hasOwn(here, words.slice(0, more).join("."))) {
          length = more;
          break;
        }
      }
    }
    path.push(keyOf(here, words.slice(0, length).join(".")));
    words = words.slice(length);
  }
  return path;
}

function keyOf(parent: unknown, key: string): string | number {
  return Array.isArray(parent) && /^\d+$/.test(key) ? Number(key) : key;
}

/** The edit that puts a value at a path, made at the first place that is missing or a shorthand. */
function put(spec: SystemSpec, path: Path, value: unknown): Edit[] {
  if (equal(get(spec, path), value)) return [];
  for (let length = 0; length < path.length - 1; length++) {
    const here = path.slice(0, length + 1);
    const old = get(spec, here);
    if (isObject(old) && !isNarrow(here, old)) continue;
    if (old === undefined && value === undefined) return [];
    const wide = widen(here, old, path[length + 1]);
    const rest = path.slice(length + 1);
    return [{ path: here, value: into(wide, rest, value, here) }];
  }
  return [{ path, value }];
}

function into(parent: Node, path: Path, value: unknown, above: Path): Node {
  const [key, ...rest] = path;
  const here = [...above, key];
  const child = rest.length === 0
    ? value
    : into(widen(here, parent[key], rest[0]), rest, value, here);
  return clean({ ...parent, [key]: child });
}

function insert(
  spec: SystemSpec,
  path: Path,
  at: number,
  value: unknown,
  source?: string,
): Edit[] {
  if (!Array.isArray(get(spec, path))) return put(spec, path, [value]);
  return [clean({ path: [...path, at], value, insert: true as const, source })];
}

/** A list of harm categories stands for a map of them as soon as one of them needs more said. */
function isNarrow(path: Path, value: unknown): boolean {
  return path[0] === "damages" && path.length === 3 && path[2] === "hits" && Array.isArray(value);
}

/** The long form of a shorthand, so that a further key finds its place; anything else gives way. */
function widen(path: Path, old: unknown, key: string | number | undefined): Node {
  if (isNarrow(path, old)) {
    return Object.fromEntries((old as string[]).map((category) => [category, null]));
  }
  if (isObject(old)) return old;
  const answer = path[0] === "impact" && path.length === 2;
  const test = path[0] === "scenarios" && path[2] === "steps" && path[4] === "test";
  if (typeof old !== "string" && typeof old !== "number") {
    // Their long forms are nothing without the answer they explain.
    return answer ? { level: "unassessed" } : test ? { result: "untested" } : {};
  }
  const control = path[0] === "controls" && (path.length === 2 || path[2] === "at");
  if (control) return { status: old };
  if (answer) return { level: old };
  if (path[0] === "damages" && path[2] === "hits") return { level: old };
  if (test) return { result: old };
  if (key === "ja" || key === "en") return { ja: old, en: old };
  return {};
}

/** The record with the shorthand at a path written out, to find fields in. */
function widened(spec: SystemSpec, path: Path): SystemSpec {
  const old = get(spec, path);
  if (isObject(old) || old === undefined) return spec;
  return write(spec, { path, value: widen(path, old, undefined) }) as SystemSpec;
}

function get(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (node, key) => isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined,
    value,
  );
}

function clean<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, value]) => value !== undefined)) as T;
}

function isObject(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

/** The same kind of change with the value that was there, where that says it all. */
function reverse(spec: SystemSpec, change: Change, edit: Edit): Change | undefined {
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

function undo(
  before: SystemSpec,
  after: SystemSpec,
  edit: Edit,
  resolve: Resolve,
  anew: boolean,
): Change[] {
  const parent = edit.path.slice(0, -1);
  const key = edit.path[edit.path.length - 1];
  const old = edit.insert ? undefined : get(before, edit.path);
  const to = addressOf(after, parent, resolve);
  const id = typeof key === "number" ? idOf(get(after, edit.path)) ?? String(key) : key;
  const gone: Change = { type: "remove", from: to, id };
  if (old === undefined) return [gone];
  // Null as the value of a field would clear it; put back as an addition it is itself.
  const again = old === null || (anew && typeof key === "string");
  if (edit.value !== undefined && !again) {
    const [on, field] = split(before, edit.path, resolve, edit.path.length - 1);
    return [{ type: "set-field", on, field, value: old }];
  }
  const at = typeof key === "number" ? key : Object.keys(get(before, parent) as Node).indexOf(key);
  const value = typeof key === "number" ? old : { [key]: old };
  const back: Change = { type: "add", to, value, at };
  return edit.value === undefined ? [back] : [gone, back];
}

/** A list or map as `add` and `remove` name it. */
function addressOf(spec: SystemSpec, path: Path, resolve: Resolve): string {
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
function split(
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

function fieldName(spec: SystemSpec, base: Path, path: Path): string {
  const rest = path.slice(base.length);
  const dotted = rest.join(".");
  return equal(fieldPath(spec, base, dotted), path) ? dotted : pointer(rest);
}

function pointer(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
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

type Noun = keyof typeof nouns | "category" | "guard" | "entry" | "review";

const furtherNouns: Readonly<Record<string, Text>> = {
  category: { ja: "被害分類「{id}」", en: 'harm category "{id}"' },
  guard: { ja: "ガード「{id}」", en: 'guard "{id}"' },
  entry: { ja: "{id}番の項目", en: "entry {id}" },
  review: { ja: "レビュー（{id}）", en: "review {id}" },
};

function missing(noun: Noun, id: string, known: readonly string[]): Refusal {
  const pattern = furtherNouns[noun] ?? nouns[noun as keyof typeof nouns];
  return {
    code: "change-unknown",
    params: { thing: filled(pattern, { id }), hint: meant(id, known) },
  };
}

function bad(
  field: string,
  value: unknown,
  allowed: readonly unknown[],
  way?: Text,
): Refusal {
  const list = allowed.map(String);
  const near = closest(String(value), list);
  const hint = way ??
    (near !== undefined
      ? filled(hints.meant, { word: near })
      : list.length > 0
      ? filled(hints.known, { list: { ja: list.join("、"), en: list.join(", ") } })
      : toText(undefined));
  return { code: "change-value", params: { field, value: String(value ?? ""), hint } };
}

function meant(id: string, known: readonly string[]): Text {
  const near = closest(id, known);
  return near === undefined ? toText(undefined) : filled(hints.meant, { word: near });
}

/** How a reference or a list is called in a sentence. */
function named(reference: string): Text {
  const [base, field] = reference.split("#");
  const [kind, ...ids] = base.split("/");
  const text = (() => {
    if (kind === "step" && ids.length === 2) return within(ids[0], ids[1]);
    if (kind === "steps") {
      const of = filled(nouns.scenario, { id: ids[0] });
      return { ja: `${of.ja}のステップ`, en: `the steps of ${of.en}` };
    }
    if (kind === "guards" && ids.length === 2) {
      const of = within(ids[0], ids[1]);
      return { ja: `${of.ja}のガード`, en: `the guards of ${of.en}` };
    }
    const noun = furtherNouns[kind] ?? (nouns as Readonly<Record<string, Text>>)[kind];
    if (noun !== undefined) return filled(noun, { id: ids[ids.length - 1] ?? "" });
    return listWords[base] ?? toText(base);
  })();
  return field ? { ja: `${text.ja}の${field}`, en: `${field} of ${text.en}` } : text;
}

const listWords: Readonly<Record<string, Text>> = {
  scenarios: { ja: "シナリオ", en: "the scenarios" },
  damages: { ja: "事業被害", en: "the damages" },
  measures: { ja: "対策", en: "the measures" },
  components: { ja: "構成要素", en: "the components" },
  zones: { ja: "ゾーン", en: "the zones" },
  flows: { ja: "データフロー", en: "the flows" },
  providers: { ja: "提供者", en: "the providers" },
  treatments: { ja: "対応方針", en: "the treatments" },
  variants: { ja: "変更案", en: "the variants" },
  comments: { ja: "コメント", en: "the comments" },
  reviews: { ja: "レビュー", en: "the reviews" },
  tables: { ja: "表", en: "the tables" },
  vulnerabilities: { ja: "脆弱性", en: "the vulnerabilities" },
  controls: { ja: "管理策", en: "the controls" },
};

function within(scenario: string, step: string | undefined): Text {
  return step === undefined
    ? filled(nouns.scenario, { id: scenario })
    : filled(nouns.step, { scenario, id: step });
}

function traitWord(name: string, value: string | number | boolean): Text {
  if (value === true) return { ja: "はい", en: "yes" };
  if (value === false) return { ja: "いいえ", en: "no" };
  if (value === "unassessed") return lower(word("level", value));
  return name === "exposure" || name === "hosting" ? word(name, value) : toText(String(value));
}

function bare(trait: string): string {
  return trait.replace(/^profile\./, "");
}

/** Latin letters stand off from the Japanese around them: 「AC-2 の実施状況」. */
function spaced(id: string): Text {
  return { ja: /[ -~]$/.test(id) ? `${id} ` : id, en: id };
}

function lower(text: Text): Text {
  // IaaS and PaaS keep their capitals; a word of the field in a sentence does not.
  return { ja: text.ja, en: text.en.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase()) };
}

function say(ja: string, en: string, values: Readonly<Record<string, Text | string>>): Text {
  return filled({ ja, en }, values);
}

function filled(pattern: Text, values: Readonly<Record<string, Text | string>>): Text {
  const put = (lang: "ja" | "en") =>
    pattern[lang].replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "string" ? value : value[lang];
    });
  return { ja: put("ja"), en: put("en") };
}
