import fc from "fast-check";
import { expect, test } from "vitest";
import { fingerprint } from "./print.ts";

const value = fc.jsonValue({ maxDepth: 3 });

test("equal values print alike, whatever the order of their keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), (map) => {
      const turned = Object.fromEntries(Object.entries(structuredClone(map)).toReversed());
      expect(fingerprint(turned)).toBe(fingerprint(map));
    }),
    { seed: 201 },
  );
});

test("different values print differently", () => {
  const seen = new Map<number, string>();
  fc.assert(
    fc.property(value, (value) => {
      const text = canonical(value);
      const print = fingerprint(structuredClone(value));
      expect(seen.get(print) ?? text).toBe(text);
      seen.set(print, text);
    }),
    { seed: 201, numRuns: 3000 },
  );
  expect(seen.size).toBeGreaterThan(1000);
});

test.each([
  [[1, 2], [2, 1]],
  [{ a: "1" }, { a: 1 }],
  [{ a: 1, b: 2 }, { a: 2, b: 1 }],
  [[], {}],
  [[[]], []],
  ["", null],
  [{ a: [] }, { a: {} }],
])("%j is not %j", (a, b) => {
  expect(fingerprint(a)).not.toBe(fingerprint(b));
});

test("a key without a value is none", () => {
  expect(fingerprint({ a: 1, b: undefined })).toBe(fingerprint({ a: 1 }));
});

/** A text that is the same for equal values. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (typeof value !== "object" || value === null) {
    // JSON knows no −0, and neither do records.
    return value === 0 ? "0" : JSON.stringify(value);
  }
  const entries = Object.entries(value).map(([key, one]) =>
    `${JSON.stringify(key)}:${canonical(one)}`
  );
  return `{${entries.sort()}}`;
}
