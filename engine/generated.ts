import { standard } from "./standard.ts";
import type { ScenarioSpec, StepSpec, SystemSpec } from "./schema.ts";
import { statuses } from "./model.ts";

/** How large a generated record is. */
export interface Size {
  readonly scenarios: number;
  readonly steps: number;
  readonly measures: number;
}

/**
 * A generated record for benchmarks and laws: all 370 controls of the high baseline with mixed
 * statuses, and scenarios whose graphs share steps. The same size and seed give the same record.
 */
export function generated({ scenarios, steps, measures }: Size, seed = 201): SystemSpec {
  const dice = sequence(seed);
  const pick = <T>(list: readonly T[]): T => list[dice(list.length)];
  const controls = standard.catalogs[0].controls
    .filter(({ baselines }) => baselines.includes("high"))
    .map(({ id }) => id);
  const places = ["web", "app", "db", "admin", "vpn"];
  const settled = statuses.filter((status) => status !== "unassessed" && status !== "planned");
  function step(index: number): StepSpec {
    const before = index < 3 ? [] : [dice(index), dice(index)];
    const needs = [...new Set(before)].map((at) => `s${at}`);
    return {
      id: `s${index}`,
      place: pick(places),
      needs: needs.length === 0 ? undefined : dice(2) === 0 ? { all: needs } : { any: needs },
      guards: [0, 1, 2].map((turn) => ({
        control: pick(controls),
        level: pick([1, 2, 3] as const),
        kind: turn === 2 ? pick(["detect", "respond"] as const) : "prevent" as const,
      })),
    };
  }
  function scenario(index: number): ScenarioSpec {
    return {
      id: `S${index + 1}`,
      damage: pick(["leak", "stop"]),
      threat: pick([1, 2, 3] as const),
      goal: `s${steps - 1}`,
      steps: Array.from({ length: steps }, (_, at) => step(at)),
    };
  }
  return {
    mitate: 1,
    id: "generated",
    impact: {
      distress: "moderate",
      finance: "low",
      programs: "moderate",
      disclosure: "high",
      safety: "not-applicable",
      law: "moderate",
    },
    profile: {
      exposure: "internet",
      hosting: "iaas",
      information: { personal: false },
      authentication: { users: false },
    },
    components: places.map((id) => ({ id })),
    controls: Object.fromEntries(controls.map((id) => [id, pick(settled)])),
    damages: [
      { id: "leak", hits: ["distress", "disclosure", "law"] },
      { id: "stop", hits: ["distress", "programs"] },
    ],
    scenarios: Array.from({ length: scenarios }, (_, index) => scenario(index)),
    measures: Array.from({ length: measures }, (_, index) => ({
      id: `M${index + 1}`,
      owner: "owner",
      due: "2027-03-31",
      changes: [0, 1].map(() => ({
        type: "set-status" as const,
        control: pick(controls),
        status: "implemented" as const,
      })),
    })),
  };
}

/** A small repeatable generator of numbers below a bound (mulberry32). */
function sequence(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = state + 0x6d2b79f5 >>> 0;
    let mixed = Math.imul(state ^ state >>> 15, state | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) % below;
  };
}
