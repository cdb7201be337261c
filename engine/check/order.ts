import type { Finding } from "../finding.ts";
import type { SystemSpec } from "../schema.ts";
import type { Path } from "./book.ts";

/** Findings in the order of the record; those at one place in the order of the rules. */
export function inOrder(found: readonly Finding[], spec: SystemSpec): Finding[] {
  const places = new Map<object, Map<string, number>>();
  return found
    .map((finding) => ({ finding, at: position(finding.path, spec, places) }))
    .sort((a, b) => compare(a.at, b.at))
    .map(({ finding }) => finding);
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
