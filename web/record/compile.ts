import { apply, type Change, describe, edits, resolver, type Text } from "../../engine/mod.ts";
import type { SystemSpec } from "../../engine/mod.ts";
import type { System } from "../../engine/mod.ts";
import type { Edit } from "../../engine/change.ts";
import type { Refused } from "./desk.ts";

/** Compiles changes one after the other, each on what the one before made; what is refused is left out. */
export function compile(
  { spec, catalogue }: System,
  changes: readonly Change[],
): { spec: SystemSpec; edits: readonly Edit[]; refused: readonly Refused[] } {
  const resolve = resolver(catalogue);
  const all: Edit[] = [];
  const refused: Refused[] = [];
  let now = spec;
  for (const change of changes) {
    const made = edits(now, change, resolve);
    if (made.refused) refused.push({ change, problem: made.refused });
    if (made.edits.length === 0) continue;
    all.push(...made.edits);
    now = apply(now, [change], resolve).spec;
  }
  return { spec: now, edits: now === spec ? [] : all, refused };
}

/** What changes do in words: the first, and how many more. */
export function labelOf(changes: readonly Change[]): Text {
  const [first, ...more] = changes;
  const { ja, en } = describe(first);
  if (more.length === 0) return { ja, en };
  return { ja: `${ja}（ほか${more.length}件）`, en: `${en} (and ${more.length} more)` };
}
