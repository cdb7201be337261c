import type { Assessment } from "./assess.ts";
import type { Finding } from "./finding.ts";
import { criteria as texts } from "./messages/gate.ts";
import { categories } from "./model.ts";
import { reviewAt, type ReviewResult, reviews } from "./review.ts";
import type { Text } from "./text.ts";

/** The phases that end at a gate, in the order of the life cycle. */
export const gates = ["plan", "requirements", "design", "build", "test", "operate"] as const;
export type Gate = (typeof gates)[number];

/** What a gate asks for. */
export type CriterionId = keyof typeof texts;

/** One thing a gate asks for, and whether it is so. */
export interface Criterion {
  readonly id: CriterionId;
  readonly text: Text;
  readonly met: boolean;
  /** What stands in the way: references such as `scenario/S1`, `control/AC-2`, `measure/M3`. */
  readonly on: readonly string[];
}

/** Whether a record may pass a gate, with every reason. */
export interface GateResult {
  readonly gate: Gate;
  readonly passed: boolean;
  readonly criteria: readonly Criterion[];
  /** The review that counts at this gate; undefined where there is none. */
  readonly review: ReviewResult | undefined;
}

/** A gate as a phase of a record; `retire` has none. */
export function isGate(phase: string): phase is Gate {
  return (gates as readonly string[]).includes(phase);
}

/**
 * Whether a record may pass the gate at the end of a phase: what the analysis must show by then, and a
 * review of this very state by somebody else. What an earlier gate asks for, every later one does. Which
 * gate asks for what is Mitate's default: DS-200 and DS-201 name the phases, no table of criteria is
 * known to us. `findings` are those of `check` and `lint`.
 */
export function gate(
  phase: Gate,
  assessment: Assessment,
  findings: readonly Finding[],
): GateResult {
  const results = reviews(assessment.system, assessment.at);
  const review = reviewAt(results, phase);
  const on = { assessment, findings, results, review };
  const asked = order.filter((id) =>
    from[id] <= gates.indexOf(phase) && until(id, phase) && (review || !aboutReview.has(id))
  );
  const criteria = asked.map((id): Criterion => {
    const open = [...new Set(obstacles[id](on))];
    return { id, text: texts[id], met: open.length === 0, on: open };
  });
  return { gate: phase, passed: criteria.every(({ met }) => met), criteria, review };
}

interface On {
  readonly assessment: Assessment;
  readonly findings: readonly Finding[];
  readonly results: readonly ReviewResult[];
  readonly review: ReviewResult | undefined;
}

/** The first gate that asks for it, by position in `gates`. */
const from: Readonly<Record<CriterionId, number>> = {
  errors: 0,
  impact: 0,
  owner: 0,
  profile: 1,
  tailoring: 1,
  damages: 1,
  scenarios: 2,
  statuses: 2,
  level: 2,
  measures: 2,
  overdue: 3,
  evidence: 4,
  tests: 4,
  reached: 5,
  decisions: 2,
  conditions: 1,
  review: 0,
  current: 0,
  reviewer: 0,
  remarks: 0,
};

const order = Object.keys(texts) as CriterionId[];

/** What is asked of a review, once there is one. */
const aboutReview: ReadonlySet<CriterionId> = new Set(["current", "reviewer", "remarks"]);

/** That the plan reaches the level is asked until it has to be reached itself. */
function until(id: CriterionId, phase: Gate): boolean {
  return id !== "level" || phase !== "operate";
}

/** What stands in the way, by criterion. */
const obstacles: Readonly<Record<CriterionId, (on: On) => readonly string[]>> = {
  errors: ({ findings }) =>
    findings.filter(({ severity }) => severity === "error").map(({ on }) => on),
  impact: ({ assessment: { system } }) =>
    categories.filter((category) => system.impact[category].answer === "unassessed")
      .map((category) => `impact/${category}`),
  owner: ({ assessment: { system } }) => system.owner.ja.trim() === "" ? ["system"] : [],
  profile: ({ assessment: { conditions } }) =>
    conditions.filter(({ truth }) => truth === "unknown").flatMap(({ because }) =>
      because.map((trait) => `trait/${trait}`)
    ),
  tailoring: withFinding("tailoring-without-reason", "status-without-reason"),
  damages: withFinding("damage-without-scenario", "damage-without-hits", "scenario-without-damage"),
  scenarios: ({ assessment: { scenarios, system }, findings }) => [
    ...(scenarios.length === 0 ? [`system/${system.id}`] : []),
    ...withFinding("step-not-modelled", "scenario-without-steps")({ findings } as On),
  ],
  statuses: ({ assessment: { baseline } }) =>
    baseline.controls.filter(({ conformity, demand }) => conformity === "unassessed" && demand.sure)
      .map(({ ref }) => ref),
  level: ({ assessment }) => standing(assessment, "after"),
  measures: withFinding(
    "measure-without-owner",
    "measure-without-due",
    "measure-without-changes",
    "measure-refused",
  ),
  overdue: withFinding("measure-overdue"),
  evidence: withFinding("evidence-missing"),
  tests: ({ assessment: { scenarios } }) =>
    scenarios.filter(({ over }) => over.worst).flatMap(({ steps }) =>
      steps.filter(({ step }) => step.test === "confirmed").map(({ ref }) => ref)
    ),
  reached: ({ assessment }) => standing(assessment, "now"),
  decisions: withFinding(
    "decision-expired",
    "treatment-without-reason",
    "treatment-without-owner",
    "treatment-without-expiry",
  ),
  conditions: ({ results }) =>
    results.filter(({ late }) => late.length > 0).map(({ review }) => `review/${review.index}`),
  review: ({ review, assessment: { system } }) => {
    const decision = review?.review.decision;
    if (decision === "approved" || decision === "conditional") return [];
    return [review ? `review/${review.review.index}` : `system/${system.id}`];
  },
  current: ({ review }) =>
    review && review.binding !== "current" ? [`review/${review.review.index}`] : [],
  reviewer: ({ review }) => {
    if (!review) return [];
    const nobody = review.review.reviewer.ja.trim() === "";
    return review.own || nobody ? [`review/${review.review.index}`] : [];
  },
  remarks: ({ review }) =>
    review && review.remarks.length > 0 ? [`review/${review.review.index}`] : [],
};

function withFinding(...codes: readonly Finding["code"][]): (on: On) => readonly string[] {
  return ({ findings }) => findings.filter(({ code }) => codes.includes(code)).map(({ on }) => on);
}

/** Scenarios and controls that stand between a state and the set level. */
function standing({ verdict }: Assessment, when: "now" | "after"): string[] {
  const reached = when === "now" ? verdict.ends.worst === "now" : verdict.ends.worst !== "not";
  if (reached) return [];
  const { over, gaps } = verdict[when];
  return [...over.map((id) => `scenario/${id}`), ...gaps.map((id) => `control/${id}`)];
}
