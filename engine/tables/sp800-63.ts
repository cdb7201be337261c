import { levels } from "../impact.ts";
import { categories } from "../model.ts";
import type { RatingTable } from "../rating.ts";

/**
 * SP 800-63-3, table 6-1: the lowest assurance level whose impact profile meets or exceeds the
 * potential impact, per category. One table for IAL and AAL, each read separately.
 */
export const assurance61: RatingTable = {
  id: "sp800-63-3-6-1",
  name: {
    ja: "NIST SP 800-63-3 表6-1 保証レベルごとの最大の影響",
    en: "NIST SP 800-63-3, table 6-1, maximum potential impacts for each assurance level",
  },
  version: "SP 800-63-3 (2017-06)",
  source: "NIST SP 800-63-3 §6.1 (US public domain)",
  provenance: "published",
  note: {
    ja: "SP 800-63-4（2025年）で分類が改められました。DS-201の六つの被害分類は63-3に基づきます。",
    en: "SP 800-63-4 (2025) changed the categories; the six of DS-201 are those of 63-3.",
  },
  axes: [{ name: "category", values: categories, nominal: true }, {
    name: "impact",
    values: levels,
  }],
  scale: [1, 2, 3],
  // Columns: not-applicable, low, moderate, high.
  cells: rows({
    distress: [1, 1, 2, 3],
    finance: [1, 1, 2, 3],
    programs: [1, 2, 2, 3],
    disclosure: [1, 2, 2, 3],
    safety: [1, 2, 3, 3],
    law: [1, 2, 2, 3],
  }),
};

/** SP 800-63-3, table 6-2, as the lowest AAL allowed: AAL1 only with IAL1 and no personal data. */
export const assurance62: RatingTable = {
  id: "sp800-63-3-6-2",
  name: {
    ja: "NIST SP 800-63-3 表6-2 IALとAALの組合せ",
    en: "NIST SP 800-63-3, table 6-2, acceptable combinations of IAL and AAL",
  },
  version: "SP 800-63-3 (2017-06)",
  source: "NIST SP 800-63-3 §6.4 (US public domain)",
  provenance: "published",
  axes: [{ name: "ial", values: [1, 2, 3] }, { name: "personal", values: ["no", "yes"] }],
  scale: [1, 2, 3],
  cells: { "1/no": 1, "1/yes": 2, "2/no": 2, "2/yes": 2, "3/no": 2, "3/yes": 2 },
};

function rows(table: Record<string, readonly number[]>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([category, results]) =>
      results.map((result, index) => [`${category}/${levels[index]}`, result])
    ),
  );
}
