import { z } from "zod";

// Under a strict content policy `new Function` is refused; zod probes for it unless told not to.
z.config({ jitless: true });

const id = z.string().regex(/^[^\s/@#:]+$/u, "an id has no spaces and none of / @ # :")
  .describe("A short id, unique in its list; no spaces and none of / @ # :");
const text = z.union([
  z.string(),
  z.strictObject({ ja: z.string().optional(), en: z.string().optional() }),
]).describe("A text: one string, or one per language {ja, en}");
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a date is written YYYY-MM-DD")
  .describe("A date, YYYY-MM-DD");
const when = z.string().describe(
  "A condition over traits of the profile, such as: exposure = internet and not hosting = on-premises",
);
const rating = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const unassessed = z.literal("unassessed");

/** An answer to the impact question of one harm category. */
const answer = z.enum(["high", "moderate", "low", "not-applicable", "unassessed"]);
const level = z.enum(["high", "moderate", "low"]);
const category = z.enum(["distress", "finance", "programs", "disclosure", "safety", "law"]);
const status = z.enum([
  "implemented",
  "inherited",
  "alternative",
  "partial",
  "planned",
  "absent",
  "not-applicable",
  "unassessed",
]);
const phase = z.enum(["plan", "requirements", "design", "build", "test", "operate", "retire"]);

const impact = z.union([
  answer,
  z.strictObject({
    level: answer,
    why: text.optional(),
    wording: z.strictObject({
      high: text.optional(),
      moderate: text.optional(),
      low: text.optional(),
    }).optional().describe("The organisation's own wording of the definitions"),
  }),
]);

const profile = z.strictObject({
  purpose: text.optional(),
  users: z.strictObject({
    groups: z.array(text).optional(),
    count: z.number().nonnegative().optional().describe("How many users, persons"),
  }).optional(),
  exposure: z.enum(["internet", "government", "closed", "unassessed"]).optional(),
  hosting: z.enum(["on-premises", "iaas", "paas", "saas", "unassessed"]).optional(),
  governmentCloud: z.union([z.boolean(), unassessed]).optional(),
  information: z.strictObject({
    confidentiality: z.union([rating, unassessed]).optional(),
    integrity: z.union([z.literal(1), z.literal(2), unassessed]).optional(),
    availability: z.union([z.literal(1), z.literal(2), unassessed]).optional(),
    personal: z.union([z.boolean(), unassessed]).optional(),
    specialCare: z.union([z.boolean(), unassessed]).optional(),
    myNumber: z.union([z.boolean(), unassessed]).optional(),
    records: z.number().nonnegative().optional().describe("How many records, persons or cases"),
  }).optional(),
  authentication: z.strictObject({
    users: z.union([z.boolean(), unassessed]).optional().describe("Whether users authenticate"),
    method: text.optional(),
    ial: z.union([rating, unassessed]).optional(),
    aal: z.union([rating, unassessed]).optional(),
    failure: z.partialRecord(category, answer).optional().describe(
      "The impact of a failure of identity proofing or authentication, category by category",
    ),
  }).optional(),
  connections: z.array(z.strictObject({
    id: id.optional(),
    name: text.optional(),
    with: text.optional(),
    kind: z.string().optional(),
  })).optional(),
  operation: z.strictObject({
    outsourced: z.union([z.boolean(), unassessed]).optional(),
    subcontracted: z.union([z.boolean(), unassessed]).optional(),
    remote: z.union([z.boolean(), unassessed]).optional().describe("Whether maintenance is remote"),
    routes: z.array(text).optional(),
  }).optional(),
  availability: z.strictObject({
    rto: z.number().nonnegative().optional().describe("Recovery time objective, hours"),
    rpo: z.number().nonnegative().optional().describe("Recovery point objective, hours"),
  }).optional(),
  law: z.array(text).optional(),
  standards: z.array(text).optional(),
  assumptions: z.array(text).optional(),
  traits: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional()
    .describe("Further traits of the organisation's own, usable in conditions as traits.NAME"),
});

const holding = {
  status,
  why: text.optional(),
  evidence: text.optional(),
  owner: text.optional(),
  due: date.optional(),
  note: text.optional(),
  covers: z.array(z.string()).optional().describe(
    "Techniques that an alternative covers as well as the control itself would",
  ),
};
const control = z.union([
  status,
  z.strictObject({
    ...holding,
    status: status.optional(),
    from: z.string().optional().describe("The provider it is inherited from"),
    when: when.optional().describe("A condition over traits; false: the control does not apply"),
    at: z.record(z.string(), z.union([status, z.strictObject(holding)])).optional()
      .describe("Another status at single components, keyed by component"),
  }),
]);

type NeedSpec = string | { all: NeedSpec[] } | { any: NeedSpec[] };
const need: z.ZodType<NeedSpec, NeedSpec> = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({ all: z.array(need) }),
    z.strictObject({ any: z.array(need) }),
  ])
);

