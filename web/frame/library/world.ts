import type { Assessment } from "../../../engine/assess.ts";
import type { Change, System } from "../../../engine/mod.ts";
import type { Systems } from "../systems.ts";

/** What the names that speak of records are made from. */
export interface World {
  readonly systems: Systems;
  /** Carries changes to the page around, which alone can write. */
  propose(system: string, changes: readonly Change[]): void;
}

/** A system, or the analysis of one. */
export type Subject = System | Assessment;

/** The system that is meant. */
export function systemOf(subject: Subject): System {
  return "system" in subject ? subject.system : subject;
}
