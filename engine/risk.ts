import type { Interval, Rating, System } from "./model.ts";
import { impossible, type Staircase } from "./maths/graph.ts";
import { cell, rate, type RatingTable } from "./rating.ts";

/** A risk on the scale of the method in use; `none` where no attack is possible or no harm applies. */
export type Risk = string | number;

export const none = "none";

/** Where a risk comes from: the pair the attacker chooses, and the cell it was read from. */
export interface Choice {
  readonly damage: Rating | 0;
  /** 0 when no attack is possible. */
  readonly threat: Rating | 0;
  /** The level of defence of the path, the highest among its steps; 0 when no attack is possible. */
  readonly defence: Rating | 0;
  readonly vulnerability: Rating | 0;
  readonly risk: Risk;
  /** The cell of the risk table; "" for `none`. */
  readonly cell: string;
}

/** What risks are read from and compared by. */
export type Rates = Pick<System, "method">;

/** The rank of a risk on the scale of a system's method: 0 for none, then 1 (mildest) upwards. */
export function rank(rates: Rates, risk: Risk): number {
  return rates.method.risk.table.scale.indexOf(risk) + 1;
}

/** Whether a risk is over the target for its damage level; `none` never is. */
export function over(system: System, risk: Risk, damage: Rating | 0): boolean {
  return damage !== 0 && rank(system, risk) > rank(system, system.target[damage]);
}

export type End = "best" | "worst";

/**
 * Whether the risk is over target: surely (`best`) or possibly (`worst`). Each damage level has its own
 * target, so every level between the two ends is asked.
 */
export function overBetween(
  level: Interval<Rating | 0>,
  pairs: Interval<Staircase>,
  system: System,
): Interval<boolean> {
  const at = (damage: Rating | 0, end: End) =>
    over(system, choose(damage, pairs[end], system).risk, damage);
  let [best, worst] = [true, false];
  for (let damage = level.best; damage <= level.worst; damage++) {
    best &&= at(damage, "best");
    worst ||= at(damage, "worst");
  }
  return { best, worst };
}

/** The pair that gives the attacker the worst risk for us; of equal ones that of the highest threat. */
export function choose(
  damage: Rating | 0,
  pairs: Staircase,
  system: System,
): Choice {
  let worst: Choice = nothing;
  for (const threat of [3, 2, 1] as const) {
    const defence = pairs[threat - 1];
    if (damage === 0 || defence === impossible) continue;
    const here = rated(damage, threat, defence as Rating, system);
    if (rank(system, here.risk) > rank(system, worst.risk)) worst = here;
  }
  return worst;
}

const nothing: Choice = {
  damage: 0,
  threat: 0,
  defence: 0,
  vulnerability: 0,
  risk: none,
  cell: "",
};

const known = new WeakMap<RatingTable, WeakMap<RatingTable, (Choice | undefined)[]>>();

/** The risk of a pair at a damage level; two tables have few cells, so each is read once. */
export function rated(damage: Rating, threat: Rating, defence: Rating, rates: Rates): Choice {
  const { risk: { table }, vulnerability: scale } = rates.method;
  let tables = known.get(table);
  if (!tables) known.set(table, tables = new WeakMap());
  let choices = tables.get(scale);
  if (!choices) tables.set(scale, choices = []);
  const key = 16 * damage + 4 * threat + defence;
  return choices[key] ??= read(damage, threat, defence, rates);
}

function read(damage: Rating, threat: Rating, defence: Rating, { method }: Rates): Choice {
  const { table } = method.risk;
  const vulnerability = rate(method.vulnerability, { defence }) as Rating;
  const point = { damage, threat, vulnerability };
  return { ...point, defence, risk: rate(table, point), cell: cell(table, point) };
}
