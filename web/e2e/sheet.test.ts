import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { exported, saved } from "../../engine/formats/fixtures/exported.ts";
import { assessedSample } from "../../engine/fixtures/sample.ts";
import { cells, workbook } from "../../engine/fixtures/workbook.ts";
import { readBook } from "../../engine/formats/sheet/read.ts";
import { violations } from "./axe.ts";
import { type Bench, bench, sample } from "./browser.ts";

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

async function opened(section: string, lang: "ja" | "en" = "ja") {
  const sheet = await desk.open(`system/${path}/${section}`, { lang });
  const name = lang === "ja" ? "Excelで書き出す・取り込む" : "Excel: export and import";
  const fold = sheet.page.locator("details.fold", { has: sheet.page.getByText(name) });
  await fold.locator("summary").click();
  return { ...sheet, fold };
}

function choose(page: Page, rows: Parameters<typeof cells>[0]): Promise<void> {
  return give(page, workbook({ sheets: { "一覧": cells(rows) } }));
}

function give(page: Page, bytes: Uint8Array): Promise<void> {
  const mimeType = "application/octet-stream";
  const buffer = Buffer.from(bytes);
  return page.locator("input[type=file]").setInputFiles({ name: "filled.xlsx", mimeType, buffer });
}

describe("Excel on the page of a record", () => {
  test("exports what is on the screen", async () => {
    const { page, fold, errors, close } = await opened("scenarios", "en");
    const [download] = await Promise.all([
      page.waitForEvent("download", { timeout: 60_000 }),
      fold.getByRole("button", { name: "Export as an Excel workbook" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^benefit-portal-\d{4}-\d\d-\d\d\.xlsx$/);
    const { grids } = readBook(new Uint8Array(readFileSync(await download.path())));
    expect(grids.map(({ name }) => name)).toContain("Scenarios × categories");
    expect(grids[2].rows).toHaveLength(17);
    expect(errors).toEqual([]);
    await close();
  });

  test("shows what a filled-in workbook changes, takes it as one step, and undoes it", async () => {
    const { page, fold, errors, close } = await opened("controls");
    await choose(page, [
      ["状況", "管理策", "担当"],
      ["△", "AC-2", "情報課"],
      ["○", "AC-99x", ""],
    ]);
    await fold.getByText("一覧を2行読み取りました。変更2件、読み取れないところ1件。").waitFor();
    expect(await fold.locator(".notes li").innerText()).toContain(
      "一覧!B3 「AC-99x」という管理策は",
    );
    expect(await fold.locator(".preview tbody tr").innerText()).toMatch(
      /一覧!2\s+AC-2 の実施状況を「一部実施」にする\s+管理策「AC-2」の「owner」を変更する：情報課/,
    );
    expect(await violations(page)).toEqual([]);
    expect(desk.server.files.get(path)).toBe(sample);
    await fold.getByRole("button", { name: "2件の変更を反映する" }).click();
    await expect.poll(() => desk.server.files.get(path), wait).toMatch(
      /AC-2: \{ status: partial, .*owner: 情報課 \}/,
    );
    await page.getByRole("button", { name: "元に戻す" }).click();
    await expect.poll(() => desk.server.files.get(path), wait).toBe(sample);
    expect(errors).toEqual([]);
    await close();
  });

  test("shows what an added row and an emptied cell come to, before either is taken", async () => {
    const { page, fold, errors, close } = await opened("scenarios");
    const sheets = exported(assessedSample().system, "ja");
    const [heads, first] = sheets["シナリオ"];
    first[heads.indexOf("攻撃者")] = "";
    sheets["シナリオ"].push(["", "偽の窓口予約", "D1-leak", "", "中"]);
    await give(page, saved(sheets));
    await fold.getByText("変更2件、読み取れないところ0件。").waitFor(wait);
    expect(await fold.locator(".preview tbody").innerText()).toMatch(
      /シナリオ!2\s+シナリオ「S1」の「attacker」を空にする（「外部の犯罪者」「Outside criminals」を削除）\s+シナリオ!18\s+シナリオに「S17」を加える：シナリオ名「偽の窓口予約」、事業被害「D1-leak」、脅威「2」/,
    );
    expect(await fold.locator(".notes").innerText()).toContain("ブックで空にしたセルが1個あります");
    expect(await violations(page)).toEqual([]);
    expect(desk.server.files.get(path)).toBe(sample);
    await fold.getByRole("button", { name: "2件の変更を反映する" }).click();
    await expect.poll(() => desk.server.files.get(path), wait).toContain("偽の窓口予約");
    expect(desk.server.files.get(path)).not.toContain(
      "Outside criminals }\n    threat: 2\n    why: { ja: 独自開発",
    );
    await page.getByRole("button", { name: "元に戻す" }).click();
    await expect.poll(() => desk.server.files.get(path), wait).toBe(sample);
    expect(errors).toEqual([]);
    await close();
  });

  test("of a hostile workbook says why it is not read, and the page goes on", async () => {
    const { page, fold, errors, close } = await opened("controls", "en");
    const bomb = new Uint8Array(81_000_000).fill(32);
    await give(
      page,
      workbook({
        sheets: { a: cells([["x"]]) },
        shared: [],
        parts: { "xl/sharedStrings.xml": bomb },
      }),
    );
    await fold.getByText("unpacks to more than 80 MB").waitFor({ timeout: 60_000 });
    await give(page, new TextEncoder().encode("<script>alert(1)</script>"));
    await fold.getByText("This is no Excel workbook (.xlsx).").waitFor();
    await choose(page, [["Control", "Owner", "Status"], [
      "AC-2",
      "<img src=x onerror=alert(1)>",
      "",
    ]]);
    await fold.locator(".preview", { hasText: "<img src=x onerror=alert(1)>" }).waitFor();
    expect(await fold.locator("img").count()).toBe(0);
    expect(errors).toEqual([]);
    await close();
  });
});
