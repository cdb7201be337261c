import { type Condition, parse } from "./condition.ts";
import { toControls } from "./holding.ts";
import {
  categories,
  type Category,
  type Damage,
  type Level,
  type Method,
  named,
  type Need,
  type Profile,
  type Required,
  type Scenario,
  type Step,
  type System,
  type TableRole,
  type Tailoring,
  type TraitValue,
} from "./model.ts";
import type { NeedSpec, ScenarioSpec, StepSpec, SystemSpec } from "./schema.ts";
import { complete, fits, type RatingTable } from "./rating.ts";
import { expand, index, type Resolve, resolver } from "./resolve.ts";
import { customise, type RiskMethod, type Shelf } from "./shelf.ts";
import { toText } from "./text.ts";
import { traits as known } from "./trait.ts";

/**
 * Completes a written record: texts in both languages, defaults in place, control ids in canonical
 * spelling, conditions parsed. Never throws on a half-finished record; what does not fit together is
 * reported by `check`. Parts that are the same objects in `spec` are the same objects in the result,
 * so that a change re-computes only what it touched.
 */
export function toSystem(spec: SystemSpec, shelf: Shelf): System {
  const own = customise(shelf, spec.tables);
  const method = toMethod(spec, own);
  const catalogue = index(method.catalogs);
  const resolve = resolver(catalogue);
  const scenarios = toScenarios(spec.scenarios, catalogue, resolve);
  const attacks = new Set(scenarios.map(({ id }) => id));
  return {
    spec,
    shelf: own,
    id: spec.id,
    name: toText(spec.name ?? spec.id),
    owner: toText(spec.owner),
    phase: spec.phase ?? "plan",
    marking: toText(spec.marking),
    method,
    target: toTarget(spec, method.risk),
    impact: toImpact(spec),
    profile: toProfile(spec),
    zones: (spec.zones ?? []).map((zone) => ({
      id: zone.id,
      name: toText(zone.name ?? zone.id),
      trust: toText(zone.trust),
    })),
    components: (spec.components ?? []).map((component) => ({
      id: component.id,
      name: toText(component.name ?? component.id),
      zone: component.zone ?? "",
      role: component.role ?? "",
      product: component.product ?? "",
      when: toCondition(component.when),
    })),
    flows: (spec.flows ?? []).map((flow, index) => ({
      id: flow.id ?? `flow-${index + 1}`,
      from: flow.from,
      to: flow.to,
      name: toText(flow.name),
      when: toCondition(flow.when),
    })),
    providers: (spec.providers ?? []).map((provider) => ({
      id: provider.id,
      name: toText(provider.name ?? provider.id),
      when: toCondition(provider.when),
      why: toText(provider.why),
      controls: (provider.controls ?? []).flatMap((id) => expand(id, catalogue, resolve)),
    })),
    tailoring: {
      add: toTailoring(spec.tailoring?.add, catalogue, resolve),
      remove: toTailoring(spec.tailoring?.remove, catalogue, resolve),
    },
    catalogue,
    controls: toControls(spec.controls, resolve),
    damages: (spec.damages ?? []).map(toDamage),
    scenarios,
    measures: (spec.measures ?? []).map((measure) => ({
      id: measure.id,
      name: toText(measure.name ?? measure.id),
      why: toText(measure.why),
      owner: toText(measure.owner),
      due: measure.due ?? "",
      phase: measure.phase,
      cost: measure.cost,
      done: measure.done ?? false,
      changes: measure.changes ?? [],
    })),
    treatments: (spec.treatments ?? []).map((treatment) => ({
      // A scenario named like a spelling of some control is still the scenario.
      on: attacks.has(treatment.on) ? treatment.on : resolve(treatment.on),
      decision: treatment.decision,
      why: toText(treatment.why),
      owner: toText(treatment.owner),
      decided: treatment.decided ?? "",
      expires: treatment.expires ?? "",
    })),
  };
}

const emptyText = toText(undefined);

/** The shipped table of each role. */
const roles = {
  assurance: "sp800-63-3-6-1",
  conformity: "mitate-conformity",
  effect: "mitate-effect",
  step: "mitate-step",
  vulnerability: "ipa-vulnerability",
  damage: "mitate-damage",
} as const;

/**
 * The tables and catalogues a record asks for. A table that is incomplete or made for another role
 * cannot be read: the shipped one stands in, and `check` reports it as an error.
 */
