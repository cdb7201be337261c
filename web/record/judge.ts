import {
  aheadOfPlan,
  assess,
  type Assessment,
  check,
  type Finding,
  lint,
  type Planned,
  type Shelf,
  type SystemSpec,
  toSystem,
  withPlan,
} from "../../engine/mod.ts";
import type { Desk } from "./desk.ts";
import type { Hand } from "./hand.ts";
import { type Stretch, stretched } from "./stretch.ts";

/** What another thread found out of a record. */
export interface Judgement {
  /** Its number: the next one tells what differs from this one. */
  readonly id: number;
  readonly planned: Planned;
  /** How the findings differ from those of the judgement that was named as known; from none otherwise. */
  readonly findings: Stretch<Finding>;
  /** How long it took there, in milliseconds. */
  readonly took: number;
}

/** What of the desk follows from the record. */
export type Shown = Pick<Desk, "system" | "assessment" | "behind">;

/**
 * Finds out what follows from a record: at once the results, which a key must show; then the plan, the
 * verdict and what does not fit together. In a large record these would hold up the next key: then the
 * hand finds them out, in its own thread, when the text has caught up.
 */
export interface Judge {
  /** What follows from a value, as far as it can be had at once. */
  shown(spec: SystemSpec | undefined): Shown;
  /** All that follows from it, whatever it takes. */
  whole(spec: SystemSpec | undefined): Shown;
  /** The desk shows another value: what follows from it besides is found out a moment later. */
  due(): void;
  /** The text has caught up; `readable` while something can be read in it. */
  rested(readable: boolean): Promise<void>;
  /** Whether something will be found out here, without the hand. */
  isDue(): boolean;
  /** Finds out at once, here, all that is behind. */
  now(): void;
  /** What was found in the record last. */
  found(): readonly Finding[];
  stop(): void;
}

/** What a judge asks and tells. */
export interface Court {
  readonly hand: Hand;
  readonly shelf: Shelf;
  readonly today: string;
  /** The longest that finding out may stand in the way here, in milliseconds. */
  readonly patience: number;
  desk(): Desk;
  /** Whether the value has moved on from the text. */
  isBusy(): boolean;
  /** The assessment has its plan now; undefined where it had it before. */
  told(found: readonly Finding[], whole: Assessment | undefined): void;
}

/** How many assessments a judge keeps, for steps back and forth. */
const kept = 4;

/** A judge over a record whose value is `first`. */
export function createJudge(first: SystemSpec | undefined, court: Court): [Judge, Shown] {
  const { hand, shelf, today, patience } = court;
  let judged: readonly Finding[] = [];
  /** The judgement of the hand that `judged` is; 0 where it was made here. */
  let known = 0;
  let slow = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The latest that are whole. */
  let recent: readonly Assessment[] = [];

  const judge: Judge = {
    shown(spec) {
      const { assessment: before, base, ...desk } = court.desk();
      if (spec === undefined || spec === desk.spec) {
        return { system: desk.system, assessment: before, behind: desk.behind };
      }
      // A step back comes to what was known a moment ago, or is compared with.
      const known = [...recent, base.assessment].find((one) => one?.system.spec === spec);
      if (known) return { system: known.system, assessment: known, behind: false };
      if (slow <= patience || !before) return judge.whole(spec);
      const system = toSystem(spec, shelf);
      return { system, assessment: aheadOfPlan(system, today, before), behind: true };
    },
    whole(spec) {
      const system = spec && toSystem(spec, shelf);
      return { system, assessment: system && keep(assess(system, today)), behind: false };
    },
    due() {
      clearTimeout(timer);
      timer = undefined;
      if (slow <= patience && !court.desk().behind) timer = setTimeout(judge.now, 0);
    },
    isDue: () => timer !== undefined,
    now() {
      clearTimeout(timer);
      timer = undefined;
      const { system, behind } = court.desk();
      const start = performance.now();
      const assessment = system && assess(system, today);
      look({ system, assessment });
      slow = performance.now() - start;
      court.told(judged, behind ? assessment && keep(assessment) : undefined);
    },
    async rested(readable) {
      const { behind } = court.desk();
      if (slow <= patience && !behind) return judge.due();
      if (readable) await byHand().catch(judge.now);
      else if (behind) judge.now();
      else court.told(judged, undefined);
    },
    found: () => judged,
    stop: () => clearTimeout(timer),
  };

  const start = performance.now();
  const opened = judge.whole(first);
  look(opened);
  // The first time takes much longer than any after it, which find most of it known.
  slow = (performance.now() - start) / 8;
  // The hand has to get to know the record first, which takes it as long as it took here.
  if (slow > patience) hand.judge(today, 0).catch(() => {});
  return [judge, opened];

  /** What does not fit together in the record, and what is questionable in its ratings. */
  function look({ system, assessment }: Pick<Shown, "system" | "assessment">): void {
    known = 0;
    judged = [...(system ? check(system) : []), ...(assessment ? lint(assessment) : [])];
  }

  async function byHand(): Promise<void> {
    const { system } = court.desk();
    const answer = await hand.judge(today, known);
    if (!answer) return;
    const { id, planned, findings, took } = answer;
    judged = stretched(known === 0 ? [] : judged, findings);
    [known, slow] = [id, took];
    const desk = court.desk();
    // What is shown by now is judged when its own text has caught up.
    if (court.isBusy() || desk.system !== system) return;
    court.told(judged, desk.behind && system ? keep(withPlan(system, today, planned)) : undefined);
  }

  function keep(assessment: Assessment): Assessment {
    recent = [assessment, ...recent.filter((one) => one !== assessment)].slice(0, kept);
    return assessment;
  }
}
