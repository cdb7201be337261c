import { existsSync, readFileSync } from "node:fs";
import { URL } from "node:url";
import { describe, expect, test } from "vitest";
import { base, type Baseline, normal } from "./catalog.ts";
import { sp80053b } from "./catalogs/sp800-53b.ts";
import {
  assurance61 as printed61,
  assurance62 as printed62,
  baselines,
  ds201Categories,
  ds201Levels,
  full,
  g5 as printedG5,
  grid,
  i2 as printedI2,
  ipaMatrix as printedMatrix,
  rows,
  table,
} from "./fixtures/published.ts";
import { categories } from "./model.ts";
import { defects, rate } from "./rating.ts";
import { standard } from "./standard.ts";
import { ds201 } from "./tables/ds201.ts";
import { ipa, ipaMatrix, ipaVulnerability } from "./tables/ipa.ts";
import { g5, i2, sp80030 } from "./tables/sp800-30.ts";
import { assurance61, assurance62 } from "./tables/sp800-63.ts";

// Extracts of the sources lie beside the project where it is developed, not in it. The re-keyed
// fixtures stand alone; where an extract is at hand it is compared as well.
function extract(name: string): unknown {
  const path = new URL(`../../shared/data/${name}`, import.meta.url);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

const numbers = [1, 2, 3] as const;

describe("IPA guide, 2nd ed., risk matrix: unverified reconstruction, not compared with the guide", () => {
  const printed = rows(printedMatrix).flatMap(([damage, threat, ...results]) =>
    results.map((result, at) => ({
      damage: Number(damage),
      threat: Number(threat),
      vulnerability: 3 - at,
      risk: result[0],
      corroborated: result.endsWith("*"),
    }))
  );

  test("all 27 cells are those of the re-keyed matrix", () => {
    expect(printed).toHaveLength(27);
    for (const { risk, corroborated: _, ...point } of printed) {
      expect(rate(ipaMatrix, point), JSON.stringify(point)).toBe(risk);
    }
    expect(Object.keys(ipaMatrix.cells)).toHaveLength(27);
    expect(ipaMatrix.provenance).toBe("unverified");
    const data = extract("ipa_ics_risk_matrix.json") as { cells: Record<string, unknown>[] };
    for (const { damage_or_importance: damage, threat, vulnerability, risk } of data?.cells ?? []) {
      const point = { damage, threat, vulnerability } as Record<string, number>;
      expect(rate(ipaMatrix, point), JSON.stringify(point)).toBe(risk);
    }
  });

  test("the five cells of a third party's workbook (yIto8047/SPRV, commit f276916) agree", () => {
    const five = printed.filter(({ corroborated }) => corroborated).map((one) =>
      `${one.damage}/${one.threat}/${one.vulnerability} ${one.risk}`
    );
    expect(five).toEqual(["3/3/3 A", "3/3/2 A", "3/3/1 B", "3/2/2 B", "3/2/1 C"]);
    for (const one of five) expect(ipaMatrix.cells[one.slice(0, 5)]).toBe(one.slice(6));
  });

  test("the sum rule and the product rule of the domain notes give the same 27 cells", () => {
    const bySum = (sum: number) => ["E", "E", "D", "C", "B", "A", "A"][sum - 3];
    const byProduct = (product: number) =>
      product >= 18 ? "A" : product >= 9 ? "B" : product >= 6 ? "C" : product >= 3 ? "D" : "E";
    for (const damage of numbers) {
      for (const threat of numbers) {
        for (const vulnerability of numbers) {
          const risk = rate(ipaMatrix, { damage, threat, vulnerability });
          expect(bySum(damage + threat + vulnerability)).toBe(risk);
          expect(byProduct(damage * threat * vulnerability)).toBe(risk);
        }
      }
    }
  });

  test("vulnerability is 4 − level of defence (1,212 of 1,280 ratings of the same workbook)", () => {
    for (const defence of numbers) expect(rate(ipaVulnerability, { defence })).toBe(4 - defence);
  });

  test("the security level set by default is B, C, D for damage 3, 2, 1 (Mitate's own)", () => {
    expect(ipa.target).toEqual({ 3: "B", 2: "C", 1: "D" });
  });
});

describe("NIST SP 800-30 Rev. 1", () => {
  const words: Readonly<Record<number, string>> = { 1: "low", 2: "moderate", 3: "high" };
  const inExtract = (name: string) => {
    const data = extract("nist_sp800_30r1_tables.json") as
      | Record<string, { matrix: Record<string, Record<string, string>> }>
      | undefined;
    return Object.entries(data?.[name].matrix ?? {}).flatMap(([row, cells]) =>
      Object.entries(cells).map(([column, value]) =>
        [`${row}/${column}`, value].map((word) => word.replaceAll("_", "-"))
      )
    );
  };

  test("table G-5, overall likelihood: all 25 cells", () => {
    expect(g5.cells).toEqual(Object.fromEntries(grid(printedG5)));
    for (const [key, value] of inExtract("table_G5_overall_likelihood")) {
      expect(g5.cells[key], key).toBe(value);
    }
  });

  test("table I-2, level of risk: all 25 cells", () => {
    expect(i2.cells).toEqual(Object.fromEntries(grid(printedI2)));
    for (const [key, value] of inExtract("table_I2_level_of_risk")) {
      expect(i2.cells[key], key).toBe(value);
    }
  });

  test("the method's 27 results are G-5 then I-2 over Mitate's bridge 3, 2, 1 → H, M, L", () => {
    const [likelihoods, risks] = [grid(printedG5), grid(printedI2)];
    const scale = Object.values(full);
    let count = 0;
    for (const damage of numbers) {
      for (const threat of numbers) {
        for (const vulnerability of numbers) {
          const likelihood = likelihoods.get(`${words[threat]}/${words[vulnerability]}`);
          const risk = risks.get(`${likelihood}/${words[damage]}`)!;
          expect(scale).toContain(risk);
          expect(rate(sp80030.table, { damage, threat, vulnerability })).toBe(risk);
          count++;
        }
      }
    }
    expect(count).toBe(27);
    expect(Object.keys(sp80030.table.cells)).toHaveLength(27);
  });
});

describe("NIST SP 800-63-3", () => {
  const codes: Readonly<Record<string, string>> = {
    "N/A": "not-applicable",
    Low: "low",
    Mod: "moderate",
    High: "high",
  };
  const scale = ["not-applicable", "low", "moderate", "high"];

  test("table 6-1: the lowest level that stands up to the impact, all 24 cells", () => {
    const [, ...lines] = table(printed61);
    let count = 0;
    for (const [category, ...tops] of lines) {
      // A level stands up to an impact when the gravest impact printed for it is at least that.
      const bounds = tops.map((top) =>
        scale.indexOf(codes[top === "N/A" ? top : top.split("/").at(-1)!])
      );
      for (const [at, impact] of scale.entries()) {
        const level = bounds.findIndex((bound) => bound >= at) + 1;
        expect(rate(assurance61, { category, impact }), `${category} ${impact}`).toBe(level);
        count++;
      }
    }
    expect(count).toBe(24);
    expect(Object.keys(assurance61.cells)).toHaveLength(24);
    const data = extract("nist_sp800_63_3_assurance.json") as
      | { table_6_1_max_impact_per_level: Record<string, string[]>[] }
      | undefined;
    for (const [at, row] of (data?.table_6_1_max_impact_per_level ?? []).entries()) {
      const name = (word: string) => word.replace("N/A", "na").replace("Mod", "moderate");
      const [, ...tops] = lines[at];
      expect(numbers.map((level) => row[level].join("/"))).toEqual(
        tops.map((top) => name(top).toLowerCase()),
      );
    }
  });

  test("table 6-2: the lowest AAL allowed with each IAL, without and with personal data", () => {
    const [[, ...heads], ...lines] = table(printed62);
    for (const [ial, ...cells] of lines) {
      for (const [at, cell] of cells.entries()) {
        const lowest = Math.min(...cell.split(",").map(Number));
        expect(rate(assurance62, { ial, personal: heads[at] })).toBe(lowest);
      }
    }
    expect(Object.keys(assurance62.cells)).toHaveLength(6);
    const data = extract("nist_sp800_63_3_assurance.json") as
      | { table_6_2_ial_aal_allowed: Record<string, string[]> }
      | undefined;
    const lowest = (key: string) => Number(data!.table_6_2_ial_aal_allowed[key][0].slice(3));
    if (!data) return;
    expect(assurance62.cells).toEqual({
      "1/no": lowest("IAL1_no_personal_data"),
      "1/yes": lowest("IAL1_personal_data"),
      "2/no": lowest("IAL2"),
      "2/yes": lowest("IAL2"),
      "3/no": lowest("IAL3"),
      "3/yes": lowest("IAL3"),
    });
  });
});

describe("NIST SP 800-53B, Rev. 5", () => {
  const ids = (baseline: Baseline) =>
    sp80053b.controls.filter((one) => one.baselines.includes(baseline)).map(({ id }) => id);

  test("baselines hold 149, 287, 370 and 96 controls, split into base controls and enhancements", () => {
    for (const [baseline, size] of Object.entries(baselines)) {
      const all = ids(baseline as Baseline);
      const enhancements = all.filter((id) => base(id) !== id).length;
      expect({ all: all.length, base: all.length - enhancements, enhancements }, baseline)
        .toEqual(size);
    }
    expect(sp80053b.controls).toHaveLength(423);
  });

  test("LOW ⊂ MODERATE ⊂ HIGH", () => {
    const [low, moderate, high] = (["low", "moderate", "high"] as const).map((one) =>
      new Set(ids(one))
    );
    expect(low.isSubsetOf(moderate) && low.size < moderate.size).toBe(true);
    expect(moderate.isSubsetOf(high) && moderate.size < high.size).toBe(true);
  });

  test.each(["LOW", "MODERATE"])(
    "the %s profile of NIST's OSCAL content names the same",
    (level) => {
      type Profile = { profile: { imports: { "include-controls": { "with-ids": string[] }[] }[] } };
      const found = extract(`oscal/NIST_SP-800-53_rev5_${level}-baseline_profile.json`);
      if (!found) return;
      const named = (found as Profile).profile.imports.flatMap((one) =>
        one["include-controls"].flatMap((list) => list["with-ids"])
      );
      const own = ids(level.toLowerCase() as Baseline);
      expect(named.map(normal).toSorted()).toEqual(own.toSorted());
    },
  );
});

describe("DS-201, tables 3-2 to 3-4", () => {
  test("has the six harm categories in the order of table 3-2, in both languages", () => {
    expect(Object.keys(ds201.categories)).toEqual(ds201Categories.map(([id]) => id));
    expect(categories).toEqual(ds201Categories.map(([id]) => id));
    for (const [id, ja, en] of ds201Categories) {
      expect(ds201.categories[id].name.ja).toContain(ja);
      expect(ds201.categories[id].name.en).toContain(en);
    }
  });

  test("defines three levels per category, each in Japanese and English and in its own words", () => {
    const japanese = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u;
    const all = categories.flatMap((category) => {
      const { definitions } = ds201.categories[category];
      expect(Object.keys(definitions).toSorted()).toEqual(["high", "low", "moderate"]);
      return Object.values(definitions);
    });
    expect(all).toHaveLength(18);
    for (const { ja, en } of all) {
      expect(ja).toMatch(japanese);
      expect(en).toMatch(/^[a-z]/);
    }
    expect(new Set(all.map(({ ja }) => ja)).size).toBe(18);
    expect(new Set(all.map(({ en }) => en)).size).toBe(18);
  });

  test("names the levels of table 3-3 from 高位 to 非該当", () => {
    expect(Object.keys(ds201.levels)).toEqual(ds201Levels.map(([id]) => id));
    for (const [id, name, ja, en] of ds201Levels) {
      expect(ds201.levels[id].name.ja).toBe(name);
      expect(ds201.levels[id].definition.ja).toContain(ja);
      expect(ds201.levels[id].definition.en).toContain(en);
    }
  });

  test("the wording is that of the extract, category by category", () => {
    const data = extract("ds201_tables.json") as
      | { table_3_2_3_4: Record<string, Record<string, string>>[] }
      | undefined;
    for (const [at, row] of (data?.table_3_2_3_4 ?? []).entries()) {
      const { name, definitions } = ds201.categories[categories[at]];
      expect(name.ja).toBe(row.ja);
      for (const level of ["high", "moderate", "low"] as const) {
        expect(definitions[level]).toEqual({
          ja: row.levels_ja[level as never],
          // What is left out of the English is marked as an omission where it is shown.
          en: (row.levels_en_800_63_3[level as never] as string).replace("...", "[…]"),
        });
      }
    }
  });
});

test("every shipped table is complete and monotone, and says where it comes from", () => {
  for (const table of standard.tables) {
    expect(defects(table), table.id).toEqual([]);
    for (const said of [table.name.ja, table.name.en, table.version, table.source]) {
      expect(said, table.id).not.toBe("");
    }
  }
});
