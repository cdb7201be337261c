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
    program.push(slot, any ? blocked : 0, inputs.length);
    // Not spread: a need may name more steps than a call may have arguments.
    for (const input of inputs) program.push(input);
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
 * Lists the minimal attacks, shortest first, at most `cap` of them, and no more than `cap` times 20 nodes
 * in all. Gives up after a number of candidates that keeps the answer quick; `more` then says that the
 * list is not complete.
 */
export function attacks(
  graph: Graph,
  possible: (node: number) => boolean,
  cap = 100,
): Attacks {
  if (graph.wants.length > largest) return { list: [], more: true };
  const { candidates, stopped } = search(graph, possible, cap);
  // The smaller attack that shows a candidate to be larger than needed may not have been reached.
  const reduce = (list: readonly number[]) => stopped ? reduced(graph, list) : list;
  const { list, more } = minimal(candidates, cap, reduce);
  return { list, more: more || stopped };
}

/** Nodes that a listed attack has on average at most: an attack of hundreds of steps tells nobody much. */
const usual = 20;

/** Attacks that are good enough to be minimal, depth first: one of each set of choices. */
function search(
  graph: Graph,
  possible: (node: number) => boolean,
  cap: number,
): { candidates: number[][]; stopped: boolean } {
  const met = metBy(graph, possible);
  const found = new Map<string, number[]>();
  const most = cap * 4;
  let room = most * usual;
  // What is chosen so far is undone where a choice is taken up again.
  const chosen = new Uint8Array(graph.wants.length);
  const trail: number[] = [];
  const open: { pending: Pending; depth: number }[] = [];
  const start = { want: graph.goal, rest: undefined };
  if (meets(graph.goal, met)) open.push({ pending: start, depth: 0 });
  while (open.length > 0 && found.size < most && room > 0) {
    let { pending, depth } = open.pop()!;
    while (trail.length > depth) chosen[trail.pop()!] = 0;
    while (pending) {
      const { want, rest }: { want: Want; rest: Pending } = pending;
      room -= effort;
      if ("all" in want) pending = want.all.reduceRight<Pending>(push, rest);
      else if ("any" in want) pending = choice(want.any, rest);
      else pending = taken(want.node, rest);
    }
    const attack = trail.toSorted((a, b) => a - b);
    found.set(String.fromCharCode(...attack), attack);
    room -= attack.length;
  }
  return { candidates: [...found.values()], stopped: open.length > 0 };

  function choice(any: readonly Want[], rest: Pending): Pending {
    // An alternative that is already part of the attack costs nothing: others only add steps.
    if (any.some((other) => "node" in other && chosen[other.node] === 1)) return rest;
    const ways = any.filter((other) => meets(other, met));
    for (const other of ways.slice(0, -1)) {
      open.push({ pending: push(rest, other), depth: trail.length });
    }
    return push(rest, ways[ways.length - 1]);
  }
  function taken(node: number, rest: Pending): Pending {
    if (chosen[node] === 1) return rest;
    chosen[node] = 1;
    trail.push(node);
    const before = graph.wants[node];
    return before ? push(rest, before) : rest;
  }
}

/** What a step of the search costs, compared with keeping a node of an attack. */
const effort = 0.1;

/**
 * One minimal attack among the allowed nodes, in ascending order; undefined where there is none.
 * Later nodes are dropped first, so the result is always the same. Graphs above the `largest` size are
 * answered with an attack that may hold more than it needs.
 */
export function witness(graph: Graph, allowed: (node: number) => boolean): number[] | undefined {
  const met = metBy(graph, allowed);
  if (!meets(graph.goal, met)) return undefined;
  const chosen = order(graph).filter((node) => met[node] === 1).sort((a, b) => a - b);
  return graph.wants.length > largest ? chosen : reduced(graph, chosen);
}

/** An attack without the nodes it does not need, later ones dropped first, in ascending order. */
function reduced(graph: Graph, attack: readonly number[]): number[] {
  const chosen = new Uint8Array(graph.wants.length);
  for (const node of attack) chosen[node] = 1;
  const inOrder = order(graph).filter((node) => chosen[node] === 1);
  const met = new Uint8Array(graph.wants.length);
  const without = (from: number, to: number) => {
    for (let at = from; at < to; at++) chosen[attack[at]] = 0;
    if (goes(graph, inOrder, chosen, met)) return;
    for (let at = from; at < to; at++) chosen[attack[at]] = 1;
    if (to - from <= 1) return;
    // What can go together can go one by one: halves are tried before single nodes.
    const half = (from + to) >> 1;
    without(half, to);
    without(from, half);
  };
  without(0, attack.length);
  return attack.filter((node) => chosen[node] === 1);
}

/** Whether the goal is met when exactly these nodes may be used. */
export function reaches(graph: Graph, chosen: ReadonlySet<number>): boolean {
  return meets(graph.goal, metBy(graph, (node) => chosen.has(node)));
}

/** The nodes that can be met with those allowed: 1 for these, 0 for the others. */
function metBy(graph: Graph, allowed: (node: number) => boolean): Uint8Array {
  const chosen = Uint8Array.from(graph.wants, (_, node) => allowed(node) ? 1 : 0);
  const met = new Uint8Array(graph.wants.length);
  goes(graph, order(graph), chosen, met);
  return met;
}

/** Whether the goal is met with what is chosen among these nodes; notes in `met` which of them are. */
function goes(
  { wants, goal }: Graph,
  inOrder: readonly number[],
  chosen: Uint8Array,
  met: Uint8Array,
): boolean {
  for (const node of inOrder) {
    const want = wants[node];
    met[node] = chosen[node] === 1 && (want === undefined || meets(want, met)) ? 1 : 0;
  }
  return meets(goal, met);
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

function minimal(
  candidates: readonly (readonly number[])[],
  cap: number,
  reduce: (list: readonly number[]) => readonly number[],
): Attacks {
  const sorted = candidates.toSorted((a, b) => a.length - b.length || compare(a, b));
  const kept: (readonly number[])[] = [];
  let room = cap * usual;
  for (const candidate of sorted) {
    const set = new Set(candidate);
    if (kept.some((other) => other.every((node) => set.has(node)))) continue;
    if (kept.length === cap || room <= 0) return { list: kept, more: true };
    const list = reduce(candidate);
    if (kept.some((other) => compare(other, list) === 0 && other.length === list.length)) continue;
    kept.push(list);
    room -= list.length;
  }
  return { list: kept, more: false };
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((node, index) => node !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
}

function meets(want: Want, met: Uint8Array): boolean {
  if ("node" in want) return met[want.node] === 1;
  const all = "all" in want;
  // A loop, since this is asked millions of times of a large graph.
  for (const part of all ? want.all : want.any) if (meets(part, met) !== all) return !all;
  return all;
}
