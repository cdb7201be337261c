import { describe, expect, test } from "vitest";
import { assess } from "./assess.ts";
import { apply } from "./change.ts";
import { assessed, day, only, record, steps } from "./fixtures/record.ts";
import type { MeasureResult } from "./measure.ts";
import type { Change, ControlSpec, SystemSpec } from "./schema.ts";
import type { Status } from "./model.ts";
import { resolver } from "./resolve.ts";
import { toSystem } from "./system.ts";
import { standard } from "./standard.ts";
import { withChanges } from "./measure.ts";
import { judge } from "./treatment.ts";

type MeasureSpec = NonNullable<SystemSpec["measures"]>[number];
type TreatmentSpec = NonNullable<SystemSpec["treatments"]>[number];

/** Measures in a small notation: `M1: AC-2, AC-3`, each implementing these controls by next March. */
function measures(...lines: string[]): MeasureSpec[] {
  return lines.map((line) => {
    const [id, controls] = line.split(/:\s*/);
    return {
      id,
      owner: "owner",
      due: "2027-03-31",
      changes: controls.split(/,\s*/).map((control) => ({
        type: "set-status" as const,
        control,
        status: "implemented" as const,
      })),
    };
  });
}

/** One attack over these steps: damage high, threat 2, so the letter is A, B, C for defence 1, 2, 3. */
function attack(text: string): SystemSpec["scenarios"] {
  return [{ id: "S1", damage: "leak", threat: 2, steps: steps(text) }];
}

/** The small record with all controls absent that the steps lean on, and nothing else required. */
function planned(text: string, list: MeasureSpec[], part: Partial<SystemSpec> = {}, at?: string) {
  const scenarios = attack(text);
  const controls = Object.fromEntries(
    scenarios![0].steps!.flatMap(({ guards }) =>
      guards!.map(({ control }) => [control, "absent" as const])
    ),
  );
  const whole = only({ scenarios, controls, measures: list, ...part });
  return assessed(whole, at);
}

const of = (results: readonly MeasureResult[], id: string) => results.find((one) => one.id === id)!;

describe("the worth of a measure", () => {
  const parallel = `
    a < x : AC-2 3
    x     :
    b < y : AC-3 3
    y     :
  `;

  test("on parallel paths nothing moves alone, and both are needed together", () => {
    const { plan } = planned(parallel, measures("M1: AC-2", "M2: AC-3"));
    for (const [id, other] of [["M1", "M2"], ["M2", "M1"]]) {
      const one = of(plan.measures, id);
      expect(one.alone).toEqual([]);
      expect(one.dropped.map(({ from, to }) => `${from}→${to}`)).toEqual(["C→A"]);
      expect([one.parallel, one.redundant]).toEqual([true, false]);
      expect(one.together).toEqual([other]);
      expect(one.raises).toHaveLength(1);
    }
    expect(plan.moves).toMatchObject([
      { ref: "scenario/S1/disclosure", from: "A", to: "C", defence: { from: 1, to: 3 } },
    ]);
  });

  test("on one path either is enough: each is redundant beside the other", () => {
    const text = `
      a     : AC-2 3
      b < a : AC-3 3
    `;
    const { plan } = planned(text, measures("M1: AC-2", "M2: AC-3"));
    for (const id of ["M1", "M2"]) {
      const one = of(plan.measures, id);
      expect(one.alone.map(({ to }) => to)).toEqual(["C"]);
      expect(one.dropped).toEqual([]);
      expect([one.parallel, one.redundant, one.together]).toEqual([false, true, []]);
    }
  });

  test("what one measure does alone is not said to need others", () => {
    const { plan } = planned("a : AC-2 3", measures("M1: AC-2"));
    expect(of(plan.measures, "M1")).toMatchObject({
      closes: ["AC-2"],
      raises: [{ ref: "step/S1/a", from: 1, to: 3 }],
      together: [],
      parallel: false,
      redundant: false,
    });
  });

  test("the level of defence moves also where the letter does not", () => {
    const { plan } = planned("a : AC-2 2", measures("M1: AC-2"), {
      scenarios: [{ id: "S1", damage: "leak", threat: 3, steps: steps("a : AC-2 2") }],
    });
    expect(plan.moves).toMatchObject([{ from: "A", to: "A", defence: { from: 1, to: 2 } }]);
  });

  test("detection counts only together with response", () => {
    const text = "a : AU-6 detect, IR-4 respond";
    const { plan } = planned(text, measures("M1: AU-6", "M2: IR-4"));
    expect(of(plan.measures, "M1")).toMatchObject({ parallel: true, together: ["M2"] });
    expect(plan.moves).toMatchObject([{ from: "A", to: "B" }]);
  });

  test("changes that no longer apply are refused with the reason, the others count", () => {
    const [one] = measures("M1: AC-2");
    const gone = { type: "set-threat" as const, scenario: "S9", threat: 1 as const };
    const { plan } = planned("a : AC-2 3", [{ ...one, changes: [gone, ...one.changes!] }]);
    const found = of(plan.measures, "M1");
    expect(found.refused.map(({ change }) => change.type)).toEqual(["set-threat"]);
    expect(found.alone).toHaveLength(1);
  });

  test("a change that changes nothing gives back the same system", () => {
    const spec = record({ controls: { "AC-2": "implemented" } });
    const system = toSystem(spec, standard);
    const change = {
      type: "set-status" as const,
      control: "ac-02",
      status: "implemented" as const,
    };
    expect(resolver(system.catalogue)("ac-02")).toBe("AC-2");
    expect(withChanges(system, [change])).toBe(system);
    expect(withChanges(system, [])).toBe(system);
  });
});

