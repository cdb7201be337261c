import { describe, expect, test } from "vitest";
import { assess } from "../assess.ts";
import { check } from "../check.ts";
import type { SystemSpec } from "../schema.ts";
import { standard } from "../standard.ts";
import { toSystem } from "../system.ts";
import { front } from "./front.ts";
import { escape, style } from "./html.ts";
import { page } from "./page.ts";

const evil = `<script>alert(1)</script>"'&`;
const spec: SystemSpec = {
  mitate: 1,
  id: "evil",
  name: evil,
  owner: evil,
  impact: { disclosure: { level: "high", why: evil } },
  profile: { purpose: evil, exposure: "internet", traits: { "<b>": evil } },
  damages: [{ id: "D1", name: evil, hits: ["disclosure"] }],
  scenarios: [{
    id: 'S"<1',
    name: evil,
    damage: "D1",
    threat: 3,
    when: "exposure = internet",
    steps: [{ id: "a<b", name: evil, guards: [{ control: evil }] }],
  }],
  measures: [{ id: "M<1", name: evil, changes: [] }],
  treatments: [{ on: evil, decision: "accept", why: evil }],
};
const assessment = assess(toSystem(spec, standard), "2026-11-22");
const findings = check(assessment.system);
const made = (lang: "ja" | "en") =>
  page(assessment, findings, {
    lang,
    file: evil,
    links: [{ href: `/"><script>`, text: evil, lang: "en" }],
  });

describe("page", () => {
  test("nothing a record says becomes markup", () => {
    const html = made("ja");
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;");
    expect(balance(html)).toEqual([]);
  });

  test("has no script, no inline style, and loads nothing", () => {
    const html = made("en").replace(style, "");
    expect(html).not.toMatch(/\sstyle=|\son\w+=|<(script|link|img|iframe|object|form)\b/);
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(style).not.toMatch(/url\(|@import|https?:/);
  });

  test("every table has a caption and a scope for its headings", () => {
    const html = made("ja");
    const tables = html.match(/<table>[\s\S]*?<\/table>/g)!;
    expect(tables.length).toBeGreaterThan(4);
    for (const table of tables) {
      expect(table).toMatch(/^<table>\n<caption/);
      expect(table.match(/<th(?![a-z])(?! scope=)/g)).toBeNull();
    }
  });

  test("links within the page lead somewhere", () => {
    const html = made("ja");
    const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    const anchors = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(anchors.length).toBeGreaterThan(10);
    expect(anchors.filter((id) => !ids.has(id))).toEqual([]);
  });

  test("says its language and carries light, dark and print", () => {
    expect(made("ja")).toMatch(/^<!doctype html>\n<html lang="ja">/);
    expect(made("en")).toMatch(/<html lang="en">/);
    expect(style).toContain("prefers-color-scheme: dark");
    expect(style).toContain("@media print");
  });

  test("the risk says its letter and the sign for over target, with colour beside them", () => {
    expect(made("ja")).toMatch(/<span class="risk r5 over">A!<\/span>/);
  });
});

describe("front", () => {
  test("lists systems with what matters, and those that cannot be read with the reason", () => {
    const unread = {
      code: "file-empty" as const,
      severity: "error" as const,
      on: "system",
      path: [],
      params: {},
      line: 1,
      column: 1,
    };
    const html = front([
      { file: "a.yaml", href: "/systems/a.yaml", assessment, findings },
      { file: "b.yaml", href: "", assessment: undefined, findings: [unread] },
    ], { lang: "ja", links: [] });
    expect(html).toMatch(/<a href="\/systems\/a.yaml">/);
    expect(html).toContain("b.yaml：読み取れません");
    expect(html).toContain("ファイルが空です。");
    expect(balance(html)).toEqual([]);
  });

  test("an empty workspace says how to begin", () => {
    expect(front([], { lang: "en", links: [] })).toContain("mitate new ID");
  });
});

test("escape replaces what HTML would read and leaves out control characters", () => {
  expect(escape(`<a href="x">&'\u0007`)).toBe("&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
});

/** Elements that are opened and not closed, or the other way round. */
function balance(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, slash, name] of html.replace(style, "").matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (["meta", "wbr"].includes(name)) continue;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}
