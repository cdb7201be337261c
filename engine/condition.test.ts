import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds, parse, terms, traitsOf, type Truth } from "./condition.ts";
import { ground } from "./profile.ts";
import { system } from "./fixtures/record.ts";
import type { TraitValue } from "./model.ts";

const traits = {
  "exposure": "internet",
  "hosting": "iaas",
  "operation.remote": true,
  "information.personal": false,
  "users.count": 500,
  "traits.地域": "東京",
};

function truth(text: string, over: Readonly<Record<string, TraitValue>> = traits): Truth {
  return holds(parse(text), over).truth;
}

describe("comparisons over traits", () => {
  test.each([
    ["exposure = internet", "yes"],
    ["exposure == internet", "yes"],
    ["exposure = closed", "no"],
    ["exposure != closed", "yes"],
    ["exposure in [closed, internet]", "yes"],
    ["exposure in [closed]", "no"],
    ["operation.remote", "yes"],
    ["operation.remote = true", "yes"],
    ["operation.remote = false", "no"],
    ["information.personal", "no"],
    ["users.count < 501", "yes"],
    ["users.count < 500", "no"],
    ["users.count <= 500", "yes"],
    ["users.count > 499.5", "yes"],
    ["users.count >= 501", "no"],
    ["users.count = 500", "yes"],
    ["traits.地域 = 東京", "yes"],
    ['traits.地域 = "東京"', "yes"],
    ['exposure = "internet"', "yes"],
    ["exposure", "no"],
  ])("%s → %s", (text, wanted) => expect(truth(text)).toBe(wanted));

  test.each([
    ["not exposure = closed", "yes"],
    ["not not operation.remote", "yes"],
    ["exposure = internet and operation.remote", "yes"],
    ["exposure = closed or operation.remote", "yes"],
    ["exposure = closed or exposure = internet and information.personal", "no"],
    ["(exposure = closed or exposure = internet) and operation.remote", "yes"],
    ["not (exposure = closed or hosting = iaas)", "no"],
    ["not exposure = closed and hosting = iaas", "yes"],
  ])("%s → %s: not binds tightest, then and, then or", (text, wanted) => {
    expect(truth(text)).toBe(wanted);
  });

  test("no condition always holds", () => {
    expect(holds(undefined, {})).toEqual({ truth: "yes", because: [] });
  });
});

describe("unassessed traits", () => {
  test.each([
    ["exposure = internet", "unknown"],
    ["not exposure = internet", "unknown"],
    ["exposure = internet and operation.remote", "unknown"],
    ["exposure = internet and information.personal", "no"],
    ["exposure = internet or operation.remote", "yes"],
    ["exposure = internet or information.personal", "unknown"],
    ["traits.nothing > 3", "unknown"],
  ])("%s → %s (Kleene's three values)", (text, wanted) => {
    const { exposure: _, ...rest } = traits;
    expect(truth(text, rest)).toBe(wanted);
  });

  test("settling a trait never turns a yes or no into something else (seed 201)", () => {
    const leaf = fc.constantFrom(
      "exposure = internet",
      "operation.remote",
      "users.count >= 100",
      "hosting in [iaas, paas]",
    );
    const { text } = fc.letrec<{ text: string }>((tie) => ({
      text: fc.oneof(
        { maxDepth: 3 },
        leaf,
        tie("text").map((one) => `not (${one})`),
        fc.tuple(tie("text"), fc.constantFrom("and", "or"), tie("text"))
          .map(([one, word, other]) => `(${one}) ${word} (${other})`),
      ),
    }));
    const values: Record<string, TraitValue[]> = {
      "exposure": ["internet", "closed"],
      "operation.remote": [true, false],
      "users.count": [10, 500],
      "hosting": ["iaas", "on-premises"],
    };
    const some = fc.record(
      Object.fromEntries(
        Object.entries(values).map(([name, list]) => [name, fc.constantFrom(...list)]),
      ),
      { requiredKeys: [] },
    );
    const all = fc.record(
      Object.fromEntries(
        Object.entries(values).map(([name, list]) => [name, fc.constantFrom(...list)]),
      ),
    );
    fc.assert(
      fc.property(text, some, all, (text, known, rest) => {
        const before = holds(parse(text), known as Record<string, TraitValue>);
        const after = holds(parse(text), { ...rest, ...known } as Record<string, TraitValue>);
        expect(after.truth).not.toBe("unknown");
        if (before.truth !== "unknown") expect(after.truth).toBe(before.truth);
        for (const name of before.because) expect(traitsOf(parse(text))).toContain(name);
      }),
      { seed: 201, numRuns: 1000 },
    );
  });
});

