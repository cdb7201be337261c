import { readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import {
  type Browser,
  chromium,
  type FrameLocator,
  type Locator,
  type Page,
} from "playwright-core";
import { type Fake, fake } from "../fake.ts";
import { chrome } from "./chrome.ts";

/** A browser, a workspace in memory, and the page on it. */
export interface Bench {
  readonly browser: Browser;
  readonly server: Fake;
  /** A page in a profile of its own; `settings` as they would be kept there. */
  open(hash: string, options?: Opening): Promise<Sheet>;
  stop(): Promise<void>;
}

export interface Opening {
  readonly lang?: "ja" | "en";
  readonly theme?: "light" | "dark";
  readonly view?: "page" | "panes";
  readonly width?: number;
}

/** An open page with the words of these tests. */
export interface Sheet {
  readonly page: Page;
  /** What went wrong in the page's own scripts. */
  readonly errors: string[];
  /** A cell of the page by its number from 1. */
  cell(number: number): Locator;
  /** Its editor's text. */
  code(number: number): Locator;
  /** The output of a cell, by number. */
  output(number: number): Locator;
  readonly frame: FrameLocator;
  /** Allows the notebook to run and waits until it has. */
  run(): Promise<void>;
  /** Waits until no cell computes. */
  quiet(): Promise<void>;
  /** Goes into an editor by keys. */
  edit(number: number): Promise<void>;
  /** Brings the pointer over the outputs, as far as the page around is concerned. */
  over(): Promise<void>;
  /** Replaces the text of an editor by typing. */
  type(number: number, text: string): Promise<void>;
  close(): Promise<void>;
}

const root = new URL("../../", import.meta.url);

/** The sample record of the workspace. */
export const sample = readFileSync(
  fileURLToPath(new URL("scenarios/benefit-portal.yaml", root)),
  "utf8",
);

/** A notebook file with these cells, by type and source. */
export function notebook(title: string, cells: readonly (readonly [string, string])[]): string {
  const scripts = cells.map(([type, source], index) =>
    `  <script id="${index + 1}" type="${type}" pinned="">\n${
      source.split("\n").map((line) => `    ${line}`).join("\n")
    }\n  </script>\n`
  );
  return `<!doctype html>\n<notebook theme="air">\n  <title>${title}</title>\n${
    scripts.join("")
  }</notebook>\n`;
}

/** Starts a browser and a server with these files. */
export async function bench(files: Readonly<Record<string, string>>): Promise<Bench> {
  const server = await fake(files);
  const browser = await launch();
  return {
    browser,
    server,
    open: (hash, options) => open(browser, server.origin, server.token, hash, options),
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

/** Starts a browser that asks nobody for anything on its own. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chrome(),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Opens a page on a server that listens at `origin`. */
export async function open(
  browser: Browser,
  origin: string,
  token: string,
  hash: string,
  { lang = "ja", theme = "light", view = "page", width = 1280 }: Opening = {},
): Promise<Sheet> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  await context.addInitScript((settings) => {
    // The page keeps what a test chose before.
    try {
      if (!localStorage.getItem("mitate.settings")) {
        localStorage.setItem("mitate.settings", settings);
      }
    } catch {
      // The frame has none.
    }
  }, JSON.stringify({ lang, theme, view }));
  const page = await context.newPage();
  const errors: string[] = [];
  page.setDefaultTimeout(20_000);
  page.on("pageerror", ({ stack = "" }) => {
    if (stack.includes("/assets/")) errors.push(stack);
  });
  await page.goto(`${origin}/#token=${token}`);
  await page.goto(`${origin}/#/${hash}`);
  const frame = page.frameLocator("iframe.outputs");
  const sheet: Sheet = {
    page,
    errors,
    frame,
    cell: (number) => page.locator("section.cell").nth(number - 1),
    code: (number) => page.locator("section.cell").nth(number - 1).locator(".cm-content"),
    output: (number) => frame.locator("section.cell").nth(number - 1).locator(".body"),
    async run() {
      const allow = page.locator(".notebar[data-kind=safe] .primary");
      await allow.click();
      await sheet.quiet();
    },
    async quiet() {
      await page.waitForFunction(() => {
        const cells = [...document.querySelectorAll<HTMLElement>("section.cell")];
        return cells.length > 0 &&
          cells.every(({ dataset }) =>
            ["done", "error", "disabled", "waiting"].includes(dataset.status ?? "")
          );
      });
      await page.waitForTimeout(120);
    },
    async edit(number) {
      await sheet.cell(number).locator(".number").click();
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.activeElement?.matches(".cm-content"));
    },
    // A browser tells a page of a pointer over its frame; of one that is moved by its protocol it does not.
    over: () =>
      page.locator("iframe.outputs").evaluate((frame) =>
        void frame.dispatchEvent(new PointerEvent("pointerenter"))
      ),
    async type(number, text) {
      await sheet.edit(number);
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(text);
    },
    close: () => context.close(),
  };
  return sheet;
}
