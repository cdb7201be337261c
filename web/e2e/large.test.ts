import { afterAll, beforeAll, expect, test } from "vitest";
import { generated } from "../../engine/fixtures/generated.ts";
import { block } from "../../engine/formats/yaml.ts";
import { type Bench, bench } from "./browser.ts";

const path = "scenarios/large.yaml";
const spec = generated({ scenarios: 1000, steps: 20, measures: 20 });
const text = block(JSON.parse(JSON.stringify(spec)));
const wait = { timeout: 60_000 };

let desk: Bench;
beforeAll(async () => {
  desk = await bench({ [path]: text });
});
afterAll(() => desk.stop());

test("a very large record shows results first, then its plan, and is saved as it was but for the change", async () => {
  const { page, errors, close } = await desk.open(`system/${path}/impact`);
  const results = page.locator("aside.results");
  await results.waitFor(wait);
  const order = page.evaluate(() =>
    new Promise<string[]>((done) => {
      const aside = document.querySelector("aside.results")!;
      const level = aside.querySelector(".figures dd b")!;
      const seen: string[] = [];
      const note = (what: string) => seen.at(-1) === what || seen.push(what);
      new MutationObserver(() => {
        if (level.textContent !== "高位") note("results");
        if (!seen.includes("results")) return;
        if (aside.ariaBusy === "true") note("behind");
        else if (seen.includes("behind")) done(seen);
      }).observe(aside, { subtree: true, childList: true, characterData: true, attributes: true });
    })
  );
  const impact = page.locator('[data-path="impact/disclosure"]');
  await impact.getByRole("radio", { name: /^低位/ }).check();
  expect((await order).slice(0, 2)).toEqual(["results", "behind"]);
  await expect.poll(() => results.getAttribute("aria-busy"), wait).toBe("false");
  await expect.poll(() => desk.server.files.get(path), wait)
    .toBe(text.replace("disclosure: high", "disclosure: low"));
  await page.keyboard.press("Control+z");
  await expect.poll(() => desk.server.files.get(path) === text, wait).toBe(true);
  expect(errors).toEqual([]);
  await close();
});

test("the form of a very large record takes key after key, and takes them back", async () => {
  const { page, errors, close } = await desk.open(`system/${path}/controls`);
  await page.locator("aside.results").waitFor(wait);
  const line = page.locator("[data-control]:has(select[data-status=implemented])").nth(4);
  const id = await line.getAttribute("data-control");
  const select = page.locator(`[data-control="${id}"] select.status`);
  const stands = () =>
    select.evaluate((field: HTMLSelectElement) => [field.value, field.dataset.status]);
  await select.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await expect.poll(stands, wait).toEqual(["not-applicable", "not-applicable"]);
  await page.keyboard.press("Control+z");
  await expect.poll(stands, wait).toEqual(["unassessed", "unassessed"]);
  await page.keyboard.press("Control+z");
  await expect.poll(stands, wait).toEqual(["implemented", "implemented"]);
  await expect.poll(() => desk.server.files.get(path) === text, wait).toBe(true);
  expect(errors).toEqual([]);
  await close();
});

test("what was changed in a very large record does not pile up in the memory", async () => {
  const { page, close } = await desk.open(`system/${path}/controls`);
  await page.locator("aside.results").waitFor(wait);
  const devtools = await page.context().newCDPSession(page);
  const held = async (): Promise<number> => {
    await page.locator(".saving[data-kind=saved]").waitFor(wait);
    await page.locator("aside.results[aria-busy=false]").waitFor(wait);
    await devtools.send("HeapProfiler.collectGarbage");
    return (await devtools.send("Runtime.getHeapUsage")).usedSize / 1e6;
  };
  const rows = page.locator("[data-control] select.status");
  const change = async (row: number) => {
    const before = await rows.nth(row).inputValue();
    await rows.nth(row).focus();
    await page.keyboard.press(before === "unassessed" ? "ArrowUp" : "ArrowDown");
    await page.waitForTimeout(150);
  };
  for (let row = 0; row < 8; row++) await change(row);
  const begun = await held();
  for (let row = 8; row < 24; row++) await change(row);
  // The text alone has 2.5 million letters: a row that held the record of its day would show.
  expect(await held() - begun).toBeLessThan(16);
  await close();
});
