import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, bench, notebook, sample, type Sheet } from "./browser.ts";

const cells = Array.from(
  { length: 12 },
  (_, index) =>
    index % 3 === 0 ? ["text/markdown", `## 見出し${index}\n\n文`] as const : index % 3 === 1
      ? [
        "module",
        `const n${index} = view(Inputs.range([1, 9], {label: "n", step: 1, value: 2}))`,
      ] as const
      : [
        "module",
        `htl.html\`<div>\${Array.from({length: n${
          index - 1
        }}, (_, i) => htl.html\`<p>行 \${i}</p>\`)}</div>\``,
      ] as const,
);

let desk: Bench;
beforeAll(async () => {
  desk = await bench({
    "scenarios/benefit-portal.yaml": sample,
    "notebooks/a.html": notebook("並び", cells),
  });
});
afterAll(() => desk.stop());

/** How far each output is from the hole it should be seen through, at most, in pixels. */
async function misplaced({ page, frame }: Sheet): Promise<number> {
  const holes = await page.locator("section.cell .hole").evaluateAll((all) => {
    const { top } = document.querySelector("iframe.outputs")!.getBoundingClientRect();
    return all.map((hole) => {
      const box = hole.getBoundingClientRect();
      return [box.top - top, box.height];
    });
  });
  const outputs = await frame.locator("section.cell .window").evaluateAll((all) =>
    all.map((window) => {
      const box = window.getBoundingClientRect();
      return [box.top, box.height];
    })
  );
  expect(outputs.length).toBe(holes.length);
  return Math.max(...holes.flatMap(([top, height], index) => [
    Math.abs(top - outputs[index][0]),
    Math.abs(height - outputs[index][1]),
  ]));
}

async function settled(sheet: Sheet): Promise<void> {
  await expect.poll(() => misplaced(sheet), { timeout: 5000 }).toBeLessThan(0.1);
}

describe("outputs between editors", () => {
  test("stay in their places through typing, sliders, adding, moving, deleting and undo", async () => {
    const sheet = await desk.open("notebook/notebooks/a.html");
    const { page } = sheet;
    await sheet.run();
    await settled(sheet);
    await sheet.edit(1);
    await page.keyboard.press("Control+End");
    for (let i = 0; i < 5; i++) await page.keyboard.press("Enter");
    await settled(sheet);
    await sheet.output(2).locator("input[type=range]").fill("9");
    await sheet.output(3).locator("p").nth(8).waitFor();
    await settled(sheet);
    await page.keyboard.press("Escape");
    await sheet.cell(4).locator(".number").click();
    for (const key of ["b", "Alt+ArrowDown", "Alt+ArrowDown", "a", "Shift+D", "d", "z", "z", "o"]) {
      await page.keyboard.press(key);
    }
    await settled(sheet);
    const order = (all: Element[]) =>
      all.map((one) => one.getAttribute("data-cell") ?? one.getAttribute("data-id")).join(" ");
    expect(await sheet.frame.locator("section.cell").evaluateAll(order))
      .toBe(await page.locator("section.cell").evaluateAll(order));
    // What is told of later leaves the order as it is.
    await page.keyboard.press("o");
    await settled(sheet);
    await sheet.type(1, "別の文");
    await sheet.output(1).filter({ hasText: "別の文" }).waitFor();
    await settled(sheet);
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  });

  test("a control keeps its value and its focus when cells move around it", async () => {
    const sheet = await desk.open("notebook/notebooks/a.html");
    await sheet.run();
    await sheet.output(5).locator("input[type=range]").fill("6");
    await sheet.cell(4).locator(".number").click();
    await sheet.page.keyboard.press("Alt+ArrowDown");
    await sheet.page.keyboard.press("Alt+ArrowDown");
    await settled(sheet);
    expect(await sheet.output(4).locator("input[type=range]").inputValue()).toBe("6");
    await sheet.close();
  });

  test("code that does not ask to be seen is hidden, the outputs close up, and a click shows it", async () => {
    const text = notebook("報告", [["text/markdown", "# 題"], ["module", "1 + 1"]])
      .replaceAll(' pinned=""', "");
    desk.server.files.set("notebooks/b.html", text);
    const sheet = await desk.open("notebook/notebooks/b.html");
    // Before it may run, the code is there to be looked through.
    await sheet.code(2).waitFor();
    await sheet.run();
    // Cells that do not ask to show their code open without it.
    await sheet.code(2).waitFor({ state: "hidden" });
    const toggle = sheet.page.getByRole("button", { name: "コード", exact: true });
    await toggle.click();
    await sheet.code(2).waitFor({ state: "visible" });
    await toggle.click();
    await sheet.code(2).waitFor({ state: "hidden" });
    const gap = () =>
      sheet.page.locator("section.cell .box").evaluateAll((all) =>
        Math.max(...all.map((box) => box.getBoundingClientRect().height))
      );
    await expect.poll(gap).toBeLessThan(20);
    await settled(sheet);
    await sheet.close();
  });

  test("Tab goes from an editor into its output and on to the next editor, and back", async () => {
    const sheet = await desk.open("notebook/notebooks/a.html");
    const { page, frame } = sheet;
    await sheet.run();
    await sheet.code(2).click();
    await page.keyboard.press("Tab");
    await expect.poll(() => frame.locator(":focus").count()).toBe(1);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect.poll(() =>
      page.evaluate(() =>
        document.activeElement?.closest("section.cell")?.getAttribute("data-cell")
      )
    ).toBe("3");
    await sheet.close();
  });

  test("code in the frame cannot take the keyboard from an editor", async () => {
    desk.server.files.set(
      "notebooks/c.html",
      notebook("奪う", [["text/markdown", "# 題"], [
        "module",
        `const box = document.createElement("input"); display(box); setTimeout(() => setInterval(() => box.focus(), 60), 2500)`,
      ]]),
    );
    const sheet = await desk.open("notebook/notebooks/c.html");
    await sheet.run();
    await sheet.edit(1);
    await sheet.page.keyboard.press("Control+End");
    await sheet.page.mouse.move(5, 5);
    for (const letter of "abcdefghijklmnopqrstuvwxyz") {
      await sheet.page.waitForTimeout(150);
      await sheet.page.keyboard.type(letter);
    }
    const stolen = await sheet.frame.locator("input").inputValue();
    expect(stolen.length).toBeLessThan(6);
    expect(await sheet.code(1).innerText()).toContain("abcd");
    await sheet.close();
  });
});
