import { points, type RatingTable } from "../rating.ts";

const about = { version: "1 (2026-11)", source: "Mitate", provenance: "mitate" } as const;

/** Damage level of an impact level. Mitate's default, from DS-201's one impact scale. */
export const damageTable: RatingTable = {
  ...about,
  id: "mitate-damage",
  name: { ja: "影響度から事業被害レベルへ", en: "Impact level to damage level" },
  axes: [{ name: "impact", values: ["low", "moderate", "high"] }],
  scale: [1, 2, 3],
  cells: { low: 1, moderate: 2, high: 3 },
};

/** What a status counts for towards conformity. */
export const conformityTable: RatingTable = {
  ...about,
  id: "mitate-conformity",
  name: { ja: "実施状況から適合へ", en: "Status to conformity" },
  axes: [{
    name: "status",
    values: ["implemented", "inherited", "alternative", "partial", "planned", "absent"],
  }],
  scale: ["met", "partly", "planned", "unmet"],
  cells: {
    implemented: "met",
    inherited: "met",
    alternative: "met",
    partial: "partly",
    planned: "planned",
    absent: "unmet",
  },
};

const conditions = [
  "implemented",
  "inherited",
  "alternative-covering",
  "alternative",
  "partial",
  "planned",
  "absent",
  "not-applicable",
] as const;

/**
 * What a status counts for as a guard: its effective level, 0 for none. Implemented and inherited
 * count in full, as does an alternative whose reason says it covers the technique; partial and other
 * alternatives one less, at least 1; the rest not at all.
 */
export const effectTable: RatingTable = {
  ...about,
  id: "mitate-effect",
  name: { ja: "実施状況からガードの実効レベルへ", en: "Status to effective level of a guard" },
  axes: [{ name: "status", values: conditions }, { name: "nominal", values: [3, 2, 1] }],
  scale: [3, 2, 1, 0],
  cells: Object.fromEntries(
    conditions.flatMap((condition) =>
      [3, 2, 1].map((nominal) => [`${condition}/${nominal}`, effect(condition, nominal)])
    ),
  ),
};

function effect(condition: typeof conditions[number], nominal: number): number {
  if (conditions.indexOf(condition) <= 2) return nominal;
  if (condition === "alternative" || condition === "partial") return Math.max(1, nominal - 1);
  return 0;
}

const axes = [
  { name: "prevent", values: [3, 2, 1, 0] },
  { name: "independent", values: ["yes", "no"] },
  { name: "detect", values: ["yes", "no"] },
  { name: "respond", values: ["yes", "no"] },
] as const;

/**
 * The level of defence at a step from its working guards: the highest preventing guard; 3 with two
 * independent ones of level 2 or more; one more, at most 3, with a working detecting guard, and only
 * with a working responding guard; 1 when nothing works.
 */
export const stepTable: RatingTable = {
  ...about,
  id: "mitate-step",
  name: { ja: "ガードから攻撃ステップの対策レベルへ", en: "Guards to level of defence at a step" },
  axes,
  scale: [3, 2, 1],
  cells: combine((detect, respond) => detect && respond),
};

/** The same without the bonus of detection and response, for those who hold that it comes too late. */
export const stepWithoutDetection: RatingTable = {
  ...stepTable,
  id: "mitate-step-prevention-only",
  name: {
    ja: "ガードから攻撃ステップの対策レベルへ（予防のみ）",
    en: "Guards to level of defence at a step (prevention only)",
  },
  cells: combine(() => false),
};

function combine(raised: (detect: boolean, respond: boolean) => boolean): Record<string, number> {
  return Object.fromEntries(
    points(axes).map((indices) => {
      const [prevent, independent, detect, respond] = indices.map((index, axis) =>
        axes[axis].values[index]
      );
      const alone = independent === "yes" ? 3 : Math.max(1, Number(prevent));
      const level = Math.min(3, alone + (raised(detect === "yes", respond === "yes") ? 1 : 0));
      return [[prevent, independent, detect, respond].join("/"), level];
    }),
  );
}
