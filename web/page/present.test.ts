import { describe, expect, test } from "vitest";
import { blank, newCell } from "../notebook/format.ts";
import { slidesOf } from "./present.ts";

const slides = (lang: "ja" | "en", ...texts: string[]) =>
  slidesOf({
    ...blank("題"),
    cells: texts.map((text, index) =>
      newCell(index + 1, text.startsWith("=") ? "javascript" : "markdown", text, {
        hidden: text === "=hidden",
      })
    ),
  }, lang).map(({ title, ids }) => `${title}: ${ids.join(" ")}`);

describe("a notebook as slides", () => {
  test("one for each heading of the first two levels, with what stands below it", () => {
    expect(slides("ja", "# 一", "=1", "### 小", "=2", "## 二\n本文", "=3"))
      .toEqual(["一: 1 2 3 4", "二: 5 6"]);
  });
  test("what stands before the first heading belongs to it, and hidden outputs are left out", () => {
    expect(slides("ja", "=1", "=hidden", "# 一", "=2", "## 二")).toEqual(["一: 1 3 4", "二: 5"]);
  });
  test("without headings there is one, with the title of the notebook", () => {
    expect(slides("ja", "=1", "文")).toEqual(["題: 1 2"]);
    expect(slides("ja")).toEqual([]);
  });
  test("speaks the language, and takes the first of several headings of a cell", () => {
    const text = "::: ja\n# 一\n## 二\n::: en\n# One\n## Two\n:::";
    expect(slides("ja", text)).toEqual(["一: 1"]);
    expect(slides("en", text)).toEqual(["One: 1"]);
  });
});
