import { createSocket } from "node:dgram";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launch, notebook, open, sample, type Sheet } from "./browser.ts";
import { type Aims, grabs, leavings, sendings } from "./escapes.ts";
import { type House, house } from "./server.ts";

/** What arrived at the listening server: the names of requests, `tcp` and `udp` for what had none. */
const arrivals = new Set<string>();
let connections = 0;
const listener = createServer((request, response) => {
  const name = decodeURIComponent(request.url!.slice(1));
  if (name === "plain") response.setHeader("content-type", "text/html");
  else arrivals.add(name);
  response.setHeader("access-control-allow-origin", "*");
  response.end(name === "plain" ? "<!doctype html><title>plain</title>" : "");
});
listener.on("connection", () => connections++);
listener.on("upgrade", (request, socket) => {
  arrivals.add(decodeURIComponent(request.url!.slice(1)));
  socket.destroy();
});
const datagrams = createSocket("udp4");
datagrams.on("message", () => arrivals.add("udp"));

let desk: House;
let browser: Browser;
let evil = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  evil = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => datagrams.bind(0, "127.0.0.1", resolve));
  desk = await house({ "scenarios/benefit-portal.yaml": sample });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
  listener.close();
  datagrams.close();
});
beforeEach(() => {
  arrivals.clear();
  connections = 0;
});

const aims = (name: string): Aims => ({
  to: `${evil}/${encodeURIComponent(name)}`,
  udp: datagrams.address().port,
  own: desk.origin,
});

/** A script that makes each attempt in turn and gives what came of it: `ran`, or the name of the error. */
function trial(attempts: Readonly<Record<string, (aims: Aims) => string>>): string {
  const list = Object.entries(attempts).map(([name, code]) => [name, code(aims(name))]);
  return `(async () => {
  const said = {};
  const late = () => new Promise((done) => setTimeout(done, 600, "no answer"));
  for (const [name, code] of ${JSON.stringify(list)}) {
    try {
      said[name] = await Promise.race([(0, eval)("(async () => {" + code + "; return 'ran'})()"), late()]);
    } catch (error) {
      said[name] = error?.name ?? String(error);
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  return said;
})()`;
}

/** Runs a script in a cell of a notebook that was allowed to run; gives the page. */
async function inCell(name: string, code: string): Promise<Sheet> {
  const path = `notebooks/${name}.html`;
  const cell = `globalThis.said = await (0, eval)(${
    JSON.stringify(code).replaceAll("<", "\\u003c")
  })`;
  desk.write(path, notebook(name, [["text/markdown", "# ここ"], ["module", cell]]));
  const sheet = await open(browser, desk.origin, desk.token, `notebook/${path}`, { view: "panes" });
  await sheet.page.locator(".notebar[data-kind=safe] .primary").click();
  return sheet;
}

const said = ({ frame }: Sheet) =>
  frame.locator("html").evaluate(() =>
    (globalThis as unknown as { said?: Record<string, string> }).said
  );

/** Every file of the workspace with its text. */
function workspace(): Record<string, string> {
  const paths = ["scenarios", "notebooks"].flatMap((folder) =>
    readdirSync(`${desk.root}/${folder}`).map((name) => `${folder}/${name}`)
  );
  return Object.fromEntries(paths.map((path) => [path, desk.read(path)]));
}

