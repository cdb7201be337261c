import { existsSync, readFileSync } from "node:fs";
import { URL } from "node:url";
import { expect, test } from "vitest";
import { base, type Baseline, normal } from "../catalog.ts";
import { sp80053b } from "./sp800-53b.ts";

const { controls, families } = sp80053b;

function ids(baseline: Baseline): string[] {
  return controls.filter((c) => c.baselines.includes(baseline)).map((c) => c.id);
}

function isEnhancement(id: string): boolean {
  return base(id) !== id;
}

test("holds the 423 controls and baseline sizes NIST published", () => {
  const size = (baseline: Baseline) => {
    const all = ids(baseline);
    const enhancements = all.filter(isEnhancement).length;
    return { total: all.length, base: all.length - enhancements, enhancements };
  };
  expect(controls).toHaveLength(423);
  expect(new Set(controls.map((c) => c.id)).size).toBe(423);
  expect(size("low")).toEqual({ total: 149, base: 131, enhancements: 18 });
  expect(size("moderate")).toEqual({ total: 287, base: 177, enhancements: 110 });
  expect(size("high")).toEqual({ total: 370, base: 188, enhancements: 182 });
  expect(size("privacy")).toEqual({ total: 96, base: 75, enhancements: 21 });

  // The extract of the OSCAL profiles lies beside the project, not in it. A clean clone has the
  // counts above; where the extract is at hand, every id, title and flag must agree with it.
  const extract = new URL(
    "../../../shared/data/nist_sp800_53b_rev5_baselines.json",
    import.meta.url,
  );
  if (!existsSync(extract)) return;
  const published: {
    families: Record<string, string>;
    controls: ({ id: string; family: string; title: string } & Record<Baseline, boolean>)[];
  } = JSON.parse(readFileSync(extract, "utf8"));
  const order: readonly Baseline[] = ["low", "moderate", "high", "privacy"];
  const byId = (a: { id: string }, b: { id: string }) => a.id < b.id ? -1 : 1;
  expect(
    controls.map(({ id, family, title, baselines }) => ({ id, family, en: title.en, baselines }))
      .sort(byId),
  ).toEqual(
    published.controls.map((c) => ({
      id: normal(c.id),
      family: c.family,
      en: c.title,
      baselines: order.filter((b) => c[b]),
    })).sort(byId),
  );
  expect(Object.fromEntries(families.map((f) => [f.id, f.name.en]))).toEqual(published.families);
});

test("LOW is part of MODERATE, MODERATE of HIGH", () => {
  expect(ids("moderate")).toEqual(expect.arrayContaining(ids("low")));
  expect(ids("high")).toEqual(expect.arrayContaining(ids("moderate")));
});

test("has 20 families named in both languages; PM and PT serve privacy only", () => {
  expect(families.map((f) => f.id).join(" ")).toBe(
    "AC AT AU CA CM CP IA IR MA MP PE PL PM PS PT RA SA SC SI SR",
  );
  for (const { name } of families) {
    expect(name.ja).toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u);
    expect(name.en).toMatch(/^[A-Z][A-Za-z, ]+$/);
  }
  const graded = new Set(
    controls.filter((c) => c.baselines.some((b) => b !== "privacy")).map((c) => c.family),
  );
  expect(graded.size).toBe(18);
  expect(families.map((f) => f.id).filter((id) => !graded.has(id))).toEqual(["PM", "PT"]);
});

test("lists controls by family, number and enhancement, in the published spelling", () => {
  const keys = controls.map(({ id, family }) => {
    const match = /^([A-Z]{2})-([1-9]\d*)(?:\(([1-9]\d*)\))?$/.exec(id);
    expect(match, id).not.toBeNull();
    expect(match![1]).toBe(family);
    const place = families.findIndex((f) => f.id === family);
    expect(place, id).toBeGreaterThanOrEqual(0);
    // Numbers within a family stay below 100, so one number carries the three-part order.
    return place * 10_000 + Number(match![2]) * 100 + Number(match![3] ?? 0);
  });
  expect(keys).toEqual(keys.toSorted((a, b) => a - b));
});

test("gives an enhancement its base control, except PM-5(1)", () => {
  const all = new Set(controls.map((c) => c.id));
  const orphans = controls.map((c) => c.id).filter((id) => !all.has(base(id)));
  expect(orphans).toEqual(["PM-5(1)"]);
  // A graded baseline that requires an enhancement requires its base control as well.
  for (const baseline of ["low", "moderate", "high"] as const) {
    const members = ids(baseline);
    expect(members.filter((id) => !members.includes(base(id))), baseline).toEqual([]);
  }
});

test("glosses every control in Japanese, each in its own words", () => {
  for (const { id, title } of controls) {
    expect(title.ja, id).toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u);
    expect(title.ja, id).toBe(title.ja.trim());
    expect(title.ja, id).not.toBe(title.en);
    expect(title.en, id).not.toBe("");
  }
  // A list shows glosses without their family, so no two may read alike.
  expect(new Set(controls.map((c) => c.title.ja)).size).toBe(423);
});
