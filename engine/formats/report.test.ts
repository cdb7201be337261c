import { describe, expect, test } from "vitest";
import { assess } from "../assess.ts";
import { check } from "../check.ts";
import { lint } from "../lint.ts";
import type { SystemSpec } from "../schema.ts";
import { standard } from "../standard.ts";
import { toSystem } from "../system.ts";
import { why } from "../why.ts";
import { voice } from "./chapters/voice.ts";
import { whatif } from "./chapters/whatif.ts";
import { width } from "./column.ts";
import { compare } from "../compare.ts";
import { derivation } from "./derivation.ts";
import { report, text } from "./report.ts";

const spec: SystemSpec = {
  mitate: 1,
  id: "desk",
  name: { ja: "窓口予約", en: "Desk booking" },
  impact: { disclosure: "high", law: "low", distress: "not-applicable" },
  profile: { exposure: "internet", hosting: "paas" },
  components: [{ id: "web", name: { ja: "公開Web", en: "Web front" } }],
  controls: {
    "AC-2": { status: "absent", owner: { ja: "運用責任者", en: "Operations" }, due: "2027-03-31" },
    "SI-2": "partial",
  },
  damages: [{ id: "D1", name: { ja: "漏えい", en: "Leak" }, hits: ["disclosure", "law"] }],
  scenarios: [
    {
      id: "S1",
      name: { ja: "Webへの攻撃", en: "Web attack" },
      damage: "D1",
      threat: 3,
      steps: [
        {
          id: "exploit",
          name: { ja: "脆弱性を突く", en: "Exploit a flaw" },
          place: "web",
          guards: [{ control: "SI-2", level: 3 }],
        },
        {
          id: "take",
          name: { ja: "持ち出す", en: "Take the data" },
          needs: "exploit",
          guards: [{ control: "AC-2", level: 3 }],
        },
      ],
    },
    {
      id: "S2",
      name: { ja: "サーバ室への侵入", en: "Break-in" },
      damage: "D1",
      threat: 2,
      when: "hosting = on-premises",
      steps: [{ id: "enter", guards: [{ control: "PE-3" }] }],
    },
  ],
  measures: [{
    id: "M1",
    name: { ja: "アカウント管理", en: "Accounts" },
    due: "2027-03-31",
    cost: 1200,
    changes: [{ type: "set-status", control: "AC-2", status: "implemented" }],
  }],
};

const assessed = (changed: Partial<SystemSpec> = {}) =>
  assess(toSystem({ ...spec, ...changed }, standard), "2026-11-22");

function told(lang: "ja" | "en", changed: Partial<SystemSpec> = {}, colour = false): string {
  const assessment = assessed(changed);
  const findings = [...check(assessment.system), ...lint(assessment)];
  return report(assessment, findings, { lang, file: "desk.yaml", columns: 100, colour });
}

