import type { Pattern } from "../../engine/library.ts";
import { closest } from "../../engine/nearest.ts";
import { standard } from "../../engine/standard.ts";
import { toSystem } from "../../engine/system.ts";
import type { System } from "../../engine/mod.ts";
import type { Shelf } from "../../engine/shelf.ts";
import { voice } from "../plots/voice.ts";
import type { ToFrame } from "./protocol.ts";

/** The records of the workspace as the frame has them. */
export interface Systems {
  /** The day of the analysis, `YYYY-MM-DD`. */
  readonly at: string;
  /** What ships and the organisation's own: catalogues, tables, methods. */
  readonly shelf: Shelf;
  /** The patterns of attack scenarios that stand beside the records. */
  readonly patterns: readonly Pattern[];
  /** The ids of the systems with their names. */
  all(): { id: string; name: string }[];
  /** The system with an id; without one, the only or the first. A missing one is an error that names what there is. */
  get(id?: string): System;
}

/** Reads what the page around handed over. Systems are made when they are first asked for. */
export function systemsOf(
  { at, systems, catalogs, patterns = [] }:
    & Pick<Extract<ToFrame, { t: "systems" }>, "at" | "systems" | "catalogs">
    & Partial<Pick<Extract<ToFrame, { t: "systems" }>, "patterns">>,
): Systems {
  const shelf = catalogs.length
    ? { ...standard, catalogs: [...standard.catalogs, ...catalogs] }
    : standard;
  const specs = new Map(systems.map(({ spec }) => [String(spec.id ?? ""), spec]));
  const made = new Map<string, System>();
  return {
    at,
    shelf,
    patterns,
    all: () => [...specs.keys()].map((id) => ({ id, name: voice().text(get(id).name) })),
    get,
  };

  function get(wanted?: string): System {
    const id = wanted ?? [...specs.keys()][0] ?? "";
    const spec = specs.get(id);
    if (!spec) {
      const { say } = voice();
      const near = closest(id, [...specs.keys()]);
      throw new RangeError(
        say("app.frame.noSystem", { id, known: [...specs.keys()].join(", ") }) +
          (near ? say("app.frame.near", { near }) : ""),
      );
    }
    const known = made.get(id);
    if (known) return known;
    const system = toSystem(spec, shelf);
    made.set(id, system);
    return system;
  }
}
