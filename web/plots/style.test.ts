import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const list = readFileSync(new URL("./style.css", import.meta.url), "utf8");
const names = [...list.matchAll(/^@import "\.\/(.+)";$/gm)].map(([, name]) => name);
const css = names.map((name) => readFileSync(new URL(name, import.meta.url), "utf8")).join("\n");

/** Text on ground, by the names of their variables. */
const pairs: readonly (readonly [text: string, ground: string])[] = [
  ["ink", "paper"],
  ["quiet", "paper"],
  ["quiet", "shade"],
  ["ink", "shade"],
  ["ink", "accent-shade"],
  ["accent", "paper"],
  ["bad", "paper"],
  ["paper", "ink"],
  ...[1, 2, 3, 4, 5].map((at) => [`risk-${at}-ink`, `risk-${at}`] as const),
  ...["met", "partly", "planned", "unmet", "open", "aside"].map((one) =>
    [`${one}-ink`, one] as const
  ),
];

describe.each([["light", 0], ["dark", 1]] as const)("in the %s theme", (_, side) => {
  test.each(pairs)("%s on %s has a contrast of at least 4.5", (text, ground) => {
    expect(contrast(colour(text, side), colour(ground, side))).toBeGreaterThanOrEqual(4.5);
  });

  test("the fifths of a risk scale differ in grey, each farther from the paper than the last", () => {
    const paper = luminance(colour("paper", side));
    const distances = [1, 2, 3, 4, 5]
      .map((at) => Math.abs(luminance(colour(`risk-${at}`, side)) - paper));
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
  });
});

test("every sheet of the folder is in the list", () => {
  const files = readdirSync(new URL("./style", import.meta.url)).map((name) => `style/${name}`);
  expect(names.toSorted()).toEqual(files.toSorted());
});

test("nothing is fetched, and nothing has an id", () => {
  expect(css).not.toMatch(/url\(|@import|#[a-z][\w-]*\s*\{/i);
});

function colour(name: string, side: 0 | 1): string {
  const found = css.match(new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`));
  if (!found) throw new Error(`style.css has no colour --${name}`);
  return found[side + 1];
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}
