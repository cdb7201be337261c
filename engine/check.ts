import { base, normal } from "./catalog.ts";
import { apply, edits } from "./change.ts";
import { type Condition, parse, terms } from "./condition.ts";
import { type Code, fill, type Finding } from "./finding.ts";
import { levels, requiredLevel } from "./impact.ts";
import { expectations, type findings, hints, misreadings, nouns } from "./messages/findings.ts";
import { word } from "./messages/words.ts";
import {
  type Answer,
  type Category,
  type Damage,
  type Holding,
  type Measure,
  named,
  type Need,
  type Provider,
  type Scenario,
  type Step,
  type System,
  type TraitValue,
} from "./model.ts";
import { closest } from "./nearest.ts";
import { type Ground, ground } from "./profile.ts";
import { defects, type RatingTable } from "./rating.ts";
import type { Change, NeedSpec, ScenarioSpec, StepSpec, SystemSpec, TableSpec } from "./schema.ts";
import { riskAxes } from "./shelf.ts";
import { type Resolve, resolver } from "./system.ts";
import { ipaVulnerability } from "./tables/ipa.ts";
import { conformityTable, damageTable, effectTable, stepTable } from "./tables/mitate.ts";
import { assurance61 } from "./tables/sp800-63.ts";
import type { Text } from "./text.ts";
import { type Trait, traitOf, traits as shipped } from "./trait.ts";

/**
 * What does not fit together in a record, in the order in which the record is written. Pure, and data
 * only: a half-finished or contradictory record gives findings, never an exception. Every path leads
 * to a place that exists in `system.spec`; what is missing is reported at what should hold it.
 */
export function check(system: System): Finding[] {
  const book = open(system);
  for (const chapter of chapters) chapter(book);
  return inOrder(book.found, system.spec);
}

/**
 * Everything `check` may report, with its weight: an `error` makes results unreliable, a `warning`
 * weakens them, an `info` is worth a look. Mitate's default, no standard grades defects of a record.
 */
export const severities = {
  "duplicate-id": "error",
  "duplicate-catalogue": "error",
  "duplicate-treatment": "error",
  "two-spellings": "error",
  "control-spelling": "info",
  "unknown-control": "error",
  "unknown-component": "error",
  "unknown-zone": "error",
  "unknown-damage": "error",
  "unknown-step": "error",
  "unknown-goal": "error",
  "unknown-provider": "error",
  "unknown-treatment-target": "error",
  "unknown-variant": "error",
  "variant-cycle": "error",
  "change-unknown": "error",
  "change-value": "error",
  "change-duplicate": "error",
  "change-entry": "error",
  "change-list": "error",
  "change-reference": "error",
  "comment-reference": "info",
  "unknown-method": "error",
  "method-unfit": "error",
  "target-value": "error",
  "condition-unreadable": "error",
  "unknown-trait": "error",
  "trait-value": "error",
  "trait-order": "error",
  "trait-unassessed": "info",
  "needs-cycle": "error",
  "goal-unreachable": "error",
  "empty-any": "error",
  "unused-step": "warning",
  "scenario-without-steps": "warning",
  "scenario-without-damage": "warning",
  "repeated-guard": "warning",
  "independent-not-guard": "warning",
  "independent-same-base": "warning",
  "level-without-reason": "warning",
  "table-incomplete": "error",
  "table-foreign-cell": "error",
  "table-foreign-value": "error",
  "table-not-monotone": "error",
  "table-formula": "error",
  "table-too-large": "error",
  "status-without-reason": "warning",
  "planned-without-plan": "info",
  "inherited-without-provider": "warning",
  "provider-outside": "warning",
  "tailoring-without-reason": "warning",
  "damage-above": "error",
  "damage-below": "warning",
  "damage-provisional": "info",
  "damage-not-applicable": "warning",
  "damage-without-hits": "warning",
  "damage-without-scenario": "warning",
  "measure-without-owner": "warning",
  "measure-without-due": "warning",
  "measure-without-changes": "warning",
  "treatment-without-reason": "warning",
  "treatment-without-owner": "warning",
  "treatment-without-expiry": "warning",
  "impact-not-applicable": "warning",
  "personal-without-disclosure": "warning",
  "secret-without-disclosure": "warning",
  "my-number-without-law": "warning",
  "vital-without-programs": "warning",
  "internet-without-distress": "warning",
  "my-number-not-personal": "warning",
  "special-care-not-personal": "warning",
  "subcontracted-not-outsourced": "warning",
  "assurance-without-users": "warning",
  "assurance-bound": "info",
} as const satisfies Partial<Record<Code, Finding["severity"]>>;

/** The rules, by chapter of the record. */
const chapters: readonly ((book: Book) => void)[] = [
  checkMethod,
  checkTarget,
  checkImpact,
  checkProfile,
  checkPlaces,
  checkProviders,
  checkTailoring,
  checkControls,
  checkDamages,
  checkScenarios,
  checkMeasures,
  checkTreatments,
  checkVariants,
  checkComments,
  checkVulnerabilities,
  checkTables,
  // Last: it counts the conditions that the other chapters came across.
  checkOpenTraits,
];

