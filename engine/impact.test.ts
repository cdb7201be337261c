import { describe, expect, test } from "vitest";
import { assurance } from "./assurance.ts";
import { damageLevel } from "./damage.ts";
import { system } from "./fixtures/record.ts";
import { highest, requiredLevel } from "./impact.ts";
import { type Answer, categories, type Category } from "./model.ts";
import { ground } from "./profile.ts";
import type { SystemSpec } from "./schema.ts";

/** Answers in the order of DS-201 table 3-2, by their first letters: `h m l n u`. */
function answers(letters: string): Partial<Record<Category, Answer>> {
  const words: Record<string, Answer> = {
    h: "high",
    m: "moderate",
    l: "low",
    n: "not-applicable",
    u: "unassessed",
  };
  return Object.fromEntries(
    letters.split(" ").map((letter, at) => [categories[at], words[letter]]),
  );
}

describe("the required level", () => {
  test.each([
    ["l l l l l l", "low", "low", false],
    ["n n l n n n", "low", "low", false],
    ["l m l l n l", "moderate", "moderate", false],
    ["l m l h n l", "high", "high", false],
    ["h u u u u u", "high", "high", false],
    ["m u m m m m", "moderate", "high", true],
    ["n n n n n u", "low", "high", true],
    ["u u u u u u", "low", "high", true],
    ["n n n n n n", "low", "low", false],
  ])("%s → %s … %s, provisional %s", (letters, best, worst, provisional) => {
    expect(requiredLevel(system({ impact: answers(letters) })))
      .toMatchObject({ best, worst, provisional });
  });

  test("names the categories that set it, and those not assessed", () => {
    const level = requiredLevel(system({ impact: answers("m l m n u l") }));
    expect(level.deciding).toEqual(["distress", "programs"]);
    expect(level.unassessed).toEqual(["safety"]);
  });

  test("says when every category is not applicable, and the level is low for want of a lower one", () => {
    expect(requiredLevel(system({ impact: answers("n n n n n n") })).empty).toBe(true);
    expect(requiredLevel(system({ impact: answers("n n n n n u") })).empty).toBe(false);
    expect(requiredLevel(system({ impact: {} }))).toMatchObject({ best: "low", worst: "high" });
    expect(highest([])).toBe("low");
  });
});

describe("the damage level", () => {
  const hits = (impact: string, hits: NonNullable<SystemSpec["damages"]>[number]["hits"]) => {
    const made = system({ impact: answers(impact), damages: [{ id: "leak", hits }] });
    return damageLevel(made.damages[0], ground(made)).hits
      .map(({ category, level, typed }) => ({ category, level, typed }));
  };
  const sure = (level: number) => ({ best: level, worst: level });

  test("is the system's own answer in each category it hits: high 3, moderate 2, low 1", () => {
    expect(hits("h m l n n n", ["programs", "distress", "finance"])).toEqual([
      { category: "distress", level: sure(3), typed: false },
      { category: "finance", level: sure(2), typed: false },
      { category: "programs", level: sure(1), typed: false },
    ]);
  });

  test("or what the record types", () => {
    expect(hits("h h h h h h", { law: "low", disclosure: null, safety: { level: "moderate" } }))
      .toEqual([
        { category: "disclosure", level: sure(3), typed: false },
        { category: "safety", level: sure(2), typed: true },
        { category: "law", level: sure(1), typed: true },
      ]);
  });

  test("is 0 where the category does not apply, and anything where it is not assessed", () => {
    expect(hits("n u n n n n", ["distress", "finance"]).map(({ level }) => level))
      .toEqual([sure(0), { best: 0, worst: 3 }]);
  });
});

describe("assurance levels (SP 800-63-3, tables 6-1 and 6-2)", () => {
  const asked = (failure: string, profile: SystemSpec["profile"] = {}, impact = "m m m m m m") => {
    const made = system({
      impact: answers(impact),
      profile: {
        information: { personal: true },
        ...profile,
        authentication: {
          users: true,
          failure: failure === "" ? {} : answers(failure),
          ...profile?.authentication,
        },
      },
    });
    return assurance(ground(made));
  };

  test("only where users authenticate", () => {
    expect(assurance(ground(system({ profile: {} })))).toBeUndefined();
    expect(asked("l l l l l l", { authentication: { users: false } })).toBeUndefined();
  });

  test.each([
    ["l l n n n n", 1, 2],
    ["l l l n n n", 2, 2],
    ["m m m m l m", 2, 2],
    ["n n n n m n", 3, 3],
    ["h n n n n n", 3, 3],
  ])("%s with personal data asks for IAL %i, AAL %i", (failure, ial, aal) => {
    expect(asked(failure)).toMatchObject({
      level: { best: ial, worst: ial },
      aal: { best: aal, worst: aal },
      bound: false,
    });
  });

  test("without personal data AAL1 is enough for IAL1; while that is open, both ends are given", () => {
    const aal = (personal: boolean | "unassessed") =>
      asked("l l n n n n", { information: { personal } })!.aal;
    expect(aal(false)).toEqual({ best: 1, worst: 1 });
    expect(aal(true)).toEqual({ best: 2, worst: 2 });
    expect(aal("unassessed")).toEqual({ best: 1, worst: 2 });
  });

  test("until every category is asked, the system's own impact is an upper bound, labelled so", () => {
    expect(asked("")).toMatchObject({ level: { best: 1, worst: 3 }, bound: true });
    expect(asked("", {}, "l l n n n n")).toMatchObject({
      level: { best: 1, worst: 1 },
      bound: true,
    });
    expect(asked("l l n n u n", {}, "m m m m l m")).toMatchObject({
      level: { best: 1, worst: 2 },
      bound: true,
    });
    expect(asked("l l l l l u", {}, "l l l l l u")).toMatchObject({
      level: { best: 2, worst: 3 },
    });
  });

  test("keeps each category's cell, and what the profile declares", () => {
    const result = asked("l l l l m l", { authentication: { ial: 2, aal: 3 } })!;
    expect(result.categories.map(({ cell }) => cell.worst)).toEqual([
      "distress/low",
      "finance/low",
      "programs/low",
      "disclosure/low",
      "safety/moderate",
      "law/low",
    ]);
    expect(result.declared).toEqual({ ial: 2, aal: 3 });
  });
});
