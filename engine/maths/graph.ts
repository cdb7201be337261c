/** What a node needs: another node by position, all of several, or any of several. */
export type Want =
  | { readonly node: number }
  | { readonly all: readonly Want[] }
  | { readonly any: readonly Want[] };

/**
 * An and/or graph of attack steps, nodes by position. `wants[i]` is undefined for an entry. A want may
 * name a node that does not exist (position −1): that branch is impossible.
 */
export interface Graph {
  readonly wants: readonly (Want | undefined)[];
  readonly goal: Want;
}

/** What a node costs the attacker: the level met there, and for entries the threat behind it. */
export interface Weights {
  readonly level: (node: number) => number;
  readonly threat: (node: number) => number;
  /** Whether the node exists under this profile. */
  readonly possible: (node: number) => boolean;
}

/**
 * The undominated pairs of an attack graph, as a staircase: at index t−1 the lowest level of defence
 * of any attack whose threat is at least t; `impossible` where there is none.
 */
export type Staircase = readonly [number, number, number];
export const impossible = Infinity;

/**
 * The pairs (threat, defence) an attacker can choose among. The threat of an attack is the lowest
 * among its entries, its defence the highest among its steps. Lowest-of and highest-of are
 * idempotent, so working bottom-up is exact on graphs with shared steps as well.
 */
export function staircase(graph: Graph, weights: Weights): Staircase {
  const at = new Map<number, Staircase>();
  for (const node of order(graph)) {
    if (!weights.possible(node)) continue;
    const want = graph.wants[node];
    const before = want ? pairs(want, at) : entry(weights.threat(node));
    const level = weights.level(node);
    at.set(node, [
      Math.max(level, before[0]),
      Math.max(level, before[1]),
      Math.max(level, before[2]),
    ]);
  }
  return pairs(graph.goal, at);
}

/** Minimal attacks of a graph: sets of nodes in ascending order, none containing another. */
export interface Attacks {
  readonly list: readonly (readonly number[])[];
  /** True when there are more than are listed. */
  readonly more: boolean;
}

/** Graphs larger than this are rated, but their attacks are not listed one by one. */
export const largest = 500;

/**
 * Lists the minimal attacks, shortest first, at most `cap` of them. Gives up after a number of
 * candidates that keeps the answer quick; `more` then says that the list is not complete.
 */
export function attacks(
  graph: Graph,
  possible: (node: number) => boolean,
  cap = 100,
): Attacks {
  if (graph.wants.length > largest) return { list: [], more: true };
  const usable = new Set(order(graph).filter(possible));
  const candidates = new Set<bigint>();
  const most = cap * 20;
  let tried = 0;
  // Depth first with an own stack: an attack counts once no want is pending; choices branch.
  const open: { chosen: bigint; pending: Pending }[] = [
    { chosen: 0n, pending: { want: graph.goal, rest: undefined } },
  ];
  while (open.length > 0 && candidates.size < most && tried++ < most * 50) {
    const { chosen, pending } = open.pop()!;
    if (!pending) {
      candidates.add(chosen);
      continue;
    }
    const { want, rest } = pending;
    if ("all" in want) {
      open.push({ chosen, pending: want.all.reduceRight<Pending>(push, rest) });
    } else if ("any" in want) {
      // An alternative that is already part of the attack costs nothing: others only add steps.
      const met = want.any.some((other) => "node" in other && has(chosen, other.node));
      if (met) open.push({ chosen, pending: rest });
      else for (const other of want.any) open.push({ chosen, pending: push(rest, other) });
    } else if (has(chosen, want.node)) {
      open.push({ chosen, pending: rest });
    } else if (usable.has(want.node)) {
      const before = graph.wants[want.node];
      const next = chosen | 1n << BigInt(want.node);
      open.push({ chosen: next, pending: before ? push(rest, before) : rest });
    }
  }
  const stopped = open.length > 0;
  // The smaller attack that shows a candidate to be larger than needed may not have been reached.
  const reduce = (list: readonly number[]) => stopped ? reduced(graph, list) : list;
  const { list, more } = minimal([...candidates], cap, reduce);
  return { list, more: more || stopped };
}

/**
 * One minimal attack among the allowed nodes, in ascending order; undefined where there is none.
 * Later nodes are dropped first, so the result is always the same. Graphs above the `largest` size are
 * answered with an attack that may hold more than it needs.
 */
