import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launch, notebook, open, sample, type Sheet } from "./browser.ts";
import { type House, house } from "./server.ts";

const record = "scenarios/benefit-portal.yaml";

let desk: House;
let browser: Browser;
beforeAll(async () => {
  desk = await house({});
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});
beforeEach(() => {
  for (const folder of ["notebooks", "scenarios", "scenarios/catalogs"]) {
    const path = `${desk.root}/${folder}`;
    if (!existsSync(path)) continue;
    for (const name of readdirSync(path).filter((name) => name.includes("."))) {
      rmSync(`${path}/${name}`);
    }
  }
  desk.write(record, sample);
});

const poll = (read: () => unknown) => expect.poll(read, { timeout: 20_000 });
const kept = (path: string) => existsSync(`${desk.root}/${path}`) ? desk.read(path) : undefined;
const book = notebook("外から来た分析", [["text/markdown", "# 外"]]);
const catalog = `id: own
name: 自組織の規程
version: 1
source: 規程集
families: [{ id: A, name: 組織 }]
controls: [{ id: A-1, family: A, title: 方針, baselines: [low, moderate, high] }]
`;

async function home(options: Parameters<typeof open>[4] = {}): Promise<Sheet> {
  const sheet = await open(browser, desk.origin, desk.token, "", options);
  await sheet.page.locator(".verdict").first().waitFor();
  return sheet;
}

async function opened(section: string): Promise<Sheet> {
  const sheet = await open(browser, desk.origin, desk.token, `system/${record}/${section}`);
  await sheet.page.locator(`.form[data-section=${section}]`).waitFor();
  return sheet;
}

interface Outside {
  readonly name: string;
  readonly text: string | readonly number[];
}

/** Brings files over the page and lets them fall. */
async function drop(page: Page, files: readonly Outside[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const { name, text } of files) {
      data.items.add(new File([typeof text === "string" ? text : new Uint8Array(text)], name));
    }
    return data;
  }, files as Outside[]);
  await page.dispatchEvent("main", "dragenter", { dataTransfer });
  await page.locator(".dropping").waitFor();
  await page.dispatchEvent("main", "drop", { dataTransfer });
  expect(await page.locator(".dropping").count()).toBe(0);
}

