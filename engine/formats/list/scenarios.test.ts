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

describe("what a row is about", () => {
  const added = (text: string) =>
    changes(text).map((one) => {
      const { id, name } = (one as { value: { id: string; name?: string } }).value;
      return name === undefined ? id : `${id} ${name}`;
    });

  test("is told by an id beside a name, under any of their heads", () => {
    expect(added("シナリオID\tシナリオ\nS20\t標的型メール")).toEqual(["S20 標的型メール"]);
    expect(added("ID\t攻撃シナリオ\t脅威\nＳ２０\t標的型メール\t高")).toEqual(["S20 標的型メール"]);
    expect(added("シナリオ\tシナリオ名\t脅威\nR-3\t標的型メール\t高")).toEqual([
      "R-3 標的型メール",
    ]);
    expect(added("シナリオ\t脅威\nS20\t1\n標的型メール\t2")).toEqual(["S20", "S21 標的型メール"]);
  });

  test("is no number of a row, unless these are the ids of the record", () => {
    expect(added("No.\tシナリオ\t脅威\n1\t標的型メール\t3\n2\t内部不正\t2")).toEqual([
      "S8 標的型メール",
      "S9 内部不正",
    ]);
    expect(added("No.\tシナリオ\nA1\t標的型メール")).toEqual(["A1 標的型メール"]);
    const numbered = toSystem({ ...system.spec, scenarios: [{ id: "1", name: "一" }] }, standard);
    expect(paste("No.\tシナリオ\t脅威\n1\t新しい名\t3", "scenarios", numbered)[0].changes)
      .toMatchObject([{ on: "scenario/1", field: "name" }, { type: "set-threat", scenario: "1" }]);
  });

  test("is never a free id that another row writes itself", () => {
    expect(added("ID\t名称\n\tあ\nS8\tい\n\tう")).toEqual(["S9 あ", "S8 い", "S10 う"]);
  });

  test("is said once: the same row again adds nothing, another one of that name is refused", () => {
    const text = "シナリオ\t脅威\n内部不正\t2\n内部不正\t2\n内部不正\t3";
    expect(added(text)).toEqual(["S8 内部不正"]);
    expect(problems(text)).toEqual([
      '4 "S8" is in row 2 as well and says otherwise; keep one of them',
    ]);
    expect(problems("ID\t名称\nS1\t不正ログイン\nS1\t別の名")).toEqual([
      '3 "S1" is in row 2 as well and says otherwise; keep one of them',
    ]);
  });

  test("may be a heading, which is left out and told", () => {
    const text = "シナリオ\t被害\t脅威\n外部からの攻撃\t\t\n標的型メール\tD1\t3";
    expect(added(text)).toEqual(["S8 標的型メール"]);
    expect(problems(text)).toEqual([
      '2 The row says nothing but "外部からの攻撃"; it was taken for a heading and left out. ' +
      "To add a scenario, fill in another column as well.",
    ]);
    expect(added("シナリオ\n標的型メール")).toEqual(["S8 標的型メール"]);
  });

  test("may have been meant otherwise: what is like a scenario of the record is added with a warning", () => {
    const rows = paste("シナリオ\t脅威\n不正なログイン\t3\nS2\t1", "scenarios", system);
    expect(rows.map((row) => row.changes.length)).toEqual([1, 1]);
    expect(rows.flatMap((row) => row.problems)).toMatchObject([{
      severity: "warning",
      code: "similar",
    }]);
    expect(problems("シナリオ\t脅威\n不正なログイン\t3")).toEqual([
      '2 This adds a new scenario. If "不正ログイン" of the record is meant, write its id "S1".',
    ]);
  });

  test("is not guessed where several have the name", () => {
    const twins = toSystem({
      ...system.spec,
      scenarios: [{ id: "S1", name: "改ざん" }, { id: "S2", name: "改ざん" }],
    }, standard);
    const [row] = paste("シナリオ\t脅威\n改ざん\t3", "scenarios", twins);
    expect(row).toMatchObject({ changes: [], problems: [{ code: "several", severity: "error" }] });
  });
});
