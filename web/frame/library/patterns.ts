import { patternPicker } from "../../inputs/patterns.ts";
import type { Options } from "../../plots/voice.ts";
import { type Subject, subjects, type World } from "./world.ts";

/** The attack scenarios that the patterns beside the records propose for a system. */
export function give(world: Pick<World, "systems">): Record<string, unknown> {
  const { systemOf } = subjects(world);
  return {
    patternPicker: (subject: Subject, options?: Options) =>
      patternPicker(systemOf(subject), world.systems.patterns, options),
  };
}
