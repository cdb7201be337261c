import type { Provenance } from "./catalog.ts";
import { categories, type Category, type Interval, type Level, type System } from "./model.ts";
import type { Text } from "./text.ts";

/** Published definitions of the levels of impact, overall and per harm category. */
export interface ImpactTable {
  readonly id: string;
  readonly name: Text;
  readonly version: string;
  readonly source: string;
  readonly provenance: Provenance;
  readonly note?: Text;
  readonly levels: Readonly<Record<Level | "not-applicable", { name: Text; definition: Text }>>;
  readonly categories: Readonly<
    Record<Category, { readonly name: Text; readonly definitions: Readonly<Record<Level, Text>> }>
  >;
}

/** The steps of the impact scale, mildest first. `not-applicable` lies below `low`. */
export const levels = ["not-applicable", "low", "moderate", "high"] as const;
export type Step = typeof levels[number];

/** The level of impact in one category; an unassessed answer lies anywhere on the scale. */
export function impactOf(system: System, category: Category): Interval<Step> {
  const { answer } = system.impact[category];
  return answer === "unassessed"
    ? { best: "not-applicable", worst: "high" }
    : { best: answer, worst: answer };
}

/** The security level the impact demands, and which categories set it. */
export interface Requirement extends Interval<Level> {
  /** True only when an unassessed answer could still raise it. */
  readonly provisional: boolean;
  /** The categories whose answer is the required level. */
  readonly deciding: readonly Category[];
  readonly unassessed: readonly Category[];
  /** True when every category is not applicable: the level is `low` for want of a lower one. */
  readonly empty: boolean;
}

/**
 * The required level: the highest assessed level over the six categories. Provisional only when an
 * unassessed answer could still raise it; all not-applicable gives `low`, with a finding.
 * Source: Mitate's default rule, after the high-water mark of FIPS 200.
 */
export function requiredLevel(system: System): Requirement {
  const ends = categories.map((category) => ({ category, ...impactOf(system, category) }));
  const best = highest(ends.map((end) => end.best));
  const worst = highest(ends.map((end) => end.worst));
  const assessed = ends.filter((end) => end.best === end.worst && end.best !== "not-applicable");
  return {
    best,
    worst,
    provisional: best !== worst,
    deciding: assessed.filter((end) => end.best === best).map((end) => end.category),
    unassessed: ends.filter((end) => end.best !== end.worst).map((end) => end.category),
    empty: ends.every((end) => end.worst === "not-applicable"),
  };
}

/** The highest of several levels; `low` where none is higher than not applicable. */
export function highest(steps: readonly Step[]): Level {
  const rank = Math.max(1, ...steps.map((step) => levels.indexOf(step)));
  return levels[rank] as Level;
}
