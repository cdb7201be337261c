import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import process from "node:process";
import { fileURLToPath, pathToFileURL, URL } from "node:url";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { notebook } from "../e2e/browser.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(`${tmpdir()}/mitate-report-`);
const env = { ...process.env, NO_COLOR: "1", INIT_CWD: folder };

let browser: Browser;
beforeAll(async () => {
  execFileSync(process.execPath, [
    ..."run -A --quiet npm:vite@8.3.8 build --mode report --logLevel warn".split(" "),
  ], { cwd: root, env });
  mkdirSync(`${folder}/notebooks`);
  cpSync(`${root}scenarios`, `${folder}/scenarios`, { recursive: true });
  cpSync(`${root}notebooks/tour.html`, `${folder}/notebooks/tour.html`);
  const path = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"];
  browser = await chromium.launch({
    executablePath: path.find(existsSync),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** The command as the task of the project runs it, with the same permissions. */
function publish(name: string, output: string, ...more: string[]) {
  const flags = "--quiet --no-prompt --allow-read --allow-write " +
    "--allow-env=INIT_CWD,LOG_STREAM,LOG_TOKENS";
  return spawnSync(process.execPath, [
    "run",
    ...flags.split(" "),
    `${root}engine/deno/main.ts`,
    ...["publish", `notebooks/${name}`, "-o", output, "--at", "2026-11-22", ...more],
  ], { cwd: root, env, encoding: "utf8" });
}

/** Publishes a notebook of these cells. */
function published(name: string, cells: readonly (readonly [string, string])[]) {
  writeFileSync(`${folder}/notebooks/${name}.html`, notebook(name, cells));
  const output = `${name}-report.html`;
  return { ...publish(`${name}.html`, output), html: read(output), output };
}

function read(name: string): string {
  return readFileSync(`${folder}/${name}`, "utf8");
}

async function opened(name: string, scripts: boolean) {
  const context = await browser.newContext({ javaScriptEnabled: scripts });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const asked: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", ({ message }) => errors.push(message));
  const url = pathToFileURL(`${folder}/${name}`).href;
  await page.goto(url);
  if (scripts) await page.locator("html.live").waitFor();
  return { page, asked, errors, url, close: () => context.close() };
}

async function value(page: Page, name: string): Promise<unknown> {
  return await page.evaluate((name) => (globalThis as Record<string, unknown>)[name], name);
}

describe("the tour", () => {
  beforeAll(() => {
    const { status, stderr } = publish("tour.html", "tour.html");
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  test("is the same file twice, and small", () => {
    publish("tour.html", "again.html");
    // Not toBe on the texts: what differs would be printed in full.
    expect(read("again.html") === read("tour.html")).toBe(true);
    expect(gzipSync(read("tour.html")).length).toBeLessThan(600_000);
  });

  test("can be read where no script runs, and asks for nothing but itself", async () => {
    const { page, asked, url, close } = await opened("tour.html", false);
    for (const kind of ["matrix", "path", "measures"]) {
      expect(await page.locator(`.mitate-${kind}`).last().isVisible(), kind).toBe(true);
    }
    expect(await page.locator("nav a").count()).toBeGreaterThan(4);
    for (
      const href of await page.locator("nav a").evaluateAll((all) =>
        all.map((link) => link.getAttribute("href")!)
      )
    ) {
      expect(await page.locator(href).count(), href).toBe(1);
    }
    expect(await page.locator(".problems").allInnerTexts().then((all) => all.join(""))).toBe("");
    expect(asked).toEqual([url]);
    await close();
  });

  test("an input changes what depends on it", async () => {
    const { page, asked, errors, url, close } = await opened("tour.html", true);
    const drawn = page.locator("#cell-17 .body");
    await page.waitForTimeout(500);
    const before = await drawn.innerHTML();
    const input = page.locator("#cell-12 select").first();
    const other = await input.evaluate((select: HTMLSelectElement) =>
      [...select.options].map(({ value }) => value).find((value) => value !== select.value)!
    );
    await input.selectOption(other);
    await expect.poll(() => drawn.innerHTML()).not.toBe(before);
    expect(await page.locator(".problems").allInnerTexts().then((all) => all.join(""))).toBe("");
    expect(errors).toEqual([]);
    expect(asked).toEqual([url]);
    expect(await page.evaluate(() => "RTCPeerConnection" in globalThis)).toBe(false);
    await close();
  });

  test("shows live what was drawn ahead", async () => {
    const still = await opened("tour.html", false);
    const live = await opened("tour.html", true);
    await live.page.waitForTimeout(500);
    const texts = ({ page }: { page: Page }) => page.locator(".body").allTextContents();
    expect(await texts(live)).toEqual(await texts(still));
    await still.close();
    await live.close();
  });

  test("carries its sources with their digests", async () => {
    const { page, close } = await opened("tour.html", false);
    const carried = JSON.parse((await page.locator("#mitate-source").textContent())!);
    expect(carried.notebook.text).toBe(read("notebooks/tour.html"));
    expect(carried.records.map(({ text }: { text: string }) => text))
      .toEqual([read("scenarios/benefit-portal.yaml")]);
    const bytes = new TextEncoder().encode(carried.records[0].text);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
    expect(carried.records[0].sha256).toBe(digest);
    expect(await page.locator("footer").innerText()).toContain(digest);
    await close();
  });

  test("speaks English when asked to", () => {
    expect(publish("tour.html", "en.html", "--lang", "en").status).toBe(0);
    expect(read("en.html")).toMatch(/<html [^>]*lang="en"/);
    expect(read("en.html")).toContain("Day of the analysis 2026-11-22");
  });
});

describe("cells that mean harm or fail", () => {
  test("the end of a script in a cell ends nothing", async () => {
    const { output, status } = published("ends", [
      ["module", 'const end = "<\\/script><b>out</b><!-- <script>"; globalThis.said = end;'],
      ["module", "html`<i>${end}</i>`"],
      ["text/markdown", "<\\/script><!-- ${1 + 1}"],
    ]);
    expect(status).toBe(0);
    const { page, close } = await opened(output, true);
    await expect.poll(() => value(page, "said")).toBe("</script><b>out</b><!-- <script>");
    expect(await page.locator("b").count()).toBe(0);
    expect(await page.locator("footer").count()).toBe(1);
    await close();
  });

  test("a failing cell says so in its place and on the standard error, the others stand", () => {
    const { html, status, stderr } = published("fails", [
      ["module", 'throw new Error("broken on purpose")'],
      ["module", "1 + 41"],
      ["module", "missing + 1"],
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain("セル1: ");
    expect(stderr).toContain("broken on purpose");
    expect(stderr).toContain("セル3: ");
    expect(html).toMatch(/class="problems"><p class="error">[^<]*broken on purpose/);
    expect(html).toContain(">42</span>");
  });

  test("a cell can read and write nothing while it is drawn", () => {
    const { stderr, html } = published("reads", [
      ["module", 'globalThis["Deno"].readTextFileSync("/etc/hostname")'],
      ["module", '(await globalThis["Deno"].permissions.query({ name: "write" })).state'],
      ["module", "Object.keys(process.env).length"],
    ]);
    expect(stderr).toContain("Requires read access");
    expect(html).toContain(">prompt</span>");
  });

  test("what asks for something over there is never heard", async () => {
    const heard: string[] = [];
    const server = createServer(({ url }, response) => {
      heard.push(url!);
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const there = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { output, html } = published("asks", [
      [
        "module",
        "const away = document.createElement('meta'); away.httpEquiv = 'refresh'; " +
        `away.content = '0;url=${there}/meta'; if (document.scripts.length === 0) display(away)`,
      ],
      [
        "module",
        `const link = '<link rel="prefetch" href="${there}/link">' +
  '<link rel="stylesheet" href="${there}/style"><iframe src="${there}/frame"></iframe>' +
  '<img src="${there}/image"><video src="${there}/video"></video>';
const box = document.createElement("div"); box.innerHTML = link; display(box)`,
      ],
      ["module", `(await fetch("${there}/fetch")).status`],
    ]);
    const body = html.slice(html.indexOf("<main>"), html.indexOf("</main>"));
    expect(body).toContain(`${there}/meta`);
    expect(body).not.toMatch(/<(meta|link|iframe)/i);
    for (const scripts of [false, true]) {
      const { page, close } = await opened(output, scripts);
      await page.waitForTimeout(700);
      if (scripts) expect(await page.locator("#cell-3 .problems").innerText()).not.toBe("");
      await close();
    }
    expect(heard).toEqual([]);
    server.close();
  });

  test("another file is never overwritten", () => {
    const { status } = publish("tour.html", "notebooks/tour.html");
    expect(status).toBe(2);
    expect(read("notebooks/tour.html")).toBe(readFileSync(`${root}notebooks/tour.html`, "utf8"));
  });
});
