import { base } from "./catalog.ts";
import type { Verity } from "./condition.ts";
import { changedSince } from "./given.ts";
import type { Guard, Interval, Kind, Rating, Status, Step } from "./model.ts";
import type { Ground, Stood } from "./profile.ts";
import { cell, rate, type RatingTable } from "./rating.ts";

/** What a guard does at a step: its effective level, 0 for none, up to its nominal level. */
export interface GuardResult {
  readonly ref: string;
  readonly control: string;
  readonly kind: Kind;
  readonly nominal: Rating;
  readonly status: Status;
  /** The effective level of defence, 0 to 3; `best` is the higher. */
  readonly effective: Interval<number>;
  /** The cell of the effect table read at each end. */
  readonly cell: Interval<string>;
  /** True when an alternative counts in full because its reason says it covers this technique. */
  readonly covering: boolean;
  readonly applies: Verity;
  readonly stood: Stood;
}

/** The level of defence at a step, and everything it was computed from. */
export interface StepResult {
  readonly ref: string;
  readonly id: string;
  readonly step: Step;
  /** 1 (none to speak of) to 3 (strong); `best` is the higher. */
  readonly level: Interval<Rating>;
  /** What the rule gives, before a typed level or a penetration finding. */
  readonly computed: Interval<Rating>;
  readonly typed: Rating | undefined;
  /** Whether what the computed level leans on changed since one was typed; undefined when that is not recorded. */
  readonly stale: boolean | undefined;
  /** True when a confirmed penetration finding caps the level at 1. */
  readonly capped: boolean;
  /** False for a step without any guard: it counts as 1 and is reported as not modelled. */
  readonly modelled: boolean;
  readonly guards: readonly GuardResult[];
  /** The cell of the step table read at each end. */
  readonly cell: Interval<string>;
  /** Whether the step exists under this profile. */
  readonly applies: Verity;
  /** Threat of an entry; undefined for steps that need others. */
  readonly threat: Interval<Rating> | undefined;
}

/**
 * A guard works against a step from this effective level on: level 1 is what IPA's scale calls no
 * effect to be expected.
 */
export const working = 2;

/**
 * The effective level of a guard: what its control's status at the step's place counts for.
 * Mitate's default rule, read from the effect table: implemented and inherited count in full;
 * partial and alternative one less, at least 1 (an alternative that covers the technique in full);
 * all others not at all. A guard whose condition does not hold does nothing.
 */
export function effectiveLevel(
  guard: Guard,
  step: Step,
  scenario: string,
  on: Ground,
): GuardResult {
  const { effect } = on.system.method;
  const stood = on.stood(guard.control, step.place);
  const applies = on.verity(guard.when);
  const covering = stood.status === "alternative" && covers(stood, step);
  const read = (status: Status, there: boolean) => {
    const word = !there ? "not-applicable" : covering ? "alternative-covering" : status;
    const point = { status: word, nominal: guard.level };
    return { cell: cell(effect, point), level: Number(rate(effect, point)) };
  };
  const best = read(stood.best, applies.truth !== "no");
  const worst = read(stood.worst, applies.truth === "yes" && stood.applies.truth === "yes");
  return {
    ref: `guard/${scenario}/${step.id}/${guard.control}/${guard.kind}`,
    control: guard.control,
    kind: guard.kind,
    nominal: guard.level,
    status: stood.status,
    effective: { best: best.level, worst: worst.level },
    cell: { best: best.cell, worst: worst.cell },
    covering,
    applies,
    stood,
  };
}

/** `T1078` covers `T1078.004` as well. */
function covers(stood: Stood, step: Step): boolean {
  return step.attack !== "" &&
    stood.standing.covers.some((technique) =>
      step.attack === technique || step.attack.startsWith(`${technique}.`)
    );
}

/**
 * The level of defence at a step. Mitate's default rule, read from the step table (IPA leaves the
 * level to judgement): the highest working preventing guard; 3 with two independent ones of level 2
 * or more on different base controls; one more, at most 3, with a working detecting and a working
 * responding guard; continuity never counts; 1 when nothing works. A typed level overrides it; a
 * confirmed penetration finding caps either at 1, since evidence outranks opinion.
 */
export function levelOfDefence(step: Step, scenario: string, on: Ground): StepResult {
  const guards = step.guards.map((guard) => effectiveLevel(guard, step, scenario, on));
  const table = on.system.method.step;
  const best = combine(guards, step, "best", table);
  const worst = combine(guards, step, "worst", table);
  const computed = { best: best.level, worst: worst.level };
  const capped = step.test === "confirmed";
  const typed = step.typed?.value;
  const level: Interval<Rating> = capped
    ? { best: 1, worst: 1 }
    : typed
    ? { best: typed, worst: typed }
    : computed;
  return {
    ref: `step/${scenario}/${step.id}`,
    id: step.id,
    step,
    level,
    computed,
    typed,
    stale: step.typed?.given && changedSince(step.typed.given, step, guards).length > 0,
    capped,
    modelled: step.guards.length > 0,
    guards,
    cell: { best: best.cell, worst: worst.cell },
    applies: on.verity(step.when),
    threat: step.needs ? undefined : toThreat(step.threat),
  };
}

/** An unassessed threat lies anywhere from 1 to 3. */
export function toThreat(
  threat: Rating | "unassessed" | undefined,
): Interval<Rating> | undefined {
  if (threat === undefined) return undefined;
  return threat === "unassessed" ? { best: 1, worst: 3 } : { best: threat, worst: threat };
}

function combine(
  guards: readonly GuardResult[],
  step: Step,
  end: "best" | "worst",
  table: RatingTable,
): { cell: string; level: Rating } {
  const of = (kind: Kind) => guards.filter((guard) => guard.kind === kind);
  const strongest = (kind: Kind) => Math.max(0, ...of(kind).map((guard) => guard.effective[end]));
  const point = {
    prevent: strongest("prevent"),
    independent: independent(of("prevent"), step, end) ? "yes" : "no",
    detect: strongest("detect") >= working ? "yes" : "no",
    respond: strongest("respond") >= working ? "yes" : "no",
  };
  return { cell: cell(table, point), level: rate(table, point) as Rating };
}

function independent(
  preventing: readonly GuardResult[],
  step: Step,
  end: "best" | "worst",
): boolean {
  const bases = preventing
    .filter((guard) => guard.effective[end] >= working && step.independent.includes(guard.control))
    .map((guard) => base(guard.control));
  return new Set(bases).size >= 2;
}
