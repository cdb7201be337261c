import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, bench, notebook, sample, type Sheet } from "./browser.ts";

const cells = [
  ["text/markdown", "# 分析\n\n感度は ${感度} です。"],
  ["module", `const 感度 = view(Inputs.range([0, 10], {label: "感度", step: 1, value: 3}))`],
  ["text/x-formula", "二倍 = 感度 * 2"],
  ["module", `Plot.barY(Array.from({length: 感度}, (_, i) => i)).plot({height: 120})`],
  ["module", `const 独立 = (globalThis.回数 = (globalThis.回数 ?? 0) + 1)`],
  ["module", "独立 + 100"],
] as const;
const text = notebook("試験", cells);

let desk: Bench;
beforeAll(async () => {
  desk = await bench({ "scenarios/benefit-portal.yaml": sample, "notebooks/a.html": text });
});
afterAll(() => desk.stop());
beforeEach(() => void desk.server.files.set("notebooks/a.html", text));

async function opened(view: "page" | "panes" = "page"): Promise<Sheet> {
  const sheet = await desk.open("notebook/notebooks/a.html", { view });
  await sheet.run();
  return sheet;
}

describe.each(["page", "panes"] as const)("a notebook, outputs in the %s", (view) => {
  test("a slider redraws what reads it and nothing else", async () => {
    const sheet = await opened(view);
    expect(await sheet.output(3).innerText()).toMatch(/二倍\s+6/);
    expect(await sheet.output(4).locator("rect").count()).toBe(3);
    await sheet.output(2).locator("input[type=range]").fill("7");
    await sheet.output(4).locator("rect").nth(6).waitFor();
    await sheet.quiet();
    expect(await sheet.output(3).innerText()).toMatch(/14/);
    expect(await sheet.output(1).innerText()).toContain("感度は 7 です");
    expect(await sheet.output(6).innerText()).toBe("101");
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  });

  test("an edited cell runs on Shift+Enter, and only what depends on it", async () => {
    const sheet = await opened(view);
    await sheet.type(2, "const 感度 = 5");
    await sheet.cell(2).and(sheet.page.locator(".stale")).waitFor();
    expect(await sheet.cell(4).getAttribute("class")).toContain("stale");
    expect(await sheet.cell(6).getAttribute("class")).not.toContain("stale");
    await sheet.page.keyboard.press("Shift+Enter");
    await sheet.output(3).filter({ hasText: "10" }).waitFor();
    expect(await sheet.output(6).innerText()).toBe("101");
    await sheet.close();
  });

  test("an error stays in its cell, names the culprit, and goes when it is mended", async () => {
    const sheet = await opened(view);
    await sheet.type(2, "const 感度 = 3 +");
    await sheet.page.keyboard.press("Control+Enter");
    await sheet.cell(2).locator(".problem").waitFor();
    const follow = sheet.cell(3).locator(".problem");
    await follow.waitFor();
    expect(await follow.innerText()).toContain("セル2");
    await follow.getByRole("button", { name: "セル2" }).click();
    await sheet.page.waitForFunction(() =>
      document.activeElement?.getAttribute("data-cell") === "2"
    );
    await sheet.type(2, "const 感度 = 4");
    await sheet.page.keyboard.press("Control+Enter");
    await sheet.output(3).filter({ hasText: "8" }).waitFor();
    await expect.poll(() => sheet.cell(3).locator(".problem").count()).toBe(0);
    await sheet.close();
  });
});

describe("editing", () => {
  test("structure and text share one undo", async () => {
    const sheet = await opened();
    const { page } = sheet;
    const count = () => page.locator("section.cell").count();
    await sheet.cell(6).locator(".number").click();
    await page.keyboard.press("d");
    await page.keyboard.press("d");
    await expect.poll(count).toBe(4);
    await sheet.type(1, "別の文");
    await sheet.output(1).filter({ hasText: "別の文" }).waitFor();
    await page.keyboard.press("Escape");
    for (let i = 0; i < 3; i++) await page.keyboard.press("z");
    await page.waitForFunction(() => document.querySelectorAll("section.cell").length === 6);
    await sheet.output(1).filter({ hasText: "感度は 3 です" }).waitFor();
    await page.keyboard.press("z");
    expect(await count()).toBe(6);
    await page.keyboard.press("Shift+Z");
    await page.waitForFunction(() => document.querySelectorAll("section.cell").length === 5);
    await sheet.close();
  });

  test("cells are added, moved, copied, converted and folded by keys", async () => {
    const sheet = await opened();
    const { page } = sheet;
    const order = () =>
      page.locator("section.cell").evaluateAll((all) =>
        all.map((one) => one.getAttribute("data-cell")).join(" ")
      );
    await sheet.cell(2).locator(".number").click();
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(order).toBe("1 3 2 4 5 6");
    await page.keyboard.press("c");
    await page.keyboard.press("v");
    await expect.poll(order).toBe("1 3 2 7 4 5 6");
    await page.keyboard.press("a");
    await expect.poll(order).toBe("1 3 2 8 7 4 5 6");
    await page.keyboard.press("f");
    await sheet.cell(4).locator("select").and(page.locator("select")).waitFor();
    expect(await sheet.cell(4).locator("select").inputValue()).toBe("formula");
    await page.keyboard.press("o");
    await expect.poll(() => sheet.cell(4).getAttribute("class")).toContain("folded");
    await sheet.close();
  });

  test("Enter that ends a conversion neither runs nor adds; what it wrote arrives", async () => {
    const sheet = await opened();
    const { page } = sheet;
    await sheet.edit(1);
    await page.keyboard.press("Control+End");
    const client = await page.context().newCDPSession(page);
    await client.send("Input.imeSetComposition", {
      text: "けいさん",
      selectionStart: 4,
      selectionEnd: 4,
    });
    await page.waitForTimeout(400);
    expect(await sheet.output(1).innerText()).not.toContain("けいさん");
    await client.send("Input.insertText", { text: "計算" });
    await sheet.output(1).filter({ hasText: "です。計算" }).waitFor();
    expect(await sheet.code(1).innerText()).toContain("計算");
    expect(await page.locator("section.cell").count()).toBe(6);
    await sheet.close();
  });

  test("a palette inserts ready cells with their code folded", async () => {
    const sheet = await opened();
    const { page } = sheet;
    await page.keyboard.press("Control+k");
    await page.locator(".query").fill("判定");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll("section.cell").length === 7);
    await sheet.frame.locator("figure.mitate-verdict").waitFor();
    expect(await page.locator("section.cell.folded").count()).toBe(1);
    await sheet.close();
  });

  test("completion knows names in any script", async () => {
    const sheet = await opened();
    await sheet.type(6, "感");
    await sheet.page.keyboard.press("Control+Space");
    await sheet.page.locator(".cm-tooltip-autocomplete", { hasText: "感度" }).waitFor();
    await sheet.close();
  });

  test("a sheet shows every key", async () => {
    const sheet = await opened();
    await sheet.page.keyboard.press("?");
    await sheet.page.getByText("Shift+Enter", { exact: true }).waitFor();
    await sheet.close();
  });
});
