import { assess, type Assessment } from "../../../engine/assess.ts";
import type { Change, System } from "../../../engine/mod.ts";
import { voice } from "../../plots/voice.ts";
import type { Systems } from "../systems.ts";

/** What the names of cells that speak of records need. */
export interface World {
  readonly systems: Systems;
  /** Carries changes to the page around, which alone can write. */
  propose(system: string, changes: readonly Change[]): void;
}

/** A system, the analysis of one, or the id of a record. */
export type Subject = System | Assessment | string;

/** Reads what cells hand over. Anything that is no subject is a `TypeError` that says what was handed. */
export interface Subjects {
  /** The analysis on the notebook's day; of the same system always the same one. */
  analysed(subject: Subject): Assessment;
  systemOf(subject: Subject): System;
}

/** How cells name systems among the records of the workspace. */
export function subjects({ systems }: Pick<World, "systems">): Subjects {
  return {
    systemOf,
    analysed(subject) {
      if (isAnalysis(subject)) return subject;
      const system = systemOf(subject);
      const at = systems.at;
      const ready = assessments.get(system);
      if (ready?.at === at) return ready;
      const made = assess(system, at);
      assessments.set(system, made);
      return made;
    },
  };

  function systemOf(subject: Subject): System {
    if (typeof subject === "string") return systems.get(subject);
    if (isAnalysis(subject)) return subject.system;
    if (typeof subject === "object" && subject !== null && "spec" in subject) return subject;
    const { say } = voice();
    const given = subject === undefined ? "undefined" : String(subject);
    throw new TypeError(say("app.frame.noSubject", { given }));
  }
}

// The analysis of the same system on the same day is the same: many figures show one.
const assessments = new WeakMap<System, Assessment>();

function isAnalysis(subject: unknown): subject is Assessment {
  return typeof subject === "object" && subject !== null && "scenarios" in subject &&
    "system" in subject;
}
