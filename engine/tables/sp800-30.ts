import type { RatingTable } from "../rating.ts";
import { type RiskMethod, type Stage, tabulate } from "../shelf.ts";

const scale = ["very-low", "low", "moderate", "high", "very-high"] as const;
const short = { VL: "very-low", L: "low", M: "moderate", H: "high", VH: "very-high" } as const;
type Short = keyof typeof short;

/** SP 800-30 Rev. 1, table G-5: overall likelihood from initiation and adverse impact. */
export const g5: RatingTable = {
  id: "sp800-30-g5",
  name: {
    ja: "NIST SP 800-30 Rev.1 表G-5 総合的な可能性",
    en: "NIST SP 800-30 Rev. 1, table G-5, overall likelihood",
  },
  version: "Rev. 1 (2012-09)",
  source: "NIST SP 800-30 Rev. 1, appendix G (US public domain)",
  provenance: "known",
  axes: [{ name: "initiation", values: scale }, { name: "adverse", values: scale }],
  scale,
  // Columns: VL L M H VH.
  cells: grid({
    VH: ["L", "M", "H", "VH", "VH"],
    H: ["L", "M", "M", "H", "VH"],
    M: ["L", "L", "M", "M", "H"],
    L: ["VL", "L", "L", "M", "M"],
    VL: ["VL", "VL", "L", "L", "L"],
  }),
};

/** SP 800-30 Rev. 1, table I-2: level of risk from likelihood and impact. */
export const i2: RatingTable = {
  id: "sp800-30-i2",
  name: {
    ja: "NIST SP 800-30 Rev.1 表I-2 リスクレベル",
    en: "NIST SP 800-30 Rev. 1, table I-2, level of risk",
  },
  version: "Rev. 1 (2012-09)",
  source: "NIST SP 800-30 Rev. 1, appendix I (US public domain)",
  provenance: "known",
  axes: [{ name: "likelihood", values: scale }, { name: "impact", values: scale }],
  scale,
  cells: grid({
    VH: ["VL", "L", "M", "H", "VH"],
    H: ["VL", "L", "M", "H", "VH"],
    M: ["VL", "L", "M", "M", "H"],
    L: ["VL", "L", "L", "L", "M"],
    VL: ["VL", "VL", "VL", "L", "L"],
  }),
};

/** The bridge from ratings 1–3 to the words of SP 800-30 is Mitate's own. */
const words = { 1: "low", 2: "moderate", 3: "high" } as const;

const stages: readonly Stage[] = [
  {
    table: g5,
    from: { initiation: { value: "threat", words }, adverse: { value: "vulnerability", words } },
    as: "likelihood",
  },
  {
    table: i2,
    from: { likelihood: { value: "likelihood" }, impact: { value: "damage", words } },
    as: "risk",
  },
];

/**
 * The SP 800-30 method: G-5, then I-2. Targets are Mitate's default; `low` cannot be asked of damage
 * 2, since the tables give `moderate` for the highest threat however good the defence.
 */
export const sp80030: RiskMethod = {
  id: "sp800-30",
  table: tabulate({
    id: "sp800-30",
    name: {
      ja: "NIST SP 800-30 Rev.1 表G-5・I-2（Mitateの対応づけ）",
      en: "NIST SP 800-30 Rev. 1, tables G-5 and I-2 (bridge by Mitate)",
    },
    version: "Rev. 1, bridge 1",
    source: "NIST SP 800-30 Rev. 1; bridge from ratings 1–3: Mitate",
    provenance: "known",
    note: {
      ja: "脅威・脆弱性・被害の3・2・1を高・中・低に読み替える対応づけはMitate独自です。",
      en: "Reading 3, 2, 1 as high, moderate, low is Mitate's own bridge.",
    },
  }, stages),
  stages,
  target: { 3: "moderate", 2: "moderate", 1: "low" },
};

function grid(rows: Record<Short, readonly Short[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rows).flatMap(([row, results]) =>
      results.map((result, index) => [`${short[row as Short]}/${scale[index]}`, short[result]])
    ),
  );
}
