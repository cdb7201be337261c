import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listsOf, saved } from "../formats/fixtures/exported.ts";
import { cells, workbook } from "../fixtures/workbook.ts";
import { dirname, fromFileUrl, join } from "./std.ts";

const root = dirname(dirname(dirname(fromFileUrl(import.meta.url))));
const task: string = JSON.parse(Deno.readTextFileSync(join(root, "deno.json"))).tasks.mitate;
let folder = "";

beforeAll(async () => {
  folder = await Deno.makeTempDir();
});
afterAll(() => Deno.remove(folder, { recursive: true }));

const record = `# 窓口予約の記録
mitate: 1
id: desk
name: { ja: 窓口予約, en: Desk booking }
impact: { disclosure: high } # 個人情報
controls:
  AC-2: absent   # 手順がない
damages:
  - { id: D1, name: 漏えい, hits: [disclosure] }
scenarios:
  - { id: S1, name: 持ち出し, damage: D1, threat: 3 }
`;

describe("mitate sheet", () => {
  test("writes a workbook that is the same for the same day, and never over a file", async () => {
    await write("desk.yaml", record);
    const export_ = (book: string, lang: string) =>
      mitate("sheet", "desk.yaml", "-o", book, "--at", "2026-11-22", "--lang", lang);
    const { code, err, out } = await export_("one.xlsx", "ja");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^one\.xlsx に書き出しました（\d+ kB、分析日 2026-11-22）。\n$/);
    await export_("two.xlsx", "ja");
    await export_("en.xlsx", "en");
    const bytes = await Promise.all(["one.xlsx", "two.xlsx", "en.xlsx"].map(read));
    expect(bytes[0]).toEqual(bytes[1]);
    expect(bytes[0]).not.toEqual(bytes[2]);
    const again = await export_("one.xlsx", "en");
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining("never overwritten") });
    for (const book of ["one.xlsx", "en.xlsx"]) {
      const back = await mitate("sheet", "desk.yaml", "--import", book, "--lang", "en");
      expect(back).toMatchObject({
        code: 0,
        out: expect.stringContaining("nothing in them changes"),
      });
    }
  });

  test("shows what a filled-in workbook asks for, and writes it with --apply, comments kept", async () => {
    await write("desk.yaml", record);
    await write("filled.xlsx", list([["AC-2", "△", "情報課"], ["AC-3", "未実施", ""]]));
    const shown = await mitate("sheet", "desk.yaml", "--import", "filled.xlsx");
    expect([shown.code, shown.err]).toEqual([0, ""]);
    expect(shown.out.split("\n")).toEqual([
      "filled.xlsx：一覧を2行読みました。2行が、変更3件を求めています。",
      "  一覧!2  AC-2 の実施状況を「一部実施」にする",
      "  一覧!2  管理策「AC-2」の「owner」を変更する：情報課",
      "  一覧!3  AC-3 の実施状況を「未実施」にする",
      "記録に書き込むには --apply を付けてください。",
      "",
    ]);
    expect(await text("desk.yaml")).toBe(record);
    const written = await mitate("sheet", "desk.yaml", "--import", "filled.xlsx", "--apply");
    expect(written).toMatchObject({ code: 0, err: "" });
    expect(await text("desk.yaml")).toBe(record.replace(
      "AC-2: absent   # 手順がない\n",
      "AC-2:   # 手順がない\n    status: partial\n    owner: 情報課\n  AC-3: absent\n",
    ));
    const again = await mitate("sheet", "desk.yaml", "--import", "filled.xlsx", "--apply");
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringContaining("変えるところはありません"),
    });
  });

  test("takes an added row for a new scenario, and an emptied cell for a text to remove", async () => {
    await write("desk.yaml", record.replace("threat: 3 }", "threat: 3, attacker: 職員 }"));
    await mitate("sheet", "desk.yaml", "-o", "added.xlsx", "--lang", "en");
    const sheets = listsOf(await read("added.xlsx"));
    sheets.Scenarios[1][3] = "";
    sheets.Scenarios.push(["", "Forged booking", "漏えい", "", "moderate"]);
    await write("added.xlsx", saved(sheets));
    const args = ["sheet", "desk.yaml", "--import", "added.xlsx", "--lang", "en"];
    expect((await mitate(...args)).out.split("\n").slice(1)).toEqual([
      '  Scenarios!2  Clear attacker of scenario "S1" (removes "職員")',
      '  Scenarios!3  Add "S2" to the scenarios: Name "Forged booking", Damage "D1", Threat "2"',
      "  warning: 1 cell was emptied in the workbook; the import removes from the record what it held at the export.",
      "Add --apply to write this into the record.",
      "",
    ]);
    expect(await mitate(...args, "--apply")).toMatchObject({ code: 0, err: "" });
    expect(await text("desk.yaml")).toContain(
      "  - { id: S1, name: 持ち出し, damage: D1, threat: 3 }\n",
    );
    expect(await text("desk.yaml")).toMatch(/id: S2[^]*Forged booking[^]*D1/);
    expect((await mitate(...args)).out).toContain("nothing in them changes");
  });

  test("with a row that cannot be read exits 1 and writes nothing, unless --skip leaves it out", async () => {
    await write("desk.yaml", record);
    await write("bad.xlsx", list([["AC-2", "done?", ""], ["AC-3", "absent", ""]]));
    const args = ["sheet", "desk.yaml", "--import", "bad.xlsx", "--lang", "en"];
    const refused = await mitate(...args, "--apply");
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('一覧!B2 error: "done?" is not a status');
    expect(refused.out).toContain("nothing was written");
    expect(await text("desk.yaml")).toBe(record);
    const json = JSON.parse((await mitate(...args, "--json")).out);
    expect(json).toMatchObject({
      read: 2,
      applied: false,
      changes: [{ type: "set-status", control: "AC-3", status: "absent", text: expect.anything() }],
      rows: [{ sheet: "一覧", row: 3, changes: 1 }],
      findings: [{ code: "status", severity: "error", sheet: "一覧", cell: "B2" }],
    });
    expect(await mitate(...args, "--apply", "--skip")).toMatchObject({ code: 0, err: "" });
    expect(await text("desk.yaml")).toContain("  AC-3: absent\n");
  });

  test("tells what is no workbook, or is not given as it is meant", async () => {
    await write("desk.yaml", record);
    await write("text.xlsx", new TextEncoder().encode("管理策,状況"));
    const read = await mitate("sheet", "desk.yaml", "--import", "text.xlsx", "--lang", "en");
    expect(read).toMatchObject({ code: 1, out: expect.stringContaining("no Excel workbook") });
    const wrong = [
      [["sheet", "desk.yaml"], "-o BOOK.xlsx"],
      [["sheet", "desk.yaml", "-o", "a.xlsx", "--import", "b.xlsx"], "--import BOOK.xlsx"],
      [["sheet", "desk.yaml", "-o", "a.pdf"], ".xlsx"],
      [["sheet", "desk.yaml", "-o", "a.xlsx", "--apply"], "--import"],
      [["sheet", "desk.yaml", "--import", "a.xlsx", "--skip"], "--apply"],
    ] as const;
    for (const [args, way] of wrong) {
      expect(await mitate(...args)).toEqual({
        code: 2,
        out: "",
        err: expect.stringContaining(way),
      });
    }
  });
});

function list(rows: readonly (readonly string[])[]): Uint8Array {
  return workbook({ sheets: { "一覧": cells([["管理策", "実施状況", "担当"], ...rows]) } });
}

async function mitate(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [, ...own] = task.split(" ");
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...own, ...args],
    cwd: root,
    env: { INIT_CWD: folder, NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

async function write(name: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  await Deno.writeFile(join(folder, name), bytes);
}

function read(name: string): Promise<Uint8Array> {
  return Deno.readFile(join(folder, name));
}

function text(name: string): Promise<string> {
  return Deno.readTextFile(join(folder, name));
}
