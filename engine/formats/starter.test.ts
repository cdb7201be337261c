import { readdirSync, readFileSync } from "node:fs";
import { URL } from "node:url";
import { describe, expect, test } from "vitest";
import { check } from "../check.ts";
import { tell } from "../finding.ts";
import type { Pattern } from "../library.ts";
import { standard } from "../standard.ts";
import { toSystem } from "../system.ts";
import type { Lang } from "../text.ts";
import { openPattern } from "./pattern.ts";
import { open } from "./record.ts";
import { type Answers, questions, starter, toAnswers } from "./starter.ts";

const folder = new URL("../../scenarios/patterns/", import.meta.url);
const patterns: Pattern[] = readdirSync(folder).flatMap((file) =>
  openPattern(readFileSync(new URL(file, folder), "utf8"), file).pattern ?? []
);

const bare: Answers = { id: "bare" };
const cloud: Answers = {
  id: "cloud",
  name: "補助金: 申請 #1",
  exposure: "internet",
  hosting: "iaas",
  governmentCloud: true,
  personal: true,
  authentication: true,
  outsourced: true,
  remote: true,
  distress: "moderate",
  finance: "low",
  programs: "moderate",
  disclosure: "moderate",
  safety: "not-applicable",
  law: "low",
};
const office: Answers = {
  id: "office",
  exposure: "closed",
  hosting: "on-premises",
  personal: false,
  remote: false,
  outsourced: false,
  distress: "low",
  finance: "low",
  programs: "low",
  disclosure: "low",
  safety: "not-applicable",
  law: "not-applicable",
};
const rented: Answers = {
  id: "rented",
  exposure: "internet",
  hosting: "saas",
  myNumber: true,
  disclosure: "high",
};
const langs: readonly Lang[] = ["ja", "en"];

