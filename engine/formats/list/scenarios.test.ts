import { describe, expect, test } from "vitest";
import { apply } from "../../change.ts";
import { resolver } from "../../resolve.ts";
import { standard } from "../../standard.ts";
import { toSystem } from "../../system.ts";
import { paste } from "../paste.ts";

const system = toSystem({
  mitate: 1,
  id: "small",
  components: [{ id: "web", name: { ja: "公開Web", en: "Web" } }],
  damages: [
    { id: "D1", name: { ja: "個人情報の漏えい", en: "Disclosure" } },
    { id: "D2", name: "業務の停止" },
  ],
  scenarios: [
    {
      id: "S1",
      name: { ja: "不正ログイン", en: "Stolen login" },
      damage: "D1",
      threat: 2,
      steps: [{ id: "in" }],
    },
    { id: "S7", name: "改ざん", damage: "D2" },
  ],
}, standard);
const changes = (text: string) => paste(text, "scenarios", system).flatMap((row) => row.changes);
const problems = (text: string) =>
  paste(text, "scenarios", system).flatMap(({ number, problems }) =>
    problems.map(({ text }) => `${number} ${text.en}`)
  );

describe("a table of scenarios pasted from a spreadsheet", () => {
  test("makes new scenarios, with damages by name, levels in words and steps in a row", () => {
    const table = "攻撃シナリオ\t事業被害\t脅威レベル\t攻撃者\t攻撃対象\t攻撃手順\n" +
      '標的型メール\t個人情報の漏えい\t高\t外部の攻撃者\t公開Web\t"1. 開封\n2. 感染 → 持ち出し"\n' +
      "内部不正\tD2 業務の停止\t２\t職員\t\t";
    expect(changes(table)).toEqual([
      {
        type: "add",
        to: "scenarios",
        value: {
          id: "S8",
          name: "標的型メール",
          damage: "D1",
          threat: 3,
          attacker: "外部の攻撃者",
          target: "web",
          steps: [
            { id: "step-1", name: "開封" },
            { id: "step-2", name: "感染", needs: ["step-1"] },
            { id: "step-3", name: "持ち出し", needs: ["step-2"] },
          ],
        },
      },
      {
        type: "add",
        to: "scenarios",
        value: { id: "S9", name: "内部不正", damage: "D2", threat: 2, attacker: "職員" },
      },
    ]);
    const made = apply(system.spec, changes(table), resolver(system.catalogue));
    expect(made.refused).toEqual([]);
    expect(made.spec.scenarios).toHaveLength(4);
  });

  test("changes the scenario that an id or a name means, and the side of a text it is in", () => {
    expect(changes("ID,Name,Likelihood,Damage\ns1,Stolen session,High,Disclosure")).toEqual([
      { type: "set-field", on: "scenario/S1", field: "name.en", value: "Stolen session" },
      { type: "set-threat", scenario: "S1", threat: 3 },
    ]);
    expect(changes("シナリオ\t被害\n改ざん\tD1")).toEqual([
      { type: "set-field", on: "scenario/S7", field: "damage", value: "D1" },
    ]);
  });

  test("adds steps only where there are none", () => {
    expect(changes("ID\tSteps\nS1\ta -> b\nS7\ta -> b")).toEqual([
      { type: "add", to: "steps/S7", value: { id: "step-1", name: "a" } },
      { type: "add", to: "steps/S7", value: { id: "step-2", name: "b", needs: ["step-1"] } },
    ]);
  });

  test("changes nothing where it says what the record says, and nothing by empty cells", () => {
    expect(changes("ID\tシナリオ\t脅威\t被害\t備考\nS1\t不正ログイン\t2\tD1\t\n\t\t\t\t")).toEqual(
      [],
    );
  });

  test("names the rows that cannot be read, and why", () => {
    const table = "ID\t名称\t被害\t脅威\t対象\t条件\n" +
      "S 9\ta\t\t\t\t\nS10\ta\t個人情報の漏洩\t\t\t\nS11\ta\t\t9\t\t\nS12\ta\t\t\tdb\t\n" +
      "S13\ta\t\t\t\texposure ==\n\t\tD1\t\t\t\nS1\ta\t\t\t\t\nS1\tb\t\t\t\t";
    expect(problems(table)).toEqual([
      '2 the id "S 9" cannot be used; keep to 100 characters and leave out blanks and / @ # : +',
      '3 the record has no damage "個人情報の漏洩"; did you mean "個人情報の漏えい"?',
      '4 "9" is not a level of threat; write 1 to 3, high, moderate, low, or unassessed',
      '5 the record has no component "db"; add it under Components first',
      '6 the condition "exposure ==" cannot be read; write it like "exposure = internet"',
      "7 the row names no scenario; give an id or a name",
      '9 "S1" is in row 8 as well and says otherwise; keep one of them',
    ]);
    expect(problems("a\tb\nc\td")).toEqual([
      '1 no column has ids or names of scenarios; give it the head "ID" or "Scenario"',
      '2 no column has ids or names of scenarios; give it the head "ID" or "Scenario"',
    ]);
  });
});