const guard = z.strictObject({
  control: z.string(),
  level: rating.optional().describe("Nominal level of defence, 1 (weak) to 3 (strong); default 2"),
  kind: z.enum(["prevent", "detect", "respond", "continuity"]).optional().describe(
    "What the guard does at this step; default prevent",
  ),
  when: when.optional(),
  note: text.optional(),
});

const step = z.strictObject({
  id,
  name: text.optional(),
  place: z.string().optional().describe("The component where the step happens"),
  technique: text.optional(),
  attack: z.string().regex(
    /^T\d{4}(\.\d{3})?$/,
    "an ATT&CK technique id looks like T1190 or T1078.004",
  )
    .optional(),
  needs: z.union([z.array(need), need]).optional().describe(
    "Steps that must have succeeded before: a list or {all: …} for every one, {any: …} for one of them",
  ),
  guards: z.array(guard).optional(),
  independent: z.array(z.string()).optional().describe(
    "Controls among the guards that the analyst holds to be independent of each other",
  ),
  threat: z.union([rating, unassessed]).optional().describe(
    "Threat of this entry; default the scenario's",
  ),
  why: text.optional(),
  level: z.strictObject({
    value: rating,
    why: text.optional(),
    given: z.record(z.string(), z.string()).optional().describe(
      "The statuses of the guards when the level was typed; when they change it is reported stale",
    ),
  }).optional().describe("A typed level of defence; it overrides the computed one"),
  test: z.union([
    z.enum(["confirmed", "refuted", "untested"]),
    z.strictObject({
      result: z.enum(["confirmed", "refuted", "untested"]),
      date: date.optional(),
      by: text.optional(),
      note: text.optional(),
    }),
  ]).optional().describe("What a penetration test said of this step"),
  when: when.optional(),
});

const scenario = z.strictObject({
  id,
  name: text.optional(),
  damage: z.string().optional(),
  attacker: text.optional(),
  threat: z.union([rating, unassessed]).optional(),
  why: text.optional(),
  when: when.optional(),
  target: z.string().optional().describe("The component that is attacked in the end"),
  goal: z.string().optional().describe("The last step; default: the steps no other step needs"),
  pattern: z.string().optional().describe("The scenario pattern it was made from"),
  note: text.optional(),
  steps: z.array(step).optional(),
});

const damage = z.strictObject({
  id,
  name: text.optional(),
  why: text.optional(),
  when: when.optional(),
  hits: z.union([
    z.array(category),
    z.partialRecord(
      category,
      z.union([level, z.strictObject({ level: level.optional(), why: text.optional() }), z.null()]),
    ),
  ]).optional().describe(
    "The harm categories it hits; a level only where it differs from the system's",
  ),
});

