import { readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./axe.ts";
import { sectionIds } from "../record/section.ts";
import { launch, notebook, open, sample, type Sheet } from "./browser.ts";
import { type House, house } from "./server.ts";

// What else the notebook of the method shows, its published file is looked at for (report.test.ts).
const shipped = ["tour", "benefit-portal"] as const;
const record = "scenarios/benefit-portal.yaml";

/** Every way a cell can be: of each type, failing, waiting, disabled, folded, empty, and what may be asked. */
const states = notebook("状態", [
  [
    "text/markdown",
    "# 見出し\n\n文と[リンク](https://example.org)、`code`。\n\n| | |\n|---|---|\n| 甲 | 乙 |",
  ],
  ["module", `const 感度 = view(Inputs.range([0, 10], {label: "感度", step: 1, value: 3}))`],
  ["text/x-formula", "二倍 = 感度 * 2"],
  ["module", `Plot.barY([1, 2, 感度]).plot({height: 120})`],
  ["module", `throw new Error("わざと")`],
  ["module", "ない名前 + 1"],
  ["application/typescript", "const 型: number = 1;"],
  ["text/html", "<p>HTML の<b>文</b></p>"],
  ["module", `({a: 1, b: ["x", {c: null}], d: "文字"})`],
  [
    "module",
    `applyToRecord(system(), [{type: "set-impact", category: "finance", level: "high"}])`,
  ],
  [
    "module",
    `const rows = [{名: "甲", 値: 1}, {名: "乙", 値: 2}];
for (
  const input of [
    Inputs.select(["甲", "乙"], {label: "選択"}),
    Inputs.select(["甲", "乙"], {label: "複数", multiple: true}),
    Inputs.radio(["甲", "乙"], {label: "一つ"}),
    Inputs.checkbox(["甲", "乙"], {label: "いくつか"}),
    Inputs.toggle({label: "切り替え"}),
    Inputs.button("押す", {label: "ボタン"}),
    Inputs.number([0, 9], {label: "数"}),
    Inputs.text({label: "文字", placeholder: "ここに"}),
    Inputs.textarea({label: "文章"}),
    Inputs.date({label: "日"}),
    Inputs.color({label: "色"}),
    Inputs.file({label: "ファイル"}),
    Inputs.search(rows),
    Inputs.table(rows),
    Inputs.form({a: Inputs.range([0, 1], {label: "内側"})}),
  ]
) display(input);`,
  ],
  ["module", `await new Promise(() => {}); const 来ない = 1`],
  ["module", "来ない + 1"],
  ["module", ""],
]).replace('id="9"', 'id="9" data-collapsed=""').replace(
  'id="8"',
  'id="8" data-disabled=""',
);

let desk: House;
let browser: Browser;
beforeAll(async () => {
  const read = (name: string) =>
    readFileSync(fileURLToPath(new URL(`../../notebooks/${name}.html`, import.meta.url)), "utf8");
  desk = await house({
    [record]: sample,
    "scenarios/broken.yaml": "mitate: 1\nid: [\n",
    "notebooks/states.html": states,
    ...Object.fromEntries(shipped.map((name) => [`notebooks/${name}.html`, read(name)])),
  });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

interface Look {
  readonly lang: "ja" | "en";
  readonly theme: "light" | "dark";
  readonly width: 1280 | 800;
}

/** Every language with every set of colours at every width; neighbours differ in one thing only. */
const looks: readonly Look[] = [
  { lang: "ja", theme: "light", width: 1280 },
  { lang: "ja", theme: "light", width: 800 },
  { lang: "ja", theme: "dark", width: 800 },
  { lang: "ja", theme: "dark", width: 1280 },
  { lang: "en", theme: "dark", width: 1280 },
  { lang: "en", theme: "dark", width: 800 },
  { lang: "en", theme: "light", width: 800 },
  { lang: "en", theme: "light", width: 1280 },
];

/** Four of them, among which each pair of settings still meets. */
const pairs = [looks[0], looks[2], looks[4], looks[6]];

/**
 * Two of them that share nothing, other ones for each screen: over all screens every look comes up, and
 * the whole takes a quarter of the time that every screen in every look would.
 */
function twoOf(index: number): readonly Look[] {
  return [looks[index % 4], looks[4 + (index + 2) % 4]];
}

const opened = (hash: string) =>
  open(browser, desk.origin, desk.token, hash, { lang: "ja", theme: "light", width: 1280 });

async function wear({ page }: Sheet, { lang, theme, width }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.locator("header .choices select").selectOption(theme);
  await page.locator(`header .choices button[lang=${lang}]`).click();
  await page.locator(`html[lang=${lang}][data-theme=${theme}]`).waitFor();
}

/** What was found, each thing once, with where it was seen first. */
function ledger() {
  const seen = new Map<string, string>();
  return {
    async look(page: Page, ...where: readonly string[]): Promise<void> {
      for (const line of await violations(page)) {
        if (!seen.has(line)) seen.set(line, where.join(" "));
      }
    },
    found: () => [...seen].map(([line, where]) => `${where}: ${line}`),
  };
}

const words = (look: Look) => `(${Object.values(look).join(", ")})`;

describe("axe finds nothing on", () => {
  test("the first screen, what it asks, and the beginning of a record", async () => {
    const sheet = await opened("");
    const found = ledger();
    const { page } = sheet;
    for (const [index, [name, show]] of Object.entries(firstScreens(page)).entries()) {
      for (const look of twoOf(index)) {
        await page.evaluate(() => location.hash = "#/");
        await page.locator("tr .verdict").waitFor();
        await wear(sheet, look);
        await show();
        await found.look(page, name, words(look));
        await page.keyboard.press("Escape");
        await page.locator("[popover]:popover-open, dialog").first().waitFor({ state: "hidden" });
      }
    }
    expect(found.found()).toEqual([]);
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  }, 240_000);

  test("every section of a record, what it asks, and a record that cannot be read", async () => {
    const sheet = await opened("");
    const found = ledger();
    const { page } = sheet;
    const visit = async (path: string, section: string) => {
      await page.evaluate((hash) => location.hash = hash, `#/system/${path}/${section}`);
      await page.locator(`main.record .form[data-section=${section}]`).waitFor();
    };
    for (const [index, section] of sectionIds.entries()) {
      for (const look of twoOf(index)) {
        await visit(record, section);
        await wear(sheet, look);
        // Hundreds of rows are alike; a family of them stands for all.
        if (section === "controls") await page.locator(".filters select").nth(1).selectOption("AC");
        await found.look(page, section, words(look));
      }
    }
    for (const [index, [name, show]] of Object.entries(recordScreens(page)).entries()) {
      for (const look of twoOf(index)) {
        await visit(record, "scenarios");
        await wear(sheet, look);
        await show();
        await found.look(page, name, words(look));
        await page.keyboard.press("Escape");
        await page.locator("dialog").waitFor({ state: "detached" });
      }
    }
    await visit("scenarios/broken.yaml", "text");
    await found.look(page, "broken");
    expect(found.found()).toEqual([]);
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  }, 240_000);

  test.each(shipped)(
    "the notebook %s, on the page and in panes, with code and without",
    async (name) => {
      const sheet = await opened(`notebook/notebooks/${name}.html`);
      const { page } = sheet;
      await sheet.cell(1).waitFor();
      const found = ledger();
      await found.look(page, "not allowed yet");
      await sheet.run();
      // By turns, so that each pair of settings meets, over the three in every look.
      const turn = shipped.indexOf(name) % 2;
      for (const look of looks.filter((_, index) => index % 2 === turn)) {
        const view = (look.theme === "dark") !== (look.width === 800) ? "panes" : "page";
        const code = (look.lang === "en") !== (look.theme === "dark") ? "shown" : "hidden";
        await wear(sheet, look);
        await arrange(sheet, view, code);
        await found.look(page, name, words(look), view, code);
      }
      expect(found.found()).toEqual([]);
      expect(sheet.errors).toEqual([]);
      await sheet.close();
    },
    240_000,
  );

  test("a cell in any state, and what stands over and beside the page", async () => {
    const sheet = await opened("notebook/notebooks/states.html");
    const { page } = sheet;
    await sheet.cell(14).waitFor();
    const found = ledger();
    await found.look(page, "not allowed yet");
    await page.locator(".notebar[data-kind=safe] .primary").click();
    await sheet.output(10).locator("button.apply").waitFor();
    // Edited and not yet run, it is stale, and so is what reads it.
    await sheet.type(2, `const 感度 = view(Inputs.range([0, 9], {label: "感度", step: 1}))`);
    await page.locator(".saving[data-kind=saved]", { hasText: "に保存" }).waitFor();
    await page.keyboard.press("Escape");
    const stand = async (look: Look, view: "page" | "panes") => {
      await wear(sheet, look);
      // What is scrolled out of sight is not looked at for its colours.
      await page.setViewportSize({ width: look.width, height: 3000 });
      await arrange(sheet, view, "shown");
    };
    for (const [index, look] of pairs.entries()) {
      const view = index % 2 === 0 ? "page" : "panes";
      await stand(look, view);
      await found.look(page, "states", words(look), view);
    }
    // A part that stays open while the next one is looked at needs the look of the one before.
    for (const look of [looks[0], looks[4]]) {
      await stand(look, "page");
      for (const [what, { open, close }] of Object.entries(overs(sheet))) {
        await open();
        await found.look(page, what, words(look));
        await close();
      }
    }
    expect(found.found()).toEqual([]);
    expect(sheet.errors).toEqual([]);
    await sheet.close();
  }, 240_000);

  test("bars that ask, and notices", async () => {
    const path = "notebooks/bars.html";
    // Two cells of one number are a defect that the page tells of.
    const text = notebook("帯", [["text/markdown", "# 題"], ["module", "1"]])
      .replace('id="2"', 'id="1"');
    desk.write(path, text);
    await fetch(`${desk.origin}/api/journal`, {
      method: "PUT",
      headers: { "x-mitate-token": desk.token, "content-type": "application/json" },
      body: JSON.stringify({ path, text: text.replace("題", "消えた題"), base: "", tab: "gone" }),
    });
    const sheet = await opened(`notebook/${path}`);
    const { page } = sheet;
    await sheet.type(1, "[外](https://example.org)");
    desk.write(path, text.replace("題", "よその題"));
    for (const kind of ["safe", "draft", "conflict", "warning"]) {
      await page.locator(`.notebar[data-kind=${kind}]`).waitFor();
    }
    await page.keyboard.press("Escape");
    const found = ledger();
    for (const look of pairs) {
      await wear(sheet, look);
      await sheet.over();
      await sheet.output(1).locator("a").click();
      await page.locator(".notice").first().waitFor();
      await found.look(page, "bars", words(look));
    }
    expect(found.found()).toEqual([]);
    await sheet.close();
  });
});

/** Brings files over the page and lets them fall. */
async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const dataTransfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, text] of Object.entries(files)) data.items.add(new File([text], name));
    return data;
  }, files);
  await page.dispatchEvent("main", "dragenter", { dataTransfer });
  await page.dispatchEvent("main", "drop", { dataTransfer });
}

