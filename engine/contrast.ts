import type { Assessment } from "./assess.ts";
import { attribute, type Attribution, grouped } from "./attribution.ts";
import { difference } from "./change.ts";
import { compare, type Comparison } from "./compare.ts";
import { resolver } from "./resolve.ts";
import type { Change } from "./schema.ts";
import { improved, type Moved, worsened } from "./worse.ts";

/** Everything a comparison of two states says. */
export interface Contrast {
  readonly base: Assessment;
  readonly other: Assessment;
  /** The changes that lead from one to the other; undefined for two different systems. */
  readonly changes: readonly Change[] | undefined;
  readonly comparison: Comparison;
  /** Undefined where there is nothing to tell apart: fewer than two changes, or two systems. */
  readonly attribution: Attribution | undefined;
  readonly worse: readonly Moved[];
  readonly better: readonly Moved[];
}

/**
 * Two states of a record, or two systems, beside each other: what differs in the input, what moved,
 * which change moved it, what is worse and what is better. Systems are told apart by their ids; the
 * input of two systems is not compared. Both assessments are of one day.
 */
export function contrast(base: Assessment, other: Assessment): Contrast {
  const { system, at } = base;
  const changes = system.id === other.system.id
    ? difference(system.spec, other.system.spec, resolver(system.catalogue))
    : undefined;
  // One change is the cause of everything; nothing has to be told apart.
  const attribution = changes && changes.length > 1
    ? attribute(system, grouped(changes), at)
    : undefined;
  return {
    base,
    other,
    changes,
    comparison: compare(base, other),
    attribution,
    worse: worsened(base, other),
    better: improved(base, other),
  };
}