const trait = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** The shape of a Change, the closed language of edits; `change.ts` gives each its meaning. */
export const change = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("set-status"),
    control: z.string(),
    place: z.string().optional(),
    status,
    why: text.optional(),
  }),
  z.strictObject({ type: z.literal("set-impact"), category, level: answer }),
  z.strictObject({ type: z.literal("set-trait"), trait: z.string(), value: trait }),
  z.strictObject({
    type: z.literal("set-threat"),
    scenario: z.string(),
    step: z.string().optional(),
    threat: z.union([rating, unassessed]),
  }),
  z.strictObject({
    type: z.literal("set-guard"),
    scenario: z.string(),
    step: z.string(),
    control: z.string(),
    level: rating.optional(),
    kind: z.enum(["prevent", "detect", "respond", "continuity"]).optional(),
  }),
  z.strictObject({
    type: z.literal("set-level"),
    scenario: z.string(),
    step: z.string(),
    value: z.union([rating, z.null()]),
    why: text.optional(),
    given: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal("set-target"),
    damage: rating,
    risk: z.union([z.string(), z.number()]),
  }),
  z.strictObject({
    type: z.literal("set-field"),
    on: z.string().describe(
      "A reference such as scenario/S1, control/AC-2, step/S1/phish, or system",
    ),
    field: z.string(),
    value: z.unknown(),
  }),
  z.strictObject({
    type: z.literal("add"),
    to: z.string().describe("A list of the record: scenarios, damages, measures, … or steps/S1"),
    value: z.unknown(),
    at: z.number().int().nonnegative().optional(),
    source: z.string().optional(),
  }),
  z.strictObject({ type: z.literal("remove"), from: z.string(), id: z.string() }),
]);

const measure = z.strictObject({
  id,
  name: text.optional(),
  why: text.optional(),
  owner: text.optional(),
  due: date.optional(),
  phase: phase.optional(),
  cost: z.number().nonnegative().optional().describe("Cost in the record's unit (method.unit)"),
  done: z.boolean().optional(),
  changes: z.array(change).optional(),
});

const treatment = z.strictObject({
  on: z.string().describe("The scenario, or the control whose gap it is"),
  decision: z.enum(["mitigate", "avoid", "transfer", "accept"]),
  why: text.optional(),
  owner: text.optional(),
  decided: date.optional(),
  expires: date.optional(),
});

const ordinal = z.union([z.string(), z.number()]);
const table = z.strictObject({
  id,
  name: text.optional(),
  version: z.string().optional(),
  source: z.string().optional(),
  note: text.optional(),
  axes: z.array(z.strictObject({ name: z.string(), values: z.array(ordinal) })).optional(),
  scale: z.array(ordinal).optional(),
  target: z.record(z.string(), ordinal).optional(),
  cells: z.record(z.string(), ordinal).optional(),
  formula: z.string().optional().describe("A mathjs formula over the axes instead of cells"),
});

const tailoring = z.strictObject({
  controls: z.array(z.string()),
  why: text.optional(),
  when: when.optional(),
});