type Path = readonly (string | number)[];
type Params = Finding["params"];
type Ids = ReadonlySet<string>;

/** A record under examination: what its references may name, and what was found so far. */
interface Book {
  readonly system: System;
  readonly spec: SystemSpec;
  readonly ground: Ground;
  readonly found: Finding[];
  readonly resolve: Resolve;
  readonly ids: {
    readonly zones: Ids;
    readonly components: Ids;
    readonly damages: Ids;
    readonly scenarios: Ids;
    readonly variants: Ids;
    readonly traits: Ids;
  };
  readonly providers: ReadonlyMap<string, Provider>;
  /** What is wrong with a condition, whoever uses it. */
  readonly flaws: Map<Condition, readonly Flaw[]>;
  /** Unassessed trait → how many conditions it leaves open, and where the first stands. */
  readonly open: Map<string, { count: number; readonly path: Path }>;
  readonly hinted: Map<string, Text>;
}

function open(system: System): Book {
  const { spec } = system;
  const ids = (list: readonly { readonly id: string }[] | undefined) =>
    new Set((list ?? []).map((entry) => entry.id));
  const own = Object.keys(spec.profile?.traits ?? {}).map((name) => `traits.${name}`);
  return {
    system,
    spec,
    ground: ground(system),
    found: [],
    resolve: resolver(system.catalogue),
    ids: {
      zones: ids(spec.zones),
      components: ids(spec.components),
      damages: ids(spec.damages),
      scenarios: ids(spec.scenarios),
      variants: ids(spec.variants),
      traits: new Set([...shipped.map((trait) => trait.name), ...own]),
    },
    providers: new Map(system.providers.map((provider) => [provider.id, provider])),
    flaws: new Map(),
    open: new Map(),
    hinted: new Map(),
  };
}

function report(
  book: Book,
  code: keyof typeof severities & keyof typeof findings,
  on: string,
  path: Path,
  params: Params = {},
): void {
  const severity = severities[code];
  book.found.push({ code, severity, on, path, params: { of: about(on), ...params } });
}

/** A reference in words: `step/S1/phish` → 「シナリオ「S1」のステップ「phish」」. */
function about(on: string): Text {
  const [kind, ...rest] = on.split("/");
  const noun = nouns[kind as keyof typeof nouns];
  if (!noun) return { ja: on, en: on };
  if (kind === "step") return phrase(noun, { scenario: rest[0], id: rest.slice(1).join("/") });
  const [id, place] = rest.join("/").split("@");
  if (kind === "control" && place) return phrase(nouns.standing, { id, place });
  return phrase(noun, { id: rest.join("/") });
}

function phrase(message: Text, params: Params): Text {
  return { ja: fill(message, params, "ja"), en: fill(message, params, "en") };
}

// Method, target, impact, profile

/** What each role asks of its table: the axes it is read by and the results that are understood. */
const roles = {
  assurance: assurance61,
  conformity: conformityTable,
  effect: effectTable,
  step: stepTable,
  vulnerability: ipaVulnerability,
  damage: damageTable,
} as const;

function checkMethod(book: Book): void {
  const { system: { shelf }, spec: { method = {} } } = book;
  const on = "method";
  const unknown = (field: string, id: string, known: readonly { id: string }[], path: Path) => {
    if (known.some((entry) => entry.id === id)) return;
    const hint = hintOf(book, field, id, known.map((entry) => entry.id));
    report(book, "unknown-method", on, path, { field, id, hint });
  };
  if (method.impact) unknown("impact", method.impact, shelf.impacts, ["method", "impact"]);
  if (method.risk) unknown("risk", method.risk, shelf.methods, ["method", "risk"]);
  (method.baseline ?? []).forEach((id, index, all) => {
    const path = ["method", "baseline", index];
    unknown("baseline", id, shelf.catalogs, path);
    if (all.indexOf(id) < index) report(book, "duplicate-catalogue", on, path, { catalogue: id });
  });
  for (const role of keysOf(roles)) {
    const id = method[role];
    if (!id) continue;
    const known = shelf.tables.filter((table) => table.id === id || fits(table, roles[role]));
    unknown(role, id, known, ["method", role]);
  }
  checkFit(book);
}

/** A table read in a role it was not made for has no cell at the points asked of it. */
function checkFit(book: Book): void {
  const { method } = book.system;
  const risk = { axes: riskAxes, scale: method.risk.table.scale };
  const used = [
    ...keysOf(roles).map((role) => ({ role, table: method[role], model: roles[role] })),
    { role: "risk" as const, table: method.risk.table, model: risk },
  ];
  for (const { role, table, model } of used) {
    if (fits(table, model)) continue;
    const own = (book.spec.tables ?? []).findIndex((spec) => spec.id === table.id);
    const written = book.spec.method?.[role] === undefined ? undefined : ["method", role];
    report(book, "method-unfit", "method", written ?? (own < 0 ? [] : ["tables", own]), {
      field: role,
      id: table.id,
      axes: model.axes.map((axis) => `${axis.name} [${axis.values.join(", ")}]`).join(" × "),
      scale: model.scale.join(", "),
    });
  }
}

