import { closest } from "../../engine/nearest.ts";
import { browser } from "./compile/names.ts";
import type { Compiled } from "./compile.ts";
import type { Problem } from "./problem.ts";

/** What a graph needs to know of a cell. */
export type Node = Pick<Compiled, "id" | "inputs" | "outputs" | "disabled" | "error">;

/** Who gives which name and who reads it, over the cells that take part. Pure: nothing runs. */
export interface Graph {
  /** All cells, in the order of the page, the disabled ones too. */
  readonly cells: ReadonlyMap<number, Node>;
  /**
   * The cells that give a name, in the order of the page. Disabled cells do not count. What a cell with
   * an error seems to give counts only where no sound cell gives the name.
   */
  readonly givers: ReadonlyMap<string, readonly number[]>;
  /** The cells that read a name, in the order of the page. */
  readonly readers: ReadonlyMap<string, readonly number[]>;
  /** Names that more than one cell gives. */
  readonly duplicates: readonly Duplicate[];
  /** One path for each knot of cells that depend on one another; shortest where there are several. */
  readonly cycles: readonly Cycle[];
  /** Names that are read and that no cell and no builtin gives. */
  readonly missing: readonly Missing[];
}

export interface Duplicate {
  readonly name: string;
  readonly cells: readonly number[];
}

/** Each cell gives the name that the next one reads, and the last one's name is read by the first. */
export type Cycle = readonly { readonly cell: number; readonly name: string }[];

export interface Missing {
  readonly name: string;
  readonly cell: number;
  /** The disabled cells that would give the name. */
  readonly disabled: readonly number[];
  /** The known name most like it. */
  readonly near?: string;
}

/** Makes the graph of a notebook's cells, given the names that are built in. */
export function graph(cells: readonly Node[], builtins: Iterable<string> = []): Graph {
  const known = new Set([...builtins, ...provided]);
  const active = cells.filter((cell) => !cell.disabled);
  const givers = gathered(active.filter((cell) => !cell.error), (cell) => cell.outputs);
  const guesses = gathered(active.filter((cell) => cell.error), (cell) => cell.outputs);
  for (const [name, ids] of guesses) if (!givers.has(name)) givers.set(name, ids);
  const readers = gathered(active, (cell) => cell.inputs);
  const duplicates = [...givers].filter(([name, ids]) => ids.length > 1 && !guesses.has(name))
    .map(([name, ids]) => ({ name, cells: ids }));
  const made = { cells: new Map(cells.map((cell) => [cell.id, cell])), givers, readers };
  const off = gathered(cells.filter((cell) => cell.disabled), (cell) => cell.outputs);
  return {
    ...made,
    duplicates,
    cycles: knots(made),
    missing: [...readers].flatMap(([name, ids]) => {
      if (givers.has(name) || known.has(name) || browser.has(name)) return [];
      const near = closest(name, [...givers.keys(), ...known]);
      return ids.map((cell) => ({
        name,
        cell,
        disabled: off.get(name) ?? [],
        ...(near ? { near } : {}),
      }));
    }),
  };
}

/** Every cell that must be computed anew when these cells change, nearest first, without themselves. */
export function dependants(graph: Graph, ids: Iterable<number>): number[] {
  return reached(
    ids,
    (id) => outputsOf(graph, id).flatMap((name) => graph.readers.get(name) ?? []),
  );
}

/** Every cell whose names these cells need, directly or not, nearest first, without themselves. */
export function needs(graph: Graph, ids: Iterable<number>): number[] {
  return reached(ids, (id) => sources(graph, id).flatMap(({ cells }) => cells));
}

/** The names that a cell reads from other cells, and the cells that give them. */
export function sources(
  graph: Pick<Graph, "cells" | "givers">,
  id: number,
): { name: string; cells: readonly number[] }[] {
  const cell = graph.cells.get(id);
  if (!cell || cell.disabled) return [];
  return cell.inputs.flatMap((name) => {
    const cells = graph.givers.get(name);
    return cells ? [{ name, cells }] : [];
  });
}

/** The cells in an order in which each comes after those it needs; of equals the first on the page. */
export function order(graph: Graph): number[] {
  const done = new Set<number>();
  const open = new Set<number>();
  for (const root of graph.cells.keys()) {
    // An own stack: a chain of cells may be longer than the stack of the machine.
    const stack = [{ id: root, rest: needsOf(graph, root) }];
    while (stack.length) {
      const { id, rest } = stack.at(-1)!;
      open.add(id);
      const next = rest.shift();
      if (next === undefined) {
        done.add(id);
        stack.pop();
      } else if (!done.has(next) && !open.has(next)) {
        stack.push({ id: next, rest: needsOf(graph, next) });
      }
    }
  }
  return [...done];
}

