import { execFileSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { violations } from "./axe.ts";
import { launch, notebook, open, type Opening, sample, type Sheet } from "./browser.ts";
import { type House, house } from "./server.ts";

const path = "scenarios/benefit-portal.yaml";
const other = "scenarios/other.yaml";
const second = sample.replace("id: benefit-portal", "id: other")
  .replace("{ ja: 給付金オンライン申請ポータル, en:", "{ ja: 別のシステム, en:")
  .replace("en: Benefit application portal", "en: Another system");
const worse = sample.replace("AC-2: { status: implemented", "AC-2: { status: absent");

let server: House;
let browser: Browser;
beforeAll(async () => {
  server = await house({ [path]: sample, [other]: second });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(() => {
  server.write(path, sample);
  server.write(other, second);
});

async function opened(a: string, b: string, options: Opening = {}): Promise<Sheet> {
  const sheet = await go(`compare?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`, options);
  await done(sheet.page);
  return sheet;
}

function go(hash: string, options: Opening = {}): Promise<Sheet> {
  return open(browser, server.origin, server.token, hash, options);
}

const done = (page: Page) => page.locator("main.compare[aria-busy=false]").waitFor();
const side = (page: Page, at: "a" | "b") => page.locator(`.side[data-side=${at}]`);
const says = (locator: Locator) => expect.poll(() => locator.innerText(), { timeout: 20_000 });
const hash = (page: Page) => page.evaluate(() => location.hash);

describe("two states", () => {
  test("are chosen from lists, beginning at a record's menu, and swapped; the address says which", async () => {
    const { page, errors, close } = await go("");
    const row = page.locator("tr", { hasText: path });
    await row.locator(".verdict").waitFor();
    await row.locator(".menu .opener").click();
    await row.getByRole("menuitem", { name: "比べる…" }).click();
    await page.locator(".suggestions a", { hasText: "認証の強化を先に済ませる" }).click();
    await says(page.locator(".outcome")).toContain("入力の違いは5件です。");
    expect(await hash(page)).toBe(`#/compare?a=${path}&b=${path}%23early`);
    expect(await page.locator("figure h3, figure h2").allInnerTexts()).toEqual([
      "入力の違い",
      "結果の違い",
      "悪くなった結果",
      "良くなった結果",
    ]);
    await page.locator("summary", { hasText: "どの変更が動かしたか" }).waitFor();
    await page.getByRole("button", { name: "比較元と比較先を入れ替える" }).click();
    await says(page.locator(".outcome")).toContain("良くなった結果は0件です。");
    expect(await hash(page)).toBe(`#/compare?a=${path}%23early&b=${path}`);
    await side(page, "b").locator("[name=state]").selectOption(`${path}#onpremises`);
    await says(side(page, "b").locator(".verdict")).toContain("未達成");
    await side(page, "a").locator("[name=system]").selectOption(other);
    await says(page.locator(".outcome")).toContain("別のシステムどうしの比較です。");
    await page.goBack();
    await says(page.locator(".outcome")).toContain("入力の違い");
    expect(errors).toEqual([]);
    await close();
  });

  test("that are the same have exactly no difference", async () => {
    const { page, close } = await opened(path, path, { lang: "en" });
    await says(page.locator(".outcome"))
      .toBe("The input does not differ, and neither does any result.");
    expect(await page.locator("figure table").count()).toBe(0);
    await close();
  });

  test("are followed when a record changes on the disk and in another tab", async () => {
    const { page, close } = await opened(`${path}#early`, path);
    await says(page.locator(".outcome")).toContain("入力の違いは5件です。");
    server.write(path, worse);
    await says(side(page, "b").locator(".standing")).toContain("85");
    const record = await go(`system/${path}/identity`);
    await record.page.locator(".form [data-path] input[type=text]").first().waitFor();
    server.write(path, sample);
    await says(side(page, "b").locator(".standing")).toContain("84");
    await record.page.goto(`${server.origin}/#/system/${path}/variants`);
    await record.page.locator(".entry", { hasText: "early" }).locator("summary").first().click();
    await record.page.locator(".entry[open] .changes button").first().click();
    await says(page.locator(".outcome")).toContain("入力の違いは4件です。");
    await record.close();
    await close();
  });

  test("are copied as the command line prints them", async () => {
    const { page, close } = await opened(path, `${path}#early`);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Markdownをコピー" }).click();
    await page.locator(".notice", { hasText: "コピーしました" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const at = /\d{4}-\d\d-\d\d/.exec(await page.locator(".headline .state").innerText())![0];
    expect(copied).toBe(mitate("compare", path, "#early", "--markdown", "--at", at));
    await close();
  });
});

describe("a state that is not there", () => {
  test("is told with the nearest one, which one click takes", async () => {
    const { page, errors, close } = await opened("scenarios/benefit-portl.yaml", `${path}#erly`);
    await says(side(page, "a").getByRole("alert")).toContain(
      "「scenarios/benefit-portl.yaml」はありません",
    );
    await side(page, "a").getByRole("link", { name: path }).click();
    await says(side(page, "b").getByRole("alert")).toContain("変更案「erly」はありません。");
    await side(page, "b").getByRole("link", { name: "「early」にする" }).click();
    await says(page.locator(".outcome")).toContain("入力の違いは5件です。");
    await side(page, "b").locator("[name=system]").selectOption(other);
    await says(page.locator(".outcome")).toContain("別のシステム");
    expect(errors).toEqual([]);
    await close();
  });

  test("a version that is gone, and a record that cannot be read, say the way out", async () => {
    const { page, close } = await opened(`${path}@999999`, other, { lang: "en" });
    await says(side(page, "a").getByRole("alert")).toContain("There is no version “999999”");
    await side(page, "a").getByRole("link", { name: "Take the record as it is" }).click();
    await says(page.locator(".outcome")).toContain("These are two systems.");
    server.write(other, "- no\n- record\n");
    await says(side(page, "b").getByRole("alert")).toContain("cannot be read");
    expect(await page.locator(".outcome").count()).toBe(0);
    await side(page, "b").getByRole("link", { name: "Mend" }).click();
    await page.locator(".form[data-section=text]").waitFor();
    await close();
  });
});

describe("versions", () => {
  test("are compared from their list by their results, and since an approval", async () => {
    const { page, close } = await go("");
    await page.locator("tr", { hasText: path }).locator(".verdict").waitFor();
    server.write(path, worse);
    await page.locator("tr", { hasText: path }).filter({ hasText: "78" }).waitFor();
    await page.locator("tr", { hasText: path }).locator(".menu .opener").click();
    await page.getByRole("menuitem", { name: "版の履歴" }).click();
    await page.locator(".diff .changed").first().waitFor();
    await page.getByRole("link", { name: "結果を比べる" }).click();
    await says(page.locator(".outcome")).toContain("入力の違いは1件です。");
    expect(await hash(page)).toMatch(/^#\/compare\?a=scenarios\/benefit-portal\.yaml@\d+&b=/);
    await page.goto(`${server.origin}/#/system/${path}/reviews`);
    await page.locator(".gate").getByRole("link", { name: "比較の画面で見る" }).click();
    await says(page.locator(".outcome")).toContain("入力の違いは1件です。");
    await close();
  });
});

test("two notebooks are compared cell by cell", async () => {
  const cells = (last: string) =>
    notebook("題", [["text/markdown", "# 同じ"], ["module", "1 + 1"], ["module", last]]);
  server.write("notebooks/a.html", cells("const x = 1"));
  server.write("notebooks/b.html", cells("const x = 2"));
  const { page, errors, close } = await go("");
  const row = page.locator("tr", { hasText: "notebooks/a.html" });
  await page.locator("tr", { hasText: path }).locator(".verdict").waitFor();
  await row.locator(".menu .opener").click();
  await row.getByRole("menuitem", { name: "比べる…" }).click();
  const piece = page.locator("dialog .piece");
  await piece.locator(".before", { hasText: "const x = 1" }).waitFor();
  await piece.locator(".after", { hasText: "const x = 2" }).waitFor();
  expect(await piece.count()).toBe(1);
  expect(errors).toEqual([]);
  await close();
});

test("the page is reached from a record's search by keys alone", async () => {
  const { page, close } = await go(`system/${path}/identity`);
  await page.locator(".form[data-section=identity]").waitFor();
  await page.keyboard.press("Control+k");
  await page.locator(".query").fill("比べる");
  await page.keyboard.press("Enter");
  await page.locator(".suggestions a").first().waitFor();
  expect(await hash(page)).toBe(`#/compare?a=${path}`);
  await close();
});

test.each(
  [
    ["ja", "light", 1280, `${path}#early`],
    ["en", "dark", 800, "#zzz"],
  ] as const,
)("everyone can use it (%s, %s, %i, b=%s)", async (lang, theme, width, b) => {
  const { page, errors, close } = await opened(path, b, { lang, theme, width });
  expect(await violations(page)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wide).toBe(false);
  expect(errors).toEqual([]);
  await close();
});

/** What the command line prints in the folder of the server. */
function mitate(...args: string[]): string {
  const main = fileURLToPath(new URL("../../engine/deno/main.ts", import.meta.url));
  const rights = ["--quiet", "--no-prompt", "--allow-read", "--allow-env"];
  return execFileSync(process.execPath, ["run", ...rights, main, ...args], {
    cwd: server.root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}