describe("files dropped on the first screen", () => {
  test("are shown with what they are, get free names, and overwrite nothing", async () => {
    const sheet = await home();
    const { page } = sheet;
    await drop(page, [
      { name: "benefit-portal.yaml", text: sample },
      { name: "a.html", text: book },
      { name: "own.yml", text: catalog },
      { name: "book.xlsx", text: "PK" },
    ]);
    const dialog = page.locator("dialog[data-kind=import]");
    const guest = (name: string) => dialog.getByRole("region", { name });
    expect(await guest("benefit-portal.yaml").innerText())
      .toContain(
        "「scenarios/benefit-portal.yaml」は既にあるため、「scenarios/benefit-portal-2.yaml」",
      );
    expect(await guest("benefit-portal.yaml").innerText()).toContain("求められるレベルは中位");
    expect(await guest("a.html").innerText()).toContain("許可するまで実行しません");
    expect(await guest("own.yml").innerText()).toContain("管理策は1件です");
    expect(await guest("book.xlsx").innerText()).toContain("CSVで保存");
    await guest("a.html").getByLabel("「a.html」のファイル名").fill("外の 分析");
    await dialog.getByRole("button", { name: "取り込む", exact: true }).click();
    await poll(() => kept("notebooks/外の-分析.html")).toBe(book);
    await poll(() => kept("scenarios/catalogs/own.yaml")).toBe(catalog);
    expect(kept(record)).toBe(sample);
    expect(kept("scenarios/benefit-portal-2.yaml"))
      .toBe(sample.replace("\nid: benefit-portal\n", "\nid: benefit-portal-2\n"));
    await page.locator("tr", { hasText: "benefit-portal-2.yaml" }).locator(".verdict").waitFor();
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  });

  test("come in broken as well and open where they can be mended", async () => {
    const { page, errors, close } = await home({ lang: "en" });
    await drop(page, [{ name: "draft.yaml", text: "mitate: 1\nid: [\n" }]);
    await page.locator("dialog[data-kind=import]", { hasText: "can be mended as text" }).waitFor();
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.locator(".text-editor .cm-content", { hasText: "id: [" }).waitFor();
    expect(kept("scenarios/draft.yaml")).toBe("mitate: 1\nid: [\n");
    expect(errors).toEqual([]);
    await close();
  });

  test("as a table in the encoding of a spreadsheet show in the record what they would change", async () => {
    const { page, close } = await home();
    // 管理策,実施状況 / AC-5,○ in Shift_JIS
    const head = [0x8a, 0xc7, 0x97, 0x9d, 0x8d, 0xf4, 0x2c, 0x8e, 0xc0, 0x8e, 0x7b, 0x8f, 0xf3];
    const text = [...head, 0x8b, 0xb5, 0x0a, 0x41, 0x43, 0x2d, 0x35, 0x2c, 0x81, 0x9b];
    await drop(page, [{ name: "一覧.csv", text }]);
    await page.getByRole("button", { name: "変わるところを見る" }).click();
    await page.locator(".preview td", { hasText: /AC-5 ?の実施状況を「実施済み」/ }).waitFor();
    expect(kept(record)).toBe(sample);
    await page.getByRole("button", { name: "1件の変更を反映する" }).click();
    await poll(() => kept(record)).not.toBe(sample);
    await page.keyboard.press("Control+z");
    await poll(() => kept(record)).toBe(sample);
    await close();
  });

  test("can be chosen by keys instead", async () => {
    const { page, close } = await home();
    const chosen = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "ファイルを取り込む" }).focus();
    await page.keyboard.press("Enter");
    await (await chosen).setFiles([{
      name: "a.html",
      mimeType: "text/html",
      buffer: Buffer.from(book),
    }]);
    await page.locator("dialog[data-kind=import] .guest").waitFor();
    await page.getByLabel("「a.html」のファイル名").press("Enter");
    await poll(() => kept("notebooks/a.html")).toBe(book);
    await page.locator(".notice").getByRole("button", { name: "開く" }).click();
    await page.locator(".notebar[data-kind=safe]").waitFor();
    await close();
  });
});

describe("a file dropped on a record", () => {
  test("as a table is shown as changes, and its rows that cannot be read by number", async () => {
    const { page, errors, close } = await opened("scenarios");
    const table = "ID,シナリオ,被害,脅威,攻撃手順\nS1,改めた名前,D1-leak,高,\n" +
      ",標的型メール,D99,3,\n,標的型メール,D1-leak,3,開封 → 感染\n";
    await drop(page, [{ name: "s.csv", text: table }]);
    const row = (number: string) =>
      page.locator(".preview tr", { has: page.locator(`th:text-is("${number}")`) });
    expect(await row("2").innerText()).toContain("「S1」の脅威レベルを3にする");
    expect(await row("3").innerText()).toContain("「D99」という事業被害は記録にありません");
    expect(await row("4").innerText()).toContain("標的型メール");
    await page.getByRole("button", { name: "3件の変更を反映する" }).click();
    await poll(() => kept(record)).toContain("name: 標的型メール");
    expect(kept(record)).toContain("改めた名前");
    await page.locator("h1").click();
    await page.keyboard.press("Control+z");
    await poll(() => kept(record)).toBe(sample);
    expect(errors).toEqual([]);
    await close();
  });

  test("as a record is compared, or becomes a new one", async () => {
    const { page, close } = await opened("impact");
    const other = sample.replace("exposure: internet", "exposure: closed");
    await drop(page, [{ name: "other.yaml", text: other }]);
    await page.getByRole("button", { name: "いまの記録と比べる" }).click();
    await page.locator("dialog .changes li", { hasText: "公開範囲" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".results .moves li").first().waitFor();
    await drop(page, [{ name: "other.yaml", text: other }]);
    await page.getByRole("button", { name: "新しい記録として取り込む" }).click();
    await page.getByRole("button", { name: "取り込む", exact: true }).click();
    await poll(() => kept("scenarios/other.yaml")).toContain("exposure: closed");
    expect(kept(record)).toBe(sample);
    await close();
  });
});

describe("a copy of a file", () => {
  test("is saved from its menu, and can be dragged out by its handle", async () => {
    const { page, close } = await home();
    const row = page.locator("tr", { hasText: "benefit-portal.yaml" });
    await row.locator(".opener").click();
    const saved = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "写しを保存する" }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe("benefit-portal.yaml");
    expect(readFileSync(await download.path(), "utf8")).toBe(sample);
    const grip = row.locator(".grip");
    await row.hover();
    await grip.hover();
    await poll(() =>
      grip.evaluate((element) => {
        const dataTransfer = new DataTransfer();
        element.dispatchEvent(new DragEvent("dragstart", { dataTransfer, cancelable: true }));
        return dataTransfer.getData("DownloadURL").replace(/blob:.*/, "");
      })
    ).toBe("application/yaml:benefit-portal.yaml:");
    await close();
  });
});

