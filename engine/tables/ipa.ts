import type { RatingTable } from "../rating.ts";
import { riskAxes, type RiskMethod } from "../shelf.ts";

/**
 * The risk matrix of the IPA guide to risk analysis of industrial control systems, 2nd edition,
 * reconstructed: 5 of the 27 cells are corroborated by a third party's workbook, the others are from
 * general knowledge. Not to be presented as transcribed; compare it with the guide before relying on it.
 */
export const ipaMatrix: RatingTable = {
  id: "ipa-ics-2",
  name: {
    ja: "IPA「制御システムのセキュリティリスク分析ガイド 第2版」リスク値マトリクス",
    en: "IPA guide to security risk analysis of control systems, 2nd ed., risk matrix",
  },
  version: "2nd ed. (2018-10), reconstruction 1",
  source: "IPA 制御システムのセキュリティリスク分析ガイド 第2版 (2018-10-15)",
  provenance: "unverified",
  note: {
    ja: "原典との照合は未了です。27マスのうち5マスのみ第三者の公開資料で裏づけがあります。",
    en: "Not compared with the original. 5 of the 27 cells are corroborated by a third party.",
  },
  axes: riskAxes,
  scale: ["E", "D", "C", "B", "A"],
  // Rows: damage/threat; columns: vulnerability 3, 2, 1.
  cells: cells({
    "3/3": ["A", "A", "B"],
    "3/2": ["A", "B", "C"],
    "3/1": ["B", "C", "D"],
    "2/3": ["A", "B", "C"],
    "2/2": ["B", "C", "D"],
    "2/1": ["C", "D", "E"],
    "1/3": ["B", "C", "D"],
    "1/2": ["C", "D", "E"],
    "1/1": ["D", "E", "E"],
  }),
};

/** The IPA method: the matrix alone. Targets are Mitate's default. */
export const ipa: RiskMethod = {
  id: "ipa-ics-2",
  table: ipaMatrix,
  stages: [],
  target: { 3: "B", 2: "C", 1: "D" },
};

/** Vulnerability = 4 − level of defence. */
export const ipaVulnerability: RatingTable = {
  id: "ipa-vulnerability",
  name: { ja: "脆弱性レベル＝4−対策レベル", en: "Vulnerability = 4 − level of defence" },
  version: "2nd ed. (2018-10)",
  source: "IPA 制御システムのセキュリティリスク分析ガイド 第2版",
  provenance: "known",
  note: {
    ja: "第三者の公開資料1,280件中1,212件と一致します。",
    en: "Agrees with 1,212 of 1,280 ratings in a third party's published workbook.",
  },
  axes: [{ name: "defence", values: [3, 2, 1] }],
  scale: [1, 2, 3],
  cells: { 3: 1, 2: 2, 1: 3 },
};

function cells(rows: Record<string, [string, string, string]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rows).flatMap(([row, results]) =>
      results.map((result, index) => [`${row}/${3 - index}`, result])
    ),
  );
}