describe("what counts", () => {
  const late = (at: string) => planned("a : AC-2 3", measures("M1: AC-2"), {}, at);

  test("an overdue measure does not; on its very day it does", () => {
    expect(late("2027-03-31").plan.moves).toHaveLength(1);
    const { plan, verdict } = late("2027-04-01");
    expect(of(plan.measures, "M1").overdue).toBe(true);
    expect([plan.moves, plan.order, plan.date]).toEqual([[], [], ""]);
    expect(verdict.overdue).toEqual(["M1"]);
    expect(verdict.verdict).toBe("not");
  });

  test("what an overdue measure would do alone is shown, and is not called redundant", () => {
    const one = of(late("2027-04-01").plan.measures, "M1");
    expect(one.alone).toHaveLength(1);
    expect(one.redundant).toBe(false);
  });

  test("a measure that is done does not: its changes are in the record by then", () => {
    const [one] = measures("M1: AC-2");
    const { plan } = planned("a : AC-2 3", [{ ...one, done: true }], {}, "2027-04-01");
    expect([plan.moves, plan.order, of(plan.measures, "M1").overdue]).toEqual([[], [], false]);
  });

  test("the plan ends on its last day and costs what is not yet done; a missing day is named", () => {
    const [one, other, third] = measures("M1: AC-2", "M2: AC-3", "M3: IA-2");
    const { plan } = planned("a : AC-2, AC-3, IA-2", [
      { ...one, cost: 100, due: "2027-01-31" },
      { ...other, cost: 20, due: "2027-09-30" },
      { ...third, cost: 3, due: undefined },
    ]);
    expect([plan.date, plan.cost, plan.undated]).toEqual(["2027-09-30", 123, ["M3"]]);
  });
});

