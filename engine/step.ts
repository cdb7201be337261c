import { base } from "./catalog.ts";
import type { Verity } from "./condition.ts";
import { changedSince } from "./given.ts";
import {
  type Guard,
  type Holding,
  type Interval,
  type Kind,
  type Rating,
  type Status,
  statuses,
  type Step,
} from "./model.ts";
import type { Ground, Stood } from "./profile.ts";
import { type Reading, reading } from "./rating.ts";

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
  const stood = on.stood(guard.control, step.place);
  const applies = on.verity(guard.when);
  const best = effectAt("best", guard, step, stood, applies, on);
  const worst = effectAt("worst", guard, step, stood, applies, on);
  return {
    ref: `guard/${scenario}/${step.id}/${guard.control}/${guard.kind}`,
    control: guard.control,
    kind: guard.kind,
    nominal: guard.level,
    status: stood.status,
    effective: { best: Number(best.value), worst: Number(worst.value) },
    cell: { best: best.cell, worst: worst.cell },
    covering: isCovering(stood, step),
    applies,
    stood,
  };
}

/** What a guard counts for at one end, however its control stands. */
function effectAt(
  end: "best" | "worst",
  { level }: Guard,
  step: Step,
  stood: Stood,
  applies: Verity,
  { system }: Ground,
): Reading {
  const there = end === "best"
    ? applies.truth !== "no"
    : applies.truth === "yes" && stood.applies.truth === "yes";
  const covering = there && isCovering(stood, step);
  const status = !there ? "not-applicable" : covering ? "alternative-covering" : stood[end];
  const key = words.indexOf(status) * 4 + level;
  return reading(system.method.effect, key, () => ({ status, nominal: level }));
}

/** The words of the effect table. */
const words = [...statuses, "alternative-covering"] as const;

function isCovering(stood: Stood, step: Step): boolean {
  return stood.status === "alternative" && covers(stood, step);
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
  const best = combine(step, (guard) => guards[guard].effective.best, on);
  const worst = combine(step, (guard) => guards[guard].effective.worst, on);
  const computed = { best: best.value as Rating, worst: worst.value as Rating };
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

/** The level of defence at a step, at the worse end, were some controls held as `held` has them. */
export function levelWith(
  { step, guards, level, capped, typed }: StepResult,
  held: (control: string) => Holding | undefined,
  on: Ground,
): Rating {
  if (capped || typed) return level.worst;
  const effective = (index: number) => {
    const { control, applies, effective } = guards[index];
    const other = held(control);
    if (!other) return effective.worst;
    const stood = on.standing(other, step.place);
    return Number(effectAt("worst", step.guards[index], step, stood, applies, on).value);
  };
  return combine(step, effective, on).value as Rating;
}

/** An unassessed threat lies anywhere from 1 to 3. */
export function toThreat(
  threat: Rating | "unassessed" | undefined,
): Interval<Rating> | undefined {
  if (threat === undefined) return undefined;
  return threat === "unassessed" ? { best: 1, worst: 3 } : { best: threat, worst: threat };
}

/** The step table at what the guards of a step amount to, given the effective level of each by position. */
function combine(step: Step, effective: (guard: number) => number, { system }: Ground): Reading {
  let prevent = 0, detects = false, responds = false, layers = 0;
  const { guards } = step;
  for (let guard = 0; guard < guards.length; guard++) {
    const level = effective(guard);
    const works = level >= working;
    const { kind } = guards[guard];
    if (kind === "prevent") {
      prevent = Math.max(prevent, level);
      if (works) layers++;
    } else if (kind === "detect") detects ||= works;
    else if (kind === "respond") responds ||= works;
  }
  const layered = layers >= 2 && independent(step, effective);
  const key = prevent * 8 + Number(layered) * 4 + Number(detects) * 2 + Number(responds);
  const word = (yes: boolean) => yes ? "yes" : "no";
  return reading(system.method.step, key, () => ({
    prevent,
    independent: word(layered),
    detect: word(detects),
    respond: word(responds),
  }));
}

/** Whether two preventing guards that work are held to be independent, on different base controls. */
function independent(step: Step, effective: (guard: number) => number): boolean {
  const bases = step.guards
    .filter(({ kind, control }, guard) =>
      kind === "prevent" && effective(guard) >= working && step.independent.includes(control)
    )
    .map(({ control }) => base(control));
  return new Set(bases).size >= 2;
}