export function witness(graph: Graph, allowed: (node: number) => boolean): number[] | undefined {
  const chosen = new Set(order(graph).filter(allowed).sort((a, b) => a - b));
  if (!reaches(graph, chosen)) return undefined;
  return graph.wants.length > largest ? [...chosen] : reduced(graph, [...chosen]);
}

/** An attack without the nodes it does not need, later ones dropped first, in ascending order. */
function reduced(graph: Graph, attack: readonly number[]): number[] {
  const chosen = new Set(attack);
  for (const node of attack.toReversed()) {
    chosen.delete(node);
    if (!reaches(graph, chosen)) chosen.add(node);
  }
  return [...chosen].sort((a, b) => a - b);
}

/** Whether the goal is met when exactly these nodes may be used. */
export function reaches(graph: Graph, chosen: ReadonlySet<number>): boolean {
  const met = new Set<number>();
  for (const node of order(graph)) {
    const want = graph.wants[node];
    if (chosen.has(node) && (!want || meets(want, met))) met.add(node);
  }
  return meets(graph.goal, met);
}

const orders = new WeakMap<Graph, readonly number[]>();

/**
 * The nodes so that each comes after those it needs. A node on a cycle, or behind one, is left out:
 * it counts as impossible, and the record's check reports the cycle.
 */
export function order(graph: Graph): readonly number[] {
  const ready = orders.get(graph);
  if (ready) return ready;
  const needs = graph.wants.map((want) => new Set(want ? nodes(want) : []));
  const neededBy = new Map<number, number[]>();
  needs.forEach((set, node) => {
    for (const needed of set) {
      if (!(needed in graph.wants)) set.delete(needed);
      else if (neededBy.has(needed)) neededBy.get(needed)!.push(node);
      else neededBy.set(needed, [node]);
    }
  });
  const list = needs.flatMap((set, node) => set.size === 0 ? [node] : []);
  for (let next = 0; next < list.length; next++) {
    for (const node of neededBy.get(list[next]) ?? []) {
      needs[node].delete(list[next]);
      if (needs[node].size === 0) list.push(node);
    }
  }
  orders.set(graph, list);
  return list;
}

/** Every node a want names. */
export function nodes(want: Want): number[] {
  if ("node" in want) return [want.node];
  return ("all" in want ? want.all : want.any).flatMap(nodes);
}

type Pending = { readonly want: Want; readonly rest: Pending } | undefined;

function push(rest: Pending, want: Want): Pending {
  return { want, rest };
}

function has(set: bigint, node: number): boolean {
  return (set >> BigInt(node) & 1n) === 1n;
}

function minimal(
  candidates: readonly bigint[],
  cap: number,
  reduce: (list: readonly number[]) => readonly number[],
): Attacks {
  const sets = candidates
    .map((mask) => ({ mask, list: members(mask) }))
    .sort((a, b) => a.list.length - b.list.length || compare(a.list, b.list));
  const kept: { mask: bigint; list: readonly number[] }[] = [];
  for (const set of sets) {
    if (kept.some(({ mask }) => (mask & set.mask) === mask)) continue;
    if (kept.length === cap) return { list: kept.map(({ list }) => list), more: true };
    const list = reduce(set.list);
    const mask = list.reduce((bits, node) => bits | 1n << BigInt(node), 0n);
    if (!kept.some((other) => other.mask === mask)) kept.push({ mask, list });
  }
  return { list: kept.map(({ list }) => list), more: false };
}

function members(mask: bigint): number[] {
  const list: number[] = [];
  for (let node = 0; mask > 0n; node++, mask >>= 1n) if (mask & 1n) list.push(node);
  return list;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((node, index) => node !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
}

function meets(want: Want, met: ReadonlySet<number>): boolean {
  if ("node" in want) return met.has(want.node);
  if ("all" in want) return want.all.every((part) => meets(part, met));
  return want.any.some((part) => meets(part, met));
}

function pairs(want: Want, at: ReadonlyMap<number, Staircase>): Staircase {
  if ("node" in want) return at.get(want.node) ?? none;
  if ("all" in want) return want.all.map((part) => pairs(part, at)).reduce(harder, free);
  return want.any.map((part) => pairs(part, at)).reduce(easier, none);
}

const none: Staircase = [impossible, impossible, impossible];
const free: Staircase = [0, 0, 0];

function entry(threat: number): Staircase {
  return [0, threat >= 2 ? 0 : impossible, threat >= 3 ? 0 : impossible];
}

function harder(a: Staircase, b: Staircase): Staircase {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.max(a[2], b[2])];
}

function easier(a: Staircase, b: Staircase): Staircase {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.min(a[2], b[2])];
}
