import type { Assessment } from "../../../engine/assess.ts";
import type { Change, System } from "../../../engine/mod.ts";

/** What the names that speak of records need beside them. */
export interface World {
  /** The day of the analysis, `YYYY-MM-DD`. */
  readonly at: string;
  /** Carries changes to the page around, which alone can write. */
  propose(system: string, changes: readonly Change[]): void;
}

/** A system, or the analysis of one. */
export type Subject = System | Assessment;

/** The system that is meant. */
export function systemOf(subject: Subject): System {
  return "system" in subject ? subject.system : subject;
}
