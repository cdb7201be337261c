import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check, severities } from "./check.ts";
import { type Finding, tell } from "./finding.ts";
import { findings } from "./messages/findings.ts";
import { categories } from "./model.ts";
import type { ScenarioSpec, SystemSpec } from "./schema.ts";
import type { Shelf } from "./shelf.ts";
import { standard } from "./standard.ts";
import { toSystem } from "./system.ts";

/** The shelf with a formula engine that knows `x` and `x + 1` only. */
const shelf: Shelf = {
  ...standard,
  formula: (expression) => ({ x }) => {
    if (!/^x( \+ 1)?$/.test(expression)) throw new SyntaxError(`cannot read ${expression}`);
    return Number(x) + (expression === "x" ? 0 : 1);
  },
};

/** A digest of the form this version knows, of some state. */
const digest = `mitate1-sha256:${"0".repeat(64)}`;

/** A small record in which everything fits together. */
const clean: SystemSpec = {
  mitate: 1,
  id: "sample",
  impact: {
    distress: "moderate",
    finance: "low",
    programs: "moderate",
    disclosure: "moderate",
    safety: "not-applicable",
    law: "low",
  },
  profile: {
    exposure: "internet",
    hosting: "iaas",
    information: { personal: true },
    traits: { kiosks: 3 },
  },
  zones: [{ id: "dmz" }],
  components: [{ id: "web", zone: "dmz" }, { id: "database" }],
  flows: [{ id: "query", from: "web", to: "database" }],
  providers: [{ id: "cloud", when: "hosting in [iaas, paas]", controls: ["PE-*", "MA-2"] }],
  tailoring: { remove: [{ controls: ["AC-18"], why: "no wireless network" }] },
  controls: {
    "AC-2": "implemented",
    "AC-3": { status: "not-applicable", why: "everything is public" },
    "AC-6": {
      status: "partial",
      at: { database: { status: "planned", owner: "A", due: "2027-03-31" } },
    },
    "PE-3": { status: "inherited", from: "cloud" },
  },
  damages: [{ id: "leak", hits: ["disclosure"] }],
  scenarios: [{
    id: "S1",
    damage: "leak",
    threat: 2,
    target: "database",
    when: "exposure = internet and traits.kiosks >= 1",
    steps: [
      { id: "phish", guards: [{ control: "AT-2" }, { control: "AT-2", kind: "detect" }] },
      {
        id: "login",
        place: "web",
        guards: [{ control: "IA-2" }, { control: "AC-2" }],
        independent: ["IA-2", "AC-2"],
      },
      { id: "read", place: "database", needs: { any: ["phish", "login"] } },
    ],
  }],
  measures: [{
    id: "M1",
    owner: "operations",
    due: "2027-03-31",
    changes: [{ type: "set-status", control: "AC-6", place: "database", status: "implemented" }],
  }],
  treatments: [{ on: "S1", decision: "accept", why: "low", owner: "CIO", expires: "2027-12-31" }],
  variants: [{ id: "V1", changes: [{ type: "set-trait", trait: "exposure", value: "closed" }] }],
  comments: [{ on: "scenario/S1", text: "see the minutes" }],
  vulnerabilities: [{ id: "CVE-2026-1", component: "web" }],
  tables: [{ id: "small", axes: [{ name: "x", values: [1, 2] }], scale: [1, 2], formula: "x" }],
};

type Edits = Readonly<Record<string, unknown>>;

/** The clean record with values set at places such as `scenarios.0.id`; undefined removes. */
function edited(edits: Edits): SystemSpec {
  const spec = JSON.parse(JSON.stringify(clean));
  for (const [place, value] of Object.entries(edits)) {
    const keys = place.split(".");
    const last = keys.pop()!;
    let node = spec;
    for (const key of keys) node = node[key] ??= {};
    if (value === undefined) delete node[last];
    else node[last] = value;
  }
  return spec;
}

function findingsOf(edits: Edits): Finding[] {
  return check(toSystem(edited(edits), shelf));
}

/** Findings as `code on path`. */
function told(edits: Edits): string[] {
  return findingsOf(edits).map(({ code, on, path }) => `${code} ${on} ${path.join("/")}`.trim());
}

/** The measure M1 with one change. */
function changing(change: unknown): Edits {
  return { "measures.0.changes": [change] };
}

/** The measure M1 with changes, done. */
function done(...changes: unknown[]): Edits {
  return { "measures.0.changes": changes, "measures.0.done": true };
}

function status(status: string) {
  return { type: "set-status", control: "PE-3", status };
}

/** The steps of S1, written briefly: id → needs. */
function steps(needs: Record<string, unknown>): Edits {
  const list = Object.entries(needs).map(([id, wanted]) => ({ id, needs: wanted }));
  return { "scenarios.0.steps": list };
}

