import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Publication, publish } from "./publish.ts";
import { join } from "./std.ts";
import { Stop } from "./stop.ts";

let folder = "";
beforeAll(async () => {
  folder = await Deno.makeTempDir();
});
afterAll(() => Deno.remove(folder, { recursive: true }));

let count = 0;
async function published(codes: readonly string[], more: Partial<Publication> = {}) {
  const file = join(folder, `${++count}.html`);
  const cells = codes.map((code, index) =>
    `  <script id="${index + 1}" type="module">\n    ${code}\n  </script>\n`
  );
  const text = `<!doctype html>\n<notebook>\n  <title>a</title>\n${cells.join("")}</notebook>\n`;
  await Deno.writeTextFile(file, text);
  return await publish({ notebook: file, at: "2026-11-22", lang: "en", ...more });
}

/** What each cell said that failed. */
async function said(...codes: string[]): Promise<string[]> {
  const { failed } = await published(codes);
  return failed.map(({ label, told }) => `${label}: ${told.join(" ")}`);
}

async function stopped(published: Promise<unknown>): Promise<string> {
  const error = await published.then(() => undefined, (error) => error);
  expect(error).toBeInstanceOf(Stop);
  return error.text.en;
}

describe("cells, while they are drawn", () => {
  test("reach nothing of the process: no name, no file, no net, no code made of text", async () => {
    // Each of these would end the process, and with it this test.
    const kill = 'import("node:process").then((process) => process.abort())';
    const text = JSON.stringify(kill);
    const ways = [
      'globalThis["Deno"].kill(globalThis["Deno"].pid, "SIGKILL")',
      'globalThis["process"].abort()',
      `(0, eval)(${text})`,
      `(function () {}).constructor(${text})()`,
      `(async function () {}).constructor(${text})()`,
      `(function* () {}).constructor(${text})().next()`,
      `(async function* () {}).constructor(${text})().next()`,
      `document.defaultView.eval(${text})`,
      `document.defaultView.Array.constructor(${text})()`,
      `new (document.defaultView.constructor)().eval(${text})`,
      `new (Object.getPrototypeOf(document.defaultView).constructor)().Function(${text})()`,
      `{ const frame = document.createElement("iframe"); document.body.append(frame);
        frame.contentWindow.eval(${text}); }`,
      `Object.getOwnPropertySymbols(document.defaultView).map((name) => document.defaultView[name])
        .find((one) => one?.name === "" || String(one).includes("runInContext")).call(document.defaultView, ${text})`,
      `setTimeout(${text}, 1)`,
      'new (globalThis["Worker"])("data:text/javascript,1", { type: "module" })',
      'globalThis["close"]()',
      'globalThis["postMessage"]({ t: "drawn", drawing: {} })',
      '(await fetch("file:///etc/hostname")).status',
      '(await fetch("http://127.0.0.1:9/")).status',
    ];
    const failed = await said(...ways, "6 * 7");
    expect(failed.map((one) => one.split(":")[0]))
      .toEqual(ways.map((_, index) => `cell ${index + 1}`));
  });

  test("may speak to the console, which says nothing, and start no script of a page", async () => {
    expect(
      await said(
        'console.log("\\x1b]0;a title\\x07"); console.error("b"); document.defaultView.console.log("c");',
        `const button = document.createElement("button");
        button.setAttribute("onclick", "globalThis.ran = true"); button.click();
        const script = document.createElement("script"); script.textContent = "globalThis.ran = true";
        document.body.append(script); if (globalThis.ran) throw new Error("it ran");`,
      ),
    ).toEqual([]);
  });

  test("are stopped one by one when they do not end or hold too much; the others stand", async () => {
    const { failed, html } = await published([
      "while (true) {}",
      "const held = []; while (true) held.push(new Array(1000).fill(0.5));",
      "6 * 7",
      "await new Promise(() => {})",
    ], { patience: 24_000 });
    expect(failed.map(({ label }) => label)).toEqual(["cell 1", "cell 2", "cell 4"]);
    expect(failed[0].told[0]).toMatch(/stopped after computing for more than \d+ seconds/);
    expect(failed[1].told[0]).toMatch(/too much memory|more than \d+ seconds/);
    expect(failed[2].told[0]).toBe("The computation did not end in time.");
    expect(html).toContain(">42</span>");
  });
});

describe("a publication that cannot be made", () => {
  test("says which cell did not end where nothing else could stop it", async () => {
    // One call of the language itself, where no guard can stand.
    const long = '/(a+)+$/.test("a".repeat(28) + "b")';
    let ended = false;
    const working = (end: Promise<void>) => void end.then(() => ended = true);
    const text = await stopped(published(["1", long], { patience: 1000, working }));
    expect(text).toContain("cell 2 had not finished after 1 seconds");
    // It still computes, and its place is taken until it does not.
    await expect.poll(() => ended, { timeout: 50_000 }).toBe(true);
  });

  test("is given up when nobody waits for it any more", async () => {
    const gone = new AbortController();
    const waiting = stopped(published(["await new Promise(() => {})"], { signal: gone.signal }));
    setTimeout(() => gone.abort(), 500);
    expect(await waiting).toBe("Publishing was cancelled.");
    expect(await stopped(published(["1"], { signal: AbortSignal.abort() })))
      .toBe("Publishing was cancelled.");
  });

  test("names the file as the user did", async () => {
    const file = join(folder, "empty.html");
    await Deno.writeTextFile(file, "<!doctype html>\n<notebook>\n</notebook>\n");
    const publication = { notebook: file, shown: "notebooks/a.html", at: "2026-11-22" } as const;
    expect(await stopped(publish({ ...publication, lang: "en" })))
      .toBe('"notebooks/a.html" has no cells; name a notebook file.');
  });
});
