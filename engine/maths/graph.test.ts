import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attacks,
  cost,
  costs,
  type Graph,
  impossible,
  largest,
  nodes,
  order,
  pack,
  reaches,
  solve,
  type Staircase,
  staircase,
  unpack,
  type Want,
  witness,
} from "./graph.ts";

const seed = { seed: 201 };

/** A graph with what its nodes cost the attacker. */
interface Case {
  readonly graph: Graph;
  readonly levels: readonly number[];
  readonly threats: readonly number[];
  readonly there: readonly boolean[];
}

/** A want over the nodes before `below`: single nodes, groups, groups of groups, now and then a void. */
function wants(below: number): fc.Arbitrary<Want> {
  const node = fc.integer({ min: -1, max: below - 1 }).map((node): Want => ({ node }));
  const group = (parts: fc.Arbitrary<Want>, min: number) => {
    const list = fc.array(parts, { minLength: min, maxLength: 3 });
    return fc.oneof(
      list.map((all): Want => ({ all })),
      list.map((any): Want => ({ any })),
    );
  };
  const flat = group(node, 1);
  return fc.oneof(
    { weight: 3, arbitrary: node },
    { weight: 4, arbitrary: flat },
    { weight: 2, arbitrary: group(fc.oneof(node, flat), 0) },
  );
}

/** Acyclic graphs of up to eight nodes that share steps; entries, dangling needs and absences included. */
const cases: fc.Arbitrary<Case> = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc.record({
    wants: fc.tuple(
      ...Array.from({ length: size }, (_, node) =>
        node === 0 ? fc.constant(undefined) : fc.option(wants(node), { nil: undefined, freq: 3 })),
    ),
    goal: wants(size),
    levels: fc.array(fc.constantFrom(1, 2, 3), { minLength: size, maxLength: size }),
    threats: fc.array(fc.constantFrom(1, 2, 3), { minLength: size, maxLength: size }),
    there: fc.array(
      fc.nat(9).map((dice) =>
        dice > 0
      ),
      { minLength: size, maxLength: size },
    ),
  })
).map(({ wants, goal, ...rest }) => ({ graph: { wants, goal }, ...rest }));

/** Every set of nodes that exist and, used together, meet the goal. Written apart from the engine. */
function successes({ graph, there }: Case): number[][] {
  const size = graph.wants.length;
  const found: number[][] = [];
  for (let mask = 0; mask < 1 << size; mask++) {
    const chosen = Array.from({ length: size }, (_, node) => node)
      .filter((node) => mask >> node & 1);
    if (chosen.every((node) => there[node]) && succeeds(graph, chosen)) found.push(chosen);
  }
  return found;
}

function succeeds(graph: Graph, chosen: readonly number[]): boolean {
  const met = (want: Want): boolean =>
    "node" in want
      ? chosen.includes(want.node) && (!graph.wants[want.node] || met(graph.wants[want.node]!))
      : "all" in want
      ? want.all.every(met)
      : want.any.some(met);
  return met(graph.goal);
}

function minimal(sets: readonly number[][]): number[][] {
  return sets.filter((set) =>
    !sets.some((other) => other.length < set.length && other.every((node) => set.includes(node)))
  );
}

function bruteStaircase(one: Case): Staircase {
  const { graph, levels, threats } = one;
  const pairs = successes(one).map((chosen) => ({
    threat: Math.min(3, ...chosen.filter((n) => !graph.wants[n]).map((n) => threats[n])),
    defence: Math.max(0, ...chosen.map((n) => levels[n])),
  }));
  const lowest = (threat: number) =>
    Math.min(
      impossible,
      ...pairs.filter((pair) => pair.threat >= threat).map((pair) => pair.defence),
    );
  return [lowest(1), lowest(2), lowest(3)];
}

function weights({ levels, threats, there }: Case) {
  return {
    level: (node: number) => levels[node],
    threat: (node: number) => threats[node],
    possible: (node: number) => there[node],
  };
}

const byText = (a: readonly number[], b: readonly number[]) => a.join() < b.join() ? -1 : 1;