describe("the traits that decided", () => {
  test.each([
    ["exposure = internet and operation.remote", ["exposure", "operation.remote"]],
    ["exposure = closed and operation.remote", ["exposure"]],
    ["exposure = closed or operation.remote", ["operation.remote"]],
    ["exposure = closed or information.personal", ["exposure", "information.personal"]],
    ["not information.personal", ["information.personal"]],
    ["exposure = internet and not exposure = closed", ["exposure"]],
  ])("%s: because of %s", (text, because) => {
    expect(holds(parse(text), traits).because).toEqual(because);
  });

  test("every trait is named once, in reading order", () => {
    const condition = parse("hosting = iaas or (exposure = internet and hosting = paas)");
    expect(traitsOf(condition)).toEqual(["hosting", "exposure"]);
    expect(terms(condition.term!).map(({ values }) => values)).toEqual([["iaas"], ["internet"], [
      "paas",
    ]]);
    expect(traitsOf(undefined)).toEqual([]);
  });
});

describe("what cannot be read", () => {
  test.each([
    ["", 1],
    ["exposure =", 11],
    ["exposure = internet and", 24],
    ["(exposure = internet", 21],
    ["exposure = internet)", 20],
    ["exposure internet", 10],
    ["and exposure", 1],
    ["exposure in internet", 13],
    ["exposure in [internet", 22],
    ["exposure in []", 14],
    ["exposure = internet hosting = iaas", 21],
    ["exposure = $", 12],
    ['"exposure" = internet', 1],
  ])("%j is an error at column %i, never an exception, and unknown", (text, column) => {
    const { term, error } = parse(text);
    expect(term).toBeUndefined();
    expect(error!.column).toBe(column);
    expect(error!.message).toMatch(/^expected /);
    expect(truth(text)).toBe("unknown");
  });

  test("nesting as deep as anyone reads is fine; far deeper is refused, not a stack overflow", () => {
    const nested = (depth: number) => "(".repeat(depth) + "exposure = internet" + ")".repeat(depth);
    expect(truth(nested(40))).toBe("yes");
    expect(parse(nested(100_000)).error!.message).toContain("at most 50 levels of nesting");
    expect(parse("not ".repeat(100_000) + "exposure").error).toBeDefined();
  });

  test("any text at all is read or refused (seed 201)", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { term, error } = parse(text);
        expect((term === undefined) === (error !== undefined)).toBe(true);
      }),
      { seed: 201, numRuns: 1000 },
    );
  });
});

describe("on the ground of a record", () => {
  test("the traits of the profile are read under their paths; unassessed ones are missing", () => {
    const on = ground(system({
      profile: {
        exposure: "unassessed",
        operation: { remote: true },
        connections: [{ id: "a" }, { id: "b" }],
        traits: { kiosks: 3 },
      },
    }));
    const of = (text: string) => on.verity(parse(text)).truth;
    expect(of("exposure = internet")).toBe("unknown");
    expect(of("operation.remote")).toBe("yes");
    expect(of("connections.count >= 2")).toBe("yes");
    expect(of("traits.kiosks = 3")).toBe("yes");
    expect(of("kiosks = 3")).toBe("unknown");
  });

  test("equal texts give one and the same condition", () => {
    expect(parse("exposure = internet")).toBe(parse("exposure = internet"));
  });
});