describe("report", () => {
  test("says what a reader looks for first, in Japanese", () => {
    const said = told("ja");
    expect(said).toMatch(/^窓口予約 {2}セキュリティリスク分析結果\n/);
    expect(said).toContain("分析日    2026-11-22");
    expect(said).toMatch(/判定 +未達成/);
    // Four categories are unassessed, but high is the highest already.
    expect(said).toContain("求められるレベルは「高位」です。決め手は情報漏えいです。");
    expect(said).toMatch(/S1 +Webへの攻撃 +3 +2 .* A!/);
  });

  test("says in English what it says in Japanese, section by section", () => {
    const [ja, en] = (["ja", "en"] as const).map((lang) => told(lang));
    expect(en.match(/^■/gm)).toHaveLength(ja.match(/^■/gm)!.length);
    // The words of the report are English; only the name of the program's tables may not be.
    expect(en.replace(/IPA .*|デジタル庁 DS-201;|システム.*|リティリスク.*|第2版.*/g, ""))
      .not.toMatch(/[\p{sc=Hira}\p{sc=Kana}]/u);
  });

  test("marks what is over target by a sign, not by colour alone", () => {
    expect(told("ja")).toMatch(/S1 Webへの攻撃 {2}A!/);
    expect(told("ja", { target: { "3": "A", "1": "A" } })).toMatch(/S1 Webへの攻撃 {2}A\n/);
  });

  test("shows open results as intervals and says that the sign is not certain", () => {
    const scenarios = spec.scenarios!.map((one) => ({ ...one, threat: "unassessed" as const }));
    expect(told("ja", { scenarios })).toMatch(/S1 Webへの攻撃 {2}[B-E]〜A[!?]/);
    expect(told("en", { scenarios })).toMatch(/S1 Web attack {2}[B-E] … A[!?]/);
  });

  test("names the deciding path and step, and the trait that makes a scenario impossible", () => {
    const said = told("ja");
    expect(said).toContain("脆弱性を突く → 持ち出す");
    expect(said).toContain("このプロファイルでは成立しない（設置形態：PaaS）");
    expect(told("en")).toContain("Not possible under this profile (Hosting: PaaS)");
  });

  test("lists every gap with owner and day, however many there are", () => {
    const { baseline } = assessed();
    const said = told("ja");
    const gaps = baseline.controls.filter(({ gap }) => gap);
    expect(gaps.length).toBeGreaterThan(300);
    const rows = said.split("\n").map((line) => line.trim().split(/ {2,}/));
    for (const { control } of gaps) expect(rows.some(([id]) => id === control), control).toBe(true);
    expect(said).toMatch(/AC-2 +アカウント管理 +運用責任者 +2027-03-31/);
  });

  test("gives each measure both justifications and what happens without it", () => {
    const said = told("ja");
    expect(said).toMatch(/根拠1 ベースライン +1件の不足を解消：AC-2/);
    expect(said).toMatch(/根拠2 シナリオ +1ステップの対策レベルを引き上げ：S1「持ち出す」1→3/);
    expect(said).toMatch(/外した場合 +S1 /);
  });

  test("prints every table with its version and marks the unverified one", () => {
    const said = told("ja").replace(/\s+/g, "");
    for (const { name, version } of assessed().tables) {
      expect(said, name.ja).toContain(version.replace(/\s+/g, "").slice(0, 12));
    }
    expect(said).toContain("リスク値マトリクス（未検証）");
  });

  test("keeps to the width it is given", () => {
    for (const columns of [80, 100, 140]) {
      const said = report(assessed(), [], { lang: "ja", file: "x", columns, colour: false });
      const long = said.split("\n").filter((line) => width(line) > columns);
      expect(long).toEqual([]);
    }
  });

  test("has no control characters without colour, and the same words with it", () => {
    const name = "x\u001b[2J\u0007y";
    const bare = told("ja", { name });
    // deno-lint-ignore no-control-regex
    expect(bare).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    // deno-lint-ignore no-control-regex
    expect(told("ja", { name }, true).replace(/\u001b\[[\d;]*m/g, "")).toBe(bare);
  });

  test("an empty record is reported, not refused", () => {
    const assessment = assess(toSystem({ mitate: 1, id: "x" }, standard), "2026-11-22");
    const said = report(assessment, [], { lang: "ja", file: "x", columns: 100, colour: false });
    expect(said).toContain("攻撃シナリオがありません。");
    expect(said).toMatch(/求められるレベル +低位〜高位/);
  });
});

describe("a what-if beside its base", () => {
  const setting = { lang: "ja" as const, columns: 100, colour: false };
  const compared = (changed: Partial<SystemSpec>) => {
    const [base, other] = [assessed(), assessed(changed)];
    const comparison = compare(base, other);
    const trial = { base, whatif: other, changes: [{ ja: "変更", en: "change" }], comparison };
    return { comparison, said: text([whatif(trial, voice("ja"))], setting) };
  };

  test("the same record: nothing moves, said plainly", () => {
    const { comparison, said } = compared({});
    expect(comparison.same).toBe(true);
    expect(said).toContain("この変更で動く結果はありません。");
  });

  test("a trait that makes a scenario possible: it appears, with the trait and the condition", () => {
    const { comparison, said } = compared({
      profile: { exposure: "internet", hosting: "on-premises" },
    });
    expect(comparison).toMatchObject({ same: false, appeared: ["S2"], vanished: [] });
    expect(comparison.switched.map(({ from, to }) => [from.truth, to.truth])).toEqual([
      ["no", "yes"],
    ]);
    expect(said).toMatch(
      /成立するようになったシナリオ\n.*S2 サーバ室への侵入.*設置形態：オンプレミス/,
    );
  });

  test("a better control: the letter, the level of defence and the gap", () => {
    const { comparison, said } = compared({
      controls: { ...spec.controls, "AC-2": "implemented" },
    });
    expect(comparison.closed).toEqual(["AC-2"]);
    expect(comparison.shifts.map(({ ref }) => ref)).toEqual([
      "scenario/S1/disclosure",
      "scenario/S1/law",
    ]);
    expect(said).toMatch(/S1 +Webへの攻撃 +情報漏えい +A!→\w!? +3 +2→3/);
    expect(said).toContain("AC-2 アカウント管理：適合");
  });

  test("a change that only narrows an interval is a move as well", () => {
    const open = assessed({ controls: { ...spec.controls, "AC-2": "unassessed" } });
    // Unassessed counts as absent at the worse end, so that only the better end differs.
    const { shifts, same } = compare(open, assessed());
    expect(same).toBe(false);
    expect(shifts[0].risk.from.worst).toBe(shifts[0].risk.to.worst);
    expect(shifts[0].risk.from.best).not.toBe(shifts[0].risk.to.best);
  });
});

test("a derivation names rule, source, table, version, provenance and cell, and indents its inputs", () => {
  const found = why(assessed(), "scenario/S1/disclosure")!;
  const said = derivation(found, { lang: "ja", columns: 100 });
  expect(said).toMatch(/^シナリオ S1 のリスク：情報漏えい：A\n/);
  expect(said).toMatch(/\n {4}規則：リスク値/);
  expect(said.replace(/\n +/g, "")).toMatch(/表：IPA.*未検証、マス 3\/3\/2 → A/);
  expect(said).toMatch(/\n {2}- 事業被害レベル：D1、情報漏えい：3\n/);
  for (const line of said.split("\n")) expect(width(line)).toBeLessThanOrEqual(100);
});
