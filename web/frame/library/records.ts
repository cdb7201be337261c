import type { World } from "./world.ts";

/** The records of the workspace, what lies beside them, and the day of the analysis. */
export function give({ systems }: Pick<World, "systems">): Record<string, unknown> {
  return {
    /** The system of a record by its id; the first one where none is named. */
    system: (id?: string) => systems.get(id),
    systems: systems.all(),
    /** The patterns of attack scenarios beside the records. */
    patterns: systems.patterns,
    today: systems.at,
  };
}