/** A table of one axis x over 1, 2, 3. */
function table(cells: Record<string, unknown>, more = {}): Edits {
  const axes = [{ name: "x", values: [1, 2, 3] }];
  return { "tables": [{ id: "own", axes, scale: ["low", "high"], cells, ...more }] };
}

const cases: Record<string, [title: string, edits: Edits, ...told: string[]][]> = {
  ids: [
    [
      "a scenario id used twice",
      { "scenarios.1": { ...clean.scenarios![0], steps: [{ id: "x" }] } },
      "duplicate-id scenario/S1 scenarios/1/id",
    ],
    [
      "a step id used twice in one scenario",
      { "scenarios.0.steps.3": { id: "phish" } },
      "duplicate-id step/S1/phish scenarios/0/steps/3/id",
    ],
    [
      "a component id used twice",
      { "components.2": { id: "web" } },
      "duplicate-id component/web components/2/id",
    ],
    ["a zone id used twice", { "zones.1": { id: "dmz" } }, "duplicate-id zone/dmz zones/1/id"],
    [
      "a flow id used twice",
      { "flows.1": clean.flows![0] },
      "duplicate-id flow/query flows/1/id",
    ],
    [
      "a damage id used twice",
      { "damages.1": clean.damages![0] },
      "duplicate-id damage/leak damages/1/id",
    ],
    [
      "a measure id used twice",
      { "measures.1": clean.measures![0] },
      "duplicate-id measure/M1 measures/1/id",
    ],
    [
      "a provider id used twice",
      { "providers.1": { id: "cloud" } },
      "duplicate-id provider/cloud providers/1/id",
    ],
    [
      "a variant id used twice",
      { "variants.1": { id: "V1" } },
      "duplicate-id variant/V1 variants/1/id",
    ],
    [
      "a table id used twice",
      { "tables.1": clean.tables![0] },
      "duplicate-id table/small tables/1/id",
    ],
    [
      "a connection id used twice",
      { "profile.connections": [{ id: "lan" }, {}, { id: "lan" }] },
      "duplicate-id connection/lan profile/connections/2/id",
    ],
    [
      "a vulnerability listed twice for one component",
      { "vulnerabilities.1": { id: "CVE-2026-1", component: "web" } },
      "duplicate-id vulnerability/CVE-2026-1 vulnerabilities/1/id",
    ],
    [
      "not a vulnerability in two components",
      { "vulnerabilities.1": { id: "CVE-2026-1", component: "database" } },
    ],
    [
      "two treatments of one thing",
      { "treatments.1": clean.treatments![0] },
      "duplicate-treatment treatment/S1 treatments/1/on",
    ],
    [
      "a catalogue listed twice",
      { "method.baseline": ["sp800-53b", "sp800-53b"] },
      "duplicate-catalogue method method/baseline/1",
    ],
    [
      "two spellings of one control",
      { "controls.ac-02": "absent" },
      "two-spellings control/AC-2 controls/ac-02",
    ],
  ],

  references: [
    [
      "a control no catalogue has",
      { "controls.AC-222": "absent" },
      "unknown-control control/AC-222 controls/AC-222",
    ],
    [
      "a guard no catalogue has",
      { "scenarios.0.steps.2.guards": [{ control: "XX-1" }] },
      "unknown-control step/S1/read scenarios/0/steps/2/guards/0/control",
    ],
    [
      "an independent control no catalogue has",
      { "scenarios.0.steps.1.independent": ["IA-2", "IA-99"] },
      "unknown-control step/S1/login scenarios/0/steps/1/independent/1",
    ],
    [
      "a family no catalogue has, in tailoring",
      { "tailoring.remove.0.controls": ["AC-18", "ZZ-*"] },
      "unknown-control tailoring/remove/1 tailoring/remove/0/controls/1",
    ],
    [
      "a provider's control no catalogue has",
      { "providers.0.controls.2": "PE-99" },
      "unknown-control provider/cloud providers/0/controls/2",
    ],
    [
      "a control spelled otherwise than in its catalogue",
      { "scenarios.0.steps.2.guards": [{ control: "ac-02 (3)" }] },
      "control-spelling step/S1/read scenarios/0/steps/2/guards/0/control",
    ],
    [
      "not a control named with its catalogue",
      { "scenarios.0.steps.2.guards": [{ control: "sp800-53b:AC-2(3)" }] },
    ],
    [
      "the place of a step",
      { "scenarios.0.steps.2.place": "databse" },
      "unknown-component step/S1/read scenarios/0/steps/2/place",
    ],
    [
      "the place of a status",
      { "controls.AC-2": { status: "implemented", at: { vpn: "absent" } } },
      "unknown-component control/AC-2 controls/AC-2/at/vpn",
    ],
    [
      "both ends of a flow",
      { "flows.0": { from: "a", to: "b" } },
      "unknown-component flow/flow-1 flows/0/from",
      "unknown-component flow/flow-1 flows/0/to",
    ],
    [
      "the target of a scenario",
      { "scenarios.0.target": "vault" },
      "unknown-component scenario/S1 scenarios/0/target",
    ],
    [
      "the component of a vulnerability",
      { "vulnerabilities.0.component": "vault" },
      "unknown-component vulnerability/CVE-2026-1 vulnerabilities/0/component",
    ],
    [
      "the zone of a component",
      { "components.1.zone": "lan" },
      "unknown-zone component/database components/1/zone",
    ],
    [
      "the damage of a scenario",
      { "scenarios.0.damage": "loss" },
      "damage-without-scenario damage/leak damages/0",
      "unknown-damage scenario/S1 scenarios/0/damage",
    ],
    [
      "a needed step",
      { "scenarios.0.steps.2.needs": { any: ["phish", { all: ["login", "logn"] }] } },
      "unknown-step step/S1/read scenarios/0/steps/2/needs/any/1/all/1",
    ],
    [
      "the goal of a scenario",
      { "scenarios.0.goal": "raed" },
      "unknown-goal scenario/S1 scenarios/0/goal",
    ],
    [
      "the provider of a control",
      { "controls.PE-3.from": "clud" },
      "unknown-provider control/PE-3 controls/PE-3/from",
    ],
    [
      "what a treatment is on",
      { "treatments.0.on": "S9" },
      "unknown-treatment-target treatment/S9 treatments/0/on",
    ],
    [
      "not a treatment of the gap of a control, whose spelling is only noted",
      { "treatments.0.on": "ac-2" },
      "control-spelling treatment/AC-2 treatments/0/on",
    ],
    ["a risk method", { "method.risk": "ipa" }, "unknown-method method method/risk"],
    ["an impact table", { "method.impact": "ds-201" }, "unknown-method method method/impact"],
    [
      "a catalogue",
      { "method.baseline": ["sp800-53b", "sp800-171"] },
      "unknown-method method method/baseline/1",
    ],
    ["a table", { "method.step": "mitate-stp" }, "unknown-method method method/step"],
    [
      "a table that was not made for its role",
      { "method.step": "mitate-damage" },
      "method-unfit method method/step",
    ],
    [
      "an own table that does not fit the role it takes over",
      {
        "tables.1": {
          id: "mitate-damage",
          axes: [{ name: "impact", values: ["low", "high"] }],
          scale: [1, 2],
          cells: { low: 1, high: 2 },
        },
      },
      "method-unfit method tables/1",
    ],
    ["a target that is not on the scale", { "target.2": "F" }, "target-value target target/2"],
  ],

  changes: [
    [
      "a control no catalogue has, at its exact place",
      changing({ type: "set-status", control: "AC-222", status: "implemented" }),
      "unknown-control measure/M1 measures/0/changes/0/control",
    ],
    [
      "the place of a status",
      changing({ type: "set-status", control: "AC-2", place: "vpn", status: "absent" }),
      "change-unknown measure/M1 measures/0/changes/0",
    ],
    ["not a place that an earlier measure adds", {
      "measures.0.changes": [{ type: "add", to: "components", value: { id: "vpn" } }],
      "measures.1": {
        ...clean.measures![0],
        id: "M2",
        changes: [{ type: "set-status", control: "AC-2", place: "vpn", status: "absent" }],
      },
    }],
    [
      "a step",
      changing({ type: "set-level", scenario: "S1", step: "red", value: 3 }),
      "change-unknown measure/M1 measures/0/changes/0",
    ],
    [
      "a value a trait cannot have",
      changing({ type: "set-trait", trait: "exposure", value: "close" }),
      "change-value measure/M1 measures/0/changes/0",
    ],
    [
      "an id that is taken",
      changing({ type: "add", to: "components", value: { id: "web" } }),
      "change-duplicate measure/M1 measures/0/changes/0",
    ],
    ["not what a measure that is done has already added", {
      ...changing({ type: "add", to: "components", value: { id: "web" } }),
      "measures.0.done": true,
    }],
    [
      "a list",
      changing({ type: "add", to: "scenaros", value: { id: "S2" } }),
      "change-list measure/M1 measures/0/changes/0",
    ],
    [
      "an entry to remove",
      changing({ type: "remove", from: "steps/S1", id: "red" }),
      "change-entry measure/M1 measures/0/changes/0",
    ],
    [
      "a reference",
      changing({ type: "set-field", on: "scenaro/S1", field: "why", value: "x" }),
      "change-reference measure/M1 measures/0/changes/0",
    ],
    [
      "a target that is not on the scale",
      changing({ type: "set-target", damage: 3, risk: "Z" }),
      "target-value measure/M1 measures/0/changes/0/risk",
    ],
    [
      "what a variant changes",
      { "variants.0.changes": [{ type: "remove", from: "damages", id: "loss" }] },
      "variant-change variant/V1 variants/0/changes/0",
    ],
    ["not what the base of a variant adds", {
      "variants": [
        {
          id: "V1",
          base: "V2",
          changes: [{ type: "set-status", control: "AC-2", place: "vpn", status: "absent" }],
        },
        { id: "V2", changes: [{ type: "add", to: "components", value: { id: "vpn" } }] },
      ],
    }],
    [
      "the base of a variant",
      { "variants.0.base": "V2" },
      "unknown-variant variant/V1 variants/0/base",
    ],
    [
      "variants that build on each other",
      { "variants": [{ id: "V1", base: "V2" }, { id: "V2", base: "V1" }] },
      "variant-cycle variant/V2 variants/1/base",
    ],
    [
      "a variant that sets one thing twice, to two values",
      {
        "variants": [{
          id: "V1",
          changes: [
            { type: "set-status", control: "AC-2", status: "absent" },
            { type: "set-status", control: "AC-2", status: "partial" },
          ],
        }],
      },
      "variant-conflict variant/V1 variants/0/changes/1",
    ],
    ["a decided review that says all it should", {
      "reviews": [{ gate: "design", decision: "approved", reviewer: "審査担当", digest }],
    }],
    ["a review without a decision", { "reviews": [{ gate: "design" }] }],
    [
      "a decided review of nobody, of no state",
      { "reviews": [{ gate: "design", decision: "approved" }] },
      "review-unbound review/0 reviews/0",
      "review-anonymous review/0 reviews/0",
    ],
    [
      "a review by the author, of a form yet to come",
      {
        "reviews": [{
          gate: "design",
          decision: "rejected",
          author: "開発課",
          reviewer: "開発課",
          digest: digest.replace("mitate1", "mitate2"),
        }],
      },
      "review-own review/0 reviews/0/reviewer",
      "review-foreign review/0 reviews/0/digest",
    ],
    [
      "a comment on something missing",
      { "comments.0.on": "step/S1/red" },
      "comment-reference step/S1/red comments/0/on",
    ],
    ["not a comment on a control at a place", { "comments.0.on": "control/AC-2@database" }],
    ["not a comment on a result", { "comments.0.on": "path/S1/1" }],
  ],

  conditions: [
    [
      "an unreadable condition",
      { "scenarios.0.steps.2.when": "exposure = and" },
      "condition-unreadable step/S1/read scenarios/0/steps/2/when",
    ],
    [
      "an unknown trait",
      { "components.1.when": "expsure = internet" },
      "unknown-trait component/database components/1/when",
    ],
    [
      "an unknown trait of the organisation's own",
      { "flows.0.when": "traits.kiosk > 1" },
      "unknown-trait flow/query flows/0/when",
    ],
    [
      "a value the trait cannot have",
      { "scenarios.0.when": "exposure = interet" },
      "trait-value scenario/S1 scenarios/0/when",
    ],
    [
      "one of several values the trait cannot have",
      { "damages.0.when": "hosting in [iaas, pass]" },
      "trait-value damage/leak damages/0/when",
    ],
    [
      "a word for a trait that is true or false",
      { "scenarios.0.steps.0.guards.0.when": "information.personal = much" },
      "trait-value step/S1/phish scenarios/0/steps/0/guards/0/when",
    ],
    [
      "the order of words",
      { "controls.AC-2": { status: "implemented", when: "exposure > closed" } },
      "trait-order control/AC-2 controls/AC-2/when",
    ],
    [
      "the order of a number and a word",
      { "tailoring.remove.0.when": "traits.kiosks > many" },
      "trait-order tailoring/remove/1 tailoring/remove/0/when",
    ],
    ["an open trait once, at the profile that leaves it open", {
      "profile.operation.remote": "unassessed",
      "scenarios.0.steps.0.when": "operation.remote",
      "scenarios.0.steps.1.when": "not operation.remote",
    }, "trait-unassessed trait/operation.remote profile/operation/remote"],
    ["an open trait the profile does not mention, at the first condition", {
      "scenarios.0.steps.1.when": "users.count > 100",
      "scenarios.0.steps.2.when": "users.count > 9",
    }, "trait-unassessed trait/users.count scenarios/0/steps/1/when"],
    [
      "not an open trait that does not matter",
      { "scenarios.0.when": "exposure = internet or operation.remote" },
    ],
  ],

  graphs: [
    [
      "a cycle",
      { "scenarios.0.goal": "c", ...steps({ a: "b", b: ["a"], c: undefined }) },
      "unused-step step/S1/a scenarios/0/steps/0",
      "unused-step step/S1/b scenarios/0/steps/1",
      "needs-cycle scenario/S1 scenarios/0/steps/1/needs/0",
    ],
    [
      "a step that needs itself",
      steps({ a: { any: ["b", "a"] }, b: undefined, c: "a" }),
      "needs-cycle scenario/S1 scenarios/0/steps/0/needs/any/1",
    ],
    ["a goal behind a missing step", steps({ a: undefined, b: ["a", "x"], c: "b" }), ...[
      "goal-unreachable scenario/S1 scenarios/0",
      "unknown-step step/S1/b scenarios/0/steps/1/needs/1",
    ]],
    [
      "not a goal that another way reaches",
      steps({ a: undefined, b: { any: ["a", "x"] } }),
      "unknown-step step/S1/b scenarios/0/steps/1/needs/any/1",
    ],
    [
      "a scenario without steps",
      { "scenarios.0.steps": [] },
      "scenario-without-steps scenario/S1 scenarios/0",
    ],
    [
      "a step beside every path to the goal",
      { "scenarios.0.goal": "read", "scenarios.0.steps.3": { id: "idle", needs: ["login"] } },
      "unused-step step/S1/idle scenarios/0/steps/3",
    ],
    [
      "an empty list of alternatives",
      steps({ a: { all: [{ any: [] }] } }),
      "empty-any step/S1/a scenarios/0/steps/0/needs/all/0/any",
    ],
  ],

  tables: [
    [
      "a table with cells missing",
      table({ 1: "low" }),
      "table-incomplete table/own tables/0/cells",
    ],
    [
      "a cell that is no combination",
      table({ 1: "low", 2: "low", 3: "high", 4: "high" }),
      "table-foreign-cell table/own tables/0/cells/4",
    ],
    [
      "a value that is not on the scale",
      table({ 1: "low", 2: "low", 3: "hihg" }),
      "table-foreign-value table/own tables/0/cells/3",
    ],
    [
      "a result that improves as the input worsens",
      table({ 1: "low", 2: "high", 3: "low" }),
      "table-not-monotone table/own tables/0/cells/3",
    ],
    [
      "a formula that cannot be read",
      { "tables.0.formula": "x +" },
      "table-formula table/small tables/0/formula",
    ],
    [
      "a formula over an unknown name",
      { "tables.0.formula": "y" },
      "table-formula table/small tables/0/formula",
    ],
    [
      "a formula that leaves the scale",
      { "tables.0.formula": "x + 1" },
      "table-foreign-value table/small tables/0/formula",
    ],
    [
      "a table too large to go through",
      table({}, {
        axes: ["a", "b", "c"].map((name) => ({
          name,
          values: Array.from({ length: 30 }, (_, index) => index),
        })),
      }),
      "table-too-large table/own tables/0",
    ],
    [
      "a table's own target that is not on its scale",
      table({ 1: "low", 2: "low", 3: "high" }, { target: { 1: "lo" } }),
      "target-value table/own tables/0/target/1",
    ],
  ],

  decisions: [
    [
      "a control that does not apply, for no reason",
      { "controls.AC-3": "not-applicable" },
      "status-without-reason control/AC-3 controls/AC-3",
    ],
    [
      "an alternative at one place, for no reason",
      { "controls.AC-6.at.database": "alternative" },
      "status-without-reason control/AC-6@database controls/AC-6/at/database",
    ],
    [
      "a control planned by nobody",
      { "controls.AC-2": { status: "planned", due: "2027-03-31" } },
      "planned-without-plan control/AC-2 controls/AC-2",
    ],
    [
      "tailoring for no reason",
      { "tailoring.remove.0.why": " " },
      "tailoring-without-reason tailoring/remove/1 tailoring/remove/0",
    ],
    [
      "a treatment without reason, owner and expiry",
      { "treatments.0": { on: "S1", decision: "transfer" } },
      "treatment-without-reason treatment/S1 treatments/0",
      "treatment-without-owner treatment/S1 treatments/0",
      "treatment-without-expiry treatment/S1 treatments/0",
    ],
    [
      "not a mitigation that does not expire",
      { "treatments.0.decision": "mitigate", "treatments.0.expires": undefined },
    ],
    ["a measure without owner, date and changes", { "measures.0": { id: "M1" } }, ...[
      "measure-without-owner measure/M1 measures/0",
      "measure-without-due measure/M1 measures/0",
      "measure-without-changes measure/M1 measures/0",
    ]],
    [
      "not the owner and date of a measure that is done",
      {
        "measures.0": { ...clean.measures![0], owner: undefined, due: undefined, done: true },
        "controls.AC-6.at.database": "implemented",
      },
    ],
    [
      "a measure that is done and that the record does not know of",
      { "measures.0.done": true },
      "measure-done-missing measure/M1 measures/0/done",
    ],
    [
      "not one whose status has gone further, nor one whose reason was put better since",
      {
        ...done({ type: "set-status", control: "ac-2", status: "partial" }, {
          type: "set-status",
          control: "AC-3",
          status: "not-applicable",
          why: "no access is restricted",
        }, { type: "set-level", scenario: "S1", step: "phish", value: 2, why: "once", given: {} }),
        "scenarios.0.steps.0.level": { value: 2, why: "tried again" },
      },
    ],
    [
      "not one that speaks of what is gone",
      done({ type: "set-threat", scenario: "S9", threat: 1 }),
    ],
    [
      "not what a later one changed once more, but what that one left out",
      {
        "measures.0": { id: "M1", done: true, changes: [status("absent"), status("planned")] },
        "measures.1": { id: "M2", done: true, changes: [status("alternative")] },
        "controls.PE-3": { status: "absent" },
      },
      "measure-done-missing measure/M2 measures/1/done",
    ],
    [
      "a typed level for no reason",
      { "scenarios.0.steps.2.level": { value: 3 } },
      "level-without-reason step/S1/read scenarios/0/steps/2/level",
    ],
    [
      "a damage above the system's own impact",
      { "damages.0.hits": { disclosure: "high" } },
      "damage-above damage/leak damages/0/hits/disclosure",
    ],
    [
      "a damage below the system's own impact, for no reason",
      { "damages.0.hits": { disclosure: { level: "low" } } },
      "damage-below damage/leak damages/0/hits/disclosure",
    ],
    [
      "not a damage below it for a reason",
      { "damages.0.hits": { disclosure: { level: "low", why: "only names" } } },
    ],
    [
      "a damage that hits what does not apply",
      { "damages.0.hits": ["safety"] },
      "damage-not-applicable damage/leak damages/0/hits",
    ],
    [
      "a damage that hits only what is unassessed",
      { "impact.finance": "unassessed", "damages.0.hits": ["finance", "safety"] },
      "damage-provisional damage/leak damages/0/hits",
    ],
    [
      "a damage that hits nothing",
      { "damages.0.hits": undefined },
      "damage-without-hits damage/leak damages/0",
    ],
    [
      "a damage no scenario leads to",
      { "damages.1": { id: "halt", hits: ["programs"] } },
      "damage-without-scenario damage/halt damages/1",
    ],
    ["a scenario that leads to no damage", { "scenarios.0.damage": undefined }, ...[
      "damage-without-scenario damage/leak damages/0",
      "scenario-without-damage scenario/S1 scenarios/0",
    ]],
    [
      "a guard listed twice",
      { "scenarios.0.steps.0.guards.2": { control: "at-2", level: 3 } },
      "repeated-guard step/S1/phish scenarios/0/steps/0/guards/2",
      "control-spelling step/S1/phish scenarios/0/steps/0/guards/2/control",
    ],
    ["not a guard listed twice under different conditions", {
      "scenarios.0.steps.0.guards.2": { control: "AT-2", level: 3, when: "exposure = closed" },
    }],
    [
      "an independent control that only detects",
      { "scenarios.0.steps.1.guards.1.kind": "detect" },
      "independent-not-guard step/S1/login scenarios/0/steps/1/independent/1",
    ],
    ["two independent controls of one base", {
      "scenarios.0.steps.1.guards.0.control": "AC-2(3)",
      "scenarios.0.steps.1.independent": ["AC-2(3)", "AC-2"],
    }, "independent-same-base step/S1/login scenarios/0/steps/1/independent/1"],
    [
      "an inherited control no provider takes over",
      { "controls.AC-2": "inherited" },
      "inherited-without-provider control/AC-2 controls/AC-2",
    ],
    [
      "an inherited control that the named provider does not take over",
      { "providers.1": { id: "other", controls: [] }, "controls.PE-3.from": "other" },
      "inherited-without-provider control/PE-3 controls/PE-3",
    ],
    [
      "an inherited control whose provider is outside this profile",
      { "profile.hosting": "on-premises" },
      "provider-outside control/PE-3 controls/PE-3",
    ],
    [
      "an inherited status at one place",
      { "controls.AC-6.at.database": "inherited" },
      "inherited-without-provider control/AC-6@database controls/AC-6/at/database",
    ],
  ],

  contradictions: [
    ["an impact that is nowhere applicable", {
      "impact": Object.fromEntries(categories.map((name) => [name, "not-applicable"])),
      "profile": { hosting: "iaas", exposure: "closed", traits: { kiosks: 1 } },
    }, ...[
      "impact-not-applicable impact impact",
      "damage-not-applicable damage/leak damages/0/hits",
    ]],
    ["personal data without disclosure", {
      "impact.disclosure": "not-applicable",
      "damages.0.hits": ["law"],
    }, "personal-without-disclosure impact/disclosure impact/disclosure"],
    ["secrets without disclosure", {
      "impact.disclosure": "not-applicable",
      "damages.0.hits": ["law"],
      "profile.information": { personal: false, confidentiality: 3 },
    }, "secret-without-disclosure impact/disclosure impact/disclosure"],
    [
      "My Number without law",
      { "impact.law": "not-applicable", "profile.information.myNumber": true },
      "my-number-without-law impact/law impact/law",
    ],
    [
      "vital information without programs",
      { "impact.programs": "not-applicable", "profile.information.availability": 2 },
      "vital-without-programs impact/programs impact/programs",
    ],
    [
      "the internet without distress",
      { "impact.distress": "not-applicable" },
      "internet-without-distress impact/distress impact/distress",
    ],
    [
      "My Number that is not personal",
      { "profile.information": { personal: false, myNumber: true } },
      "my-number-not-personal trait/information.myNumber profile/information/myNumber",
    ],
    [
      "special care for what is not personal",
      { "profile.information": { personal: false, specialCare: true } },
      "special-care-not-personal trait/information.specialCare profile/information/specialCare",
    ],
    [
      "a subcontract without a contract",
      { "profile.operation": { outsourced: false, subcontracted: true } },
      "subcontracted-not-outsourced trait/operation.subcontracted profile/operation/subcontracted",
    ],
    [
      "assurance levels for nobody",
      { "profile.authentication": { users: false, aal: 2 } },
      "assurance-without-users trait/authentication.aal profile/authentication/aal",
    ],
    [
      "users whose identity failure was not asked about",
      { "profile.authentication": { users: true } },
      "assurance-bound trait/authentication.users profile/authentication/users",
    ],
    [
      "not users whose identity failure was asked about",
      { "profile.authentication": { users: true, failure: { law: "low" } } },
    ],
  ],
};

