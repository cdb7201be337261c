import type { Scenario } from "../../model.ts";
import { closest } from "../../nearest.ts";
import { counted, limits } from "../limits.ts";
import { errorOf } from "./cell.ts";
import type { ScenarioField } from "./head.ts";
import { callings, folded, leading, named } from "./name.ts";
import { type Problem, problem } from "./problem.ts";
import { type Against, type Cells, tidy } from "./row.ts";

/** The scenario a row is about: one of the record, or a new one. */
export type Subject =
  | { readonly scenario: Scenario }
  | { readonly id: string; readonly name: string; readonly similar: readonly Problem[] };

/**
 * Which scenario a row is about. One of the record is named by its id or, where no other has it, by its
 * name. Anything else is a new one, with the next free id where the row gives none; but not a row that
 * says nothing else, nor one that was exported and has gone from the record since.
 */
export function subjectOf(
  cells: Cells<ScenarioField>,
  against: Against,
): Subject | { readonly problem: Problem } {
  const { at } = cells;
  const said = at("scenario") || at("name");
  const field = at("scenario") === "" && cells.has("name") ? "name" : "scenario";
  if (said === "") return { problem: problem("noScenario", "scenario") };
  const error = errorOf(said);
  if (error !== undefined) return { problem: problem("error", field, { value: error }) };
  const scenario = scenarioOf(said, against);
  if (scenario === "several") return { problem: problem("several", field, { name: said }) };
  if (scenario) return { scenario };
  const instead = gone(cells, against) ?? heading(cells);
  return instead ? { problem: instead } : fresh(cells, against);
}

/** The scenario of the record that a cell names; `S1 name` is the one with that id. */
export function scenarioOf(
  cell: string,
  { system: { scenarios } }: Pick<Against, "system">,
): Scenario | "several" | undefined {
  const found = named(cell, scenarios);
  return found === undefined && numbered.test(leading(cell))
    ? named(leading(cell), scenarios)
    : found;
}

/** What looks like an id in any table: `S12`, `R-3`. */
const numbered = /^[a-z]{1,8}[-_.]?\d{1,9}$/;

/** A scenario that was exported, and that the record no longer has. */
function gone(cells: Cells<ScenarioField>, { base }: Against): Problem | undefined {
  const scenario = cells.at("scenario");
  const exported = (field: ScenarioField) => base(scenario, field);
  if (exported("name") === undefined) return undefined;
  const edited = cells.fields.some((field) => {
    const before = field === "scenario" ? undefined : exported(field);
    return before !== undefined && cells.at(field) !== "" && cells.at(field) !== tidy(before);
  });
  return edited
    ? problem("goneEdited", "scenario", { scenario })
    : problem("gone", "scenario", { scenario }, "info");
}

/** A row that says nothing but what stands in for a scenario, where there is more to say. */
function heading({ at, fields }: Cells<ScenarioField>): Problem | undefined {
  const scenario = at("scenario");
  const others = fields.filter((field) => field !== "scenario");
  const alone = others.every((field) => at(field) === "" || at(field) === scenario);
  return scenario !== "" && others.length > 0 && alone
    ? problem("scenarioHeading", "scenario", { scenario }, "info")
    : undefined;
}

function fresh(
  { at, has }: Cells<ScenarioField>,
  against: Against,
): Subject | { readonly problem: Problem } {
  const { system, made } = against;
  const key = at("scenario");
  const isId = key !== "" && (has("name") || numbered.test(folded(key)));
  const name = isId ? at("name") : key || at("name");
  const typed = isId ? key.normalize("NFKC") : undefined;
  if (typed !== undefined && !/^[^\s/@#:+]{1,100}$/u.test(typed)) {
    return { problem: problem("id", "scenario", { id: key }) };
  }
  const known = typed === undefined ? made.names.get(folded(name)) : made.ids.get(folded(typed));
  const most = limits.list;
  if (known === undefined && system.scenarios.length + made.ids.size >= most) {
    return { problem: problem("full", "scenario", { limit: counted(most) }) };
  }
  const id = known ?? typed ?? `S${made.last + 1}`;
  return { id, name, similar: similar(typed ?? name, against) };
}

/** The scenario of the record that may have been meant; not where no more than a number differs. */
function similar(said: string, { system, patience }: Against): Problem[] {
  const near = closest(said, callings(system.scenarios), patience);
  const found = near === undefined ? undefined : scenarioOf(near, { system });
  const worded = (text: string) => folded(text).replace(/\d+/g, "");
  if (near === undefined || typeof found !== "object" || worded(near) === worded(said)) return [];
  return [problem("similar", "scenario", { near, id: found.id }, "warning")];
}
