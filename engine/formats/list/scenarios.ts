import { lists } from "../../messages/sheet.ts";
import type { Scenario, System } from "../../model.ts";
import type { Patience } from "../../nearest.ts";
import type { Change, ScenarioSpec } from "../../schema.ts";
import type { Lang } from "../../text.ts";
import { fitting } from "../sheet/text.ts";
import { errorOf, namedBy, threatOf } from "./cell.ts";
import type { ScenarioField } from "./head.ts";
import {
  type Against,
  type Cells,
  edited,
  type Problem,
  problem,
  type Said,
  tidy,
  unknown,
} from "./row.ts";

/** What a list says of a scenario besides its id, in the order of its columns. */
export const scenarioFields = [
  "name",
  "damage",
  "attacker",
  "threat",
  "why",
  "target",
  "note",
] as const;
type Field = typeof scenarioFields[number];

/** What the record says of a scenario: as exported, and as compared with. */
export function scenarioValues(
  scenario: Scenario,
  system: System,
  lang: Lang,
): Readonly<Record<Field, string>> {
  const { name, damage, attacker, threat, why, target } = scenario;
  const note = indexOf(system).written.get(scenario.id)?.note ?? "";
  const noted = typeof note === "string" ? note : note[lang] ?? note.ja ?? note.en ?? "";
  return {
    name: fitting(name[lang]),
    damage,
    attacker: fitting(attacker[lang]),
    threat: String(threat),
    why: fitting(why[lang]),
    target,
    note: fitting(noted),
  };
}

/** Reads a row of a list of scenarios: the changes it asks for, or why it cannot be read. */
export function readScenario(cells: Cells<ScenarioField>, against: Against): Said {
  const { system } = against;
  const cell = cells.at("scenario");
  const found = indexOf(system).scenarios.get(cell) ?? namedBy(cell, system.scenarios);
  if (!found) {
    const ids = system.scenarios.map(({ id }) => id);
    const missing = cell === "" ? problem("noScenario", "scenario") : unnamed(cells, ids, against);
    return { key: "", changes: [], problems: [missing] };
  }
  const row = { ...against, cells, scenario: found };
  const read = scenarioFields.map((field) => asked(field, row));
  const problems = read.flatMap((one) => one.problems);
  const wrong = problems.some(({ severity }) => severity === "error");
  return { key: found.id, changes: wrong ? [] : read.flatMap((one) => one.changes), problems };
}

interface Row extends Against {
  readonly cells: Cells<ScenarioField>;
  readonly scenario: Scenario;
}

function unnamed(
  { at }: Cells<ScenarioField>,
  ids: readonly string[],
  { patience }: Against,
): Problem {
  const named = at("scenario");
  const heading = scenarioFields.every((field) => at(field) === "" || at(field) === named);
  if (!heading || errorOf(named) !== undefined) return unknown("scenario", named, ids, patience);
  return problem("heading", "scenario", { control: named }, "info");
}

function asked(field: Field, row: Row): Pick<Said, "changes" | "problems"> {
  const { scenario, system, base } = row;
  const cell = tidy(row.cells.at(field));
  const [ja, en] = languages.map((lang) => scenarioValues(scenario, system, lang)[field]);
  const before = base(scenario.id, field);
  // What the record says is left alone even where it names something that is not there.
  if (edited(cell, [ja, en], before) === "same") return nothing;
  const read = valueOf(field, cell, row);
  if ("problem" in read) return { changes: [], problems: [read.problem] };
  const state = edited(String(read.value), [ja, en], before);
  if (state === "same") return nothing;
  const text = {
    ja: problem("both", field, { field: lists[field].ja, now: ja }).text.ja,
    en: problem("both", field, { field: lists[field].en, now: en }).text.en,
  };
  return {
    changes: [changeOf(field, read.value, row)],
    problems: state === "both" ? [{ code: "both", severity: "warning", field, text }] : [],
  };
}

const nothing = { changes: [], problems: [] };
const languages = ["ja", "en"] as const;

type Value = string | 1 | 2 | 3;

function valueOf(
  field: Field,
  cell: string,
  { system, patience }: Against,
): { readonly value: Value } | { readonly problem: Problem } {
  const error = errorOf(cell);
  if (error) return { problem: problem("error", field, { value: error }) };
  if (field === "threat") {
    const value = threatOf(cell);
    return value === undefined
      ? { problem: problem("threat", field, { threat: cell }) }
      : { value };
  }
  if (field === "damage") return reference(cell, system.damages, "damage", field, patience);
  if (field === "target") return reference(cell, system.components, "place", field, patience);
  return { value: cell };
}

function reference(
  cell: string,
  list: System["damages"] | System["components"],
  code: "damage" | "place",
  field: Field,
  patience: Patience,
): { readonly value: string } | { readonly problem: Problem } {
  const found = namedBy<System["damages"][number] | System["components"][number]>(cell, list);
  if (found) return { value: found.id };
  return { problem: { ...unknown(code, cell, list.map(({ id }) => id), patience), field } };
}

function changeOf(field: Field, value: Value, { scenario, system, cells }: Row): Change {
  const { id } = scenario;
  if (field === "threat") {
    return { type: "set-threat", scenario: id, threat: value as Scenario["threat"] };
  }
  const written = indexOf(system).written.get(id)?.[field];
  const lang = cells.lang(field);
  const inOne = typeof written === "object" && lang !== undefined;
  return {
    type: "set-field",
    on: `scenario/${id}`,
    field: inOne ? `${field}.${lang}` : field,
    value,
  };
}

interface Index {
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly written: ReadonlyMap<string, ScenarioSpec>;
}

const indexes = new WeakMap<System, Index>();

/** The scenarios by their ids; of two with one id the first, which is the one that changes reach. */
function indexOf(system: System): Index {
  let ready = indexes.get(system);
  if (!ready) {
    const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
      new Map(list.toReversed().map((one) => [one.id, one]));
    const written = byId(system.spec.scenarios ?? []);
    indexes.set(system, ready = { scenarios: byId(system.scenarios), written });
  }
  return ready;
}
