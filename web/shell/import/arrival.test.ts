import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { arrivalOf, whyNot } from "./arrival.ts";
import { decode } from "./bytes.ts";

const sample = readFileSync(
  new URL("../../../scenarios/benefit-portal.yaml", import.meta.url),
  "utf8",
);
const kindOf = (name: string, text: string) => arrivalOf(name, text).kind;

describe("a file that comes into the workspace", () => {
  test("is known by what stands in it", () => {
    const record = arrivalOf("copy (1).yml", sample);
    expect(record.kind).toBe("record");
    expect(record.title.ja).toBe("給付金オンライン申請ポータル");
    expect(kindOf("a.json", '{\n  "mitate": 1,\n  "id": "a"\n}')).toBe("record");
    expect(kindOf("a.json", '{"id": "a", "mitate": 1}')).toBe("record");
    expect(kindOf("p.yaml", "pattern: 1\nid: a\n")).toBe("pattern");
    expect(kindOf("c.yaml", "id: c\nname: c\nfamilies: []\ncontrols: []\n")).toBe("catalog");
    expect(kindOf("x.html", "<!doctype html>\n<notebook>\n<title>題</title></notebook>"))
      .toBe("notebook");
    expect(arrivalOf("x", "<notebook><title>題</title></notebook>").title.ja).toBe("題");
    expect(kindOf("list.CSV", "a,b")).toBe("table");
  });

  test("that is broken is a record all the same, and may be said to be something else", () => {
    expect(arrivalOf("a.yaml", "mitate: 1\nid: [\n")).toMatchObject({
      kind: "record",
      kinds: ["record"],
      title: { ja: "a", en: "a" },
    });
    expect(arrivalOf("a.yaml", "id: [\n").kinds).toEqual(["record", "catalog", "pattern"]);
  });

  test("that is of no use says what it is", () => {
    expect(kindOf("a.xlsx", "PK")).toBeUndefined();
    expect(whyNot("a.xlsx", "PK")).toBe("sheet");
    expect(whyNot("a.html", "<!doctype html><html>")).toBe("page");
    expect(whyNot("a.png", "")).toBe("other");
  });
});

describe("bytes", () => {
  test("in the encodings of Japanese spreadsheets are read, and which one is told", () => {
    const shift = new Uint8Array([
      0x8a,
      0xc7,
      0x97,
      0x9d,
      0x8d,
      0xf4,
      0x0a,
      0x41,
      0x43,
      0x2d,
      0x32,
    ]);
    expect(decode(shift)).toEqual({ text: "管理策\nAC-2", encoding: "Shift_JIS" });
    const wide = new Uint8Array([0xff, 0xfe, 0x41, 0x00, 0x09, 0x00, 0xa1, 0x7b]);
    expect(decode(wide)).toEqual({ text: "A\t管", encoding: "UTF-16 (little endian)" });
    expect(decode(new TextEncoder().encode("管理策"))).toEqual({ text: "管理策", encoding: "" });
  });

  test("that are no text are refused with the reason", () => {
    expect(decode(new Uint8Array(20_000_001)).refused?.en).toContain("too large");
    const bytes = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0xff, 0xff]);
    expect(decode(bytes).refused).toBeDefined();
  });
});
