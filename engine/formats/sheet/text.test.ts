import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDay, toSerial } from "./day.ts";
import { decode, encode, fitting } from "./text.ts";

describe("a text in a cell", () => {
  test.each([
    ["bell\u0007", "bell_x0007_"],
    ["a\r\nb", "a_x000D_\nb"],
    ["_x0041_", "_x005F_x0041_"],
    ["_x0041", "_x005F_x0041"],
    ["\ud800", "_xD800_"],
    ["👩‍👧 ＝", "👩‍👧 ＝"],
    ["=1+1", "=1+1"],
  ])("%j is written %j and read back", (text, written) => {
    expect(encode(text)).toBe(written);
    expect(decode(written)).toBe(text);
  });

  test("of any signs comes back as it was, and holds nothing that XML cannot say", () => {
    const sign = fc.oneof(
      fc.constantFrom(
        "_",
        "x",
        "_x",
        "_x0041_",
        "\r",
        "\n",
        "\u0000",
        "\ufffe",
        "\ud83d",
        "\ude00",
      ),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(sign), (signs) => {
        const text = signs.join("");
        const written = encode(text);
        expect(decode(written)).toBe(text);
        // deno-lint-ignore no-control-regex
        expect(written).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/);
        expect(written.isWellFormed()).toBe(true);
      }),
      { seed: 201, numRuns: 1000 },
    );
  });

  test("is cut to what Excel holds, between letters", () => {
    expect(fitting("x".repeat(40_000))).toHaveLength(32_767);
    expect(fitting("😀".repeat(20_000)).isWellFormed()).toBe(true);
    expect(fitting("short")).toBe("short");
  });
});

describe("a day", () => {
  // What Excel shows for these numbers; ISO/IEC 29500-1, 18.17.4.1 for the ends.
  test.each([
    ["1900-03-01", 61],
    ["1970-01-01", 25_569],
    ["2024-02-29", 45_351],
    ["2026-11-22", 46_348],
    ["9999-12-31", 2_958_465],
  ])("%s is %i", (day, serial) => {
    expect(toSerial(day)).toBe(serial);
    expect(toDay(serial)).toBe(day);
    expect(toDay(serial + 0.75)).toBe(day);
  });

  test("before the count of Excel is sound has no number, and nor has what is no day", () => {
    for (const day of ["1900-02-28", "0001-01-01", "", "2026-13-01", "soon"]) {
      expect(toSerial(day)).toBeUndefined();
    }
    for (const serial of [60, 0, -1, 2_958_466, NaN, Infinity]) {
      expect(toDay(serial)).toBeUndefined();
    }
  });

  test("of a workbook that counts from 1904 is four years and a day later", () => {
    expect(toDay(44_886, true)).toBe("2026-11-22");
  });
});
