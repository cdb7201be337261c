import { describe, expect, test } from "vitest";
import { apply, describe as tell, edits, invert, unfit, untraced } from "./change.ts";
import { tell as say } from "./finding.ts";
import type { Change, SystemSpec } from "./schema.ts";
import { standard } from "./standard.ts";
import { resolver } from "./resolve.ts";
import { toSystem } from "./system.ts";

const resolve = resolver(toSystem({ mitate: 1, id: "x" }, standard).catalogue);

const spec: SystemSpec = {
  mitate: 1,
  id: "demo",
  name: "申請",
  impact: { distress: "high", law: { level: "low", why: "軽い" } },
  profile: { exposure: "internet", users: { count: 10 }, traits: { 部局: "甲" } },
  components: [{ id: "web" }, { id: "app.1" }],
  controls: { "ac-02": "implemented", "IA-2": { status: "partial", why: "一部" } },
  damages: [{ id: "leak", hits: ["distress", "law"] }],
  scenarios: [{
    id: "S1",
    threat: 2,
    steps: [
      { id: "phish", guards: [{ control: "AT-02", level: 1 }] },
      { id: "move", level: { value: 2, why: "実測", given: { "AC-2": "implemented" } } },
    ],
  }],
  treatments: [{ on: "S1", decision: "accept" }],
  comments: [{ on: "system", text: "一" }, { on: "system", text: "二" }],
};

const after = (...changes: Change[]) => apply(spec, changes, resolve);
const refusal = (change: Change) => {
  const { refused, edits: made } = edits(spec, change, resolve);
  expect(made).toEqual([]);
  expect(apply(spec, [change], resolve).spec).toBe(spec);
  return refused && say({ ...refused, severity: "error", on: "system", path: [] }, "en");
};

