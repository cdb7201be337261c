/**
 * The later value, with the very objects of the earlier one wherever the two say the same: what did
 * not change is then known by identity, as after an edit.
 */
export function reuse<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after;
  if (!isNode(before) || !isNode(after)) return after;
  if (Array.isArray(after)) return list(before, after) as T;
  if (Array.isArray(before)) return after;
  return map(before as Record<string, unknown>, after as Record<string, unknown>) as T;
}

function list(before: object, after: readonly unknown[]): unknown {
  if (!Array.isArray(before)) return after;
  // An entry in the middle that came or went shifts the others: then they are found by their id.
  const byId = new Map(before.flatMap((entry) => {
    const id = idOf(entry);
    return id === undefined ? [] : [[id, entry] as const];
  }));
  const made = after.map((entry, index) =>
    reuse(byId.get(idOf(entry) ?? NaN) ?? before[index], entry)
  );
  const same = made.length === before.length && made.every((entry, at) => entry === before[at]);
  return same ? before : made;
}

function map(before: Record<string, unknown>, after: Record<string, unknown>): unknown {
  const keys = Object.keys(after);
  const made = Object.fromEntries(keys.map((key) => [key, reuse(before[key], after[key])]));
  const old = Object.keys(before);
  const same = keys.length === old.length && keys.every((key, at) => key === old[at]) &&
    keys.every((key) => made[key] === before[key]);
  return same ? before : made;
}

function idOf(entry: unknown): unknown {
  return isNode(entry) ? (entry as { id?: unknown }).id : undefined;
}

function isNode(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
