import type { Compiled } from "../../../web/notebook/compile.ts";

/** What is read of a cell to tell with which others it hangs together. */
type Node = Pick<Compiled, "id" | "inputs" | "outputs">;

/**
 * The cells that read one of the names, directly or over other cells, and all that give to or read from
 * these: an input that moved while nothing followed it would tell a reader something wrong.
 */
export function bound(cells: readonly Node[], names: ReadonlySet<string>): number[] {
  const found = new Set(
    cells.filter(({ inputs }) => inputs.some((name) => names.has(name))).map(({ id }) => id),
  );
  const near = neighbours(cells);
  const open = [...found];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const other of near.get(id) ?? []) {
      if (found.has(other)) continue;
      found.add(other);
      open.push(other);
    }
  }
  return cells.map(({ id }) => id).filter((id) => found.has(id));
}

/** The cells with what they read, directly or over others, and what has no name of a cell is left out. */
export function needed(cells: readonly Node[], wanted: readonly number[]): Set<number> {
  const found = new Set(wanted);
  const givers = Map.groupBy(
    cells.flatMap(({ id, outputs }) => outputs.map((name) => ({ id, name }))),
    ({ name }) => name,
  );
  const inputs = new Map(cells.map((cell) => [cell.id, cell.inputs]));
  const open = [...found];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const name of inputs.get(id) ?? []) {
      for (const giver of givers.get(name) ?? []) {
        if (found.has(giver.id)) continue;
        found.add(giver.id);
        open.push(giver.id);
      }
    }
  }
  return found;
}

/** Cells that share a name which one of them gives. */
function neighbours(cells: readonly Node[]): ReadonlyMap<number, readonly number[]> {
  const given = new Set(cells.flatMap(({ outputs }) => outputs));
  const sharing = Map.groupBy(
    cells.flatMap(({ id, inputs, outputs }) =>
      [...new Set([...inputs, ...outputs])].filter((name) => given.has(name))
        .map((name) => ({ id, name }))
    ),
    ({ name }) => name,
  );
  const near = new Map<number, number[]>(cells.map(({ id }) => [id, []]));
  for (const group of sharing.values()) {
    // A chain is as good as every pair, and stays short where hundreds share a name.
    group.slice(1).forEach(({ id }, index) => {
      near.get(id)!.push(group[index].id);
      near.get(group[index].id)!.push(id);
    });
  }
  return near;
}
