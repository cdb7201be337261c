import { analyse, type Analysis } from "./analysis.ts";
import { assurance, type AssuranceResult } from "./assurance.ts";
import type { Provenance } from "./catalog.ts";
import { type Condition, traitsOf, type Verity } from "./condition.ts";
import { reads } from "./difference.ts";
import { finished, plan, type PlanResult } from "./measure.ts";
import { categories, type Category, type Interval, type System } from "./model.ts";
import { none, rank, type Risk } from "./risk.ts";
import type { Text } from "./text.ts";
import { judge, type TreatmentResult } from "./treatment.ts";
import { openAt, settledBy, verdictOf, type VerdictResult } from "./verdict.ts";

/** The version of the engine, printed with every result. */
export const engine = "0.1.0";

/** The worst risk of a harm category over all scenarios, and which scenarios have it. */
export interface CategorySummary {
  readonly ref: string;
  readonly category: Category;
  readonly risk: Interval<Risk>;
  readonly scenarios: readonly string[];
}

/** A condition of the record and whether it holds. */
export interface ConditionResult {
  readonly ref: string;
  /** What it stands on: `scenario/S1`, `step/S1/phish`, … */
  readonly on: string;
  readonly text: string;
  readonly truth: Verity["truth"];
  readonly because: readonly string[];
  /** Every trait it reads. */
  readonly traits: readonly string[];
}

/** The identity of a table, catalogue or definition the analysis read. */
export interface TableUse {
  readonly ref: string;
  readonly id: string;
  readonly kind: "impact" | "catalog" | "table";
  readonly name: Text;
  readonly version: string;
  readonly source: string;
  readonly provenance: Provenance;
  readonly note: Text | undefined;
}

/** The whole analysis of a system on a day; every intermediate is kept for explanations. */
export interface Assessment extends Analysis {
  readonly engine: string;
  /** The day of the analysis, `YYYY-MM-DD`. */
  readonly at: string;
  readonly assurance: AssuranceResult | undefined;
  readonly conditions: readonly ConditionResult[];
  readonly categories: readonly CategorySummary[];
  readonly plan: PlanResult;
  readonly treatments: readonly TreatmentResult[];
  readonly verdict: VerdictResult;
  readonly tables: readonly TableUse[];
}

/** The assessment of each system that was asked for last; it goes when the system goes. */
const latest = new WeakMap<System, Assessment>();

/**
 * DS-201 from end to end: profile and impact → baseline analysis and business-damage analysis → the
 * list of measures and the verdict. Pure: the same system and day give the same result. `at` is the
 * day of the analysis, on which overdue measures and expired acceptances are judged. What a change to
 * the system left alone is taken over from the assessments before, and the same system on the same day
 * gives the same object. A screen that cannot wait for the plan shows `aheadOfPlan` first.
 */
export function assess(system: System, at: string): Assessment {
  let ready = latest.get(system);
  if (ready?.at !== at) latest.set(system, ready = assessmentOf(system, at));
  return ready;
}

function assessmentOf(system: System, at: string): Assessment {
  const results = resultsOf(system, at);
  const planned = plan(results, at);
  return { ...results, plan: planned, verdict: verdictOf(results, planned, results.treatments) };
}

/** Everything that is known without a plan, which is by far the smaller part of the work. */
function resultsOf(system: System, at: string): Omit<Assessment, "plan" | "verdict"> {
  const analysis = analyse(system);
  return {
    ...analysis,
    engine,
    at,
    assurance: assurance(analysis.ground),
    conditions: conditionsOf(analysis),
    categories: summaries(analysis),
    treatments: system.treatments.map((treatment) => judge(treatment, at)),
    tables: tablesOf(system),
  };
}

/**
 * An assessment ahead of its plan, for a screen that cannot wait for it: every result is that of the
 * system, as is what stands open now; the plan, and the verdict over it, are still those of `before`.
 */
export function aheadOfPlan(system: System, at: string, before: Assessment): Assessment {
  const results = resultsOf(system, at);
  const now = openAt("worst", results, settledBy(results.treatments));
  return { ...results, plan: before.plan, verdict: { ...before.verdict, now } };
}

