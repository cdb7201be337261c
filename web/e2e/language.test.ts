import type { CDPSession } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, bench, notebook, sample, type Sheet } from "./browser.ts";

const path = "notebooks/a.html";
const text = notebook("題名", [
  ["text/markdown", "# 見出し"],
  ["module", `const 名前 = view(Inputs.text({label: "名前", submit: false}))`],
  ["module", "`${名前}さん（${globalThis.回数 = (globalThis.回数 ?? 0) + 1}）`"],
  ["text/x-formula", "値 = 2"],
  ["module", `riskMatrix(assess(system()))`],
  ["module", `view(controlPicker(system()))`],
]);

let desk: Bench;
beforeAll(async () => {
  desk = await bench({ "scenarios/benefit-portal.yaml": sample, [path]: text });
});
afterAll(() => desk.stop());
beforeEach(() => {
  desk.server.files.set(path, text);
  desk.server.journal.clear();
});

async function opened(): Promise<Sheet> {
  const sheet = await desk.open(`notebook/${path}`);
  await sheet.run();
  return sheet;
}

/** An input method: what is being composed, step by step, and the Enter that takes it. */
async function method({ page }: Sheet) {
  const client: CDPSession = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    client.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  return {
    compose,
    /** Composes as one types `reading`, takes `words` by Enter. */
    async convert(reading: string, words: string): Promise<void> {
      for (let end = 1; end <= reading.length; end++) {
        await compose(reading.slice(0, end));
        await page.waitForTimeout(20);
      }
      await compose(words);
      const enter = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 };
      await client.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...enter });
      await client.send("Input.insertText", { text: words });
      await client.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter });
    },
  };
}

const now = () => desk.server.files.get(path)!;

describe("Japanese typed through an input method", () => {
  test("arrives in editors of every kind; the Enter that takes it neither runs nor adds", async () => {
    const sheet = await opened();
    const { page } = sheet;
    const { convert } = await method(sheet);
    await sheet.edit(1);
    await page.keyboard.press("Control+End");
    await convert("けいさん", "計算");
    await convert("しき", "式");
    await sheet.output(1).filter({ hasText: "見出し計算式" }).waitFor();
    await expect.poll(now).toContain("# 見出し計算式");
    // The name of a formula, and one who reads it.
    await sheet.edit(4);
    await page.keyboard.press("Control+Home");
    await convert("かける", "掛け");
    await sheet.output(4).filter({ hasText: "掛け値" }).waitFor();
    await sheet.edit(3);
    await page.keyboard.press("Control+a");
    await convert("かけ", "掛け");
    await page.keyboard.insertText("値 * 21");
    await page.keyboard.press("Control+Enter");
    await sheet.output(3).filter({ hasText: "42" }).waitFor();
    expect(await page.locator("section.cell").count()).toBe(6);
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  });

  test("arrives in the title, in the palette and in a search", async () => {
    const sheet = await opened();
    const { page } = sheet;
    const { convert } = await method(sheet);
    await page.locator("input.title").click();
    await page.keyboard.press("Control+a");
    await convert("けいかく", "計画");
    await page.keyboard.press("Tab");
    await expect.poll(now).toContain("<title>計画</title>");
    await sheet.cell(1).locator(".number").click();
    await page.keyboard.press("Control+k");
    await page.locator(".query").waitFor();
    await convert("りれき", "履歴");
    await page.locator("#found-0", { hasText: "版の履歴" }).waitFor();
    expect(await page.locator("dialog[data-kind=palette]").count()).toBe(1);
    await page.keyboard.press("Escape");
    await sheet.close();
  });

  test("arrives in an input of the notebook, which stays itself while it is composed", async () => {
    const sheet = await opened();
    const { compose, convert } = await method(sheet);
    const input = sheet.output(2).locator("input");
    await sheet.over();
    await input.click();
    await input.evaluate((input: HTMLInputElement) => input.dataset.mine = "yes");
    await compose("さと");
    await sheet.page.waitForTimeout(300);
    expect(await input.evaluate((input: HTMLInputElement) => input.value)).toBe("さと");
    await convert("さとう", "佐藤");
    await sheet.output(3).filter({ hasText: "佐藤さん" }).waitFor();
    expect(await input.getAttribute("data-mine")).toBe("yes");
    expect(await input.inputValue()).toBe("佐藤");
    await sheet.close();
  });
});

describe("the language", () => {
  test("changes at once, around the outputs and in them, and values stay", async () => {
    const sheet = await opened();
    const { page, frame } = sheet;
    await sheet.output(2).locator("input").fill("佐藤");
    await sheet.output(3).filter({ hasText: "佐藤さん" }).waitFor();
    await frame.locator("figure.mitate-matrix[aria-label=リスクマトリクス]").waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.locator("html[lang=en]").waitFor();
    await frame.locator("html[lang=en]").waitFor();
    await frame.locator("figure.mitate-matrix[lang=en]").waitFor();
    expect(await sheet.output(2).locator("input").inputValue()).toBe("佐藤");
    for (const part of [page.locator(".toolbar"), page.locator(".desk .bar").first()]) {
      expect(await part.innerText()).not.toMatch(/[\u3041-\u30ff]/);
    }
    expect(await frame.locator("figure.mitate-matrix").innerText()).toMatch(/Damage/);
    await page.getByRole("button", { name: "日本語" }).click();
    await frame.locator("figure.mitate-matrix[lang=ja]").waitFor();
    expect(await page.locator(".toolbar").innerText()).toContain("目次");
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  });
});
