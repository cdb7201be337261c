import { answer, category, id, rating, text, unassessed } from "./word.ts";
import { z } from "./zod.ts";

/** The answer to the impact question of one harm category: one word, or with its reason. */
export const impact = z.union([
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

/** The system profile; nothing in it is required, and what is left out is unassessed. */
export const profile = z.strictObject({
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
    kind: z.string().optional().describe(
      "internet, government, dedicated or vpn, which have words in both languages; or a word of one's own",
    ),
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