describe("planned controls", () => {
  const holding = { status: "planned" as const, owner: "A", due: "2027-05-31" };

  test("become measures of their own, implemented when the plan is done", () => {
    const { plan } = planned("a : AC-2 3", [], { controls: { "AC-2": holding } });
    expect(plan.measures).toMatchObject([{
      id: "AC-2",
      kind: "planned",
      due: "2027-05-31",
      owner: { en: "A" },
      closes: ["AC-2"],
    }]);
    expect(plan.moves).toMatchObject([{ from: "A", to: "C" }]);
    expect(plan.after.baseline.controls.find((one) => one.control === "AC-2")?.conformity)
      .toBe("met");
  });

  test("also where they are planned at one place only", () => {
    const controls = { "AC-2": { status: "implemented" as const, at: { web: holding } } };
    const { plan } = planned("a : AC-2 3", [], { controls });
    expect(plan.measures.map(({ id }) => id)).toEqual(["AC-2@web"]);
    expect(plan.moves).toMatchObject([{ from: "A", to: "C" }]);
  });

  test("not where a measure implements them already, whatever the spelling", () => {
    const { plan } = planned("a : AC-2 3", measures("M1: ac-02"), {
      controls: { "AC-2": holding },
    });
    expect(plan.measures.map(({ id }) => id)).toEqual(["M1"]);
  });

  test("nor once their day is past", () => {
    const { plan, verdict } = planned(
      "a : AC-2 3",
      [],
      { controls: { "AC-2": holding } },
      "2027-06-01",
    );
    expect(plan.moves).toEqual([]);
    expect(verdict.overdue).toEqual(["AC-2"]);
  });
});

describe("the order of work", () => {
  test("what brings most scenarios to target comes first, then the worst risk, then gaps, then ids", () => {
    const one = (id: string, threat: 1 | 2 | 3, text: string) => ({
      id,
      damage: "leak",
      threat,
      steps: steps(text),
    });
    const scenarios = [
      one("S1", 2, "a : AC-2 3"),
      one("S2", 2, "a : AC-3 3"),
      one("S3", 2, "a : AC-3 3"),
      one("S4", 3, "a : SC-7 2"),
    ];
    const controls = Object.fromEntries(
      ["AC-2", "AC-3", "SC-7", "AT-2", "AT-3", "PS-3"].map((id) => [id, "absent" as const]),
    );
    const { plan } = assessed(only({
      scenarios,
      controls,
      measures: measures(
        "M1: AC-2",
        "M2: AC-3",
        "M3: SC-7",
        "M5: PS-3",
        "M4: AT-2, AT-3",
        "M0: RA-5",
      ),
    }));
    // M2 brings two to target, M1 one; M3 leaves S4 at A; then two gaps, one gap, none.
    expect(plan.order).toEqual(["M2", "M1", "M3", "M4", "M5", "M0"]);
  });

  test("of measures that only work together, all are worked on before those that move nothing", () => {
    const text = `
      a < x : AC-2 3
      x     :
      b < y : AC-3 3
      y     :
    `;
    const { plan } = planned(text, measures("M0: RA-5", "M2: AC-3", "M1: AC-2"));
    expect(plan.order).toEqual(["M1", "M2", "M0"]);
  });
});

