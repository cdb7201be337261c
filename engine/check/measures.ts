import { apply, assignment, describe } from "../change.ts";
import { hints } from "../messages/findings.ts";
import type { Measure } from "../model.ts";
import { closest } from "../nearest.ts";
import type { Change } from "../schema.ts";
import { join, say } from "../show.ts";
import { toText } from "../text.ts";
import { type Book, controlHint, type Path, report } from "./book.ts";
import { checkChanges } from "./changes.ts";
import { checkControl, checkUnique } from "./names.ts";
import { blank, spoken } from "./words.ts";

/** All measures together are the plan, so one may build on what an earlier one adds. */
export function checkMeasures(book: Book): void {
  checkUnique(book, "measure", book.spec.measures, ["measures"]);
  let plan = book.spec;
  book.system.measures.forEach((measure, index) => {
    const on = `measure/${measure.id}`;
    const path = ["measures", index];
    checkPlan(book, measure, on, path);
    // What is done is part of the record already, and would be refused a second time.
    if (!measure.done) plan = checkChanges(book, measure.changes, plan, on, path);
  });
  checkDone(book);
}

/** A measure that is done needs neither owner nor date any more. */
function checkPlan(book: Book, measure: Measure, on: string, path: Path): void {
  if (!measure.done && blank(measure.owner)) report(book, "measure-without-owner", on, path);
  if (!measure.done && measure.due === "") report(book, "measure-without-due", on, path);
  if (measure.changes.length === 0) report(book, "measure-without-changes", on, path);
}

/**
 * What is done stands in the record, or it counts nowhere: a measure that is done is no part of the
 * plan. Where several that are done change the same thing, the last of them says how it stands.
 */
function checkDone(book: Book): void {
  const settled = new Set<string>();
  for (const [index, measure] of [...book.system.measures.entries()].reverse()) {
    if (!measure.done) continue;
    const missing = measure.changes.toReversed().filter((change) => {
      const target = targetOf(change, book);
      const last = target === undefined || !settled.has(target);
      if (target !== undefined) settled.add(target);
      return last && !stands(change, book);
    }).reverse();
    if (missing.length === 0) continue;
    const typed = missing.flatMap((change) => assignment(change) ?? []);
    report(book, "measure-done-missing", `measure/${measure.id}`, ["measures", index, "done"], {
      list: join(missing.map(describe)),
      hint: typed.length > 0 ? say(hints.set, { list: typed.join(" ") }) : toText(undefined),
    });
  }
}

/** What a change sets, whatever it sets it to; undefined where two of them do not replace each other. */
function targetOf(change: Change, { resolve }: Book): string | undefined {
  switch (change.type) {
    case "set-status":
      return JSON.stringify([change.type, resolve(change.control), change.place]);
    case "set-impact":
      return JSON.stringify([change.type, change.category]);
    case "set-trait":
      return JSON.stringify([change.type, change.trait]);
    case "set-threat":
    case "set-level":
      return JSON.stringify([change.type, change.scenario, change.step]);
    case "set-target":
      return JSON.stringify([change.type, change.damage]);
    case "set-field":
      return JSON.stringify([change.type, change.on, change.field]);
    default:
      return undefined;
  }
}

/**
 * Whether a change would leave the record as it is. Reasons may be put better since; a status may have
 * gone further; and what a change is about may be gone altogether.
 */
function stands(change: Change, { spec, system, ground, resolve }: Book): boolean {
  if (apply(spec, [change], resolve).spec === spec) return true;
  if (change.type === "set-status") {
    const { status, standing } = ground.stood(resolve(change.control), change.place ?? "");
    return standing.status === change.status || status === "implemented" || status === "inherited";
  }
  if (change.type === "set-level") {
    const { steps } = system.scenarios.find(({ id }) => id === change.scenario)!;
    return steps.find(({ id }) => id === change.step)!.typed?.value === (change.value ?? undefined);
  }
  return false;
}

/** Decisions on risks: on something that exists, once, with reason, owner and an end. */
export function checkTreatments(book: Book): void {
  const seen = new Set<string>();
  book.system.treatments.forEach((treatment, index) => {
    const written = book.spec.treatments![index].on;
    const on = `treatment/${treatment.on}`;
    const path = ["treatments", index];
    const decision = spoken("decision", treatment.decision);
    if (!book.ids.scenario.has(written)) {
      if (book.system.catalogue.has(treatment.on)) {
        checkControl(book, written, on, [...path, "on"]);
      } else checkTreated(book, written, on, [...path, "on"]);
    }
    if (seen.has(treatment.on)) {
      report(book, "duplicate-treatment", on, [...path, "on"], { target: treatment.on });
    }
    seen.add(treatment.on);
    if (blank(treatment.why)) report(book, "treatment-without-reason", on, path, { decision });
    if (blank(treatment.owner)) report(book, "treatment-without-owner", on, path, { decision });
    const lasting = treatment.decision === "mitigate" || treatment.decision === "avoid";
    if (!lasting && treatment.expires === "") {
      report(book, "treatment-without-expiry", on, path, { decision });
    }
  });
}

function checkTreated(book: Book, target: string, on: string, path: Path): void {
  const scenario = closest(target, book.ids.scenario, book.patience);
  const hint = scenario === undefined
    ? controlHint(book, target)
    : say(hints.meant, { word: scenario });
  report(book, "unknown-treatment-target", on, path, {
    target,
    hint: hint === hints.catalogue ? hints.define : hint,
  });
}
