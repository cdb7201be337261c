/**
 * Benchmarks of the engine, as ratios and counts: `deno task bench`. Each group compares with its
 * baseline, so the machine matters little. Sizes are printed with the names.
 */
import { analyse } from "../analysis.ts";
import { assess } from "../assess.ts";
import { apply } from "../change.ts";
import { check } from "../check.ts";
import { open } from "../formats/record.ts";
import { block } from "../formats/yaml.ts";
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
Deno.bench("open the sample", { group: "sample", baseline: true }, (b) => {
  const next = foreign(text);
  b.start();
  open(next, "benefit-portal.yaml");
  b.end();
});
Deno.bench("assess the sample", { group: "sample" }, () => {
  assess(fresh(sample), day);
});

const written = (scenarios: number) =>
  block(JSON.parse(JSON.stringify(generated({ scenarios, steps: 20, measures: 0 }))));
const [once, twice] = [1_000, 2_000].map(written);
const opening = { group: "open 370 controls × 1000 scenarios × 20 steps", n: 10, warmup: 2 };
Deno.bench(`a file of ${megabytes(once)}`, { ...opening, baseline: true }, (b) => {
  const next = foreign(once);
  b.start();
  open(next, "generated.yaml");
  b.end();
});
Deno.bench("the same after one edit", opening, (b) => {
  open(once, "generated.yaml");
  const next = once.replace("- id: S500\n", `- id: S500\n    note: ${copies++}\n`);
  b.start();
  open(next, "generated.yaml");
  b.end();
});
Deno.bench("as JSON", opening, (b) => {
  const next = JSON.stringify({ ...open(once, "generated.yaml").spec, name: `${copies++}` });
  b.start();
  open(next, "generated.json");
  b.end();
});
Deno.bench("opened and checked", opening, (b) => {
  const next = foreign(once);
  b.start();
  check(toSystem(open(next, "generated.yaml").spec!, standard));
  b.end();
});
Deno.bench(`twice the scenarios, ${megabytes(twice)}`, opening, (b) => {
  const next = foreign(twice);
  b.start();
  open(next, "generated.yaml");
  b.end();
});

for (const scenarios of [1_000, 10_000]) {
  const group = `370 controls × ${scenarios} scenarios × 20 steps`;
  const spec = generated({ scenarios, steps: 20, measures: 0 });
  Deno.bench(`${group}: whole`, { group, baseline: true, n: 5, warmup: 1 }, () => {
    analyse(fresh(spec));
  });
  afterEach(`${group}: one status changed`, group, spec, analyse);
}

for (const [scenarios, measures] of [[1_000, 20], [300, 400]]) {
  const group = `370 controls × ${scenarios} scenarios × 20 steps, ${measures} measures`;
  const spec = generated({ scenarios, steps: 20, measures });
  Deno.bench(`${group}: analysis alone`, { group, baseline: true, n: 5, warmup: 1 }, () => {
    analyse(fresh(spec));
  });
  Deno.bench(`${group}: whole`, { group, n: 5, warmup: 1 }, () => {
    assess(fresh(spec), day);
  });
  afterEach(`${group}: one status changed`, group, spec, (system) => assess(system, day));
  afterEach(`${group}: one status changed, analysis alone`, group, spec, analyse);
  afterEach(`${group}: one status changed, findings alone`, group, spec, check);
}

/** Times what is done after each of many changes of a status, one after the other as an author makes them. */
function afterEach(
  name: string,
  group: string,
  spec: SystemSpec,
  work: (system: System) => unknown,
): void {
  let now = spec;
  const { catalogue } = toSystem(spec, standard);
  const controls = Object.keys(spec.controls!);
  let turn = 0;
  Deno.bench(name, { group, n: 20, warmup: 3 }, (b) => {
    if (turn === 0) work(toSystem(now, standard));
    const control = controls[37 * ++turn % controls.length];
    const status = now.controls![control] === "absent" ? "implemented" : "absent";
    b.start();
    now = apply(now, [{ type: "set-status", control, status }], resolver(catalogue)).spec;
    work(toSystem(now, standard));
    b.end();
  });
}

/** A text each of whose scenarios is new, so that what is known of earlier texts is no help. */
function foreign(text: string): string {
  return text.replaceAll("- id: S", `- id: S${copies++}-`);
}

function megabytes(text: string): string {
  return `${(text.length / 1e6).toFixed(1)} MB`;
}

/** A system with nothing remembered from before. */
function fresh(spec: SystemSpec): System {
  return toSystem(structuredClone(spec), standard);
}
