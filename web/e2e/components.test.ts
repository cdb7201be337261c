import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { violations } from "./axe.ts";
import { type Bench, bench, sample, type Sheet } from "./browser.ts";

const path = "scenarios/benefit-portal.yaml";
const wait = { timeout: 20_000 };

let desk: Bench;
beforeAll(async () => {
  desk = await bench({ [path]: sample });
});
afterAll(() => desk.stop());
beforeEach(() => {
  desk.server.files.clear();
  desk.server.files.set(path, sample);
  desk.server.journal.clear();
});

async function opened(options: Parameters<Bench["open"]>[1] = {}): Promise<Sheet> {
  const sheet = await desk.open(`system/${path}/components`, options);
  await sheet.page.locator(".zones svg").waitFor();
  return sheet;
}
const node = (page: Page, key: string) => page.locator(`.zones [data-node="${key}"]`);
const file = () => desk.server.files.get(path)!;

describe("the diagram", () => {
  test("shows what the profile leaves out and why, is walked by keys, and has no axe violations", async () => {
    const { page, errors, close } = await opened();
    expect(await node(page, "component/server-room").getAttribute("data-truth")).toBe("no");
    const off = page.locator(".switched li", { hasText: "サーバ室" });
    expect(await off.innerText()).toContain("設置形態");
    await node(page, "zone/app").focus();
    await page.keyboard.press("ArrowDown");
    const first = await page.evaluate(() => document.activeElement!.getAttribute("data-node"));
    expect(first).toMatch(/^component\//);
    await page.keyboard.press("ArrowRight");
    const next = await page.evaluate(() => document.activeElement!.getAttribute("data-node"));
    expect(next).toMatch(/^component\//);
    expect(next).not.toBe(first);
    await page.keyboard.press("Enter");
    const entry = page.locator(".entry[open]");
    await entry.locator(".inside").waitFor();
    await expect.poll(
      () => entry.evaluate((one) => one.contains(document.activeElement)),
      wait,
    ).toBe(true);
    // Small targets of the results beside it, which every section has, are theirs.
    const own = (await violations(page)).filter((one) =>
      !one.startsWith("target-size") || one.includes(".zones") || one.includes("data-node")
    );
    expect(own).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  test("takes new zones, components and flows, by drag and by keys, each as one step", async () => {
    const { page, close } = await opened();
    const line = page.locator("form.line[aria-label='構成要素を追加']");
    await line.locator("[name=name]").fill("Fax gateway");
    await line.locator("[name=zone]").selectOption("govnet");
    await line.locator("[name=role]").selectOption("maintenance");
    await line.locator("button").click();
    const made =
      "- id: fax-gateway\n    name: Fax gateway\n    zone: govnet\n    role: maintenance";
    await expect.poll(file, wait).toContain(made);
    await node(page, "component/fax-gateway").focus();
    await page.keyboard.press("Shift+Enter");
    await page.locator(".zones[data-drawing]").waitFor();
    await node(page, "component/mail").focus();
    await page.keyboard.press("Enter");
    await expect.poll(file, wait).toContain(
      "- id: f-fax-gateway-mail\n    from: fax-gateway\n    to: mail",
    );
    await node(page, "component/edge").dragTo(node(page, "component/api"));
    await expect.poll(file, wait).toContain("- id: f-edge-api\n    from: edge\n    to: api");
    await page.locator("h1").click();
    for (let step = 0; step < 3; step++) await page.keyboard.press("Control+z");
    await expect.poll(file, wait).toBe(sample);
    await close();
  });
});

describe("a component", () => {
  test("under another id is so wherever the record names it, as one step", async () => {
    const { page, close } = await opened();
    await node(page, "component/database").click();
    const id = page.locator(".entry[open] [data-rename]");
    await id.fill("benefit-db");
    await id.press("Enter");
    await expect.poll(file, wait).toContain("{ id: benefit-db, name: { ja: 申請DB");
    expect(file()).not.toMatch(/(?:from|to|place|target|component): database\b/);
    expect(file()).toMatch(/place: benefit-db\b/);
    await page.locator(".notes [data-severity=error]").waitFor({ state: "detached" });
    await page.locator("h1").click();
    await page.keyboard.press("Control+z");
    await expect.poll(file, wait).toBe(sample);
    await close();
  });

  test("that others name says so before it goes, and can take its flows along", async () => {
    const { page, close } = await opened({ lang: "en" });
    await node(page, "component/backup").click();
    await page.getByRole("button", { name: "Remove this component" }).click();
    const dialog = page.locator("dialog.sheet");
    expect(await dialog.innerText()).toMatch(/attack steps?: S/);
    await dialog.getByRole("button", { name: "Remove with its 2 flows" }).click();
    await expect.poll(file, wait).not.toMatch(/id: backup,|f-database-backup|f-backup-tape/);
    await page.locator("h1").click();
    await page.keyboard.press("Control+z");
    await expect.poll(file, wait).toBe(sample);
    await close();
  });
});
