import { adopt, type Pattern, type Proposal, suggest } from "../library.ts";
import type { System } from "../model.ts";
import type { ScenarioSpec, SystemSpec } from "../schema.ts";
import type { Shelf } from "../shelf.ts";
import { toSystem } from "../system.ts";
import type { Lang } from "../text.ts";
import { attacks } from "./starter/attacks.ts";
import { controls } from "./starter/controls.ts";
import { draft } from "./starter/draft.ts";
import { components, damages, head, impact, profile, providers } from "./starter/ground.ts";
import type { Answers } from "./starter/question.ts";

export { toAnswers } from "./starter/answer.ts";
export { type Answers, type Question, questions } from "./starter/question.ts";

/**
 * The text of a new record: the answers in place, what was not answered as `unassessed`, comments in
 * the asked language, the components a system of this profile usually has, one damage per category
 * with an impact, the patterns that fit as scenarios, and every control that is certainly required,
 * each to be assessed. It opens without errors and is meant to be edited. `take` chooses among the
 * patterns that have a damage to lead to; by default those that fit.
 */
export function starter(
  answers: Answers,
  shelf: Shelf,
  patterns: readonly Pattern[],
  lang: Lang,
  take: (proposal: Proposal) => boolean = isReady,
): string {
  const { spec, system, proposals } = sketch(answers, shelf, patterns);
  const ready = proposals.filter((one) => one.damages.length > 0 && take(one));
  const { changes } = adopt(system, patterns, ready.map(({ pattern }) => pattern.id));
  const scenarios = changes.flatMap((change) =>
    change.type === "add" ? [change.value as ScenarioSpec] : []
  );
  const sections = [
    head(spec, lang),
    impact(system, lang),
    profile(spec, lang),
    components(spec, lang),
    providers(spec, lang),
    damages(spec, lang),
    attacks(scenarios, proposals, lang),
    controls(system, lang),
  ];
  return sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"))
    .join("\n\n") + "\n";
}

/** What answers come to before a record is made of them: the system, and every pattern held against it. */
export function sketch(
  answers: Answers,
  shelf: Shelf,
  patterns: readonly Pattern[],
): {
  readonly spec: SystemSpec;
  readonly system: System;
  readonly proposals: readonly Proposal[];
} {
  const spec = draft(answers, shelf);
  const system = toSystem(spec, shelf);
  return { spec, system, proposals: suggest(system, patterns) };
}

/** Whether a pattern fits the profile for certain and has a damage to lead to. */
export function isReady({ fit, damages }: Proposal): boolean {
  return fit === "yes" && damages.length > 0;
}
