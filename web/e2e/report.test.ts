import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL, URL } from "node:url";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { source, violations } from "./axe.ts";
import { launch } from "./browser.ts";

const project = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "mitate-published-"));

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Publishes a notebook that ships, as the command line does; gives the address of the file. */
async function published(name: string, lang: "ja" | "en"): Promise<string> {
  const output = join(folder, `${basename(name)}-${lang}.html`);
  const rights = ["--allow-read", "--allow-write", "--allow-env=INIT_CWD,LOG_STREAM,LOG_TOKENS"];
  const command = ["publish", `notebooks/${name}.html`, "-o", output, "--lang", lang];
  const program = [join(project, "engine/deno/main.ts"), ...command, "--at", "2026-11-22"];
  await promisify(execFile)(process.execPath, [
    "run",
    "--quiet",
    "--no-prompt",
    ...rights,
    ...program,
  ], { cwd: project });
  return pathToFileURL(output).href;
}

/** Opens a file where there is no network, and writes down whatever it asks for. */
async function opened(url: string): Promise<{ page: Page; asked: string[]; errors: string[] }> {
  const context = await browser.newContext({ offline: true });
  // A published file lets nothing start later that is not its own.
  await context.addInitScript(source);
  const page = await context.newPage();
  const asked: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.goto(url);
  await page.locator("html.live").waitFor();
  return { page, asked, errors };
}

/** Wide and light with its folds closed, narrow and dark with them open, or both. */
const [wide, narrow] = [[1280, "light", "folded"], [800, "dark", "open"]] as const;

test.each(
  [
    ["tour", "ja", [wide, narrow]],
    ["tour", "en", [narrow]],
    ["method", "ja", [narrow]],
    ["templates/report", "ja", [wide]],
  ] as const,
)(
  "the report of %s (%s) opens from a file, asks for nothing, and axe finds nothing in it",
  async (name, lang, looks) => {
    const url = await published(name, lang);
    const { page, asked, errors } = await opened(url);
    const found = new Set<string>();
    for (const [width, colorScheme, code] of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.locator("details").evaluateAll(
        (all, open) => all.forEach((one) => (one as HTMLDetailsElement).open = open),
        code === "open",
      );
      for (const line of await violations(page)) {
        if (![...found].some((known) => known.endsWith(line))) {
          found.add(`${width} ${colorScheme} ${code}: ${line}`);
        }
      }
    }
    expect([...found]).toEqual([]);
    expect(asked).toEqual([url]);
    expect(errors).toEqual([]);
    await page.context().close();
  },
  240_000,
);
