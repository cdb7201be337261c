import type { Cell, Notebook } from "./format.ts";

/** What became of a cell. */
export interface CellChange {
  readonly kind: "same" | "changed" | "added" | "removed";
  /** Undefined where it was added. */
  readonly before: Cell | undefined;
  /** Undefined where it was removed. */
  readonly after: Cell | undefined;
  /** It stands elsewhere among the cells that both have. */
  readonly moved: boolean;
  /** What differs besides the source. */
  readonly fields: readonly Field[];
}

/** The fields of a cell besides its source that say how it works or looks. */
export const fields = ["mode", "disabled", "hidden", "pinned", "collapsed", "output"] as const;
export type Field = (typeof fields)[number];

/**
 * Two notebooks cell by cell, in the order of the second; a cell that was removed stands after the one
 * it followed. A cell is the same one as long as it keeps its id, whatever becomes of its text.
 */
export function compareCells(before: Notebook, after: Notebook): CellChange[] {
  const was = new Map(before.cells.map((cell) => [cell.id, cell]));
  const is = new Map(after.cells.map((cell) => [cell.id, cell]));
  const stayed = staying(
    before.cells.map(({ id }) => id).filter((id) => is.has(id)),
    after.cells.map(({ id }) => id).filter((id) => was.has(id)),
  );
  const followers = removedAfter(before.cells, is);
  const kept = after.cells.flatMap((cell) => [
    changeOf(was.get(cell.id), cell, was.has(cell.id) && !stayed.has(cell.id)),
    ...(followers.get(cell.id) ?? []).map((gone) => changeOf(gone, undefined, false)),
  ]);
  const first = followers.get(undefined) ?? [];
  return [...first.map((gone) => changeOf(gone, undefined, false)), ...kept];
}

function changeOf(before: Cell | undefined, after: Cell | undefined, moved: boolean): CellChange {
  if (!before || !after) {
    return { kind: before ? "removed" : "added", before, after, moved, fields: [] };
  }
  const differing = fields.filter((field) => before[field] !== after[field]);
  const same = differing.length === 0 && !moved && before.value === after.value;
  return { kind: same ? "same" : "changed", before, after, moved, fields: differing };
}

/** The removed cells by the remaining cell that they followed. */
function removedAfter(
  cells: readonly Cell[],
  kept: ReadonlyMap<number, Cell>,
): Map<number | undefined, Cell[]> {
  const found = new Map<number | undefined, Cell[]>();
  let last: number | undefined;
  for (const cell of cells) {
    if (kept.has(cell.id)) last = cell.id;
    else found.set(last, [...found.get(last) ?? [], cell]);
  }
  return found;
}

/** Of ids in two orders, the most that can be said to have stayed: a longest common subsequence. */
function staying(before: readonly number[], after: readonly number[]): Set<number> {
  const position = new Map(after.map((id, index) => [id, index]));
  const order = before.map((id) => position.get(id)!);
  // Patience: the ends of the best chains by length, and what each one came from.
  const ends: number[] = [];
  const from = new Map<number, number | undefined>();
  for (const at of order) {
    const found = ends.findIndex((end) => end > at);
    const length = found < 0 ? ends.length : found;
    from.set(at, ends[length - 1]);
    ends[length] = at;
  }
  const stayed = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = from.get(at)) stayed.add(after[at]);
  return stayed;
}
