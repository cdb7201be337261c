import { expect, test } from "vitest";
import { width, wrap } from "./wrap.ts";

test("fits every line into the room, and loses nothing but spaces", () => {
  const text = "保守要員の資格情報の窃取、及び「踏み台」からの特権コマンドの実行";
  const lines = wrap(text, 8, 9, "ja");
  expect(lines.join("")).toBe(text);
  for (const line of lines) expect(width(line)).toBeLessThanOrEqual(8);
});

test("no line begins with a closing mark or a small letter, or ends with an opening bracket", () => {
  for (const room of [4, 5, 6, 7, 8, 9]) {
    for (const line of wrap("「ウェブ」、シェル（設置）。キャッシュー", room, 99, "ja")) {
      expect(line).not.toMatch(/^[、。」）ャュョッーェ]|[「（]$/);
    }
  }
});

test("English breaks between words; what is too long is cut with a sign", () => {
  expect(wrap("Enter the maintenance VPN", 10, 3, "en")).toEqual(["Enter the", "maintenance VPN"]);
  const [one, two, ...rest] = wrap("one two three four five six seven eight", 6, 2, "en");
  expect([one, rest]).toEqual(["one two", []]);
  expect(two).toMatch(/…$/);
  expect(wrap("Maintenance VPN gateway", 12, 1, "en")).toEqual(["Maintenance VPN gat…"]);
});

test("a word wider than the room is broken rather than let out", () => {
  for (const line of wrap("T1595.002/T1190/T1505.003", 5, 9, "en")) {
    expect(width(line)).toBeLessThanOrEqual(5);
  }
});
