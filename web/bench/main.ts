/**
 * Measures the workbench in a real browser: `deno task bench`. Times are given as they are here and as
 * ratios to a floor, the same thing without the workbench, so that the machine matters little. Named as
 * an argument, one part is measured alone: `record`.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL, URL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import type { Browser, Frame, Page } from "playwright-core";
import { build, type Rolldown } from "vite";
import { launch, notebook, open, sample, type Sheet } from "../e2e/browser.ts";
import { setup } from "../e2e/build.ts";
import { house } from "../e2e/server.ts";
import { press, quantile, slide, type Times } from "./measure.ts";
import { plot } from "./plot.ts";
import { edit, gestures, largest, largestRecord, write } from "./record.ts";

const project = fileURLToPath(new URL("../../", import.meta.url));
const shipped = ["tour", "method", "benefit-portal"] as const;
const turns = 60;
const all = !process.argv.includes("record");

await setup();
say("\nThe workbench in a browser: p50 / p95 in ms, and p50 as a ratio to the floor\n");
const browser = await launch();
const desk = await house(workspace());
const plain = await plainServer();
try {
  const floor = await atTheFloor();
  if (all) {
    await inTheSandbox(floor);
    await loading();
  }
  await inTheRecord(floor);
} finally {
  await browser.close();
  await desk.stop();
  plain.close();
}
if (all) {
  sizes();
  await publishing();
}

interface Floor {
  readonly slide: { drawn: Times; shown: Times };
  readonly key: Times;
}

async function atTheFloor(): Promise<Floor> {
  const page = await plainPage(browser);
  const place = { input: "input[type=range]", result: ".body" };
  const moved = await slide(page.mainFrame(), place, turns);
  row("plain page: slider → plot in the document", moved.drawn);
  row("plain page: slider → plot on the screen", moved.shown);
  await page.locator("textarea").focus();
  await page.keyboard.press("Control+End");
  const key = await press(
    page,
    page.mainFrame(),
    ".body",
    (turn) => turn % 2 ? ["Backspace"] : [" "],
    turns,
  );
  row("plain page: key → plot", key);
  await page.context().close();
  return { slide: moved, key };
}

async function inTheSandbox(floor: Floor): Promise<void> {
  for (const view of ["page", "panes"] as const) {
    const { sheet, frame } = await notebookAt("plot", view);
    const place = { input: "input[type=range]", result: "[data-id='2'] .body" };
    const moved = await slide(frame, place, turns);
    row(`${view}: slider → plot in the document`, moved.drawn, floor.slide.drawn);
    row(`${view}: slider → plot on the screen`, moved.shown, floor.slide.shown);
    await sheet.close();
  }
  const { sheet, frame } = await notebookAt("plot", "page");
  await sheet.edit(2);
  await sheet.page.keyboard.press("Control+End");
  const run = await press(
    sheet.page,
    frame,
    "[data-id='2'] .body",
    (turn) => [turn % 2 ? "Backspace" : " ", "Control+Enter"],
    turns,
  );
  row("page: key and Ctrl+Enter → plot", run, floor.key);
  await sheet.page.keyboard.press("Escape");
  await sheet.edit(3);
  await sheet.page.keyboard.press("Control+End");
  const typed = await press(
    sheet.page,
    frame,
    "[data-id='3'] .body",
    (turn) => [turn % 2 ? "Backspace" : "1"],
    turns / 2,
  );
  row("page: key → formula, of which 200 are a rest", typed, floor.key);
  await sheet.close();
  await chained(floor);
  await whatIf(floor);
}

/** Two hundred cells of which each reads the one before. */
async function chained(floor: Floor): Promise<void> {
  const { sheet, frame } = await notebookAt("chain", "page");
  const place = { input: "input[type=range]", result: "[data-id='200'] .body" };
  const moved = await slide(frame, place, turns);
  row("page: slider → the last of 200 chained cells", moved.drawn, floor.slide.drawn);
  await sheet.close();
}

