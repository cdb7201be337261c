/** Benchmarks of comparing and attributing, as ratios to the analysis alone: `deno task bench`. */
import { analyse } from "../analysis.ts";
import { assess } from "../assess.ts";
import { attribute } from "../attribution.ts";
import { apply, difference } from "../change.ts";
import { compare } from "../compare.ts";
import { open } from "../formats/record.ts";
import { generated } from "../fixtures/generated.ts";
import { resolver } from "../resolve.ts";
import type { Change, SystemSpec } from "../schema.ts";
import { standard } from "../standard.ts";
import { toSystem } from "../system.ts";

const day = "2026-11-22";
const file = new URL("../../scenarios/benefit-portal.yaml", import.meta.url);
const sample = open(Deno.readTextFileSync(file), "benefit-portal.yaml").spec!;
const records: readonly [name: string, spec: SystemSpec][] = [
  ["the sample", sample],
  ["1,000 scenarios × 20 steps", generated({ scenarios: 1_000, steps: 20, measures: 10 })],
];

for (const [name, spec] of records) {
  const base = toSystem(spec, standard);
  const resolve = resolver(base.catalogue);
  Deno.bench(`${name}: both analyses, whole`, { group: name, baseline: true, n: 3 }, () => {
    analyse(toSystem(structuredClone(spec), standard));
  });
  for (const count of [1, 10, 100]) {
    const changes = flips(spec, count);
    const other = toSystem(apply(spec, changes, resolve).spec, standard);
    const [before, after] = [base, other].map((system) => assess(system, day));
    Deno.bench(`${name}: compare ${count} changes`, { group: name, n: 3 }, () => {
      difference(spec, other.spec, resolve);
      compare(before, after);
    });
    Deno.bench(`${name}: attribute ${count} changes`, { group: name, n: 3 }, () => {
      attribute(base, changes.map((change) => [change]), day);
    });
  }
}

/** So many statuses turned to the opposite. */
function flips({ controls }: SystemSpec, count: number): Change[] {
  const all = Object.entries(controls!);
  const every = Math.floor(all.length / count);
  return all.filter((_, index) => index % every === 0).slice(0, count)
    .map(([control, written]) => {
      const now = typeof written === "string" ? written : written.status;
      const status = now === "absent" ? "implemented" : "absent";
      return { type: "set-status", control, status };
    });
}
