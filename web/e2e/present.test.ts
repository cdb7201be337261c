import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, bench, notebook, sample, type Sheet } from "./browser.ts";

const text = notebook("発表", [
  ["text/markdown", "::: ja\n# はじめ\n::: en\n# Start\n:::"],
  ["module", `const n = view(Inputs.range([0, 9], { step: 1, value: 4 }))`],
  ["text/markdown", "## 続き\n\n値は ${n} です。"],
  ["module", `pathDiagram("benefit-portal", "S7")`],
  ["text/markdown", "### 小見出し"],
  ["text/markdown", "## 終わり"],
]);

let desk: Bench;
beforeAll(async () => {
  desk = await bench({ "scenarios/benefit-portal.yaml": sample, "notebooks/a.html": text });
});
afterAll(() => desk.stop());

/** The cells of which an output is to be seen, by number. */
async function seen(sheet: Sheet): Promise<string> {
  const all = sheet.frame.locator("section.cell");
  const visible = await Promise.all(
    (await all.all()).map(async (section, index) => await section.isVisible() ? index + 1 : 0),
  );
  return visible.filter(Boolean).join(" ");
}

test.each(["page", "panes"] as const)(
  "slides, from and back to the view in the %s",
  async (view) => {
    const sheet = await desk.open("notebook/notebooks/a.html", { view });
    const { page } = sheet;
    page.setDefaultTimeout(20_000);
    await sheet.run();
    const status = page.locator(".presenting [role=status]");
    await sheet.cell(1).locator(".number").click();
    await page.keyboard.press("Shift+P");
    await status.filter({ hasText: "1／3" }).waitFor();
    await expect.poll(() => seen(sheet)).toBe("1 2");
    expect(await status.innerText()).toContain("はじめ");
    expect(await sheet.cell(1).isVisible()).toBe(false);
    // A slide is live, and its controls keep their own keys.
    const slider = sheet.output(2).locator("input[type=range]");
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    expect(await slider.inputValue()).toBe("5");
    await expect.poll(() => seen(sheet)).toBe("1 2");
    await sheet.frame.locator("body").click({ position: { x: 5, y: 5 } });
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => seen(sheet)).toBe("3 4 5");
    expect(await sheet.output(3).innerText()).toContain("値は 5 です");
    await page.keyboard.press("PageDown");
    await page.keyboard.press("PageDown");
    await expect.poll(() => seen(sheet)).toBe("6");
    expect(await page.getByRole("button", { name: "次へ" }).isDisabled()).toBe(true);
    await page.keyboard.press("Home");
    await expect.poll(() => seen(sheet)).toBe("1 2");
    await page.getByRole("button", { name: "次へ" }).click();
    await expect.poll(() => seen(sheet)).toBe("3 4 5");
    await page.keyboard.press("Escape");
    await status.waitFor({ state: "detached" });
    await sheet.cell(1).waitFor();
    await expect.poll(() => seen(sheet)).toBe("1 2 3 4 5 6");
    await sheet.type(3, "別の文 ${n}");
    await sheet.output(3).filter({ hasText: "別の文 5" }).waitFor();
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  },
);
