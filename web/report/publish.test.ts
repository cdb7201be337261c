import { gzipSync } from "node:zlib";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { notebook } from "../e2e/browser.ts";
import { day, type Desk, desk, root } from "./desk.ts";

let here: Desk;
beforeAll(async () => {
  here = await desk();
}, 60_000);
afterAll(() => here.stop());

const shipped = [
  ...["tour", "method", "benefit-portal"],
  ...["templates/full-analysis", "templates/scenario", "templates/what-if"],
  "templates/report",
];

interface Range<T> {
  readonly best: T;
  readonly worst: T;
}

/** What the command line gives as JSON, as far as it is compared here. */
interface Results {
  readonly scenarios: readonly {
    readonly possible: Range<boolean>;
    readonly results: readonly {
      readonly ref: string;
      readonly risk: Range<string>;
      readonly over: Range<boolean>;
    }[];
  }[];
  readonly plan: {
    readonly order: readonly string[];
    readonly measures: readonly {
      readonly id: string;
      readonly kind: string;
      readonly due: string;
      readonly cost: number;
      readonly closes: readonly unknown[];
      readonly raises: readonly unknown[];
    }[];
  };
  readonly baseline: { readonly all: Readonly<Record<string, number>> };
}

function letter({ best, worst }: Range<string>, over: Range<boolean>): string {
  const sign = over.best && over.worst ? "!" : over.worst ? "?" : "";
  return (best === worst ? worst : `${best}〜${worst}`) + sign;
}

/** The parts of the runtime that a file carries. */
function partsOf(html: string): string[] {
  const data = /<script type="application\/json" id="mitate-data">(.*?)<\/script>/s.exec(html);
  return data ? JSON.parse(data[1]).parts : [];
}

describe.each(shipped)("the notebook %s, published", (name) => {
  const output = `out/${name.replace("/", "-")}.html`;
  beforeAll(() => {
    const { status, stderr } = here.publish(`${name}.html`, output);
    expect([status, stderr]).toEqual([0, ""]);
  }, 60_000);

  test("is small", () => {
    expect(gzipSync(here.read(output), { level: 9 }).length).toBeLessThan(400_000);
  });

  test("shows live what was drawn ahead, without trouble and without a request", async () => {
    const still = await here.open(output, false);
    const live = await here.open(output, true);
    const texts = ({ page }: { page: Page }) => page.locator(".body").allTextContents();
    const chosen = ({ page }: { page: Page }) =>
      page.locator("select, input").evaluateAll((all) =>
        all.map((one) => {
          const { value, checked } = one as HTMLInputElement;
          return `${value} ${checked}`;
        })
      );
    expect(await texts(live)).toEqual(await texts(still));
    expect(await chosen(live)).toEqual(await chosen(still));
    for (const { page, asked, url, errors } of [still, live]) {
      expect((await page.locator(".problems").allInnerTexts()).join("")).toBe("");
      expect([asked, errors]).toEqual([[url], []]);
    }
    await still.close();
    await live.close();
  });

  test("leads from its contents to every heading", async () => {
    const { page, close } = await here.open(output, false);
    const links = await page.locator("nav a").evaluateAll((all) =>
      all.map((link) => link.getAttribute("href")!)
    );
    expect(links.length).toBeGreaterThan(2);
    for (const href of links) expect(await page.locator(href).count(), href).toBe(1);
    await close();
  });
});

