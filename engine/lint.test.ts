import { describe, expect, test } from "vitest";
import type { Finding } from "./finding.ts";
import { tell } from "./finding.ts";
import { assessed, day, only, record, steps } from "./fixtures/record.ts";
import { lint } from "./lint.ts";
import { lints } from "./messages/lint.ts";
import type { ScenarioSpec, StepSpec, SystemSpec } from "./schema.ts";
import { why } from "./why.ts";

/** A record that the linter has nothing to say about. */
const clean: Partial<SystemSpec> = only({
  controls: { "AC-2": { status: "implemented", evidence: "a document" } },
  scenarios: [scenario({ id: "a", place: "web", attack: "T1190", guards: [{ control: "AC-2" }] })],
});

function scenario(...list: StepSpec[]): ScenarioSpec {
  return { id: "S1", damage: "leak", threat: 1, steps: list };
}

const step = (part: Partial<StepSpec> = {}): StepSpec => ({
  id: "a",
  place: "web",
  attack: "T1190",
  guards: [{ control: "AC-2" }],
  ...part,
});

/** Two scenarios with one step each. */
const two = (one: Partial<StepSpec>, other: Partial<StepSpec>) => [
  scenario(step(one)),
  { ...scenario(step({ id: "b", ...other })), id: "S2" },
];

function linted(part: Partial<SystemSpec>, at = day): Finding[] {
  return lint(assessed({ ...clean, ...part }, at));
}

/** What the linter says, each as `code on path`. */
function said(part: Partial<SystemSpec>, at = day): string[] {
  return linted(part, at).map(({ code, on, path }) => `${code} ${on} ${path.join(".")}`);
}

test("has nothing to say about a record without questions", () => {
  expect(linted({})).toEqual([]);
});

describe("the same technique at the same place", () => {
  test("asks for the same guards", () => {
    expect(said({ scenarios: two({}, { guards: [] }) })).toContain(
      "like-steps-guards step/S2/b scenarios.1.steps.0",
    );
    for (
      const guard of [
        { control: "AC-2", level: 3 as const },
        { control: "AC-2", kind: "detect" as const },
        { control: "AC-2", when: "exposure = internet" },
      ]
    ) expect(said({ scenarios: two({}, { guards: [guard] }) })).toHaveLength(1);
  });

  test("and then for the same level", () => {
    expect(said({ scenarios: two({}, { test: "confirmed" }) })).toEqual([
      "like-steps-level step/S2/b scenarios.1.steps.0",
    ]);
  });

  test("whatever the order of the guards; another place or technique is another matter", () => {
    const guards = [{ control: "AC-2" }, { control: "AC-3" }];
    const same = two({ guards }, { guards: guards.toReversed() });
    expect(said({ scenarios: same })).toEqual([]);
    expect(said({ scenarios: two({ guards }, { place: "db" }) })).toEqual([]);
    expect(said({ scenarios: two({ guards }, { attack: "T1078" }) })).toEqual([]);
    expect(said({ scenarios: two({ attack: undefined, guards }, { attack: undefined }) }))
      .toEqual([]);
  });

  test("a technique in words counts where there is no number", () => {
    const named = (technique: string) => ({ attack: undefined, technique });
    expect(said({ scenarios: two({ ...named("phishing"), guards: [] }, named("phishing")) }))
      .toContain("like-steps-guards step/S2/b scenarios.1.steps.0");
    expect(said({ scenarios: two(named("phishing"), named("theft")) })).toEqual([]);
  });
});

describe("typed levels", () => {
  const typed = (level: StepSpec["level"], part: Partial<StepSpec> = {}) =>
    said({ scenarios: [scenario(step({ level, ...part }))] });
  const at = "step/S1/a scenarios.0.steps.0.level";

  test("gone stale, with what changed", () => {
    const level = { value: 3 as const, why: "a reason", given: { "AC-2": "absent" } };
    expect(typed(level)).toEqual([`level-stale ${at}`]);
    const [found] = linted({ scenarios: [scenario(step({ level }))] });
    expect(tell(found, "en")).toContain("AC-2 changed since");
  });

  test("gone stale by the nominal level of a guard, where that was recorded", () => {
    const given = { "AC-2": { status: "implemented", prevent: 3 as const } };
    const level = { value: 3 as const, why: "a reason", given };
    expect(typed(level)).toEqual([`level-stale ${at}`]);
    const [found] = linted({ scenarios: [scenario(step({ level }))] });
    expect(tell(found, "en")).toContain("AC-2 changed since");
    expect(tell(found, "ja")).toContain("AC-2 の状況か、ガードとしての強さや条件が変わった");
  });

  test("without what it was given", () => {
    expect(typed({ value: 3, why: "a reason" })).toEqual([`level-without-given ${at}`]);
  });

  test("equal to the computed level", () => {
    const given = { "AC-2": "implemented" };
    expect(typed({ value: 2, why: "a reason", given })).toEqual([`level-as-computed ${at}`]);
  });

  test("against a confirmed penetration finding", () => {
    const given = { "AC-2": "implemented" };
    expect(typed({ value: 3, why: "a reason", given }, { test: "confirmed" })).toEqual([
      `level-against-test ${at}`,
    ]);
    expect(typed({ value: 1, why: "a reason", given }, { test: "confirmed" })).toEqual([]);
  });
});

