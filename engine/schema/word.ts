import { z } from "./zod.ts";

/** What a thing is called by references. */
export const id = z.string()
  .regex(
    /^[^\s/@#:+]{1,100}$/u,
    "an id has at most 100 characters, no spaces and none of / @ # : +",
  )
  .describe("A short id, unique in its list; no spaces and none of / @ # : +");

/** A text for people. */
export const text = z.union([
  z.string(),
  z.strictObject({ ja: z.string().optional(), en: z.string().optional() }),
]).describe("A text: one string, or one per language {ja, en}");

/** A calendar day. */
export const date = z.iso.date("a date is written YYYY-MM-DD")
  .describe("A date, YYYY-MM-DD");

/** A condition; `condition.ts` reads it. */
export const when = z.string().describe(
  "A condition over traits of the profile, such as: exposure = internet and not hosting = on-premises",
);

/** A level of 1 (low), 2 or 3 (high). */
export const rating = z.union([z.literal(1), z.literal(2), z.literal(3)]);

/** Not assessed yet; an analysis then counts from best to worst. */
export const unassessed = z.literal("unassessed");

/** A value of a rating table, as an axis or as a result. */
export const ordinal = z.union([z.string(), z.number()]);

/** An answer to the impact question of one harm category. */
export const answer = z.enum(["high", "moderate", "low", "not-applicable", "unassessed"]);

/** A level of impact. */
export const level = z.enum(["high", "moderate", "low"]);

/** The six harm categories in which impact is asked. */
export const category = z.enum(["distress", "finance", "programs", "disclosure", "safety", "law"]);

/** How far a control is implemented. */
export const status = z.enum([
  "implemented",
  "inherited",
  "alternative",
  "partial",
  "planned",
  "absent",
  "not-applicable",
  "unassessed",
]);

/** A phase of the life cycle. */
export const phase = z.enum([
  "plan",
  "requirements",
  "design",
  "build",
  "test",
  "operate",
  "retire",
]);

/** What a component can be to an attack; patterns place their steps at roles. */
export const role = z.enum([
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