/** The gesture the product is made for: a trait of the profile, and the matrix after it. */
async function whatIf(floor: Floor): Promise<void> {
  const { sheet, frame } = await notebookAt("whatif", "page");
  const times = await frame.evaluate(async (count) => {
    const select = [...document.querySelectorAll<HTMLSelectElement>("form.mitate-profile select")]
      .find(({ options }) => options.length > 3)!;
    const times: number[] = [];
    for (let turn = 0; turn < count; turn++) {
      const output = document.querySelector("[data-id='2'] .body")!;
      const drawn = new Promise<void>((done) => {
        const seen = new MutationObserver(() => {
          seen.disconnect();
          done();
        });
        seen.observe(output, { childList: true, subtree: true });
      });
      const begun = performance.now();
      select.selectedIndex = turn % 2;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      select.dispatchEvent(new Event("input", { bubbles: true }));
      await drawn;
      times.push(performance.now() - begun);
      await new Promise((done) => setTimeout(done, 50));
    }
    return times.slice(5);
  }, turns / 2);
  row("page: trait of the profile → risk matrix", times, floor.slide.drawn);
  await sheet.close();
}

/** Editing the largest generated record: what is asked of it is 50 ms to the results, for 95 of 100 keys. */
async function inTheRecord(floor: Floor): Promise<void> {
  desk.write(largest, largestRecord());
  say(`\n  370 controls × 1,000 scenarios × 20 steps, 20 measures: ${largest}\n`);
  for (const [name, gesture] of Object.entries(gestures)) {
    const { shown, results, whole } = await edit(browser, desk, gesture, turns);
    row(`${name} → its field on the screen`, shown, floor.slide.shown);
    row("  → results on the screen", results, floor.slide.shown);
    row("  → plan, verdict and findings too", whole, floor.slide.shown);
  }
  const keys = await write(browser, desk, turns);
  row("evidence without a pause: key → letter", keys, floor.slide.shown);
}

async function loading(): Promise<void> {
  const floor: number[] = [];
  for (let turn = 0; turn < 8; turn++) {
    const page = await plainPage(browser);
    floor.push(await page.evaluate(firstPlot, undefined) - await page.evaluate(origin));
    await page.context().close();
  }
  row("plain page: load → first plot", floor.slice(1));
  const times: number[] = [];
  const { sheet } = await notebookAt("plot", "page");
  for (let turn = 0; turn < 8; turn++) {
    await sheet.page.reload({ waitUntil: "commit" });
    const frame = await outputs(sheet.page);
    times.push(await frame.evaluate(firstPlot, undefined) - await sheet.page.evaluate(origin));
  }
  await sheet.close();
  row("page: load → first plot", times.slice(1), floor.slice(1));
}

/** The moment at which a page began to load. */
function origin(): number {
  return performance.timeOrigin;
}

/** Resolves with the moment at which there is a plot. */
function firstPlot(): Promise<number> {
  return new Promise((done) => {
    const look = () =>
      document.querySelector("svg path")
        ? done(performance.timeOrigin + performance.now())
        : setTimeout(look, 1);
    look();
  });
}

function sizes(): void {
  say("\nWhat is loaded: bytes as they are and with gzip\n");
  const files = readdirSync(join(project, "dist"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.\w+$/.test(name)).sort();
  for (const name of files) {
    const bytes = readFileSync(join(project, "dist", name));
    const packed = gzipSync(bytes, { level: 9 });
    say(`  ${name.padEnd(50)} ${kilo(bytes.length)} ${kilo(packed.length)}\n`);
  }
}

async function publishing(): Promise<void> {
  const browser = await launch();
  say("\nPublishing: seconds, and as a ratio to an analysis; bytes as they are and with gzip\n");
  const folder = mkdtempSync(join(tmpdir(), "mitate-bench-"));
  const floor = await timed(["assess", "scenarios/benefit-portal.yaml"]);
  say(`  ${"assess the sample".padEnd(50)} ${(floor / 1000).toFixed(2).padStart(8)}\n`);
  for (const name of shipped) {
    const output = join(folder, `${name}.html`);
    const time = await timed(["publish", `notebooks/${name}.html`, "-o", output]);
    const bytes = readFileSync(output);
    const ratio = (time / floor).toFixed(1).padStart(6);
    say(
      `  ${`publish ${name}`.padEnd(50)} ${(time / 1000).toFixed(2).padStart(8)} ${ratio} × ${
        kilo(bytes.length)
      } ${kilo(gzipSync(bytes, { level: 9 }).length)}\n`,
    );
    const { readable, live } = await opening(browser, output);
    row(`open ${name} → readable`, readable);
    row(`open ${name} → live`, live);
    const checked = await timed(["verify", output, "--alone"]);
    const again = (checked / floor).toFixed(1).padStart(6);
    say(`  ${`verify ${name}`.padEnd(50)} ${(checked / 1000).toFixed(2).padStart(8)} ${again} ×\n`);
  }
  await browser.close();
  rmSync(folder, { recursive: true });
}

/** When a published file shows its text and when its cells have been taken over, from the start of loading. */
async function opening(
  browser: Browser,
  file: string,
): Promise<{ readonly readable: number[]; readonly live: number[] }> {
  const readable: number[] = [];
  const live: number[] = [];
  for (let turn = 0; turn < 6; turn++) {
    const context = await browser.newContext({ offline: true });
    await context.addInitScript(() => {
      new MutationObserver((_, watch) => {
        if (!document.documentElement.classList.contains("live")) return;
        watch.disconnect();
        performance.mark("live");
      }).observe(document, { attributes: true, subtree: true });
    });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    await page.locator("html.live").waitFor();
    await page.waitForTimeout(300);
    const at = (name: string) =>
      page.evaluate((name) => performance.getEntriesByName(name)[0].startTime, name);
    readable.push(await at("first-contentful-paint"));
    live.push(await at("live"));
    await context.close();
  }
  return { readable: readable.slice(1), live: live.slice(1) };
}

/** The time that a command takes, the best of three, in milliseconds. */
async function timed(command: readonly string[]): Promise<number> {
  const rights = ["--allow-read", "--allow-write", "--allow-env=INIT_CWD,LOG_STREAM,LOG_TOKENS"];
  const program = join(project, "engine/deno/main.ts");
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const begun = performance.now();
    await promisify(execFile)(
      process.execPath,
      ["run", "--quiet", "--no-prompt", "--no-check", ...rights, program, ...command],
      { cwd: project, maxBuffer: 1e8 },
    );
    times.push(performance.now() - begun);
  }
  return Math.min(...times);
}

