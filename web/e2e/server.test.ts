import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, bench, notebook, open, sample } from "./browser.ts";

const path = "notebooks/a.html";
const text = notebook("本物", [
  ["text/markdown", "# 一"],
  ["module", `verdictCard(assess(system("benefit-portal")))`],
]);

const house = fileURLToPath(new URL("../../", import.meta.url));
let root: string;
let server: ChildProcess;
let address: URL;
let desk: Bench;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "mitate-"));
  for (const folder of ["scenarios", "notebooks"]) mkdirSync(join(root, folder));
  writeFileSync(join(root, "scenarios/benefit-portal.yaml"), sample);
  writeFileSync(join(root, path), text);
  // As `deno task start` has it, with the right to read the workbench, which lies elsewhere here.
  const rights = [
    "--allow-net=127.0.0.1",
    `--allow-read=.,${house}`,
    "--allow-write=scenarios,notebooks,.mitate",
    "--allow-env=LOG_STREAM,LOG_TOKENS",
  ];
  const program = [join(house, "engine/deno/main.ts"), "serve", "--port", "8640"];
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

/** The address that the server prints. */
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

const file = () => readFileSync(join(root, path), "utf8");

test("the page works on the server it ships with: run, save, notice, go back", async () => {
  const token = address.hash.replace("#token=", "");
  const sheet = await open(desk.browser, address.origin, token, `notebook/${path}`);
  const { page } = sheet;
  await sheet.run();
  await sheet.output(2).locator("figure.mitate-verdict").waitFor();
  await sheet.type(1, "# 二");
  await expect.poll(file, { timeout: 5000 }).toBe(text.replace("# 一", "# 二"));
  await page.locator(".saving[data-kind=saved]", { hasText: "に保存" }).waitFor();
  writeFileSync(join(root, path), file().replace("# 二", "# よそ"));
  await sheet.output(1).filter({ hasText: "よそ" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.locator(".query").fill("版の履歴");
  await page.keyboard.press("Enter");
  await page.locator(".versions label").first().waitFor();
  await page.keyboard.press("Escape");
  expect(sheet.errors).toEqual([]);
  await sheet.close();
});

test("so does the page of a record: change, save, notice, versions", async () => {
  const token = address.hash.replace("#token=", "");
  const record = join(root, "scenarios/benefit-portal.yaml");
  const written = () => readFileSync(record, "utf8");
  const place = "system/scenarios/benefit-portal.yaml";
  const sheet = await open(desk.browser, address.origin, token, `${place}/impact`);
  const { page } = sheet;
  const answer = (category: string, level: RegExp) =>
    page.locator(`[data-path="impact/${category}"]`).first().getByRole("radio", { name: level });
  await answer("disclosure", /^高位/).check();
  await page.locator(".figures .moved").first().waitFor();
  const wait = { timeout: 15_000 };
  await expect.poll(written, wait).not.toBe(sample);
  await page.locator(".saving[data-kind=saved]", { hasText: "に保存" }).waitFor(wait);
  writeFileSync(record, written().replace("exposure: internet", "exposure: closed"));
  await page.locator(".notice", { hasText: "取り込みました" }).waitFor(wait);
  await page.locator(".mini-scenarios tr.gone", { hasText: "S10" }).waitFor();
  await page.getByRole("link", { name: "変更と版" }).click();
  await page.locator(".versions label").first().waitFor(wait);
  expect(sheet.errors).toEqual([]);
  await sheet.close();
});
