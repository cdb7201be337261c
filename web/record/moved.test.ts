import { expect, test } from "vitest";
import { assessed } from "../plots/fixtures/sample.ts";
import { movesOf } from "./moved.ts";

const sample = assessed();
const graver = assessed([{ type: "set-impact", category: "disclosure", level: "high" }]);
const closed = assessed([{ type: "set-trait", trait: "exposure", value: "closed" }]);

const at = (moved: ReturnType<typeof movesOf>, ref: string, aspect: string) =>
  moved.find((one) => one.ref === ref && one.aspect === aspect);

test("no change moves nothing", () => {
  expect(movesOf(sample, sample)).toEqual([]);
  expect(movesOf(sample, assessed())).toEqual([]);
  expect(movesOf(undefined, sample)).toEqual([]);
});

test("names both sides and which way is better", () => {
  const moved = movesOf(sample, graver);
  expect(at(moved, "required", "required")).toMatchObject({
    from: { en: "Moderate" },
    to: { en: "High" },
    way: "worse",
  });
  expect(at(moved, "scenario/S1/disclosure", "risk")).toMatchObject({
    from: { en: "B" },
    to: { en: "A" },
    way: "worse",
  });
});

test("there and back are each other's reverse", () => {
  const [there, back] = [movesOf(sample, closed), movesOf(closed, sample)];
  const turned = { better: "worse", worse: "better", other: "other" } as const;
  const key = ({ ref, aspect }: (typeof there)[number]) => `${ref} ${aspect}`;
  const sorted = (list: typeof there) => list.toSorted((a, b) => key(a) < key(b) ? -1 : 1);
  expect(sorted(back)).toEqual(
    sorted(there.map(({ from, to, way, ...one }) => ({
      ...one,
      from: to,
      to: from,
      way: turned[way],
    }))),
  );
});

test("a scenario that is no longer possible got better, its defence too", () => {
  const moved = movesOf(sample, closed);
  expect(at(moved, "scenario/S10", "risk")).toMatchObject({
    to: { en: "not possible" },
    way: "better",
  });
  expect(at(moved, "scenario/S10", "defence")).toMatchObject({ to: { en: "—" }, way: "better" });
});

test("a scenario that came or went has one side", () => {
  const without = assessed([{ type: "remove", from: "scenarios", id: "S1" }]);
  expect(at(movesOf(sample, without), "scenario/S1", "risk")).toMatchObject({ to: undefined });
  expect(at(movesOf(without, sample), "scenario/S1", "risk")).toMatchObject({ from: undefined });
});

test("what moved since a base is the same whether or not it was compared with others before", () => {
  const states = [graver, closed, graver, sample, closed];
  for (const after of states) {
    const fresh = { ...sample, scenarios: [...sample.scenarios] };
    expect(movesOf(sample, after)).toEqual(movesOf(fresh, after));
  }
});

test("each result of a scenario names the scenario, no other one does", () => {
  for (const { ref, scenario } of movesOf(sample, graver)) {
    if (ref.startsWith("scenario/")) expect(`${ref}/`).toContain(`${scenario}/`);
    else expect(scenario).toBeUndefined();
  }
});