function workspace(): Record<string, string> {
  const slider = `const n = view(Inputs.range([1, 100], {label: "n", step: 1, value: 10}))`;
  const chain = Array.from(
    { length: 200 },
    (_, index): [string, string] => [
      "module",
      index === 0
        ? slider.replace("n =", "c1 =")
        : `const c${index + 1} = c${index} + 1; display(c${index + 1})`,
    ],
  );
  return {
    "scenarios/benefit-portal.yaml": sample,
    "notebooks/plot.html": notebook("plot", [
      ["module", slider],
      ["module", plot],
      ["text/x-formula", "x = 1"],
    ]),
    "notebooks/chain.html": notebook("chain", chain),
    "notebooks/whatif.html": notebook("what if", [
      ["module", "const changes = view(profileInput(system()))"],
      ["module", "riskMatrix(assess(whatIf(system(), changes)))"],
    ]),
  };
}

/** Opens a notebook of the workspace, runs it and waits until it rests. */
async function notebookAt(
  name: string,
  view: "page" | "panes",
): Promise<{ sheet: Sheet; frame: Frame }> {
  const path = `notebook/notebooks/${name}.html`;
  const sheet = await open(browser, desk.origin, desk.token, path, { view });
  await sheet.run();
  await sheet.page.waitForTimeout(500);
  return { sheet, frame: await outputs(sheet.page) };
}

async function outputs(page: Page): Promise<Frame> {
  const element = await page.waitForSelector("iframe.outputs");
  return (await element.contentFrame())!;
}

/** A server of the plain page. */
async function plainServer() {
  const { output } = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "esnext",
      rolldownOptions: {
        input: join(project, "web/bench/plain.ts"),
        output: { format: "iife", entryFileNames: "plain.js" },
      },
    },
  }) as Rolldown.RolldownOutput;
  const script = output[0].code;
  const server = createServer(({ url }, response) => {
    const isScript = url === "/plain.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script : `<!doctype html><body><script src="/plain.js"></script>`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

async function plainPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } }))
    .newPage();
  await page.goto(`http://127.0.0.1:${(plain.address() as AddressInfo).port}/`);
  return page;
}

function row(name: string, times: Times, floor?: Times): void {
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  const ratio = floor ? `${(p50 / quantile(floor, 0.5)).toFixed(1).padStart(6)} ×` : "";
  say(
    `  ${name.padEnd(50)} ${p50.toFixed(1).padStart(8)} / ${p95.toFixed(1).padStart(6)} ${ratio}\n`,
  );
}

function kilo(bytes: number): string {
  return `${(bytes / 1000).toFixed(0).padStart(7)} kB`;
}

function say(text: string): void {
  process.stdout.write(text);
}