function fits(table: RatingTable, model: Pick<RatingTable, "axes" | "scale">): boolean {
  const results = new Set(model.scale.map(String));
  return table.axes.length === model.axes.length &&
    model.axes.every((axis) => {
      const values = new Set(table.axes.find(({ name }) => name === axis.name)?.values.map(String));
      return axis.values.every((value) => values.has(String(value)));
    }) &&
    table.scale.every((value) => results.has(String(value)));
}

function checkTarget(book: Book): void {
  const { scale } = book.system.method.risk.table;
  for (const damage of keysOf(book.spec.target ?? {})) {
    checkOnScale(book, scale, book.spec.target?.[damage], damage, "target", ["target", damage]);
  }
}

function checkOnScale(
  book: Book,
  scale: RatingTable["scale"],
  value: string | number | undefined,
  damage: string | number,
  on: string,
  path: Path,
): void {
  if (value === undefined || scale.includes(value)) return;
  const hint = hintOf(book, "scale", String(value), scale.map(String));
  report(book, "target-value", on, path, { damage, value, hint });
}

function checkImpact(book: Book): void {
  const { empty } = requiredLevel(book.system);
  if (empty) report(book, "impact-not-applicable", "impact", ["impact"]);
}

type Told = keyof typeof severities;

/** Traits that make "not applicable" hard to believe for a harm category. */
const doubtful: readonly [Told, trait: string, value: TraitValue, Category][] = [
  // 機密性3情報 and personal data are, by definition, information whose disclosure does harm.
  ["personal-without-disclosure", "information.personal", true, "disclosure"],
  ["secret-without-disclosure", "information.confidentiality", 3, "disclosure"],
  // The My Number Act (番号法) punishes its disclosure.
  ["my-number-without-law", "information.myNumber", true, "law"],
  // 可用性2情報 is, by definition of 統一基準群, what the stable conduct of business depends on.
  ["vital-without-programs", "information.availability", 2, "programs"],
  ["internet-without-distress", "exposure", "internet", "distress"],
];

/** Pairs of traits of which the first presupposes the second. */
const impossible: readonly [Told, trait: string, denied: string][] = [
  ["my-number-not-personal", "information.myNumber", "information.personal"],
  ["special-care-not-personal", "information.specialCare", "information.personal"],
  ["subcontracted-not-outsourced", "operation.subcontracted", "operation.outsourced"],
];

function checkProfile(book: Book): void {
  const { impact, profile: { traits, failure } } = book.system;
  (book.spec.profile?.connections ?? []).reduce((seen, { id }, index) => {
    if (id !== undefined && seen.has(id)) {
      report(book, "duplicate-id", `connection/${id}`, ["profile", "connections", index, "id"]);
    }
    return seen.add(id);
  }, new Set<string | undefined>());
  for (const [code, trait, value, category] of doubtful) {
    if (traits[trait] !== value || impact[category].answer !== "not-applicable") continue;
    report(book, code, `impact/${category}`, ["impact", category]);
  }
  for (const [code, trait, denied] of impossible) {
    if (traits[trait] !== true || traits[denied] !== false) continue;
    report(book, code, `trait/${trait}`, traitPath(trait));
  }
  const users = traits["authentication.users"];
  if (users === true && Object.keys(failure).length === 0) {
    report(
      book,
      "assurance-bound",
      "trait/authentication.users",
      traitPath("authentication.users"),
    );
  }
  const assured = ["ial", "aal"].filter((name) => `authentication.${name}` in traits);
  if (users === false && assured.length > 0) {
    const trait = `authentication.${assured[0]}`;
    const names = assured.map((name) => name.toUpperCase());
    report(book, "assurance-without-users", `trait/${trait}`, traitPath(trait), {
      levels: { ja: names.join("、"), en: names.join(" and ") },
    });
  }
}

function traitPath(trait: string): Path {
  return ["profile", ...trait.split(".")];
}

// Places, providers, tailoring, controls

function checkPlaces(book: Book): void {
  const { spec, ids } = book;
  checkUnique(book, "zone", spec.zones, ["zones"]);
  checkUnique(book, "component", spec.components, ["components"]);
  checkUnique(book, "flow", spec.flows, ["flows"]);
  (spec.components ?? []).forEach(({ id, zone, when }, index) => {
    const on = `component/${id}`;
    const path = ["components", index];
    if (zone && !ids.zones.has(zone)) {
      const hint = hintOf(book, "zone", zone, ids.zones);
      report(book, "unknown-zone", on, [...path, "zone"], { zone, hint });
    }
    checkCondition(book, when, on, [...path, "when"]);
  });
  (spec.flows ?? []).forEach(({ from, to, when }, index) => {
    const on = `flow/${book.system.flows[index].id}`;
    const path = ["flows", index];
    checkComponent(book, from, on, [...path, "from"]);
    checkComponent(book, to, on, [...path, "to"]);
    checkCondition(book, when, on, [...path, "when"]);
  });
}