describe("what one measure does to what another comes to", () => {
  const status = (control: string, place?: string, status: Status = "implemented"): Change =>
    place === undefined
      ? { type: "set-status", control, status }
      : { type: "set-status", control, place, status };
  const field = (on: string, field: string, value: unknown): Change => ({
    type: "set-field",
    on,
    field,
    value,
  });
  /** The order of work where M1 brings S2 and S4 to target by AC-3, M0 only S3, and M2 perhaps S1 and S5. */
  const orderOf = (also: Change[], second: Change[], place = "web") =>
    assessed(only({
      target: { "3": "C" },
      controls: { "AC-2": "absent", "AC-3": "absent", "SC-7": "absent", "IA-2": "absent" },
      scenarios: ["AC-2", "AC-3", "SC-7", "AC-3", "AC-2"].map((control, index) => ({
        id: `S${index + 1}`,
        damage: "leak",
        threat: 2 as const,
        steps: steps(`a : ${control} 3`).map((step) => ({ ...step, place })),
      })),
      measures: [
        { id: "M0", changes: [status("SC-7")] },
        { id: "M1", changes: [status("AC-3"), ...also] },
        { id: "M2", changes: second },
      ],
    })).plan.order.join(" ");

  const cases: [string, Change[], Change[], string, string?][] = [
    ["nothing", [], [status("AC-2")], "M1 M2 M0"],
    [
      "the same status at one place",
      [status("AC-2", "web", "partial")],
      [status("AC-2")],
      "M1 M0 M2",
    ],
    [
      "a component to set it at",
      [
        { type: "add", to: "components", value: { id: "vpn" } },
      ],
      [status("AC-2", "vpn")],
      "M1 M2 M0",
      "vpn",
    ],
    ["an exception in the control itself", [field("control/AC-2", "at", { web: "absent" })], [
      status("ac-2"),
    ], "M1 M0 M2"],
    [
      "the same, by way of the whole record",
      [
        field("system", "controls.AC-2", { status: "absent", at: { web: "absent" } }),
      ],
      [status("AC-2")],
      "M1 M0 M2",
    ],
    [
      "the control gone from the record",
      [
        { type: "remove", from: "controls", id: "AC-2" },
        { type: "add", to: "controls", value: { "AC-2": { at: { web: "absent" } } } },
      ],
      [status("AC-2")],
      "M1 M0 M2",
    ],
    [
      "a further guard that works later",
      [
        { type: "set-guard", scenario: "S1", step: "a", control: "IA-2", level: 3 },
        { type: "set-guard", scenario: "S5", step: "a", control: "IA-2", level: 3 },
      ],
      [status("IA-2")],
      "M1 M2 M0",
    ],
    ["a status that a further guard needs", [status("IA-2")], [
      { type: "set-guard", scenario: "S1", step: "a", control: "IA-2", level: 3 },
      { type: "set-guard", scenario: "S5", step: "a", control: "IA-2", level: 3 },
    ], "M1 M2 M0"],
    [
      "another change of the same scenarios",
      ["S1", "S5"].map((scenario) => ({ type: "set-threat", scenario, threat: 1 })),
      ["S1", "S5"].map((scenario) => ({ type: "set-level", scenario, step: "a", value: 2 })),
      "M1 M2 M0",
    ],
    [
      "a place that changes",
      [field("step/S1/a", "place", "db"), field("step/S5/a", "place", "db")],
      [
        status("AC-2", "db"),
      ],
      "M1 M2 M0",
    ],
  ];
  test.each(cases)("%s", (_, also, second, order, place) => {
    expect(orderOf(also, second, place)).toBe(order);
  });
});

describe("what a status stands for under other traits", () => {
  const inherit = { type: "set-status" as const, control: "AC-2", status: "inherited" as const };
  const move: Change = { type: "set-trait", trait: "hosting", value: "iaas" };
  const at = (hosting: "iaas" | "on-premises", list: MeasureSpec[]) =>
    record(only({
      profile: { information: { personal: false }, hosting },
      providers: [{ id: "cloud", when: "hosting = iaas", controls: ["AC-2"] }],
      controls: { "AC-2": "absent", "AC-3": "absent", "SC-7": "absent" },
      scenarios: ["AC-2", "AC-3", "SC-7", "AC-3", "AC-2"].map((control, index) => ({
        id: `S${index + 1}`,
        damage: "leak",
        threat: 2 as const,
        steps: steps(`a : ${control} 3`),
      })),
      measures: list,
    }));
  const planOf = (spec: SystemSpec) => assess(toSystem(spec, standard), day).plan;

  test("is looked at again when the profile changes, though no rating of the record does", () => {
    const [one] = measures("M1: AC-2");
    const before = at("on-premises", [{ ...one, changes: [inherit] }]);
    const alone = (spec: SystemSpec) => of(planOf(spec).measures, "M1").alone.map(({ ref }) => ref);
    expect(alone(before)).toEqual([]);
    const after = apply(before, [move], (id) => id).spec;
    expect(after.scenarios).toBe(before.scenarios);
    expect(alone(after)).toEqual(["scenario/S1/disclosure", "scenario/S5/disclosure"]);
    expect(alone(apply(after, [{ ...move, value: "on-premises" }], (id) => id).spec)).toEqual([]);
  });

  test("is looked at again when the place comes that it is set at", () => {
    const [scenario] = attack("a : AC-2 3")!;
    const before = record(only({
      controls: { "AC-2": { status: "absent" } },
      scenarios: [{ ...scenario, steps: [{ ...scenario.steps![0], place: "vpn" }] }],
      measures: [{
        id: "M1",
        changes: [{ type: "set-status", control: "AC-2", place: "vpn", status: "implemented" }],
      }],
    }));
    expect(of(planOf(before).measures, "M1").alone).toEqual([]);
    const vpn: Change = { type: "add", to: "components", value: { id: "vpn" } };
    const { spec } = apply(before, [vpn], (id) => id);
    expect(of(planOf(spec).measures, "M1").alone).toHaveLength(1);
  });

  test("counts in the order of work: a change of the profile may be what makes a status work", () => {
    const [zero, one, two] = measures("M0: SC-7", "M1: AC-3", "M2: AC-2");
    const plan = planOf(at("on-premises", [
      zero,
      { ...one, changes: [...one.changes!, inherit] },
      { ...two, changes: [move] },
    ]));
    // M1 brings S2 and S4 to target, then M2 brings S1 and S5 there, M0 only S3.
    expect(of(plan.measures, "M2")).toMatchObject({ alone: [], together: ["M1"] });
    expect(plan.order).toEqual(["M1", "M2", "M0"]);
  });
});

