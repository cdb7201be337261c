import * as Inputs from "@observablehq/inputs";
import * as Plot from "@observablehq/plot";
import * as htl from "htl";
import { all, create } from "mathjs";
import { assess, type Assessment } from "../../engine/assess.ts";
import { apply, describe } from "../../engine/change.ts";
import type { Change, System } from "../../engine/mod.ts";
import { resolver } from "../../engine/resolve.ts";
import { toSystem } from "../../engine/system.ts";
import { why } from "../../engine/why.ts";
import * as inputs from "../inputs/mod.ts";
import * as plots from "../plots/mod.ts";
import { type Message, voice } from "../plots/voice.ts";
import { md } from "./markdown.ts";
import type { Systems } from "./systems.ts";

/** A system, or the analysis of one. */
type Subject = System | Assessment;

/**
 * The names that every cell of a notebook may read. `propose` carries changes to the page around, which
 * alone can write. What depends on the records is in `living`, made anew when a record changes.
 */
export function library(): Record<string, unknown> {
  const { create: _create, ...math } = create(all, { matrix: "Array", predictable: true });
  return { Plot, Inputs, htl, html: htl.html, svg: htl.svg, md, math, ...plots, ...inputs };
}

/** The names that speak of the workspace's records. */
export function living(
  systems: Systems,
  propose: (system: string, changes: readonly Change[]) => void,
): Record<string, unknown> {
  const analysed = (subject: Subject): Assessment =>
    "system" in subject ? subject : assess(subject, systems.at);
  return {
    /** The system of a record by its id; the only one where none is named. */
    system: (id?: string) => systems.get(id),
    systems: systems.all(),
    today: systems.at,
    /** The analysis of a system on the notebook's day. */
    assess: analysed,
    /** A copy of a system in which changes were made; the record itself stays. */
    whatIf: (subject: Subject, ...changes: (Change | readonly Change[] | undefined)[]) =>
      whatIf(systemOf(subject), changes.flat().filter((change) => change !== undefined)),
    /** A button that offers changes to the page around, which shows them and asks. */
    applyToRecord: (subject: Subject, changes: readonly Change[]) =>
      applyButton(systemOf(subject), changes, propose),
    /** Where a result comes from, as a tree. */
    because: (subject: Subject, ref: string) => {
      const derivation = why(analysed(subject), ref);
      return derivation && plots.whyTree(derivation);
    },
    describe: (change: Change) => describe(change)[voice().lang],
  };
}

function systemOf(subject: Subject): System {
  return "system" in subject ? subject.system : subject;
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
  propose: (system: string, changes: readonly Change[]) => void,
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
