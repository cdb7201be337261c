import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, bench, sample, type Sheet } from "./browser.ts";

const path = "scenarios/benefit-portal.yaml";
const broken = "scenarios/broken.yaml";

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

type Options = Parameters<Bench["open"]>[1];

async function opened(section = "", options: Options = {}): Promise<Sheet> {
  const sheet = await desk.open(`system/${path}${section && `/${section}`}`, options);
  await sheet.page.locator("main.record .form").waitFor();
  return sheet;
}
const field = (page: Page, name: string) => page.locator(`[data-path="${name}"]`).first();
const file = () => desk.server.files.get(path)!;
const go = (page: Page, name: string) =>
  page.locator("nav.sections").getByRole("link", { name }).click();
const differing = (text: string) => {
  const before = sample.split("\n");
  return text.split("\n").filter((line, index) => line !== before[index]);
};
const wait = { timeout: 10_000 };

describe("a change", () => {
  test("moves the results at once, names itself as the cause, and saves only its lines", async () => {
    const { page, errors, close } = await opened("impact");
    const level = page.locator(".figures div", { hasText: "求められるレベル" });
    expect(await level.innerText()).toContain("中位");
    await field(page, "impact/disclosure").getByRole("radio", { name: /^高位/ }).check();
    await level.locator(".moved").waitFor();
    expect(await level.innerText()).toMatch(/中位 →\s*高位/);
    const cause = "「情報漏えい」の影響度を「高位」にする";
    const moved = page.locator(".moves li", { hasText: "シナリオS1のリスク" });
    expect(await moved.innerText()).toContain(`要因：${cause}`);
    expect(await moved.locator(".step").innerText()).toBe("B → A");
    await expect.poll(() => differing(file()), wait).toEqual(["    level: high"]);
    await page.locator(".saving[data-kind=saved]", { hasText: "に保存" }).waitFor();
    expect(errors).toEqual([]);
    await close();
  });

  test("of the profile shows before what it would switch and move, and does so", async () => {
    const { page, close } = await opened("profile");
    const exposure = field(page, "profile/exposure");
    const closed = exposure.locator("label", { hasText: "閉域" });
    expect(await closed.innerText()).toContain("不成立 ＋7");
    await closed.hover();
    await closed.locator(".details", { hasText: "シナリオS10" }).waitFor();
    const forecast = closed.locator(".details", { hasText: "決定のない目標超過の数 7→5" });
    await forecast.waitFor();
    await closed.locator("input").check();
    const row = page.locator(".mini-scenarios tr", { hasText: "S10" });
    expect(await row.innerText()).toContain("このプロファイルでは成立しない");
    const over = page.locator(".figures div", { hasText: "決定のない目標超過" });
    expect(await over.innerText()).toMatch(/7 →\s*5/);
    await close();
  });

  test("in a field is one step per visit, undone as a whole; text fields keep their own undo", async () => {
    const { page, close } = await opened();
    const owner = field(page, "owner").locator("input").first();
    await owner.click();
    await page.keyboard.press("End");
    await page.keyboard.type("（甲）", { delay: 120 });
    await page.waitForTimeout(400);
    await page.keyboard.type("乙");
    await page.keyboard.press("Control+z");
    expect(await owner.inputValue()).not.toContain("乙");
    await page.keyboard.type("丙");
    await page.locator("h1").click();
    await expect.poll(file, wait).toContain("給付企画課 システム管理責任者（甲）丙");
    await go(page, "変更と版");
    expect(await page.locator(".steps > li").count()).toBe(2);
    await page.keyboard.press("Control+z");
    await expect.poll(file, wait).toBe(sample);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(file, wait).toContain("（甲）丙");
    await close();
  });

  test("is undone across forms, and the history goes to any point", async () => {
    const { page, close } = await opened("impact");
    await field(page, "impact/disclosure").getByRole("radio", { name: /^高位/ }).check();
    await go(page, "プロファイル");
    await field(page, "profile/exposure").getByRole("radio", { name: /^閉域/ }).check();
    await go(page, "変更と版");
    await page.locator(".steps > li").nth(1).getByRole("button", { name: "ここまで戻す" }).click();
    await expect.poll(() => differing(file()), wait).toEqual(["    level: high"]);
    await page.getByRole("button", { name: "すべて元に戻す" }).click();
    await expect.poll(file, wait).toBe(sample);
    expect(await page.locator(".results .moves").count()).toBe(0);
    await page.getByRole("button", { name: "ここまでやり直す" }).first().click();
    await expect.poll(() => differing(file()).length, wait).toBe(2);
    await close();
  });

  test("is compared with a point that was chosen", async () => {
    const { page, close } = await opened("impact");
    await field(page, "impact/disclosure").getByRole("radio", { name: /^高位/ }).check();
    await page.locator(".moves li").first().waitFor();
    await page.getByRole("button", { name: "今を基準にする" }).click();
    await page.locator("[data-part=moves]", { hasText: "まだ何も動いていません" }).waitFor();
    await page.getByRole("button", { name: "開いたときを基準にする" }).click();
    await page.locator(".moves li").first().waitFor();
    await close();
  });
});

