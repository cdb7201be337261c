import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cells, type Making, workbook, zip } from "../../fixtures/workbook.ts";
import { bookLimits } from "../limits.ts";
import { readBook } from "./read.ts";
import { Unreadable } from "./refusal.ts";

/** The cells of the first sheet, row by row. */
function rows(making: Making): (readonly string[])[] {
  return readBook(workbook(making)).grids[0].rows.map((row) => row.cells);
}

/** Why bytes are not read. */
function refused(bytes: Uint8Array): string {
  try {
    readBook(bytes);
  } catch (error) {
    if (error instanceof Unreadable) return error.code;
    throw error;
  }
  return "read";
}

const one = { sheets: { a: cells([["x"]]) } };

describe("a workbook", () => {
  test("is read by the types of its cells, wherever these say they stand", () => {
    const sheet = `<sheetData>
      <row r="2"><c r="B2" t="s"><v>1</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c></row>
      <row><c><v>1.50</v></c><c t="e"><v>#REF!</v></c><c t="str"><v>a_x0041_</v></c></row>
      <row r="9"><c t="d"><v>2027-03-31T00:00:00Z</v></c><c t="s"><v>0</v></c><c t="s"><v>7</v></c></row>
    </sheetData>`;
    const shared = [
      "<si><r><t>管</t></r><r><t>理策</t></r><rPh><t>かんりさく</t></rPh></si>",
      '<si><t xml:space="preserve"> x\n</t></si>',
    ];
    const [{ rows, name }] = readBook(workbook({ sheets: { "一覧": sheet }, shared })).grids;
    expect(name).toBe("一覧");
    expect(rows).toEqual([
      { number: 2, cells: ["", " x\n", "TRUE", "FALSE"] },
      { number: 3, cells: ["1.5", "#REF!", "aA"] },
      { number: 9, cells: ["2027-03-31", "管理策"] },
    ]);
  });

  test("shows days where its formats do, Japanese eras and the count from 1904 included", () => {
    const formats = [0, 14, 57, 164, 165, 166, 167];
    const own = {
      164: '[$-411]ggge"年"m"月"d"日"',
      165: "General",
      166: '"day "0',
      167: "[Red]mm:ss",
    };
    const row = formats.map((_, style) => `<c s="${style}"><v>46348</v></c>`).join("");
    const sheets = { a: `<sheetData><row>${row}</row></sheetData>` };
    const day = "2026-11-22";
    const [number] = ["46348"];
    expect(rows({ sheets, formats, own })).toEqual([
      [number, day, day, day, number, number, number],
    ]);
    const later = { sheets, formats, own, properties: '<workbookPr date1904="1"/>' };
    expect(rows(later)[0][1]).toBe("2030-11-23");
  });

  test("fills merged cells with what the first of them says, in rows that say anything", () => {
    const sheet = cells([["AC", "x", "y"], [undefined, "z"], [undefined, undefined, "w"]]) +
      '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B2:C3"/><mergeCell ref="A9:Z99"/></mergeCells>';
    expect(rows({ sheets: { a: sheet } })).toEqual([
      ["AC", "x", "y"],
      ["AC", "z", "z"],
      ["", "z", "z"],
    ]);
  });

  test("with formulas gives what they came to when it was saved, and where they stand", () => {
    const sheet = `<sheetData><row><c t="str"><f>cmd|'/c calc'!A0</f><v>old</v></c>
      <c><f>[1]x!A1</f></c></row></sheetData>`;
    const [grid] = readBook(workbook({ sheets: { a: sheet } })).grids;
    expect(grid.rows).toEqual([{ number: 1, cells: ["old"] }]);
    expect([...grid.formulas]).toEqual([
      [0, { count: 1, first: "A1" }],
      [1, { count: 1, first: "B1" }],
    ]);
  });

  test("of other programs is read: names with prefixes, UTF-16, files in folders of their own", () => {
    const text =
      '\ufeff<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>策</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>';
    const wide = new Uint8Array(
      new Uint16Array([...text].map((sign) => sign.charCodeAt(0))).buffer,
    );
    const parts = {
      "_rels/.rels":
        '<r><Relationship Id="a" Type="http://purl.oclc.org/x/officeDocument" Target="/book/main.xml"/></r>',
      "book/main.xml":
        '<workbook xmlns:q="r"><sheets><sheet name="s" q:id="b"/></sheets></workbook>',
      "book/_rels/main.xml.rels":
        '<r><Relationship Id="b" Type="u/worksheet" Target="../Sheets/../sheets/1.XML"/></r>',
      "sheets/1.xml": wide,
    };
    expect(rows({ parts })).toEqual([["策"]]);
  });

  test("tells of links to other files and of macros, and touches neither", () => {
    const parts = { "xl/externalLinks/externalLink1.xml": "<", "xl/vbaProject.bin": "\u0000" };
    expect(readBook(workbook({ ...one, parts }))).toMatchObject({ links: true, macros: true });
    expect(readBook(workbook(one))).toMatchObject({ links: false, macros: false });
  });
});

