import { lists } from "../../engine/change.ts";
import type { Change, System, SystemSpec } from "../../engine/mod.ts";
import { get, idOf, type Path, setting } from "./address.ts";

/** What has a form of its own outside the diagram and is named elsewhere in the record. */
export type Named = "damage" | "scenario" | "measure" | "variant";

/**
 * The changes that give a thing another id, wherever the record names it: what ends in a damage, decides
 * on a scenario or stands on a variant, comments and remarks of reviews, and the changes of measures and
 * variants. Of two things with one id the first is meant by all that names it; the other is renamed alone.
 */
export function renaming(system: System, kind: Named, index: number, to: string): Change[] {
  const path = [lists[kind], index];
  const id = idOf(get(system.spec, path));
  const meant = id === undefined ? [] : mentions(system.spec, kind, index, to);
  return [
    ...meant.map(({ path, value }) => setting(system, path, value)),
    // The thing itself last: until then the others are found by its old name.
    setting(system, [...path, "id"], to),
  ];
}

/** A place of the record that names a thing, and what it says when the thing is called otherwise. */
export interface Mention {
  readonly path: Path;
  readonly value: unknown;
}

/** Every place that names the thing at a position of its list, apart from the thing itself. */
export function mentions(
  spec: SystemSpec,
  kind: Named,
  index: number,
  to: string,
): readonly Mention[] {
  const list = (spec[lists[kind]] ?? []) as readonly unknown[];
  const from = idOf(list[index]);
  if (from === undefined || list.findIndex((one) => idOf(one) === from) !== index) return [];
  const call: Call = { kind, from, to };
  return [
    ...plain(spec, call).filter((path) => get(spec, path) === from).map((path) => ({
      path,
      value: to,
    })),
    ...references(spec).flatMap((path) => changed(path, reference(get(spec, path), call))),
    ...planned(spec).flatMap((path) => changed(path, pointed(get(spec, path) as Change, call))),
  ];

  function changed(path: Path, value: unknown): readonly Mention[] {
    return value === get(spec, path) ? [] : [{ path, value }];
  }
}

interface Call {
  readonly kind: Named;
  readonly from: string;
  readonly to: string;
}

/** The places that say nothing but an id of the kind. */
function plain(spec: SystemSpec, { kind }: Call): Path[] {
  const of = (list: "scenarios" | "treatments" | "variants", field: string) =>
    (spec[list] ?? []).map((_, at): Path => [list, at, field]);
  switch (kind) {
    case "damage":
      return of("scenarios", "damage");
    case "scenario":
      return of("treatments", "on");
    case "variant":
      return of("variants", "base");
    case "measure":
      return [];
  }
}

/** The places that hold a reference, whatever to. */
function references({ comments = [], reviews = [] }: SystemSpec): Path[] {
  return [
    ...comments.map((_, at): Path => ["comments", at, "on"]),
    ...reviews.flatMap(({ findings = [] }, at) =>
      findings.flatMap((finding, index): Path[] =>
        typeof finding === "object" && "on" in finding
          ? [["reviews", at, "findings", index, "on"]]
          : []
      )
    ),
  ];
}

function planned(spec: SystemSpec): Path[] {
  return (["measures", "variants"] as const).flatMap((list) =>
    (spec[list] ?? []).flatMap(({ changes = [] }, at) =>
      changes.map((_, index): Path => [list, at, "changes", index])
    )
  );
}

/** Which references begin with the id of a thing: `scenario/S1`, `step/S1/a`, `guards/S1/a`. */
const heads: Readonly<Record<Named, readonly string[]>> = {
  damage: ["damage"],
  scenario: ["scenario", "step", "steps", "guard", "guards", "path", "treatment"],
  measure: ["measure"],
  variant: ["variant"],
};

/** A reference with the thing's new id; anything else as it is. */
function reference(text: unknown, { kind, from, to }: Call): unknown {
  if (typeof text !== "string") return text;
  const [, head, rest] = /^([a-z]+\/)(.*)$/s.exec(text) ?? [];
  if (head === undefined || !heads[kind].includes(head.slice(0, -1))) return text;
  if (!rest.startsWith(from)) return text;
  const after = rest.slice(from.length);
  return after === "" || /^[/#@]/.test(after) ? head + to + after : text;
}

/** Which fields of an entry, by its list, say the id of a thing of the kind. */
const fields: Readonly<Record<Named, Readonly<Record<string, string>>>> = {
  damage: { scenarios: "damage" },
  scenario: { treatments: "on" },
  measure: {},
  variant: { variants: "base" },
};

/** A change that names the thing by its new id; the same change where it does not name it. */
function pointed(change: Change, call: Call): Change {
  const { kind, from, to } = call;
  let made: Record<string, unknown> = change;
  const put = (key: string, value: unknown) => {
    if (made[key] !== value) made = { ...made, [key]: value };
  };
  for (const key of ["on", "to", "from"]) put(key, reference(made[key], call));
  if (kind === "scenario" && made.scenario === from) put("scenario", to);
  if (change.type === "remove" && change.id === from && goes(change.from, kind)) put("id", to);
  if (change.type === "set-field" && change.value === from) {
    const list = lists[change.on.split("/")[0] as keyof typeof lists];
    if (fields[kind][list] === change.field) put("value", to);
  }
  if (change.type === "add") put("value", entry(change.to, change.value, call));
  return made as Change;
}

/** Whether a change that takes an entry out of this list may mean the thing. */
function goes(list: string, kind: Named): boolean {
  return list === lists[kind] || kind === "scenario" && list === "treatments";
}

/** An entry that a change adds, with what it names by its new id. */
function entry(list: string, value: unknown, call: Call): unknown {
  if (typeof value !== "object" || value === null) return value;
  const field = list === "comments" ? "on" : fields[call.kind][list];
  const said = (value as Record<string, unknown>)[field];
  const other = said === call.from ? call.to : reference(said, call);
  return other === said ? value : { ...value, [field]: other };
}