/** What the first screen can show, each opened from it as it is. */
function firstScreens(page: Page): Readonly<Record<string, () => Promise<void>>> {
  const row = page.locator("tr", { hasText: record });
  const dialog = (kind: string) => page.locator(`dialog[data-kind=${kind}]`);
  const chosen = (item: RegExp, kind: string) => async () => {
    await row.locator(".opener").click();
    await row.getByRole("menuitem", { name: item }).click();
    await dialog(kind).waitFor();
  };
  return {
    "first screen": async () => {},
    "menu": async () => {
      await row.locator(".opener").click();
      await page.locator("[popover]:popover-open").waitFor();
    },
    "rename": chosen(/^(名前を変更|Rename)/, "rename"),
    "versions": async () => {
      await chosen(/^(版の履歴|Version history)/, "versions")();
      await page.locator(".versions label").first().waitFor();
    },
    "trash a file": chosen(/(ごみ箱|trash)/, "ask"),
    "trash": async () => {
      await page.locator(".foot button").click();
      await dialog("trash").waitFor();
    },
    "preferences": async () => {
      await page.locator(".who").click();
      await page.locator("dialog").waitFor();
    },
    "new notebook": async () => {
      await page.locator(".headline button.primary").click();
      await dialog("create").waitFor();
    },
    "import": async () => {
      await drop(page, {
        "benefit-portal.yaml": sample,
        "notebook.html": states,
        "broken.yaml": "id: [\n",
        "table.csv": "管理策,実施状況\nAC-2,○\n",
        "book.xlsx": "PK",
      });
      await dialog("import").waitFor();
    },
    "start": async () => {
      await page.evaluate(() => location.hash = "#/start");
      await page.locator("main form, main fieldset").first().waitFor();
    },
  };
}

