import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import { Window } from "happy-dom";
import { all, create } from "mathjs";
import { afterAll, describe, expect, test } from "vitest";
import { functions } from "../notebook/compile/functions.ts";
import { parts } from "./parts.ts";
import { give } from "./parts/formula.ts";

type Functions = Readonly<Record<string, (...values: unknown[]) => unknown>>;
const whole = create(all, { matrix: "Array", predictable: true }) as unknown as Functions;
const small = give().math as Functions;

// Quantiles choose their pivots by dice.
const { random } = Math;
afterAll(() => {
  Math.random = random;
});

/** What a call gives: its value, or that it fails. Formulas have no complex numbers. */
function outcome(math: Functions, name: string, values: readonly unknown[]): unknown {
  let state = 1;
  Math.random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  try {
    const value = math[name](...values);
    return whole.isComplex(value) ? "TypeError" : value;
  } catch (error) {
    return (error as Error).name;
  }
}

describe("the small mathjs", () => {
  test.each([...functions])("gives what the whole gives: %s", (name) => {
    const number = fc.oneof(
      fc.integer({ min: -5, max: 12 }),
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.constantFrom(0, -0, NaN, Infinity, 1e-300),
    );
    const plain = fc.oneof(number, fc.boolean(), fc.constantFrom("", "2", "文", null, undefined));
    const list = fc.oneof(
      fc.array(number, { maxLength: 4 }),
      fc.array(plain, { maxLength: 3 }),
      fc.array(fc.array(number, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
    );
    const values = fc.array(fc.oneof({ weight: 3, arbitrary: number }, list, plain), {
      minLength: 1,
      maxLength: 3,
    });
    // What random values rarely are: what each function is for.
    const usual = [
      ...[[4], [2, 3], ["a", "b"], [2.345, 1]],
      ...[[[3, 1, 2]], [[3, 1, 2], 0.5], [[1, 2], [3, 4]], [[[1, 2], [3, 4]]]],
    ];
    fc.assert(
      fc.property(values, (values) => {
        expect(outcome(small, name, values)).toEqual(outcome(whole, name, values));
      }),
      { seed: 201, numRuns: 150, examples: usual.map((values): [never] => [values as never]) },
    );
    const some = usual.some((values) => typeof outcome(small, name, values) !== "string");
    expect(some || ["filter", "map"].includes(name)).toBe(true);
  });

  test("calls what it is handed as the whole does", () => {
    for (const math of [small, whole]) {
      expect(math.map([1, 2], (value: number) => value * 2)).toEqual([2, 4]);
      expect(math.filter([1, 2, 3], (value: number) => value > 1)).toEqual([2, 3]);
      expect(math.sort([3, 1, 2], "desc")).toEqual([3, 2, 1]);
    }
  });
});

test("the parts give every name of the frame, and no other", async () => {
  const window = new Window();
  Object.assign(globalThis, { document: window.document });
  const { library, living } = await import("../frame/library.ts");
  const { systemsOf } = await import("../frame/systems.ts");
  const none = systemsOf({ at: "2026-11-22", systems: [], catalogs: [] });
  const known = Object.keys({ ...library(), ...living(none, () => {}) });
  const given = new Set(Object.values(parts).flatMap(({ names }) => names));
  expect([...given].sort()).toEqual(known.sort());
  await window.happyDOM.close();
});

test("of a name that several parts give, the last one gives everything", () => {
  const names = Object.groupBy(
    Object.values(parts).flatMap((part) => part.names.map((name) => ({ name, part }))),
    ({ name }) => name,
  );
  for (const [name, list] of Object.entries(names)) {
    expect(list!.map(({ part }) => part.members === undefined), name)
      .toEqual(list!.map((_, index) => index === list!.length - 1));
  }
});

test("the parts have every sentence that their sources say", () => {
  const web = fileURLToPath(new URL("../", import.meta.url));
  const read = (folder: string) =>
    readdirSync(web + folder).filter((name) => /(?<!\.test)\.[tj]s$/.test(name))
      .map((name) => readFileSync(`${web}${folder}/${name}`, "utf8")).join("\n");
  const sources = [
    ...["frame/library", "inputs", "plots", "report/parts"].map(read),
    ...["report/place.ts", "report/run.ts", "report/main.ts", "frame/systems.ts", "frame/prose.ts"]
      .map((file) => readFileSync(web + file, "utf8")),
  ].join("\n");
  const said = new Set([...sources.matchAll(/"(app\.[\w.]+)"/g)].map(([, key]) => key));
  expect(said.size).toBeGreaterThan(5);
  const built = read("../dist/report");
  expect([...said].filter((key) => !built.includes(key))).toEqual([]);
});
