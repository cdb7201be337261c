import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, bench, notebook, open, type Sheet } from "./browser.ts";

const house = fileURLToPath(new URL("../../", import.meta.url));
const { tasks } = JSON.parse(readFileSync(join(house, "deno.json"), "utf8"));
const sample = readFileSync(join(house, "scenarios/benefit-portal.yaml"), "utf8");
const files = {
  "sound.html": notebook("分析: 一/二", [
    ["text/markdown", "# 見出し\n\n${one}"],
    ["module", "const one = 1;"],
    ["module", `const share = view(Inputs.range([0, 10], { value: 3, step: 1 }));`],
    ["module", `verdictCard(assess(system("benefit-portal")))`],
    ["text/x-formula", "倍 = share × 2"],
  ]),
  "broken.html": notebook("壊れた", [
    ["module", 'throw new Error("broken on purpose")'],
    ["text/markdown", "# 残る"],
  ]),
  "slow.html": notebook("遅い", [
    ["module", "await new Promise(() => {})"],
  ]),
};

let root: string;
let server: ChildProcess;
let address: URL;
let desk: Bench;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "mitate-"));
  for (const folder of ["scenarios", "notebooks"]) mkdirSync(join(root, folder));
  writeFileSync(join(root, "scenarios/benefit-portal.yaml"), sample);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(root, "notebooks", name), text);
  }
  // With the very rights of the task, and that to read the workbench, which lies elsewhere here.
  const rights = tasks.start.command.split(" ").filter((part: string) => /^--[av]/.test(part))
    .map((part: string) => part.replace(/^--allow-read=\.$/, `--allow-read=.,${house}`));
  const program = [join(house, "engine/deno/main.ts"), "serve", "--port", "0"];
  server = spawn(process.execPath, ["run", "--quiet", "--no-prompt", ...rights, ...program], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  address = await addressOf(server);
  desk = await bench({});
});
afterAll(async () => {
  await desk?.stop();
  server?.kill();
  rmSync(root, { recursive: true, force: true });
});

function addressOf({ stdout }: ChildProcess): Promise<URL> {
  return new Promise((resolve) => {
    let said = "";
    stdout!.on("data", (part) => {
      said += part;
      const found = /http:\/\/\S+#token=\w+/.exec(said);
      if (found) resolve(new URL(found[0]));
    });
  });
}

async function opened(name: string): Promise<Sheet> {
  const token = address.hash.replace("#token=", "");
  const sheet = await open(desk.browser, address.origin, token, `notebook/notebooks/${name}`);
  sheet.page.setDefaultTimeout(20_000);
  return sheet;
}