/** What the page of a record can show over itself, opened from its scenarios. */
function recordScreens(page: Page): Readonly<Record<string, () => Promise<void>>> {
  const dialog = (kind: string) => page.locator(`dialog[data-kind=${kind}]`);
  return {
    "finder": async () => {
      await page.keyboard.press("Control+k");
      await dialog("palette").waitFor();
    },
    "why": async () => {
      await page.locator("[data-why]:visible").first().click();
      await dialog("why").waitFor();
    },
    "a record that arrives": async () => {
      await drop(page, { "other.yaml": sample });
      await dialog("met").waitFor();
    },
    "a table that arrives": async () => {
      await drop(page, { "s.csv": "ID,シナリオ,被害\nS1,別の名前,D1-leak\nS99,a,D99\n" });
      await page.locator(".preview").waitFor();
    },
    "an open entry": async () => {
      const entry = page.locator(".form .entries > .entry").first();
      if (await entry.getAttribute("open") === null) await entry.locator("summary").first().click();
      await entry.locator("svg").first().waitFor();
    },
  };
}

/** What can stand over or beside the page, and how it comes and goes. */
function overs(sheet: Sheet): Record<string, { open(): Promise<void>; close(): Promise<void> }> {
  const { page } = sheet;
  const focus = () => page.locator("section.cell").first().focus();
  const byKey = (key: string, what: string) => async () => {
    await focus();
    await page.keyboard.press(key);
    await page.locator(what).waitFor();
  };
  const escape = async () => {
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
  };
  return {
    keys: { open: byKey("?", "dialog[data-kind=help]"), close: escape },
    palette: { open: byKey("Control+k", "dialog[data-kind=palette]"), close: escape },
    "ready cells": { open: byKey("i", "dialog[data-kind=palette]"), close: escape },
    versions: {
      async open() {
        await byKey("Control+k", "dialog[data-kind=palette]")();
        await page.locator(".query").fill("histor");
        if (await page.locator("#found-0").count() === 0) await page.locator(".query").fill("履歴");
        await page.keyboard.press("Enter");
        await page.locator(".versions label").first().waitFor();
      },
      close: escape,
    },
    "apply to the record": {
      async open() {
        await sheet.over();
        await sheet.output(10).locator("button.apply").click();
        await page.locator("dialog .changes li").waitFor();
      },
      close: escape,
    },
    find: { open: byKey("Control+f", "form.finder"), close: escape },
    outline: {
      open: byKey("l", "nav.panel"),
      close: byKey("n", "aside.panel"),
    },
    names: {
      open: () => page.locator("aside.panel .symbols dt").first().waitFor(),
      async close() {
        await focus();
        await page.keyboard.press("n");
      },
    },
    completion: {
      async open() {
        await sheet.edit(14);
        await page.keyboard.press("Control+Space");
        await page.locator(".cm-tooltip-autocomplete").waitFor();
      },
      async close() {
        await page.keyboard.press("Escape");
        await page.locator(".cm-tooltip-autocomplete").waitFor({ state: "detached" });
        await page.keyboard.press("Escape");
      },
    },
  };
}

/** Brings the notebook into a view, with or without its code, and waits until all has its place. */
async function arrange(
  { page, frame }: Sheet,
  view: "page" | "panes",
  code: "shown" | "hidden",
): Promise<void> {
  await page.locator("section.cell").first().focus();
  if (await page.locator("main").getAttribute("data-view") !== view) await page.keyboard.press("s");
  const coded = await page.locator(".stage.coded").count() > 0;
  if (coded !== (code === "shown")) await page.keyboard.press("r");
  await frame.locator(`body.${view}`).waitFor();
  await expect.poll(
    () =>
      frame.locator("section.cell .window").evaluateAll((all) =>
        all.every((window) =>
          window.getBoundingClientRect().height + 1 >=
            Math.min(4000, window.firstElementChild!.getBoundingClientRect().height)
        )
      ),
    { timeout: 10_000 },
  ).toBe(true);
}
