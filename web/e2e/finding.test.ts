import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, bench, notebook, type Opening, type Sheet } from "./browser.ts";

const path = "notebooks/a.html";
const text = notebook("探す", [
  ["text/markdown", "# 一\n\n導入"],
  ["module", "const リスク = 1"],
  ["text/markdown", "## 一の二"],
  ["module", "リスク + 1"],
  ["text/markdown", "# 二"],
  ["module", "`${リスク}件`"],
]);

let desk: Bench;
beforeAll(async () => {
  desk = await bench({ [path]: text });
});
afterAll(() => desk.stop());
beforeEach(() => void desk.server.files.set(path, text));

async function opened(options?: Opening): Promise<Sheet> {
  const sheet = await desk.open(`notebook/${path}`, options);
  sheet.page.setDefaultTimeout(20_000);
  await sheet.run();
  return sheet;
}

/** The numbers of the cells whose editor or text is on the page. */
const seen = ({ page }: Sheet) =>
  page.locator("section.cell:not(.away)").evaluateAll((all) =>
    all.map((cell) => Number((cell as HTMLElement).dataset.cell))
  );
const poll = (read: () => unknown) => expect.poll(read, { timeout: 20_000 });

describe("sections", () => {
  test("fold from the outline, in both places, and stay so; what they hide is run and moved with them", async () => {
    const sheet = await opened();
    const { page } = sheet;
    await page.getByRole("button", { name: "目次", exact: true }).click();
    await page.getByRole("button", { name: "「一」の節を折りたたむ" }).click();
    await poll(() => seen(sheet)).toEqual([1, 5, 6]);
    await sheet.output(4).waitFor({ state: "hidden" });
    await page.getByText("折りたたまれたセル 3 件").waitFor();
    // The heights of what is hidden go away on both sides.
    const gap = () =>
      page.evaluate(() => {
        const top = (id: number) =>
          document.querySelector(`[data-cell="${id}"]`)!.getBoundingClientRect().top;
        return top(5) - top(2);
      });
    await poll(gap).toBeLessThan(50);
    await page.reload();
    await sheet.quiet();
    await poll(() => seen(sheet)).toEqual([1, 5, 6]);
    await sheet.cell(1).locator(".number").click();
    await page.keyboard.press("Alt+ArrowDown");
    await poll(() => desk.server.files.get(path)!.match(/id="\d+"/g)!.join(" "))
      .toBe('id="5" id="1" id="2" id="3" id="4" id="6"');
    await page.keyboard.press("z");
    await page.getByText("折りたたまれたセル 3 件").click();
    await poll(() => seen(sheet)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  });

  test("fold by keys, are stepped over, and open for whoever goes into them", async () => {
    const sheet = await opened({ lang: "en" });
    const { page } = sheet;
    await sheet.cell(4).locator(".number").click();
    await page.keyboard.press("ArrowLeft");
    await poll(() => seen(sheet)).toEqual([1, 2, 3, 5, 6]);
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() =>
      document.querySelector(".selected")?.matches('[data-cell="5"]')
    );
    await page.keyboard.press("Control+f");
    await page.keyboard.type("リスク + 1");
    await poll(() => seen(sheet)).toEqual([1, 2, 3, 4, 5, 6]);
    await sheet.close();
  });
});

describe("finding", () => {
  test("counts, marks and steps through the sources, and replaces as one step", async () => {
    const sheet = await opened();
    const { page } = sheet;
    await page.keyboard.press("Control+f");
    await page.keyboard.type("リスク");
    const count = page.locator(".finder .count");
    await count.filter({ hasText: "1 / 3" }).waitFor();
    expect(await page.locator(".cm-match").count()).toBe(3);
    await page.keyboard.press("Enter");
    await count.filter({ hasText: "2 / 3" }).waitFor();
    await sheet.cell(4).locator(".cm-match.meant").waitFor();
    await page.keyboard.press("Shift+Enter");
    await count.filter({ hasText: "1 / 3" }).waitFor();
    await page.getByRole("button", { name: "置換…" }).click();
    await page.getByLabel("置き換える文字列").fill("危険度");
    await page.getByRole("button", { name: "すべて置換" }).click();
    await poll(() => desk.server.files.get(path)).toBe(text.replaceAll("リスク", "危険度"));
    await page.locator(".notice").getByRole("button", { name: "元に戻す" }).click();
    await poll(() => desk.server.files.get(path)).toBe(text);
    await page.locator(".finder input[type=search]").focus();
    await page.keyboard.press("Escape");
    await page.locator(".finder").waitFor({ state: "detached" });
    expect(await page.locator(".cm-match").count()).toBe(0);
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  });

  test("shows the source of a text while the match is in it", async () => {
    const sheet = await opened({ lang: "en" });
    const { page } = sheet;
    await sheet.code(1).waitFor({ state: "hidden" });
    await page.keyboard.press("Control+f");
    await page.keyboard.type("導入");
    await sheet.code(1).waitFor({ state: "visible" });
    await page.locator(".finder .count", { hasText: "1 of 1" }).waitFor();
    await page.keyboard.press("Escape");
    await sheet.code(1).waitFor({ state: "hidden" });
    await sheet.close();
  });
});