describe("the verdict", () => {
  const accept: TreatmentSpec = {
    on: "S1",
    decision: "accept",
    why: "a reason",
    owner: "CISO",
    expires: "2027-12-31",
  };
  const standing = (controls: Record<string, ControlSpec>, part: Partial<SystemSpec> = {}) =>
    assessed(only({ scenarios: attack("a : AC-2 3"), controls, ...part })).verdict;

  test("now: no scenario over target, no gap", () => {
    expect(standing({ "AC-2": "implemented" })).toMatchObject({
      verdict: "now",
      ends: { best: "now", worst: "now" },
      date: "",
      now: { over: [], gaps: [] },
    });
  });

  test("plan: everything open is closed when the plan is done, on that date", () => {
    expect(standing({ "AC-2": "absent" }, { measures: measures("M1: AC-2") })).toMatchObject({
      verdict: "plan",
      date: "2027-03-31",
      now: { over: ["S1"], gaps: ["AC-2"] },
      after: { over: [], gaps: [] },
    });
  });

  test("not: something stays open, a gap alone included", () => {
    expect(standing({ "AC-2": "absent" }).verdict).toBe("not");
    expect(standing({ "AC-2": "implemented", "AC-3": "partial" })).toMatchObject({
      verdict: "not",
      now: { over: [], gaps: ["AC-3"] },
    });
  });

  test("provisional: unassessed inputs decide", () => {
    expect(standing({ "AC-2": "unassessed" })).toMatchObject({
      verdict: "provisional",
      ends: { best: "now", worst: "not" },
    });
    expect(standing({ "AC-2": "unassessed" }, { measures: measures("M1: AC-2") })).toMatchObject({
      verdict: "provisional",
      ends: { best: "now", worst: "plan" },
      date: "2027-03-31",
    });
  });

  test("unassessed inputs that decide nothing do not make it provisional", () => {
    expect(standing({ "AC-2": "unassessed", "AC-3": "absent" }).verdict).toBe("not");
  });

  test("valid decisions settle what stays open; letters stay as they are", () => {
    const gap: TreatmentSpec = { ...accept, on: "ac-2" };
    const found = assessed(only({
      scenarios: attack("a : AC-2 3"),
      controls: { "AC-2": "absent" },
      treatments: [accept, gap],
    }));
    expect(found.verdict).toMatchObject({ verdict: "now", settled: ["S1", "AC-2"] });
    expect(found.scenarios[0].risk.worst).toBe("A");
    expect(found.scenarios[0].over.worst).toBe(true);
  });

  test("an expired acceptance settles nothing and is named; on its very day it holds", () => {
    const at = (day: string) =>
      assessed(
        only({
          scenarios: attack("a : AC-2 3"),
          controls: { "AC-2": "absent" },
          treatments: [accept, { ...accept, on: "AC-2" }],
        }),
        day,
      ).verdict;
    expect(at("2027-12-31").verdict).toBe("now");
    expect(at("2028-01-01")).toMatchObject({
      verdict: "not",
      expired: ["S1", "AC-2"],
      settled: [],
    });
  });

  test("a decision dated after the day of the analysis settles nothing yet and is named", () => {
    const controls = { "AC-2": "implemented" as const };
    const dated = (decided: string) =>
      standing(controls, {
        scenarios: [{ id: "S1", damage: "leak", threat: 3, steps: steps("a : AC-2 1") }],
        treatments: [{ ...accept, decided }],
      });
    expect(dated("2026-11-22")).toMatchObject({ verdict: "now", settled: ["S1"], pending: [] });
    expect(dated("2026-11-23")).toMatchObject({ verdict: "not", settled: [], pending: ["S1"] });
  });

  test("a decision on one thing does not settle another", () => {
    expect(standing({ "AC-2": "absent" }, { treatments: [accept] })).toMatchObject({
      verdict: "not",
      now: { over: [], gaps: ["AC-2"] },
    });
  });
});

