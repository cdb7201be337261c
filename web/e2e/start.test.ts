import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open } from "./browser.ts";
import { type House, house } from "./server.ts";

const folder = new URL("../../scenarios/patterns/", import.meta.url);
const patterns = Object.fromEntries(
  readdirSync(fileURLToPath(folder)).map((name) => [
    `scenarios/patterns/${name}`,
    readFileSync(fileURLToPath(new URL(name, folder)), "utf8"),
  ]),
);

let desk: House;
let browser: Browser;
beforeAll(async () => {
  desk = await house(patterns);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

const poll = (read: () => unknown) => expect.poll(read, { timeout: 20_000 });

/** Goes by Tab to what is wanted; it fails where the keyboard does not get there. */
async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  await target.first().waitFor();
  const there = () => target.first().evaluate((element) => element === document.activeElement);
  for (let step = 0; step < most && !await there(); step++) await page.keyboard.press("Tab");
  expect(await there()).toBe(true);
}

/** Chooses among the answers of a question by the arrow keys. */
async function choose(page: Page, question: string, answer: RegExp): Promise<void> {
  const field = page.locator(`[data-question="${question}"]`);
  const wanted = field.getByRole("radio", { name: answer });
  await tabTo(page, field.locator("input:checked"));
  for (let step = 0; step < 8 && !await wanted.isChecked(); step++) {
    await page.keyboard.press("ArrowUp");
  }
  expect(await wanted.isChecked(), question).toBe(true);
}

test("by keys alone, an analysis goes from nothing to its list of measures, and is undone across forms", async () => {
  const { page, errors, close } = await open(browser, desk.origin, desk.token, "");
  await tabTo(page, page.getByRole("link", { name: "新しいシステムの分析を始める" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByLabel("システムの名称"));
  await page.keyboard.insertText("旅費精算");
  await choose(page, "exposure", /インターネット/);
  await choose(page, "disclosure", /^高位/);
  const outcome = page.locator("aside.so");
  await outcome.locator(".facts", { hasText: "高位" }).waitFor();
  const offered = await outcome.locator(".proposed input:checked").count();
  expect(offered).toBeGreaterThan(0);
  await tabTo(page, page.getByRole("button", { name: "この内容で始める" }));
  await page.keyboard.press("Enter");
  const path = "scenarios/旅費精算.yaml";
  await page.locator(".form[data-section=impact]").waitFor();
  const first = desk.read(path);
  expect(first.match(/^ {2}- id: S\d+$/gm)?.length ?? 0).toBe(offered);

  // A status in the list of controls, by the arrow keys.
  await go(page, "管理策");
  const status = page.locator(".controls .line select").first();
  await tabTo(page, status);
  for (let step = 0; step < 9 && await status.inputValue() !== "planned"; step++) {
    await page.keyboard.press("ArrowUp");
  }
  await poll(() => desk.read(path)).toContain("planned");

  // What is planned stands on the list of measures, and a measure of one's own beside it.
  await go(page, "対策");
  await page.locator(".form[data-section=measures] table.outline tbody tr").first().waitFor();
  await tabTo(page, page.getByRole("button", { name: "対策を追加" }));
  await page.keyboard.press("Enter");
  const name = page.locator("[data-path='measures/0/name'] input").first();
  await poll(() => name.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.insertText("多要素認証の導入");
  await poll(() => desk.read(path)).toContain("name: 多要素認証の導入");

  // Out of the field, undo goes back over both forms.
  await page.keyboard.press("Tab");
  await tabTo(page, page.locator(".entry[open] > summary").first(), 400);
  for (let step = 0; step < 6 && desk.read(path) !== first; step++) {
    await page.keyboard.press("Control+z");
    await page.locator(".saving[data-kind=saved]").waitFor();
  }
  await poll(() => desk.read(path)).toBe(first);
  expect(errors).toEqual([]);
  await close();
});

/** Goes to a section by the search over the record. */
async function go(page: Page, section: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator("dialog .query").waitFor();
  await page.keyboard.insertText(section);
  await page.locator("#found-0", { hasText: section }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".form h2", { hasText: section }).waitFor();
}
