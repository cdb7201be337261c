import type { Treatment } from "./model.ts";

/** A decision, and whether it counts on the day of the analysis. */
export interface TreatmentResult {
  readonly ref: string;
  readonly on: string;
  readonly treatment: Treatment;
  /**
   * True when it settles what remains: accept, transfer or avoid, with reason and owner, an acceptance
   * with a day it expires, the day it was decided come, and the day it expires not past. `mitigate`
   * settles nothing: its measures do.
   */
  readonly settles: boolean;
  readonly expired: boolean;
  /** Decided only after the day of the analysis: nobody has decided yet. */
  readonly pending: boolean;
  /** What a valid decision still needs. */
  readonly lacks: readonly ("why" | "owner" | "expires")[];
}

/**
 * Judges a decision on a day (`YYYY-MM-DD`). Transfer and acceptance never change a risk letter; they
 * only say that what remains was decided. An expired acceptance does not count, nor does a decision
 * before its day; on the very day both do. A decision without a day counts as made.
 * Source: DS-201 step 4 (consolidation); conditions are Mitate's default.
 */
export function judge(treatment: Treatment, at: string): TreatmentResult {
  const expired = treatment.expires !== "" && treatment.expires < at;
  const pending = treatment.decided > at;
  const lacks = [
    ...(treatment.why.ja.trim() === "" ? ["why" as const] : []),
    ...(treatment.owner.ja.trim() === "" ? ["owner" as const] : []),
    ...(treatment.decision === "accept" && treatment.expires === "" ? ["expires" as const] : []),
  ];
  return {
    ref: `treatment/${treatment.on}`,
    on: treatment.on,
    treatment,
    settles: treatment.decision !== "mitigate" && !expired && !pending && lacks.length === 0,
    expired,
    pending,
    lacks,
  };
}