describe("a step without guards", () => {
  test("is not modelled", () => {
    expect(said({ scenarios: [scenario(step({ guards: [] }))] })).toEqual([
      "step-not-modelled step/S1/a scenarios.0.steps.0",
    ]);
  });

  test("outside the profile it does not matter", () => {
    const outside = step({ id: "b", attack: "T1078", guards: [], when: "exposure = closed" });
    const profile: SystemSpec["profile"] = {
      exposure: "internet",
      information: { personal: false },
    };
    expect(said({ profile, scenarios: [scenario(step({ id: "b2" }), outside)] })).toEqual([]);
  });
});

describe("a lower threat with a higher risk", () => {
  test("shows that the table is not monotone", () => {
    // Bad for the lowest threat at vulnerability 2, and only there: no method would say so.
    const formula = 'threat == 1 and vulnerability == 2 ? "B" : "E"';
    const tables: SystemSpec["tables"] = [{ id: "own", formula }];
    const low = scenario(step());
    const strong = step({ threat: 3 });
    const weak = step({ id: "b", attack: "T1078", guards: [{ control: "AC-2", level: 1 }] });
    const scenarios = [low, { ...scenario(strong, weak), id: "S2" }];
    expect(said({ scenarios, tables, method: { risk: "own" } })).toEqual([
      "threat-inverted scenario/S2/disclosure scenarios.1.threat",
    ]);
    expect(said({ scenarios })).toEqual([]);
  });
});

describe("three threats in one cell", () => {
  test("are compared each with each, not only with the first", () => {
    // At vulnerability 2 threat 1 is the mildest, and 2 is graver than 3.
    const formula = 'vulnerability != 2 ? "E" : threat == 1 ? "D" : threat == 2 ? "A" : "B"';
    const tables: SystemSpec["tables"] = [{ id: "own", formula }];
    const weak = step({ id: "weak", attack: "T1078", threat: 2, guards: [] });
    const scenarios = [
      scenario(step()),
      { ...scenario(step()), id: "S2", threat: 2 as const },
      { ...scenario(step(), weak), id: "S3", threat: 3 as const },
    ];
    expect(said({ scenarios, tables, method: { risk: "own" } })).toContain(
      "threat-inverted scenario/S3/disclosure scenarios.2.threat",
    );
  });
});

describe("evidence", () => {
  test("is asked for what is implemented, at one place too", () => {
    expect(said({ controls: { "AC-2": "implemented" } })).toEqual([
      "evidence-missing control/AC-2 controls.AC-2",
    ]);
    const controls: SystemSpec["controls"] = {
      "ac-2": { status: "implemented", evidence: "a document", at: { web: "implemented" } },
    };
    expect(said({ controls })).toEqual([
      "evidence-missing control/AC-2@web controls.ac-2.at.web",
    ]);
  });

  test("not for what is inherited, alternative or not implemented", () => {
    for (const status of ["inherited", "alternative", "partial", "absent"] as const) {
      expect(said({ controls: { "AC-2": status } })).toEqual([]);
    }
  });
});

describe("decisions", () => {
  const accept = {
    on: "S1",
    decision: "accept" as const,
    why: "a reason",
    owner: "CISO",
    expires: "2027-12-31",
  };
  const over = {
    ...scenario(step({ guards: [{ control: "AC-2", level: 1 }] })),
    threat: 3 as const,
  };

  test("expired", () => {
    const part = { scenarios: [over], treatments: [accept] };
    expect(said(part)).toEqual([]);
    expect(said(part, "2028-01-01")).toEqual([
      "decision-expired treatment/S1 treatments.0.expires",
    ]);
  });

  test("dated after the day of the analysis", () => {
    const part = { scenarios: [over], treatments: [{ ...accept, decided: "2026-12-01" }] };
    expect(said(part, "2026-12-01")).toEqual([]);
    expect(said(part, "2026-11-30")).toEqual([
      "decision-pending treatment/S1 treatments.0.decided",
    ]);
  });

  test("about what is within target", () => {
    expect(said({ treatments: [accept] })).toEqual(["decision-needless treatment/S1 treatments.0"]);
  });
});

