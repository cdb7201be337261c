import { analyse, type Analysis, type Ratings, rerate } from "./analysis.ts";
import { conformity } from "./baseline.ts";
import { apply, describe } from "./change.ts";
import type { Finding } from "./finding.ts";
import type { Category, Measure, Phase, Rating, System } from "./model.ts";
import { ground } from "./profile.ts";
import { none, rank, type Risk } from "./risk.ts";
import { type Rated } from "./scenario.ts";
import type { Change } from "./schema.ts";
import { resolver } from "./resolve.ts";
import { toSystem } from "./system.ts";
import { type Text, toText } from "./text.ts";

/** One result that moves: a scenario in one harm category, at the worse end. */
export interface Move {
  /** `scenario/S1/disclosure` */
  readonly ref: string;
  readonly scenario: string;
  readonly category: Category;
  readonly from: Risk;
  readonly to: Risk;
  /** The level of defence beside the letter, since the letter alone hides progress. */
  readonly defence: { readonly from: Rating | 0; readonly to: Rating | 0 };
}

/** A step whose level of defence a measure raises. */
export interface Raise {
  readonly ref: string;
  readonly from: Rating;
  readonly to: Rating;
}

/** A measure on the list, with both justifications. */
export interface MeasureResult {
  readonly ref: string;
  readonly id: string;
  /** `measure`: written as one; `planned`: a control the record says is planned. */
  readonly kind: "measure" | "planned";
  readonly name: Text;
  readonly why: Text;
  readonly owner: Text;
  readonly due: string;
  readonly phase: Phase | undefined;
  readonly cost: number | undefined;
  readonly changes: readonly { readonly change: Change; readonly text: Text }[];
  /** Its day is past without it being done: it does not count towards the plan. */
  readonly overdue: boolean;
  readonly done: boolean;
  /** Changes that no longer apply to this record. */
  readonly refused: readonly {
    readonly change: Change;
    readonly problem: Pick<Finding, "code" | "params">;
  }[];
  /** First justification, the baseline: required controls whose gap it closes. */
  readonly closes: readonly string[];
  /** Second justification, the scenarios: steps it raises, when done alone. */
  readonly raises: readonly Raise[];
  /** What it moves when done alone; often nothing where paths run in parallel. */
  readonly alone: readonly Move[];
  /** What gets worse when it is dropped from the whole plan. */
  readonly dropped: readonly Move[];
  /** Measures without which its effect on some result is not had. */
  readonly together: readonly string[];
  /** True when it moves nothing alone and yet the plan needs it. */
  readonly parallel: boolean;
  /** True when it moves something alone, and the plan reaches the same without it. */
  readonly redundant: boolean;
}

/** The plan: all measures that count, and what the analysis says once they are done. */
export interface PlanResult {
  readonly ref: string;
  readonly measures: readonly MeasureResult[];
  /** Ids in the order of work. */
  readonly order: readonly string[];
  readonly after: Analysis;
  /** Every scenario result that the plan moves. */
  readonly moves: readonly Move[];
  /** The last day among the measures that count; "" when none counts. */
  readonly date: string;
  /** Measures that count and have no day. */
  readonly undated: readonly string[];
  /** Sum of the costs given, of measures not yet done. */
  readonly cost: number;
}

/**
 * The plan: every measure's changes, and every planned control implemented. A measure is worth the
 * gaps it closes, the steps it raises, what happens if it is dropped from the whole plan, and which
 * others it is needed together with. Mitate's default rules. `at` is the day of the analysis.
 */
export function plan(before: Analysis, at: string): PlanResult {
  const { system } = before;
  const items = itemsOf(system, at);
  const counting = items.filter((item) => !item.overdue && !item.done);
  const all = withChanges(system, counting.flatMap((item) => item.changes));
  const after = analyse(all);
  const effects = new Map(items.map((item) => [item.id, effectsOf(item, counting, before, after)]));
  const moves = movesBetween(before.scenarios, after.scenarios, system);
  const measures = items.map((item) => describeItem(item, effects, moves, before));
  return {
    ref: "plan",
    measures,
    order: orderOfWork(counting, measures, before, after),
    after,
    moves,
    date: counting.map((item) => item.due).sort().at(-1) ?? "",
    undated: counting.filter((item) => item.due === "").map((item) => item.id),
    cost: counting.reduce((sum, item) => sum + (item.cost ?? 0), 0),
  };
}