describe("a change of", () => {
  test.each<[string, Change, Partial<SystemSpec>]>([
    ["a status keeps the spelling and the shorthand of the record", {
      type: "set-status",
      control: "AC-2",
      status: "absent",
    }, { controls: { ...spec.controls, "ac-02": "absent" } }],
    ["a status with a reason writes the shorthand out", {
      type: "set-status",
      control: "AC-2(0)".replace("(0)", ""),
      status: "partial",
      why: "途中",
    }, { controls: { ...spec.controls, "ac-02": { status: "partial", why: "途中" } } }],
    [
      "a status keeps what else is said",
      { type: "set-status", control: "ia-2", status: "planned" },
      {
        controls: { ...spec.controls, "IA-2": { status: "planned", why: "一部" } },
      },
    ],
    ["a control not mentioned yet is written in canonical spelling", {
      type: "set-status",
      control: "cp-09",
      status: "planned",
    }, { controls: { ...spec.controls, "CP-9": "planned" } }],
    ["a status at a place", {
      type: "set-status",
      control: "AC-2",
      status: "absent",
      place: "app.1",
    }, {
      controls: { ...spec.controls, "ac-02": { status: "implemented", at: { "app.1": "absent" } } },
    }],
    ["an impact keeps its reason", { type: "set-impact", category: "law", level: "high" }, {
      impact: { distress: "high", law: { level: "high", why: "軽い" } },
    }],
    ["a trait by its name", {
      type: "set-trait",
      trait: "profile.information.personal",
      value: true,
    }, {
      profile: { ...spec.profile, information: { personal: true } },
    }],
    ["a trait given as text", { type: "set-trait", trait: "users.count", value: "25" }, {
      profile: { ...spec.profile, users: { count: 25 } },
    }],
    [
      "a trait of the organisation's own",
      { type: "set-trait", trait: "traits.部局", value: "乙" },
      {
        profile: { ...spec.profile, traits: { 部局: "乙" } },
      },
    ],
    ["a trait to nothing", { type: "set-trait", trait: "exposure", value: null }, {
      profile: { users: { count: 10 }, traits: { 部局: "甲" } },
    }],
    ["the target makes its parent", { type: "set-target", damage: 3, risk: "B" }, {
      target: { "3": "B" },
    }],
    ["a hit that needs more said turns the list into a map", {
      type: "set-field",
      on: "damage/leak",
      field: "hits.law",
      value: "low",
    }, { damages: [{ id: "leak", hits: { distress: null, law: "low" } }] }],
    ["one language of a text keeps the other", {
      type: "set-field",
      on: "system",
      field: "name.en",
      value: "Application",
    }, { name: { ja: "申請", en: "Application" } }],
    ["a key with a dot in it", {
      type: "set-field",
      on: "control/IA-2",
      field: "/at/app.1",
      value: "planned",
    }, {
      controls: {
        ...spec.controls,
        "IA-2": { status: "partial", why: "一部", at: { "app.1": "planned" } },
      },
    }],
    [
      "a field to nothing",
      { type: "set-field", on: "treatment/S1", field: "why", value: null },
      {},
    ],
    ["a comment by its position", { type: "remove", from: "comments", id: "0" }, {
      comments: [{ on: "system", text: "二" }],
    }],
    ["the controls by an addition", { type: "add", to: "controls", value: { "AU-2": "planned" } }, {
      controls: { ...spec.controls, "AU-2": "planned" },
    }],
    ["the controls by a removal in another spelling", {
      type: "remove",
      from: "controls",
      id: "AC-2",
    }, {
      controls: { "IA-2": { status: "partial", why: "一部" } },
    }],
  ])("%s", (_, change, difference) => {
    expect(after(change).spec).toEqual({ ...spec, ...difference });
    expect(after(change).refused).toEqual([]);
  });

  test("a guard is found under another spelling, and put there where it is missing", () => {
    const at = { type: "set-guard", scenario: "S1", step: "phish" } as const;
    const guards = (change: Change) => after(change).spec.scenarios![0].steps![0].guards;
    expect(guards({ ...at, control: "AT-2", kind: "detect" }))
      .toEqual([{ control: "AT-02", level: 1, kind: "detect" }]);
    expect(guards({ ...at, control: "si-3", level: 3 }))
      .toEqual([{ control: "AT-02", level: 1 }, { control: "SI-3", level: 3 }]);
    expect(guards({ type: "remove", from: "guards/S1/phish", id: "AT-2" })).toEqual([]);
  });

  test("a level keeps its reason, takes the statuses it was given for, and can be cleared", () => {
    const at = { type: "set-level", scenario: "S1", step: "move" } as const;
    const level = (change: Change) => after(change).spec.scenarios![0].steps![1].level;
    expect(level({ ...at, value: 3, given: { "AC-3": "planned" } }))
      .toEqual({ value: 3, why: "実測", given: { "AC-3": "planned" } });
    expect(level({ ...at, value: 3 })).toEqual({ value: 3, why: "実測" });
    expect(level({ ...at, value: null })).toBeUndefined();
  });
});