/** The shape of a record file, `scenarios/<id>.yaml`, format 1. */
export const record = z.strictObject({
  mitate: z.literal(1).describe("Version of the record format"),
  id,
  name: text.optional(),
  owner: text.optional(),
  phase: phase.optional(),
  marking: text.optional().describe("Classification marking printed on reports"),
  method: z.strictObject({
    impact: z.string().optional(),
    risk: z.string().optional(),
    baseline: z.array(z.string()).optional(),
    assurance: z.string().optional(),
    conformity: z.string().optional(),
    effect: z.string().optional(),
    step: z.string().optional(),
    vulnerability: z.string().optional(),
    damage: z.string().optional(),
    unit: text.optional().describe("Unit of cost; default 千円"),
  }).optional().describe("Which tables and catalogues the analysis reads"),
  target: z.partialRecord(z.enum(["1", "2", "3"]), ordinal).optional().describe(
    "The security level set: the worst risk allowed per damage level",
  ),
  impact: z.partialRecord(category, impact).optional(),
  profile: profile.optional(),
  zones: z.array(z.strictObject({ id, name: text.optional(), trust: text.optional() })).optional(),
  components: z.array(z.strictObject({
    id,
    name: text.optional(),
    zone: z.string().optional(),
    role: z.string().optional().describe(
      "What it is to an attack, so that scenario patterns find it: web, app, database, storage, identity, admin, maintenance, network, endpoint, mail, backup, build, external",
    ),
    product: z.string().optional(),
    when: when.optional(),
    note: text.optional(),
  })).optional(),
  flows: z.array(z.strictObject({
    id: id.optional(),
    from: z.string(),
    to: z.string(),
    name: text.optional(),
    when: when.optional(),
  })).optional(),
  providers: z.array(z.strictObject({
    id,
    name: text.optional(),
    when: when.optional(),
    why: text.optional(),
    controls: z.array(z.string()).optional().describe("Controls it takes over; PE-* for a family"),
  })).optional(),
  tailoring: z.strictObject({
    add: z.array(tailoring).optional(),
    remove: z.array(tailoring).optional(),
  }).optional(),
  controls: z.record(z.string(), control).optional(),
  damages: z.array(damage).optional(),
  scenarios: z.array(scenario).optional(),
  measures: z.array(measure).optional(),
  treatments: z.array(treatment).optional(),
  variants: z.array(z.strictObject({
    id,
    name: text.optional(),
    base: z.string().optional(),
    why: text.optional(),
    changes: z.array(change).optional(),
  })).optional(),
  reviews: z.array(z.strictObject({
    gate: phase,
    date: date.optional(),
    reviewer: text.optional(),
    author: text.optional(),
    decision: z.enum(["approved", "conditional", "rejected"]).optional(),
    findings: z.array(text).optional(),
    conditions: z.array(text).optional(),
    digest: z.string().optional(),
  })).optional(),
  comments: z.array(z.strictObject({
    on: z.string(),
    by: text.optional(),
    date: date.optional(),
    text,
    state: z.enum(["open", "resolved"]).optional(),
  })).optional(),
  vulnerabilities: z.array(z.strictObject({
    id,
    component: z.string(),
    status: z.enum(["open", "mitigated", "resolved", "accepted"]).optional(),
    why: text.optional(),
    owner: text.optional(),
    due: date.optional(),
    expires: date.optional(),
  })).optional(),
  tables: z.array(table).optional(),
});

/** What a component can be to an attack; patterns place their steps at roles. */
const role = z.enum([
  "web",
  "app",
  "database",
  "storage",
  "identity",
  "admin",
  "maintenance",
  "network",
  "endpoint",
  "mail",
  "backup",
  "build",
  "external",
]);

/** The shape of a pattern file, `scenarios/patterns/<id>.yaml`, format 1. */
export const pattern = z.strictObject({
  pattern: z.literal(1).describe("Version of the pattern format"),
  id,
  name: text,
  about: text.describe("What happens, and where it was seen in general terms"),
  when: when.optional().describe("The profiles it fits; none: every profile"),
  hits: z.array(category).describe(
    "The harm categories its damage typically hits, the most typical first",
  ),
  attacker: text,
  threat: rating.describe("The usual threat level, a start for the analyst's own"),
  why: text,
  target: role.optional().describe("The role of the component that is attacked in the end"),
  goal: z.string().optional().describe("The last step; default: the steps no other step needs"),
  steps: z.array(step.extend({ place: role.optional() })),
});

/** The shape of a file with an organisation's own catalogue, `catalogs/<id>.yaml` beside the record. */
export const catalog = z.strictObject({
  id,
  name: text,
  version: z.union([z.string(), z.number()]).describe("The edition, as it is cited"),
  source: z.string().describe("Where the catalogue is published"),
  families: z.array(z.strictObject({ id, name: text })),
  controls: z.array(z.strictObject({
    id: z.string().min(1).describe("The control's id as published, such as 5.1.1 or AC-2(3)"),
    family: z.string().describe("The id of one of the families"),
    title: text,
    baselines: z.array(z.enum(["low", "moderate", "high", "privacy"])).optional().describe(
      "The required levels that ask for it; privacy: wherever personal data is handled",
    ),
  })),
});