describe("starter", () => {
  for (const answers of [bare, cloud, office, rented]) {
    test.each(langs)(`the record for "${answers.id}" opens without errors (%s)`, (lang) => {
      const { spec, findings } = opened(answers, lang);
      const all = [...findings, ...check(toSystem(spec, standard))];
      expect(all.filter(({ severity }) => severity === "error").map((one) => tell(one, "en")))
        .toEqual([]);
      // Nor anything about its shape: a key or a value that the reader would not know.
      expect(findings.map((one) => tell(one, "en"))).toEqual([]);
    });
  }

  test("lists exactly the controls that are certainly required", () => {
    const ids = (...wanted: string[]) =>
      standard.catalogs[0].controls.filter(({ baselines }) =>
        baselines.some((one) => wanted.includes(one))
      ).map(({ id }) => id);
    const listed = (answers: Answers) => Object.keys(opened(answers, "ja").spec.controls ?? {});
    expect(listed(bare)).toEqual(ids("low"));
    expect(listed(bare)).toHaveLength(149);
    expect(listed({ ...cloud, personal: false })).toEqual(ids("moderate"));
    expect(listed({ ...cloud, personal: false })).toHaveLength(287);
    expect(sorted(listed(cloud))).toEqual(sorted(ids("moderate", "privacy")));
    expect(listed({ ...office, safety: "high" })).toHaveLength(370);
  });

  test("special-care data and My Number are personal data", () => {
    const personal = (answers: Partial<Answers>) =>
      opened({ id: "x", ...answers }, "en").spec.profile?.information?.personal;
    expect(personal({})).toBe("unassessed");
    expect(personal({ myNumber: true })).toBe(true);
    expect(personal({ specialCare: true })).toBe(true);
    expect(personal({ specialCare: false })).toBe("unassessed");
    expect(personal({ personal: false })).toBe(false);
  });

  test("in the cloud the provider takes over physical protection, on premises nobody does", () => {
    const status = (answers: Answers, control: string) => {
      const { spec } = opened(answers, "en");
      return [spec.providers?.map(({ id }) => id), spec.controls?.[control]];
    };
    expect(status(cloud, "PE-3")).toEqual([["cloud"], "inherited"]);
    expect(status(cloud, "AC-2")).toEqual([["cloud"], "unassessed"]);
    expect(status(office, "PE-3")).toEqual([undefined, "unassessed"]);
  });

  test("one damage per category with an impact", () => {
    const hits = (answers: Answers) =>
      opened(answers, "ja").spec.damages?.map(({ id, hits }) => `${id} ${hits}`);
    expect(hits(cloud)).toEqual([
      "D1 distress",
      "D2 finance",
      "D3 programs",
      "D4 disclosure",
      "D5 law",
    ]);
    expect(hits(bare)).toBeUndefined();
  });

  test("proposes the patterns that fit, each at components and for a damage", () => {
    const scenarios = (answers: Answers) => opened(answers, "ja").spec.scenarios ?? [];
    const made = (answers: Answers) => scenarios(answers).map(({ pattern }) => pattern);
    expect(made(cloud)).toEqual(expect.arrayContaining(["web-attack", "maintenance-route"]));
    expect(made(cloud)).not.toContain("physical-intrusion");
    expect(made(office)).toContain("physical-intrusion");
    expect(made(office)).not.toContain("web-attack");
    for (const scenario of scenarios(cloud)) {
      expect(scenario.damage, scenario.id).toBeDefined();
      expect(scenario.steps?.filter(({ place }) => place === undefined)).toEqual([]);
    }
  });

  test("without a damage, patterns are named but not taken", () => {
    const text = starter({ ...bare, exposure: "internet" }, standard, patterns, "en");
    expect(text).not.toMatch(/^scenarios:/m);
    expect(text).toMatch(/^# {3}web-attack: /m);
    expect(text).toMatch(/^# {3}maintenance-route: .*\(operation\.remote\)$/m);
  });

  test("says the required level, what decided it, and what could raise it", () => {
    const text = (answers: Answers, lang: Lang) => starter(answers, standard, patterns, lang);
    expect(text({ id: "x", law: "moderate", programs: "high" }, "ja"))
      .toContain("# 求められるレベル: 高位（決め手: 業務・公共の利益）\n");
    expect(text({ id: "x", law: "moderate" }, "en")).toContain(
      "# Required level: at least Moderate (decided by: Violations of law)\n" +
        "# Open answers could raise it to High: ",
    );
    expect(text(cloud, "en")).not.toContain("Open answers");
  });

  test("comments are in the asked language, texts of the record in both", () => {
    const english = starter(cloud, standard, patterns, "en").split("\n");
    const comments = english.filter((line) => /^\s*#|(inherited|unassessed) #/.test(line));
    expect(comments.length).toBeGreaterThan(100);
    // The name of DS-201's table is quoted in English too.
    expect(comments.filter((line) => /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u.test(line))).toEqual([]);
    expect(opened(cloud, "en").spec.damages?.[0].name).toHaveProperty("ja");
  });

  test("any name survives being written", () => {
    const names = ["yes", "12", "- a", "a: b", "a #b", "a:", '"', "[x", "*", "名 ", "a\nb", "true"];
    for (const name of names) {
      expect(opened({ id: "x", name }, "ja").spec.name, name).toBe(name);
    }
  });

  test("the same answers give the same bytes", () => {
    const once = starter(cloud, standard, patterns, "ja");
    expect(starter(cloud, standard, patterns, "ja")).toBe(once);
  });
});

describe("toAnswers", () => {
  test("reads yes and no, options and their labels; what is empty stays open", () => {
    const { answers, findings } = toAnswers({
      id: "ledger",
      exposure: "Internet",
      hosting: "オンプレミス",
      personal: "はい",
      remote: "No",
      disclosure: "高位",
      law: "unassessed",
      name: " ",
    });
    expect(findings).toEqual([]);
    expect(answers).toEqual({
      id: "ledger",
      exposure: "internet",
      hosting: "on-premises",
      personal: true,
      remote: false,
      disclosure: "high",
    });
  });

  test("what cannot be read is reported with a way out and left open", () => {
    const { answers, findings } = toAnswers({
      id: "../x",
      exposure: "intrnet",
      remote: "perhaps",
      hostng: "iaas",
    });
    expect(answers).toEqual({ id: "system" });
    expect(findings.map((one) => tell(one, "en"))).toEqual([
      '"../x" is not an answer to "The id of the record, which names its file"; it has no spaces ' +
      "and none of / \\ @ # :, does not begin with a full stop and has at most 100 characters",
      '"intrnet" is not an answer to "From where can it be reached?"; did you mean "internet"?',
      '"perhaps" is not an answer to "Is it maintained remotely?"; known are: yes, no',
      'there is no question "hostng"; did you mean "hosting"?',
    ]);
  });

  test("every question is asked in both languages, and its options are what the record knows", () => {
    expect(questions.map(({ id }) => id)).toHaveLength(17);
    for (const { id, text, kind, options } of questions) {
      expect(text.ja).toMatch(/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u);
      expect(text.en).not.toMatch(/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u);
      expect(options === undefined).toBe(kind !== "choice");
      for (const { value } of options ?? []) {
        const { answers, findings } = toAnswers({ id: "x", [id]: value });
        expect(findings).toEqual([]);
        expect(opened(answers, "en").findings, `${id} ${value}`).toEqual([]);
      }
    }
  });
});

function opened(answers: Answers, lang: Lang) {
  const { spec, findings } = open(starter(answers, standard, patterns, lang), "new.yaml");
  return { spec: spec!, findings };
}

function sorted(list: readonly string[]): string[] {
  return [...list].sort();
}