function toMethod(spec: SystemSpec, shelf: Shelf): Method {
  const written = spec.method ?? {};
  const unfit: { role: TableRole; table: RatingTable }[] = [];
  const table = (role: keyof typeof roles) => {
    const shipped = shelf.tables.findLast(({ id }) => id === roles[role])!;
    const asked = shelf.tables.find(({ id }) => id === (written[role] ?? roles[role])) ?? shipped;
    if (asked === shipped || (fits(asked, shipped) && complete(asked))) return asked;
    unfit.push({ role, table: asked });
    return shipped;
  };
  const shipped = shelf.methods.findLast(({ id }) => id === "ipa-ics-2")!;
  const asked = shelf.methods.find(({ id }) => id === (written.risk ?? shipped.id)) ?? shipped;
  const rated = complete(asked.table);
  if (!rated) unfit.push({ role: "risk", table: asked.table });
  return {
    impact: shelf.impacts.find(({ id }) => id === written.impact) ?? shelf.impacts[0],
    risk: rated ? asked : shipped,
    catalogs: [...new Set(written.baseline ?? ["sp800-53b"])]
      .flatMap((id) => shelf.catalogs.find((catalog) => catalog.id === id) ?? []),
    assurance: table("assurance"),
    conformity: table("conformity"),
    effect: table("effect"),
    step: table("step"),
    vulnerability: table("vulnerability"),
    damage: table("damage"),
    unit: toText(written.unit ?? { ja: "千円", en: "thousand yen" }),
    unfit,
  };
}

function toTarget(spec: SystemSpec, risk: RiskMethod): System["target"] {
  const written = spec.target ?? {};
  return {
    1: written["1"] ?? risk.target[1],
    2: written["2"] ?? risk.target[2],
    3: written["3"] ?? risk.target[3],
  };
}

function toImpact(spec: SystemSpec): System["impact"] {
  const entries = categories.map((category) => {
    const written = spec.impact?.[category];
    if (written === undefined || typeof written === "string") {
      return [category, { answer: written ?? "unassessed", why: emptyText, wording: {} }];
    }
    const wording = Object.entries(written.wording ?? {}).map(([level, text]) => [
      level,
      toText(text),
    ]);
    return [category, {
      answer: written.level,
      why: toText(written.why),
      wording: Object.fromEntries(wording),
    }];
  });
  return Object.fromEntries(entries);
}

function toProfile(spec: SystemSpec): Profile {
  const written = spec.profile ?? {};
  return {
    purpose: toText(written.purpose),
    groups: (written.users?.groups ?? []).map(toText),
    method: toText(written.authentication?.method),
    connections: (written.connections ?? []).map((connection, index) => ({
      id: connection.id ?? `connection-${index + 1}`,
      name: toText(connection.name),
      with: toText(connection.with),
      kind: connection.kind ?? "",
    })),
    routes: (written.operation?.routes ?? []).map(toText),
    law: (written.law ?? []).map(toText),
    standards: (written.standards ?? []).map(toText),
    assumptions: (written.assumptions ?? []).map(toText),
    failure: written.authentication?.failure ?? {},
    traits: toTraits(written),
  };
}

function toTraits(written: NonNullable<SystemSpec["profile"]>): Profile["traits"] {
  const traits: Record<string, TraitValue> = {};
  for (const { name } of known) {
    const value = name.split(".").reduce<unknown>(
      (node, key) => (node as Record<string, unknown> | undefined)?.[key],
      written,
    );
    if (value !== undefined && value !== null && value !== "unassessed") {
      traits[name] = value as TraitValue;
    }
  }
  if (written.connections) traits["connections.count"] = written.connections.length;
  for (const [name, value] of Object.entries(written.traits ?? {})) {
    traits[`traits.${name}`] = value;
  }
  return traits;
}

function toCondition(written: string | undefined): Condition | undefined {
  return written === undefined ? undefined : parse(written);
}

function toTailoring(
  written: NonNullable<SystemSpec["tailoring"]>["add"],
  catalogue: ReadonlyMap<string, Required>,
  resolve: Resolve,
): Tailoring[] {
  return (written ?? []).map((entry, index) => ({
    controls: entry.controls.flatMap((id) => expand(id, catalogue, resolve)),
    why: toText(entry.why),
    when: toCondition(entry.when),
    index,
  }));
}

type DamageSpec = NonNullable<SystemSpec["damages"]>[number];

