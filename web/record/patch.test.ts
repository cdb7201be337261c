import fc from "fast-check";
import { expect, test } from "vitest";
import { patched, patchOf, reversed } from "./patch.ts";

const text = fc.string({ maxLength: 12, unit: fc.constantFrom("a", "b", "\n", "字") });

test("a patch leads from one text to the other, and its reverse back", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const patch = patchOf(before, after);
      expect(patch === undefined).toBe(before === after);
      if (!patch) return;
      expect(patched(before, patch)).toBe(after);
      expect(patched(after, reversed(patch))).toBe(before);
    }),
    { seed: 201 },
  );
});

test.each([
  ["abc", "abc", undefined],
  ["abc", "axc", { at: 1, gone: "b", come: "x" }],
  ["aa", "aaa", { at: 2, gone: "", come: "a" }],
  ["a: 1\nb: 2\n", "b: 2\n", { at: 0, gone: "a: 1\n", come: "" }],
])("%j to %j is one stretch", (before, after, patch) => {
  expect(patchOf(before, after)).toEqual(patch);
});

test("a patch of another text is not made", () => {
  expect(() => patched("xyz", { at: 1, gone: "b", come: "c" })).toThrow(/something else/);
});
