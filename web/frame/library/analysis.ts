import { assess } from "../../../engine/assess.ts";
import type { Subject, World } from "./world.ts";

/** The analysis of a system on the notebook's day. */
export function give({ at }: World): Record<string, unknown> {
  return {
    assess: (subject: Subject) => "system" in subject ? subject : assess(subject, at),
  };
}
