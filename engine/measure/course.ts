import { basisOf, type Ratings, rerate } from "../analysis.ts";
import { apply } from "../change.ts";
import { type Basis, readersOf, reads } from "../difference.ts";
import { cost, costs, type Graph, pack, type Packed, solve, unpack } from "../maths/graph.ts";
import type { Holding, Rating, System } from "../model.ts";
import type { Ground } from "../profile.ts";
import { toGraph } from "../path.ts";
import { resolver } from "../resolve.ts";
import { type Outcome, outcomeOf, type Rated, weightsAt } from "../scenario.ts";
import type { Change, SystemSpec } from "../schema.ts";
import { levelWith, type StepResult } from "../step.ts";
import { toSystem } from "../system.ts";
import type { Book, Entry } from "./book.ts";
import type { Work } from "./work.ts";

/** A system with changes applied; the same system when nothing changes. */
export function withChanges(system: System, changes: readonly Change[]): System {
  const { spec } = apply(system.spec, changes, resolver(system.catalogue));
  return spec === system.spec ? system : toSystem(spec, system.shelf);
}

/** A record with some of a plan done, rated at the worse end alone. */
export interface Course {
  /** What changes that reach further than single statuses made of the record. */
  readonly frame: Frame;
  /** The controls whose status was changed besides. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** The scenarios, by their position in the frame. */
  readonly leans: readonly Lean[];
}

/** A rated system that what-ifs of single statuses start from. */
export interface Frame extends Ratings {
  readonly basis: Basis;
  /** What a scenario comes to with these pairs; the same object for the same pairs of one damage. */
  readonly outcome: (scenario: Rated, pairs: Packed) => Outcome;
  readonly context: Context;
}

/** A scenario as far as plans compare it: the level of defence at each step, and what it comes to. */
export interface Lean extends Defence {
  readonly rated: Rated;
  readonly base: Base;
  readonly outcome: Outcome;
}

/** What stays of a rated scenario while single statuses change. */
export interface Base extends Defence {
  readonly steps: readonly StepResult[];
  /** Control → positions of the steps that have it as a guard. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  readonly graph: Graph;
  /** What each step adds besides its level. */
  readonly fixed: readonly Packed[];
  /** The pairs it was made for. */
  readonly of: Rated["pairs"];
  readonly context: Context;
  /** What another holding of one control makes of it: the same few are asked for after each change. */
  readonly tried: Map<Holding, Defence>;
}

/** What the status of a control stands for under other things than the control itself. */
interface Context {
  readonly providers: SystemSpec["providers"];
  /** Whether the conditions of providers and of controls hold. */
  readonly truths: string;
}

/** The levels of defence at the steps of a scenario, and the pairs they come to. */
interface Defence {
  readonly levels: readonly Rating[];
  readonly pairs: Packed;
}

/** A course at its start: nothing is done besides what the record says. */
export function start(ratings: Ratings): Course {
  const frame = frameOf(ratings);
  return { frame, entries: new Map(), leans: frame.scenarios.map((one) => leanOf(one, frame)) };
}

/** The course once some work is done as well. */
export function advance(course: Course, work: Work, book: Book): Course {
  const changed = entriesAfter(work, course, book);
  const entries = changed.size === 0 ? course.entries : new Map([...course.entries, ...changed]);
  const { frame } = course;
  if (work.broad.length === 0) {
    return { frame, entries, leans: shifted(course.leans, changed, entries, frame) };
  }
  const next = frameOf(rerate(frame, withChanges(frame.system, work.broad)));
  // In another context the same status may stand for something else.
  const same = sameContext(frame.context, next.context);
  const held = (control: string) => entries.get(control)?.held;
  const leans = next.scenarios.map((rated, index) =>
    same && rated === course.leans[index]?.rated
      ? shiftAny(course.leans[index], changed, held, next)
      : shiftAny(leanOf(rated, next), entries, held, next)
  );
  return { frame: next, entries, leans };
}

function sameContext(a: Context, b: Context): boolean {
  return a.providers === b.providers && a.truths === b.truths;
}

/** The scenarios with changed entries; those that read none of them are the same objects. */
export function shifted(
  leans: readonly Lean[],
  changed: ReadonlyMap<string, Entry>,
  entries: ReadonlyMap<string, Entry>,
  frame: Frame,
): readonly Lean[] {
  const next = leans.slice();
  const held = (control: string) => entries.get(control)?.held;
  for (const [index, controls] of readBy(changed.keys(), frame)) {
    next[index] = shift(leans[index], controls, held, frame);
  }
  return next;
}

/** The scenarios that read any of some controls, by position, and which of them each reads. */
export function readBy(
  controls: Iterable<string>,
  { system }: Frame,
): ReadonlyMap<number, readonly string[]> {
  const readers = readersOf(system.scenarios);
  const found = new Map<number, readonly string[]>();
  for (const control of controls) {
    const only = [control];
    for (const index of readers.of(control)) {
      const others = found.get(index);
      found.set(index, others ? [...others, control] : only);
    }
  }
  return found;
}

