import type { Analysis } from "./analysis.ts";
import type { Assessment } from "./assess.ts";
import { phrases } from "./messages/why.ts";
import { say } from "./show.ts";
import type { Derivation, Question } from "./why/derivation.ts";
import { assurance, impact, required } from "./why/impact.ts";
import { table, target, traitValue, when } from "./why/profile.ts";
import { conformity, control } from "./why/control.ts";
import { damage } from "./why/damage.ts";
import { category, scenario } from "./why/scenario.ts";
import { guard, path, step } from "./why/path.ts";
import { measure, plan, treatment, verdict } from "./why/plan.ts";

export type { Cell, Derivation } from "./why/derivation.ts";
export { because } from "./why/derivation.ts";
export { move } from "./why/plan.ts";

/**
 * Why a result is what it is, read from the assessment; nothing is computed anew. Answers every
 * reference that appears in the JSON of an assessment; undefined for an unknown one.
 */
export function why(assessment: Assessment, ref: string): Derivation | undefined {
  const [kind, ...rest] = ref.split("/");
  const id = rest.join("/");
  if (kind === "plan" && id !== "") {
    const made = explain(assessment.plan.after, assessment, id);
    return made && { ...made, ref, title: say(phrases.after, { title: made.title }) };
  }
  return explain(assessment, assessment, ref);
}

/**
 * The full reference for what a person typed: `S1` → `scenario/S1`, `AC-2` → `control/AC-2`, `M1` →
 * `measure/M1`; undefined where nothing has that name.
 */
export function refer(assessment: Assessment, typed: string): string | undefined {
  if (why(assessment, typed)) return typed;
  const kinds = ["scenario", "control", "measure", "damage", "treatment", "table", "trait"];
  const more = ["category", "impact", "target", "conformity", "step", "when"];
  return [...kinds, ...more]
    .map((kind) => `${kind}/${typed}`)
    .find((ref) => why(assessment, ref) !== undefined);
}

function explain(
  analysis: Analysis,
  assessment: Assessment,
  ref: string,
): Derivation | undefined {
  const [kind, ...rest] = ref.split("/");
  const id = rest.join("/");
  if (!Object.hasOwn(explainers, kind)) return undefined;
  return explainers[kind]({ analysis, assessment, ref, id });
}

const explainers: Readonly<Record<string, (question: Question) => Derivation | undefined>> = {
  required,
  impact,
  assurance,
  conformity,
  control,
  damage,
  scenario,
  path,
  step,
  guard,
  when,
  trait: traitValue,
  category,
  table,
  target,
  measure,
  plan,
  treatment,
  verdict,
};