describe("the tour, published", () => {
  test("is the same file twice", () => {
    here.publish("tour.html", "out/again.html");
    // Not toBe on the texts: what differs would be printed in full.
    expect(here.read("out/again.html") === here.read("out/tour.html")).toBe(true);
  });

  test("can be read where no script runs, its code too", async () => {
    const { page, close } = await here.open("out/tour.html", false);
    for (const kind of ["matrix", "path", "measures"]) {
      expect(await page.locator(`.mitate-${kind}`).last().isVisible(), kind).toBe(true);
    }
    const code = page.locator("#cell-13 details.code");
    expect(await code.isVisible()).toBe(false);
    await page.getByLabel("各セルにコードの欄を示す").check();
    expect(await code.locator("pre").isVisible()).toBe(false);
    await code.locator("summary").click();
    expect(await code.locator("pre").innerText()).toContain("assess(whatIf(portal, changes))");
    expect(await page.locator("noscript").isVisible()).toBe(true);
    await close();
  });

  test("has nothing on paper that only a screen needs", async () => {
    const { page, close } = await here.open("out/tour.html", true);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.locator("details.code").first().isVisible()).toBe(false);
    expect(await page.locator("button.apply").isVisible()).toBe(false);
    expect(await page.locator(".mitate-matrix").first().isVisible()).toBe(true);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe("rgb(255, 255, 255)");
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000);
    await close();
  });

  test("an input changes what depends on it", async () => {
    const { page, asked, errors, url, close } = await here.open("out/tour.html", true);
    const drawn = page.locator("#cell-17 .body");
    const before = await drawn.innerHTML();
    const input = page.locator("#cell-12 select").first();
    const other = await input.evaluate((select: HTMLSelectElement) =>
      [...select.options].map(({ value }) => value).find((value) => value !== select.value)!
    );
    await input.selectOption(other);
    await expect.poll(() => drawn.innerHTML(), { timeout: 10_000 }).not.toBe(before);
    // A text with values is drawn anew from the markup that the file carries.
    await expect.poll(() => page.locator("#cell-14 .body li").count()).toBeGreaterThan(0);
    expect(await page.locator(".prose", { hasText: "成立するシナリオ" }).last().innerText())
      .toMatch(/成立するシナリオ \d+ 件のうち/);
    expect((await page.locator(".problems").allInnerTexts()).join("")).toBe("");
    expect([asked, errors]).toEqual([[url], []]);
    await close();
  });

  test("carries its sources with their digests, its tables and versions", async () => {
    const { page, close } = await here.open("out/tour.html", false);
    const carried = JSON.parse((await page.locator("#mitate-source").textContent())!);
    expect(carried).toMatchObject({ mitate: 1, engine: "0.1.0", at: "2026-11-22", lang: "ja" });
    expect(carried.notebook.text).toBe(here.read("notebooks/tour.html"));
    expect(carried.records.map(({ text }: { text: string }) => text))
      .toEqual([here.read("scenarios/benefit-portal.yaml")]);
    const footer = await page.locator("footer").innerText();
    for (const { text, sha256 } of [carried.notebook, ...carried.records]) {
      const bytes = new TextEncoder().encode(text);
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
      expect(sha256).toBe(digest);
      expect(footer).toContain(digest);
    }
    expect(footer).toMatch(/IPA.*未検証/);
    expect(footer).toContain("Mitate 0.1.0");
    await close();
  });

  test("speaks English when asked to", () => {
    expect(here.publish("tour.html", "out/en.html", "--lang", "en").status).toBe(0);
    expect(here.read("out/en.html")).toMatch(/<html [^>]*lang="en"/);
    expect(here.read("out/en.html")).toContain("Day of the analysis 2026-11-22");
  });

  test("never takes the place of another file", () => {
    const { status } = here.publish("tour.html", "notebooks/tour.html");
    expect(status).toBe(2);
    const original = readFileSync(`${root}notebooks/tour.html`, "utf8");
    expect(here.read("notebooks/tour.html")).toBe(original);
  });
});

