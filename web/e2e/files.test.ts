import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, bench, notebook, open, type Opening, sample, type Sheet } from "./browser.ts";
import { type House, house as start } from "./server.ts";

const path = "notebooks/a.html";
const text = notebook("最初の分析", [["text/markdown", "# 最初の分析"], ["module", "1 + 1"]]);
const record = "scenarios/benefit-portal.yaml";

const shipped = fileURLToPath(new URL("../../notebooks/templates/", import.meta.url));
const templates = Object.fromEntries(
  readdirSync(shipped).map((name) =>
    [`notebooks/templates/${name}`, readFileSync(shipped + name, "utf8")] as const
  ),
);

let server: House;
let desk: Bench;
beforeAll(async () => {
  server = await start(templates);
  desk = await bench({});
});
afterAll(async () => {
  await desk?.stop();
  await server?.stop();
});

/** The files of the workspace, seen and changed by another program. */
const house = {
  read: (path: string) => existsSync(`${server.root}/${path}`) ? server.read(path) : undefined,
  write: (path: string, text: string) => server.write(path, text),
  remove: (path: string) => rmSync(`${server.root}/${path}`),
};
const poll = (read: () => unknown) => expect.poll(read, { timeout: 20_000 });
beforeEach(() => {
  for (const folder of ["notebooks", "scenarios"]) {
    for (const name of readdirSync(`${server.root}/${folder}`)) {
      if (name.includes(".")) house.remove(`${folder}/${name}`);
    }
  }
  house.write(record, sample);
  house.write(path, text);
});

async function opened(hash: string, options?: Opening): Promise<Sheet> {
  const sheet = await open(desk.browser, server.origin, server.token, hash, options);
  sheet.page.setDefaultTimeout(20_000);
  return sheet;
}

/** The first screen with what it lists. */
async function home(options?: Opening): Promise<Sheet> {
  const sheet = await opened("", options);
  await sheet.page.locator(".verdict").first().waitFor();
  return sheet;
}

/** Opens the menu of a row by keys and chooses from it by keys. */
async function choose({ page }: Sheet, row: string, item: string): Promise<void> {
  await page.locator("tr", { hasText: row }).locator(".opener").focus();
  await page.keyboard.press("Enter");
  const choice = page.getByRole("menuitem", { name: item });
  await choice.waitFor();
  while (!await choice.evaluate((element) => element === document.activeElement)) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}

describe("a new notebook", () => {
  test("is made of a template, about the chosen record, and runs when that is asked", async () => {
    const sheet = await home();
    const { page } = sheet;
    await page.getByRole("button", { name: "新しいノートブック" }).click();
    await page.getByRole("radio", { name: "What-if ボード" }).check();
    expect(await page.getByLabel("題名").inputValue())
      .toBe("給付金オンライン申請ポータル：What-if ボード");
    await page.getByLabel("題名").fill("来年度の検討");
    await page.getByText("notebooks/来年度の検討.html").waitFor();
    await page.getByRole("button", { name: "作成して実行" }).click();
    await sheet.frame.locator("figure.mitate-verdict").first().waitFor();
    expect(decodeURI(page.url())).toContain("notebooks/来年度の検討.html");
    const made = house.read("notebooks/来年度の検討.html");
    expect(made).toContain("<title>来年度の検討</title>");
    expect(made).toContain('<notebook theme="air">');
    expect(await page.locator(".notebar").count()).toBe(0);
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  });

  test("does not run where that was not asked, gets a free name, and speaks English", async () => {
    house.write("notebooks/Plan.html", text);
    const sheet = await home({ lang: "en" });
    const { page } = sheet;
    await page.getByRole("button", { name: "New notebook" }).click();
    await page.getByRole("radio", { name: "Scenario deep dive" }).check();
    await page.getByLabel("Title").fill("Plan");
    await page.getByRole("button", { name: "Create without running" }).click();
    await page.locator(".notebar[data-kind=safe]").waitFor();
    expect(page.url()).toContain("notebooks/Plan-2.html");
    expect(house.read("notebooks/Plan.html")).toBe(text);
    await sheet.close();
  });

  test("templates stand in a group of their own", async () => {
    const sheet = await home();
    const { page } = sheet;
    expect(await page.getByText("notebooks/templates/what-if.html").isVisible()).toBe(false);
    await page.locator("summary", { hasText: "雛形" }).click();
    const row = page.locator("tr", { hasText: "notebooks/templates/what-if.html" });
    await row.getByRole("button", { name: "この雛形から作る" }).click();
    await poll(() => page.getByRole("radio", { name: "What-if ボード" }).isChecked())
      .toBe(true);
    await sheet.close();
  });
});