function toDamage(written: DamageSpec): Damage {
  const hits = written.hits ?? [];
  return {
    id: written.id,
    name: toText(written.name ?? written.id),
    why: toText(written.why),
    when: toCondition(written.when),
    hits: categories.flatMap((category) => {
      if (Array.isArray(hits)) {
        return hits.includes(category) ? [{ category, level: undefined, why: emptyText }] : [];
      }
      if (!(category in hits)) return [];
      const hit = (hits as Partial<Record<Category, unknown>>)[category] as
        | Level
        | { level?: Level; why?: string }
        | null;
      if (hit === null || typeof hit === "string") {
        return [{ category, level: hit ?? undefined, why: emptyText }];
      }
      return [{ category, level: hit.level, why: toText(hit.why) }];
    }),
  };
}

interface Made {
  readonly catalogue: ReadonlyMap<string, Required>;
  readonly scenario: Scenario;
}

const scenariosOf = new WeakMap<object, Made>();

const listsOf = new WeakMap<object, { catalogue: unknown; list: readonly Scenario[] }>();

function toScenarios(
  written: readonly ScenarioSpec[] | undefined,
  catalogue: ReadonlyMap<string, Required>,
  resolve: Resolve,
): readonly Scenario[] {
  if (!written) return [];
  const ready = listsOf.get(written);
  if (ready?.catalogue === catalogue) return ready.list;
  const list = written.map((scenario) => {
    const known = scenariosOf.get(scenario);
    if (known?.catalogue === catalogue) return known.scenario;
    const made = toScenario(scenario, resolve);
    scenariosOf.set(scenario, { catalogue, scenario: made });
    return made;
  });
  listsOf.set(written, { catalogue, list });
  return list;
}

function toScenario(written: ScenarioSpec, resolve: Resolve): Scenario {
  const steps = (written.steps ?? []).map((step) => toStep(step, resolve));
  return {
    id: written.id,
    name: toText(written.name ?? written.id),
    damage: written.damage ?? "",
    attacker: toText(written.attacker),
    threat: written.threat ?? "unassessed",
    why: toText(written.why),
    when: toCondition(written.when),
    target: written.target ?? "",
    pattern: written.pattern ?? "",
    steps,
    goal: toGoal(written.goal, steps),
  };
}

function toGoal(written: string | undefined, steps: readonly Step[]): Need {
  if (written) return { step: written };
  const needed = new Set(steps.flatMap((step) => named(step.needs)));
  const last = steps.filter((step) => !needed.has(step.id));
  return last.length === 1
    ? { step: last[0].id }
    : { any: last.map((step) => ({ step: step.id })) };
}

function toStep(written: StepSpec, resolve: Resolve): Step {
  return {
    id: written.id,
    name: toText(written.name ?? written.id),
    place: written.place ?? "",
    technique: toText(written.technique),
    attack: written.attack ?? "",
    needs: written.needs === undefined ? undefined : toNeed(written.needs),
    guards: (written.guards ?? []).map((guard) => ({
      control: resolve(guard.control),
      level: guard.level ?? 2,
      kind: guard.kind ?? "prevent",
      when: toCondition(guard.when),
      note: toText(guard.note),
    })),
    independent: (written.independent ?? []).map(resolve),
    threat: written.threat,
    why: toText(written.why),
    typed: written.level && {
      value: written.level.value,
      why: toText(written.level.why),
      given: written.level.given && Object.fromEntries(
        Object.entries(written.level.given).map(([control, given]) => [resolve(control), given]),
      ),
    },
    test: typeof written.test === "string" ? written.test : written.test?.result ?? "untested",
    when: toCondition(written.when),
  };
}

/**
 * A list means all of them; all of nothing means no need: the step is an entry, with a threat of its
 * own. So is a step that may follow any of several where one of them is no need.
 */
function toNeed(written: NeedSpec | readonly NeedSpec[]): Need | undefined {
  if (typeof written === "string") return { step: written };
  const group = written as readonly NeedSpec[] | { all: NeedSpec[] } | { any: NeedSpec[] };
  if ("any" in group) {
    const any = group.any.map((need) => toNeed(need));
    return any.every((need) => need !== undefined) ? { any } : undefined;
  }
  const list = "all" in group ? group.all : group;
  const all = list.flatMap((need) => toNeed(need) ?? []);
  if (all.length === 0) return undefined;
  return list === written && all.length === 1 ? all[0] : { all };
}
