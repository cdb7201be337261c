import { describe, expect, test } from "vitest";
import { side } from "./side.ts";

const shown = (source: string, lang: "ja" | "en") =>
  side(source, lang).split("\n").filter(Boolean).join("|");

describe("a text in two languages", () => {
  test("shows what belongs to both and the side that is asked for", () => {
    const source = "# 題 Title\n::: ja\n本文\n::: en\nText\n:::\n共通 common";
    expect(shown(source, "ja")).toBe("# 題 Title|本文|共通 common");
    expect(shown(source, "en")).toBe("# 題 Title|Text|共通 common");
  });

  test("keeps every line on its line", () => {
    const source = "a\n::: ja\nb\n:::\nc";
    for (const lang of ["ja", "en"] as const) {
      expect(side(source, lang).split("\n").length).toBe(5);
      expect(side(source, lang).split("\n")[4]).toBe("c");
    }
  });

  test("a part without an end goes on, an end without a beginning does nothing", () => {
    expect(shown("a\n::: en\nb\n\nc", "ja")).toBe("a");
    expect(shown("a\n::: en\nb\n\nc", "en")).toBe("a|b|c");
    expect(shown("a\n:::\nb", "ja")).toBe("a|b");
  });

  test("signs in code and other divisions are text", () => {
    expect(shown("```\n::: en\n```\nb", "ja")).toBe("```|::: en|```|b");
    expect(shown("~~~\n```\n::: en\n~~~\nb", "ja")).toBe("~~~|```|::: en|~~~|b");
    expect(shown("::: note\nb\n:::\nc", "ja")).toBe("::: note|b|c");
    expect(shown("see ::: ja here", "en")).toBe("see ::: ja here");
  });

  test("spaces after the sign do not count, and a text without signs is itself", () => {
    expect(shown(":::ja  \nb\n:::\t", "en")).toBe("");
    const source = "a\nb";
    expect(side(source, "en")).toBe(source);
  });
});