describe("the report to be filed", () => {
  test("is a numbered document with a cover, every scenario and every measure", async () => {
    const { page, close } = await here.open("out/templates-report.html", false);
    const first = await page.locator("main :is(.cover, nav)").evaluateAll((all) =>
      all.map(({ localName }) => localName)
    );
    expect(first).toEqual(["div", "nav"]);
    const before = (selector: string) =>
      page.locator(selector).first().evaluate((one) => getComputedStyle(one, "::before").content);
    expect(await before("main section h2")).toContain("counter(chapter)");
    expect(await before("figure.mitate-captioned > figcaption")).toContain("counter(figure)");
    const text = await page.locator("main").innerText();
    const record = here.read("scenarios/benefit-portal.yaml");
    const ids = [...record.matchAll(/^ {2}- id: ([SM]\d+)$/gm)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(20);
    expect(ids.filter((id) => !new RegExp(`\\b${id}\\b`).test(text))).toEqual([]);
    await close();
  });

  test.each(["ja", "en"])("is made up as it was, in %s", async (lang) => {
    const output = `out/outline-${lang}.html`;
    expect(here.publish("templates/report.html", output, "--lang", lang).stderr).toBe("");
    const { page, close } = await here.open(output, false);
    const outline = await page.locator("main :is(h1, h2, h3, h4, caption, figcaption, dt, thead)")
      .evaluateAll((all) =>
        all.map((one) => {
          const depth = /^h(\d)$/i.exec(one.localName)?.[1];
          const said = one.localName === "thead"
            ? [...one.querySelectorAll("th")].map(({ textContent }) => textContent).join(" | ")
            : one.textContent ?? "";
          const kind = { caption: "table: ", figcaption: "figure: ", dt: "  - ", thead: "  | " };
          const sign = depth ? `${"#".repeat(Number(depth))} ` : kind[one.localName as "dt"];
          return sign + said.replace(/\s+/g, " ").trim();
        })
      );
    await expect(`${outline.join("\n")}\n`).toMatchFileSnapshot(`outline/report.${lang}.txt`);
    await close();
  });

  test("says the numbers that the JSON says", async () => {
    const record = "scenarios/benefit-portal.yaml";
    const json = JSON.parse(here.run("assess", record, "--json", "--at", day).stdout) as Results;
    const { page, close } = await here.open("out/templates-report.html", false);
    const risks = await page.locator(".mitate-scenarios tbody td[data-ref]").evaluateAll((all) =>
      all.map((
        one,
      ) => [one.getAttribute("data-ref"), one.querySelector(".mitate-risk")!.textContent])
    );
    const expected = json.scenarios.filter(({ possible }) => possible.worst)
      .flatMap(({ results }) => results.map(({ ref, risk, over }) => [ref, letter(risk, over)]));
    expect(expected.length).toBeGreaterThan(40);
    expect(new Map(risks.map(([ref, said]) => [ref, said!.replace(/（.*$/, "")]))).toEqual(
      new Map(expected as [string, string][]),
    );
    const rows = (caption: string) =>
      page.locator("main table", { has: page.locator("caption", { hasText: caption }) }).first()
        .locator("tbody tr, tfoot tr").evaluateAll((all) =>
          all.map((row) => [...row.children].map(({ textContent }) => textContent!.trim()))
        );
    const { plan, baseline: { all } } = json;
    const measures = plan.order.flatMap((id) => plan.measures.find((one) => one.id === id) ?? [])
      .filter(({ kind }) => kind === "measure");
    expect(
      (await rows("対策一覧")).map((
        [, id, , , due, cost, closes, raises],
      ) => [id, due, cost, closes, raises]),
    ).toEqual(measures.map(({ id, due, cost, closes, raises }) => [
      ...[id, due, cost.toLocaleString("en-US"), String(closes.length)],
      String(raises.length),
    ]));
    const counts = [all.total, all.met, all.partly, all.planned, all.unmet, all.unassessed];
    expect((await rows("系列ごとの適合")).at(-1)!.slice(2, 8)).toEqual(counts.map(String));
    await close();
  });

  test("has no heading without something under it, and a caption for every table", async () => {
    const { page, close } = await here.open("out/templates-report.html", false);
    const bare = await page.evaluate(() => {
      const parts = [...document.querySelectorAll("main :is(h2, h3, h4, table, p, dl, ul, svg)")];
      const level = (one: Element) => Number(/^h(\d)$/i.exec(one.localName)?.[1] ?? 9);
      return parts.filter((one, index) =>
        level(one) < 9 && (!parts[index + 1] || level(parts[index + 1]) <= level(one))
      ).map(({ textContent }) => textContent);
    });
    expect(bare).toEqual([]);
    const named = await page.locator("main table").evaluateAll((all) =>
      all.map((one) => one.querySelector("caption")?.textContent ?? "")
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((caption) => caption === "")).toEqual([]);
    await close();
  });
});

describe("what a file carries", () => {
  test("is no script where no cell runs", async () => {
    const { html, output } = here.published("words", [[
      "text/markdown",
      "# 読むだけ\n\n文章です。",
    ]]);
    expect(html).not.toMatch(/<script(?! type="application\/json")/);
    expect(html).toContain("script-src 'none'");
    expect(gzipSync(html).length).toBeLessThan(12_000);
    const { page, close } = await here.open(output, false);
    expect(await page.locator("h1").innerText()).toBe("読むだけ");
    await close();
  });

  test("gives in the open report the values that were drawn", async () => {
    const { output } = here.published("values", [
      ["text/x-formula", "a = mean([1, 2, 6])\nb = [1, 2] + 1\nc = round(10 ÷ 3, 2)\nd = sqrt(-1)"],
      ["module", "math.evaluate('det([1, 2; 3, 4])')"],
      ["module", "Plot.tree(['a/b', 'a/c']).plot()"],
      ["module", "md`${[1, 2].map((n) => md`*${n}*`)}`"],
      ["module", "[new Date().toISOString(), Math.random()]"],
      ["module", 'Inputs.select(["a", "b", "c", "d"], { value: "d" })'],
      ["module", 'Inputs.radio(["a", "b", "c"], { value: "b" })'],
      ["module", 'Inputs.select(["a", "b", "c"], { value: ["a", "c"], multiple: true })'],
    ]);
    const still = await here.open(output, false);
    const live = await here.open(output, true);
    const [drawn, shown] = await Promise.all(
      [still, live].map(({ page }) => page.locator(".body").allTextContents()),
    );
    expect(shown).toEqual(drawn);
    expect(drawn[0]).toContain("3.33");
    expect(drawn[1]).toBe("-2");
    expect(drawn[4]).toContain("2026-11-22T00:00:00.");
    const marked = "[selected], input[checked]";
    const labels = ({ page }: { page: Page }) =>
      page.locator(marked).evaluateAll((all) =>
        all.map((one) => one.closest("label, option")!.textContent)
      );
    expect(await labels(still)).toEqual(["d", "b", "a", "c"]);
    await still.close();
    await live.close();
  });

  test("has the answers of a record's own rating formula, and no reader of formulas", async () => {
    const record = here.read("scenarios/benefit-portal.yaml");
    const own = record.replace(
      /^method:\n/m,
      `tables:
  - id: own
    formula: 'damage + threat + vulnerability > 6 ? "A" : "C"'
method:
`,
    ).replace(/^ {2}risk: .*$/m, "  risk: own").replace("id: benefit-portal", "id: own-portal");
    writeFileSync(`${here.folder}/scenarios/own.yaml`, own);
    const { output, html, stderr } = here.published("own", [
      ["module", 'const subject = system("own-portal");'],
      ["module", "subject.method.risk.id"],
      ["module", "assess(subject).scenarios.map(({ risk }) => risk.worst).join('')"],
    ]);
    expect(stderr).toBe("");
    expect(partsOf(html)).toEqual(["analysis", "records"]);
    const { page, close } = await here.open(output, true);
    expect(await page.locator("#cell-2 .body").innerText()).toBe("own");
    expect(await page.locator("#cell-3 .body").innerText()).toMatch(/^(A|C|none)+$/);
    expect(html).toContain(`>${await page.locator("#cell-3 .body").innerText()}<`);
    await close();
  });
});

describe("what a notebook says", () => {
  test("is never taken for the file's own head, data, policy or end", async () => {
    // As they have to be written within a notebook file.
    const end = (text: string) => text.replaceAll("</", "<\\/").replaceAll("<!--", "<\\!--");
    const tricks = "</title></style></script><script>globalThis.ran = 1</script><!--";
    const drawn = '<meta http-equiv="content-security-policy" content="default-src *">' +
      '<meta name="mitate-digest" content="0"><base href="http://127.0.0.1:9/"></main><footer>';
    const named = (id: string) =>
      `Object.assign(document.createElement("div"), { id: "${id}", textContent: "{}" })`;
    const { output, stderr } = here.published("tricks", [
      [
        "module",
        `const text = ${end(JSON.stringify(tricks))}; const box = document.createElement("div");`,
      ],
      ["module", "html`<div title=${text}>${text}</div>`"],
      ["module", named("mitate-data")],
      ["module", named("mitate-source")],
      ["module", `box.innerHTML = ${end(JSON.stringify(drawn))}; display(box);`],
      ["text/markdown", `# ${end(tricks)}`],
      ["module", "40 + 2"],
    ]);
    expect(stderr).toBe("");
    const { page, asked, url, close } = await here.open(output, true);
    const metas = page.locator("meta[http-equiv^=content], meta[name=mitate-digest]");
    expect(await metas.count()).toBe(2);
    expect(await page.evaluate(() => "ran" in globalThis)).toBe(false);
    expect(await page.locator("#cell-7 .body").innerText()).toBe("42");
    expect(await page.locator("body > footer").count()).toBe(1);
    expect(asked).toEqual([url]);
    await close();
    expect(here.run("verify", output, "--alone").status).toBe(0);
  });
});

describe("cells that fail", () => {
  const cells = [
    ["module", 'throw new Error("broken on purpose")'],
    ["module", "1 + 41"],
    ["module", "missing + 1"],
  ] as const;

  test("are listed, and nothing is written until they are accepted", () => {
    writeFileSync(`${here.folder}/notebooks/refused.html`, notebook("refused", cells));
    const { status, stderr } = here.publish("refused.html", "out/refused.html");
    expect(status).toBe(1);
    expect(stderr).toContain("セル1: ");
    expect(stderr).toContain("セル3: ");
    expect(stderr).toContain("--accept-failures");
    expect(existsSync(`${here.folder}/out/refused.html`)).toBe(false);
  });

  test("say so in their place and on the standard error; the others stand", () => {
    const { html, status, stderr } = here.published("fails", cells, "--accept-failures");
    expect(status).toBe(0);
    expect(stderr).toContain("セル1: ");
    expect(stderr).toContain("broken on purpose");
    expect(stderr).toContain("セル3: ");
    expect(html).toMatch(/class="problems"><p class="error">[^<]*broken on purpose/);
    expect(html).toContain(">42</span>");
  });

  test("the end of a script in a cell ends nothing", async () => {
    const { output, status } = here.published("ends", [
      ["module", 'const end = "<\\/script><b>out</b><!-- <script>"; globalThis.said = end;'],
      ["module", "html`<i>${end}</i>`"],
      ["text/markdown", "<\\/script><!-- ${1 + 1}"],
    ]);
    expect(status).toBe(0);
    const { page, close } = await here.open(output, true);
    expect(await page.evaluate(() => (globalThis as { said?: string }).said))
      .toBe("</script><b>out</b><!-- <script>");
    expect(await page.locator("b").count()).toBe(0);
    expect(await page.locator("footer").count()).toBe(1);
    await close();
  });
});
