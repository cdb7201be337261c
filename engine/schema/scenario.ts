import { category, date, id, level, rating, text, unassessed, when } from "./word.ts";
import { z } from "./zod.ts";

/** Steps that must have succeeded before another: one, every one, or any one. */
export type NeedSpec = string | { all: NeedSpec[] } | { any: NeedSpec[] };

const need: z.ZodType<NeedSpec, NeedSpec> = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({ all: z.array(need) }),
    z.strictObject({ any: z.array(need) }),
  ])
);

const role = z.union([
  rating,
  z.strictObject({
    level: rating,
    when: when.optional(),
    applies: z.enum(["yes", "no", "unknown"]).optional(),
  }),
]).optional();

/** What a level was typed over; `given.ts` gives it its meaning. */
export const given = z.record(
  z.string(),
  z.union([
    z.string(),
    z.strictObject({
      status: z.string(),
      prevent: role,
      detect: role,
      respond: role,
      continuity: role,
      independent: z.boolean().optional(),
      covering: z.boolean().optional(),
    }),
  ]),
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

/** A step of an attack, with the controls that guard it. */
export const step = z.strictObject({
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
    given: given.optional().describe(
      "What the computed level leaned on when another was typed, control by control: its status, and per kind of guard its nominal level and condition (or the status alone); when that changes the typed level is reported stale",
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

/** An attack scenario: an and/or graph of steps that ends in a damage. */
export const scenario = z.strictObject({
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

/** A business damage to avoid. */
export const damage = z.strictObject({
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
