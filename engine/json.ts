import type { Assessment } from "./assess.ts";
import type { ControlResult } from "./baseline.ts";
import type { Finding } from "./finding.ts";
import { tell } from "./finding.ts";
import { categories } from "./model.ts";
import type { MeasureResult } from "./measure.ts";
import type { Stood } from "./profile.ts";
import type { Choice } from "./risk.ts";
import type { CategoryResult, ScenarioResult } from "./scenario.ts";
import type { StepResult } from "./step.ts";
import { traits } from "./trait.ts";

/** A finding with its place in the file, as the reader of the record gives it. */
export interface Placed extends Finding {
  readonly line?: number;
  readonly column?: number;
}

/**
 * The assessment as plain JSON: the one document that reports, tables and other tools read. Every
 * `ref` in it is answered by `why`. Open results are `{best, worst}`, equal where nothing is open.
 * Keys come in a fixed order, so that equal inputs give equal bytes.
 */
export function toJson(assessment: Assessment, findings: readonly Placed[] = []): object {
  const { system, baseline, plan } = assessment;
  return {
    mitate: 1,
    engine: assessment.engine,
    at: assessment.at,
    system: {
      id: system.id,
      name: system.name,
      owner: system.owner,
      phase: system.phase,
      marking: system.marking,
    },
    required: { ref: "required", ...baseline.level },
    target: ([3, 2, 1] as const).map((damage) => ({
      ref: `target/${damage}`,
      damage,
      risk: system.target[damage],
    })),
    impact: categories.map((category) => ({
      ref: `impact/${category}`,
      category,
      answer: system.impact[category].answer,
      why: system.impact[category].why,
    })),
    assurance: assessment.assurance ?? null,
    profile: {
      traits: [
        ...traits.map(({ name }) => name),
        ...Object.keys(system.profile.traits).filter((name) => name.startsWith("traits.")),
      ].map((name) => ({
        ref: `trait/${name}`,
        name,
        value: system.profile.traits[name] ?? "unassessed",
      })),
      conditions: assessment.conditions,
    },
    baseline: {
      all: baseline.all,
      catalogs: baseline.catalogs,
      families: baseline.families,
      controls: baseline.controls.map(controlJson),
      gaps: baseline.controls.filter(({ gap }) => gap).map(({ ref }) => ref),
      removed: baseline.removed,
    },
    damages: assessment.damages.map(({ ref, id, damage, hits, applies }) => ({
      ref,
      id,
      name: damage.name,
      applies,
      hits,
    })),
    scenarios: assessment.scenarios.map(scenarioJson),
    categories: assessment.categories,
    plan: {
      ref: plan.ref,
      date: plan.date,
      cost: plan.cost,
      undated: plan.undated,
      order: plan.order,
      measures: plan.measures.map(measureJson),
      moves: plan.moves,
      conformity: { ...plan.after.baseline.all, ref: "plan/conformity" },
      gaps: plan.after.baseline.controls.filter(({ gap }) => gap).map(({ ref }) => `plan/${ref}`),
      scenarios: plan.after.scenarios.map((result) => ({
        ref: `plan/${result.ref}`,
        id: result.id,
        risk: result.risk,
        defence: result.defence,
        over: result.over,
        results: result.results.map(({ ref, category, risk, over }) => ({
          ref: `plan/${ref}`,
          category,
          risk,
          over,
        })),
      })),
    },
    treatments: assessment.treatments.map((result) => ({
      ref: result.ref,
      on: result.on,
      decision: result.treatment.decision,
      why: result.treatment.why,
      owner: result.treatment.owner,
      decided: result.treatment.decided,
      expires: result.treatment.expires,
      settles: result.settles,
      expired: result.expired,
      pending: result.pending,
      lacks: result.lacks,
    })),
    verdict: assessment.verdict,
    tables: assessment.tables,
    findings: findings.map(({ code, severity, on, path, line, column, ...finding }) => ({
      code,
      severity,
      on,
      path,
      line,
      column,
      message: {
        ja: tell({ code, severity, on, path, ...finding }, "ja"),
        en: tell({ code, severity, on, path, ...finding }, "en"),
      },
    })),
  };
}

/** Every `ref` in a JSON value, once each, in reading order. */
export function refs(value: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (Array.isArray(value)) { for (const item of value) refs(item, found); }
  else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (key === "ref" && typeof item === "string") found.add(item);
      else refs(item, found);
    }
  }
  return found;
}

function controlJson(result: ControlResult): object {
  return {
    ref: result.ref,
    control: result.control,
    catalog: result.catalog,
    family: result.family,
    title: result.title,
    baselines: result.demand.baselines,
    added: result.demand.added,
    required: result.demand.sure,
    status: result.status,
    conformity: result.conformity,
    ends: result.ends,
    gap: result.gap,
    cause: result.stood.cause,
    provider: result.stood.provider,
    why: result.stood.standing.why,
    evidence: result.stood.standing.evidence,
    owner: result.stood.standing.owner,
    due: result.stood.standing.due,
    exceptions: result.exceptions.map(exceptionJson),
  };
}

function exceptionJson({ control, place, status, standing }: Stood): object {
  return { ref: `control/${control}@${place}`, place, status, why: standing.why };
}

function scenarioJson(result: ScenarioResult): object {
  const { scenario } = result;
  return {
    ref: result.ref,
    id: result.id,
    name: scenario.name,
    damage: scenario.damage,
    attacker: scenario.attacker,
    why: scenario.why,
    applies: result.applies,
    possible: result.possible,
    threat: result.threat,
    risk: result.risk,
    defence: result.defence,
    over: result.over,
    results: result.results.map(resultJson),
    deciding: result.deciding ?? null,
    near: result.near,
    paths: result.paths,
    more: result.more,
    leans: result.leans,
    steps: result.steps.map(stepJson),
  };
}

function resultJson(result: CategoryResult): object {
  const { choice, deciding, ...rest } = result;
  const pick = ({ threat, defence, vulnerability, cell }: Choice) => ({
    threat,
    defence,
    vulnerability,
    cell,
  });
  return {
    ...rest,
    choice: { best: pick(choice.best), worst: pick(choice.worst) },
    deciding: deciding ?? null,
  };
}

function stepJson(result: StepResult): object {
  const { step } = result;
  return {
    ref: result.ref,
    id: result.id,
    name: step.name,
    place: step.place,
    attack: step.attack,
    technique: step.technique,
    level: result.level,
    computed: result.computed,
    typed: result.typed,
    stale: result.stale,
    capped: result.capped,
    modelled: result.modelled,
    test: step.test,
    applies: result.applies,
    cell: result.cell,
    guards: result.guards.map((guard) => ({
      ref: guard.ref,
      control: guard.control,
      kind: guard.kind,
      nominal: guard.nominal,
      status: guard.status,
      effective: guard.effective,
      cell: guard.cell,
      covering: guard.covering,
      applies: guard.applies,
    })),
  };
}

function measureJson({ changes, refused, ...measure }: MeasureResult): object {
  return {
    ...measure,
    changes: changes.map(({ change, text }) => ({ ...change, text })),
    refused: refused.map(({ change, problem }) => ({ ...change, problem: problem.code })),
  };
}
