import { subjects, type World } from "./world.ts";

/** The analysis of a system on the notebook's day. */
export function give(world: Pick<World, "systems">): Record<string, unknown> {
  return { assess: subjects(world).analysed };
}
