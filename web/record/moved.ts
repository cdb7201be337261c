import {
  type Assessment,
  rank,
  type ScenarioResult,
  type System,
  type Text,
  word,
} from "../../engine/mod.ts";
import { between, plain, risk } from "../../engine/show.ts";

/** A result as it is shown, with a rank that says which way is better: lower is. */
export interface Mark {
  /** What `why` answers. */
  readonly ref: string;
  /** Which side of that result: the risk, the level of defence, a count. */
  readonly aspect: Aspect;
  /** The scenario whose result it is; undefined for results of the system as a whole. */
  readonly scenario?: string;
  readonly text: Text;
  readonly rank: number;
}

export type Aspect =
  | "verdict"
  | "required"
  | "over"
  | "gaps"
  | "met"
  | "risk"
  | "defence"
  | "measures";

/** A result that is not what it was. A side is undefined where there was, or is, no such result. */
export interface Moved {
  readonly ref: string;
  readonly aspect: Aspect;
  /** The reference of the scenario whose result it is; undefined for results of the whole system. */
  readonly scenario: string | undefined;
  readonly from: Text | undefined;
  readonly to: Text | undefined;
  readonly way: "better" | "worse" | "other";
}

/** What moved between two assessments, in the order of the later one; no difference gives none. */
export function movesOf(
  before: Assessment | undefined,
  after: Assessment | undefined,
): readonly Moved[] {
  if (!before || !after || before === after) return [];
  return [...differing(overall(before), overall(after)), ...inScenarios(before, after)];
}

/** What moved in the scenarios since a base, one by one and all together. */
interface Compared {
  readonly to: readonly ScenarioResult[];
  readonly each: readonly (readonly Moved[])[];
  readonly all: readonly Moved[];
}

/** The latest comparison with each base: most that moved since then moved some changes ago. */
const latest = new WeakMap<readonly ScenarioResult[], Compared>();

/** What moved in the scenarios; a scenario that no change touched since is not compared again. */
function inScenarios(before: Assessment, after: Assessment): readonly Moved[] {
  const last = latest.get(before.scenarios);
  if (last?.to === after.scenarios) return last.all;
  const compared = compare(before, after, last);
  latest.set(before.scenarios, compared);
  return compared.all;
}

function compare(before: Assessment, after: Assessment, last: Compared | undefined): Compared {
  const [olds, to] = [before.scenarios, after.scenarios];
  // Mostly no scenario came or went, and one that no change touched is the same object.
  if (olds.length !== to.length || !olds.every(({ id }, at) => id === to[at].id)) {
    return { to, each: [], all: comeAndGone(before, after) };
  }
  const each = to.map((result, at) => {
    if (result === olds[at]) return none;
    return result === last?.to[at] && last.each[at] || resultMoves(olds[at], before, result, after);
  });
  return { to, each, all: each.flat() };
}

/** What moved where scenarios came, went or have another order. */
function comeAndGone(before: Assessment, after: Assessment): Moved[] {
  const old = new Map(before.scenarios.map((result) => [result.id, result]));
  const moved = after.scenarios.flatMap((result) => {
    const was = old.get(result.id);
    old.delete(result.id);
    if (was === result) return [];
    return was
      ? resultMoves(was, before, result, after)
      : differing([], marksOf(result, result.results, after));
  });
  return [
    ...moved,
    ...[...old.values()].flatMap((was) => differing(marksOf(was, was.results, before), [])),
  ];
}

const none: readonly Moved[] = [];

/** What moved between two results of a scenario. */
function resultMoves(
  was: ScenarioResult,
  before: Assessment,
  result: ScenarioResult,
  after: Assessment,
): readonly Moved[] {
  // Another status may change the steps of a scenario and nothing that is shown of it.
  const { risk, defence, results } = result;
  if (risk === was.risk && defence === was.defence && results === was.results) return none;
  const [one, other] = apart(was, before, result, after);
  return differing(marksOf(was, one, before), marksOf(result, other, after));
}

type Results = ScenarioResult["results"];

/** The results of two results of a scenario that are not alike at first sight; all where they differ in kind. */
function apart(
  was: ScenarioResult,
  { system: old }: Assessment,
  { results }: ScenarioResult,
  { system }: Assessment,
): readonly [Results, Results] {
  const aligned = old.method.risk.table === system.method.risk.table &&
    results.length === was.results.length &&
    results.every(({ ref }, at) => ref === was.results[at].ref);
  if (!aligned) return [was.results, results];
  const differs = ({ risk }: Results[number], at: number) =>
    risk.best !== was.results[at].risk.best || risk.worst !== was.results[at].risk.worst;
  const positions = [...results.keys()].filter((at) => differs(results[at], at));
  return [positions.map((at) => was.results[at]), positions.map((at) => results[at])];
}

