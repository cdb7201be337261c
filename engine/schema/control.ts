import { date, status, text, when } from "./word.ts";
import { z } from "./zod.ts";

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

/** How a control stands: one word, or with what is known about it. */
export const control = z.union([
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

/** Controls put into the baseline or taken out of it. */
export const tailoring = z.strictObject({
  controls: z.array(z.string()),
  why: text.optional(),
  when: when.optional(),
});