describe("an open record whose file others touch", () => {
  test("keeps what is unsaved when the file goes, and goes on under another name", async () => {
    const { page, errors, close } = await opened("impact");
    renameSync(`${desk.root}/${record}`, `${desk.root}/away.txt`);
    await page.locator(".notebar", { hasText: "ファイルがなくなりました" }).waitFor();
    await page.locator("[data-path='impact/law']").first().getByRole("radio", { name: /^高位/ })
      .check();
    await page.getByRole("button", { name: "別の名前で保存する" }).click();
    await page.locator(".notebar").waitFor({ state: "detached" });
    await poll(() => kept("scenarios/benefit-portal-2.yaml")).toMatch(/law:[\s\S]{0,80}high/);
    expect(page.url()).toContain("benefit-portal-2.yaml/impact");
    await page.locator("[data-path='impact/law']").first().getByRole("radio", { name: /^中位/ })
      .check();
    await poll(() => kept("scenarios/benefit-portal-2.yaml")).toBe(sample);
    expect(kept(record)).toBeUndefined();
    expect(errors).toEqual([]);
    await close();
    rmSync(`${desk.root}/away.txt`);
  });

  test("follows when it is renamed in another tab", async () => {
    const one = await opened("impact");
    const { etag } = await (await fetch(`${desk.origin}/api/file?path=${record}`, {
      headers: { "x-mitate-token": desk.token },
    })).json() as { etag: string };
    await fetch(`${desk.origin}/api/rename`, {
      method: "POST",
      headers: { "x-mitate-token": desk.token, "content-type": "application/json" },
      body: JSON.stringify({ from: record, to: "scenarios/renamed.yaml", base: etag }),
    });
    await poll(() => one.page.url()).toContain("scenarios/renamed.yaml/impact");
    await one.page.locator("[data-path='impact/law']").first()
      .getByRole("radio", { name: /^高位/ }).check();
    await poll(() => kept("scenarios/renamed.yaml")).not.toBe(sample);
    expect(kept(record)).toBeUndefined();
    await one.close();
  });

  test("has versions that are named, compared by result, and restored as a step", async () => {
    const { page, errors, close } = await opened("impact");
    await page.locator("[data-path='impact/disclosure']").first()
      .getByRole("radio", { name: /^高位/ }).check();
    await page.keyboard.press("Control+s");
    await poll(() => kept(record)).not.toBe(sample);
    await page.locator("nav.sections").getByRole("link", { name: "変更と版" }).click();
    await page.getByLabel("今の状態に付ける名前").fill("審査前");
    await page.getByRole("button", { name: "今の状態を版として残す" }).click();
    await page.locator(".versions b", { hasText: "審査前" }).waitFor();
    await page.locator(".versions input").last().check();
    await page.locator(".diff .changed").first().waitFor();
    await page.getByRole("button", { name: "この版からの動きを画面に示す" }).click();
    await page.locator(".results .moves li").first().waitFor();
    await page.getByRole("button", { name: "この版に戻す" }).click();
    await poll(() => kept(record)).toBe(sample);
    await page.locator("h1").click();
    await page.keyboard.press("Control+z");
    await poll(() => kept(record)).not.toBe(sample);
    expect(errors).toEqual([]);
    await close();
  });
});
