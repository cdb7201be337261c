import type { Finding } from "../finding.ts";
import type { SystemSpec } from "../schema.ts";
import type { Path } from "./book.ts";

/** Findings in the order of the record; those at one place in the order of the rules. */
export function inOrder(found: readonly Finding[], spec: SystemSpec): Finding[] {
  const places = new Map<object, Map<string, number>>();
  return found
    .map((finding) => ({ finding, at: positionOf(finding, spec, places) }))
    .sort((a, b) => compare(a.at, b.at))
    .map(({ finding }) => finding);
}

/** Within an entry that stays the same object, what was found in it stays where it is. */
const known = new WeakMap<Finding, readonly number[]>();

function positionOf(
  finding: Finding,
  spec: SystemSpec,
  places: Map<object, Map<string, number>>,
): readonly number[] {
  const ready = known.get(finding);
  const at = position(ready ? finding.path.slice(0, 1) : finding.path, spec, places);
  if (ready?.[0] === at[0]) return ready;
  const made = ready ? [at[0], ...ready.slice(1)] : at;
  known.set(finding, made);
  return made;
}

function position(
  path: Path,
  spec: SystemSpec,
  places: Map<object, Map<string, number>>,
): number[] {
  let node: unknown = spec;
  return path.map((key) => {
    if (typeof node !== "object" || node === null) return 0;
    const parent = node as Record<string | number, unknown>;
    node = parent[key];
    if (typeof key === "number") return key;
    let order = places.get(parent);
    if (!order) {
      order = new Map(Object.keys(parent).map((name, index) => [name, index]));
      places.set(parent, order);
    }
    return order.get(key) ?? 0;
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((place, index) => place !== b[index]);
  if (at < 0) return a.length - b.length;
  return at < b.length ? a[at] - b[at] : 1;
}
