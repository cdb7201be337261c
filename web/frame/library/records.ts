import type { Systems } from "../systems.ts";

/** The records of the workspace, and the day of the analysis. */
export function give({ systems }: { readonly systems: Systems }): Record<string, unknown> {
  return {
    /** The system of a record by its id; the only one where none is named. */
    system: (id?: string) => systems.get(id),
    systems: systems.all(),
    today: systems.at,
  };
}