function checkUnique(
  book: Book,
  kind: string,
  list: readonly { readonly id?: string }[] | undefined,
  path: Path,
): void {
  const seen = new Set<string>();
  (list ?? []).forEach(({ id }, index) => {
    if (id === undefined) return;
    if (seen.has(id)) report(book, "duplicate-id", `${kind}/${id}`, [...path, index, "id"]);
    seen.add(id);
  });
}

function checkComponent(book: Book, component: string | undefined, on: string, path: Path): void {
  if (!component || book.ids.components.has(component)) return;
  const hint = hintOf(book, "component", component, book.ids.components);
  report(book, "unknown-component", on, path, { component, hint });
}

function checkProviders(book: Book): void {
  checkUnique(book, "provider", book.spec.providers, ["providers"]);
  (book.spec.providers ?? []).forEach(({ id, when, controls }, index) => {
    const on = `provider/${id}`;
    checkCondition(book, when, on, ["providers", index, "when"]);
    checkFamilies(book, controls, on, ["providers", index, "controls"]);
  });
}

function checkTailoring(book: Book): void {
  for (const list of ["add", "remove"] as const) {
    (book.spec.tailoring?.[list] ?? []).forEach(({ controls, when }, index) => {
      const on = `tailoring/${list}/${index + 1}`;
      const path = ["tailoring", list, index];
      const { why } = book.system.tailoring[list][index];
      if (blank(why)) report(book, "tailoring-without-reason", on, path);
      checkCondition(book, when, on, [...path, "when"]);
      checkFamilies(book, controls, on, [...path, "controls"]);
    });
  }
}

/** Controls of which one may be a pattern, such as `PE-*` for a family. */
function checkFamilies(
  book: Book,
  controls: readonly string[] | undefined,
  on: string,
  path: Path,
): void {
  (controls ?? []).forEach((control, index) => {
    if (!control.endsWith("*")) return checkControl(book, control, on, [...path, index]);
    const start = normal(control.slice(0, -1));
    for (const ref of book.system.catalogue.keys()) if (normal(ref).startsWith(start)) return;
    reportControl(book, control, on, [...path, index]);
  });
}

function checkControl(book: Book, written: string, on: string, path: Path): void {
  const { catalogue } = book.system;
  if (catalogue.has(written)) return;
  const control = book.resolve(written);
  const known = catalogue.get(control);
  if (!known) return reportControl(book, written, on, path);
  if (written === `${known.catalog.id}:${known.control.id}`) return;
  report(book, "control-spelling", on, path, { written, control });
}

function reportControl(book: Book, control: string, on: string, path: Path): void {
  const hint = controlHint(book, control);
  report(book, "unknown-control", on, path, { control, hint });
}

function controlHint(book: Book, written: string): Text {
  const key = `control ${written}`;
  const ready = book.hinted.get(key);
  if (ready) return ready;
  const near = closest(normal(written), book.system.catalogue.keys());
  const hint = near === undefined ? hints.catalogue : phrase(hints.meant, { word: near });
  book.hinted.set(key, hint);
  return hint;
}

function checkControls(book: Book): void {
  const { spec, system, resolve } = book;
  const seen = new Map<string, string>();
  for (const [key, written] of Object.entries(spec.controls ?? {})) {
    const control = resolve(key);
    const on = `control/${control}`;
    const path = ["controls", key];
    const first = seen.get(control);
    if (first !== undefined) {
      report(book, "two-spellings", on, path, { first, second: key, control });
      continue;
    }
    seen.set(control, key);
    checkControl(book, key, on, path);
    const holding = system.controls.get(control)!;
    if (typeof written === "object") {
      checkCondition(book, written.when, on, [...path, "when"]);
      checkProvider(book, written.from, on, [...path, "from"]);
    }
    checkStanding(book, holding, "", on, path);
    for (const place of Object.keys(holding.at)) {
      const there = [...path, "at", place];
      checkComponent(book, place, on, there);
      checkStanding(book, holding, place, `${on}@${place}`, there);
    }
  }
}

function checkProvider(book: Book, provider: string | undefined, on: string, path: Path): void {
  if (!provider || book.providers.has(provider)) return;
  const hint = hintOf(book, "provider", provider, book.providers.keys());
  report(book, "unknown-provider", on, path, { provider, hint });
}

function checkStanding(
  book: Book,
  holding: Holding,
  place: string,
  on: string,
  path: Path,
): void {
  const { status, why, due, owner } = place === "" ? holding : holding.at[place];
  if ((status === "not-applicable" || status === "alternative") && blank(why)) {
    report(book, "status-without-reason", on, path, { status: spoken("status", status) });
  }
  if (status === "planned" && (due === "" || blank(owner))) {
    const missing = due !== "" ? lacking.owner : blank(owner) ? lacking.both : lacking.due;
    report(book, "planned-without-plan", on, path, { missing });
  }
  if (status === "inherited") checkInheritance(book, holding, place, on, path);
}

const lacking = {
  owner: { ja: "担当", en: "an owner" },
  due: { ja: "期限", en: "a due date" },
  both: { ja: "担当と期限", en: "an owner and a due date" },
} as const satisfies Record<string, Text>;

