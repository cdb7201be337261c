/** The headings that a person folded in a notebook, kept on this machine: how one reads is no edit. */
export function readFolds(path: string, storage: Storage): ReadonlySet<number> {
  return new Set(kept(storage)[path] ?? []);
}

/** Keeps the folded headings of a notebook for the next time. */
export function keepFolds(path: string, folded: ReadonlySet<number>, storage: Storage): void {
  const { [path]: _, ...others } = kept(storage);
  const all = folded.size > 0 ? { ...others, [path]: [...folded] } : others;
  try {
    storage.setItem(key, JSON.stringify(Object.fromEntries(Object.entries(all).slice(-most))));
  } catch {
    // Then they are open the next time.
  }
}

const key = "mitate.folds";
const most = 200;

function kept(storage: Storage): Readonly<Record<string, number[]>> {
  try {
    const all: unknown = JSON.parse(storage.getItem(key) ?? "{}");
    if (typeof all !== "object" || all === null) return {};
    const lists = Object.entries(all).filter((entry): entry is [string, number[]] =>
      Array.isArray(entry[1]) && entry[1].every((id) => typeof id === "number")
    );
    return Object.fromEntries(lists);
  } catch {
    return {};
  }
}
