import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { violations } from "./axe.ts";
import { type Bench, bench, sample, type Sheet } from "./browser.ts";

const path = "scenarios/benefit-portal.yaml";
const wait = { timeout: 30_000 };

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

const file = () => desk.server.files.get(path)!;

async function opened(
  section: string,
  options: Parameters<Bench["open"]>[1] = {},
): Promise<Sheet> {
  const sheet = await desk.open(`system/${path}/${section}`, options);
  await sheet.page.locator(`.form[data-section="${section.split("/")[0]}"] .entry`).first()
    .waitFor(wait);
  return sheet;
}

describe("variants", () => {
  test("stand beside the record, and say what differs and which change moved it", async () => {
    const { page, errors, close } = await opened("variants");
    const heads = await page.locator(".board thead th").allInnerTexts();
    expect(heads).toEqual(["記録", "onpremises", "inhouse", "early"]);
    const over = page.locator(".board tr", { hasText: "目標を超えるシナリオ" });
    expect(await over.locator("td.differs").count()).toBeGreaterThan(0);
    await page.locator(".entry", { hasText: "early" }).locator("summary").first().click();
    await page.locator(".entry[open] .fold summary").first().click();
    const effects = page.locator(".entry[open] .fold");
    await effects.locator("h5, h4", { hasText: "どの変更が動かしたか" }).waitFor(wait);
    expect(await effects.innerText()).toContain("遠隔保守");
    expect(errors).toEqual([]);
    await close();
  });

  test("are made, changed and dropped without another byte of the record", async () => {
    const { page, close } = await opened("variants");
    await page.getByRole("button", { name: "変更案を追加" }).click();
    await expect.poll(file, wait).toContain("- id: V1");
    const entry = page.locator(".entry[open]", { hasText: "V1" });
    await entry.locator(".changing summary").first().click();
    const line = entry.locator("form.line").first();
    await line.locator("[name=control]").fill("AC-2");
    await line.locator("[name=status]").selectOption("absent");
    await line.locator("button").click();
    await expect.poll(file, wait).toContain("{type: set-status, control: AC-2, status: absent}");
    const cell = page.locator(".board tr", { hasText: "要求管理策の不足" }).locator("td").last();
    await expect.poll(() => cell.getAttribute("class"), wait).toContain("differs");
    for (const _ of ["the change", "the variant"]) {
      await page.getByRole("button", { name: /^元に戻す/ }).click();
    }
    await expect.poll(file, wait).toBe(sample);
    await close();
  });
});

describe("reviews", () => {
  test("show the gate with its reasons, in both languages and for everyone", async () => {
    for (
      const [lang, not, state] of [
        ["ja", "通過できません。", "現在の内容"],
        ["en", "It does not pass.", "what the record says now"],
      ] as const
    ) {
      const { page, errors, close } = await opened("reviews", { lang });
      const gate = page.locator(".gate");
      expect(await gate.innerText()).toContain(not);
      expect(await gate.innerText()).toContain("AC-20(2)");
      expect(await gate.innerText()).toContain(state);
      const own = (await violations(page)).filter((one) => one.includes(".gate"));
      expect(own).toEqual([]);
      expect(errors).toEqual([]);
      await close();
    }
  });

  test("are outdated by a change, and decided anew about what the record says then", async () => {
    const changed = sample.replace("AC-2: { status: implemented", "AC-2: { status: absent");
    expect(changed).not.toBe(sample);
    desk.server.files.set(path, changed);
    const { page, close } = await opened("reviews");
    const gate = page.locator(".gate");
    await expect.poll(() => gate.innerText(), wait).toContain(
      "古い内容（そのあとで管理策が変わった）",
    );
    await page.locator(".entry summary").first().click();
    await page.locator(".entry[open]").getByRole("button", { name: "承認", exact: true }).click();
    await expect.poll(() => gate.innerText(), wait).toContain("現在の内容");
    await expect.poll(file, wait).toContain("decision: approved");
    await close();
  });
});
