import fc from "fast-check";
import { expect, test } from "vitest";
import { patched, patchOf } from "./patch.ts";

test("a patch turns the one text into the other, whatever they are, and is well-formed", () => {
  const text = fc.array(fc.constantFrom("a", "b\n", "\r\n", "🗾", "🗿", "長い行", " "), {
    maxLength: 60,
  }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (from, to) => {
      const patch = patchOf(from, to);
      expect(patched(from, patch)[0]).toBe(to);
      // Half a character would not survive being stored.
      for (const part of [patch.old, patch.new]) expect(part.isWellFormed()).toBe(true);
    }),
    { seed: 201, numRuns: 2000 },
  );
});

test.each<[string, string, string, string]>([
  ["the line that differs", "a: 1\nb: 2\nc: 3\n", "a: 1\nb: 5\nc: 3\n", "b: 2\n"],
  ["the line above a new one, too", "a: 1\nb: 2\n", "a: 1\nx: 0\nb: 2\n", "a: 1\nb: 2\n"],
  [
    "the last line where something comes at the end",
    "a: 1\nb: 2\n",
    "a: 1\nb: 2\nc: 3\n",
    "b: 2\n",
  ],
])("what it looks for is %s", (_, from, to, old) => {
  expect(patchOf(from, to).old).toBe(old);
});

test("of a record on one line it takes a part", () => {
  const row = (status: string) => `{${"x".repeat(500)}: ${status}${"y".repeat(500)}}`;
  const patch = patchOf(row("planned"), row("absent"));
  expect(patch.old.length).toBeLessThan(200);
  expect(patched(row("planned"), patch)[0]).toBe(row("absent"));
});

test("it is found where the text moved, the nearest first, and nowhere when it is gone", () => {
  const patch = patchOf("a: 1\n\nb: 2\n", "a: 1\n\nb: 5\n");
  expect(patched("# new\na: 1\n\nb: 2\n", patch)).toEqual(["# new\na: 1\n\nb: 5\n"]);
  expect(patched("b: 2\n# one\n# two\nb: 2\n", patch)).toEqual([
    "b: 5\n# one\n# two\nb: 2\n",
    "b: 2\n# one\n# two\nb: 5\n",
  ]);
  expect(patched("a: 1\nb: 3\n", patch)).toEqual([]);
});
