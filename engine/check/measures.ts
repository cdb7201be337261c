import { hints } from "../messages/findings.ts";
import type { Measure } from "../model.ts";
import { closest } from "../nearest.ts";
import { say } from "../show.ts";
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
}

/** A measure that is done needs neither owner nor date any more. */
function checkPlan(book: Book, measure: Measure, on: string, path: Path): void {
  if (!measure.done && blank(measure.owner)) report(book, "measure-without-owner", on, path);
  if (!measure.done && measure.due === "") report(book, "measure-without-due", on, path);
  if (measure.changes.length === 0) report(book, "measure-without-changes", on, path);
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
