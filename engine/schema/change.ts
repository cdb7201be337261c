import { answer, category, rating, status, text, unassessed } from "./word.ts";
import { z } from "./zod.ts";

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
