import { describe, expect, test } from "vitest";
import { fileName, namedHtml } from "./filename.ts";

describe("the name of a published file", () => {
  test("is the title with the day, in whatever language", () => {
    expect(fileName("給付金ポータルの分析", "2026-11-22", "a"))
      .toBe("給付金ポータルの分析-2026-11-22.html");
    expect(fileName("はじめに Tour", "2026-11-22", "a")).toBe("はじめに Tour-2026-11-22.html");
  });

  test("holds nothing that a system refuses or that misleads", () => {
    expect(fileName('a/b\\c:d*e?f"g<h>i|j', "2026-11-22", "x"))
      .toBe("a b c d e f g h i j-2026-11-22.html");
    expect(fileName("..\u0000hidden.\u202elmth", "2026-11-22", "x"))
      .toBe("hidden. lmth-2026-11-22.html");
    expect(fileName(" \n", "2026-11-22", "tour")).toBe("tour-2026-11-22.html");
    expect(fileName("///", "2026-11-22", "...")).toBe("mitate-2026-11-22.html");
    expect(new TextEncoder().encode(fileName("𠮷".repeat(300), "2026-11-22", "x")).length)
      .toBeLessThan(255);
  });

  test("as a person writes it ends in .html once, and is none where nothing is left", () => {
    expect(namedHtml("報告.HTML")).toBe("報告.html");
    expect(namedHtml("報告.pdf")).toBe("報告.pdf.html");
    expect(namedHtml("con")).toBe("con_.html");
    expect(namedHtml("../../x")).toBe("x.html");
    expect(namedHtml(" . ")).toBe("");
  });
});