/** The scenario with some controls that it reads held otherwise; the same object where no level changes. */
export function shift(
  lean: Lean,
  controls: readonly string[],
  held: (control: string) => Holding | undefined,
  frame: Frame,
): Lean {
  const { base } = lean;
  // Alone or dropped: a status of one control, and all else as it is rated.
  const only = lean.levels === base.levels && controls.length === 1 ? held(controls[0]) : undefined;
  const known = only && base.tried.get(only);
  if (known) return withDefence(lean, known, frame);
  const defence = reratedWith(lean, controls, held, frame.basis.ground);
  if (only) remember(base, only, defence);
  return withDefence(lean, defence, frame);
}

/** As `shift`, where it is not known which of the controls the scenario reads. */
export function shiftAny(
  lean: Lean,
  among: ReadonlyMap<string, unknown>,
  held: (control: string) => Holding | undefined,
  frame: Frame,
): Lean {
  return shift(lean, [...among.keys()].filter((one) => lean.base.places.has(one)), held, frame);
}

function reratedWith(
  { base, levels: before, pairs }: Lean,
  controls: readonly string[],
  held: (control: string) => Holding | undefined,
  ground: Ground,
): Defence {
  let levels: Rating[] | undefined;
  for (const control of controls) {
    for (const index of base.places.get(control)!) {
      const level = levelWith(base.steps[index], held, ground);
      if (level !== before[index]) (levels ??= before.slice())[index] = level;
    }
  }
  return levels ? solved(base, levels) : { levels: before, pairs };
}

/** At most this many holdings are remembered for a scenario; then it begins anew. */
const most = 500;

function remember({ tried }: Base, held: Holding, defence: Defence): void {
  if (tried.size >= most) tried.clear();
  tried.set(held, defence);
}

/** What a change of some levels that was tried on one lean comes to on another of the same base. */
export function rebase(tried: Lean, from: Lean, to: Lean, frame: Frame): Lean {
  if (tried.levels === from.levels) return to;
  const levels = to.levels.map((level, step) =>
    tried.levels[step] === from.levels[step] ? level : tried.levels[step]
  );
  return withDefence(to, solved(to.base, levels), frame);
}

function solved({ graph, fixed }: Base, levels: readonly Rating[]): Defence {
  const costs = levels.map((level, step) => cost(level) | fixed[step]);
  return { levels, pairs: solve(graph, costs) };
}

function withDefence(lean: Lean, { levels, pairs }: Defence, frame: Frame): Lean {
  if (levels === lean.levels) return lean;
  const { rated, base } = lean;
  const outcome = pairs === lean.pairs ? lean.outcome : frame.outcome(rated, pairs);
  return { rated, base, levels, pairs, outcome };
}

/** What the statuses that some work sets come to on a course; only those that it changes. */
export function entriesAfter(work: Work, course: Course, book: Book): ReadonlyMap<string, Entry> {
  const changed = new Map<string, Entry>();
  for (const [control, changes] of work.single) {
    const before = course.entries.get(control) ?? book.entry(control);
    const after = book.after(before, changes);
    if (after !== before) changed.set(control, after);
  }
  return changed;
}

function frameOf({ system, scenarios }: Ratings): Frame {
  const basis = basisOf(system);
  const known = new Map<string, Map<Packed, Outcome>>();
  const outcome = ({ scenario: { damage } }: Rated, pairs: Packed) => {
    let outcomes = known.get(damage);
    if (!outcomes) known.set(damage, outcomes = new Map());
    let found = outcomes.get(pairs);
    if (!found) {
      found = outcomeOf(basis.damages.get(damage), unpack(pairs), system);
      outcomes.set(pairs, found);
    }
    return found;
  };
  return { system, scenarios, basis, outcome, context: contextOf(basis.ground) };
}

function contextOf({ system, verity }: Ground): Context {
  const conditions = [...system.providers, ...system.controls.values()].flatMap(({ when }) =>
    when ? [`${when.text}: ${verity(when).truth}`] : []
  );
  return { providers: system.spec.providers, truths: [...new Set(conditions)].sort().join("\n") };
}

/** The rated scenarios as they are. They go when the ratings go. */
const leans = new WeakMap<Rated, Lean>();

function leanOf(rated: Rated, frame: Frame): Lean {
  const ready = leans.get(rated);
  if (ready && sameContext(ready.base.context, frame.context)) return ready;
  const base = baseOf(rated, frame);
  const { levels, pairs } = base;
  const made = { rated, base, levels, pairs, outcome: frame.outcome(rated, pairs) };
  leans.set(rated, made);
  return made;
}

/** By the steps of rated scenarios, since what risks these come to does not matter. */
const bases = new WeakMap<Rated["steps"], Base>();

function baseOf(rated: Rated, { basis, context }: Frame): Base {
  const { scenario, steps, threat, applies, pairs } = rated;
  const ready = bases.get(steps);
  if (ready?.of === pairs && sameContext(ready.context, context)) return ready;
  const damage = basis.damages.get(scenario.damage);
  const weights = weightsAt("worst", { scenario, steps, threat, applies, damage });
  const graph = toGraph(scenario);
  const made: Base = {
    levels: steps.map(({ level }) => level.worst),
    pairs: pack(pairs.worst),
    steps,
    places: reads(scenario).controls,
    graph,
    fixed: costs(graph, { ...weights, level: () => 0 }),
    of: pairs,
    context,
    tried: new Map(),
  };
  bases.set(steps, made);
  return made;
}
