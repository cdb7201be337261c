/**
 * The engine of Mitate: DS-201's combined risk analysis as pure functions. Named exports in the order
 * of the analysis; what is not here is private. See README.md beside this file for the reading order.
 */

// The record: what people write, and the complete system it becomes.
export { jsonSchema, misfits, record } from "./schema.ts";
export type { Change, Misfit, SystemSpec } from "./schema.ts";
export { categories, statuses } from "./model.ts";
export type * from "./model.ts";
export { holding } from "./holding.ts";
export { resolver } from "./resolve.ts";
export { toSystem } from "./system.ts";
export { toText } from "./text.ts";
export type { Lang, Text, TextSpec } from "./text.ts";

// What it reads: catalogues, impact definitions, rating tables.
export { standard } from "./standard.ts";
export type { RiskMethod, Shelf, Stage } from "./shelf.ts";
export { base, normal } from "./catalog.ts";
export type { Baseline, Catalog, Control, Family, Provenance } from "./catalog.ts";
export { cell, defects, rate } from "./rating.ts";
export type { Axis, Defect, RatingTable } from "./rating.ts";
export { rules } from "./rule.ts";
export type { Rule, RuleId } from "./rule.ts";

// What does not fit together.
export { check } from "./check.ts";
export { lint } from "./lint.ts";
export { tell } from "./finding.ts";
export type { Code, Finding, Severity } from "./finding.ts";

// The analysis: impact and profile → baseline | step → scenario → measures → verdict.
export { impactOf, requiredLevel } from "./impact.ts";
export type { ImpactTable, Requirement } from "./impact.ts";
export { traitOf, traits } from "./trait.ts";
export type { Trait } from "./trait.ts";
export { holds, parse } from "./condition.ts";
export type { Condition, Truth, Verity } from "./condition.ts";
export { ground } from "./profile.ts";
export type { Ground, Stood } from "./profile.ts";
export { conformity } from "./baseline.ts";
export type { BaselineResult, Conformity, ControlResult, Count } from "./baseline.ts";
export { damageLevel } from "./damage.ts";
export type { DamageResult, Hit } from "./damage.ts";
export { given } from "./given.ts";
export { effectiveLevel, levelOfDefence } from "./step.ts";
export type { GuardResult, StepResult } from "./step.ts";
export { none, rank } from "./risk.ts";
export { assessScenario } from "./scenario.ts";
export type { PathResult } from "./path.ts";
export type { Risk } from "./risk.ts";
export type { CategoryResult, ScenarioResult } from "./scenario.ts";
export { assurance } from "./assurance.ts";
export type { AssuranceResult } from "./assurance.ts";
export { analyse } from "./analysis.ts";
export type { Analysis } from "./analysis.ts";
export { movesBetween, plan, withChanges } from "./measure.ts";
export type { MeasureResult, Move, PlanResult } from "./measure.ts";
export type { TreatmentResult } from "./treatment.ts";
export type { Verdict, VerdictResult } from "./verdict.ts";
export { aheadOfPlan, assess, engine, plannedOf, withPlan } from "./assess.ts";
export type { Assessment, Planned } from "./assess.ts";

// What is said about it.
export { refer, why } from "./why.ts";
export type { Cell, Derivation } from "./why.ts";
export { refs, toJson } from "./json.ts";
export { word, words } from "./messages/words.ts";

// Changing it, and telling states apart.
export { apply, describe, difference, edits, invert, unfit, untraced } from "./change.ts";
export { variant, variants, varied } from "./variant.ts";
export type { Variant } from "./variant.ts";
export { dropped, extended, renamed, repairs } from "./repair.ts";
export type { Repair } from "./repair.ts";
export { compare } from "./compare.ts";
export type { Comparison, LevelShift, PathShift, Shift } from "./compare.ts";
export { attribute, grouped } from "./attribution.ts";
export type { Attributed, Attribution, Share } from "./attribution.ts";
export { contrast } from "./contrast.ts";
export type { Contrast } from "./contrast.ts";
export { improved, movedBetween, readings, worsened } from "./worse.ts";
export type { Moved } from "./worse.ts";
export type { Quantity, Reading } from "./gauge.ts";

// Reviewing it.
export { digest, relevant, seals } from "./digest.ts";
export { bind, openComments, reviewAt, reviews } from "./review.ts";
export type { Review, ReviewResult } from "./review.ts";
export { gate, gates, isGate } from "./gate.ts";
export type { Criterion, Gate, GateResult } from "./gate.ts";
export { adopt, suggest } from "./library.ts";
export type { Pattern, Proposal } from "./library.ts";
