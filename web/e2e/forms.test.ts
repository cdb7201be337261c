import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, bench, sample, type Sheet } from "./browser.ts";

const path = "scenarios/benefit-portal.yaml";

let desk: Bench;
let sheet: Sheet;
beforeAll(async () => {
  desk = await bench({ [path]: sample });
  sheet = await desk.open(`system/${path}`);
});
afterAll(async () => {
  await sheet?.close();
  await desk?.stop();
});
beforeEach(async () => {
  await sheet.page.evaluate(() => location.hash = "#/");
  await sheet.page.locator("main.home").waitFor();
  desk.server.files.set(path, sample);
  desk.server.journal.clear();
});

const file = () => desk.server.files.get(path)!;
const poll = (read: () => unknown) => expect.poll(read, { timeout: 20_000 });
const field = (page: Page, name: string) => page.locator(`[data-path="${name}"]`).first();
/** The lines that were not there before. */
const added = () => {
  const before = new Set(sample.split("\n"));
  return file().split("\n").filter((line) => !before.has(line));
};

async function visit(section: string): Promise<Page> {
  const { page } = sheet;
  await page.evaluate((hash) => location.hash = hash, `#/system/${path}/${section}`);
  await page.locator(`.form[data-section=${section}]`).waitFor();
  return page;
}

/** Opens an entry of a list by its id. */
async function entry(page: Page, id: string): Promise<void> {
  const one = page.locator(".form .entry", { has: page.locator(`summary .id:text-is("${id}")`) });
  if (await one.first().getAttribute("open") === null) await one.first().locator("summary").click();
  await one.first().locator(".inside").waitFor();
}

describe("what is entered in", () => {
  test.each<[string, string | undefined, string, string, string]>([
    ["identity", undefined, "marking", "機密性3情報", "機密性3情報"],
    ["profile", undefined, "profile/users/count", "400000", "count: 400000"],
    ["damages", "D1-leak", "damages/0/why", "報道された場合を含む", "why: 報道された場合を含む"],
    ["scenarios", "S1", "scenarios/0/attacker", "犯罪者の集団", "犯罪者の集団"],
    ["measures", "M1", "measures/0/cost", "31000", "cost: 31000"],
    ["treatments", "S10", "treatments/1/why", "代わりの窓口がある", "代わりの窓口がある"],
    ["variants", "early", "variants/2/name", "前倒しの案", "前倒しの案"],
  ])("%s is written at its place and nowhere else", async (section, id, place, text, line) => {
    const page = await visit(section);
    if (id) await entry(page, id);
    const input = field(page, place).locator("input, textarea").first();
    await input.fill(text);
    await page.locator("h1").click();
    await poll(() => added().length).toBe(1);
    expect(added()[0]).toContain(line);
    await page.keyboard.press("Control+z");
    await poll(file).toBe(sample);
    expect(sheet.errors).toEqual([]);
  });

  test("a comment, and a measure that is done, are written too", async () => {
    const page = await visit("reviews");
    await page.getByRole("button", { name: "コメントを追加" }).click();
    await field(page, "comments/2/text").locator("textarea").first().fill("次回に確かめる");
    await poll(file).toContain("次回に確かめる");
    await visit("measures");
    await entry(page, "M1");
    await field(page, "measures/0/done").getByRole("radio", { name: "はい" }).check();
    await poll(file).toContain("done: true");
  });
});

describe("many controls", () => {
  test("are changed at once, and that is one step", async () => {
    const page = await visit("controls");
    await page.locator(".filters select").nth(1).selectOption("AT");
    await page.getByRole("checkbox", { name: "表示中のすべてを選ぶ" }).check();
    const count = await page.locator(".controls .line[data-control]").count();
    await page.getByLabel("実施状況をまとめて変える").selectOption("planned");
    await poll(() => (file().match(/planned/g) ?? []).length)
      .toBeGreaterThanOrEqual((sample.match(/planned/g) ?? []).length + count - 2);
    await visit("changes");
    expect(await page.locator(".steps > li:not(.origin)").count()).toBe(1);
    await page.keyboard.press("Control+z");
    await poll(file).toBe(sample);
  });
});

describe("another id", () => {
  test.each([
    ["scenarios", "S5", "S905", /\bS5\b(?!")/],
    ["damages", "D1-leak", "D1-disclosure", /\bD1-leak\b/],
    ["measures", "M1", "M100", /on: measure\/M1\b|id: M1\b/],
    ["variants", "onpremises", "V905", /id: onpremises\b/],
  ])("in %s is so wherever the record names it, as one step", async (section, from, to, gone) => {
    const page = await visit(section);
    await entry(page, from);
    // Others may be open still.
    const own = page.locator(".form .entry", {
      has: page.locator(`summary .id:text-is("${from}")`),
    }).first();
    const id = own.locator(":scope > .inside > :is(.field, .row) [data-rename]").first();
    await id.fill(to);
    await id.press("Enter");
    const left = () =>
      file().split("\n").filter((line) => gone.test(line.replace(/#.*$/, "")))
        .filter((line) => !/[\u3040-\u30ff\u4e00-\u9fff]|why|note|en:|text/.test(line));
    await poll(left).toEqual([]);
    expect(file()).toContain(to);
    await page.locator(`.entry[open] > summary .id:text-is("${to}")`).waitFor();
    await page.locator(".form .notes [data-severity=error]").waitFor({ state: "detached" });
    await page.locator("h1").click();
    await page.keyboard.press("Control+z");
    await poll(file).toBe(sample);
  });

  test("that is taken or cannot be one is not taken up, and the page says why", async () => {
    const page = await visit("damages");
    await entry(page, "D1-leak");
    const id = page.locator(".entry[open] [data-rename]").first();
    await id.fill("D 1/x");
    await id.press("Enter");
    await page.locator(".notice", { hasText: "「D-1-x」なら使えます" }).waitFor();
    expect(await id.inputValue()).toBe("D1-leak");
    expect(file()).toBe(sample);
  });
});

test("everything that is touched is large enough for a finger", async () => {
  const context = await desk.browser.newContext({
    viewport: { width: 820, height: 1100 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto(`${desk.server.origin}/#token=${desk.server.token}`);
  await page.locator("main.home .verdict").first().waitFor();
  const small = () =>
    page.locator("main :is(button, select, summary, input, textarea)").evaluateAll((all) =>
      all.flatMap((one) => {
        const area = one.closest("label") ?? one;
        const { width, height } = area.getBoundingClientRect();
        const seen = one.checkVisibility() && width > 1 &&
          getComputedStyle(one).clipPath === "none";
        return seen && (height < 39.5) ? [`${one.outerHTML.slice(0, 120)} ${width}×${height}`] : [];
      })
    );
  expect(await small()).toEqual([]);
  for (const section of ["identity", "impact", "controls", "damages", "measures"]) {
    await page.evaluate((hash) => location.hash = hash, `#/system/${path}/${section}`);
    await page.locator(`.form[data-section=${section}]`).waitFor();
    expect((await small()).slice(0, 5), section).toEqual([]);
  }
  // A component opens by a touch, and so does a step of a path.
  await page.evaluate((hash) => location.hash = hash, `#/system/${path}/components`);
  await page.locator(".zones [data-node='component/web']").tap();
  await page.locator(".entry[open] [data-path='components/2/name']").waitFor();
  await page.evaluate((hash) => location.hash = hash, `#/system/${path}/scenarios/S1`);
  await page.locator(".picture svg [data-step]").first().tap();
  await page.locator(".entry[open] .entry[open] > .inside").waitFor();
  await context.close();
});
