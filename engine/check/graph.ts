import { named, type Need, type Scenario, type Step } from "../model.ts";
import type { NeedSpec, ScenarioSpec, StepSpec } from "../schema.ts";
import { type Book, hintOf, type Path, report } from "./book.ts";
import { explore } from "./cycles.ts";

/**
 * How the steps of a scenario hang together: needs that lead nowhere or in a circle, steps that no
 * attack passes, and a goal that cannot be reached. `first` has the position of each step by its id.
 */
export function checkGraph(
  book: Book,
  scenario: Scenario,
  written: ScenarioSpec,
  first: ReadonlyMap<string, number>,
  path: Path,
): void {
  const { id, steps } = scenario;
  const on = `scenario/${id}`;
  steps.forEach((step, index) => {
    checkNeeds(book, id, step.id, written.steps![index].needs, first, [...path, "steps", index]);
  });
  const edges = steps.map(({ needs }) => named(needs).flatMap((other) => first.get(other) ?? []));
  const { order, cycles } = explore(edges);
  checkCycles(book, scenario, written, cycles, path);
  if (written.goal && !first.has(written.goal)) {
    const hint = hintOf(book, `step of ${id}`, written.goal, first.keys());
    const params = { scenario: id, step: written.goal, hint };
    return report(book, "unknown-goal", on, [...path, "goal"], params);
  }
  const goals = named(scenario.goal);
  if (goals.length === 0) return; // Every step is needed by another: the cycle says so.
  const used = closure(goals.flatMap((step) => first.get(step) ?? []), edges);
  steps.forEach((step, index) => {
    if (used.has(index) || first.get(step.id) !== index) return;
    report(book, "unused-step", `step/${id}/${step.id}`, [...path, "steps", index]);
  });
  if (cycles.length > 0) return; // What can be reached is not defined until they are mended.
  const met = possible(steps, order, first);
  if (meets(scenario.goal, met)) return;
  const missing = steps.filter((step, index) => used.has(index) && !met.has(step.id))
    .flatMap(({ needs }) => named(needs).filter((other) => !first.has(other)));
  if (missing.length === 0) return; // An empty list of alternatives, which is reported itself.
  report(book, "goal-unreachable", on, written.goal ? [...path, "goal"] : path, {
    scenario: id,
    steps: [...new Set(missing)].join(", "),
  });
}

function checkNeeds(
  book: Book,
  scenario: string,
  id: string,
  needs: StepSpec["needs"],
  known: ReadonlyMap<string, number>,
  path: Path,
): void {
  if (needs === undefined || (typeof needs === "string" && known.has(needs))) return;
  const on = `step/${scenario}/${id}`;
  for (const { step, path: at } of leaves(needs, ["needs"])) {
    if (step === undefined) report(book, "empty-any", on, [...path, ...at]);
    else if (!known.has(step)) {
      const hint = hintOf(book, `step of ${scenario}`, step, known.keys());
      report(book, "unknown-step", on, [...path, ...at], { scenario, step, hint });
    }
  }
}

/** The steps a need names, each with its place; an empty list of alternatives has no step. */
function* leaves(
  needs: StepSpec["needs"],
  path: Path,
): Generator<{ readonly step: string | undefined; readonly path: Path }> {
  if (needs === undefined) return;
  if (typeof needs === "string") return yield { step: needs, path };
  if (Array.isArray(needs)) {
    for (let index = 0; index < needs.length; index++) {
      yield* leaves(needs[index], [...path, index]);
    }
    return;
  }
  const group = needs as { all?: NeedSpec[]; any?: NeedSpec[] };
  if (group.any?.length === 0) return yield { step: undefined, path: [...path, "any"] };
  yield* leaves(group.all, [...path, "all"]);
  yield* leaves(group.any, [...path, "any"]);
}

/** Each circle is reported at the need that closes it. */
function checkCycles(
  book: Book,
  { id, steps }: Scenario,
  written: ScenarioSpec,
  cycles: readonly (readonly number[])[],
  path: Path,
): void {
  for (const cycle of cycles) {
    const last = cycle[cycle.length - 1];
    const closing = [...leaves(written.steps![last].needs, ["needs"])]
      .find((leaf) => leaf.step === steps[cycle[0]].id)!;
    report(book, "needs-cycle", `scenario/${id}`, [...path, "steps", last, ...closing.path], {
      scenario: id,
      path: [...cycle, cycle[0]].map((node) => steps[node].id).join(" → "),
    });
  }
}

function closure(start: readonly number[], edges: readonly (readonly number[])[]): Set<number> {
  const reached = new Set(start);
  for (const node of reached) for (const to of edges[node]) reached.add(to);
  return reached;
}

/** The steps that can succeed as far as needs go; `order` has each after those it needs. */
function possible(
  steps: readonly Step[],
  order: readonly number[],
  first: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const met = new Set<string>();
  for (const node of order) {
    const { id, needs } = steps[node];
    if (first.get(id) === node && (!needs || meets(needs, met))) met.add(id);
  }
  return met;
}

function meets(need: Need, met: ReadonlySet<string>): boolean {
  if ("step" in need) return met.has(need.step);
  if ("all" in need) return need.all.every((part) => meets(part, met));
  return need.any.some((part) => meets(part, met));
}