describe("a change is refused, with the way out, when", () => {
  test.each<[string, Change, string]>([
    [
      "the control is unknown",
      { type: "set-status", control: "ZZ-99", status: "planned" },
      'control "ZZ-99" is not in the catalogues in use',
    ],
    [
      "the status is",
      { type: "set-status", control: "AC-2", status: "implementd" as "absent" },
      '"implementd" cannot be the value of status; did you mean "implemented"?',
    ],
    [
      "the component is",
      { type: "set-status", control: "AC-2", status: "absent", place: "wab" },
      'the change is on component "wab", which does not exist; did you mean "web"?',
    ],
    [
      "the category is",
      { type: "set-impact", category: "lwa" as "law", level: "low" },
      'the change is on harm category "lwa", which does not exist; did you mean "law"?',
    ],
    [
      "the trait is",
      { type: "set-trait", trait: "exposur", value: "closed" },
      'the change is on trait "exposur", which does not exist; did you mean "exposure"?',
    ],
    [
      "the trait could not be read back",
      { type: "set-trait", trait: "traits.__proto__", value: 1 },
      '"__proto__" cannot be the value of profile.traits',
    ],
    [
      "the trait cannot have the value",
      { type: "set-trait", trait: "exposure", value: "closd" },
      '"closd" cannot be the value of exposure; did you mean "closed"?',
    ],
    [
      "the trait is counted, not set",
      { type: "set-trait", trait: "connections.count", value: 3 },
      'the change is on trait "connections.count", which does not exist',
    ],
    [
      "the scenario is unknown",
      { type: "set-threat", scenario: "SS1", threat: 1 },
      'the change is on scenario "SS1", which does not exist; did you mean "S1"?',
    ],
    [
      "the step is",
      { type: "set-level", scenario: "S1", step: "phsh", value: 1 },
      'the change is on step "phsh" of scenario "S1", which does not exist; did you mean "phish"?',
    ],
    [
      "the thing is",
      { type: "set-field", on: "scenaro/S1", field: "name", value: "x" },
      '"scenaro/S1" names nothing; write a kind and an id, such as scenario/S1; did you mean "scenario"?',
    ],
    [
      "the list is",
      { type: "add", to: "scenarioss", value: { id: "x" } },
      'there is no list "scenarioss"; did you mean "scenarios"?',
    ],
    [
      "the id is taken",
      { type: "add", to: "scenarios", value: { id: "S1" } },
      'the scenarios already has "S1"; choose another id',
    ],
    ["the control has an entry in another spelling", {
      type: "add",
      to: "controls",
      value: { "AC-2": "absent" },
    }, 'the controls already has "AC-2"; choose another id'],
    [
      "there is nothing to remove",
      { type: "remove", from: "steps/S1", id: "phihs" },
      'the steps of scenario "S1" has no "phihs"; did you mean "phish"?',
    ],
    ["a level has a reason but no value", {
      type: "set-field",
      on: "step/S1/phish",
      field: "level.why",
      value: "x",
    }, '"" cannot be the value of level.value; known are: 1, 2, 3'],
    [
      "its kind is unknown",
      { type: "set-statu" } as unknown as Change,
      '"set-statu" cannot be the value of type; did you mean "set-status"?',
    ],
    [
      "it is nothing at all",
      {} as unknown as Change,
      '"" cannot be the value of type; known are: set-status',
    ],
  ])("%s", (_, change, words) => {
    expect(refusal(change)).toContain(words);
  });
});

test("the others are applied when one is refused", () => {
  const { spec: now, refused } = after(
    { type: "set-threat", scenario: "S9", threat: 1 },
    { type: "set-threat", scenario: "S1", threat: 1 },
  );
  expect(now.scenarios![0].threat).toBe(1);
  expect(refused).toMatchObject([{ change: { scenario: "S9" }, code: "change-unknown" }]);
});

test("setting what is there gives the same record, and other parts stay the same objects", () => {
  expect(after({ type: "set-status", control: "AC-2", status: "implemented" }).spec).toBe(spec);
  expect(after({ type: "set-trait", trait: "traits.x", value: null }).spec).toBe(spec);
  const { spec: now } = after({ type: "set-threat", scenario: "S1", step: "phish", threat: 3 });
  expect(now.scenarios![0].steps![1]).toBe(spec.scenarios![0].steps![1]);
  expect(now.controls).toBe(spec.controls);
});

test("what is undone is said in the same words where that says it all", () => {
  const undo = (change: Change) => invert(spec, change, resolve);
  expect(undo({ type: "set-status", control: "AC-2", status: "absent" }))
    .toEqual([{ type: "set-status", control: "AC-2", status: "implemented" }]);
  expect(undo({ type: "set-threat", scenario: "S1", threat: 2 })).toEqual([]);
  expect(undo({ type: "set-status", control: "CP-9", status: "planned" }))
    .toEqual([{ type: "remove", from: "controls", id: "CP-9" }]);
  expect(undo({ type: "remove", from: "steps/S1", id: "phish" })).toEqual([
    { type: "add", to: "steps/S1", value: spec.scenarios![0].steps![0], at: 0 },
  ]);
  expect(undo({ type: "set-level", scenario: "S1", step: "move", value: 3 })).toEqual([
    { type: "add", to: "step/S1/move#level", value: { given: { "AC-2": "implemented" } }, at: 2 },
    { type: "set-field", on: "step/S1/move", field: "level.value", value: 2 },
  ]);
});

