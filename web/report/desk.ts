import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import process from "node:process";
import { fileURLToPath, pathToFileURL, URL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { chrome } from "../e2e/chrome.ts";
import { notebook } from "../e2e/browser.ts";

/** A workspace with the samples, the command that publishes, and a browser; for tests only. */
export interface Desk {
  readonly folder: string;
  /** Publishes a notebook of the folder as the task of the project does, with the same rights. */
  publish(name: string, output: string, ...more: string[]): Outcome;
  /** Runs a command, with the same rights. */
  run(...args: string[]): Outcome;
  /** Publishes a notebook of these cells, by type and source. */
  published(
    name: string,
    cells: readonly (readonly [string, string])[],
    ...more: string[]
  ): Outcome & {
    readonly output: string;
    readonly html: string;
  };
  read(name: string): string;
  /** Opens a published file from the disk. */
  open(name: string, scripts: boolean): Promise<Opened>;
  /** Opens any page, as it is. */
  bare(url: string): Promise<Pick<Opened, "page" | "close">>;
  stop(): Promise<void>;
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Opened {
  readonly page: Page;
  readonly url: string;
  /** Every address that the browser was asked for. */
  readonly asked: readonly string[];
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The day of the samples. */
export const day = "2026-11-22";

export async function desk(): Promise<Desk> {
  const folder = mkdtempSync(`${tmpdir()}/mitate-report-`);
  cpSync(`${root}scenarios`, `${folder}/scenarios`, { recursive: true });
  cpSync(`${root}notebooks`, `${folder}/notebooks`, { recursive: true });
  mkdirSync(`${folder}/out`);
  const browser = await chromium.launch({
    executablePath: chrome(),
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-component-update", "--disable-sync"],
    ],
  });
  const read = (name: string) => readFileSync(`${folder}/${name}`, "utf8");
  const publish = (name: string, output: string, ...more: string[]) =>
    run("publish", `notebooks/${name}`, "-o", output, "--at", day, ...more);
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [
      ...["run", "--quiet", "--no-prompt", ...rights(), `${root}engine/deno/main.ts`, ...args],
    ], { cwd: root, encoding: "utf8", env: { ...process.env, NO_COLOR: "1", INIT_CWD: folder } });
    return { status, stdout, stderr };
  };
  return {
    folder,
    read,
    publish,
    run,
    published(name, cells, ...more) {
      writeFileSync(`${folder}/notebooks/${name}.html`, notebook(name, cells));
      const output = `out/${name}.html`;
      const outcome = publish(`${name}.html`, output, ...more);
      return { ...outcome, output, html: read(output) };
    },
    open: (name, scripts) => open(browser, pathToFileURL(`${folder}/${name}`).href, scripts),
    async bare(url) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(url).catch(() => {});
      return { page, close: () => context.close() };
    },
    async stop() {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The rights of the command, as `deno.json` gives them. */
function rights(): string[] {
  const { tasks } = JSON.parse(readFileSync(`${root}deno.json`, "utf8"));
  return tasks.mitate.split(" ").filter((part: string) => /^--[av]/.test(part));
}

async function open(browser: Browser, url: string, scripts: boolean): Promise<Opened> {
  const context = await browser.newContext({ javaScriptEnabled: scripts });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const asked: string[] = [];
  const errors: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.goto(url);
  if (scripts) await settled(page);
  return { page, url, asked, errors, close: () => context.close() };
}

/** Waits until the report is alive and what it shows has stood still for a while. */
async function settled(page: Page): Promise<void> {
  await page.locator("html.live").waitFor();
  await page.evaluate(() =>
    new Promise<void>((done) => {
      let due = setTimeout(done, 400);
      new MutationObserver(() => {
        clearTimeout(due);
        due = setTimeout(done, 400);
      }).observe(document.querySelector("main")!, { childList: true, subtree: true });
    })
  );
}
