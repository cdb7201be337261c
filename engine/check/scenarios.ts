import { base } from "../catalog.ts";
import type { Scenario, Step } from "../model.ts";
import type { ScenarioSpec, StepSpec } from "../schema.ts";
import { type Book, type Path, report } from "./book.ts";
import { checkCondition } from "./conditions.ts";
import { checkGraph } from "./graph.ts";
import { checkControl, checkKnown, checkUnique } from "./names.ts";
import { remember } from "./remember.ts";
import { blank, spoken } from "./words.ts";

/** Attack scenarios: where they lead, their steps with guards, and how the steps hang together. */
export function checkScenarios(book: Book): void {
  const { spec, system } = book;
  checkUnique(book, "scenario", spec.scenarios, ["scenarios"]);
  system.scenarios.forEach((scenario, index) => {
    remember(book, scenario, ["scenarios", index], (book, path) => {
      checkScenario(book, scenario, spec.scenarios![index], path);
    });
  });
}

function checkScenario(book: Book, scenario: Scenario, written: ScenarioSpec, path: Path): void {
  const { id, damage, steps } = scenario;
  const on = `scenario/${id}`;
  checkCondition(book, written.when, on, [...path, "when"]);
  checkKnown(book, "component", written.target, on, [...path, "target"]);
  if (damage === "") report(book, "scenario-without-damage", on, path);
  else checkKnown(book, "damage", damage, on, [...path, "damage"]);
  if (steps.length === 0) return report(book, "scenario-without-steps", on, path);
  const first = new Map<string, number>();
  steps.forEach((step, index) => {
    const at = [...path, "steps", index];
    if (first.has(step.id)) report(book, "duplicate-id", `step/${id}/${step.id}`, [...at, "id"]);
    else first.set(step.id, index);
    checkStep(book, step, written.steps![index], `step/${id}/${step.id}`, at);
  });
  checkGraph(book, scenario, written, first, path);
}

function checkStep(book: Book, step: Step, written: StepSpec, on: string, path: Path): void {
  checkCondition(book, written.when, on, [...path, "when"]);
  checkKnown(book, "component", written.place, on, [...path, "place"]);
  if (step.typed && blank(step.typed.why)) {
    report(book, "level-without-reason", on, [...path, "level"], { value: step.typed.value });
  }
  const used = new Set<string>();
  step.guards.forEach(({ control, kind }, index) => {
    const { control: spelling, when } = written.guards![index];
    const at = [...path, "guards", index];
    checkControl(book, spelling, on, [...at, "control"]);
    checkCondition(book, when, on, [...at, "when"]);
    // The same control may stand twice under different conditions: its level then depends on them.
    const key = `${control} ${kind} ${when ?? ""}`;
    if (used.has(key)) {
      report(book, "repeated-guard", on, at, { control, kind: spoken("kind", kind) });
    }
    used.add(key);
  });
  if (step.independent.length > 0) checkIndependent(book, step, written, on, path);
}

/** Independence is claimed of controls that prevent the step, each with a base control of its own. */
function checkIndependent(
  book: Book,
  step: Step,
  written: StepSpec,
  on: string,
  path: Path,
): void {
  const preventing = new Set(
    step.guards.filter(({ kind }) => kind === "prevent").map(({ control }) => control),
  );
  const bases = new Map<string, string>();
  step.independent.forEach((control, index) => {
    const at = [...path, "independent", index];
    checkControl(book, written.independent![index], on, at);
    if (!book.system.catalogue.has(control)) return;
    if (!preventing.has(control)) report(book, "independent-not-guard", on, at, { control });
    const first = bases.get(base(control));
    if (first === undefined) return bases.set(base(control), control);
    const params = { first, second: control, base: base(control) };
    report(book, "independent-same-base", on, at, params);
  });
}
