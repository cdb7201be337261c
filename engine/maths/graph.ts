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
  /** A whole number from 0 to 9. */
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
  return unpack(solve(graph, costs(graph, weights)));
}

/**
 * A staircase in one number, and what a single node adds to it: three lanes of ten bits, one per
 * threat, each with as many low bits set as its level says and all of them where there is no attack.
 * The higher of two is then `a | b` and the lower `a & b`, for the three lanes at once.
 */
export type Packed = number;

const width = 10;
const lane = (1 << width) - 1;
const lanes = 1 | 1 << width | 1 << 2 * width;
/** No attack at any threat; the cost of a node that does not exist. */
export const blocked: Packed = lane * lanes;

/** The cost of a level of defence, from 0 to 9. */
export function cost(level: number): Packed {
  return ((1 << level) - 1) * lanes;
}

/** What each node adds, by position. */
export function costs(graph: Graph, { level, threat, possible }: Weights): Packed[] {
  return graph.wants.map((want, node) => {
    if (!possible(node)) return blocked;
    return want ? cost(level(node)) : cost(level(node)) | entry(threat(node));
  });
}

/** The staircase of a graph whose nodes add these costs. */
export function solve(graph: Graph, costs: readonly Packed[]): Packed {
  const { program, slots, goal } = circuit(graph);
  if (scratch.length < slots) scratch = new Int32Array(2 * slots);
  const at = scratch.fill(blocked, 0, slots);
  for (let next = 0; next < program.length;) {
    const slot = program[next];
    const end = next + 3 + program[next + 2];
    let bits = program[next + 1];
    if (bits === 0) { for (let input = next + 3; input < end; input++) bits |= at[program[input]]; }
    else for (let input = next + 3; input < end; input++) bits &= at[program[input]];
    at[slot] = slot < costs.length ? bits | costs[slot] : bits;
    next = end;
  }
  return at[goal];
}

/** Room for the values of one graph after the other; nothing in it outlives a call. */
let scratch = new Int32Array(64);

export function unpack(packed: Packed): Staircase {
  const level = (threat: number) => {
    const bits = packed >>> (threat - 1) * width & lane;
    return bits === lane ? impossible : 32 - Math.clz32(bits);
  };
  return [level(1), level(2), level(3)];
}

export function pack([one, two, three]: Staircase): Packed {
  const bits = (level: number) => level === impossible ? lane : (1 << level) - 1;
  return bits(one) | bits(two) << width | bits(three) << 2 * width;
}

/** An entry serves the threats up to its own. */
function entry(threat: number): Packed {
  return (threat >= 2 ? 0 : lane << width) | (threat >= 3 ? 0 : lane << 2 * width);
}

/** A graph as a list of gates, each after its inputs. */
interface Circuit {
  /**
   * Per gate: its slot, what it starts from (0 for the highest, `blocked` for the lowest of its inputs),
   * how many inputs, and their slots.
   */
  readonly program: Int32Array;
  /** The slots of the nodes, then one that nothing reaches, then those of groups. */
  readonly slots: number;
  readonly goal: number;
}

const circuits = new WeakMap<Graph, Circuit>();

function circuit(graph: Graph): Circuit {
  const ready = circuits.get(graph);
  if (ready) return ready;
  const program: number[] = [];
  const nowhere = graph.wants.length;
  let slots = nowhere + 1;
  const input = (want: Want): number => {
    if ("node" in want) return want.node in graph.wants ? want.node : nowhere;
    const slot = slots++;
    gate(slot, want);
    return slot;
  };
  const gate = (slot: number, want: Want | undefined) => {
    const any = want !== undefined && "any" in want;
    const parts = !want ? [] : "node" in want ? [want] : any ? want.any : want.all;
    const inputs = parts.map(input);
    program.push(slot, any ? blocked : 0, inputs.length, ...inputs);
  };
  for (const node of order(graph)) gate(node, graph.wants[node]);
  const goal = input(graph.goal);
  const made = { program: Int32Array.from(program), slots, goal };
  circuits.set(graph, made);
  return made;
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