/** What an assessment has besides its results, as data that can go from one thread to another. */
export interface Planned {
  readonly plan: Omit<PlanResult, "after">;
  readonly verdict: VerdictResult;
}

/** What of an assessment another thread needs, where the results are known already. */
export function plannedOf({ plan: { after: _, ...plan }, verdict }: Assessment): Planned {
  return { plan, verdict };
}

/**
 * The assessment of a system whose plan another thread made, for a record that says the same: what
 * `assess` gives, and what it gives from now on. The analysis after the plan is made when it is asked for.
 */
export function withPlan(system: System, at: string, { plan, verdict }: Planned): Assessment {
  const ready = latest.get(system);
  if (ready?.at === at) return ready;
  const whole: PlanResult = {
    ...plan,
    get after() {
      return analyse(finished(system, at));
    },
  };
  const made = { ...resultsOf(system, at), plan: whole, verdict };
  latest.set(system, made);
  return made;
}

/** The worst per harm category: the bottom line of scenarios × categories. */
function summaries({ scenarios, system }: Analysis): CategorySummary[] {
  const found = new Map(
    categories.map((category) => [category, {
      best: none as Risk,
      worst: none as Risk,
      ids: [] as string[],
    }]),
  );
  const graver = (one: Risk, other: Risk) =>
    one !== other && rank(system, one) > rank(system, other);
  for (const { id, results } of scenarios) {
    for (const { category, risk } of results) {
      const top = found.get(category)!;
      if (graver(risk.best, top.best)) top.best = risk.best;
      if (graver(risk.worst, top.worst)) [top.worst, top.ids] = [risk.worst, []];
      if (risk.worst === top.worst && risk.worst !== none) top.ids.push(id);
    }
  }
  return [...found].map(([category, { best, worst, ids }]) => ({
    ref: `category/${category}`,
    category,
    risk: { best, worst },
    scenarios: ids,
  }));
}

/** Every condition of the record, in its order. */
function conditionsOf({ system, ground }: Analysis): ConditionResult[] {
  const found: ConditionResult[] = [];
  const add = (on: string, condition: Condition | undefined) => {
    if (!condition) return;
    const { truth, because } = ground.verity(condition);
    const { text } = condition;
    found.push({ ref: `when/${on}`, on, text, truth, because, traits: traitsOf(condition) });
  };
  for (const { id, when } of system.components) add(`component/${id}`, when);
  for (const { id, when } of system.flows) add(`flow/${id}`, when);
  for (const { id, when } of system.providers) add(`provider/${id}`, when);
  for (const kind of ["add", "remove"] as const) {
    for (const { index, when } of system.tailoring[kind]) add(`tailoring/${kind}/${index}`, when);
  }
  for (const { control, when } of system.controls.values()) add(`control/${control}`, when);
  for (const { id, when } of system.damages) add(`damage/${id}`, when);
  for (const scenario of system.scenarios) {
    for (const { on, condition } of reads(scenario).conditions) add(on, condition);
  }
  return found;
}

/** What was read, in the order of the analysis. */
function tablesOf({ method, shelf }: System): TableUse[] {
  const stages = method.risk.stages.map(({ table }) => table);
  const pairs = shelf.tables.find(({ id }) => id === "sp800-63-3-6-2");
  const tables = [
    method.damage,
    method.conformity,
    method.effect,
    method.step,
    method.vulnerability,
    method.risk.table,
    ...stages,
    method.assurance,
    ...(pairs ? [pairs] : []),
  ];
  const use = (
    kind: TableUse["kind"],
    table: Omit<TableUse, "ref" | "kind" | "note"> & { note?: Text },
  ) => ({
    ref: `table/${table.id}`,
    id: table.id,
    kind,
    name: table.name,
    version: table.version,
    source: table.source,
    provenance: table.provenance,
    note: table.note,
  });
  return [
    use("impact", method.impact),
    ...method.catalogs.map((catalog) => use("catalog", catalog)),
    ...tables.map((table) => use("table", table)),
  ];
}