/** A provider takes over the controls it lists, as long as its condition holds: see `profile.ts`. */
function checkInheritance(
  book: Book,
  { control, from }: Holding,
  place: string,
  on: string,
  path: Path,
): void {
  if (from && !book.providers.has(from)) return; // Reported as an unknown provider.
  const { cause, status, provider } = book.ground.stood(control, place);
  if (cause === "written") report(book, "inherited-without-provider", on, path);
  if (cause !== "no-provider" || status !== "absent") return;
  const { because } = book.ground.verity(book.providers.get(provider)?.when);
  const { traits } = book.system.profile;
  report(book, "provider-outside", on, path, {
    provider,
    traits: because.map((trait) => `${trait} = ${traits[trait]}`).join(", "),
  });
}

// Damages and scenarios

function checkDamages(book: Book): void {
  const { spec, system } = book;
  checkUnique(book, "damage", spec.damages, ["damages"]);
  const ends = new Set(system.scenarios.map((scenario) => scenario.damage));
  system.damages.forEach((damage, index) => {
    const on = `damage/${damage.id}`;
    const path = ["damages", index];
    const { hits, when } = spec.damages![index];
    checkCondition(book, when, on, [...path, "when"]);
    const at = hits === undefined ? path : [...path, "hits"];
    checkHits(book, damage, on, at);
    for (const hit of damage.hits) checkHit(book, damage, hit, on, [...at, hit.category]);
    if (!ends.has(damage.id)) report(book, "damage-without-scenario", on, path);
  });
}

function checkHits(book: Book, { hits }: Damage, on: string, path: Path): void {
  if (hits.length === 0) return report(book, "damage-without-hits", on, path);
  const answers = new Set<Answer>(hits.map(({ category }) => book.system.impact[category].answer));
  if ([...answers].some((answer) => answer !== "unassessed" && answer !== "not-applicable")) return;
  const code = answers.has("unassessed") ? "damage-provisional" : "damage-not-applicable";
  report(book, code, on, path);
}

/** A typed level is compared with the system's own answer, where there is one. */
function checkHit(
  book: Book,
  damage: Damage,
  { category, level, why }: Damage["hits"][number],
  on: string,
  path: Path,
): void {
  const { answer } = book.system.impact[category];
  if (level === undefined || answer === "unassessed") return;
  const params = {
    category: spoken("category", category),
    level: spoken("level", level),
    own: spoken("level", answer),
  };
  const gap = levels.indexOf(level) - levels.indexOf(answer);
  if (gap > 0) report(book, "damage-above", on, path, params);
  if (gap < 0 && blank(why) && blank(damage.why)) report(book, "damage-below", on, path, params);
}

function checkScenarios(book: Book): void {
  const { spec, system } = book;
  checkUnique(book, "scenario", spec.scenarios, ["scenarios"]);
  system.scenarios.forEach((scenario, index) => {
    checkScenario(book, scenario, spec.scenarios![index], ["scenarios", index]);
  });
}

