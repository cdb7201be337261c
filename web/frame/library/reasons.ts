import { why } from "../../../engine/why.ts";
import { fold } from "../../plots/arrange.ts";
import { whyNot, whyTree } from "../../plots/derivation.ts";
import { voice } from "../../plots/voice.ts";
import { type Subject, subjects, type World } from "./world.ts";

/** Where results come from. */
export function give(world: Pick<World, "systems">): Record<string, unknown> {
  const { analysed } = subjects(world);
  return {
    /** Where a result comes from, as a tree, on demand folded; its value is the derivation as data. */
    why: (
      subject: Subject,
      ref: string,
      { folded, ...options }: Parameters<typeof whyTree>[1] & { readonly folded?: boolean } = {},
    ) => {
      const derivation = why(analysed(subject), ref);
      const tree = derivation ? whyTree(derivation, options) : whyNot(ref, options);
      if (!folded || !derivation) return tree;
      const line = fold(voice().say("plot.why.fold"), tree)!;
      return Object.assign(line, { value: derivation, summary: tree.summary });
    },
  };
}