describe("renaming", () => {
  test("changes title, heading and file name of a notebook, and refuses a name that is taken", async () => {
    house.write("notebooks/taken.html", "theirs");
    const sheet = await home();
    const { page } = sheet;
    await choose(sheet, path, "名前を変更");
    await page.getByLabel("題名").fill("見直し: 第1回");
    await page.getByLabel("ファイル名").fill("taken");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "既にあります" }).waitFor();
    expect(house.read("notebooks/taken.html")).toBe("theirs");
    await page.getByLabel("ファイル名").fill("見直し: 第1回");
    await page.keyboard.press("Enter");
    await page.locator("tr", { hasText: "notebooks/見直し-第1回.html" }).waitFor();
    expect(house.read(path)).toBeUndefined();
    expect(house.read("notebooks/見直し-第1回.html"))
      .toBe(text.replaceAll("最初の分析", "見直し: 第1回"));
    await sheet.close();
  });

  test("of a record keeps its id and every other byte", async () => {
    const sheet = await home({ lang: "en" });
    await choose(sheet, record, "Rename");
    await sheet.page.getByLabel("Name in English").fill("Benefit desk");
    await sheet.page.keyboard.press("Enter");
    await sheet.page.locator("tr", { hasText: "Benefit desk" }).locator(".verdict").waitFor();
    expect(house.read(record)).toBe(sample.replace("Benefit application portal", "Benefit desk"));
    await sheet.close();
  });

  test("keeps a notebook open that is open elsewhere, with what can be undone", async () => {
    const sheet = await opened(`notebook/${path}`);
    await sheet.cell(2).waitFor();
    await sheet.type(1, "# 書きかけ");
    await sheet.page.locator(".saving[data-kind=saved]", { hasText: "に保存" }).waitFor();
    const other = await home();
    await choose(other, path, "名前を変更");
    await other.page.getByLabel("ファイル名").fill("別の名前");
    await other.page.keyboard.press("Enter");
    await sheet.page.waitForFunction(() => decodeURI(location.hash).includes("別の名前"));
    await sheet.page.keyboard.press("Escape");
    await sheet.page.keyboard.press("Control+z");
    await poll(() => house.read("notebooks/別の名前.html")).toBe(text);
    expect(house.read(path)).toBeUndefined();
    await Promise.all([sheet.close(), other.close()]);
  });
});

describe("copies", () => {
  test("of a notebook and a record stand beside them under names of their own", async () => {
    const sheet = await home();
    const { page } = sheet;
    await choose(sheet, path, "複製");
    await page.locator("tr", { hasText: "notebooks/a-2.html" }).waitFor();
    expect(house.read("notebooks/a-2.html")).toBe(
      text.replaceAll("最初の分析", "最初の分析（写し）"),
    );
    await choose(sheet, record, "複製");
    const copy = page.locator("tr", { hasText: "scenarios/benefit-portal-2.yaml" });
    await copy.locator(".verdict").waitFor();
    expect(await copy.innerText()).toContain("給付金オンライン申請ポータル（写し）");
    expect(house.read("scenarios/benefit-portal-2.yaml")).toContain("\nid: benefit-portal-2\n");
    await sheet.close();
  });
});

describe.each(
  [
    ["ja", "ごみ箱に移す", "元に戻す", "ごみ箱"],
    ["en", "Move to trash", "Undo", "Trash"],
  ] as const,
)("the trash (%s)", (lang, move, undo, trash) => {
  test("asks, takes, gives back at once, and later from its list", async () => {
    const sheet = await home({ lang });
    const { page } = sheet;
    const row = page.locator("tr", { hasText: path });
    await choose(sheet, path, move);
    await page.locator("dialog", { hasText: path }).getByRole("button", { name: move }).click();
    await row.waitFor({ state: "detached" });
    expect(house.read(path)).toBeUndefined();
    await page.locator(".notice").getByRole("button", { name: undo }).click();
    await row.waitFor();
    expect(house.read(path)).toBe(text);
    await choose(sheet, path, move);
    await page.locator("dialog", { hasText: path }).getByRole("button", { name: move }).click();
    await row.waitFor({ state: "detached" });
    house.write(path, "theirs");
    await row.waitFor();
    await page.getByRole("button", { name: trash, exact: true }).click();
    await page.locator("dialog tr", { hasText: path }).getByRole("button").click();
    await page.locator("tr", { hasText: "notebooks/a-2.html" }).waitFor();
    expect([house.read(path), house.read("notebooks/a-2.html")]).toEqual(["theirs", text]);
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  });
});

test("a record in the trash is no record that a notebook could be about", async () => {
  const sheet = await home({ lang: "en" });
  const { page } = sheet;
  await choose(sheet, record, "Move to trash");
  await page.getByText("cannot show its analysis until it is back").waitFor();
  await page.locator("dialog").getByRole("button", { name: "Move to trash" }).click();
  await page.locator("tr", { hasText: record }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "New notebook" }).click();
  expect(await page.getByLabel("About which record").locator("option").allInnerTexts())
    .toEqual(["Not decided"]);
  await sheet.close();
});