/** The system once everything that counts towards the plan on a day is done. */
export function finished(system: System, at: string): System {
  const counting = itemsOf(system, at).filter((item) => !item.overdue && !item.done);
  return withChanges(system, counting.flatMap((item) => item.changes));
}

/** What moved between two lists of results of the same system, at the worse end. */
export function movesBetween(
  before: readonly Rated[],
  after: readonly Rated[],
  system: System,
): Move[] {
  const later = new Map(after.map((result) => [result.id, result]));
  return before.flatMap((one) => {
    const other = later.get(one.id);
    if (!other || other === one) return [];
    return one.results.flatMap((result) => {
      const now = other.results.find(({ category }) => category === result.category);
      const move: Move = {
        ref: result.ref,
        scenario: one.id,
        category: result.category,
        from: result.risk.worst,
        to: now?.risk.worst ?? none,
        defence: {
          from: result.choice.worst.defence,
          to: now?.choice.worst.defence ?? 0,
        },
      };
      const same = move.from === move.to && move.defence.from === move.defence.to;
      return same ? [] : [move];
    });
  }).sort((a, b) => rank(system, b.from) - rank(system, a.from) || order(a.ref, b.ref));
}

interface Item {
  readonly id: string;
  readonly kind: MeasureResult["kind"];
  readonly name: Text;
  readonly why: Text;
  readonly owner: Text;
  readonly due: string;
  readonly phase: Phase | undefined;
  readonly cost: number | undefined;
  readonly changes: readonly Change[];
  readonly overdue: boolean;
  readonly done: boolean;
}

/** The measures of the record, then every planned control that none of them implements. */
function itemsOf(system: System, at: string): Item[] {
  const written = system.measures.map((measure) => toItem(measure, at));
  const resolve = resolver(system.catalogue);
  const covered = new Set(
    written.filter((item) => !item.done).flatMap((item) => item.changes).flatMap((change) =>
      change.type === "set-status" ? [`${resolve(change.control)}@${change.place ?? ""}`] : []
    ),
  );
  const planned = [...system.controls.values()].flatMap((held) => {
    const places = Object.keys(held.at).filter((place) => held.at[place].status === "planned");
    return [...(held.status === "planned" ? [""] : []), ...places]
      .filter((place) => !covered.has(`${held.control}@${place}`))
      .map((place) => plannedItem(held.control, place, system, at));
  });
  // A measure may be named like a control; the planned control then takes a name no record can give.
  const taken = new Set(written.map(({ id }) => id));
  return [
    ...written,
    ...planned.map((item) => taken.has(item.id) ? { ...item, id: `planned:${item.id}` } : item),
  ];
}

function toItem(measure: Measure, at: string): Item {
  const overdue = !measure.done && measure.due !== "" && measure.due < at;
  return { ...measure, kind: "measure", overdue };
}

function plannedItem(control: string, place: string, system: System, at: string): Item {
  const held = system.controls.get(control)!;
  const standing = place ? held.at[place] : held;
  const id = place ? `${control}@${place}` : control;
  const title = system.catalogue.get(control)?.control.title ?? toText(control);
  const change: Change = { type: "set-status", control, status: "implemented" };
  return {
    id,
    kind: "planned",
    name: { ja: `${id} ${title.ja}`, en: `${id} ${title.en}` },
    why: standing.why,
    owner: standing.owner,
    due: standing.due,
    phase: undefined,
    cost: undefined,
    changes: [place ? { ...change, place } : change],
    overdue: standing.due !== "" && standing.due < at,
    done: false,
  };
}

/** A system with changes applied; the same system when nothing changes. */
export function withChanges(system: System, changes: readonly Change[]): System {
  const { spec } = apply(system.spec, changes, resolver(system.catalogue));
  return spec === system.spec ? system : toSystem(spec, system.shelf);
}

interface Effects {
  readonly closes: readonly string[];
  readonly raises: readonly Raise[];
  readonly alone: readonly Move[];
  readonly dropped: readonly Move[];
}

function effectsOf(
  item: Item,
  counting: readonly Item[],
  before: Analysis,
  after: Analysis,
): Effects {
  const { system } = before;
  const alone = withChanges(system, item.changes);
  const others = counting.filter((other) => other !== item).flatMap((other) => other.changes);
  const without = counting.includes(item) ? withChanges(system, others) : after.system;
  const ratings = rerate(before, alone);
  return {
    closes: closed(before, alone),
    raises: raisesBetween(before.scenarios, ratings.scenarios),
    alone: movesBetween(before.scenarios, ratings.scenarios, system),
    dropped: movesBetween(after.scenarios, rerate(after, without).scenarios, system),
  };
}

