import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assess } from "./assess.ts";
import { attribute, grouped } from "./attribution.ts";
import { apply, difference } from "./change.ts";
import { compare } from "./compare.ts";
import { records, shelf } from "./fixtures/arbitrary.ts";
import { day } from "./fixtures/record.ts";
import { opened } from "./fixtures/sample.ts";
import { resolver } from "./resolve.ts";
import type { Change, SystemSpec } from "./schema.ts";
import { standard } from "./standard.ts";
import { toSystem } from "./system.ts";
import { movedBetween, readings, worsened } from "./worse.ts";

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** Two ways in side by side: each is closed by one control, and only both together move the letter. */
const parallel: SystemSpec = {
  mitate: 1,
  id: "parallel",
  impact: { disclosure: "high" },
  controls: { "IA-2": "absent", "SI-2": "absent", "AC-2": "absent" },
  damages: [{ id: "leak", hits: ["disclosure"] }],
  scenarios: [{
    id: "S1",
    damage: "leak",
    threat: 3,
    steps: [
      { id: "steal", guards: [{ control: "IA-2", level: 3 }] },
      { id: "exploit", guards: [{ control: "SI-2", level: 3 }] },
      { id: "read", needs: { any: ["steal", "exploit"] } },
    ],
  }],
};

describe("which change moves what", () => {
  const status = (control: string): Change => ({
    type: "set-status",
    control,
    status: "implemented",
  });
  const system = toSystem(parallel, shelf);

  test("two changes that only work together show as an interaction", () => {
    const { moved } = attribute(system, [[status("IA-2")], [status("SI-2")]], day);
    const risk = moved.find(({ key }) => key === "risk scenario/S1/disclosure worst");
    expect(risk).toMatchObject({
      // A → B: damage 3, threat 3, vulnerability 3 → 1.
      from: 5,
      to: 4,
      shares: [{ change: 1, alone: 0, order: -1 }],
      interaction: -1,
    });
  });

  test("a change that nothing leans on moves the conformity alone", () => {
    const { moved } = attribute(system, [[status("AC-2")]], day);
    expect(new Set(moved.map(({ quantity }) => quantity))).toEqual(
      new Set(["gaps", "met", "gaps-after"]),
    );
    expect(moved.every(({ interaction }) => interaction === 0)).toBe(true);
  });

  test("a change that cannot be made alone says so", () => {
    const added: Change = { type: "add", to: "steps/S1", value: { id: "walk" } };
    const guard: Change = {
      type: "set-guard",
      scenario: "S1",
      step: "walk",
      control: "AC-2",
      level: 3,
    };
    const { moved } = attribute(system, [[added], [guard]], day);
    expect(moved.flatMap(({ shares }) => shares).filter(({ change }) => change === 1))
      .toSatisfy((shares: { alone: unknown }[]) =>
        shares.every(({ alone }) => alone === undefined)
      );
  });

  test("many changes are taken together by what they are about", () => {
    const changes = ["IA-2", "SI-2", "AC-2"].map(status);
    expect(grouped(changes, 3)).toHaveLength(3);
    expect(grouped(changes, 2)).toEqual([changes]);
    const more = [...changes, { ...changes[0], place: "web" } as Change];
    expect(grouped(more, 3)).toEqual([[more[0], more[3]], [more[1]], [more[2]]]);
  });
});

describe("laws", () => {
  const resolve = resolver(toSystem({ mitate: 1, id: "any" }, shelf).catalogue);

  test("shares add up: in order exactly, alone with the interaction (seed 201, 50 pairs)", () => {
    fc.assert(
      fc.property(records, records, (a, b) => {
        const changes = difference(a, b, resolve);
        const { moved } = attribute(toSystem(a, shelf), grouped(changes), day);
        for (const { from, to, shares, interaction } of moved) {
          const sum = (key: "alone" | "order") =>
            shares.reduce((sum, share) => sum + (share[key] ?? 0), 0);
          expect(sum("order")).toBe(to - from);
          expect(sum("alone") + interaction).toBe(to - from);
        }
      }),
      { seed: 201, numRuns: 50 },
    );
  });

  test("what is attributed is what the two assessments differ in (seed 201, 50 pairs)", () => {
    fc.assert(
      fc.property(records, records, (a, b) => {
        const [before, after] = [a, b].map((spec) => assess(toSystem(copy(spec), shelf), day));
        const changes = difference(a, b, resolve);
        const { moved } = attribute(toSystem(a, shelf), changes.map((one) => [one]), day);
        const plain = moved.filter(({ from, to }) => from !== to)
          .map(({ key, from, to }) => `${key} ${from} ${to}`).sort();
        expect(plain).toEqual(
          movedBetween(before, after).map(({ key, from, to }) => `${key} ${from} ${to}`).sort(),
        );
      }),
      { seed: 201, numRuns: 50 },
    );
  });

  test("no difference in gives none out (seed 201, 200 records)", () => {
    fc.assert(
      fc.property(records, (spec) => {
        const [a, b] = [spec, copy(spec)].map((one) => assess(toSystem(one, shelf), day));
        expect(compare(a, b)).toMatchObject({ same: true, shifts: [], paths: [], levels: [] });
        expect(movedBetween(a, b)).toEqual([]);
        expect(worsened(a, b)).toEqual([]);
      }),
      { seed: 201, numRuns: 200 },
    );
  });
});

describe("the sample", () => {
  const system = toSystem(opened.spec, standard);

  test("is worse without its account management, and says in what", () => {
    const { spec } = apply(
      opened.spec,
      [{ type: "set-status", control: "AC-2", status: "absent" }],
      resolver(system.catalogue),
    );
    const worse = worsened(assess(system, day), assess(toSystem(spec, standard), day));
    expect(worse.map(({ quantity }) => quantity)).toContain("gaps");
    expect(worsened(assess(toSystem(spec, standard), day), assess(system, day))).toEqual([]);
  });

  test("has every reading once", () => {
    const keys = readings(assess(system, day)).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
