import type { Cell } from "./format.ts";
import { levelOf, section } from "./outline.ts";

/** Which cells a person does not see because sections are folded. */
export interface Folding {
  /** The hidden cells, each with the cell of the heading that hides it. */
  readonly hidden: ReadonlyMap<number, number>;
  /** The cells whose heading has something beneath it to fold. */
  readonly foldable: ReadonlySet<number>;
}

/**
 * What folded headings hide: the cells beneath each, up to the next heading of its level or a higher one.
 * A cell that holds several headings opens a section of the highest. `folded` may name cells that are no
 * headings any more, or gone; they hide nothing.
 */
export function folding(cells: readonly Cell[], folded: ReadonlySet<number>): Folding {
  const hidden = new Map<number, number>();
  const foldable = new Set<number>();
  for (const { id: cell, mode, value } of cells) {
    const level = mode === "markdown" ? levelOf(value) : undefined;
    if (level === undefined) continue;
    const [, ...beneath] = section(cells, { cell, level, text: "" });
    if (beneath.length > 0) foldable.add(cell);
    if (!folded.has(cell) || hidden.has(cell)) continue;
    for (const id of beneath) hidden.set(id, cell);
  }
  return { hidden, foldable };
}

/** Cells together with those that they hide: a folded section is handled as one. */
export function blockOf(
  cells: readonly Cell[],
  ids: readonly number[],
  { hidden }: Folding,
): number[] {
  const wanted = new Set(ids);
  return cells.map(({ id }) => id).filter((id) =>
    wanted.has(id) || wanted.has(hidden.get(id) ?? -1)
  );
}

/** The headings to unfold so that a cell is seen. */
export function unfoldedFor(
  cells: readonly Cell[],
  folded: ReadonlySet<number>,
  id: number,
): ReadonlySet<number> {
  let open = folded;
  for (
    let by = folding(cells, open).hidden.get(id);
    by !== undefined;
    by = folding(cells, open).hidden.get(id)
  ) open = open.difference(new Set([by]));
  return open;
}
