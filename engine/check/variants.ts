import type { SystemSpec } from "../schema.ts";
import { type Book, report } from "./book.ts";
import { checkChanges } from "./changes.ts";
import { explore } from "./cycles.ts";
import { checkKnown, checkUnique } from "./names.ts";

/** Variants stand on the record or on one another, in no circle, and their changes can be applied. */
export function checkVariants(book: Book): void {
  const variants = book.spec.variants ?? [];
  checkUnique(book, "variant", variants, ["variants"]);
  const first = new Map<string, number>();
  variants.forEach(({ id }, index) => first.has(id) || first.set(id, index));
  const edges = variants.map(({ base: under = "" }) => first.get(under)).map((at) =>
    at === undefined ? [] : [at]
  );
  const { order, cycles } = explore(edges);
  const made = new Map<number, SystemSpec>();
  for (const index of order) {
    const { id, base: under, changes = [] } = variants[index];
    const on = `variant/${id}`;
    const path = ["variants", index];
    checkKnown(book, "variant", under, on, [...path, "base"]);
    const start = made.get(edges[index][0]) ?? book.spec;
    made.set(index, checkChanges(book, changes, start, on, path));
  }
  for (const cycle of cycles) {
    const last = cycle[cycle.length - 1];
    report(book, "variant-cycle", `variant/${variants[last].id}`, ["variants", last, "base"], {
      path: [...cycle, cycle[0]].map((node) => variants[node].id).join(" → "),
    });
  }
}
