import { type Cell, freeId, type Mode, newCell, type Notebook } from "./format.ts";

/** A notebook after an edit, and the cells that the edit leaves selected. */
export interface Edited {
  readonly notebook: Notebook;
  readonly selected: readonly number[];
}

/** What a new cell may start with. */
export type Draft = Partial<Omit<Cell, "id">> & { readonly mode: Mode };

/** Puts new cells at a position, 0 before all others. Ids are given here. */
export function insert(notebook: Notebook, at: number, drafts: readonly Draft[]): Edited {
  const first = freeId(notebook);
  const made = drafts.map(({ mode, value = "", ...flags }, index) =>
    newCell(first + index, mode, value, { ...flags, id: first + index })
  );
  return {
    notebook: { ...notebook, cells: notebook.cells.toSpliced(at, 0, ...made) },
    selected: made.map(({ id }) => id),
  };
}

/** Takes cells away; the one after them, or else the one before, is selected. */
export function remove(notebook: Notebook, ids: readonly number[]): Edited {
  const gone = new Set(ids);
  const last = notebook.cells.findLastIndex(({ id }) => gone.has(id));
  const cells = notebook.cells.filter(({ id }) => !gone.has(id));
  const after = notebook.cells.slice(last + 1).find(({ id }) => !gone.has(id));
  const next = after ?? notebook.cells.slice(0, last + 1).findLast(({ id }) => !gone.has(id));
  return { notebook: { ...notebook, cells }, selected: next ? [next.id] : [] };
}

/** Moves cells together by a number of places, negative upwards; at an end they stay. */
export function move(notebook: Notebook, ids: readonly number[], by: number): Edited {
  const moving = new Set(ids);
  const taken = notebook.cells.filter(({ id }) => moving.has(id));
  const rest = notebook.cells.filter(({ id }) => !moving.has(id));
  const first = notebook.cells.findIndex(({ id }) => moving.has(id));
  const before = notebook.cells.slice(0, first).length;
  const at = Math.max(0, Math.min(rest.length, before + by));
  const cells = rest.toSpliced(at, 0, ...taken);
  const same = cells.every((cell, index) => cell === notebook.cells[index]);
  return { notebook: same ? notebook : { ...notebook, cells }, selected: ids };
}

/** Puts copies of cells after the last of them. */
export function duplicate(notebook: Notebook, ids: readonly number[]): Edited {
  const wanted = new Set(ids);
  const last = notebook.cells.findLastIndex(({ id }) => wanted.has(id));
  return insert(notebook, last + 1, notebook.cells.filter(({ id }) => wanted.has(id)));
}

/** Changes fields of cells; a cell that is so already stays the same object. */
export function change(
  notebook: Notebook,
  ids: readonly number[],
  fields: Partial<Omit<Cell, "id">>,
): Edited {
  const wanted = new Set(ids);
  const differs = (cell: Cell) =>
    Object.entries(fields).some(([key, value]) => cell[key as keyof Cell] !== value);
  const cells = notebook.cells.map((cell) =>
    wanted.has(cell.id) && differs(cell) ? { ...cell, ...fields } : cell
  );
  const same = cells.every((cell, index) => cell === notebook.cells[index]);
  return { notebook: same ? notebook : { ...notebook, cells }, selected: ids };
}

/** Gives cells another mode; the type that was written for another tool goes with the old one. */
export function convert(notebook: Notebook, ids: readonly number[], mode: Mode): Edited {
  const wanted = new Set(ids);
  const cells = notebook.cells.map((cell) => {
    if (!wanted.has(cell.id) || cell.mode === mode) return cell;
    const { type: _, ...attributes } = cell.attributes;
    return { ...cell, mode, attributes };
  });
  return { notebook: { ...notebook, cells }, selected: ids };
}

/** The source of a cell without JavaScript in it: holes become the text they are written as. */
export function inert(cell: Cell): Cell {
  if (cell.mode !== "markdown" && cell.mode !== "html") return cell;
  const value = cell.value.replace(
    /(\\*)\$\{/g,
    (whole, slashes: string) => slashes.length % 2 ? whole : `${slashes}\\\${`,
  );
  return value === cell.value ? cell : { ...cell, value };
}