function checkScenario(book: Book, scenario: Scenario, written: ScenarioSpec, path: Path): void {
  const { id, damage, steps } = scenario;
  const on = `scenario/${id}`;
  checkCondition(book, written.when, on, [...path, "when"]);
  checkComponent(book, written.target, on, [...path, "target"]);
  if (damage === "") report(book, "scenario-without-damage", on, path);
  else checkDamage(book, damage, on, [...path, "damage"]);
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

function checkDamage(book: Book, damage: string, on: string, path: Path): void {
  const { damages } = book.ids;
  if (damages.has(damage)) return;
  const hint = hintOf(book, "damage", damage, damages);
  report(book, "unknown-damage", on, path, { damage, hint });
}

function checkStep(book: Book, step: Step, written: StepSpec, on: string, path: Path): void {
  if (written.when !== undefined) checkCondition(book, written.when, on, [...path, "when"]);
  if (written.place && !book.ids.components.has(written.place)) {
    checkComponent(book, written.place, on, [...path, "place"]);
  }
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

/** More circles than this in one scenario are not listed: mending the first ones mends the rest. */
const mostCycles = 20;

function checkGraph(
  book: Book,
  scenario: Scenario,
  written: ScenarioSpec,
  first: ReadonlyMap<string, number>,
  path: Path,
): void {
  const { id, steps } = scenario;
  const on = `scenario/${id}`;
  const wants = steps.map((step) => named(step.needs));
  steps.forEach((step, index) => {
    checkNeeds(book, id, step.id, written.steps![index].needs, first, [...path, "steps", index]);
  });
  const edges = wants.map((ids) => ids.flatMap((other) => first.get(other) ?? []));
  const { order, cycles } = explore(edges);
  for (const cycle of cycles) {
    const last = cycle[cycle.length - 1];
    const closing = [...leaves(written.steps![last].needs, ["needs"])]
      .find((leaf) => leaf.step === steps[cycle[0]].id)!;
    report(book, "needs-cycle", on, [...path, "steps", last, ...closing.path], {
      scenario: id,
      path: [...cycle, cycle[0]].map((node) => steps[node].id).join(" → "),
    });
  }
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
  const met = new Set<string>();
  for (const node of order) {
    const { needs } = steps[node];
    if (first.get(steps[node].id) === node && (!needs || meets(needs, met))) {
      met.add(steps[node].id);
    }
  }
  if (meets(scenario.goal, met)) return;
  const missing = [...used].sort((a, b) => a - b)
    .filter((node) => !met.has(steps[node].id))
    .flatMap((node) => wants[node].filter((other) => !first.has(other)));
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

/**
 * Walks a graph depth first, without recursion since chains may be long: the nodes so that each comes
 * after those it points to, and the circles met on the way, in reading direction.
 */
function explore(edges: readonly (readonly number[])[]): { order: number[]; cycles: number[][] } {
  const order: number[] = [];
  const cycles: number[][] = [];
  const state = new Map<number, "open" | "done">();
  for (let root = 0; root < edges.length; root++) {
    if (state.has(root)) continue;
    const stack = [{ node: root, next: 0 }];
    state.set(root, "open");
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      if (top.next === edges[top.node].length) {
        state.set(top.node, "done");
        order.push(top.node);
        stack.pop();
        continue;
      }
      const to = edges[top.node][top.next++];
      if (!state.has(to)) {
        state.set(to, "open");
        stack.push({ node: to, next: 0 });
      } else if (state.get(to) === "open" && cycles.length < mostCycles) {
        cycles.push(stack.slice(stack.findIndex(({ node }) => node === to)).map((at) => at.node));
      }
    }
  }
  return { order, cycles };
}

function closure(start: readonly number[], edges: readonly (readonly number[])[]): Set<number> {
  const reached = new Set(start);
  for (const node of reached) for (const to of edges[node]) reached.add(to);
  return reached;
}

function meets(need: Need, met: Ids): boolean {
  if ("step" in need) return met.has(need.step);
  if ("all" in need) return need.all.every((part) => meets(part, met));
  return need.any.some((part) => meets(part, met));
}

// Measures, treatments, variants, comments, vulnerabilities

/** All measures together are the plan, so one may build on what an earlier one adds. */
function checkMeasures(book: Book): void {
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

/**
 * Whether changes can be applied one after the other, by trying them. Returns what they make of the
 * record, which is what later changes stand on.
 */
function checkChanges(
  book: Book,
  changes: readonly Change[],
  start: SystemSpec,
  on: string,
  path: Path,
): SystemSpec {
  return changes.reduce((before, change, index) => {
    const at = [...path, "changes", index];
    if ("control" in change) checkControl(book, change.control, on, [...at, "control"]);
    if (change.type === "set-target") {
      const { scale } = book.system.method.risk.table;
      checkOnScale(book, scale, change.risk, change.damage, on, [...at, "risk"]);
    }
    const { spec, refused } = apply(before, [change], book.resolve);
    for (const { code, params } of refused) {
      // An unknown control was just reported at its exact place.
      if (code in severities && code !== "unknown-control") {
        report(book, code as Told, on, at, params);
      }
    }
    return spec;
  }, start);
}

function checkTreatments(book: Book): void {
  const seen = new Set<string>();
  book.system.treatments.forEach((treatment, index) => {
    const written = book.spec.treatments![index].on;
    const on = `treatment/${treatment.on}`;
    const path = ["treatments", index];
    const decision = spoken("decision", treatment.decision);
    if (!book.ids.scenarios.has(written)) {
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
  const scenario = closest(target, book.ids.scenarios);
  const hint = scenario === undefined
    ? controlHint(book, target)
    : phrase(hints.meant, { word: scenario });
  report(book, "unknown-treatment-target", on, path, {
    target,
    hint: hint === hints.catalogue ? hints.define : hint,
  });
}

function checkVariants(book: Book): void {
  const { spec, ids } = book;
  const variants = spec.variants ?? [];
  checkUnique(book, "variant", variants, ["variants"]);
  const first = new Map<string, number>();
  variants.forEach(({ id }, index) => first.has(id) || first.set(id, index));
  const edges = variants.map(({ base: under = "" }) => first.get(under)).map((at) =>
    at === undefined ? [] : [at]
  );
  const { order, cycles } = explore(edges);
  const made = new Map<number, SystemSpec>();
  for (const index of order) {
    const { id, base: under, changes = [] } = variants[index];
    const on = `variant/${id}`;
    const path = ["variants", index];
    if (under && !ids.variants.has(under)) {
      const hint = hintOf(book, "variant", under, ids.variants);
      report(book, "unknown-variant", on, [...path, "base"], { variant: under, hint });
    }
    const start = made.get(edges[index][0]) ?? spec;
    made.set(index, checkChanges(book, changes, start, on, path));
  }
  for (const cycle of cycles) {
    const last = cycle[cycle.length - 1];
    report(book, "variant-cycle", `variant/${variants[last].id}`, ["variants", last, "base"], {
      path: [...cycle, cycle[0]].map((node) => variants[node].id).join(" → "),
    });
  }
}

/** A comment may be on a result as well; such references are not known to this room. */
function checkComments(book: Book): void {
  (book.spec.comments ?? []).forEach(({ on }, index) => {
    // Whatever a field could be set on exists.
    const probe = { type: "set-field", on: on.replace(/@.*$/, ""), field: "note", value: null };
    const { refused } = edits(book.spec, probe as Change, book.resolve);
    if (refused?.code !== "change-unknown" && refused?.code !== "unknown-control") return;
    report(book, "comment-reference", on, ["comments", index, "on"], { reference: on });
  });
}

function checkVulnerabilities(book: Book): void {
  const seen = new Set<string>();
  (book.spec.vulnerabilities ?? []).forEach(({ id, component }, index) => {
    const on = `vulnerability/${id}`;
    const path = ["vulnerabilities", index];
    // One vulnerability may well be open in several components.
    const key = `${id}/${component}`;
    if (seen.has(key)) report(book, "duplicate-id", on, [...path, "id"]);
    seen.add(key);
    checkComponent(book, component, on, [...path, "component"]);
  });
}

// Tables

/** A table with more cells than this is not gone through. */
const mostCells = 10_000;

function checkTables(book: Book): void {
  const { spec, system } = book;
  checkUnique(book, "table", spec.tables, ["tables"]);
  (spec.tables ?? []).forEach((written, index) => {
    // The record's own tables come first on its shelf, in its order.
    const table = system.shelf.tables[index];
    const on = `table/${table.id}`;
    const path = ["tables", index];
    for (const [damage, value] of Object.entries(written.target ?? {})) {
      checkOnScale(book, table.scale, value, damage, on, [...path, "target", damage]);
    }
    const count = table.axes.reduce((size, axis) => size * axis.values.length, 1);
    if (count > mostCells) report(book, "table-too-large", on, path, { table: table.id, count });
    else if (written.formula !== undefined && Object.keys(table.cells).length === 0) {
      const reason = reasonOf(book, table, written.formula);
      const params = { table: table.id, formula: written.formula, reason };
      report(book, "table-formula", on, [...path, "formula"], params);
    } else checkCells(book, table, written, on, path);
  });
}

/** Why a formula gives nothing: asked of it once more, at the first cell. */
function reasonOf({ system }: Book, table: RatingTable, expression: string): string | Text {
  const scope = Object.fromEntries(table.axes.map(({ name, values }) => [name, values[0]]));
  try {
    const result = system.shelf.formula!(expression)(scope);
    const kind = typeof result;
    return { ja: `結果が ${kind} 型です`, en: `the result is of type ${kind}` };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function checkCells(
  book: Book,
  table: RatingTable,
  written: TableSpec,
  on: string,
  path: Path,
): void {
  const about = { table: table.id };
  const whole = written.formula !== undefined
    ? [...path, "formula"]
    : written.cells
    ? [...path, "cells"]
    : path;
  const at = (cell: string) =>
    written.formula === undefined && cell in (written.cells ?? {}) ? [...whole, cell] : whole;
  const all = defects(table);
  const missing = all.filter(({ kind }) => kind === "missing").map(({ cell }) => cell);
  if (missing.length > 0) {
    const cells = missing.slice(0, 3).join(", ");
    report(book, "table-incomplete", on, whole, { ...about, count: missing.length, cells });
  }
  for (const { kind, cell, value, than } of all) {
    if (kind === "foreign" && table.scale.includes(value!)) {
      report(book, "table-foreign-cell", on, at(cell), { ...about, cell });
    } else if (kind === "foreign") {
      const hint = hintOf(book, `scale of ${table.id}`, String(value), table.scale.map(String));
      report(book, "table-foreign-value", on, at(cell), { ...about, cell, value: value!, hint });
    } else if (kind === "non-monotone") {
      const params = { ...about, cell, value: value!, than: than!, other: table.cells[than!] };
      report(book, "table-not-monotone", on, at(cell), params);
    }
  }
}

// Conditions

/** What is wrong with a condition, to be reported at every place that uses it. */
interface Flaw {
  readonly code: "condition-unreadable" | "unknown-trait" | "trait-value" | "trait-order";
  readonly params: Params;
}

function checkCondition(book: Book, written: string | undefined, on: string, path: Path): void {
  if (written === undefined) return;
  const condition = parse(written);
  let flaws = book.flaws.get(condition);
  if (!flaws) book.flaws.set(condition, flaws = flawsOf(book, condition));
  for (const { code, params } of flaws) report(book, code, on, path, params);
  const { truth, because } = book.ground.verity(condition);
  if (truth !== "unknown") return;
  for (const trait of because) {
    if (!book.ids.traits.has(trait)) continue;
    const seen = book.open.get(trait);
    if (seen) seen.count++;
    else book.open.set(trait, { count: 1, path });
  }
}

function flawsOf(book: Book, { text, term, error }: Condition): Flaw[] {
  if (error) {
    const params = { text, reason: misreading(error.message), column: error.column };
    return [{ code: "condition-unreadable", params }];
  }
  return terms(term!).flatMap(({ trait, test, values }): Flaw[] => {
    if (!book.ids.traits.has(trait)) {
      const hint = hintOf(book, "trait", trait, book.ids.traits);
      return [{ code: "unknown-trait", params: { trait, hint } }];
    }
    const known = traitOf(trait);
    if (/[<>]/.test(test)) {
      const ordered = known
        ? numeric(known)
        : typeof book.system.profile.traits[trait] === "number";
      const sound = ordered && values.every((value) => typeof value === "number");
      return sound ? [] : [{ code: "trait-order", params: { trait: traitName(trait), text } }];
    }
    return values.filter((value) => known && !possible(known, value)).map((value) => ({
      code: "trait-value",
      params: {
        value: String(value),
        trait: traitName(trait),
        hint: valueHint(book, known!, value),
      },
    }));
  });
}

/** The parser's remark in both languages; a remark of another form stays as it is. */
function misreading(message: string): Text {
  const match = message.match(/^expected (.+?)(?:, found "(.*)"| at the end)$/s);
  if (!match) return { ja: message, en: message };
  const [, wanted, found] = match;
  const expected = { ja: expectations[wanted] ?? wanted, en: wanted };
  return found === undefined
    ? phrase(misreadings.end, { expected })
    : phrase(misreadings.found, { expected, found });
}

function numeric({ type, values }: Trait): boolean {
  return type === "number" || (values?.every((value) => typeof value === "number") ?? false);
}

function possible({ type, values }: Trait, value: TraitValue): boolean {
  if (type === "choice") return values!.includes(value as string | number);
  return type === "number" ? typeof value === "number" : typeof value === "boolean";
}

function valueHint(book: Book, { name, type, values }: Trait, value: TraitValue): Text {
  if (type === "number") return hints.number;
  const all = type === "boolean" ? ["true", "false"] : values!.map(String);
  return hintOf(book, `value of ${name}`, String(value), all);
}

function traitName(trait: string): string | Text {
  const known = traitOf(trait);
  if (!known) return trait;
  return { ja: `${known.label.ja}（${trait}）`, en: `${known.label.en} (${trait})` };
}

/** One finding per trait, at the trait if the profile writes it, else at the first such condition. */
function checkOpenTraits(book: Book): void {
  for (const [trait, { count, path }] of book.open) {
    const own = traitPath(trait);
    const params = { trait: traitName(trait), count };
    report(book, "trait-unassessed", `trait/${trait}`, exists(book.spec, own) ? own : path, params);
  }
}

function exists(spec: SystemSpec, path: Path): boolean {
  let node: unknown = spec;
  for (const key of path) {
    if (typeof node !== "object" || node === null || !(key in node)) return false;
    node = (node as Record<string | number, unknown>)[key];
  }
  return true;
}

// Words

/** How many known names a message lists at most when none is near. */
const fewest = 8;

/** The way out of an unknown name: the one that was meant, else the few there are. */
function hintOf(book: Book, kind: string, wrong: string, candidates: Iterable<string>): Text {
  const key = `${kind} ${wrong}`;
  const ready = book.hinted.get(key);
  if (ready) return ready;
  const all = [...candidates];
  const near = closest(wrong, all);
  const hint = near !== undefined
    ? phrase(hints.meant, { word: near })
    : all.length > 0 && all.length <= fewest
    ? phrase(hints.known, { list: { ja: all.join("、"), en: all.join(", ") } })
    : hints.define;
  book.hinted.set(key, hint);
  return hint;
}

/** A word of the field within an English sentence. */
function spoken(group: Parameters<typeof word>[0], code: string): Text {
  const { ja, en } = word(group, code);
  return { ja, en: en.charAt(0).toLowerCase() + en.slice(1) };
}

function blank(text: Text): boolean {
  return text.ja.trim() === "" && text.en.trim() === "";
}

function keysOf<T extends object>(record: T): (keyof T & string)[] {
  return Object.keys(record) as (keyof T & string)[];
}

// Order

/** Findings in the order of the record; those at one place in the order of the rules. */
function inOrder(found: readonly Finding[], spec: SystemSpec): Finding[] {
  const places = new Map<object, Map<string, number>>();
  return found
    .map((finding) => ({ finding, at: position(finding.path, spec, places) }))
    .sort((a, b) => compare(a.at, b.at))
    .map(({ finding }) => finding);
}

function position(
  path: Path,
  spec: SystemSpec,
  places: Map<object, Map<string, number>>,
): number[] {
  let node: unknown = spec;
  return path.map((key) => {
    if (typeof node !== "object" || node === null) return 0;
    const parent = node as Record<string | number, unknown>;
    node = parent[key];
    if (typeof key === "number") return key;
    let order = places.get(parent);
    if (!order) {
      order = new Map(Object.keys(parent).map((name, index) => [name, index]));
      places.set(parent, order);
    }
    return order.get(key) ?? 0;
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((place, index) => place !== b[index]);
  if (at < 0) return a.length - b.length;
  return at < b.length ? a[at] - b[at] : 1;
}
