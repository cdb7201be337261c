import { type Analysis, rerate } from "../analysis.ts";
import { apply } from "../change.ts";
import { conformity, isGap } from "../baseline.ts";
import type { Move, Raise } from "../measure.ts";
import type { Rated } from "../scenario.ts";
import type { System } from "../model.ts";
import { resolver } from "../resolve.ts";
import type { Change } from "../schema.ts";
import { toSystem } from "../system.ts";
import { type Book, bookOf } from "./book.ts";
import { advance, type Course, shifted, start, withChanges } from "./course.ts";
import type { Item } from "./item.ts";
import { alphabetical, finder, graver, movesOf } from "./move.ts";
import { scenarioOf, type Work, worksOf } from "./work.ts";

/** What an item does when it is the only one that is done, and when it is the only one that is not. */
export interface Effects {
  readonly closes: readonly string[];
  readonly raises: readonly Raise[];
  readonly alone: readonly Move[];
  readonly dropped: readonly Move[];
}

/** The record before and after a plan, and the work between. */
export interface Scene {
  readonly before: Analysis;
  readonly after: Analysis;
  readonly now: Course;
  readonly end: Course;
  /** The record with only that work done. */
  readonly alone: (work: Work) => Course;
  readonly book: Book;
  /** The work that counts towards the plan, in the order of the record. */
  readonly counting: readonly Work[];
  /** Control → what the work that counts does to its status, in the order of the record. */
  readonly changes: ReadonlyMap<string, readonly { work: Work; changes: readonly Change[] }[]>;
}

/** Sets the scene of a plan: its work apart, the record before and after it ready for what-ifs. */
export function sceneOf(before: Analysis, after: Analysis, counting: readonly Item[]): Scene {
  const works = worksOf(counting, before.system);
  const all = works.flatMap((work) =>
    [...work.single].map(([control, changes]) => ({ control, work, changes }))
  );
  const now = start(before);
  const book = bookOf(before.system);
  const tried = new Map<Work, Course>();
  return {
    before,
    after,
    now,
    end: start(after),
    alone: (work) => {
      let course = tried.get(work);
      if (!course) tried.set(work, course = advance(now, work, book));
      return course;
    },
    book,
    counting: works,
    changes: Map.groupBy(all, ({ control }) => control),
  };
}

/** The effects of an item, whether or not it counts towards the plan. */
export function effectsOf(item: Item, scene: Scene): Effects {
  const counted = scene.counting.find((work) => work.item === item);
  const [work] = counted ? [counted] : worksOf([item], scene.before.system);
  const alone = scene.alone(work);
  return {
    closes: closed(alone, scene.before),
    raises: raised(alone, scene.now),
    alone: movesTo(alone, scene),
    dropped: counted ? moves(scene.after.scenarios, scene.end, without(counted, scene), scene) : [],
  };
}

/** The plan with one item left out. */
function without(work: Work, scene: Scene): Course {
  const { before, after, book, end } = scene;
  const others = scene.counting.filter((other) => other !== work);
  if (work.broad.length > 0 && !scene.counting.every(({ local }) => local)) {
    const system = withChanges(before.system, others.flatMap(({ item }) => item.changes));
    return start(rerate(after, system));
  }
  const course = work.broad.length > 0 ? start(rerate(after, undone(work, others, scene))) : end;
  const entries = new Map([...work.single.keys()].map((control) => {
    const others = scene.changes.get(control)!.filter((one) => one.work !== work);
    return [control, book.after(book.entry(control), others.flatMap(({ changes }) => changes))];
  }));
  const leans = shifted(course.leans, entries, entries, course.frame);
  return { frame: course.frame, entries, leans };
}

/**
 * The record after the plan, with the scenarios that some work changes as they were, and as the other
 * work leaves them. Where all work changes single scenarios, the others are the same objects as after
 * the plan, so that they need not be rated again.
 */
function undone(work: Work, others: readonly Work[], { before, after }: Scene): System {
  const touched = new Set(work.broad.map(scenarioOf));
  const spec = {
    ...after.system.spec,
    scenarios: after.system.spec.scenarios?.map((scenario, index) =>
      touched.has(scenario.id) ? before.system.spec.scenarios![index] : scenario
    ),
  };
  const again = others.flatMap(({ broad }) => broad.filter((one) => touched.has(scenarioOf(one))));
  const { catalogue, shelf } = before.system;
  return toSystem(apply(spec, again, resolver(catalogue)).spec, shelf);
}

function closed({ frame, entries }: Course, before: Analysis): string[] {
  const { ground } = frame.basis;
  const { controls } = frame.system === before.system ? before.baseline : conformity(ground);
  const open = new Set(
    controls.filter((result) => {
      const entry = entries.get(result.control);
      return entry ? isGap(result, entry.held, ground) : result.gap;
    }).map(({ control }) => control),
  );
  return before.baseline.controls
    .filter(({ gap, control }) => gap && !open.has(control))
    .map(({ control }) => control);
}

function raised(course: Course, now: Course): Raise[] {
  const found: Raise[] = [];
  const find = finder(course.leans, ({ rated }) => rated.id);
  now.leans.forEach((lean, index) => {
    if (course.leans[index] === lean) return;
    const { rated, levels } = lean;
    const other = find(rated, index);
    if (!other || other.levels === levels) return;
    levels.forEach((from, step) => {
      const to = other.levels[step] ?? from;
      if (to > from) found.push({ ref: rated.steps[step].ref, from, to });
    });
  });
  return found;
}

/** What moves from the record as it is to a course. */
export function movesTo(course: Course, scene: Scene): Move[] {
  return moves(scene.before.scenarios, scene.now, course, scene);
}

/** What moves from rated scenarios, which a course begins with, to another course. */
function moves(
  scenarios: readonly Rated[],
  from: Course,
  to: Course,
  { before }: Scene,
): Move[] {
  const found: Move[] = [];
  const find = finder(to.leans, ({ rated }) => rated.id);
  scenarios.forEach((one, index) => {
    const lean = from.leans[index];
    if (to.leans[index] === lean) return;
    const other = find(one, index);
    if (other && other.outcome !== lean.outcome) found.push(...movesOf(one, other.outcome));
  });
  return found.sort(graver(before.system));
}

/**
 * Needed together: for a result the plan moves, the items whose dropping undoes it, as long as one of
 * them alone does not bring the result to where the plan has it. Item → the ids of the others.
 */
export function partnersOf(
  effects: ReadonlyMap<Item, Effects>,
  planned: readonly Move[],
): ReadonlyMap<Item, readonly string[]> {
  const end = ({ ref, to, defence }: Move) => `${ref} ${to} ${defence.to}`;
  const needed = new Map<string, Item[]>();
  for (const [item, { dropped }] of effects) {
    for (const { ref } of dropped) {
      if (needed.has(ref)) needed.get(ref)!.push(item);
      else needed.set(ref, [item]);
    }
  }
  const reached = new Map([...effects].map(([item, { alone }]) => [item, new Set(alone.map(end))]));
  const partners = new Map([...effects.keys()].map((item) => [item, new Set<string>()]));
  for (const move of planned) {
    const items = needed.get(move.ref) ?? [];
    for (const item of items) {
      if (reached.get(item)!.has(end(move))) continue;
      for (const other of items) if (other !== item) partners.get(item)!.add(other.id);
    }
  }
  return new Map([...partners].map(([item, ids]) => [item, [...ids].sort(alphabetical)]));
}
