import type { Verity } from "./condition.ts";
import { impactOf, levels, type Step } from "./impact.ts";
import type { Category, Damage, Interval, Rating, System } from "./model.ts";
import type { Ground } from "./profile.ts";
import { rate } from "./rating.ts";

/** How hard a damage hits one harm category. */
export interface Hit {
  readonly ref: string;
  readonly category: Category;
  /** The level of impact at each end; the system's own answer unless the record types a level. */
  readonly impact: Interval<Step>;
  /** The damage level, 1 (limited) to 3 (severe); 0 where the category does not apply. */
  readonly level: Interval<Rating | 0>;
  readonly typed: boolean;
}

/** A business damage with the level of each harm category it hits. */
export interface DamageResult {
  readonly ref: string;
  readonly id: string;
  readonly damage: Damage;
  readonly hits: readonly Hit[];
  readonly applies: Verity;
}

/**
 * The level of a damage in each category it hits: the system's own answer, or the level the record
 * types (lower needs a reason, higher is an error finding; both reported by `check`).
 * Source: DS-201's one impact definition for both analyses; 3, 2, 1 for high, moderate, low is
 * Mitate's default, read from the damage table.
 */
export function damageLevel(damage: Damage, on: Ground): DamageResult {
  const { system } = on;
  return {
    ref: `damage/${damage.id}`,
    id: damage.id,
    damage,
    hits: damage.hits.map(({ category, level }) => {
      const impact: Interval<Step> = level
        ? { best: level, worst: level }
        : impactOf(system, category);
      return {
        ref: `damage/${damage.id}/${category}`,
        category,
        impact,
        level: { best: ratingOf(impact.best, system), worst: ratingOf(impact.worst, system) },
        typed: level !== undefined,
      };
    }),
    applies: on.verity(damage.when),
  };
}

function ratingOf(impact: Step, system: System): Rating | 0 {
  if (impact === levels[0]) return 0;
  return rate(system.method.damage, { impact }) as Rating;
}
