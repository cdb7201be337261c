import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, bench, sample, type Sheet } from "./browser.ts";

const path = "scenarios/benefit-portal.yaml";
const folder = new URL("../../scenarios/patterns/", import.meta.url);
const patterns = Object.fromEntries(
  readdirSync(fileURLToPath(folder)).map((name) => [
    `scenarios/patterns/${name}`,
    readFileSync(fileURLToPath(new URL(name, folder)), "utf8"),
  ]),
);

let desk: Bench;
beforeAll(async () => {
  desk = await bench({ [path]: sample, ...patterns });
});
afterAll(() => desk.stop());
beforeEach(() => {
  desk.server.files.set(path, sample);
  desk.server.journal.clear();
});

async function opened(entry = "", options: Parameters<Bench["open"]>[1] = {}): Promise<Sheet> {
  const sheet = await desk.open(`system/${path}/scenarios${entry && `/${entry}`}`, options);
  sheet.page.setDefaultTimeout(30_000);
  await sheet.page.locator("main.record .form").waitFor();
  return sheet;
}
const field = (page: Page, name: string) => page.locator(`[data-path="${name}"]`).first();
const file = () => desk.server.files.get(path)!;
const added = () => {
  const before = new Set(sample.split("\n"));
  return file().split("\n").filter((line) => !before.has(line));
};
const wait = { timeout: 30_000 };

describe("a scenario", () => {
  test("is made with its steps, guards and needs without writing syntax", async () => {
    const { page, errors, close } = await opened();
    await page.getByRole("button", { name: "攻撃シナリオを追加" }).click();
    const at = sample.match(/^ {2}- id: S\d+$/gm)!.length;
    const one = field(page, `scenarios/${at}`);
    await field(page, `scenarios/${at}/name`).locator("input").first().fill("検証用の攻撃");
    await one.getByRole("radio", { name: "3（高い）" }).check();
    const add = one.getByRole("button", { name: "ステップを追加" });
    await add.click();
    await field(page, `scenarios/${at}/steps/0/name`).locator("input").first().fill("侵入");
    await add.click();
    await field(page, `scenarios/${at}/steps/1/name`).locator("input").first().fill("持ち出し");
    const second = field(page, `scenarios/${at}/steps/1`);
    await second.locator(".needs .word", { hasText: "侵入" }).waitFor();
    await second.getByLabel("ガードを加える").fill("SC-7");
    await page.keyboard.press("Enter");
    await second.locator(".guard", { hasText: "SC-7" }).waitFor();
    await one.locator(".picture svg [data-ref$='step-2']").waitFor();
    expect(await one.locator(".picture svg").textContent()).toContain("持ち出し");
    await expect.poll(added, wait).toEqual(expect.arrayContaining([
      expect.stringContaining("検証用の攻撃"),
      expect.stringMatching(/needs: \[\s*step-1\s*\]|- step-1/),
    ]));
    expect(errors).toEqual([]);
    await close();
  });

  test("shows its paths while it is edited; a node leads to its step, by the keys as well", async () => {
    const { page, close } = await opened("S1");
    const picture = page.locator(".picture").first();
    await picture.locator("[data-ref='step/S1/shell']").press("Enter");
    const level = field(page, "scenarios/0/steps/4/level");
    await level.getByRole("radio", { name: "3", exact: true }).check();
    await page.locator(".typed").first().waitFor();
    expect(await picture.locator("[data-ref='step/S1/shell'] .level").textContent()).toContain("3");
    await field(page, "scenarios/0/steps/4/level/why").locator("textarea").first().fill(
      "監視を確認",
    );
    await expect.poll(() => added().join("\n"), wait).toContain("監視を確認");
    expect(added().join("\n")).toContain("given");
    await page.getByRole("button", { name: "計算値に戻す" }).click();
    await expect.poll(file, wait).toBe(sample);
    await close();
  });

  test("keeps its needs whole when a step is renamed or taken out, each in one step", async () => {
    const { page, close } = await opened("S1");
    const step = (index: number) => field(page, `scenarios/0/steps/${index}`);
    await step(3).locator("summary").first().click();
    const id = field(page, "scenarios/0/steps/3/id").locator("input");
    await id.fill("known-flaw");
    await id.press("Enter");
    await expect.poll(() => added().map((line) => line.trim()), wait).toEqual([
      "- id: known-flaw",
      "needs: [known-flaw]",
    ]);
    await page.keyboard.press("Escape");
    await field(page, "scenarios/0/steps/3").getByRole("button", { name: "ステップを削除" })
      .click();
    await expect.poll(file, wait).toMatch(
      /id: shell[\s\S]{0,120}any: \[\s*scan-known, from-govnet/,
    );
    await page.getByRole("button", { name: /^元に戻す/ }).click();
    await page.getByRole("button", { name: /^元に戻す/ }).click();
    await expect.poll(file, wait).toBe(sample);
    await close();
  });

  test("is proposed from a pattern with reasons, and one click adds it", async () => {
    const { page, close } = await opened();
    const proposals = page.locator(".proposals");
    await proposals.locator("summary").first().click();
    const offer = proposals.locator(".offer").first();
    await offer.locator(".reasons", { hasText: /。/ }).waitFor();
    const before = await page.locator(".scenarios > .entries > .entry").count();
    await proposals.locator(".offer:has(button)").first().getByRole("button").click();
    await expect.poll(() => page.locator(".scenarios > .entries > .entry").count(), wait)
      .toBe(before + 1);
    await expect.poll(() => added().join("\n"), wait).toContain("pattern:");
    await close();
  });
});

test("every control of an open step has a name that can be heard, in both languages", async () => {
  for (const lang of ["ja", "en"] as const) {
    const { page, close } = await opened("S1", { lang });
    await page.locator(".picture svg [data-ref='step/S1/read']").first().press("Enter");
    const step = field(page, "scenarios/0/steps/6");
    await step.locator(".guard").first().waitFor();
    const nameless = await step.locator("input, select, textarea, button").evaluateAll((all) =>
      all.filter((one) =>
        !one.getAttribute("aria-label") && !one.textContent?.trim() &&
        !one.closest("label")?.textContent?.trim()
      ).map((one) => one.outerHTML)
    );
    expect(nameless).toEqual([]);
    const text = await step.innerText();
    expect(text).not.toMatch(/record\.scenarios|undefined|\{\w+\}/);
    await close();
  }
});
