import { get } from "../change.ts";
import { type Misfit, misfits } from "../schema.ts";

/** An empty value of a key (`name:`) counts as not written. An empty entry of a list is a defect. */
export function isUnwritten(record: unknown, { kind, path }: Misfit): boolean {
  return kind === "invalid" && typeof path[path.length - 1] === "string" &&
    get(record, path) === null;
}

/** A record without the keys that count as not written. */
export function withoutUnwritten(record: unknown): unknown {
  const found = misfits(record).filter((misfit) => isUnwritten(record, misfit));
  if (found.length === 0) return record;
  const copy = structuredClone(record);
  for (const { path } of found) {
    const parent = get(copy, path.slice(0, -1)) as Record<string, unknown>;
    delete parent[path[path.length - 1]];
  }
  return copy;
}