test.each<[Change, string, string]>([
  [
    { type: "set-status", control: "AC-2", status: "implemented" },
    "AC-2 の実施状況を「実施済み」にする",
    "Set AC-2 to implemented",
  ],
  [
    { type: "set-status", control: "AC-2", place: "保守端末", status: "absent" },
    "保守端末でのAC-2 の実施状況を「未実施」にする",
    "Set AC-2 at 保守端末 to absent",
  ],
  [
    { type: "set-impact", category: "disclosure", level: "high" },
    "「情報漏えい」の影響度を「高位」にする",
    "Set the impact on sensitive information to high",
  ],
  [
    { type: "set-trait", trait: "exposure", value: "closed" },
    "特性「公開範囲」を「閉域」にする",
    "Set the trait exposure to Closed network",
  ],
  [
    { type: "set-trait", trait: "operation.remote", value: false },
    "特性「遠隔保守の有無」を「いいえ」にする",
    "Set the trait remote maintenance to no",
  ],
  [
    { type: "set-threat", scenario: "S1", threat: "unassessed" },
    "シナリオ「S1」の脅威レベルを未評価にする",
    'Set the threat of scenario "S1" to unassessed',
  ],
  [
    { type: "set-guard", scenario: "S1", step: "phish", control: "AT-2", level: 3, kind: "detect" },
    "シナリオ「S1」のステップ「phish」のガードAT-2 の役割を「検知」、強さを3にする",
    'Give the guard AT-2 of step "phish" of scenario "S1" the kind detect and level 3',
  ],
  [
    { type: "set-level", scenario: "S1", step: "phish", value: null },
    "シナリオ「S1」のステップ「phish」の対策レベルを計算値に戻す",
    'Let the level of defence of step "phish" of scenario "S1" be computed',
  ],
  [
    { type: "set-target", damage: 3, risk: "B" },
    "事業被害レベル3の目標をBにする",
    "Set the target for damage level 3 to B",
  ],
  [
    { type: "set-field", on: "measure/M1", field: "due", value: null },
    "対策「M1」の「due」を空にする",
    'Clear due of measure "M1"',
  ],
  [
    { type: "add", to: "steps/S1", value: { id: "move" } },
    "シナリオ「S1」のステップに「move」を加える",
    'Add "move" to the steps of scenario "S1"',
  ],
  [
    { type: "remove", from: "scenarios", id: "S1" },
    "シナリオから「S1」を削除する",
    'Remove "S1" from the scenarios',
  ],
])("%j is told in both languages", (change, ja, en) => {
  expect(tell(change)).toEqual({ ja, en });
});

test("a target that is no risk of the method in use is unfit, and the way out names those that are", () => {
  const system = toSystem(spec, standard);
  const said = (risk: string) => {
    const refused = unfit(system, { type: "set-target", damage: 3, risk });
    return refused && say({ ...refused, severity: "error", on: "system", path: [] }, "en");
  };
  expect(said("Z")).toBe('"Z" cannot be the value of target.3; known are: E, D, C, B, A');
  expect(said("b")).toBe('"b" cannot be the value of target.3; did you mean "B"?');
  expect(said("B")).toBeUndefined();
  expect(unfit(system, { type: "set-impact", category: "law", level: "low" })).toBeUndefined();
});

test("what is undone in a list where two entries share an id is the list as a whole", () => {
  const twice: SystemSpec = { ...spec, damages: [{ id: "leak" }, { id: "stop" }, { id: "leak" }] };
  const change: Change = { type: "remove", from: "damages", id: "leak" };
  const changed = apply(twice, [change], resolve).spec;
  expect(changed.damages).toEqual([{ id: "stop" }, { id: "leak" }]);
  const undoing = invert(twice, change, resolve);
  expect(undoing).toEqual([
    { type: "set-field", on: "system", field: "damages", value: twice.damages },
  ]);
  expect(apply(changed, undoing, resolve).spec).toEqual(twice);
});

test("a change without its text says the same", () => {
  const change: Change = { type: "add", to: "zones", value: { id: "z" }, at: 0 };
  const traced: Change = { ...change, source: "- id: z # c\n", patch: { at: 0, old: "", new: "" } };
  expect(untraced(traced)).toEqual(change);
  expect(after(traced).spec).toEqual(after(change).spec);
});
