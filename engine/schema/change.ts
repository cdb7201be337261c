import { given } from "./scenario.ts";
import { answer, category, rating, status, text, unassessed } from "./word.ts";
import { z } from "./zod.ts";

const trait = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/**
 * How a stretch of the file's text is to read once the change is made: what stands there, and what
 * takes its place. Carried by a change that undoes another one, so that spellings, comments and blank
 * lines return; see `formats/patch.ts`.
 */
const patch = z.strictObject({
  at: z.number().int().nonnegative().describe("Where in the text, in UTF-16 units"),
  old: z.string(),
  new: z.string(),
});

const traced = {
  patch: patch.optional().describe(
    "How the text stood before what this change undoes; used only where it says what the change says",
  ),
};

/** The shape of a Change, the closed language of edits; `change.ts` gives each its meaning. */
export const change = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("set-status"),
    control: z.string(),
    place: z.string().optional(),
    status,
    why: text.optional(),
    ...traced,
  }),
  z.strictObject({ type: z.literal("set-impact"), category, level: answer, ...traced }),
  z.strictObject({ type: z.literal("set-trait"), trait: z.string(), value: trait, ...traced }),
  z.strictObject({
    type: z.literal("set-threat"),
    scenario: z.string(),
    step: z.string().optional(),
    threat: z.union([rating, unassessed]),
    ...traced,
  }),
  z.strictObject({
    type: z.literal("set-guard"),
    scenario: z.string(),
    step: z.string(),
    control: z.string(),
    level: rating.optional(),
    kind: z.enum(["prevent", "detect", "respond", "continuity"]).optional(),
    ...traced,
  }),
  z.strictObject({
    type: z.literal("set-level"),
    scenario: z.string(),
    step: z.string(),
    value: z.union([rating, z.null()]),
    why: text.optional(),
    given: given.optional(),
    ...traced,
  }),
  z.strictObject({
    type: z.literal("set-target"),
    damage: rating,
    risk: z.union([z.string(), z.number()]),
    ...traced,
  }),
  z.strictObject({
    type: z.literal("set-field"),
    on: z.string().describe(
      "A reference such as scenario/S1, control/AC-2, step/S1/phish, or system",
    ),
    field: z.string(),
    value: z.unknown(),
    ...traced,
  }),
  z.strictObject({
    type: z.literal("add"),
    to: z.string().describe("A list of the record: scenarios, damages, measures, … or steps/S1"),
    value: z.unknown(),
    at: z.number().int().nonnegative().optional(),
    source: z.string().optional().describe(
      "The text of what is added, with its comments; used only where it says the same as value",
    ),
    ...traced,
  }),
  z.strictObject({ type: z.literal("remove"), from: z.string(), id: z.string(), ...traced }),
]);

export type Patch = z.input<typeof patch>;
