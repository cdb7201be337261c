import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chrome } from "../../web/e2e/chrome.ts";
import { print } from "./print.ts";
import { sheet } from "./print/sheet.ts";
import { type Composed, prepare } from "./publish.ts";
import { fromFileUrl, join } from "./std.ts";
import { Stop } from "./stop.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));
const at = "2026-11-22";

let folder = "";
let composed: Composed;
beforeAll(async () => {
  folder = await Deno.makeTempDir();
  composed = await prepare({ notebook: join(root, "notebooks/tour.html"), at, lang: "ja" });
});
afterAll(() => Deno.remove(folder, { recursive: true }));

const printed = async (name: string) => {
  const file = join(folder, name);
  await print(composed, file, { lang: "ja", at, browser: chrome(), bare: true });
  return await Deno.readFile(file);
};
const latin = (bytes: Uint8Array) => new TextDecoder("latin1").decode(bytes);

/** The texts of a PDF that stand there plainly: titles of the document and of its bookmarks. */
function titles(pdf: string): string[] {
  return [...pdf.matchAll(/\/Title (?:<FEFF([0-9A-F]+)>|\(((?:\\.|[^\\)])*)\))/g)]
    .map(([, hex, plain]) =>
      hex ? hex.replace(/..../g, (one) => String.fromCharCode(parseInt(one, 16))) : plain
    );
}

describe("a report on paper", () => {
  test("has tags, bookmarks, links, fonts of its own and the day of the analysis", async () => {
    const pdf = latin(await printed("a.pdf"));
    expect(pdf.startsWith("%PDF-")).toBe(true);
    const { headings, title } = composed;
    const known = headings.map(({ text }) => text.replace(/\s+/g, " ")).filter(Boolean);
    expect(titles(pdf)[0]).toBe(title);
    expect(titles(pdf).map((one) => one.replace(/\s+/g, " "))).toEqual(
      expect.arrayContaining(known),
    );
    expect(pdf).toContain("/StructTreeRoot");
    expect(pdf).toContain("/Subtype /Link");
    expect(pdf).toMatch(/\/FontFile|\/Subtype \/Type3/);
    expect(pdf).toContain("/CreationDate (D:20261122000000+00'00')");
    expect(pdf).toContain("/Creator (Mitate ");
    // Nothing but the PDF is left.
    expect([...Deno.readDirSync(folder)].map(({ name }) => name)).toEqual(["a.pdf"]);
  });

  test("is the same twice, replaces its own and nothing else", async () => {
    const first = latin(await printed("b.pdf"));
    expect(latin(await printed("b.pdf")) === first).toBe(true);
    await Deno.writeTextFile(join(folder, "other.pdf"), "%PDF-1.4 of somebody else");
    const error = await printed("other.pdf").catch((error) => error);
    expect(error).toBeInstanceOf(Stop);
    expect(error.code).toBe(2);
  });

  const reader = hasReader();
  test.skipIf(!reader)("says every scenario and measure, in Japanese, page by page", async () => {
    await Deno.writeFile(join(folder, "c.pdf"), await printed("c.pdf"));
    const args = ["-layout", join(folder, "c.pdf"), "-"];
    const { stdout } = await new Deno.Command("pdftotext", { args }).output();
    const pages = new TextDecoder().decode(stdout).split("\f").filter((page) => page.trim());
    pages.forEach((page, index) => expect(page).toMatch(`${index + 1} / ${pages.length}`));
    const flat = pages.join("").replace(/\s+/g, "");
    const { system } = composed.used[0];
    for (const { id } of [...system!.scenarios, ...system!.measures]) expect(flat).toContain(id);
    for (const { text } of composed.headings) expect(flat).toContain(text.replace(/\s+/g, ""));
    expect(flat).toContain(system!.marking.ja);
  });
});

function hasReader(): boolean {
  try {
    return new Deno.Command("pdftotext", { args: ["-v"], stderr: "null" }).outputSync().success;
  } catch {
    return false;
  }
}

describe("the page that is printed", () => {
  test("is the published file in every cell and in its appendix: the PDF says what the file says", () => {
    const { title, marking, headings, pieces } = composed;
    const page = sheet(pieces, { title, marking, headings }, { lang: "ja", at });
    const whole = pieces.filter(({ part }) => part === "cell" || part === "appendix");
    expect(whole.length).toBeGreaterThan(30);
    for (const { html } of whole) {
      // Only the name of its pages is added, where the stretch begins.
      expect(page).toContain(html.slice(html.indexOf('"') + 1));
    }
  });

  test("carries no script and no data, and no text of a notebook becomes style", () => {
    const title = 'a"; } </style><script>x</script> \\ @import "b';
    const headings = [1, 2].map((cell) => ({ id: `cell-${cell}-1`, level: 2, text: title }));
    const page = sheet(composed.pieces, { title, marking: title, headings }, { lang: "ja", at });
    expect(page.match(/<script/g)).toBe(null);
    expect(page.split("</head>")[0].match(/<\/style/g)).toHaveLength(2);
    expect(page).not.toContain('@import "b');
    expect(page).toContain('class="in-chapter-1 cell');
  });
});

describe("where no browser can be started", () => {
  test.each([
    ["the permission is missing", [], /deno task print/],
    ["there is none", ["--allow-run=nothing-of-that-name"], /deno task print/],
    ["the named one is not there", ["--allow-run", "--browser", "/nowhere/chrome"], /\/nowhere/],
  ])("the way out is named: %s", async (_, more, way) => {
    const rights = ["--allow-read", "--allow-write", "--allow-env=INIT_CWD,LOG_STREAM,LOG_TOKENS"];
    const given = more.filter((one) => one.startsWith("--allow"));
    const typed = more.filter((one) => !given.includes(one));
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--no-prompt", ...rights, ...given, "engine/deno/main.ts", "publish"],
        ...["notebooks/method.html", "-o", join(folder, "d.pdf"), "--lang", "en", ...typed],
      ],
      cwd: root,
    }).output();
    expect(code).toBe(2);
    expect(new TextDecoder().decode(stderr)).toMatch(way);
    expect(new TextDecoder().decode(stderr)).toMatch(/browser/);
  });
});
