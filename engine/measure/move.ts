import type { Move } from "../measure.ts";
import type { System } from "../model.ts";
import { none, rank } from "../risk.ts";
import type { Outcome, Rated } from "../scenario.ts";

/** What moves between a rated scenario and what it would come to instead. */
export function movesOf(one: Rated, now: Pick<Outcome, "results">): Move[] {
  const found: Move[] = [];
  for (const { ref, category, risk, choice } of one.results) {
    const other = now.results.find((result) => result.category === category);
    const [from, to] = [risk.worst, other?.risk ?? none];
    const defence = { from: choice.worst.defence, to: other?.defence ?? 0 };
    if (from !== to || defence.from !== defence.to) {
      found.push({ ref, scenario: one.id, category, from, to, defence });
    }
  }
  return found;
}

/** Moves from the gravest risk down, then by reference. */
export function graver(system: System): (a: Move, b: Move) => number {
  return (a, b) => rank(system, b.from) - rank(system, a.from) || alphabetical(a.ref, b.ref);
}

/** Finds the same scenario in another list: at the same position as a rule, else by its id. */
export function finder<T>(
  list: readonly T[],
  id: (one: T) => string,
): (scenario: Rated, index: number) => T | undefined {
  let byId: ReadonlyMap<string, T> | undefined;
  return (scenario, index) => {
    const here = list[index];
    if (here !== undefined && id(here) === scenario.id) return here;
    byId ??= new Map(list.map((one) => [id(one), one]));
    return byId.get(scenario.id);
  };
}

/** The order of ids: by code unit, the same everywhere. */
export function alphabetical(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