function closed(before: Analysis, after: System): string[] {
  const { controls } = conformity(ground(after));
  const open = new Set(controls.filter(({ gap }) => gap).map(({ control }) => control));
  return before.baseline.controls
    .filter(({ gap, control }) => gap && !open.has(control))
    .map(({ control }) => control);
}

function raisesBetween(
  before: readonly Rated[],
  after: readonly Rated[],
): Raise[] {
  return before.flatMap((one, index) => {
    const other = after[index];
    if (!other || other === one) return [];
    return one.steps.flatMap((step, position) => {
      const from = step.level.worst;
      const to = other.steps[position]?.level.worst ?? from;
      return to > from ? [{ ref: step.ref, from, to }] : [];
    });
  });
}

function describeItem(
  item: Item,
  effects: ReadonlyMap<string, Effects>,
  moves: readonly Move[],
  before: Analysis,
): MeasureResult {
  const own = effects.get(item.id)!;
  const { refused } = apply(before.system.spec, item.changes, resolver(before.system.catalogue));
  return {
    ...item,
    ref: `measure/${item.id}`,
    changes: item.changes.map((change) => ({ change, text: describe(change) })),
    refused: refused.map(({ change, code, params }) => ({ change, problem: { code, params } })),
    ...own,
    together: partners(item.id, effects, moves),
    parallel: own.alone.length === 0 && own.dropped.length > 0,
    redundant: !item.overdue && !item.done && own.alone.length > 0 && own.dropped.length === 0,
  };
}

/**
 * Needed together: for a result the plan moves, the measures whose dropping undoes it, as long as one
 * of them alone does not bring the result to where the plan has it.
 */
function partners(
  id: string,
  effects: ReadonlyMap<string, Effects>,
  moves: readonly Move[],
): string[] {
  const found = new Set<string>();
  for (const move of moves) {
    const needed = [...effects].filter(([, { dropped }]) =>
      dropped.some(({ ref }) => ref === move.ref)
    );
    const enough = effects.get(id)!.alone.some((one) =>
      one.ref === move.ref && one.to === move.to && one.defence.to === move.defence.to
    );
    if (enough || !needed.some(([other]) => other === id)) continue;
    for (const [other] of needed) if (other !== id) found.add(other);
  }
  return [...found].sort(order);
}

/**
 * The order of work, greedy: at each turn what brings most scenarios to target, worst risk first; then
 * what closes most required gaps; ties by id. Mitate's default rule.
 */
function orderOfWork(
  counting: readonly Item[],
  measures: readonly MeasureResult[],
  before: Analysis,
  after: Analysis,
): string[] {
  const gaps = new Map(measures.map(({ id, closes }) => [id, closes.length]));
  const moving = new Set(
    measures
      .filter(({ raises, alone, dropped }) => raises.length + alone.length + dropped.length > 0)
      .map(({ id }) => id),
  );
  const open = counting.filter(({ id }) => moving.has(id));
  const done: Item[] = [];
  let now: Ratings = before;
  const goal = weight(after).join();
  while (open.length > 0 && weight(now).join() !== goal) {
    const tried = open.map((item) => {
      const ratings = rerate(now, withChanges(now.system, item.changes));
      return { item, ratings, weight: weight(ratings) };
    });
    tried.sort((a, b) =>
      lexical(a.weight, b.weight) || gaps.get(b.item.id)! - gaps.get(a.item.id)! ||
      order(a.item.id, b.item.id)
    );
    const [next] = tried;
    done.push(next.item);
    open.splice(open.indexOf(next.item), 1);
    now = next.ratings;
  }
  const rest = counting.filter((item) => !done.includes(item));
  rest.sort((a, b) => gaps.get(b.id)! - gaps.get(a.id)! || order(a.id, b.id));
  return [...done, ...rest].map(({ id }) => id);
}

/** How bad a state is: scenarios over target, then how many there are per risk, gravest first, then 3 − defence. */
function weight({ scenarios: results, system }: Ratings): number[] {
  const { scale } = system.method.risk.table;
  const count = (test: (result: Rated) => boolean) => results.filter(test).length;
  return [
    count(({ over }) => over.worst),
    ...scale.toReversed().map((risk) => count((result) => result.risk.worst === risk)),
    results.reduce((sum, { defence }) => sum + (defence.worst === 0 ? 0 : 3 - defence.worst), 0),
  ];
}

function lexical(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
