import { apply, describe } from "../../../engine/change.ts";
import type { Change, System } from "../../../engine/mod.ts";
import { resolver } from "../../../engine/resolve.ts";
import { toSystem } from "../../../engine/system.ts";
import { type Message, voice } from "../../plots/voice.ts";
import { type Subject, subjects, type World } from "./world.ts";

/** What-ifs: changes in words, in a copy, and offered to the record. */
export function give(world: World): Record<string, unknown> {
  const { systemOf } = subjects(world);
  return {
    /** A copy of a system in which changes were made; the record itself stays. */
    whatIf: (subject: Subject, ...changes: (Change | readonly Change[] | undefined)[]) =>
      whatIf(systemOf(subject), changes.flat().filter((change) => change !== undefined)),
    /** A button that offers changes to the page around, which shows them and asks. */
    applyToRecord: (subject: Subject, changes: readonly Change[]) =>
      applyButton(systemOf(subject), changes, world.propose),
    /** A change in words. */
    describe: (change: Change) => describe(change)[voice().lang],
  };
}

function whatIf(system: System, changes: readonly Change[]): System {
  const { spec, refused } = apply(system.spec, changes, resolver(system.catalogue));
  if (refused.length) {
    const { change } = refused[0];
    throw new RangeError(`${voice().say("app.frame.refused")} ${describe(change)[voice().lang]}`);
  }
  return spec === system.spec ? system : toSystem(spec, system.shelf);
}

function applyButton(
  system: System,
  changes: readonly Change[],
  propose: World["propose"],
): HTMLElement {
  const { say } = voice();
  const message: Message = changes.length ? "app.frame.apply" : "app.frame.applyNone";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "apply";
  button.textContent = say(message, { count: changes.length });
  button.disabled = changes.length === 0;
  button.addEventListener("click", (event) => {
    if (event.isTrusted) propose(system.id, changes);
  });
  return button;
}