/** What is wrong between cells, for each cell that it concerns, as problems to show there. */
export function conflicts(graph: Graph): Map<number, Problem[]> {
  const found = new Map<number, Problem[]>();
  const add = (cell: number, problem: Problem) =>
    found.set(cell, [...(found.get(cell) ?? []), problem]);
  for (const duplicate of graph.duplicates) {
    duplicate.cells.forEach((cell) => add(cell, duplicateProblem(duplicate)));
  }
  for (const cycle of graph.cycles) {
    cycle.forEach(({ cell }) => add(cell, cycleProblem(cycle)));
  }
  for (const missing of graph.missing) add(missing.cell, missingProblem(missing));
  return found;
}

/** A name given twice, as a problem of each cell that gives it. */
export function duplicateProblem({ name, cells }: Duplicate): Problem {
  return { code: "duplicate", severity: "error", params: { name }, cells };
}

/** A circle, as a problem of each cell in it. */
export function cycleProblem(cycle: Cycle): Problem {
  const names = cycle.map(({ name }) => name);
  const path = [...names, names[0]].join(" → ");
  return { code: "cycle", severity: "error", params: { path }, cells: cycle.map((at) => at.cell) };
}

/** A name that nobody gives, as a problem of the cell that reads it. */
export function missingProblem({ name, disabled, near }: Missing): Problem {
  if (disabled.length) {
    return { code: "missing-disabled", severity: "error", params: { name }, cells: disabled };
  }
  const hint = near ? ` (${near}?)` : "";
  return { code: "missing", severity: "error", params: { name, hint } };
}

/** What the kernel gives to every cell beside the builtins. */
const provided = ["invalidation", "visibility"];

function gathered(
  cells: readonly Node[],
  names: (cell: Node) => readonly string[],
): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const cell of cells) {
    for (const name of names(cell)) {
      const ids = found.get(name);
      if (ids) ids.push(cell.id);
      else found.set(name, [cell.id]);
    }
  }
  return found;
}

function outputsOf(graph: Graph, id: number): readonly string[] {
  const cell = graph.cells.get(id);
  return cell && !cell.disabled ? cell.outputs : [];
}

function reached(from: Iterable<number>, next: (id: number) => readonly number[]): number[] {
  const start = new Set(from);
  const seen = new Set(start);
  for (const id of seen) next(id).forEach((other) => seen.add(other));
  return [...seen].filter((id) => !start.has(id));
}

function needsOf(graph: Pick<Graph, "cells" | "givers">, id: number): number[] {
  return [...new Set(sources(graph, id).flatMap(({ cells }) => cells))];
}

/** A shortest circle through the first cell of each knot of cells that reach themselves. */
function knots(graph: Pick<Graph, "cells" | "givers" | "readers">): Cycle[] {
  const place = new Map([...graph.cells.keys()].map((id, index) => [id, index]));
  const cycles = components(graph).flatMap((knot) => {
    const first = knot.reduce((a, b) => place.get(a)! < place.get(b)! ? a : b);
    const found = circle(graph, first, new Set(knot));
    return found ? [{ first, found }] : [];
  });
  return cycles.sort((a, b) => place.get(a.first)! - place.get(b.first)!).map(({ found }) => found);
}

/** Breadth first along the names that a cell gives, from a cell back to itself. */
function circle(
  graph: Pick<Graph, "cells" | "readers">,
  start: number,
  inside: ReadonlySet<number>,
): Cycle | undefined {
  const from = new Map<number, { cell: number; name: string }>();
  const queue = [start];
  for (const cell of queue) {
    for (const name of graph.cells.get(cell)!.outputs) {
      for (const next of graph.readers.get(name) ?? []) {
        if (!inside.has(next) || from.has(next)) continue;
        from.set(next, { cell, name });
        if (next === start) return path(from, start);
        queue.push(next);
      }
    }
  }
  return undefined;
}

function path(from: ReadonlyMap<number, { cell: number; name: string }>, start: number): Cycle {
  const steps: { cell: number; name: string }[] = [];
  let at = start;
  do {
    const step = from.get(at)!;
    steps.unshift(step);
    at = step.cell;
  } while (at !== start);
  return steps;
}

/** Tarjan's strongly connected components, without recursion. */
function components(graph: Pick<Graph, "cells" | "givers">): number[][] {
  const found: number[][] = [];
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  for (const root of graph.cells.keys()) {
    if (index.has(root)) continue;
    const work = [{ id: root, rest: enter(root) }];
    while (work.length) {
      const { id, rest } = work.at(-1)!;
      const next = rest.shift();
      if (next === undefined) {
        work.pop();
        const parent = work.at(-1)?.id;
        if (parent !== undefined) low.set(parent, Math.min(low.get(parent)!, low.get(id)!));
        if (low.get(id) === index.get(id)) found.push(close(id));
      } else if (!index.has(next)) {
        work.push({ id: next, rest: enter(next) });
      } else if (isOpen.has(next)) {
        low.set(id, Math.min(low.get(id)!, index.get(next)!));
      }
    }
  }
  return found;

  function enter(id: number): number[] {
    index.set(id, index.size);
    low.set(id, index.get(id)!);
    open.push(id);
    isOpen.add(id);
    return needsOf(graph, id);
  }
  function close(id: number): number[] {
    const part = open.splice(open.lastIndexOf(id));
    part.forEach((member) => isOpen.delete(member));
    return part;
  }
}
