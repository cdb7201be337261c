import { describe, expect, test } from "vitest";
import { assess, type Assessment } from "./assess.ts";
import { assessed, day, only, steps } from "./fixtures/record.ts";
import { assessedSample, profiled } from "./fixtures/sample.ts";
import { refs, toJson } from "./json.ts";
import { rules } from "./rule.ts";
import type { SystemSpec } from "./schema.ts";
import { between, percent, plain, risk, say } from "./show.ts";
import { standard } from "./standard.ts";
import { toSystem } from "./system.ts";
import { word } from "./messages/words.ts";
import type { Text } from "./text.ts";
import { type Derivation, refer, why } from "./why.ts";

const sample = assessedSample();

/** Everything odd at once: unassessed inputs, unknown conditions, stale and typed levels, missing parts. */
const odd: Partial<SystemSpec> = {
  impact: { distress: "unassessed", disclosure: "moderate", law: "not-applicable" },
  profile: { exposure: "unassessed", authentication: { users: true, ial: 1 }, traits: { 端末: 3 } },
  providers: [
    { id: "cloud", name: "Cloud", when: "exposure = internet", controls: ["PE-*"] },
    { id: "gone", when: "traits.端末 > 5", controls: ["MP-6"] },
  ],
  tailoring: {
    add: [{ controls: ["CP-9(3)"], why: "ransomware", when: "exposure = internet" }],
    remove: [{ controls: ["AC-18"], why: "no wireless" }],
  },
  controls: {
    "ac-02": { status: "partial", why: "a reason", at: { web: "unassessed", db: "absent" } },
    "AC-3": { status: "alternative", why: "instead", covers: ["T1190"], evidence: "a document" },
    "AC-7": { status: "implemented", when: "operation.remote" },
    "IA-2": { status: "planned", owner: "A", due: "2027-03-31" },
    "SC-7": { status: "planned", owner: "A", due: "2026-01-31" },
    "XX-1": "implemented",
  },
  damages: [
    { id: "leak", hits: { disclosure: "low", distress: null, law: null } },
    { id: "never", hits: ["disclosure"], when: "traits.端末 > 5" },
    { id: "empty" },
  ],
  scenarios: [
    {
      id: "S1",
      damage: "leak",
      steps: [
        { id: "in", place: "web", attack: "T1190", guards: [{ control: "AC-3", level: 3 }] },
        {
          id: "on",
          needs: ["in"],
          guards: [
            { control: "AC-2", when: "exposure = internet" },
            { control: "PE-3", kind: "detect" },
            { control: "IA-2", kind: "respond" },
            { control: "CP-9", kind: "continuity" },
          ],
          level: { value: 2, why: "experience", given: { "AC-2": "absent" } },
        },
        { id: "side", threat: "unassessed", when: "exposure = internet" },
        { id: "end", needs: { any: ["on", "side", "nowhere"] }, test: "confirmed" },
      ],
    },
    { id: "S2", damage: "never", threat: 3, steps: steps("a : AC-2") },
    { id: "S3", damage: "leak", threat: 3, when: "traits.端末 > 5", steps: steps("a : AC-2") },
    { id: "S4", damage: "empty", threat: 3, steps: steps("a : AC-2") },
    { id: "S5", damage: "nothing", threat: 3, steps: steps("a < b\n b < a") },
    { id: "S6", damage: "leak", threat: 3, when: "this is no condition", steps: [] },
  ],
  measures: [
    { id: "M1", changes: [{ type: "set-threat", scenario: "S9", threat: 1 }] },
    {
      id: "M2",
      due: "2027-01-31",
      owner: "A",
      changes: [{ type: "set-status", control: "AC-2", status: "implemented" }],
    },
    {
      id: "M3",
      due: "2026-01-31",
      changes: [{ type: "set-trait", trait: "exposure", value: "closed" }],
    },
  ],
  treatments: [
    { on: "S1", decision: "accept", why: "a reason", owner: "A", expires: "2026-01-31" },
    { on: "AC-2", decision: "transfer" },
    { on: "S2", decision: "mitigate" },
    { on: "S3", decision: "avoid", why: "a reason", owner: "A", decided: "2027-01-31" },
  ],
};