describe("measures", () => {
  const implement = (id: string, control: string) => ({
    id,
    owner: "owner",
    due: "2027-03-31",
    changes: [{ type: "set-status" as const, control, status: "implemented" as const }],
  });
  const absent: SystemSpec["controls"] = { "AC-2": "absent", "AC-3": "absent" };

  test("overdue, and then not redundant as well", () => {
    const part = { controls: absent, measures: [implement("M1", "AC-2")] };
    expect(said(part)).toEqual([]);
    expect(said(part, "2027-04-01")).toEqual(["measure-overdue measure/M1 measures.0"]);
  });

  test("with changes that do not apply", () => {
    const measures = [{
      ...implement("M1", "AC-2"),
      changes: [{ type: "set-threat" as const, scenario: "S9", threat: 1 as const }],
    }];
    expect(said({ measures })).toEqual(["measure-refused measure/M1 measures.0.changes"]);
    // What is done was applied when it could be.
    expect(said({ measures: [{ ...measures[0], done: true }] })).toEqual([]);
  });

  test("redundant beside another that does the same", () => {
    const scenarios = [{
      ...scenario(...steps("a : AC-2 3\n b < a : AC-3 3")),
      threat: 3 as const,
    }];
    const measures = [implement("M1", "AC-2"), implement("M2", "AC-3")];
    expect(said({ controls: absent, scenarios, measures })).toEqual([
      "measure-redundant measure/M1 measures.0",
      "measure-redundant measure/M2 measures.1",
    ]);
  });

  test("a planned control that is overdue is reported at the control", () => {
    const controls: SystemSpec["controls"] = {
      "ac-2": { status: "planned", due: "2026-01-31", owner: "A" },
    };
    expect(said({ controls })).toEqual(["measure-overdue measure/AC-2 controls.ac-2"]);
  });
});

describe("assurance levels declared too low", () => {
  const declared = (failure: object | undefined, ial: 1 | 2 | 3, aal: 1 | 2 | 3) =>
    said({
      profile: {
        information: { personal: false },
        authentication: { users: true, ial, aal, failure },
      },
    });
  const asked = {
    distress: "low",
    finance: "low",
    programs: "low",
    disclosure: "low",
    safety: "moderate",
    law: "low",
  };

  test("against the impact of an identity failure", () => {
    expect(declared(asked, 2, 3)).toEqual([
      "assurance-below assurance profile.authentication.ial",
    ]);
    expect(declared(asked, 3, 3)).toEqual([]);
  });

  test("or against its upper bound until that was asked", () => {
    expect(declared(undefined, 3, 1)).toEqual([
      "assurance-below-bound assurance profile.authentication.aal",
    ]);
  });
});

describe("every finding of the linter", () => {
  const samples: readonly Partial<SystemSpec>[] = [
    { scenarios: two({}, { guards: [], level: { value: 2, why: "a reason" } }) },
    { scenarios: two({}, { test: "confirmed" }) },
    {
      controls: { "AC-2": "implemented" },
      treatments: [{ on: "S1", decision: "avoid", why: "a reason", owner: "A" }],
    },
  ];

  test("has a message in both languages without unfilled places, and a reference that `why` answers", () => {
    for (const part of samples) {
      const assessment = assessed({ ...clean, ...part });
      const found = lint(assessment);
      expect(found.length).toBeGreaterThan(0);
      for (const one of found) {
        for (const lang of ["ja", "en"] as const) {
          expect(tell(one, lang)).not.toMatch(/\{\w+\}|undefined|\[object/);
        }
        expect(why(assessment, one.on), one.on).toBeDefined();
      }
    }
  });

  test("leads to a place that exists in the record", () => {
    for (const part of samples) {
      const spec = record({ ...clean, ...part });
      for (const { path } of lint(assessed({ ...clean, ...part }))) {
        const found = path.reduce<unknown>(
          (node, key) => (node as Record<string, unknown>)?.[key],
          spec,
        );
        expect(found, path.join(".")).toBeDefined();
      }
    }
  });

  test("is tested above under its code", async () => {
    const { readFileSync } = await import("node:fs");
    const { URL } = await import("node:url");
    const text = readFileSync(new URL("./lint.test.ts", import.meta.url), "utf8");
    for (const code of Object.keys(lints)) expect(text, code).toContain(`${code} `);
  });
});
