import { step } from "./scenario.ts";
import { category, id, rating, role, text, when } from "./word.ts";
import { z } from "./zod.ts";

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
