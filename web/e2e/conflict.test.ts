import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, notebook, open, sample, type Sheet } from "./browser.ts";
import { type House, house } from "./server.ts";

const text = notebook("題", [["text/markdown", "# 一"], ["text/markdown", "二"]]);

let desk: House;
let browser: Browser;
beforeAll(async () => {
  desk = await house({ "scenarios/benefit-portal.yaml": sample });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

const opened = (path: string) => open(browser, desk.origin, desk.token, `notebook/${path}`);

/** A second tab of the same browser on the same notebook. */
async function beside(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${desk.origin}/#token=${desk.token}`);
  await page.goto(`${desk.origin}/#/notebook/${path}`);
  await page.locator("section.cell").nth(1).waitFor();
  return page;
}

/** Writes at the end of a cell of a page. */
async function write(page: Page, cell: number, added: string): Promise<void> {
  await page.bringToFront();
  await page.locator("section.cell").nth(cell - 1).locator(".number").click();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches(".cm-content"));
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(added);
}

/** The texts of every version that the history has of a file. */
async function history(path: string): Promise<string[]> {
  const ask = async (query: string) =>
    (await fetch(`${desk.origin}/api/${query}`, { headers: { "x-mitate-token": desk.token } }))
      .json();
  const { versions } = await ask(`versions?path=${path}`);
  return await Promise.all(
    versions.map(async ({ id }: { id: number }) => (await ask(`version?id=${id}`)).text),
  );
}

describe("two tabs on one notebook", () => {
  test("agree: what one saves the other shows, and nothing is asked", async () => {
    const path = "notebooks/agree.html";
    desk.write(path, text);
    const one = await opened(path);
    const two = await beside(one.page.context(), path);
    await write(one.page, 1, "から");
    await expect.poll(() => desk.read(path)).toContain("# 一から");
    await two.bringToFront();
    await two.locator("section.cell .cm-content", { hasText: "# 一から" }).first()
      .waitFor({ state: "attached" });
    await write(two, 2, "へ");
    await expect.poll(() => desk.read(path)).toContain("二へ");
    await one.page.locator("section.cell .cm-content", { hasText: "二へ" }).first()
      .waitFor({ state: "attached" });
    expect(await one.page.locator(".notebar[data-kind=conflict]").count()).toBe(0);
    expect(await two.locator(".notebar[data-kind=conflict]").count()).toBe(0);
    expect(desk.read(path)).toContain("# 一から");
    expect(one.errors).toEqual([]);
    await one.close();
  });

  test("that write at once are both kept: one is saved, the other is asked and loses nothing", async () => {
    const path = "notebooks/clash.html";
    desk.write(path, text);
    const one = await opened(path);
    const two = await beside(one.page.context(), path);
    // Neither is saved before both have something to save.
    let waiting = 0;
    for (const page of [one.page, two]) {
      await page.route("**/api/file", async (route) => {
        if (route.request().method() === "PUT") {
          waiting++;
          while (waiting < 2) await new Promise((done) => setTimeout(done, 20));
        }
        await route.continue();
      });
    }
    await write(one.page, 1, "から");
    await write(two, 1, "まで");
    const asked = async (page: Page) =>
      await page.locator(".notebar[data-kind=conflict]").count() > 0;
    await expect.poll(async () => await asked(one.page) || await asked(two)).toBe(true);
    const [loser, mine, theirs] = await asked(two)
      ? [two, "まで", "から"]
      : [one.page, "から", "まで"];
    expect(desk.read(path)).toContain(theirs);
    await loser.bringToFront();
    await loser.getByRole("button", { name: "両方を残す" }).click();
    await expect.poll(() => desk.read(path)).toContain(mine);
    expect(desk.read("notebooks/clash-2.html")).toContain(theirs);
    await one.close();
  });
});

describe("a text editor changes the file", () => {
  test("while nothing is unsaved here: it is taken, and undo brings back what was", async () => {
    const path = "notebooks/outside.html";
    desk.write(path, text);
    const sheet = await opened(path);
    await sheet.output(1).filter({ hasText: "一" }).waitFor();
    desk.write(path, text.replace("# 一", "# よそ"));
    await sheet.output(1).filter({ hasText: "よそ" }).waitFor();
    await sheet.page.keyboard.press("Control+z");
    await expect.poll(() => desk.read(path)).toBe(text);
    expect((await history(path)).some((text) => text.includes("# よそ"))).toBe(true);
    await sheet.close();
  });

  test.each([
    ["mine", "この画面の内容にする", "# 一ここ"],
    ["theirs", "ファイルの内容にする", "# よそ"],
  ])(
    "while something is unsaved: both are offered, %s is kept, neither is lost",
    async (which, name, kept) => {
      const path = `notebooks/outside-${which}.html`;
      desk.write(path, text);
      const sheet = await opened(path);
      await unsaved(sheet, "ここ");
      desk.write(path, text.replace("# 一", "# よそ"));
      const bar = sheet.page.locator(".notebar[data-kind=conflict]");
      await bar.waitFor();
      expect(desk.read(path)).toContain("# よそ");
      await bar.getByRole("button", { name }).click();
      await bar.waitFor({ state: "detached" });
      await expect.poll(() => desk.read(path)).toContain(kept);
      if (which === "theirs") {
        // What was here is one step back.
        await sheet.page.keyboard.press("Escape");
        await sheet.page.keyboard.press("z");
        await expect.poll(() => desk.read(path)).toContain("# 一ここ");
      } else expect((await history(path)).some((text) => text.includes("# よそ"))).toBe(true);
      await sheet.close();
    },
  );
});

/** Types, and keeps it from being saved by typing on until the other change has happened. */
async function unsaved({ page }: Sheet, added: string): Promise<void> {
  await page.route("**/api/file", async (route) => {
    if (route.request().method() === "PUT") await new Promise((done) => setTimeout(done, 2500));
    await route.continue();
  });
  await write(page, 1, added);
  await page.locator(".saving[data-kind=saving]").waitFor();
}
