import { assess } from "../../../engine/assess.ts";
import { why } from "../../../engine/why.ts";
import { whyTree } from "../../plots/derivation.ts";
import type { Subject, World } from "./world.ts";

/** Where a result comes from, as a tree. */
export function give({ at }: World): Record<string, unknown> {
  return {
    because: (subject: Subject, ref: string) => {
      const derivation = why("system" in subject ? subject : assess(subject, at), ref);
      return derivation && whyTree(derivation);
    },
  };
}
