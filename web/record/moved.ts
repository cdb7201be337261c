import { type Assessment, rank, type ScenarioResult, type Text, word } from "../../engine/mod.ts";
import { between, plain, risk } from "../../engine/show.ts";

/** A result as it is shown, with a rank that says which way is better: lower is. */
export interface Mark {
  /** What `why` answers. */
  readonly ref: string;
  /** Which side of that result: the risk, the level of defence, a count. */
  readonly aspect: Aspect;
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
  const [old, now] = [marksOf(before), marksOf(after)];
  const moved: Moved[] = [];
  for (const [key, mark] of now) {
    const was = old.get(key);
    if (was === mark || was && was.rank === mark.rank && was.text.en === mark.text.en) continue;
    moved.push(moveOf(was, mark));
  }
  for (const [key, was] of old) if (!now.has(key)) moved.push(moveOf(was, undefined));
  return moved;
}

/** The key of a result among those that moved. */
export function keyOf({ ref, aspect }: { readonly ref: string; readonly aspect: Aspect }): string {
  return `${ref} ${aspect}`;
}

function moveOf(was: Mark | undefined, mark: Mark | undefined): Moved {
  const { ref, aspect } = (mark ?? was)!;
  const way = !was || !mark || was.rank === mark.rank
    ? "other"
    : mark.rank < was.rank
    ? "better"
    : "worse";
  return { ref, aspect, from: was?.text, to: mark?.text, way };
}

const known = new WeakMap<Assessment, ReadonlyMap<string, Mark>>();

function marksOf(assessment: Assessment): ReadonlyMap<string, Mark> {
  const ready = known.get(assessment);
  if (ready) return ready;
  const { scenarios, categories, system } = assessment;
  const marks = new Map<string, Mark>();
  const add = (mark: Mark) => void marks.set(keyOf(mark), mark);
  overall(assessment).forEach(add);
  for (const { ref, risk: value } of categories) {
    add({
      ref,
      aspect: "risk",
      text: between(value, risk),
      rank: rank(system, value.worst) * 2 + rank(system, value.best) / 100,
    });
  }
  for (const scenario of scenarios) scenarioMarks(scenario, assessment).forEach(add);
  known.set(assessment, marks);
  return marks;
}

function overall({ baseline, verdict, plan }: Assessment): Mark[] {
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
  ];
}

const scenarioKnown = new WeakMap<ScenarioResult, readonly Mark[]>();

function scenarioMarks(result: ScenarioResult, { system }: Assessment): readonly Mark[] {
  const ready = scenarioKnown.get(result);
  if (ready) return ready;
  const one = (ref: string, value: ScenarioResult["risk"]): Mark => ({
    ref,
    aspect: "risk",
    text: between(value, risk),
    rank: rank(system, value.worst) * 2 + rank(system, value.best) / 100,
  });
  const made: Mark[] = [
    one(result.ref, result.risk),
    {
      ref: result.ref,
      aspect: "defence",
      text: between(result.defence, (level) => plain(level === 0 ? "—" : level)),
      // No attack is left to defend against: better than any level.
      rank: result.defence.worst === 0
        ? -99
        : -result.defence.worst * 2 - result.defence.best / 100,
    },
    ...result.results.map(({ ref, risk }) => one(ref, risk)),
  ];
  scenarioKnown.set(result, made);
  return made;
}
