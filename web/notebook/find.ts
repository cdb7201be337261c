import { change, type Edited } from "./edit.ts";
import type { Cell, Notebook } from "./format.ts";

/** A place in the source of a cell, as positions between UTF-16 units. */
export interface Match {
  readonly cell: number;
  readonly from: number;
  readonly to: number;
}

/** What is looked for. */
export interface Wanted {
  readonly query: string;
  /** Case and width count: `ＡＢ` and `ab` are not `AB`. */
  readonly exact: boolean;
}

/** Every place of a text in the sources of cells, in the order of the page; matches do not overlap. */
export function findIn(cells: readonly Cell[], { query, exact }: Wanted): Match[] {
  if (query === "") return [];
  const fold = exact ? (text: string) => text : folded;
  const wanted = fold(query);
  return cells.flatMap(({ id: cell, value }) => {
    const text = fold(value);
    const found: Match[] = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      found.push({ cell, from: at, to: at + wanted.length });
    }
    return found;
  });
}

/** Puts a text in the place of matches, as one edit. */
export function replaceIn(
  notebook: Notebook,
  matches: readonly Match[],
  text: string,
): Edited {
  const selected = [...new Set(matches.map(({ cell }) => cell))];
  const edited = selected.reduce((now, id) => {
    const { value } = now.cells.find((cell) => cell.id === id)!;
    const mine = matches.filter(({ cell }) => cell === id).toSorted((a, b) => b.from - a.from);
    const made = mine.reduce(
      (value, { from, to }) => value.slice(0, from) + text + value.slice(to),
      value,
    );
    return change(now, [id], { value: made }).notebook;
  }, notebook);
  return { notebook: edited, selected };
}

/** A text in which case and width do not count, unit for unit as long as the text itself. */
function folded(text: string): string {
  return text.replace(/[A-Z]|[^\0-\x7f]/g, (unit) => {
    const plain = unit.normalize("NFKC").toLowerCase();
    return plain.length === 1 ? plain : unit;
  });
}
