import { id, text } from "./word.ts";
import { z } from "./zod.ts";

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
