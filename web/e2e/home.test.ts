import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, bench, notebook, sample } from "./browser.ts";

let desk: Bench;
beforeAll(async () => {
  desk = await bench({
    "scenarios/benefit-portal.yaml": sample,
    "scenarios/broken.yaml": "mitate: 1\nid: [\n",
    "notebooks/a.html": notebook("最初の分析", [["text/markdown", "# 見出し"]]),
  });
});
afterAll(() => desk.stop());

describe("the first screen", () => {
  test("lists systems with level, verdict, numbers and findings, and notebooks", async () => {
    const { page, errors, close } = await desk.open("");
    const row = page.locator("tr", { hasText: "給付金オンライン申請ポータル" });
    await row.locator(".verdict").waitFor();
    expect(await row.innerText()).toMatch(/設計\s+中位\s+計画完了時に達成/);
    expect(await row.locator(".number").first().innerText()).toMatch(/^\d+$/);
    const broken = page.locator("tr", { hasText: "broken.yaml" });
    expect(await broken.innerText()).toContain("エラー");
    expect(await page.locator("tr", { hasText: "最初の分析" }).innerText()).toContain("2026");
    expect(errors).toEqual([]);
    await close();
  });

  test("changes language and colours at once and keeps both", async () => {
    const { page, close } = await desk.open("");
    await page.getByRole("button", { name: "English" }).click();
    await page.locator("h1", { hasText: "Systems" }).waitFor();
    expect(await page.locator("tr", { hasText: "Benefit" }).innerText()).toContain("Moderate");
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.getByLabel("Colours").selectOption("dark");
    await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
    expect(await paper()).not.toBe(light);
    await page.reload();
    await page.locator("h1", { hasText: "Systems" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    await close();
  });

  test("keeps the token out of the address", async () => {
    const { page, close } = await desk.open("");
    expect(page.url()).not.toContain("token");
    await close();
  });

  test("makes an empty notebook that may run at once", async () => {
    const { page, cell, close } = await desk.open("");
    await page.locator(".verdict").waitFor();
    await page.getByRole("button", { name: "新しいノートブック" }).click();
    await page.getByLabel("題名").fill("検討 1/2");
    await page.getByRole("button", { name: "作成", exact: true }).click();
    await cell(3).waitFor();
    expect(decodeURI(page.url())).toContain("notebooks/検討-1-2.html");
    expect(await page.locator(".notebar").count()).toBe(0);
    const text = desk.server.files.get("notebooks/検討-1-2.html");
    expect(text).toContain("<title>検討 1/2</title>");
    expect(text).toContain(`system("benefit-portal")`);
    await close();
  });

  test("leads to a system with its results", async () => {
    const { page, errors, close } = await desk.open("");
    await page.getByRole("link", { name: "給付金オンライン申請ポータル" }).click();
    await page.locator(".results .mini-matrix").waitFor();
    expect(await page.locator(".results details").count()).toBeGreaterThan(3);
    expect(errors).toEqual([]);
    await close();
  });
});
