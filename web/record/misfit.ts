import { type Misfit, misfits, type SystemSpec } from "../../engine/mod.ts";

/**
 * What does not fit the shape of a record file in the parts that two records do not share. A change
 * that brings a misfit would write a text that is read differently from what stands on the screen.
 */
export function misfitsBetween(before: SystemSpec, after: SystemSpec): readonly Misfit[] {
  const part: Record<string, unknown> = { mitate: 1, id: after.id };
  for (const [key, value] of Object.entries(after)) {
    const old = before[key as keyof SystemSpec];
    if (old !== value) part[key] = differing(old, value);
  }
  return misfits(part).filter(({ kind }) => kind !== "unknown");
}

/** Of a list or map of entries only those that are new or not the same. */
function differing(before: unknown, after: unknown): unknown {
  if (typeof before !== "object" || typeof after !== "object" || !before || !after) return after;
  if (Array.isArray(after)) {
    const old = new Set(Array.isArray(before) ? before : []);
    return after.filter((entry) => typeof entry !== "object" || !old.has(entry));
  }
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) =>
      (before as Record<string, unknown>)[key] !== value
    ),
  );
}