/** A record as people write it. */
export type SystemSpec = z.input<typeof record>;
/** A single change, as written in a record and passed between rooms. */
export type Change = z.input<typeof change>;
export type TableSpec = z.input<typeof table>;
export type StepSpec = z.input<typeof step>;
export type ScenarioSpec = z.input<typeof scenario>;
export type ControlSpec = z.input<typeof control>;
export type PatternSpec = z.input<typeof pattern>;
export type CatalogSpec = z.input<typeof catalog>;
/** A role of a component. */
export type Role = z.input<typeof role>;
export type { NeedSpec };

/** What is wrong with the shape of a value, and where. `unknown` keys are kept, the rest is not usable. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  readonly kind: "unknown" | "missing" | "invalid";
  readonly message: string;
  /** For `unknown`: the keys that would have been known here. */
  readonly known?: readonly string[];
  /** For `invalid`: the values that would have been allowed, where they are few. */
  readonly allowed?: readonly (string | number)[];
}

/** The JSON Schema of a record file, for editors. */
export function jsonSchema(): object {
  return {
    title: "Mitate record",
    ...z.toJSONSchema(record, { io: "input", target: "draft-2020-12" }),
  };
}

/**
 * Everything about a value that does not fit the shape of a record, in the order of the schema; none
 * for a record that fits. A union is judged by the branch that fits best, and a branch whose only
 * defects are unknown keys is a match. A value nested deeper than `deepest` is one misfit.
 */
export function misfits(raw: unknown, shape: z.ZodType = record): Misfit[] {
  if (depth(raw) > deepest) {
    return [{ path: [], kind: "invalid", message: `at most ${deepest} levels of nesting` }];
  }
  const result = shape.safeParse(raw);
  return result.success ? [] : result.error.issues.flatMap((issue) => flat(issue, shape, raw, []));
}

/** How deep a record may be nested: lists and maps inside each other. Real ones need about ten. */
export const deepest = 60;

type Schema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;
type Way = readonly (string | number)[];

/** How deep a value is nested, without recursion; stops one level beyond `deepest`, so loops end. */
function depth(raw: unknown): number {
  let level = 0;
  let layer = new Set<object>(isObject(raw) ? [raw] : []);
  while (layer.size > 0 && level <= deepest) {
    level++;
    const next = new Set<object>();
    for (const node of layer) {
      for (const child of Object.values(node)) if (isObject(child)) next.add(child);
    }
    layer = next;
  }
  return level;
}

function flat(issue: Issue, schema: Schema, raw: unknown, base: Way): Misfit[] {
  const path = [...base, ...issue.path as Way];
  const value = issue.path.reduce<unknown>((node, key) => inside(node, key), raw);
  if (issue.code === "unrecognized_keys") {
    const known = keysOf(reach(schema, issue.path as Way, raw), value);
    return issue.keys.map((key) => ({
      path: [...path, key],
      kind: "unknown",
      message: `the key "${key}" is not known here`,
      known,
    }));
  }
  if (value === undefined) {
    return [{ path, kind: "missing", message: `"${String(path[path.length - 1])}" is missing` }];
  }
  if (issue.code !== "invalid_union") return [invalid(path, [issue])];
  if (issue.errors.length === 0) {
    const allowed = ("options" in issue ? issue.options ?? [] : []) as string[];
    return [{ path, kind: "invalid", message: "one of the known words", allowed }];
  }
  return union(issue, reach(schema, issue.path as Way, raw), value, path);
}

/** The misfits of the branch that was meant; where no branch takes such a value, what all would take. */
function union(
  issue: Extract<Issue, { code: "invalid_union" }>,
  schemas: readonly Schema[],
  value: unknown,
  path: Way,
): Misfit[] {
  const options = schemas.flatMap((schema) => optionsOf(schema));
  const branches = issue.errors.flatMap((issues, index) => {
    if (issues.some(refused)) return [];
    const branch = options[index] ?? record;
    return [issues.flatMap((inner) => flat(inner, branch, value, path))];
  });
  if (branches.length === 0) return [invalid(path, issue.errors.flat())];
  const weight = (found: readonly Misfit[]) =>
    found.reduce((sum, misfit) => sum + (misfit.kind === "unknown" ? 1 : 1000), 0);
  return branches.reduce((best, branch) => weight(branch) < weight(best) ? branch : best);
}

