import { parse } from "../../condition.ts";
import type { Rating, Scenario, System } from "../../model.ts";
import type { Change, ScenarioSpec } from "../../schema.ts";
import type { Lang } from "../../text.ts";
import { fitting } from "../sheet/text.ts";
import { ask, type Read, readCell } from "./ask.ts";
import { threatOf } from "./cell.ts";
import type { ScenarioField } from "./head.ts";
import { keep } from "./made.ts";
import { problem } from "./problem.ts";
import { reference } from "./reference.ts";
import { type Against, type Asked, type Cells, nothing, type Said } from "./row.ts";
import { stepsIn } from "./steps.ts";
import { type Subject, subjectOf } from "./subject.ts";

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

/** All that can be read of one; its steps have rules of their own. */
const fields = [...scenarioFields, "when"] as const;
type Field = typeof fields[number];

/** What every scenario says. */
const required: readonly Field[] = ["name", "damage", "threat"];

/** What the record says of a scenario: as exported, and as compared with. */
export function scenarioValues(
  scenario: Scenario,
  system: System,
  lang: Lang,
): Readonly<Record<Field, string>> {
  const { name, damage, attacker, threat, why, target, when } = scenario;
  const note = writtenOf(system, scenario.id)?.note ?? "";
  const noted = typeof note === "string" ? note : note[lang] ?? note.ja ?? note.en ?? "";
  return {
    name: fitting(name[lang]),
    damage,
    attacker: fitting(attacker[lang]),
    threat: String(threat),
    why: fitting(why[lang]),
    when: when?.text ?? "",
    target,
    note: fitting(noted),
  };
}

/**
 * Reads a row of a list of scenarios: the changes it asks for, or why it cannot be read. Steps are read
 * for a scenario that has none.
 */
export function readScenario(cells: Cells<ScenarioField>, against: Against): Said {
  const subject = subjectOf(cells, against);
  if ("problem" in subject) return { key: "", changes: [], problems: [subject.problem] };
  if (!("scenario" in subject)) return newScenario(subject, cells, against);
  const { scenario } = subject;
  const row = { ...against, cells, scenario };
  const read = [...fields.map((field) => asked(field, row)), drawn(row)];
  return {
    key: scenario.id,
    changes: read.flatMap((one) => one.changes),
    problems: read.flatMap((one) => one.problems),
  };
}

interface Row extends Against {
  readonly cells: Cells<ScenarioField>;
  readonly scenario: Scenario;
}

function asked(field: Field, row: Row): Asked {
  const { cells, scenario, system, base } = row;
  return ask<string | Rating>({
    name: field,
    // A name that tells what a row is about asks for none.
    cell: field === "name" && cells.at("scenario") === "" ? "" : cells.at(field),
    emptied: cells.emptied(field),
    now: languages.map((lang) => scenarioValues(scenario, system, lang)[field]),
    base: base(scenario.id, field),
    required: required.includes(field),
    read: (cell) => valueOf(field, cell, row),
    change: (value) => changeOf(field, value, row),
  });
}

const languages = ["ja", "en"] as const;

function valueOf(field: Field, cell: string, { system, patience }: Against): Read<string | Rating> {
  if (field === "threat") {
    const value = threatOf(cell);
    return value === undefined
      ? { problem: problem("threat", field, { threat: cell }) }
      : { value };
  }
  if (field === "damage") return reference(cell, "damage", field, system.damages, patience);
  if (field === "target") return reference(cell, "place", field, system.components, patience);
  if (field === "when" && parse(cell).term === undefined) {
    return { problem: problem("when", field, { when: cell }) };
  }
  return { value: cell };
}

function changeOf(
  field: Field,
  value: string | Rating | null,
  { scenario: { id }, system, cells }: Row,
): Change {
  if (field === "threat") {
    return { type: "set-threat", scenario: id, threat: value as Scenario["threat"] };
  }
  const written = writtenOf(system, id)?.[field];
  const lang = cells.lang(field);
  // A text is taken away in both languages: what remained would only stand in for it.
  const inOne = typeof written === "object" && lang !== undefined && value !== null;
  return {
    type: "set-field",
    on: `scenario/${id}`,
    field: inOne ? `${field}.${lang}` : field,
    value,
  };
}

function drawn({ cells, scenario }: Row): Asked {
  if (scenario.steps.length > 0) return nothing;
  const changes = stepsIn(cells.at("steps"))
    .map((value): Change => ({ type: "add", to: `steps/${scenario.id}`, value }));
  return { changes, problems: [] };
}

function newScenario(
  { id, name, similar }: Extract<Subject, { id: string }>,
  cells: Cells<ScenarioField>,
  against: Against,
): Said {
  const spec: Record<string, unknown> = { id };
  const problems = [...similar];
  for (const field of fields) {
    const cell = field === "name" ? name : cells.at(field);
    if (cell === "") continue;
    const read = readCell(field, cell, () => valueOf(field, cell, against));
    if ("value" in read) spec[field] = read.value;
    else problems.push(read.problem);
  }
  const steps = stepsIn(cells.at("steps"));
  if (steps.length > 0) spec.steps = steps;
  if (problems.every(({ severity }) => severity !== "error")) keep(id, name, against.made);
  return { key: id, changes: [{ type: "add", to: "scenarios", value: spec }], problems };
}

const indexes = new WeakMap<System, ReadonlyMap<string, ScenarioSpec>>();

/** A scenario as it is written; of two with one id the first, which is the one that changes reach. */
function writtenOf(system: System, id: string): ScenarioSpec | undefined {
  let ready = indexes.get(system);
  if (!ready) {
    const written = system.spec.scenarios ?? [];
    ready = new Map(written.toReversed().map((one) => [one.id, one]));
    indexes.set(system, ready);
  }
  return ready.get(id);
}