describe("a hostile workbook", () => {
  test("that is none, or of another kind, is refused with the reason", () => {
    expect(refused(new Uint8Array())).toBe("unzipped");
    expect(refused(new Uint8Array(100_000))).toBe("unzipped");
    expect(refused(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(600)))).toBe("compound");
    expect(refused(zip({ "a.txt": "x" }))).toBe("foreign");
    expect(refused(zip({ "inner.xlsx": workbook(one) }))).toBe("foreign");
    const relation = '<r><Relationship Type="x/officeDocument" Target="xl/workbook.bin"/></r>';
    const parts = { "_rels/.rels": relation, "xl/workbook.bin": "x" };
    expect(refused(workbook({ parts }))).toBe("binary");
  });

  test("that unpacks to too much is refused when that much has come out, whatever it claims", () => {
    const bomb = workbook({
      parts: { "xl/sharedStrings.xml": new Uint8Array(bookLimits.unpacked + 1).fill(32) },
      sheets: { a: cells([["x"]]) },
      shared: [],
    });
    expect(bomb.length).toBeLessThan(200_000);
    expect(refused(bomb)).toBe("bomb");
    const lying = bomb.slice();
    const view = new DataView(lying.buffer);
    for (let at = 0; at < lying.length - 46; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    }
    expect(refused(lying)).toMatch(/bomb|damaged/);
  });

  test("with a bomb that nothing leads to is read all the same: it is never unpacked", () => {
    const nested = zip({ "bomb": new Uint8Array(bookLimits.unpacked + 1) });
    const parts = {
      "xl/media/bomb.zip": nested,
      "xl/media/big.bin": new Uint8Array(bookLimits.unpacked + 1),
      "../../../etc/passwd": "x",
      "/etc/shadow": "x",
      "xl\\worksheets\\evil.xml": "x",
    };
    expect(rows({ ...one, parts })).toEqual([["x"]]);
  });

  test.each([
    [
      "entities",
      '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><worksheet>&c;</worksheet>',
    ],
    ["an outer entity", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ["a document type", "<!DOCTYPE worksheet><worksheet/>"],
  ])("with %s is refused", (_, text) => {
    expect(refused(workbook({ ...one, parts: { "xl/worksheets/sheet0.xml": text } }))).toBe(
      "doctype",
    );
    expect(refused(workbook({ ...one, parts: { "_rels/.rels": text } }))).toBe("doctype");
    expect(refused(workbook({ ...one, shared: [], parts: { "xl/sharedStrings.xml": text } })))
      .toBe("doctype");
  });

  test.each([
    ["an entity nobody declared", "<worksheet>&lol;</worksheet>"],
    ["no end", "<worksheet><sheetData>"],
    ["no XML", "\u0000\u0001"],
    ["bytes that are no text", Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0xfe)],
    ["elements in elements without end", "<a>".repeat(200_000)],
  ])("with %s is damaged", (_, text) => {
    const parts = { "xl/worksheets/sheet0.xml": text };
    expect(refused(workbook({ ...one, parts }))).toBe("damaged");
  });

  test("with a name twice, a lock, or too many files is refused", () => {
    expect(refused(workbook({ ...one, parts: { "XL/Workbook.xml": "<workbook/>" } }))).toBe(
      "twice",
    );
    const locked = workbook(one);
    const view = new DataView(locked.buffer);
    for (let at = 0; at < locked.length - 46; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true);
    }
    expect(refused(locked)).toBe("encrypted");
    const names = Array.from({ length: bookLimits.parts }, (_, index) => [`xl/${index}`, ""]);
    expect(refused(workbook({ ...one, parts: Object.fromEntries(names) }))).toBe("parts");
  });

  test("with a million rows is read no further than the limit: the rest may be anything", () => {
    const row = "<row><c><v>1</v></c></row>";
    const endless = `<worksheet><sheetData>${row.repeat(1_000_000)}<not-closed>`;
    const [grid] =
      readBook(workbook({ ...one, parts: { "xl/worksheets/sheet0.xml": endless } })).grids;
    expect(grid).toMatchObject({ rows: [], excess: "rows" });
    const blank = `<sheetData>${'<row><c s="1"/></row>'.repeat(1_000_000)}</sheetData>`;
    const below = blank.replace("</sheetData>", "<row><c><v>7</v></c></row></sheetData>");
    expect(readBook(workbook({ sheets: { a: below } })).grids[0].rows).toEqual([
      { number: 1_000_001, cells: ["7"] },
    ]);
  });

  test("with cells beyond the last column, or merged over everything, costs no more than its cells", () => {
    const far = '<sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData>';
    expect(readBook(workbook({ sheets: { a: far } })).grids[0].excess).toBe("columns");
    const wide = Array.from({ length: 200 }, (_, column) => `<c r="${name(column)}1"><v>1</v></c>`);
    const tall = Array.from(
      { length: 5_000 },
      (_, row) => `<row r="${row + 2}"><c><v>1</v></c></row>`,
    );
    const merged = `<sheetData><row>${wide.join("")}</row>${tall.join("")}</sheetData><mergeCells>${
      '<mergeCell ref="A1:XFD1048576"/>'.repeat(10_000)
    }</mergeCells>`;
    expect(readBook(workbook({ sheets: { a: merged } })).grids[0].excess).toBe("cells");
  });

  test("with cells of no sense gives texts or nothing", () => {
    const sheet = `<sheetData><row r="-1"><c r="!!" t="s"><v>-1</v></c><c t="s"><v>x</v></c>
      <c t="never"><v>?</v></c><c><v>NaN</v></c><c s="99"><v>1e999</v></c><c t="b"><v>9</v></c>
      <v>lost</v><c><c><v>in</v></c></c></row></sheetData><mergeCell ref="A"/><mergeCell/>`;
    expect(rows({ sheets: { a: sheet }, shared: [] })).toEqual([
      ["", "", "?", "NaN", "1e999", "FALSE", "", "in"],
    ]);
  });

  test("with any bytes turned is read or refused, and never anything else", () => {
    const bytes = workbook({
      sheets: { a: cells([["管理策", "実施状況"], ["AC-2", 2]]), b: cells([["x"]]) },
      shared: ["<si><t>x</t></si>"],
      formats: [0, 14],
    });
    const turned = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 8,
    });
    const cut = fc.nat(bytes.length);
    fc.assert(
      fc.property(turned, fc.option(cut, { nil: bytes.length }), (list, length) => {
        const copy = bytes.slice(0, length);
        for (const [at, value] of list) copy[at] = value;
        refused(copy);
      }),
      { seed: 201, numRuns: 2_000 },
    );
  });
});

function name(column: number): string {
  const last = String.fromCharCode(65 + column % 26);
  return column < 26 ? last : String.fromCharCode(64 + Math.floor(column / 26)) + last;
}