/** True for an issue that turns the whole value away, not only a part of it. */
function refused(issue: Issue): boolean {
  if (issue.path.length > 0 || issue.code === "unrecognized_keys") return false;
  return issue.code !== "invalid_union" || issue.errors.every((issues) => issues.some(refused));
}

function invalid(path: Way, issues: readonly Issue[]): Misfit {
  const allowed = issues.flatMap(allows);
  const message = [...new Set(issues.flatMap(wishes))].join(" or ");
  return allowed.length === 0
    ? { path, kind: "invalid", message }
    : { path, kind: "invalid", message, allowed: [...new Set(allowed)] };
}

function allows(issue: Issue): (string | number)[] {
  if (issue.code === "invalid_union") return issue.errors.flat().filter(refused).flatMap(allows);
  if (issue.code !== "invalid_value") return [];
  return issue.values.filter((value) => typeof value === "string" || typeof value === "number");
}

const kinds: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  record: "a map",
};

function wishes(issue: Issue): string[] {
  if (issue.code === "invalid_union") return issue.errors.flat().filter(refused).flatMap(wishes);
  if (issue.code === "invalid_type") return [kinds[issue.expected] ?? issue.message];
  if (issue.code === "invalid_value") return ["one of the known words"];
  if (issue.code === "too_small") return ["a number of at least 0"];
  return [issue.message];
}

/** The schemas that judge the value at a path: several where the way there leads through a union. */
function reach(schema: Schema, path: Way, raw: unknown): Schema[] {
  let here: Schema[] = [schema];
  let value = raw;
  for (const key of path) {
    here = here.flatMap((schema) => leaves(schema, value)).flatMap((schema) => child(schema, key));
    value = inside(value, key);
  }
  return here;
}

function keysOf(schemas: readonly Schema[], value: unknown): string[] {
  const shapes = schemas.flatMap((schema) => leaves(schema, value)).flatMap((schema) => {
    const def = schema._zod.def as z.core.$ZodObjectDef | z.core.$ZodRecordDef;
    if (def.type === "object") return [Object.keys(def.shape)];
    return def.type === "record" ? [[...(def.keyType._zod.values ?? [])].map(String)] : [];
  });
  const written = Object.keys(isObject(value) ? value : {});
  const shared = (keys: readonly string[]) => written.filter((key) => keys.includes(key)).length;
  return shapes.reduce((best, keys) => shared(keys) > shared(best) ? keys : best, shapes[0] ?? []);
}

/** A schema without its wrappings, and a union as its options (one, where a key tells them apart). */
function leaves(schema: Schema, value: unknown): Schema[] {
  const options = optionsOf(schema);
  if (options.length === 1 && options[0] === schema) return [schema];
  const def = unwrap(schema)._zod.def as { discriminator?: string };
  const told = def.discriminator === undefined ? undefined : inside(value, def.discriminator);
  return options.filter((option) =>
    told === undefined ||
    unwrap(option)._zod.propValues?.[def.discriminator!]?.has(told as string)
  ).flatMap((option) => leaves(option, value));
}

function optionsOf(schema: Schema): readonly Schema[] {
  const bare = unwrap(schema);
  const def = bare._zod.def as z.core.$ZodUnionDef;
  return def.type === "union" ? def.options : [bare];
}

function unwrap(schema: Schema): Schema {
  const def = schema._zod.def as { type: string; innerType?: Schema; getter?: () => Schema };
  if (def.type === "lazy") return unwrap(def.getter!());
  return def.innerType ? unwrap(def.innerType) : schema;
}

function child(schema: Schema, key: string | number): Schema[] {
  const def = schema._zod.def as {
    type: string;
    shape?: Record<string, Schema>;
    element?: Schema;
    valueType?: Schema;
  };
  const found = def.type === "object" ? def.shape![key] : def.element ?? def.valueType;
  return found ? [found] : [];
}

function inside(value: unknown, key: PropertyKey): unknown {
  return isObject(value) && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
