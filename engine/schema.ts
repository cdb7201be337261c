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

/** A record as people write it. */
export type SystemSpec = z.input<typeof record>;
/** A single change, as written in a record and passed between rooms. */
export type Change = z.input<typeof change>;
export type TableSpec = z.input<typeof table>;
export type StepSpec = z.input<typeof step>;
export type ScenarioSpec = z.input<typeof scenario>;
export type ControlSpec = z.input<typeof control>;
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