describe("random and/or graphs with shared steps (seed 201)", () => {
  test("the staircase is that of brute force over every set of steps", () => {
    fc.assert(
      fc.property(cases, (one) => {
        expect(staircase(one.graph, weights(one))).toEqual(bruteStaircase(one));
      }),
      { ...seed, numRuns: 3000 },
    );
  });

  test("the staircase holds for levels from 0 to 9, and comes back from its packed form", () => {
    const level = fc.constantFrom(0, 1, 4, 8, 9);
    const wide = cases.chain((one) =>
      fc.array(level, { minLength: one.levels.length, maxLength: one.levels.length })
        .map((levels) => ({ ...one, levels }))
    );
    fc.assert(
      fc.property(wide, (one) => {
        const found = staircase(one.graph, weights(one));
        expect(found).toEqual(bruteStaircase(one));
        expect(unpack(pack(found))).toEqual(found);
      }),
      { ...seed, numRuns: 500 },
    );
  });

  test("a staircase is made of what each node adds", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const fixed = costs(one.graph, { ...weights(one), level: () => 0 });
        const whole = fixed.map((bits, node) => bits | cost(one.levels[node]));
        expect(unpack(solve(one.graph, whole))).toEqual(staircase(one.graph, weights(one)));
      }),
      { ...seed, numRuns: 500 },
    );
  });

  test("the listed attacks are the minimal sets of brute force, shortest first", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { list, more } = attacks(one.graph, (node) => one.there[node], 1000);
        expect(more).toBe(false);
        expect(list.toSorted(byText)).toEqual(minimal(successes(one)).toSorted(byText));
        expect(list.map((set) => set.length)).toEqual(
          list.map((set) => set.length).toSorted((a, b) => a - b),
        );
      }),
      { ...seed, numRuns: 2000 },
    );
  });

  test("a cap lists minimal attacks only, as many as it allows, and says whether there are more", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 3 }), (one, cap) => {
        const all = minimal(successes(one)).map((set) => set.join());
        const { list, more } = attacks(one.graph, (node) => one.there[node], cap);
        expect(list).toHaveLength(Math.min(cap, all.length));
        for (const set of list) expect(all).toContain(set.join());
        expect(more).toBe(all.length > cap);
      }),
      { ...seed, numRuns: 1000 },
    );
  });

  test("the witness is a minimal attack and achieves the pair it is asked for", () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(1, 2, 3), (one, threat) => {
        const { graph, levels, threats, there } = one;
        const defence = staircase(graph, weights(one))[threat - 1];
        const found = witness(graph, (node) =>
          there[node] && levels[node] <= defence &&
          (graph.wants[node] !== undefined || threats[node] >= threat));
        if (defence === impossible) {
          expect(found).toBeUndefined();
          return;
        }
        expect(minimal(successes(one)).map((set) => set.join())).toContain(found!.join());
        expect(Math.max(0, ...found!.map((node) => levels[node]))).toBe(defence);
        const entries = found!.filter((node) => !graph.wants[node]);
        expect(Math.min(3, ...entries.map((node) => threats[node]))).toBeGreaterThanOrEqual(threat);
      }),
      { ...seed, numRuns: 2000 },
    );
  });

  test("the order has every step after those it needs", () => {
    fc.assert(
      fc.property(cases, ({ graph }) => {
        const list = order(graph);
        expect(list).toHaveLength(graph.wants.length);
        list.forEach((node, at) => {
          const want = graph.wants[node];
          for (const needed of want ? nodes(want) : []) {
            if (needed >= 0) expect(list.indexOf(needed)).toBeLessThan(at);
          }
        });
      }),
      { ...seed, numRuns: 500 },
    );
  });
});

/** `layers` choices among `width` steps, one after the other: width to the power of layers paths. */
function lattice(width: number, layers: number): Graph {
  const layer = (at: number): Want => ({
    any: Array.from({ length: width }, (_, step) => ({ node: at * width + step })),
  });
  return {
    wants: Array.from(
      { length: width * layers },
      (_, node) => node < width ? undefined : layer(Math.floor(node / width) - 1),
    ),
    goal: layer(layers - 1),
  };
}

const always = () => true;

describe("the cap on listed attacks", () => {
  test("of 3^8 attacks, fifty are listed, each of them real, and there are said to be more", () => {
    const graph = lattice(3, 8);
    const { list, more } = attacks(graph, always, 50);
    expect(more).toBe(true);
    expect(list).toHaveLength(50);
    expect(new Set(list.map((set) => set.join())).size).toBe(50);
    for (const set of list) {
      expect(reaches(graph, new Set(set))).toBe(true);
      expect(set).toHaveLength(8);
    }
  });

  test("all 3^5 attacks are listed when asked for, and there are no more", () => {
    const { list, more } = attacks(lattice(3, 5), always, 243);
    expect([list.length, more]).toEqual([243, false]);
    expect(attacks(lattice(3, 5), always, 242).more).toBe(true);
  });

  test("what is listed is minimal also where the listing had to stop early", () => {
    // Step 0 is an alternative to step 1, which every attack needs anyway.
    const rest = lattice(3, 8);
    const shift = (want: Want): Want =>
      "node" in want
        ? { node: want.node + 2 }
        : "all" in want
        ? { all: want.all.map(shift) }
        : { any: want.any.map(shift) };
    const graph: Graph = {
      wants: [undefined, undefined, ...rest.wants.map((want) => want && shift(want))],
      goal: { all: [{ any: [{ node: 1 }, { node: 0 }] }, { node: 1 }, shift(rest.goal)] },
    };
    const { list, more } = attacks(graph, always, 50);
    expect(more).toBe(true);
    for (const set of list) expect(set, set.join()).not.toContain(0);
  });
});

