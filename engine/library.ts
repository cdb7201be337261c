import { type Condition, holds, parse, type Truth } from "./condition.ts";
import { fill, type Finding } from "./finding.ts";
import { hints } from "./messages/findings.ts";
import type { Category, Component, Rating, System, TraitValue } from "./model.ts";
import { closest } from "./nearest.ts";
import type { Change, PatternSpec, Role, ScenarioSpec, StepSpec } from "./schema.ts";
import { type Lang, type Text, toText } from "./text.ts";

/** A reusable attack scenario in complete form. Its steps happen at roles, not at components. */
export interface Pattern {
  readonly id: string;
  readonly name: Text;
  /** What happens, and where it was seen in general terms. */
  readonly about: Text;
  /** The profiles it fits; undefined for every profile. */
  readonly when: Condition | undefined;
  /** The harm categories that its damage typically hits, the most typical first. */
  readonly hits: readonly Category[];
  readonly attacker: Text;
  /** The usual threat level, from 1 to 3 (grave); a start for the analyst's own. */
  readonly threat: Rating;
  readonly why: Text;
  /** The role of the component attacked in the end; undefined when the pattern names none. */
  readonly target: Role | undefined;
  /** The last step; "" for the steps that no other step needs. */
  readonly goal: string;
  /** As written, because a scenario made from the pattern is written too; `place` is a role. */
  readonly steps: readonly StepSpec[];
}

/** What a pattern is to a system: whether it fits, for which damages, and what it would lack. */
export interface Proposal {
  readonly pattern: Pattern;
  /** Whether the pattern's condition holds; `unknown` when a trait it turns on is unassessed. */
  readonly fit: Truth;
  /** The traits that decided the fit; an unassessed one has no value. */
  readonly because: readonly { readonly trait: string; readonly value: TraitValue | undefined }[];
  /** The damages it could serve: the greatest overlap of harm categories, then the most typical. */
  readonly damages: readonly { readonly id: string; readonly shared: readonly Category[] }[];
  /** The scenarios of the record that were made from it. */
  readonly scenarios: readonly string[];
  /** Roles its steps need under this profile and that no component has. */
  readonly missing: readonly Role[];
}

/** Completes a written pattern; never throws. */
export function toPattern(spec: PatternSpec): Pattern {
  return {
    id: spec.id,
    name: toText(spec.name),
    about: toText(spec.about),
    when: spec.when === undefined ? undefined : parse(spec.when),
    hits: spec.hits,
    attacker: toText(spec.attacker),
    threat: spec.threat,
    why: toText(spec.why),
    target: spec.target,
    goal: spec.goal ?? "",
    steps: spec.steps,
  };
}

/**
 * Every pattern held against the system's profile, damages, scenarios and components. Those that fit
 * come first, then those of which it is unknown, then the others; each by id. Mitate's default rule.
 */
export function suggest(system: System, patterns: readonly Pattern[]): Proposal[] {
  return patterns.map((pattern) => propose(system, pattern)).sort((a, b) =>
    order.indexOf(a.fit) - order.indexOf(b.fit) || compare(a.pattern.id, b.pattern.id)
  );
}

/**
 * A scenario of the record made from a pattern, and the change that adds it. Roles become the first
 * component that has them; a step whose role nothing has keeps no place. The id is `S` and the number
 * after the highest in use. The damage is the first of those the proposal names, or none. The pattern's conditions stay, so that the profile goes on deciding.
 */
export function instance(
  system: System,
  pattern: Pattern,
): { readonly scenario: ScenarioSpec; readonly change: Change } {
  return make(system, pattern, nextNumber(system));
}

/**
 * The changes that take the named patterns into the record, in the order of the names. A name that no
 * pattern has, one named twice, and one the record already has a scenario of are refused, each with a
 * finding that says so; a pattern that does not fit the profile is taken, since it was asked for.
 */
export function adopt(
  system: System,
  patterns: readonly Pattern[],
  ids: readonly string[],
): { readonly changes: readonly Change[]; readonly refused: readonly Finding[] } {
  const changes: Change[] = [];
  const refused: Finding[] = [];
  const made = new Map(system.scenarios.map(({ pattern, id }) => [pattern, id]));
  let number = nextNumber(system);
  for (const id of ids) {
    const pattern = patterns.find((one) => one.id === id);
    const scenario = made.get(id);
    if (!pattern) {
      refused.push(unknown(id, patterns));
    } else if (scenario !== undefined) {
      refused.push(adopted(id, scenario));
    } else {
      const { scenario, change } = make(system, pattern, number++);
      made.set(id, scenario.id);
      changes.push(change);
    }
  }
  return { changes, refused };
}