describe("a computed value", () => {
  test("says why, down to inputs that lead to their fields", async () => {
    const { page, close } = await opened();
    await page.locator(".mini-scenarios tr", { hasText: "S1 " }).locator("button.asked").nth(1)
      .click();
    const sheet = page.locator("dialog[data-kind=why]");
    await sheet.locator("details").first().waitFor();
    expect(await sheet.innerText()).toContain("規則");
    await page.keyboard.press("Escape");
    await page.locator("[data-why=required]").first().click();
    await sheet.locator("[data-to='impact/disclosure']").click();
    await page.locator(".form[data-section=impact] .lit[data-path='impact/disclosure']").waitFor();
    expect(page.url()).toContain("/impact");
    const focused = page.locator("[data-path='impact/disclosure'] input:focus");
    await focused.waitFor();
    await close();
  });
});

describe("a finding", () => {
  test("leads to its field and to its line of the text", async () => {
    const bad = sample.replace("exposure: internet", "exposure: internet\n  exposur: x");
    desk.server.files.set(path, bad);
    const { page, close } = await opened("findings");
    await page.locator(".found li", { hasText: "exposur" }).getByRole("button", { name: /行/ })
      .click();
    await page.locator(".cm-activeLine", { hasText: "exposur: x" }).waitFor();
    await close();
  });
});

describe("the text", () => {
  test("that breaks stays as typed, writes nothing, keeps the screen, and leads to the place", async () => {
    const { page, close } = await opened("text");
    const code = page.locator(".text-editor .cm-content");
    await code.click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.insertText("owner: [\n");
    await page.locator(".notebar[data-kind=error]").waitFor();
    expect(await page.locator(".bar .verdict").innerText()).toContain("計画完了時に達成");
    await page.locator(".saving[data-kind=held]").waitFor();
    await page.locator(".form .notes").getByRole("button").first().click();
    await expect.poll(() => desk.server.journal.size, wait).toBe(1);
    await go(page, "影響度");
    expect(await field(page, "impact/disclosure").locator("input").first().isDisabled()).toBe(true);
    await go(page, "テキスト");
    expect(await code.innerText()).toContain("owner: [");
    expect(file()).toBe(sample);
    await code.click();
    await page.keyboard.press("Control+z");
    await page.locator(".notebar").waitFor({ state: "detached" });
    await page.locator(".cm-content:not([aria-readonly])").waitFor();
    expect(file()).toBe(sample);
    await page.keyboard.press("Control+Home");
    await page.keyboard.insertText("# もう一行\n");
    await expect.poll(file, wait).toBe(`# もう一行\n${sample}`);
    await close();
  });

  test("of a broken file is shown with what can be read of it, and is saved when it is mended", async () => {
    const text = sample.replace("exposure: internet", "exposure: internett");
    desk.server.files.set(broken, text);
    const { page, close } = await desk.open(`system/${broken}`);
    await page.locator(".notebar[data-kind=error]").waitFor();
    expect(await page.locator("h1").innerText()).toBe("給付金オンライン申請ポータル");
    await page.getByRole("link", { name: "テキストを直す" }).click();
    await page.locator(".form .notes").getByRole("button").first().click();
    await page.locator(".cm-activeLine", { hasText: "internett" }).waitFor();
    await page.keyboard.press("End");
    await page.keyboard.press("Backspace");
    await expect.poll(() => desk.server.files.get(broken), wait).toBe(sample);
    await page.locator(".notebar").waitFor({ state: "detached" });
    await close();
  });

  test("that cannot be read at all opens in the editor", async () => {
    desk.server.files.set(broken, "mitate: 1\nid: [\n");
    const { page, errors, close } = await desk.open(`system/${broken}/text`);
    await page.locator(".cm-content", { hasText: "id: [" }).waitFor();
    await go(page, "基本情報");
    await page.locator(".empty").waitFor();
    expect(errors).toEqual([]);
    await close();
  });
});