describe("versions", () => {
  test("of a record are compared, named and restored, and that is undone", async () => {
    const sheet = await home();
    const { page } = sheet;
    const changed = sample.replace("\nphase: design\n", "\nphase: build\n");
    house.write(record, changed);
    await page.locator("tr", { hasText: record }).filter({ hasText: "開発" }).waitFor();
    await choose(sheet, record, "版の履歴");
    await page.getByRole("radio").nth(1).check();
    await page.locator(".diff .changed .before", { hasText: "design" }).waitFor();
    await page.locator(".diff .changed .after", { hasText: "build" }).waitFor();
    await page.getByRole("button", { name: "名前を付ける" }).click();
    await page.getByLabel(/の版の名前$/).fill("審査に出した版");
    await page.keyboard.press("Enter");
    await page.locator(".versions b", { hasText: "審査に出した版" }).waitFor();
    await page.getByRole("button", { name: "この版に戻す" }).click();
    await poll(() => house.read(record)).toBe(sample);
    await page.keyboard.press("Escape");
    await page.locator(".notice").getByRole("button", { name: "元に戻す" }).click();
    await poll(() => house.read(record)).toBe(changed);
    await sheet.close();
  });

  test("of a notebook say who and why, differ cell by cell, and come back as a step", async () => {
    const sheet = await opened(`notebook/${path}`, { lang: "en" });
    const { page } = sheet;
    await page.getByRole("button", { name: /^Open the settings/ }).click();
    await page.getByLabel("Your name").fill("Analyst");
    await page.keyboard.press("Enter");
    await sheet.type(1, "# Another");
    await page.keyboard.press("Control+s");
    await page.locator(".saving[data-kind=saved]", { hasText: "Saved at" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.locator(".query").fill("Version history");
    await page.keyboard.press("Enter");
    await page.locator(".versions small", { hasText: "saved · Analyst" }).waitFor();
    const piece = page.locator(".piece");
    await piece.locator(".before", { hasText: "# 最初の分析" }).waitFor();
    expect(await piece.count()).toBe(1);
    expect(await piece.innerText()).toContain("Cell 1 (Text)");
    await page.getByRole("button", { name: "Go back to this" }).click();
    await poll(() => house.read(path)).toBe(text);
    await page.keyboard.press("Control+z");
    await poll(() => house.read(path)).toContain("# Another");
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  });

  test.each([[1280, 2], [800, 1]])("stand in columns as there is room: at %i pixels %i", async (
    width,
    columns,
  ) => {
    const sheet = await home({ width });
    const { page } = sheet;
    house.write(record, sample.replace("\nphase: design\n", "\nphase: build\n"));
    await page.locator("tr", { hasText: record }).filter({ hasText: "開発" }).waitFor();
    await choose(sheet, record, "版の履歴");
    await page.locator(".diff .changed").first().waitFor();
    const tops = await page.locator(".diff .changed").first().locator("[role=cell]")
      .evaluateAll((cells) => new Set(cells.map((cell) => cell.getBoundingClientRect().top)).size);
    expect(tops).toBe(3 - columns);
    await sheet.close();
  });
});

describe("a notebook whose file others touch", () => {
  test("shows both texts side by side and keeps what is chosen", async () => {
    const sheet = await opened(`notebook/${path}`);
    const { page } = sheet;
    await sheet.cell(2).waitFor();
    // No server to hear of it: what is typed stays unsaved until the other text is there.
    await page.route(
      "**/api/file",
      (route) => route.request().method() === "PUT" ? route.abort() : route.fallback(),
    );
    await sheet.type(1, "# ここ");
    await page.locator(".saving[data-kind=failed]").waitFor();
    house.write(path, text.replace("# 最初の分析", "# よそ"));
    await page.locator(".notebar[data-kind=conflict]").waitFor();
    await page.unroute("**/api/file");
    await page.getByRole("button", { name: "見比べる" }).click();
    const dialog = page.locator("dialog");
    await dialog.locator(".before", { hasText: "# よそ" }).waitFor();
    await dialog.locator(".after", { hasText: "# ここ" }).waitFor();
    await dialog.getByRole("button", { name: "ファイルの内容にする" }).click();
    await sheet.output(1).filter({ hasText: "よそ" }).waitFor();
    expect(house.read(path)).toContain("# よそ");
    await page.keyboard.press("Control+z");
    await poll(() => house.read(path)).toContain("# ここ");
    await sheet.close();
  });

  test("says that the file is gone and makes it anew when told", async () => {
    const sheet = await opened(`notebook/${path}`);
    const { page } = sheet;
    await sheet.cell(2).waitFor();
    house.remove(path);
    await page.locator(".notebar", { hasText: "ファイルがなくなりました" }).waitFor();
    await sheet.type(1, "# 残った");
    await page.getByRole("button", { name: "この内容でファイルを作り直す" }).click();
    await poll(() => house.read(path)).toContain("# 残った");
    await page.locator(".saving[data-kind=saved]", { hasText: "に保存" }).waitFor();
    expect(await page.locator(".notebar[data-kind=conflict]").count()).toBe(0);
    await sheet.close();
  });
});
