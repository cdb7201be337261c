import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sectionIds } from "../record/section.ts";
import { type Bench, bench, notebook, sample } from "./browser.ts";

const record = "scenarios/benefit-portal.yaml";
const folder = new URL("../../scenarios/patterns/", import.meta.url);
const patterns = Object.fromEntries(
  readdirSync(fileURLToPath(folder)).map((name) => [
    `scenarios/patterns/${name}`,
    readFileSync(fileURLToPath(new URL(name, folder)), "utf8"),
  ]),
);

let desk: Bench;
beforeAll(async () => {
  desk = await bench({
    [record]: sample,
    ...patterns,
    "notebooks/a.html": notebook("分析", [["text/markdown", "# 見出し"]]),
  });
});
afterAll(() => desk.stop());

/**
 * What a screen says and offers, a line each, as it is heard: headings, parts, fields, buttons, tables.
 * Of things that repeat the first two stand for all; numbers are left out, so that the outline changes
 * with the screen and not with the sample, the day or the fonts of a machine.
 */
async function outlineOf(page: Page, root: string): Promise<string> {
  return await page.locator(root).first().evaluate((root) => {
    const lines: string[] = [];
    const plain = (text: string | null | undefined) =>
      (text ?? "").replace(/\s+/g, " ").trim().replace(/\d+(?:[.,:/-]\d+)*/g, "#").slice(0, 100);
    const nameOf = (one: Element) =>
      plain(one.getAttribute("aria-label")) ||
      plain((one.closest("label")?.querySelector("b") ?? one.closest("label"))?.textContent) ||
      plain(one.textContent);
    const say = (depth: number, text: string) => lines.push("  ".repeat(depth) + text);
    const own = (one: Element, depth: number): boolean => {
      const tag = one.localName;
      const role = one.getAttribute("role");
      if (/^h[1-6]$/.test(tag)) {
        say(depth, `${"#".repeat(Number(tag[1]))} ${plain(one.textContent)}`);
      } else if (tag === "button" || tag === "a") say(depth, `${tag} ${nameOf(one)}`);
      else if (tag === "summary") say(depth, `fold ${plain(one.textContent)}`);
      else if (tag === "select") say(depth, `select ${plain(one.getAttribute("aria-label"))}`);
      else if (tag === "textarea") say(depth, `text ${nameOf(one)}`);
      else if (tag === "input") say(depth, `${(one as HTMLInputElement).type} ${nameOf(one)}`);
      else if (tag === "p" && one.childElementCount === 0) say(depth, plain(one.textContent));
      else if (tag === "th") say(depth, `head ${plain(one.textContent)}`);
      else if (one.matches(".field > .name")) say(depth, `field ${plain(one.textContent)}`);
      else {
        const name = one.getAttribute("aria-label");
        if (name) say(depth, `[${role ?? tag}] ${plain(name)}`);
        return false;
      }
      return tag !== "th" && tag !== "summary";
    };
    const repeats = (one: Element) =>
      one.matches("tbody, ul, ol, datalist, .entries, .controls") ||
      one.getAttribute("role") === "rowgroup";
    const walk = (one: Element, depth: number): void => {
      if (!one.checkVisibility()) return;
      const before = lines.length;
      if (own(one, depth)) return;
      const deeper = lines.length > before && !["th", "summary"].includes(one.localName) ? 1 : 0;
      if (one.localName === "svg") return;
      const parts = [...one.children].filter((part) => part.checkVisibility());
      const shown = repeats(one) ? parts.slice(0, 2) : parts;
      for (const part of shown) walk(part, depth + deeper);
      if (repeats(one) && parts.length > shown.length) say(depth + deeper, "…");
    };
    walk(root, 0);
    return `${lines.filter((line) => line.trim() !== "").join("\n")}\n`;
  });
}

test.each(["ja", "en"] as const)(
  "every screen says and offers what it did, in %s",
  async (lang) => {
    const { page, errors, close } = await desk.open("", { lang });
    const at = async (hash: string, root: string) => {
      await page.evaluate((hash) => location.hash = hash, hash);
      await page.locator(root).first().waitFor();
    };
    const same = async (name: string, root: string) => {
      await expect(await outlineOf(page, root)).toMatchFileSnapshot(`screens/${lang}/${name}.txt`);
    };
    await page.locator(".verdict").first().waitFor();
    await same("home", "main");
    await at("#/start", "main.start .questions");
    await same("start", "main");
    for (const section of sectionIds) {
      await at(`#/system/${record}/${section}`, `.form[data-section=${section}]`);
      const entry = page.locator(".form .entries > details.entry > summary").first();
      if (await entry.count() > 0) {
        await entry.click();
        await page.locator(".form details.entry[open] > .inside").first().waitFor();
      }
      await same(section, `.form[data-section=${section}]`);
    }
    await same("results", ".results");
    expect(errors).toEqual([]);
    await close();
  },
);