test("finds nothing in a record where everything fits together", () => {
  expect(told({})).toEqual([]);
});

describe.each(Object.entries(cases))("%s: finds", (_, rows) => {
  test.each(rows)("%s", (_, edits, ...expected) => expect(told(edits)).toEqual(expected));
});

test("every rule has its case", () => {
  const met = Object.values(cases).flat().flatMap(([, , ...rows]) => rows.map(codeOf));
  expect([...new Set(met)].sort()).toEqual(Object.keys(severities).sort());
});

function codeOf(row: string): string {
  return row.split(" ")[0];
}

test("every path leads to a place in the record, and every message is filled in", () => {
  for (const [title, edits] of Object.values(cases).flat()) {
    const spec = edited(edits);
    for (const finding of check(toSystem(spec, shelf))) {
      expect(at(spec, finding.path), `${title}: ${finding.path.join("/")}`).toBeDefined();
      expect(`${tell(finding, "ja")}${tell(finding, "en")}`).not.toMatch(/[{}]|undefined|object/);
    }
  }
});

function at(node: unknown, path: Finding["path"]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], node);
}

describe("the messages", () => {
  function said(edits: Edits, lang: "ja" | "en"): string {
    return findingsOf(edits).map((finding) => tell(finding, lang)).join("\n");
  }

  test("offer the step that was meant", () => {
    const edits = steps({ phish: undefined, read: { any: ["phish", "phsh"] } });
    expect(said(edits, "en")).toBe(
      'scenario "S1" needs step "phsh", which does not exist; did you mean "phish"?',
    );
    expect(said(edits, "ja")).toBe(
      "シナリオ「S1」が必要とするステップ「phsh」はありません。「phish」の誤りではありませんか。",
    );
  });

  test("say of a measure that is done what the record lacks, and how to write it there", () => {
    expect(said({ "measures.0.done": true }, "en")).toBe(
      'measure "M1" is marked done, but the record does not say so, and it counts nowhere: ' +
        "Set AC-6 at database to implemented; make these changes " +
        "(mitate set … AC-6@database=implemented), or take `done` back",
    );
    expect(said({ "measures.0.done": true }, "ja")).toBe(
      "対策「M1」は実施済みですが、記録に反映されていない変更があるため、どこにも数えられません：" +
        "database でのAC-6 の実施状況を「実施済み」にする。" +
        "変更を記録に加えるか（mitate set では AC-6@database=implemented）、done を外してください。",
    );
    const field = { type: "set-field", on: "control/AC-2", field: "owner", value: "A" };
    expect(said(done(field), "en")).toMatch(/make these changes, or take `done` back$/);
  });

  test("show a cycle as a path", () => {
    const edits = steps({ a: "c", b: "a", c: "b", d: undefined });
    expect(said(edits, "en")).toContain("(a → c → b → a)");
  });

  test("list the few names there are when none is near", () => {
    expect(said({ "scenarios.0.target": "vault" }, "en")).toMatch(/; known are: web, database$/);
    expect(said({ "scenarios.0.target": "vault" }, "ja")).toContain("：web、database。");
  });

  test("say where and why a condition cannot be read, in both languages", () => {
    const edits = { "scenarios.0.when": "exposure = and" };
    expect(said(edits, "en")).toContain('at character 12: expected a value, found "and"');
    expect(said(edits, "ja")).toContain(
      "12文字目で読み取れません（値のはずの所に「and」があります）",
    );
  });

  test("tell the first eight mistakes of a condition, however many it has", () => {
    const terms = Array.from({ length: 20 }, (_, n) => `traits.t${n}`).join(" or ");
    expect(said({ "scenarios.0.when": terms }, "en").match(/traits\.t\d+/g)).toHaveLength(8);
  });

  test("use the words of the field as a sentence does", () => {
    const edits = { "controls.AC-6.at.database": "alternative" };
    expect(said(edits, "en")).toMatch(
      /^control "AC-6" at component "database" is marked alternative /,
    );
    expect(said(edits, "ja")).toMatch(/^構成要素「database」での管理策「AC-6」は「代替策」ですが/);
  });

  test("count the conditions an open trait leaves open", () => {
    const edits = {
      "scenarios.0.steps.0.when": "operation.remote",
      "scenarios.0.steps.1.when": "operation.remote",
    };
    expect(said(edits, "en")).toContain("2 conditions stay open");
  });

  test.each(Object.entries(findings))("of %s say the same in both languages", (_, { ja, en }) => {
    expect(placeholders(ja)).toEqual(placeholders(en));
    expect(ja).toMatch(/[ぁ-ん]/);
    expect(en).not.toMatch(/[ぁ-んァ-ヶ一-龠]/);
  });

  function placeholders(message: string): string[] {
    return [...new Set(message.match(/\{\w+\}/g) ?? [])].sort();
  }
});