describe("a cell that was allowed to run", () => {
  test("sends nothing anywhere", async () => {
    const sheet = await inCell("sendings", trial(sendings));
    const before = sheet.page.url();
    await expect.poll(() => said(sheet), { timeout: 60_000 }).toBeTruthy();
    // What was set off may take a while to arrive.
    await sheet.page.waitForTimeout(1000);
    expect([...arrivals]).toEqual([]);
    expect(connections).toBe(0);
    expect(Object.keys(await said(sheet) ?? {})).toEqual(Object.keys(sendings));
    expect(Object.keys(sendings).length).toBeGreaterThanOrEqual(25);
    expect(sheet.page.url()).toBe(before);
    expect(sheet.page.context().pages().length).toBe(1);
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  }, 90_000);

  test("goes nowhere, and takes the page along nowhere", async () => {
    const attempt = async ([name, code]: [string, (aims: Aims) => string], index: number) => {
      const sheet = await inCell(`leaving-${index}`, `(async () => { ${code(aims(name))} })()`);
      const before = sheet.page.url();
      await sheet.page.waitForTimeout(1200);
      expect(sheet.page.url(), name).toBe(before);
      expect(sheet.page.context().pages().length, name).toBe(1);
      expect(await sheet.page.locator("section.cell").count(), name).toBe(2);
      expect(sheet.errors, name).toEqual([]);
      await sheet.close();
    };
    const all = Object.entries(leavings).map((entry, index) => [entry, index] as const);
    for (let from = 0; from < all.length; from += 2) {
      await Promise.all(all.slice(from, from + 2).map(([entry, index]) => attempt(entry, index)));
    }
    expect([...arrivals]).toEqual([]);
    expect(connections).toBe(0);
  }, 120_000);

  test("lays its hands on nothing around it", async () => {
    const sheet = await inCell("grabs", trial(grabbing));
    const asked: string[] = [];
    sheet.page.on("dialog", (dialog) => asked.push(dialog.message()));
    await expect.poll(() => said(sheet), { timeout: 30_000 }).toBeTruthy();
    const had = Object.entries(await said(sheet) ?? {}).filter(([, what]) => what === "had");
    expect(had).toEqual([]);
    expect(asked).toEqual([]);
    await sheet.close();
  }, 60_000);

  test(
    "the same attempts succeed in a page without walls, or they would show nothing",
    async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${evil}/plain`);
      const had = Object.values(await page.evaluate(trial(grabbing)) as Record<string, string>)
        .filter((what) => what === "had");
      expect(had.length).toBeGreaterThan(8);
      await page.goto(`${evil}/plain`);
      await page.evaluate(trial(sendings));
      await expect.poll(() => [...arrivals].sort(), { timeout: 15_000 }).toEqual(
        expect.arrayContaining(["udp", "WebSocket", "beacon", "frame", "font in CSS", "worker"]),
      );
      await expect.poll(() => arrivals.size, { timeout: 15_000 }).toBeGreaterThan(45);
      await context.close();
    },
    90_000,
  );
});

const grabbing = Object.fromEntries(
  Object.entries(grabs).map(([name, code]) =>
    [name, (aims: Aims) => `return (${code(aims)}) ? "had" : "nothing"`] as const
  ),
);

const change = { type: "set-impact", category: "finance", level: "high" };
const problem = (more: object) => ({
  t: "states",
  states: [[1, {
    status: "error",
    stale: true,
    runs: 1,
    waits: [{ name: "x", cells: [1, 99] }],
    problems: [{ code: "cycle", severity: "error", params: {}, cells: [1], ...more }],
    summary: "<img src=x onerror=alert(1)>",
  }]],
});

/** Messages that no honest frame would send: wishes nobody grants, and shapes to trip over. */
const forged: readonly unknown[] = [
  ...["write", "save", "create", "trash", "restore", "read", "files", "fetch", "approve", "edit"]
    .flatMap((t) => [
      { t, path: "notebooks/new.html", text: "x", base: "", id: 1, value: "x" },
      { t: "call", method: "PUT", name: t, body: { path: "scenarios/benefit-portal.yaml" } },
    ]),
  ...[
    "Mod-z",
    "Mod-Shift-z",
    "Mod-y",
    "Mod-s",
    "Mod-Enter",
    "Alt-Shift-ArrowDown",
    "d",
    "x",
    "v",
    "b",
  ]
    .map((key) => ({ t: "key", key })),
  { t: "propose", system: "benefit-portal", changes: [change] },
  {
    t: "propose",
    system: "benefit-portal",
    changes: [{ ...change, level: "worst" }, null, 1, "x"],
  },
  { t: "propose", system: "benefit-portal", changes: Array(500).fill(change), save: true },
  { t: "propose", system: "__proto__", changes: [{ type: "constructor" }] },
  problem({ code: "__proto__" }),
  problem({ code: "no such code" }),
  problem({ code: "syntax", params: { ["__proto__"]: 1, detail: "<script>alert(1)</script>" } }),
  problem({ cells: [1e9, -1, 0.5, "x"], line: 1e308, column: NaN }),
  { t: "states", states: Array.from({ length: 2000 }, (_, id) => [id + 1, { status: "done" }]) },
  { t: "symbols", symbols: [{ name: "__proto__", keys: ["constructor"] }, null, { name: 1 }] },
  { t: "want", cells: [[1, 1e300], [1, -1], [1, NaN], [2, 4000], [77, 10]] },
  { t: "prepared", seq: 2 ** 53 - 1 },
  { t: "laid", seq: -1 },
  { t: "reveal", top: -1e308, bottom: 1e308 },
  { t: "focus", id: 77 },
  { t: "exit", id: 77, dir: 1 },
  { t: "link", href: "javascript:alert(1)" },
  { t: "link", href: `https://example.org/${"x".repeat(3000)}` },
  { t: "__proto__" },
  { t: "constructor" },
  { t: "toString" },
  { t: ["states"] },
  { t: null },
];

/** What went wrong in the page itself; what goes wrong in such a cell is its own affair. */
const ownErrors = ({ errors }: Sheet) => errors.filter((stack) => stack.includes("/page.js"));

describe("messages that a cell forges", () => {
  test("change no file, whatever they ask, and do not trip the page", async () => {
    const path = "notebooks/forger.html";
    const code = `const list = ${JSON.stringify(forged).replaceAll("<", "\\u003c")};
const extra = [null, 1, "x", [], {}, JSON.parse('{"v": 1, "t": "states", "__proto__": {"polluted": 1}}')];
let turn = 0;
const button = document.createElement("button");
button.textContent = "次";
button.onclick = () => {
  if (turn < list.length) globalThis.parent.postMessage({v: 1, ...list[turn]}, "*");
  else globalThis.parent.postMessage(extra[turn - list.length], "*");
  button.dataset.turn = String(++turn);
};
display(button);`;
    desk.write(path, notebook("偽", [["text/markdown", "# ここ"], ["module", code]]));
    const sheet = await open(browser, desk.origin, desk.token, `notebook/${path}`);
    const { page } = sheet;
    await sheet.run();
    // Something that could be taken back.
    await sheet.type(1, "# 書き足した");
    await page.locator(".saving[data-kind=saved]", { hasText: "に保存" }).waitFor();
    const before = workspace();
    await sheet.over();
    const button = sheet.output(2).locator("button");
    for (let turn = 1; turn <= forged.length + 6; turn++) {
      // Not by the pointer: what is forged may move the button away beneath it.
      await button.evaluate((button: HTMLButtonElement) => {
        button.focus();
        button.click();
      });
      await sheet.frame.locator(`button[data-turn="${turn}"]`).waitFor();
      await page.waitForTimeout(30);
      const dialog = page.locator("dialog");
      if (await dialog.count()) await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    }
    await page.waitForTimeout(1500);
    expect(workspace()).toEqual(before);
    expect(await page.evaluate(() => (({}) as { polluted?: number }).polluted)).toBeUndefined();
    expect(await page.locator("img:not(.cm-widgetBuffer), script:not([src])").count()).toBe(0);
    expect(ownErrors(sheet)).toEqual([]);
    await sheet.type(1, "# まだ書ける");
    await expect.poll(() => desk.read(path)).toContain("# まだ書ける");
    await sheet.close();
  });

  test.each([
    [
      "proposals",
      `({v: 1, t: "propose", system: "benefit-portal", changes: Array(500).fill(${
        JSON.stringify(change)
      })})`,
    ],
    [
      "names",
      `({v: 1, t: "symbols", symbols: Array.from({length: 2000}, (_, i) => ({name: "n" + i, keys: Array(400).fill("key")}))})`,
    ],
    [
      "states",
      `({v: 1, t: "states", states: Array.from({length: 2000}, (_, i) => [i + 1, {status: "error", summary: "x".repeat(2000), problems: []}])})`,
    ],
    ["beginnings", `({v: 1, t: "ready"})`],
    ["nonsense", `"x"`],
  ])("in a flood of %s take their frame away and leave the page alive", async (name, message) => {
    const path = "notebooks/flood.html";
    const code = `const message = ${message};
setInterval(() => { for (let i = 0; i < 200; i++) globalThis.parent.postMessage(message, "*") }, 5);
"流した"`;
    desk.write(path, notebook(name, [["text/markdown", "# ここ"], ["module", code]]));
    const sheet = await open(browser, desk.origin, desk.token, `notebook/${path}`);
    const { page } = sheet;
    await page.locator(".notebar[data-kind=safe] .primary").click();
    await page.locator(".notice[data-kind=error]", { hasText: "実行せずに開き直しました" })
      .waitFor({ timeout: 60_000 });
    await page.locator(".notebar[data-kind=safe]").waitFor();
    await sheet.type(1, "# 書ける");
    await expect.poll(() => desk.read(path)).toContain("# 書ける");
    expect(ownErrors(sheet)).toEqual([]);
    await sheet.close();
  });

  test("as large as can be leave the page alive", async () => {
    const path = "notebooks/huge.html";
    const code = `const text = "あ".repeat(30_000_000);
globalThis.parent.postMessage({v: 1, t: "states", states: [[1, {status: "error", summary: text, problems: [{code: text}]}]]}, "*");
globalThis.parent.postMessage({v: 1, t: text}, "*");
globalThis.parent.postMessage({v: 1, t: "want", cells: Array(300_000).fill([1, 1])}, "*");
display("送った");`;
    desk.write(path, notebook("大", [["text/markdown", "# ここ"], ["module", code]]));
    const sheet = await open(browser, desk.origin, desk.token, `notebook/${path}`);
    await sheet.page.locator(".notebar[data-kind=safe] .primary").click();
    // Whether it is too much depends on the machine.
    const notice = sheet.page.locator(".notice[data-kind=error]");
    const output = sheet.output(2).filter({ hasText: "送った" });
    await expect.poll(async () => await output.count() + await notice.count(), { timeout: 60_000 })
      .toBeGreaterThan(0);
    await sheet.type(1, "# 書ける");
    await expect.poll(() => desk.read(path)).toContain("# 書ける");
    expect(ownErrors(sheet)).toEqual([]);
    await sheet.close();
  });
});

test("an endless loop is stopped and named; the page stays usable", async () => {
  const path = "notebooks/loop.html";
  desk.write(path, notebook("loop", [["module", "for (;;) {}"], ["text/markdown", "# ここ"]]));
  const sheet = await open(browser, desk.origin, desk.token, `notebook/${path}`);
  await sheet.run();
  await sheet.cell(1).locator(".problem").waitFor();
  expect(await sheet.cell(1).locator(".problem").innerText()).toContain("3 秒");
  await sheet.output(2).filter({ hasText: "ここ" }).waitFor();
  await sheet.close();
});