function differing(before: readonly Mark[], after: readonly Mark[]): Moved[] {
  const aligned = before.length === after.length &&
    before.every(({ ref, aspect }, at) => ref === after[at].ref && aspect === after[at].aspect);
  if (aligned) {
    return after.flatMap((mark, at) => same(before[at], mark) ? [] : [moveOf(before[at], mark)]);
  }
  const old = new Map(before.map((mark) => [keyOf(mark), mark]));
  const now = after.flatMap((mark) => {
    const was = old.get(keyOf(mark));
    old.delete(keyOf(mark));
    return was && same(was, mark) ? [] : [moveOf(was, mark)];
  });
  return [...now, ...[...old.values()].map((was) => moveOf(was, undefined))];
}

function same(was: Mark, mark: Mark): boolean {
  return was.rank === mark.rank && was.text.en === mark.text.en;
}

/** How a result moved, among all that did; undefined where it did not. */
export function moveIn(moved: readonly Moved[], ref: string, aspect: Aspect): Moved | undefined {
  let index = indexes.get(moved);
  if (!index) indexes.set(moved, index = indexOf(moved));
  return index.get(aspect)?.get(ref);
}

type Index = ReadonlyMap<Aspect, ReadonlyMap<string, Moved>>;

const indexes = new WeakMap<readonly Moved[], Index>();

/** What moved, by aspect and reference: thousands may, and without a key put together for each. */
function indexOf(moved: readonly Moved[]): Index {
  const index = new Map<Aspect, Map<string, Moved>>();
  for (const one of moved) {
    let by = index.get(one.aspect);
    if (!by) index.set(one.aspect, by = new Map());
    by.set(one.ref, one);
  }
  return index;
}

/** The key of a result among those that moved. */
export function keyOf({ ref, aspect }: { readonly ref: string; readonly aspect: Aspect }): string {
  return `${ref} ${aspect}`;
}

function moveOf(was: Mark | undefined, mark: Mark | undefined): Moved {
  const { ref, aspect, scenario } = (mark ?? was)!;
  const way = !was || !mark || was.rank === mark.rank
    ? "other"
    : mark.rank < was.rank
    ? "better"
    : "worse";
  return { ref, aspect, scenario, from: was?.text, to: mark?.text, way };
}

/** The results of the system as a whole. */
function overall({ baseline, verdict, plan, categories, system }: Assessment): Mark[] {
  const verdicts = ["now", "plan", "provisional", "not"];
  const levels = ["low", "moderate", "high"];
  const { level } = baseline;
  const count = (ref: string, aspect: Aspect, value: number): Mark => ({
    ref,
    aspect,
    text: plain(value),
    rank: value,
  });
  return [
    {
      ref: "verdict",
      aspect: "verdict",
      text: word("verdict", verdict.verdict),
      rank: verdicts.indexOf(verdict.verdict),
    },
    {
      ref: "required",
      aspect: "required",
      text: between(level, (one) => word("level", one)),
      rank: levels.indexOf(level.worst) * 2 + levels.indexOf(level.best) / 10,
    },
    count("verdict", "over", verdict.now.over.length),
    count("verdict", "gaps", verdict.now.gaps.length),
    count("plan", "measures", plan.measures.filter(({ done }) => !done).length),
    ...[baseline.all, ...baseline.families].map(({ ref, met, total, share }): Mark => ({
      ref,
      aspect: "met",
      text: plain(`${met}/${total}`),
      rank: -share.worst,
    })),
    ...categories.map(({ ref, risk: value }) => riskMark(ref, value, system)),
  ];
}

function marksOf(
  { ref, risk, defence }: ScenarioResult,
  results: Results,
  { system }: Assessment,
): readonly Mark[] {
  return [
    riskMark(ref, risk, system, ref),
    {
      ref,
      aspect: "defence",
      scenario: ref,
      text: between(defence, (level) => plain(level === 0 ? "—" : level)),
      // No attack is left to defend against: better than any level.
      rank: defence.worst === 0 ? -99 : -defence.worst * 2 - defence.best / 100,
    },
    ...results.map((one) => riskMark(one.ref, one.risk, system, ref)),
  ];
}

function riskMark(
  ref: string,
  value: ScenarioResult["risk"],
  system: System,
  scenario?: string,
): Mark {
  return {
    ref,
    aspect: "risk",
    scenario,
    text: between(value, risk),
    rank: rank(system, value.worst) * 2 + rank(system, value.best) / 100,
  };
}
