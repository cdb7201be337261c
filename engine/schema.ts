import { catalog } from "./schema/catalog.ts";
import { change } from "./schema/change.ts";
import { control, tailoring } from "./schema/control.ts";
import { type Misfit, misfitsOf } from "./schema/misfit.ts";
import { pattern } from "./schema/pattern.ts";
import { impact, profile } from "./schema/profile.ts";
import { damage, scenario, step } from "./schema/scenario.ts";
import { category, date, id, ordinal, phase, role, text, when } from "./schema/word.ts";
import { z } from "./schema/zod.ts";

export type { Patch } from "./schema/change.ts";
export type { NeedSpec } from "./schema/scenario.ts";
export { deepest, type Misfit } from "./schema/misfit.ts";
export { catalog, change, pattern };

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

const review = z.strictObject({
  gate: phase,
  date: date.optional(),
  reviewer: text.optional().describe("The role that reviewed; another one than the author's"),
  author: text.optional().describe("The role that made the analysis"),
  present: z.array(text).optional().describe("The roles that were present"),
  decision: z.enum(["approved", "conditional", "rejected"]).optional(),
  findings: z.array(z.union([
    text,
    z.strictObject({
      text,
      on: z.string().optional(),
      state: z.enum(["open", "resolved"]).optional(),
    }),
  ])).optional(),
  conditions: z.array(z.union([
    text,
    z.strictObject({ text, due: date.optional(), done: z.boolean().optional() }),
  ])).optional(),
  note: text.optional(),
  digest: z.string().optional().describe("What was reviewed: the digest of that state"),
  seals: z.record(z.string(), z.string()).optional().describe(
    "A short digest per part of the record, to tell what changed since",
  ),
});

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
  reviews: z.array(review).optional(),
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
export type ReviewSpec = z.input<typeof review>;
export type TableSpec = z.input<typeof table>;
export type StepSpec = z.input<typeof step>;
export type ScenarioSpec = z.input<typeof scenario>;
export type ControlSpec = z.input<typeof control>;
export type PatternSpec = z.input<typeof pattern>;
export type CatalogSpec = z.input<typeof catalog>;
/** A role of a component. */
export type Role = z.input<typeof role>;

/** The JSON Schema of a record file, for editors. */
export function jsonSchema(): object {
  return {
    title: "Mitate record",
    ...z.toJSONSchema(record, { io: "input", target: "draft-2020-12" }),
  };
}

/**
 * Everything about a value that does not fit a shape, by default a record's, in the order of the
 * schema; none for a value that fits. A union is judged by the branch that fits best, and a branch
 * whose only defects are unknown keys is a match. A value nested deeper than `deepest` is one misfit.
 */
export function misfits(raw: unknown, shape: z.ZodType = record): Misfit[] {
  return misfitsOf(raw, shape);
}
