import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, bench, notebook, sample, type Sheet } from "./browser.ts";

const path = "notebooks/a.html";
const text = notebook("鍵盤", [
  ["text/markdown", "# 題\n\n[リンク](https://example.org)"],
  ["module", `const 数 = view(Inputs.range([0, 10], {label: "数", step: 1, value: 3}))`],
  ["text/x-formula", "二倍 = 数 * 2"],
  ["module", "Plot.barY([1, 数]).plot()"],
]);

let desk: Bench;
beforeAll(async () => {
  desk = await bench({ "scenarios/benefit-portal.yaml": sample, [path]: text });
});
afterAll(() => desk.stop());

/** What has the focus, in a word: its name, and that of the cell whose output it is in. */
async function focused({ page, frame }: Sheet): Promise<string> {
  const name = () => {
    const active = document.activeElement as HTMLElement;
    if (active.matches("iframe")) return "frame";
    if (active === document.body || active.matches(".edge")) return "";
    const named = active.getAttribute("aria-label") ??
      (active as HTMLInputElement).labels?.[0]?.textContent ?? active.textContent ?? "";
    return `${active.localName} ${named.replace(/\s+/g, " ").trim()}`;
  };
  const around = await page.evaluate(name);
  if (around !== "frame") return around;
  const cell = await frame.locator("section.cell:focus-within").getAttribute("aria-label");
  return `${cell}: ${await frame.locator("html").evaluate(name)}`;
}

/** Presses a key until the focus has gone round to where it began; gives the stops on the way. */
async function round(sheet: Sheet, key: string): Promise<string[]> {
  const stops: string[] = [];
  for (let turn = 0; turn < 120; turn++) {
    const before = await focused(sheet);
    await sheet.page.keyboard.press(key);
    // Into an output and out of it the focus goes by messages.
    let now = before;
    for (let look = 0; look < 40 && (now === before || now.endsWith(": null")); look++) {
      await sheet.page.waitForTimeout(25);
      now = await focused(sheet).catch(() => before);
    }
    if (stops[0] === now) return stops;
    if (now) stops.push(now);
  }
  throw new Error(`The focus never came round: ${stops.slice(-20).join(" | ")}`);
}

async function opened(): Promise<Sheet> {
  const sheet = await desk.open(`notebook/${path}`);
  await sheet.run();
  await sheet.output(4).locator("rect").first().waitFor();
  return sheet;
}

describe("Tab", () => {
  test("goes through bars, editors and outputs in the order of the cells, out at the end, and back", async () => {
    const sheet = await opened();
    await sheet.page.locator("a.skip").focus();
    const forth = await round(sheet, "Tab");
    expect(forth.filter((stop) => / のコード|の出力:/.test(stop))).toEqual([
      "セル1 の出力: a リンク",
      "div セル2 のコード（JavaScript）",
      "セル2 の出力: input 数",
      "セル2 の出力: input 数",
      "div セル3 のコード（数式）",
      "div セル4 のコード（JavaScript）",
    ]);
    const cells = forth.flatMap((stop) => /セル(\d)/.exec(stop)?.[1] ?? []);
    expect(cells).toEqual(cells.toSorted());
    expect(forth.indexOf("input ノートブックの題名")).toBeLessThan(
      forth.findIndex((stop) => stop.includes("セル1")),
    );
    await sheet.page.locator("a.skip").focus();
    const back = await round(sheet, "Shift+Tab");
    expect(back.toReversed()).toEqual([...forth.slice(-1), ...forth.slice(0, -1)]);
    await sheet.close();
  });

  test("goes through the outputs of a report, where no code is shown, and out", async () => {
    desk.server.files.set("notebooks/report.html", text.replaceAll(' pinned=""', ""));
    const sheet = await desk.open("notebook/notebooks/report.html");
    await sheet.run();
    await sheet.output(4).locator("rect").first().waitFor();
    await sheet.page.locator("input.title").focus();
    const forth = await round(sheet, "Tab");
    expect(forth.filter((stop) => stop.includes("セル"))).toEqual([
      "セル1 の出力: a リンク",
      "セル2 の出力: input 数",
      "セル2 の出力: input 数",
    ]);
    expect(forth).toContain("a 本文へ移動");
    await sheet.close();
  });
});

test("an analysis is made without a pointer, from the first screen to a report", async () => {
  desk.server.files.set(path, text);
  const sheet = await desk.open("");
  const { page } = sheet;
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const to = async (name: string, key = "Tab") => {
    for (let turn = 0; turn < 60; turn++) {
      if ((await focused(sheet)).includes(name)) return;
      await press(key);
      await page.waitForTimeout(30);
    }
    throw new Error(`No way to ${name}`);
  };
  await page.locator("tr .verdict").waitFor();
  await to("English");
  await press("Enter");
  await page.locator("h1", { hasText: "Systems" }).waitFor();
  await to("鍵盤");
  await press("Enter");
  await sheet.cell(4).waitFor();
  await to("Run this notebook");
  await press("Enter");
  await sheet.output(4).locator("rect").first().waitFor();
  // A slider, by its own keys, and what depends on it.
  await to("数");
  await press("ArrowUp", "ArrowUp");
  await sheet.output(3).filter({ hasText: "10" }).waitFor();
  // Back to the cell, and commands from there.
  await press("Escape");
  await page.waitForFunction(() => document.activeElement?.matches("section.cell"));
  await press("j", "j", "j", "b");
  await page.waitForFunction(() => document.querySelectorAll("section.cell").length === 5);
  await press("m", "Enter");
  await page.waitForFunction(() => document.activeElement?.matches(".cm-content"));
  await page.keyboard.insertText("## 結び");
  await sheet.output(5).filter({ hasText: "結び" }).waitFor();
  await press("Escape", "Alt+ArrowUp", "Shift+ArrowUp", "o");
  await expect.poll(() => page.locator("section.cell.folded").count()).toBe(2);
  await press("z", "z", "Escape");
  // The palette, its list by arrows, a ready cell, and the way back to where one was.
  await press("Control+k");
  await page.locator(".query").waitFor();
  await page.keyboard.insertText("risk matrix");
  await press("ArrowDown", "ArrowUp", "Enter");
  await sheet.frame.locator("figure.mitate-matrix").waitFor();
  await press("?");
  await page.locator("dialog[data-kind=help]").waitFor();
  await press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.matches("section.cell"));
  await press("Control+s");
  await expect.poll(() => desk.server.files.get(path)).toContain("riskMatrix");
  expect(desk.server.files.get(path)).toContain("## 結び");
  expect(sheet.errors).toEqual([]);
  await sheet.close();
});
