import { describe, expect, test } from "vitest";
import { formula } from "./maths/formula.ts";
import { analyse } from "./analysis.ts";
import { record, steps, system } from "./fixtures/record.ts";
import { cell, complete, defects, points, rate, type RatingTable } from "./rating.ts";
import type { TableSpec } from "./schema.ts";
import { customise } from "./shelf.ts";
import { standard } from "./standard.ts";
import { toSystem } from "./system.ts";

/** A two-by-two table; `over` replaces cells, `undefined` takes one out. */
function small(over: Record<string, string | undefined> = {}, nominal = false): RatingTable {
  const cells = { "1/a": "low", "1/b": "low", "2/a": "low", "2/b": "high", ...over };
  return {
    id: "small",
    name: { ja: "小さな表", en: "Small" },
    version: "1",
    source: "test",
    provenance: "user",
    axes: [{ name: "x", values: [1, 2] }, { name: "y", values: ["a", "b"], nominal }],
    scale: ["low", "high"],
    cells: Object.fromEntries(
      Object.entries(cells).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  };
}

describe("reading a table", () => {
  test("the cell is named by the values of the axes in their order, whatever the order asked in", () => {
    expect(cell(small(), { y: "b", x: 2 })).toBe("2/b");
    expect(rate(small(), { y: "b", x: 2 })).toBe("high");
  });

  test("a point that the table does not have names the table and the cell", () => {
    expect(() => rate(small(), { x: 3, y: "a" })).toThrow(
      new RangeError('Cannot rate 3/a: the table "Small" has no such cell.'),
    );
  });

  test("all points, the last axis turning fastest", () => {
    expect(points(small().axes)).toEqual([[0, 0], [0, 1], [1, 0], [1, 1]]);
    expect(points([])).toEqual([[]]);
  });
});

describe("defects of a table", () => {
  test("a complete, monotone table has none", () => {
    expect(defects(small())).toEqual([]);
  });

  test("a missing cell", () => {
    expect(defects(small({ "1/b": undefined }))).toEqual([{ kind: "missing", cell: "1/b" }]);
  });

  test("a result that is not on the scale, and a cell that no axis has", () => {
    expect(defects(small({ "1/b": "medium", "9/z": "low" }))).toEqual([
      { kind: "foreign", cell: "1/b", value: "medium" },
      { kind: "foreign", cell: "9/z", value: "low" },
    ]);
  });

  test("a result that improves as an input worsens, with the milder neighbour", () => {
    expect(defects(small({ "1/b": "high", "2/b": "low" }))).toEqual([
      { kind: "non-monotone", cell: "2/b", value: "low", than: "1/b" },
    ]);
  });

  test("nothing need be monotone along a nominal axis", () => {
    expect(defects(small({ "1/a": "high", "2/a": "high" }))).not.toEqual([]);
    expect(defects(small({ "1/a": "high", "2/a": "high" }, true))).toEqual([]);
  });
});

describe("tables of a record", () => {
  const risk: TableSpec = {
    id: "own",
    formula: 'damage + threat + vulnerability >= 8 ? "A" : "E"',
  };
  const rated = (table: TableSpec) => {
    const made = system({
      tables: [table],
      method: { risk: table.id },
      scenarios: [{ id: "S1", damage: "leak", threat: 3, steps: steps("in : AC-2") }],
      controls: { "AC-2": "implemented" },
    });
    return { risk: analyse(made).scenarios[0].risk.worst, made };
  };

  test("a formula is evaluated once per cell and rates like a table", () => {
    const { risk: letter, made } = rated(risk);
    expect(letter).toBe("A");
    const { table } = made.method.risk;
    expect([table.id, table.provenance]).toEqual(["own", "user"]);
    expect(Object.keys(table.cells)).toHaveLength(27);
    expect(table.cells["3/3/2"]).toBe("A");
    expect(table.cells["2/3/2"]).toBe("E");
    expect(defects(table)).toEqual([]);
  });

  test("cells may be written out, and replace a shipped table under its id", () => {
    const cells = Object.fromEntries(
      points([1, 2, 3].map((name) => ({ name: String(name), values: [1, 2, 3] })))
        .map((indices) => [indices.map((index) => index + 1).join("/"), "D"]),
    );
    const { risk: letter, made } = rated({ id: "ipa-ics-2", cells });
    expect(letter).toBe("D");
    expect(made.shelf.tables.find(({ id }) => id === "ipa-ics-2")!.provenance).toBe("user");
    expect(made.shelf.methods[0].table.provenance).toBe("user");
  });

  test("the target of an own method is its own, else that of the method with the same scale", () => {
    expect(rated(risk).made.target).toEqual({ 1: "D", 2: "C", 3: "B" });
    expect(rated({ ...risk, target: { "3": "A" } }).made.target[3]).toBe("A");
    const other = { ...risk, scale: ["ok", "bad", "worse"], formula: '"ok"' };
    expect(rated(other).made.target).toEqual({ 1: "bad", 2: "bad", 3: "bad" });
  });

  test("a formula that cannot be read or gives no ordinal leaves its cells missing, never throws", () => {
    for (const formula of ["damage +", "nothing + 1", "[1, 2]", 'import({}, {}) ? "A" : "E"']) {
      const { tables } = customise(standard, [{ id: "own", formula }]);
      expect(tables[0].cells, formula).toEqual({});
      expect(defects(tables[0])).toHaveLength(27);
    }
  });

  test("the same tables give the same shelf; none give the shelf itself", () => {
    const tables = [risk];
    expect(customise(standard, tables)).toBe(customise(standard, tables));
    expect(customise(standard, undefined)).toBe(standard);
    expect(customise(standard, [])).toBe(standard);
  });

  test("an incomplete table in use is a finding, and the analysis does not throw", () => {
    const spec = record({
      tables: [{ id: "ipa-ics-2", cells: { "3/3/3": "A" } }],
      scenarios: [{ id: "S1", damage: "leak", threat: 1, steps: steps("in : AC-2") }],
      controls: { "AC-2": "implemented" },
    });
    expect(() => analyse(toSystem(spec, standard))).not.toThrow();
  });
});

describe("formulas (mathjs)", () => {
  test("compute over named values, Japanese names and texts included", () => {
    expect(formula("damage * threat")({ damage: 3, threat: 2 })).toBe(6);
    expect(formula("被害 + 脅威 * 2")({ 被害: 3, 脅威: 2 })).toBe(7);
    expect(formula("max(被害レベル, 2)")({ 被害レベル: 1 })).toBe(2);
    expect(formula('level == 3 ? "A" : "B"')({ level: 3 })).toBe("A");
  });

  test("a formula that cannot be read is a SyntaxError of mathjs", () => {
    expect(() => formula("1 +")).toThrow(SyntaxError);
  });

  test("each evaluation starts from the values it is given", () => {
    const counting = formula("x = x + 1; x");
    const scope = { x: 1 };
    expect(String(counting(scope))).toBe("[2]");
    expect(String(counting(scope))).toBe("[2]");
    expect(scope).toEqual({ x: 1 });
  });

  test.each([
    "import({ x: 1 }, {})",
    'createUnit("x")',
    'evaluate("1 + 1")',
    'parse("1 + 1")',
    'simplify("x + x")',
    'derivative("x^2", "x")',
  ])("%s is switched off", (text) => {
    expect(() => formula(text)({})).toThrow(/not available in formulas/);
  });

  test.each([
    "sum(1:1e9)",
    "zeros(1e5, 1e5)",
    "f(x) = f(x); f(1)",
    "map([1], f)",
    "1000000!",
    "bignumber(2) ^ 1e9",
    "a = [1, 1]; a = [a, a]",
    "random()",
    "5 cm to inch",
  ])("%s, which could loop, grow or change, is refused", (text) => {
    expect(() => formula(text)).toThrow(/not available/);
  });

  test("a table of more combinations than can be gone through is neither evaluated nor read", () => {
    const values = Array.from({ length: 1000 }, (_, index) => index + 1);
    const axes = ["damage", "threat", "vulnerability"].map((name) => ({ name, values }));
    const { tables } = customise(standard, [{ id: "own", axes, scale: [1], formula: "1" }]);
    expect(tables[0].cells).toEqual({});
    expect(complete(tables[0])).toBe(false);
  });

  test("nothing beyond the values can be reached", () => {
    for (
      const text of [
        "x.constructor",
        'x["constructor"]',
        'cos.constructor("return 1")()',
        "globalThis",
        "Deno",
        "process",
      ]
    ) {
      expect(() => formula(text)({ x: 1 }), text).toThrow();
    }
  });
});