describe("a decision settles", () => {
  const judged = (part: Partial<TreatmentSpec>, at = "2026-11-22") => {
    const treatment: TreatmentSpec = {
      on: "S1",
      decision: "accept",
      why: "a reason",
      owner: "CISO",
      expires: "2027-12-31",
      ...part,
    };
    const [one] = toSystem(record({ treatments: [treatment] }), standard).treatments;
    const { settles, lacks, expired } = judge(one, at);
    return [settles, lacks, expired];
  };

  test.each([
    ["accepting with reason, owner and a day", {}, true, []],
    ["accepting without a day", { expires: undefined }, false, ["expires"]],
    ["accepting without a reason", { why: undefined }, false, ["why"]],
    ["accepting without an owner", { owner: undefined }, false, ["owner"]],
    ["transferring without a day", { decision: "transfer", expires: undefined }, true, []],
    ["avoiding without a day", { decision: "avoid", expires: undefined }, true, []],
    ["avoiding without a reason", { decision: "avoid", why: "" }, false, ["why"]],
    ["mitigating, which its measures do", { decision: "mitigate" }, false, []],
  ])("%s: %o → %s, lacks %o", (_, part, settles, lacks) => {
    expect(judged(part as Partial<TreatmentSpec>)).toEqual([settles, lacks, false]);
  });

  test("not after its day", () => {
    expect(judged({}, "2027-12-31")[0]).toBe(true);
    expect(judged({}, "2028-01-01")).toEqual([false, [], true]);
    expect(judged({ decision: "transfer" }, "2028-01-01")).toEqual([false, [], true]);
  });
});

describe("what cannot be rated", () => {
  test("a scenario without a known damage keeps the verdict from being reached", () => {
    const scenarios = [{
      id: "S1",
      damage: "leek",
      threat: 2 as const,
      steps: steps("a : AC-2 3"),
    }];
    const { verdict } = assessed(only({ scenarios, controls: { "AC-2": "implemented" } }));
    expect(verdict.verdict).not.toBe("now");
    expect(verdict.now.over).toEqual(["S1"]);
  });

  test("a measure and a planned control of one name keep results of their own", () => {
    const { plan } = planned("a : AC-2 3, AC-3 3", measures("AC-2: AC-3"), {
      controls: { "AC-2": "planned", "AC-3": "absent" },
    });
    expect(plan.measures.map(({ ref }) => ref)).toEqual(["measure/AC-2", "measure/planned:AC-2"]);
  });
});