function asked(path: string, body: object): Promise<Response> {
  const headers = {
    "content-type": "application/json",
    "x-mitate-token": address.hash.replace("#token=", ""),
  };
  return fetch(address.origin + path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** As the command line writes it on that day. */
function written(name: string, day: string, lang: string): string {
  const rights = tasks.mitate.split(" ").filter((part: string) => /^--[av]/.test(part));
  const output = join(root, `${name}-${lang}.html`);
  const args = ["publish", join(root, "notebooks", name), "-o", output];
  execFileSync(process.execPath, [
    ...["run", "--quiet", "--no-prompt", ...rights, join(house, "engine/deno/main.ts")],
    ...[...args, "--at", day, "--lang", lang],
  ], { cwd: house });
  return readFileSync(output, "utf8");
}

describe("the button", () => {
  test("hands over what the command line writes, byte for byte, under a name that fits", async () => {
    const sheet = await opened("sound.html");
    const { page } = sheet;
    const publish = page.getByRole("button", { name: "公開…" });
    expect(await publish.isDisabled()).toBe(true);
    await sheet.run();
    // What was typed last is published, though nobody saved.
    await sheet.type(2, "const one = 41 + 1;");
    await page.keyboard.press("Escape");
    await publish.click();
    const dialog = page.locator("dialog[data-kind=publish]");
    const name = dialog.getByLabel("ファイル名");
    await name.waitFor();
    const day = /\d{4}-\d\d-\d\d/.exec(await name.inputValue())![0];
    expect(await name.inputValue()).toBe(`分析 一 二-${day}.html`);
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "公開する" }).click();
    await page.locator(".notice", { hasText: "ダウンロードしました" }).waitFor();
    expect(await dialog.count()).toBe(0);
    const file = await download;
    expect(file.suggestedFilename()).toBe(`分析 一 二-${day}.html`);
    const text = readFileSync(await file.path(), "utf8");
    expect(readFileSync(join(root, "notebooks/sound.html"), "utf8")).toContain("41 + 1");
    expect(text).toContain(">42<");
    // Not toBe on the texts: what differs would be printed in full.
    expect(text === written("sound.html", day, "ja")).toBe(true);
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  });

  test("lists the cells that failed and hands nothing over until that is accepted", async () => {
    const sheet = await opened("broken.html");
    const { page } = sheet;
    await sheet.run();
    const downloads: string[] = [];
    page.on("download", (download) => downloads.push(download.suggestedFilename()));
    // By key, while no text is written.
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    const dialog = page.locator("dialog[data-kind=publish]");
    await dialog.getByLabel("ファイル名").fill("別の名前.html");
    await page.keyboard.press("Enter");
    await dialog.locator(".failed li").waitFor();
    expect(await dialog.locator(".failed").innerText()).toMatch(/セル1.*broken on purpose/);
    const keep = dialog.getByRole("button", { name: "ファイルを保存する" });
    expect(await keep.isDisabled()).toBe(true);
    await page.keyboard.press("Enter");
    expect(downloads).toEqual([]);
    await dialog.getByLabel("誤りがあるまま公開する").check();
    const download = page.waitForEvent("download");
    await keep.click();
    expect((await download).suggestedFilename()).toBe("別の名前.html");
    await sheet.close();
  });

  test("is in the palette and on the sheet of keys, in English too", async () => {
    const sheet = await opened("broken.html");
    const { page } = sheet;
    await page.getByRole("button", { name: "English" }).click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.locator("dialog[data-kind=help] dt", { hasText: "Publish as one file" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog[data-kind=help]").waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await page.locator(".query").fill("publish");
    await page.keyboard.press("Enter");
    // It was never allowed to run here.
    await page.locator(".notice[data-kind=error]", { hasText: "has not been allowed" }).waitFor();
    await sheet.close();
  });
});

describe("the server", () => {
  test("publishes two at a time, refuses a third, answers meanwhile, and stops what is given up", async () => {
    const path = "notebooks/slow.html";
    const gone = [new AbortController(), new AbortController()];
    const headers = {
      "content-type": "application/json",
      "x-mitate-token": address.hash.replace("#token=", ""),
    };
    // One that finds its place taken for a moment asks again.
    const held = async (signal: AbortSignal): Promise<number> => {
      const body = JSON.stringify({ path });
      const sent = { method: "POST", headers, body, signal };
      const { status } = await fetch(`${address.origin}/api/publish`, sent);
      return status === 429 ? held(signal) : status;
    };
    const slow = gone.map(({ signal }) => held(signal).catch(() => "gone"));
    await expect.poll(
      async () => (await asked("/api/publish", { path: "notebooks/broken.html" })).status,
      {
        timeout: 20_000,
      },
    ).toBe(429);
    const list = await fetch(`${address.origin}/api/files`, { headers });
    expect((await list.json()).files.length).toBe(4);
    gone.forEach((one) => one.abort());
    expect(await Promise.all(slow)).toEqual(["gone", "gone"]);
    // Nobody waits for them any more, so their places are free again.
    await expect.poll(
      async () => (await asked("/api/publish", { path: "notebooks/broken.html" })).status,
      { timeout: 25_000 },
    )
      .toBe(200);
  });

  test("publishes notebooks of the workspace only, on a day that is one", async () => {
    const status = async (body: object) => (await asked("/api/publish", body)).status;
    expect(await status({ path: "notebooks/none.html" })).toBe(404);
    expect(await status({ path: "scenarios/benefit-portal.yaml" })).toBe(400);
    expect(await status({ path: "notebooks/../notebooks/sound.html" })).toBe(400);
    expect(await status({ path: "notebooks/sound.html", at: "2026-02-30" })).toBe(400);
    expect(await status({ path: "notebooks/sound.html", lang: "fr" })).toBe(400);
  });

  test("says what cannot be published, without the paths of the machine", async () => {
    writeFileSync(join(root, "notebooks/empty.html"), "<!doctype html>\n<notebook>\n</notebook>\n");
    const answer = await asked("/api/publish", { path: "notebooks/empty.html" });
    expect(answer.status).toBe(422);
    const { error } = await answer.json();
    expect(error.en).toBe('"notebooks/empty.html" has no cells; name a notebook file.');
  });
});