test("findings come in the order of the record, whatever the order of its chapters", () => {
  const spec = edited({ "scenarios.0.target": "vault", "flows.0.to": "vault", "target.1": "Z" });
  const { scenarios, flows, ...rest } = spec;
  const turned = { scenarios, ...rest, flows } as SystemSpec;
  const paths = check(toSystem(turned, shelf)).map(({ path }) => path[0]);
  expect(paths).toEqual(["scenarios", "target", "flows"]);
});

/** Scenarios in which every step needs the one before, and every third step has a fault. */
function large(scenarios: number, length: number): SystemSpec {
  const step = (index: number) => ({
    id: `step-${index}`,
    place: index % 3 === 2 ? "nowhere" : "web",
    needs: index === 0 ? undefined : [`step-${index - 1}`],
    guards: [{ control: "AC-2" }, { control: "IA-2", kind: "detect" as const }],
    when: "exposure = internet or operation.remote",
  });
  const list: ScenarioSpec[] = Array.from({ length: scenarios }, (_, index) => ({
    id: `S${index}`,
    damage: "leak",
    steps: Array.from({ length }, (_, at) => step(at)),
  }));
  return { ...clean, scenarios: list, treatments: [], measures: [], comments: [] };
}

test("a large record is gone through once: a thousand faults of a kind in order, and how many more", () => {
  const all = check(toSystem(large(1000, 20), shelf));
  const found = all.slice(0, -1);
  expect(all.at(-1)).toMatchObject({
    code: "more-findings",
    severity: found[0].severity,
    path: ["scenarios"],
    params: { code: "unknown-component", count: "5,000" },
  });
  expect(found).toHaveLength(1000);
  expect(found.every(({ code }) => code === "unknown-component")).toBe(true);
  const order = found.map(({ path }) => Number(path[1]) * 20 + Number(path[3]));
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test("a chain of 50,000 steps, with a cycle at its end, is no trouble", () => {
  const spec = large(1, 50_000);
  spec.scenarios![0].steps!.reverse()[49_999].needs = "step-49999";
  const codes = check(toSystem(spec, shelf)).map(({ code }) => code);
  expect(codes.filter((code) => code === "needs-cycle")).toHaveLength(1);
});

test("check never throws, whatever names a record uses, and always answers the same", () => {
  const name = fc.constantFrom(
    "a",
    "b",
    "AC-2",
    "ac-02",
    "",
    "constructor",
    "__proto__",
    "S1",
    "x*",
  );
  const need: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    need: fc.oneof(
      { depthSize: "small" },
      name,
      fc.record({ all: fc.array(tie("need"), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("need"), { maxLength: 3 }) }),
    ),
  })).need;
  const step = fc.record({
    id: name,
    place: name,
    needs: need,
    guards: fc.array(fc.record({ control: name })),
    independent: fc.array(name),
    when: fc.constantFrom("a", "constructor = 1", "exposure > x", "(", "not operation.remote"),
  });
  const spec = fc.record({
    components: fc.array(fc.record({ id: name, zone: name })),
    controls: fc.dictionary(name, fc.constantFrom("planned", "inherited", "alternative")),
    scenarios: fc.array(fc.record({ id: name, damage: name, goal: name, steps: fc.array(step) })),
    treatments: fc.array(fc.record({ on: name, decision: fc.constant("accept") })),
    comments: fc.array(fc.record({ on: fc.tuple(name, name).map((parts) => parts.join("/")) })),
    variants: fc.array(fc.record({ id: name, base: name })),
  });
  fc.assert(
    fc.property(spec, (written) => {
      const record = { mitate: 1, id: "any", ...written } as unknown as SystemSpec;
      const found = check(toSystem(record, shelf));
      expect(check(toSystem(record, shelf))).toEqual(found);
      for (const { path } of found) expect(at(record, path)).toBeDefined();
    }),
    { seed: 201, numRuns: 300 },
  );
});
