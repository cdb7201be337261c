import { readersOf } from "../difference.ts";
import { rank } from "../risk.ts";
import type { Outcome } from "../scenario.ts";
import type { Entry } from "./book.ts";
import { advance, type Course, type Lean, readBy, rebase, shiftAny } from "./course.ts";
import type { Item } from "./item.ts";
import { alphabetical } from "./move.ts";
import type { Work } from "./work.ts";
import type { Effects, Scene } from "./worth.ts";

/**
 * The order of work, greedy: at each turn what brings most scenarios to target, worst risk first; then
 * what closes most required gaps; ties by id. Mitate's default rule. What an item would do next is
 * looked at again only in the scenarios that the item before it touched.
 */
export function orderOfWork(scene: Scene, effects: ReadonlyMap<Item, Effects>): Item[] {
  const closes = ({ item }: Work) => effects.get(item)!.closes.length;
  const byGaps = (a: Work, b: Work) => closes(b) - closes(a) || alphabetical(a.item.id, b.item.id);
  const moving = scene.counting.filter(({ item }) => {
    const { raises, alone, dropped } = effects.get(item)!;
    return raises.length + alone.length + dropped.length > 0;
  });
  const goal = weigh(scene.end).join();
  const done: Work[] = [];
  let turn = firstTurn(moving, scene);
  while (turn.trials.length > 0 && turn.weight.join() !== goal) {
    const best = turn.trials.reduce((best, trial) =>
      (lexical(trial.weight, best.weight) || byGaps(trial.work, best.work)) < 0 ? trial : best
    );
    done.push(best.work);
    turn = nextTurn(turn, best, scene);
  }
  const rest = scene.counting.filter((work) => !done.includes(work)).sort(byGaps);
  return [...done, ...rest].map(({ item }) => item);
}

/** Where the plan stands, and what doing each of the open items next would come to. */
interface Turn {
  readonly now: Course;
  readonly weight: Weight;
  readonly trials: readonly Trial[];
}

/** An item as if it were done next. */
interface Trial {
  readonly work: Work;
  readonly entries: ReadonlyMap<string, Entry>;
  /** The scenarios that it touches, by position, as they would be then; kept up to date in place. */
  readonly leans: Map<number, Lean>;
  readonly weight: Weight;
}

function firstTurn(works: readonly Work[], scene: Scene): Turn {
  const { now, alone } = scene;
  return { now, weight: weigh(now), trials: works.map((work) => tryOut(work, now, alone(work))) };
}

function nextTurn(turn: Turn, best: Trial, { book }: Scene): Turn {
  const now = best.work.broad.length > 0
    ? advance(turn.now, best.work, book)
    : done(turn.now, best);
  const next = { now, weight: best.weight };
  const touch = touchOf(best.work, turn.now, now);
  const trials = turn.trials.filter((trial) => trial !== best).map((trial) =>
    stays(trial, best, touch)
      ? lookAgain(trial, touch, turn, next)
      : tryOut(trial.work, now, advance(now, trial.work, book))
  );
  return { ...next, trials };
}

/** What was tried is done. */
function done({ frame, entries, leans }: Course, trial: Trial): Course {
  const next = leans.slice();
  for (const [index, lean] of trial.leans) next[index] = lean;
  return { frame, entries: new Map([...entries, ...trial.entries]), leans: next };
}

function tryOut(work: Work, now: Course, then: Course): Trial {
  const leans = new Map(touchedBy(work, now, then).map((index) => [index, then.leans[index]]));
  const entries = new Map(work.controls.flatMap((control): [string, Entry][] => {
    const entry = then.entries.get(control);
    return entry ? [[control, entry]] : [];
  }));
  return { work, entries, leans, weight: weigh(then) };
}