/** The method of SP 800-30 over its own tables, with a table of the organisation's own from a formula. */
const own: Partial<SystemSpec> = only({
  method: { risk: "sp800-30", damage: "own-damage" },
  tables: [{
    id: "own-damage",
    name: { ja: "自組織の被害", en: "Our damage" },
    axes: [{ name: "impact", values: ["low", "moderate", "high"] }],
    scale: [1, 2, 3],
    formula: 'equalText(impact, "low") ? 1 : equalText(impact, "moderate") ? 2 : 3',
  }],
  controls: { "AC-2": "partial", "AC-3": "implemented" },
  scenarios: [{
    id: "S1",
    damage: "leak",
    threat: 3,
    steps: steps("a : AC-2\n b : AC-3\n c < a|b : AC-3 1"),
  }],
  measures: [],
});

/** The same with the risk table itself from a formula. */
const formulaic: Partial<SystemSpec> = {
  ...own,
  method: { risk: "own-risk" },
  tables: [{
    id: "own-risk",
    formula: 'damage + threat + vulnerability >= 8 ? "A" : "C"',
  }],
};

const cases: readonly (readonly [string, Assessment])[] = [
  ["the sample", sample],
  ["a record with everything odd", assessed(odd)],
  ["a record rated by SP 800-30", assessed(own)],
  ["a record rated by a formula", assessed(formulaic)],
  ["an empty record", assess(toSystem({ mitate: 1, id: "empty" }, standard), day)],
];

/** Every derivation below one, itself included. */
function all(derivation: Derivation): Derivation[] {
  return [derivation, ...derivation.from.flatMap(all)];
}

function answers(assessment: Assessment): Derivation[] {
  return [...refs(toJson(assessment))].map((ref) => why(assessment, ref)!);
}

/**
 * What a derivation may end in: what the record says, a table, or a decision; a measure and the verdict
 * tell their parts in notes, and a count without gaps has nothing below it.
 */
const bottoms: readonly string[] = [
  "impact",
  "trait",
  "control",
  "target",
  "table",
  "measure",
  "treatment",
  "verdict",
  "plan",
  "conformity",
  "category",
  "when",
];

