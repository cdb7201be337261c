import { analyse, type Analysis } from "./analysis.ts";
import { apply, describe, edits } from "./change.ts";
import type { Finding } from "./finding.ts";
import { withChanges } from "./measure/course.ts";
import { type Item, itemsOf } from "./measure/item.ts";
import { finder, graver, movesOf } from "./measure/move.ts";
import { orderOfWork } from "./measure/order.ts";
import { type Effects, effectsOf, movesTo, partnersOf, sceneOf } from "./measure/worth.ts";
import type { Category, Phase, Rating, System } from "./model.ts";
import { resolver } from "./resolve.ts";
import type { Risk } from "./risk.ts";
import { type Rated } from "./scenario.ts";
import type { Change } from "./schema.ts";
import type { Text } from "./text.ts";

export { withChanges };

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
  const scene = sceneOf(before, after, counting);
  const effects = new Map(items.map((item) => [item, effectsOf(item, scene)]));
  const moves = movesTo(scene.end, scene);
  const partners = partnersOf(effects, moves);
  return {
    ref: "plan",
    measures: items.map((item) =>
      describeItem(item, effects.get(item)!, partners.get(item)!, system)
    ),
    order: orderOfWork(scene, effects).map(({ id }) => id),
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
  const find = finder(after, ({ id }) => id);
  return before.flatMap((one, index) => {
    const other = find(one, index);
    return !other || other === one ? [] : movesOf(one, {
      results: other.results.map(({ category, risk, choice }) => ({
        category,
        risk: risk.worst,
        defence: choice.worst.defence,
      })),
    });
  }).sort(graver(system));
}

function describeItem(
  item: Item,
  effects: Effects,
  together: readonly string[],
  system: System,
): MeasureResult {
  const { alone, dropped } = effects;
  return {
    ...item,
    ref: `measure/${item.id}`,
    changes: item.changes.map((change) => ({ change, text: describe(change) })),
    refused: refusedOf(item, system),
    ...effects,
    together,
    parallel: alone.length === 0 && dropped.length > 0,
    redundant: !item.overdue && !item.done && alone.length > 0 && dropped.length === 0,
  };
}

function refusedOf({ changes }: Item, { spec, catalogue }: System): MeasureResult["refused"] {
  const resolve = resolver(catalogue);
  // Whether a status can be set does not depend on those set before, so none need be.
  const refused = changes.every(({ type }) => type === "set-status")
    ? changes.flatMap((change) => {
      const { refused } = edits(spec, change, resolve);
      return refused ? [{ change, ...refused }] : [];
    })
    : apply(spec, changes, resolve).refused;
  return refused.map(({ change, code, params }) => ({ change, problem: { code, params } }));
}
