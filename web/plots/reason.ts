import { trait } from "../../engine/show.ts";
import { traitOf } from "../../engine/trait.ts";
import type { ScenarioResult, StepResult, System } from "../../engine/mod.ts";
import type { Pen } from "./figure.ts";

/** The traits behind a condition with their values: 「公開範囲：閉域」. */
export function because(
  names: readonly string[],
  system: System,
  { list, say, text }: Pen,
): string {
  return list(names.map((name) =>
    say("plot.trait", {
      trait: traitOf(name)?.label ?? name,
      value: text(trait(name, system.profile.traits[name])),
    })
  ));
}

/** Why a scenario is not possible: the traits of its own condition, or of the steps that fall away. */
export function reasons(
  { applies, steps }: Pick<ScenarioResult, "applies" | "steps">,
  system: System,
  draw: Pen,
): string {
  const outside = (one: Pick<StepResult, "applies">) => one.applies.truth === "no";
  const names = applies.truth === "no"
    ? applies.because
    : [...new Set(steps.filter(outside).flatMap((step) => step.applies.because))];
  return names.length === 0 ? draw.say("plot.noPath") : because(names, system, draw);
}

/** The unassessed traits on which it turns whether a scenario is possible. */
export function doubts(
  { applies, steps }: Pick<ScenarioResult, "applies" | "steps">,
  system: System,
  draw: Pen,
): string {
  const open = [{ applies }, ...steps].filter((one) => one.applies.truth === "unknown");
  return because([...new Set(open.flatMap((one) => one.applies.because))], system, draw);
}

/** The name of a component; its id where the record does not describe it. */
export function placeName(place: string, { components }: System, { text }: Pen): string {
  const known = components.find(({ id }) => id === place);
  return known ? text(known.name) : place;
}