describe.each(cases)("%s", (_, assessment) => {
  test("every reference in its JSON is answered, under that reference", () => {
    const list = [...refs(toJson(assessment))];
    expect(list.length).toBeGreaterThan(20);
    for (const ref of list) expect(why(assessment, ref)?.ref, ref).toBe(ref);
  });

  test("every answer and everything below it says something, in both languages", () => {
    for (const answer of answers(assessment)) {
      for (const { ref, title, value, notes } of all(answer)) {
        for (const lang of ["ja", "en"] as const) {
          expect(title[lang], `${ref} title`).not.toBe("");
          expect(value[lang], `${ref} value`).not.toBe("");
          for (const text of [title, value, ...notes]) {
            expect(text[lang], ref).not.toMatch(/\{\w+\}|undefined|NaN|\[object|Infinity/);
          }
        }
      }
    }
  });

  test("every derivation bottoms out in what the record says, or in a table", () => {
    for (const answer of answers(assessment)) {
      for (const { ref, from, rule, cells } of all(answer)) {
        if (from.length > 0) continue;
        const kind = ref.replace(/^plan\//, "").split("/")[0];
        const threat = rule === "pathThreat";
        const unguarded = kind === "step" && rule === "levelOfDefence" && cells.length > 0;
        const none = kind === "scenario" && rule === "scenarioRisk" || kind === "damage";
        expect(threat || unguarded || none || bottoms.includes(kind), `${ref} (${rule})`).toBe(
          true,
        );
      }
    }
  });

  test("every cell quoted stands in the table it names, with that value", () => {
    const tables = new Map(assessment.system.shelf.tables.map((table) => [table.id, table]));
    let quoted = 0;
    for (const answer of answers(assessment)) {
      for (const { ref, cells } of all(answer)) {
        for (const one of cells) {
          const table = tables.get(one.table);
          expect(table, `${ref}: ${one.table}`).toBeDefined();
          expect(table!.cells[one.key], `${ref}: ${one.table} ${one.key}`).toBe(one.value);
          expect([one.version, one.provenance]).toEqual([table!.version, table!.provenance]);
          expect(assessment.tables.map(({ id }) => id), ref).toContain(one.table);
          quoted++;
        }
      }
    }
    expect(quoted).toBeGreaterThan(0);
  });

  test("the values are those of the results", () => {
    const value = (ref: string): Text => why(assessment, ref)!.value;
    for (const [prefix, scenarios] of plans(assessment)) {
      for (const result of scenarios) {
        expect(value(prefix + result.ref)).toEqual(between(result.risk, risk));
        for (const one of result.results) {
          expect(value(prefix + one.ref), one.ref).toEqual(between(one.risk, risk));
        }
        for (const step of result.steps) {
          expect(value(prefix + step.ref).en).toContain(between(step.level, plain).en);
        }
      }
    }
    for (const one of assessment.categories) {
      expect(value(one.ref)).toEqual(between(one.risk, risk));
    }
    // A share reads from low to high, whichever end is the better.
    const { best, worst } = assessment.baseline.all.share;
    const share = between({ best: worst, worst: best }, percent);
    expect(value("conformity").en).toContain(share.en);
    for (const one of assessment.baseline.controls) {
      expect(value(one.ref)).toEqual(word("conformity", one.conformity));
    }
    expect(value("verdict")).toEqual(word("verdict", assessment.verdict.verdict));
  });

  test("a risk quotes the cell it was read from, and that cell gives the letter", () => {
    const { table } = assessment.system.method.risk;
    for (const { results } of assessment.scenarios) {
      for (const { ref, choice } of results) {
        if (choice.worst.cell === "") continue;
        const quoted = why(assessment, ref)!.cells.find((one) => one.table === table.id)!;
        expect([quoted.key, quoted.value]).toEqual([choice.worst.cell, choice.worst.risk]);
      }
    }
  });

  test("every rule that is named has a statement", () => {
    for (const answer of answers(assessment)) {
      for (const { rule } of all(answer)) if (rule) expect(rules[rule].statement.ja).not.toBe("");
    }
  });
});

function plans(assessment: Assessment) {
  return [
    ["", assessment.scenarios],
    ["plan/", assessment.plan.after.scenarios],
  ] as const;
}

describe("why", () => {
  test("a result of SP 800-30 shows both tables it was read from", () => {
    const answer = why(assessed(own), "scenario/S1/disclosure")!;
    expect(answer.cells.map(({ table, key, value }) => `${table} ${key} ${value}`)).toEqual([
      "sp800-30 3/3/3 high",
      "sp800-30-g5 high/high high",
      "sp800-30-i2 high/high high",
    ]);
  });

  test("a damage level from the organisation's own table quotes that table", () => {
    expect(why(assessed(own), "damage/leak/disclosure")!.cells).toMatchObject([
      { table: "own-damage", key: "high", value: 3, provenance: "user" },
    ]);
  });

  test("a scenario that is not possible names what took its paths away", () => {
    const closed = assessedSample(profiled({ exposure: "closed" }));
    const { value, notes } = why(closed, "scenario/S10")!;
    expect(value.ja).toBe("成立しない");
    expect(notes.map(({ ja }) => ja).join()).toContain("公開範囲：閉域");
  });

  test("an unknown reference is not answered", () => {
    for (
      const ref of [
        "",
        "nothing",
        "scenario",
        "scenario/S99",
        "control/XX-9",
        "step/S1/nothing",
        "trait/nothing",
        "impact/nothing",
        "target/4",
        "plan/scenario/S99",
        "control/AC-2@nowhere",
      ]
    ) expect(why(sample, ref), ref).toBeUndefined();
  });

  test("what a person types leads to the full reference", () => {
    for (
      const [typed, ref] of [
        ["S1", "scenario/S1"],
        ["S1/disclosure", "scenario/S1/disclosure"],
        ["AC-2", "control/AC-2"],
        ["M1", "measure/M1"],
        ["D1-leak", "damage/D1-leak"],
        ["exposure", "trait/exposure"],
        ["verdict", "verdict"],
        ["S1/exploit", "step/S1/exploit"],
        ["nothing", undefined],
      ]
    ) expect(refer(sample, typed!), typed).toBe(ref);
  });
});

test("one of a kind is told in the singular, none and many in the plural", () => {
  const phrase = { ja: "{n}件", en: "{n} {n|step|steps} left" };
  expect([0, 1, 2].map((n) => say(phrase, { n }).en))
    .toEqual(["0 steps left", "1 step left", "2 steps left"]);
  const told = sample.plan.measures.map(({ ref, raises }) => {
    expect(why(sample, ref)!.value.en)
      .toContain(`raises ${raises.length} ${raises.length === 1 ? "step" : "steps"}`);
    return raises.length;
  });
  expect(told).toContain(1);
});
