import { readFileSync } from "node:fs";
import { request } from "node:http";
import { fileURLToPath, URL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, open, sample } from "./browser.ts";
import { type House, house } from "./server.ts";

const shipped = ["tour", "method", "benefit-portal"] as const;

let desk: House;
let browser: Browser;
beforeAll(async () => {
  const read = (name: string) =>
    readFileSync(fileURLToPath(new URL(`../../notebooks/${name}.html`, import.meta.url)), "utf8");
  desk = await house({
    "scenarios/benefit-portal.yaml": sample,
    ...Object.fromEntries(shipped.map((name) => [`notebooks/${name}.html`, read(name)])),
  });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

test("the address that the server prints opens the first screen; the tour runs, and a trait moves its results", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  await page.goto(desk.address);
  await page.locator("tr", { hasText: "給付金オンライン申請ポータル" }).locator(".verdict")
    .waitFor();
  expect(page.url()).not.toContain(desk.token);
  await page.getByRole("link", { name: "はじめに Tour" }).click();
  await page.getByRole("button", { name: "このノートブックを実行" }).click();
  const frame = page.frameLocator("iframe.outputs");
  const results = ["matrix", "path", "measures"].map((kind) =>
    frame.locator(`figure.mitate-${kind}`).last()
  );
  const drawn = () => Promise.all(results.map((result) => result.innerText()));
  await results[2].waitFor();
  const before = await drawn();
  await frame.locator("form.mitate-profile").getByLabel("設置形態")
    .selectOption({ label: "オンプレミス" });
  await expect.poll(async () => {
    const after = await drawn();
    return after.map((text, index) => text !== before[index]);
  }).toEqual([true, expect.any(Boolean), true]);
  expect(new Set(asked)).toEqual(new Set([desk.origin]));
  expect(desk.read("scenarios/benefit-portal.yaml")).toBe(sample);
  await context.close();
});

test.each(shipped)("the notebook %s runs without a problem, in both languages", async (name) => {
  for (const lang of ["ja", "en"] as const) {
    const sheet = await open(
      browser,
      desk.origin,
      desk.token,
      `notebook/notebooks/${name}.html`,
      { lang },
    );
    await sheet.run();
    expect(await sheet.page.locator("section.cell[data-status=error]").count(), lang).toBe(0);
    expect(await sheet.page.locator("section.cell .problem").allInnerTexts(), lang).toEqual([]);
    expect(await sheet.frame.locator("figure.mitate, form.mitate").count(), lang)
      .toBeGreaterThan(4);
    expect(sheet.errors, lang).toEqual([]);
    await sheet.close();
  }
});

describe("the server refuses", () => {
  /** The status of an answer to a request with these headers, as any program could send it. */
  function status(path: string, headers: Record<string, string>, method = "GET"): Promise<number> {
    const { port } = new URL(desk.origin);
    return new Promise((resolve, reject) => {
      request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode!);
      }).on("error", reject).end();
    });
  }

  test("data without the token (401), a foreign host and a foreign origin (403)", async () => {
    const token = { "x-mitate-token": desk.token };
    expect(await status("/api/files", token)).toBe(200);
    for (const path of ["/api/files", "/api/file?path=notebooks/tour.html", "/api/events"]) {
      expect(await status(path, {}), path).toBe(401);
      expect(await status(path, { "x-mitate-token": "0".repeat(64) }), path).toBe(401);
      expect(await status(path, { ...token, host: "evil.example" }), path).toBe(403);
      expect(await status(path, { ...token, host: "127.0.0.1.evil.example" }), path).toBe(403);
      expect(await status(path, { ...token, origin: "https://evil.example" }), path).toBe(403);
      expect(await status(path, { ...token, origin: "null" }), path).toBe(403);
    }
    expect(await status("/", { host: "evil.example" })).toBe(403);
    expect(await status("/api/file", { ...token, origin: "null" }, "PUT")).toBe(403);
  });

  test("another page that the same browser shows, whatever it tries", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const elsewhere = desk.origin.replace("127.0.0.1", "localhost");
    // A page of another origin on the same machine, which knows even the token.
    await page.goto("data:text/html,<title>elsewhere</title>");
    const tried = await page.evaluate(async ([origin, token]) => {
      const outcome = async (address: string, init: RequestInit) => {
        try {
          const answer = await fetch(address, init);
          return `${answer.type} ${answer.status}`;
        } catch (error) {
          return (error as Error).name;
        }
      };
      const headers = { "x-mitate-token": token };
      return [
        await outcome(`${origin}/api/files`, { headers }),
        await outcome(`${origin}/api/files`, { mode: "no-cors" }),
        await outcome(`${origin}/api/create`, { method: "POST", headers, body: "{}" }),
      ];
    }, [elsewhere, desk.token]);
    expect(tried).toEqual(["TypeError", expect.stringMatching(/TypeError|opaque 0/), "TypeError"]);
    expect(
      await page.evaluate((origin) =>
        new Promise((done) => {
          const frame = document.createElement("iframe");
          frame.onload = () => done(frame.contentDocument === null);
          frame.src = origin;
          document.body.append(frame);
        }), desk.origin),
    ).toBe(true);
    expect(page.frames().at(-1)!.url()).toMatch(/^chrome-error:|^about:blank/);
    await context.close();
  });
});