const order: readonly Truth[] = ["yes", "unknown", "no"];

/** By code unit, so that the order is the same in every language and on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function propose(system: System, pattern: Pattern): Proposal {
  const { traits } = system.profile;
  const { truth, because } = holds(pattern.when, traits);
  return {
    pattern,
    fit: truth,
    because: because.map((trait) => ({ trait, value: traits[trait] })),
    damages: served(system, pattern),
    scenarios: system.scenarios.filter((one) => one.pattern === pattern.id).map(({ id }) => id),
    missing: rolesOf(system, pattern).filter((role) => !componentOf(system, role)),
  };
}

/**
 * The damages of this profile that share a harm category with the pattern: most shared first, of
 * these the one with the category most typical of the pattern, of these the first in the record.
 */
function served(system: System, pattern: Pattern): Proposal["damages"] {
  const typical = (shared: readonly Category[]) =>
    Math.min(...shared.map((category) => pattern.hits.indexOf(category)));
  return system.damages
    .filter((damage) => holds(damage.when, system.profile.traits).truth !== "no")
    .map(({ id, hits }) => ({
      id,
      shared: hits.map(({ category }) => category).filter((one) => pattern.hits.includes(one)),
    }))
    .filter(({ shared }) => shared.length > 0)
    .sort((a, b) => b.shared.length - a.shared.length || typical(a.shared) - typical(b.shared));
}

/** The roles of the steps that this profile does not rule out, and of the target, once each. */
function rolesOf(system: System, pattern: Pattern): Role[] {
  const possible = pattern.steps.filter(({ when }) =>
    when === undefined || holds(parse(when), system.profile.traits).truth !== "no"
  );
  const roles = [...possible.map(({ place }) => place), pattern.target];
  return [...new Set(roles.filter((role) => role !== undefined))] as Role[];
}

/** The first component of that role which this profile does not rule out. */
function componentOf(system: System, role: string | undefined): Component | undefined {
  return role === undefined
    ? undefined
    : system.components.find((component) =>
      component.role === role && holds(component.when, system.profile.traits).truth !== "no"
    );
}

/** One more than the highest number among ids of the form `S12`, so that no id is ever used again. */
function nextNumber(system: System): number {
  const numbers = system.scenarios.map(({ id }) => Number(/^S(\d+)$/.exec(id)?.[1] ?? 0));
  return Math.max(0, ...numbers) + 1;
}

function make(
  system: System,
  pattern: Pattern,
  number: number,
): { scenario: ScenarioSpec; change: Change } {
  const damage = served(system, pattern).at(0)?.id;
  const target = componentOf(system, pattern.target)?.id;
  const scenario: ScenarioSpec = {
    id: `S${number}`,
    name: pattern.name,
    pattern: pattern.id,
    ...(damage === undefined ? {} : { damage }),
    attacker: pattern.attacker,
    threat: pattern.threat,
    why: pattern.why,
    ...(pattern.when ? { when: pattern.when.text } : {}),
    ...(target === undefined ? {} : { target }),
    ...(pattern.goal === "" ? {} : { goal: pattern.goal }),
    steps: pattern.steps.map((step) => placed(step, system)),
  };
  return { scenario, change: { type: "add", to: "scenarios", value: scenario } };
}

function placed(step: StepSpec, system: System): StepSpec {
  const { place: role, ...rest } = step;
  const { id, name, ...others } = rest;
  const place = componentOf(system, role)?.id;
  const kept = { id, ...(name === undefined ? {} : { name }) };
  // The place stands right after the name, where an author would write it.
  return place === undefined ? rest : { ...kept, place, ...others };
}

function unknown(id: string, patterns: readonly Pattern[]): Finding {
  return {
    code: "unknown-pattern",
    severity: "error",
    on: `pattern/${id}`,
    path: [],
    params: { pattern: id, hint: hint(id, patterns.map((pattern) => pattern.id)) },
  };
}

function adopted(id: string, scenario: string): Finding {
  return {
    code: "pattern-adopted",
    severity: "warning",
    on: `scenario/${scenario}`,
    path: [],
    params: { pattern: id, scenario },
  };
}

/** The way out after a word that is none of the known ones: the one it meant, or all there are. */
export function hint(word: string, known: readonly string[]): Text {
  const near = closest(word, known);
  const say = (lang: Lang) =>
    near === undefined
      ? fill(hints.known, { list: known.join(", ") }, lang)
      : fill(hints.meant, { word: near }, lang);
  return { ja: say("ja"), en: say("en") };
}
