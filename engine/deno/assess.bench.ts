/**
 * Benchmarks of the engine, as ratios and counts: `deno task bench`. Each group compares with its
 * baseline, so the machine matters little. Sizes are printed with the names.
 */
import { analyse } from "../analysis.ts";
import { assess } from "../assess.ts";
import { apply } from "../change.ts";
import { open } from "../formats/record.ts";
import { generated } from "../fixtures/generated.ts";
import type { System } from "../model.ts";
import type { SystemSpec } from "../schema.ts";
import { standard } from "../standard.ts";
import { resolver } from "../resolve.ts";
import { toSystem } from "../system.ts";

const day = "2026-11-22";
const file = new URL("../../scenarios/benefit-portal.yaml", import.meta.url);
const text = Deno.readTextFileSync(file);
const sample = open(text, "benefit-portal.yaml").spec!;

let copies = 0;
Deno.bench("parse the sample", { group: "sample", baseline: true }, () => {
  // Another text each time: the reader remembers the last one.
  open(`${text}\n# ${copies++}\n`, "benefit-portal.yaml");
});
Deno.bench("assess the sample", { group: "sample" }, () => {
  assess(fresh(sample), day);
});

for (const scenarios of [1_000, 10_000]) {
  const group = `370 controls × ${scenarios} scenarios × 20 steps`;
  const spec = generated({ scenarios, steps: 20, measures: 0 });
  const system = toSystem(spec, standard);
  const flips = flipped(spec, system);
  let turn = 0;
  Deno.bench(`${group}: whole`, { group, baseline: true, n: 5, warmup: 1 }, () => {
    analyse(fresh(spec));
  });
  Deno.bench(`${group}: one status changed`, { group, n: 20, warmup: 2 }, (b) => {
    analyse(system);
    const next = flips[turn++ % flips.length];
    b.start();
    analyse(next());
    b.end();
  });
}

const planned = generated({ scenarios: 1_000, steps: 20, measures: 10 });
Deno.bench("plan of 10 measures: analysis alone", { group: "plan", baseline: true, n: 5 }, () => {
  analyse(fresh(planned));
});
Deno.bench("plan of 10 measures: assess", { group: "plan", n: 5 }, () => {
  assess(fresh(planned), day);
});

/** A system with nothing remembered from before. */
function fresh(spec: SystemSpec): System {
  return toSystem(structuredClone(spec), standard);
}

/** What-ifs of a record, each with another control's status changed. */
function flipped(spec: SystemSpec, system: System): (() => System)[] {
  const resolve = resolver(system.catalogue);
  return Object.entries(spec.controls!).filter((_, index) => index % 37 === 0)
    .map(([control, before]) => () => {
      const status = before === "absent" ? "implemented" : "absent";
      const { spec: next } = apply(spec, [{ type: "set-status", control, status }], resolve);
      return toSystem(next, standard);
    });
}