/** The scenarios in which some work may change what other work comes to, by position. */
function touchedBy(work: Work, now: Course, then: Course): readonly number[] {
  const readers = [...readBy(work.controls, then.frame).keys()];
  if (work.broad.length === 0) return readers;
  const changed = [...then.leans.keys()].filter((index) => then.leans[index] !== now.leans[index]);
  return [...new Set([...readers, ...changed])];
}

/** Where some work that is done may have changed what other work comes to. */
interface Touch {
  readonly all: ReadonlySet<number>;
  /** Scenarios that stand differently since. */
  readonly changed: readonly number[];
  /** The scenarios in which a control guards a step together with a control of that work. */
  readonly beside: (control: string) => readonly number[];
}

function touchOf(work: Work, before: Course, now: Course): Touch {
  const all = touchedBy(work, before, now);
  const readers = readersOf(now.frame.system.scenarios);
  const neighbours = work.controls.map((control) => readers.beside(control));
  return {
    all: new Set(all),
    changed: all.filter((index) => before.leans[index] !== now.leans[index]),
    beside: (control) => neighbours.flatMap((one) => one.get(control) ?? []),
  };
}

/** Whether what an item would come to is known still, but for where the last one touched it. */
function stays({ work, leans }: Trial, best: Trial, { all }: Touch): boolean {
  if (!best.work.local || !work.local) return false;
  if (work.controls.some((control) => best.work.single.has(control))) return false;
  // What reaches further may put guards where there were none.
  return work.broad.length === 0 ||
    [...leans].every(([index, { base: { places } }]) =>
      !all.has(index) && !best.work.controls.some((control) => places.has(control))
    );
}

/** The item as it would be done next, with only those scenarios rated again that the last one touched. */
function lookAgain(
  trial: Trial,
  { changed, beside }: Touch,
  before: Pick<Turn, "now" | "weight">,
  { now, weight }: Pick<Turn, "now" | "weight">,
): Trial {
  const { entries, leans, work } = trial;
  const sum = trial.weight.map((value, index) => value + weight[index] - before.weight[index]);
  const held = (control: string) => (entries.get(control) ?? now.entries.get(control))?.held;
  const near = new Set(work.controls.flatMap(beside));
  const replace = (index: number, last: Lean, next: Lean) => {
    leans.set(index, next);
    add(sum, next.outcome, 1, now);
    add(sum, now.leans[index].outcome, -1, now);
    add(sum, last.outcome, -1, now);
    add(sum, before.now.leans[index].outcome, 1, now);
  };
  for (const index of changed) {
    const from = before.now.leans[index];
    const to = now.leans[index];
    const last = leans.get(index);
    if (from.rated !== to.rated) {
      replace(index, last ?? from, shiftAny(to, work.single, held, now.frame));
    } else if (last && !near.has(index)) replace(index, last, rebase(last, from, to, now.frame));
  }
  for (const index of near) {
    const to = now.leans[index];
    const last = leans.get(index);
    if (last && before.now.leans[index].rated === to.rated) {
      replace(index, last, shiftAny(to, work.single, held, now.frame));
    }
  }
  return { ...trial, weight: sum };
}

/** How bad a state is: scenarios over target, then how many there are per risk, gravest first, then 3 − defence. */
type Weight = number[];

function weigh(course: Course): Weight {
  const { scale } = course.frame.system.method.risk.table;
  const weight: Weight = new Array(scale.length + 2).fill(0);
  for (const { outcome } of course.leans) add(weight, outcome, 1, course);
  return weight;
}

function add(
  weight: Weight,
  { over, risk, defence }: Outcome,
  sign: 1 | -1,
  { frame }: Course,
): void {
  const place = rank(frame.system, risk);
  if (over) weight[0] += sign;
  // The gravest risk has the highest rank and comes first; `none` is on no scale.
  if (place > 0) weight[weight.length - 1 - place] += sign;
  if (defence > 0) weight[weight.length - 1] += sign * (3 - defence);
}

function lexical(a: Weight, b: Weight): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
}
