import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, bench, notebook, sample, type Sheet } from "./browser.ts";

const path = "notebooks/a.html";
const text = notebook("試験", [["text/markdown", "# 一"], ["module", "1 + 1"]]);
const record = "scenarios/benefit-portal.yaml";

let desk: Bench;
beforeAll(async () => {
  desk = await bench({ [record]: sample, [path]: text });
});
afterAll(() => desk.stop());
beforeEach(() => {
  desk.server.files.set(path, text);
  desk.server.files.set(record, sample);
  desk.server.journal.clear();
});

async function opened(): Promise<Sheet> {
  const sheet = await desk.open(`notebook/${path}`);
  await sheet.cell(2).waitFor();
  return sheet;
}
const now = () => desk.server.files.get(path)!;

describe("saving", () => {
  test("happens by itself, touches only what was edited, and says when", async () => {
    const sheet = await opened();
    await sheet.type(1, "# 二");
    await expect.poll(now, { timeout: 5000 }).toBe(text.replace("# 一", "# 二"));
    await sheet.page.locator(".saving[data-kind=saved]", { hasText: "に保存" }).waitFor();
    await expect.poll(() => desk.server.journal.size).toBe(0);
    await sheet.close();
  });

  test("never writes over a file that was changed elsewhere", async () => {
    const sheet = await opened();
    await sheet.type(1, "# ここ");
    desk.server.files.set(path, text.replace("# 一", "# よそ"));
    await sheet.page.locator(".notebar[data-kind=conflict]").waitFor();
    expect(now()).toContain("# よそ");
    await sheet.page.getByRole("button", { name: "両方を残す" }).click();
    await expect.poll(now).toContain("# ここ");
    await expect.poll(() => desk.server.files.get("notebooks/a-2.html") ?? "").toContain("# よそ");
    desk.server.files.delete("notebooks/a-2.html");
    await sheet.close();
  });

  test("a file changed elsewhere is taken where nothing is lost, and can be undone", async () => {
    const sheet = await opened();
    await sheet.output(1).filter({ hasText: "一" }).waitFor();
    desk.server.put(path, text.replace("# 一", "# よそ"));
    await sheet.output(1).filter({ hasText: "よそ" }).waitFor();
    await sheet.page.keyboard.press("Control+z");
    await sheet.output(1).filter({ hasText: "一" }).waitFor();
    await sheet.close();
  });

  test("what was typed and never saved comes back", async () => {
    const draft = text.replace("# 一", "# 消えかけた文");
    desk.server.journal.set(path, JSON.stringify({ path, text: draft, base: "" }));
    const sheet = await opened();
    await sheet.page.getByRole("button", { name: "復元する" }).click();
    await expect.poll(now).toBe(draft);
    await sheet.close();
  });
});

describe("opening", () => {
  test("a notebook of unknown origin shows text and runs no code", async () => {
    const evil = notebook("よそから", [
      ["text/markdown", "# 文\n\n${document.title = '動いた'} <b>x</b>"],
      ["module", "document.title = '動いた'"],
      ["text/html", "<img src=x onerror=\"document.title = '動いた'\">"],
      ["text/x-formula", "x = 1 + 1"],
    ]);
    desk.server.files.set("notebooks/evil.html", evil);
    const sheet = await desk.open("notebook/notebooks/evil.html");
    await sheet.output(4).filter({ hasText: "2" }).waitFor();
    expect(await sheet.output(1).innerText()).toContain("${document.title = '動いた'} <b>x</b>");
    expect(await sheet.frame.locator("html").evaluate(() => document.title)).toBe("Mitate");
    await sheet.run();
    await expect.poll(() => sheet.frame.locator("html").evaluate(() => document.title))
      .toBe("動いた");
    await sheet.page.reload();
    await sheet.quiet();
    expect(await sheet.page.locator(".notebar[data-kind=safe]").count()).toBe(0);
    desk.server.files.set("notebooks/evil.html", evil.replace("1 + 1", "1 + 2"));
    await sheet.page.reload();
    await sheet.page.locator(".notebar[data-kind=safe]").waitFor();
    desk.server.files.delete("notebooks/evil.html");
    await sheet.close();
  });
});

describe("a record", () => {
  test("changes only after a click in the page, and only where it was changed", async () => {
    desk.server.files.set(
      path,
      notebook("試験", [[
        "module",
        `applyToRecord(system("benefit-portal"), [{type: "set-impact", category: "finance", level: "high"}])`,
      ]]),
    );
    const sheet = await desk.open(`notebook/${path}`);
    await sheet.run();
    await sheet.over();
    await sheet.output(1).locator("button").click();
    const dialog = sheet.page.locator("dialog");
    await dialog.locator(".changes li").waitFor();
    expect(desk.server.files.get(record)).toBe(sample);
    await dialog.getByRole("button", { name: "反映して保存" }).click();
    const written = () => desk.server.files.get(record)!;
    await expect.poll(written).not.toBe(sample);
    const before = sample.split("\n");
    const differing = written().split("\n").filter((line, index) => line !== before[index]);
    expect(differing).toEqual(["    level: high"]);
    await sheet.close();
  });
});