describe("a graph of hundreds of choices", () => {
  // 2^250 attacks of 250 steps each; every other layer asks for both steps of the one before.
  const graph: Graph = {
    wants: Array.from({ length: largest }, (_, node) => {
      const layer = Math.floor(node / 2) - 1;
      const both = [{ node: 2 * layer }, { node: 2 * layer + 1 }];
      return layer < 0 ? undefined : layer % 3 === 0 ? { all: both } : { any: both };
    }),
    goal: { node: largest - 1 },
  };

  test("has a few of its attacks listed, each of them minimal", () => {
    const { list, more } = attacks(graph, always, 50);
    expect(more).toBe(true);
    expect(list.length).toBeGreaterThan(0);
    expect(list.flat().length).toBeLessThanOrEqual(50 * 20 + largest);
    for (const attack of list) {
      const set = new Set(attack);
      expect(reaches(graph, set)).toBe(true);
      for (const node of attack) {
        set.delete(node);
        expect(reaches(graph, set), String(node)).toBe(false);
        set.add(node);
      }
    }
  });

  test("has a minimal witness, which keeps earlier nodes where it can choose", () => {
    const found = witness(graph, always)!;
    expect(found[0]).toBe(0);
    const set = new Set(found);
    for (const node of found) {
      set.delete(node);
      expect(reaches(graph, set), String(node)).toBe(false);
      set.add(node);
    }
  });

  test("may have a need that names more steps than a call may have arguments", () => {
    const all = Array.from({ length: 300_000 }, () => ({ node: 0 }));
    const wide: Graph = { wants: [undefined, { all }], goal: { node: 1 } };
    const weights = { level: () => 1, threat: () => 3, possible: always };
    expect(staircase(wide, weights)).toEqual([1, 1, 1]);
    expect(attacks(wide, always).list).toEqual([[0, 1]]);
  });
});

describe("cycles and dangling needs", () => {
  test("a step on a cycle is impossible, as is one behind it; the rest is rated", () => {
    const graph: Graph = {
      wants: [undefined, { node: 2 }, { any: [{ node: 1 }, { node: 0 }] }, { node: 2 }],
      goal: { any: [{ node: 3 }, { node: 0 }] },
    };
    const weights = { level: () => 2, threat: () => 3, possible: always };
    expect(order(graph)).toEqual([0]);
    expect(staircase(graph, weights)).toEqual([2, 2, 2]);
    expect(attacks(graph, always)).toEqual({ list: [[0]], more: false });
    const behind = { ...graph, goal: { node: 3 } };
    expect(staircase(behind, weights)).toEqual([impossible, impossible, impossible]);
    expect(attacks(behind, always)).toEqual({ list: [], more: false });
    expect(witness(behind, always)).toBeUndefined();
  });

  test("a step that needs itself is impossible", () => {
    const graph: Graph = { wants: [{ node: 0 }], goal: { node: 0 } };
    const weights = { level: () => 1, threat: () => 1, possible: always };
    expect(staircase(graph, weights)).toEqual([impossible, impossible, impossible]);
  });

  test("a need for a step that does not exist makes its branch impossible, not the others", () => {
    const graph: Graph = {
      wants: [undefined, { node: -1 }, { all: [{ node: 0 }, { node: -1 }] }, {
        any: [{ node: -1 }, { node: 0 }],
      }],
      goal: { node: 3 },
    };
    const weights = { level: () => 1, threat: () => 2, possible: always };
    expect(staircase(graph, weights)).toEqual([1, 1, impossible]);
    expect(attacks(graph, always).list).toEqual([[0, 3]]);
    for (const goal of [{ node: 1 }, { node: 2 }, { node: 9 }]) {
      expect(staircase({ ...graph, goal }, weights)[0]).toBe(impossible);
      expect(attacks({ ...graph, goal }, always).list).toEqual([]);
    }
  });

  test("nothing needed is always met, and any of nothing never", () => {
    const graph = (goal: Want): Graph => ({ wants: [undefined], goal });
    expect(attacks(graph({ all: [] }), always).list).toEqual([[]]);
    expect(attacks(graph({ any: [] }), always).list).toEqual([]);
  });
});

describe("large graphs", () => {
  const length = 200_000;
  const chain: Graph = {
    wants: Array.from({ length }, (_, node) => node === 0 ? undefined : { node: node - 1 }),
    goal: { node: length - 1 },
  };

  test("a chain of 200,000 steps is rated without overflowing the stack", () => {
    const weights = {
      level: (node: number) => node === 77_777 ? 3 : 1,
      threat: () => 2,
      possible: always,
    };
    expect(staircase(chain, weights)).toEqual([3, 3, impossible]);
    expect(order({ ...chain })).toHaveLength(length);
    expect(witness(chain, always)).toHaveLength(length);
    expect(witness(chain, (node) => node !== 5)).toBeUndefined();
  });

  test("above the size that is listed, the listing says that there are more", () => {
    expect(attacks(chain, always)).toEqual({ list: [], more: true });
    const fits = { wants: chain.wants.slice(0, largest), goal: { node: largest - 1 } };
    expect(attacks(fits, always).list).toEqual([Array.from({ length: largest }, (_, n) => n)]);
  });
});
