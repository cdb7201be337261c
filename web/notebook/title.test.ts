import { expect, test } from "vitest";
import { blank, newCell, parse, serialize } from "./format.ts";
import { retitle } from "./title.ts";

const made = (title: string, text: string) => ({
  ...blank(title),
  cells: [newCell(1, "javascript", "1"), newCell(2, "markdown", text)],
});

test.each([
  ["検討", "# 検討\n\n文", "# 見直し\n\n文"],
  ["検討", "# 検討 Review\n", "# 検討 Review\n"],
  ["検討", "文\n# 検討", "文\n# 検討"],
  ["検討", "## 検討", "## 検討"],
  [
    "検討",
    "::: ja\n# 検討\n文\n::: en\n# Review\n:::",
    "::: ja\n# 見直し\n文\n::: en\n# Review\n:::",
  ],
  ["${a}", "# \\${a}", "# 見直し"],
])(
  "a notebook called %j that begins with %j begins with %j when it is called 見直し",
  (title, from, to) => {
    const { title: now, cells } = retitle(made(title, from), "見直し");
    expect([now, cells[1].value]).toEqual(["見直し", to]);
  },
);

test("the same title changes nothing, and another one only the title and the heading", () => {
  const text = serialize(made("検討", "# 検討"));
  const notebook = parse(text);
  expect(retitle(notebook, "検討")).toBe(notebook);
  expect(serialize(retitle(notebook, "a"))).toBe(text.replaceAll("検討", "a"));
});