describe("the file", () => {
  test("changed elsewhere appears at once", async () => {
    const { page, close } = await opened("profile");
    desk.server.put(path, sample.replace("exposure: internet", "exposure: closed"));
    await expect.poll(
      () => field(page, "profile/exposure").getByRole("radio", { name: /^閉域/ }).isChecked(),
      wait,
    ).toBe(true);
    await page.locator(".notice", { hasText: "取り込みました" }).waitFor();
    await close();
  });

  test("in conflict offers both, and both together", async () => {
    const { page, close } = await opened("impact");
    desk.server.files.set(path, sample.replace("exposure: internet", "exposure: closed"));
    await field(page, "impact/disclosure").getByRole("radio", { name: /^高位/ }).check();
    const bar = page.locator(".notebar[data-kind=conflict]");
    await bar.waitFor();
    expect(file()).toContain("exposure: closed");
    await bar.getByRole("button", { name: "重ねる" }).click();
    await expect.poll(() => differing(file()).length, wait).toBe(2);
    await bar.waitFor({ state: "detached" });
    await close();
  });

  test("agrees in two tabs", async () => {
    const one = await opened("impact");
    const two = await opened("impact", { lang: "en" });
    await field(one.page, "impact/law").getByRole("radio", { name: /^高位/ }).check();
    await expect.poll(
      () => field(two.page, "impact/law").getByRole("radio", { name: /^High/ }).isChecked(),
      wait,
    ).toBe(true);
    await one.close();
    await two.close();
  });

  test("what was typed and never saved comes back", async () => {
    const draft = sample.replace("exposure: internet", "exposure: closed");
    desk.server.journal.set(path, JSON.stringify({ path, text: draft, base: "" }));
    const { page, close } = await opened();
    await page.getByRole("button", { name: "復元する" }).click();
    await expect.poll(file, wait).toBe(draft);
    await close();
  });
});

describe("the page", () => {
  test.each(["ja", "en"] as const)("stands in %s without a hole in its words", async (lang) => {
    const { page, errors, close } = await opened("", { lang });
    for (const section of await page.locator("nav.sections a").all()) {
      await section.click();
      const text = await page.locator("main.record").innerText();
      expect(text).not.toMatch(/\{\w+[|}]|undefined|\[object|record\.\w+/);
    }
    expect(errors).toEqual([]);
    await close();
  });

  test.each([800, 1280, 1920])(
    "fits %i px, and shows results by a bar where there is no room",
    async (width) => {
      const { page, close } = await opened("impact", { width });
      for (const part of [".form", "nav.sections", ".results"]) {
        const wide = await page.locator(part).first().evaluate((element) =>
          element.scrollWidth > element.clientWidth + 1
        );
        expect(wide, part).toBe(false);
      }
      if (width < 1100) {
        expect(await page.locator(".mini-matrix").isVisible()).toBe(false);
        await page.getByRole("button", { name: "分析結果の開閉" }).click();
      }
      expect(await page.locator(".mini-matrix").isVisible()).toBe(true);
      await close();
    },
  );

  test.each([["ja", 800], ["en", 1280]] as const)(
    "in %s keeps every form within its %i px, with all of it unfolded",
    async (lang, width) => {
      const { page, close } = await opened("", { lang, width });
      for (const section of await page.locator("nav.sections a").all()) {
        await section.click();
        // What is unfolded may hold more to unfold; hundreds of controls are alike.
        for (let depth = 0; depth < 3; depth++) {
          await page.evaluate(() => {
            const folded = document.querySelectorAll<HTMLDetailsElement>(
              "main .form details:not([open])",
            );
            for (const one of [...folded].slice(0, 40)) one.open = true;
          });
          await page.waitForTimeout(150);
        }
        expect(await page.evaluate(reaching)).toEqual([]);
      }
      await close();
    },
  );

  test("is worked by keys alone", async () => {
    const { page, close } = await opened("impact");
    await field(page, "impact/distress").locator("input:checked").focus();
    await page.keyboard.press("ArrowUp");
    await page.locator(".figures .moved").first().waitFor();
    await page.keyboard.press("Control+z");
    await expect.poll(() => page.locator(".figures .moved").count()).toBe(0);
    await close();
  });

  test("names every control, and no two things alike by id", async () => {
    const { page, close } = await opened();
    for (const section of await page.locator("nav.sections a").all()) {
      await section.click();
      const bad = await page.evaluate(() => {
        const nameless = [...document.querySelectorAll("main :is(input, select, textarea, button)")]
          .filter((control) =>
            !control.getAttribute("aria-label") && !control.closest("label")?.textContent?.trim() &&
            !control.textContent?.trim()
          );
        const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
        return [
          ...nameless.map(({ outerHTML }) => outerHTML),
          ...ids.filter((id, index) => ids.indexOf(id) < index),
        ];
      });
      expect(bad).toEqual([]);
    }
    await close();
  });
});

/** What reaches out of the form, and is not within something that scrolls or cuts it off. */
function reaching(): string[] {
  const form = document.querySelector("main .form")!;
  const edge = form.getBoundingClientRect().right + 1;
  const isCut = (element: Element): boolean => {
    for (let at = element.parentElement!; at !== form; at = at.parentElement!) {
      const within = at.getBoundingClientRect().right <= edge;
      if (within && getComputedStyle(at).overflowX !== "visible") return true;
    }
    return false;
  };
  return [...form.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > edge && !isCut(one))
    .map((one) => `${one.tagName} ${one.closest<HTMLElement>("[data-path]")?.dataset.path}`);
}
