import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { harmless, pad, segments, width, wrap } from "./column.ts";

describe("width", () => {
  test.each([
    ["abc", 3],
    ["管理策", 6],
    ["ﾃｽﾄ", 3],
    ["Ａ１", 4],
    ["→…─", 3],
    ["「」、。", 8],
    ["か\u3099", 2],
    ["が", 2],
    ["é", 1],
    ["𠮷", 2],
    ["👩‍👩‍👧", 2],
    ["〜", 2],
    ["", 0],
  ])("%s takes %i columns", (text, columns) => expect(width(text)).toBe(columns));
});

test("characters are told apart as the platform does it", () => {
  const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });
  const any = fc.oneof(
    fc.constantFrom(..."aé →…─。かが\u3099゛ヽー〪険ｶﾞﾟＡ！\ufe0f👩\u200d👧🇯🇵\r\n"),
    fc.integer({ min: 0x20, max: 0xffff }).map((code) => String.fromCharCode(code)),
  );
  fc.assert(
    fc.property(fc.array(any), (list) => {
      const text = list.join("");
      const expected = Array.from(graphemes.segment(text), ({ segment }) => segment);
      expect([...segments(text)]).toEqual(expected);
    }),
    { seed: 201, numRuns: 2000 },
  );
});

test("pad fills up to a width counted in columns, on either side or both", () => {
  expect(pad("管理", 6)).toBe("管理  ");
  expect(pad("12", 4, "end")).toBe("  12");
  expect(pad("B!", 5, "center")).toBe(" B!  ");
  expect(pad("管理策", 4)).toBe("管理策");
});

describe("wrap", () => {
  test("breaks Latin between words and Japanese between characters", () => {
    expect(wrap("multi-factor authentication", 14)).toEqual(["multi-factor", "authentication"]);
    expect(wrap("多要素認証の徹底", 6)).toEqual(["多要素", "認証の", "徹底"]);
  });

  test("no line begins with closing punctuation or a small kana, none ends with an opening one", () => {
    expect(wrap("認証基盤、保守", 8)).toEqual(["認証基", "盤、保守"]);
    expect(wrap("未評価（暫定）", 8)).toEqual(["未評価", "（暫定）"]);
    expect(wrap("アップデート", 4)).toEqual(["アッ", "プ", "デー", "ト"]);
  });

  test("cuts a word that is longer than a line", () => {
    expect(wrap("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
  });

  test("a word as long as a hostile file is cut at once", () => {
    expect(wrap("x".repeat(200_000), 100)).toHaveLength(2000);
    expect(wrap("険".repeat(20_000), 100)).toHaveLength(400);
  }, 2000);

  test("loses nothing but spaces, and keeps every line within its columns", () => {
    const letters = fc.constantFrom(..."abc DE管理策、。「」（）ー—1 2ﾃ→".split(""));
    fc.assert(
      fc.property(fc.array(letters), fc.integer({ min: 8, max: 30 }), (list, columns) => {
        const text = list.join("").replace(/[、。」）ー]{2,}|[「（]{2,}/g, "、");
        const lines = wrap(text, columns);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
      }),
      { seed: 201 },
    );
  });
});

test("harmless leaves out what could steer a terminal or turn the writing round", () => {
  expect(harmless("a\u001b[31mb\u0007\u009bc\u202ed")).toBe("a[31mbcd");
  expect(harmless("a\tb\r\nc")).toBe("a b c");
  expect(harmless("管理策 AC-2(3)")).toBe("管理策 AC-2(3)");
});
