import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, notebook, open, sample, type Sheet } from "./browser.ts";
import { type House, house } from "./server.ts";

const text = (title: string) => notebook(title, [["text/markdown", "# 題"], ["module", "1 + 1"]]);

let desk: House;
let browser: Browser;
beforeAll(async () => {
  desk = await house({ "scenarios/benefit-portal.yaml": sample });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

const opened = (path: string, on = browser) =>
  open(on, desk.origin, desk.token, `notebook/${path}`, { lang: "ja" });

/** A text in which every place is another, so that a part of it says where it ends. */
const story = Array.from({ length: 400 }, (_, index) => String.fromCodePoint(0x3042 + index % 80))
  .join("");

/**
 * Types into the first cell without a pause for so many milliseconds. Gives how much had been typed two
 * seconds before: one that may be lost, one that a busy machine may need for what takes it none.
 */
async function typing({ page }: Sheet, time: number): Promise<number> {
  const begun = Date.now();
  const typed: number[] = [];
  for (let length = 0; Date.now() - begun < time && length < story.length; length++) {
    await page.keyboard.insertText(story[length]);
    typed.push(Date.now());
    await page.waitForTimeout(40);
  }
  const now = Date.now();
  return typed.filter((at) => now - at > 2000).length;
}

/** What of the story a text holds. */
const told = (text: string) => /# 題([\u3042-\u3092]*)/.exec(text)?.[1] ?? "";

/** Opens the notebook anew, takes what is offered, and gives what is there then. */
async function recovered(path: string): Promise<string> {
  const sheet = await opened(path);
  await sheet.cell(1).waitFor();
  const offer = sheet.page.locator(".notebar[data-kind=draft] .primary");
  const saved = told(desk.read(path));
  if (await offer.count()) {
    await offer.click();
    await expect.poll(() => told(desk.read(path)).length).toBeGreaterThan(saved.length);
  }
  await sheet.close();
  return told(desk.read(path));
}

describe("typing goes on", () => {
  test.each([300, 1200, 3000, 4500])(
    "for %i ms, the server dies and the page with it: at most the last second is gone",
    async (time) => {
      const path = `notebooks/server-${time}.html`;
      desk.write(path, text("落ちる"));
      const sheet = await opened(path);
      await sheet.edit(1);
      await sheet.page.keyboard.press("Control+End");
      const safe = await typing(sheet, time);
      await desk.kill();
      await sheet.close();
      await desk.start();
      const found = await recovered(path);
      expect(story.startsWith(found)).toBe(true);
      expect(found.length).toBeGreaterThanOrEqual(safe);
    },
  );

  test.each(["closed", "crashed"] as const)(
    "and the page is %s: what was typed is offered and comes back",
    async (how) => {
      const path = `notebooks/page-${how}.html`;
      desk.write(path, text("消える"));
      const sheet = await opened(path);
      await sheet.edit(1);
      await sheet.page.keyboard.press("Control+End");
      const safe = await typing(sheet, 3500);
      if (how === "crashed") {
        const client = await sheet.page.context().newCDPSession(sheet.page);
        const gone = sheet.page.waitForEvent("crash");
        client.send("Page.crash").catch(() => {});
        await gone;
      }
      await sheet.close();
      expect(safe).toBeGreaterThan(5);
      const found = await recovered(path);
      expect(story.startsWith(found)).toBe(true);
      expect(found.length).toBeGreaterThanOrEqual(safe);
    },
  );

  test("while the server is away; its new address opened in the page brings everything back", async () => {
    const path = "notebooks/away.html";
    desk.write(path, text("離れる"));
    const sheet = await opened(path);
    const { page } = sheet;
    await sheet.edit(1);
    await page.keyboard.press("Control+End");
    await desk.kill();
    await page.keyboard.insertText("あいうえお");
    await page.locator(".saving[data-kind=failed]").waitFor();
    await page.keyboard.insertText("かきくけこ");
    await desk.start();
    await page.waitForTimeout(500);
    await page.evaluate((address) => location.href = address, desk.address);
    await page.locator(".notebar[data-kind=draft] .primary").click();
    await expect.poll(() => desk.read(path)).toContain("# 題あいうえおかきくけこ");
    expect(page.url()).toContain(path);
    await sheet.close();
  });

  test("while the server is away, and the page goes too: the browser has kept it", async () => {
    const path = "notebooks/both.html";
    desk.write(path, text("両方"));
    const sheet = await opened(path);
    const { page } = sheet;
    await sheet.edit(1);
    await page.keyboard.press("Control+End");
    await desk.kill();
    await page.keyboard.insertText("あいうえお");
    await page.locator(".saving[data-kind=failed]").waitFor();
    const context = page.context();
    await page.close();
    await desk.start();
    const next = await context.newPage();
    await next.goto(desk.address);
    await next.goto(`${desk.origin}/#/notebook/${path}`);
    await next.locator(".notebar[data-kind=draft] .primary").click();
    await expect.poll(() => desk.read(path)).toContain("# 題あいうえお");
    await context.close();
  });
});

test(
  "a server that dies while it saves leaves the old file or the new one, never half",
  async () => {
    const path = "notebooks/atom.html";
    const filled = (sign: string) =>
      notebook("大きい", [["text/markdown", sign.repeat(1_500_000)]]);
    const texts = ["あ", "い"].map(filled);
    desk.write(path, texts[0]);
    const call = (method: string, query: string, body?: unknown) =>
      fetch(`${desk.origin}/api/file${query}`, {
        method,
        headers: { "x-mitate-token": desk.token, "content-type": "application/json" },
        ...body === undefined ? {} : { body: JSON.stringify(body) },
      });
    const seen = new Set<string>();
    for (let turn = 0; turn < 20; turn++) {
      const before = desk.read(path);
      const { etag } = await (await call("GET", `?path=${path}`)).json();
      const next = texts.find((text) => text !== before)!;
      const written = call("PUT", "", { path, text: next, base: etag, reason: "save" })
        .then(({ ok }) => ok, () => false);
      await Promise.race([written, new Promise((done) => setTimeout(done, turn * 12))]);
      await desk.kill();
      const done = await written;
      const after = desk.read(path);
      // Not toBe on the texts: what differs would be printed in full.
      expect(after === before || after === next, `turn ${turn}`).toBe(true);
      if (done) expect(after === next, `turn ${turn}`).toBe(true);
      seen.add(after === next ? "new" : "old");
      await desk.start();
      const listed = await (await fetch(`${desk.origin}/api/files`, {
        headers: { "x-mitate-token": desk.token },
      })).json() as { files: { path: string }[] };
      expect(listed.files.every(({ path }) => /\.(html|yaml)$/.test(path))).toBe(true);
    }
    expect([...seen].sort()).toEqual(["new", "old"]);
  },
  180_000,
);
