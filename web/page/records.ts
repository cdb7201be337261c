import { standard } from "../../engine/mod.ts";
import type { ToFrame } from "../frame/protocol.ts";
import type { State } from "../shell/state.ts";

/**
 * What the frame is told of the workspace: every record that could be read, and the organisation's own
 * catalogues and patterns, so that a cell analyses a record as the page and the command line do.
 */
export function recordsFor(
  { systems, beside: { shelf, patterns } }: Pick<State, "systems" | "beside">,
  at: string,
): Extract<ToFrame, { t: "systems" }> {
  return {
    t: "systems",
    at,
    systems: [...systems.values()].flatMap(({ path, opened }) =>
      opened.spec ? [{ path, spec: opened.spec }] : []
    ),
    catalogs: shelf.catalogs.filter((catalog) => !standard.catalogs.includes(catalog)),
    patterns,
  };
}
