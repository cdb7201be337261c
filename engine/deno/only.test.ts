import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publish } from "./publish.ts";
import { bound, needed } from "./publish/bound.ts";
import { saysSecret } from "./publish/marked.ts";
import { fromFileUrl, join } from "./std.ts";
import { Stop } from "./stop.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));
const node = (id: number, inputs: string[], outputs: string[]) => ({ id, inputs, outputs });

let folder = "";
beforeAll(async () => {
  folder = await Deno.makeTempDir();
  for (const name of ["scenarios", "notebooks"]) await Deno.mkdir(join(folder, name));
  const record = "scenarios/benefit-portal.yaml";
  await Deno.copyFile(join(root, record), join(folder, record));
  await write("parts", [
    "# Start",
    'const subject = system("benefit-portal");',
    "## 1. First part",
    "subject.id.toUpperCase()",
    "### Within",
    "'inner ' + 6 * 7",
    "## 2. Second part",
    "'outer ' + 5 * 5",
  ]);
});
afterAll(() => Deno.remove(folder, { recursive: true }));

async function write(name: string, codes: readonly string[]): Promise<void> {
  const cells = codes.map((code, index) => {
    const type = code.startsWith("#") ? "text/markdown" : "module";
    return `  <script id="${index + 1}" type="${type}">\n    ${code}\n  </script>\n`;
  });
  const text = `<!doctype html>\n<notebook>\n  <title>N</title>\n${cells.join("")}</notebook>\n`;
  await Deno.writeTextFile(join(folder, `notebooks/${name}.html`), text);
}

async function part(only: string): Promise<string> {
  const notebook = join(folder, "notebooks/parts.html");
  return (await publish({ notebook, at: "2026-11-22", lang: "en", only })).html;
}

/** The cells of a file, those that show nothing in brackets. */
function cellsOf(html: string): string[] {
  return [...html.matchAll(/<section class="cell( off)?[^"]*" id="cell-(\d+)"/g)]
    .map(([, off, id]) => off ? `(${id})` : id);
}

describe("a part published alone", () => {
  test.each([
    ["First part", ["(2)", "3", "4", "5", "6"]],
    ["1. first  part", ["(2)", "3", "4", "5", "6"]],
    ["cell-5-1", ["5", "6"]],
    ["cell-4", ["(2)", "4"]],
    ["2. Second part", ["7", "8"]],
  ])("has its cells and what they are computed from: %s", async (only, cells) => {
    const html = await part(only);
    expect(cellsOf(html)).toEqual(cells);
    expect(html.includes("outer ")).toBe(cells.includes("8"));
    expect(html).toContain("Published part");
  });

  test("is a scenario with its graph, paths and reasons", async () => {
    const html = await part("scenario/S1");
    expect(html).toContain("<h1");
    expect(html).toContain("mitate-path");
    expect(html).toContain("scenario/S1/disclosure");
    expect(html.includes("outer ")).toBe(false);
  });

  test.each([
    ["Frist part", 'did you mean "1. First part"?'],
    ["scenario/S99", 'No record has a scenario "S99"'],
    ["cell-99", 'There is no section "cell-99"'],
  ])("that is not there is refused with what is near: %s", async (only, text) => {
    const error = await part(only).catch((error) => error);
    expect(error).toBeInstanceOf(Stop);
    expect(error.text.en).toContain(text);
  });
});

test("all notebooks are published with progress, and one that fails stops no other", async () => {
  await write("fails", ["missing + 1"]);
  const rights = ["--allow-read", "--allow-write", "--allow-env=INIT_CWD,LOG_STREAM,LOG_TOKENS"];
  const run = (...more: string[]) =>
    new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--no-prompt", ...rights, join(root, "engine/deno/main.ts")],
        ...["publish", "--all", "--at", "2026-11-22", "--lang", "en", ...more],
      ],
      env: { INIT_CWD: folder },
    }).output();
  const { code, stdout, stderr } = await run("-o", "out");
  const said = new TextDecoder().decode(stderr);
  expect(code).toBe(1);
  expect(said).toMatch(/^1\/2 notebooks\/fails\.html: Nothing was written/m);
  expect(said).toMatch(/^2\/2 notebooks\/parts\.html → out\/parts\.html \(\d+ kB\)$/m);
  expect(new TextDecoder().decode(stdout)).toBe("Wrote 1 of 2 notebook(s) to out.\n");
  expect([...Deno.readDirSync(join(folder, "out"))].map(({ name }) => name)).toEqual([
    "parts.html",
  ]);
  expect((await run("--accept-failures")).code).toBe(0);
});

test("cells hang together over the names they give and read", () => {
  const cells = [
    node(1, ["system"], ["a"]),
    node(2, ["a", "x"], ["b"]),
    node(3, [], ["x"]),
    node(4, ["y"], []),
    node(5, [], ["y"]),
  ];
  expect(bound(cells, new Set(["system"]))).toEqual([1, 2, 3]);
  expect(bound(cells, new Set(["nothing"]))).toEqual([]);
  expect([...needed(cells, [2])].sort()).toEqual([1, 2, 3]);
  expect([...needed(cells, [5])]).toEqual([5]);
});

test("a marking says whether it names secrecy", () => {
  const secret = [
    "機密性３情報",
    "機密性 3",
    "Confidentiality 3",
    "極秘",
    "秘",
    "SECRET",
    "（秘）",
  ];
  const open = ["", "機密性2情報", "部外秘密保持", "Confidentiality 2", "秘書課", "Secretary"];
  expect(secret.filter((one) => !saysSecret(one))).toEqual([]);
  expect(open.filter(saysSecret)).toEqual([]);
});
