import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { difference, shown } from "./diff.ts";

const signs = (before: string, after: string) =>
  difference(before, after).map(({ sign, line, text }) => `${sign}${line} ${text}`);

describe("difference", () => {
  test("equal texts differ in nothing, whatever their line ends", () => {
    expect(signs("a\nb\n", "a\nb\n")).toEqual([]);
    expect(signs("a\r\nb\r\n", "a\nb\n")).toEqual([]);
  });

  test("a changed line goes and comes, with the number it has in its text", () => {
    expect(signs("a\nb\nc\n", "a\nx\nc\n")).toEqual(["-2 b", "+2 x"]);
    expect(signs("a\nc\n", "a\nb\nc\n")).toEqual(["+2 b"]);
  });

  test("lines between two changes stay out", () => {
    expect(signs("a\nb\nc\nd\ne", "x\nb\nc\nd\ny")).toEqual(["-1 a", "+1 x", "-5 e", "+5 y"]);
  });

  test("what is left after taking out the + lines is what is left after taking out the - lines", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 })
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = difference(before, after);
        const without = (text: string, sign: string) =>
          text.split("\n").filter((_, index) =>
            !found.some((one) => one.sign === sign && one.line === index + 1)
          );
        expect(without(before, "-")).toEqual(without(after, "+"));
      }),
      { seed: 201 },
    );
  });
});

test("a long line shows the stretch that is new", () => {
  const long = (word: string) => `${"x".repeat(200)} ${word} ${"y".repeat(200)}`;
  const [before, after] = shown(difference(long("absent"), long("partial")), 80);
  expect(before).toMatch(/^- 1: ….*absent.*…$/);
  expect(after).toMatch(/^\+ 1: ….*partial.*…$/);
  expect(after.length).toBeLessThanOrEqual(82);
});
