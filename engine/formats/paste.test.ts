import { describe, expect, test } from "vitest";
import { toSystem } from "../system.ts";
import { standard } from "../standard.ts";
import { paste } from "./paste.ts";

const system = toSystem({
  mitate: 1,
  id: "small",
  controls: {
    "AC-2": { status: "partial", owner: "運用", evidence: { ja: "手順書", en: "Manual" } },
  },
}, standard);
const changes = (text: string) => paste(text, "controls", system).flatMap((row) => row.changes);
const problems = (text: string) =>
  paste(text, "controls", system).flatMap(({ number, problems }) =>
    problems.map(({ text }) => `${number} ${text.en}`)
  );

describe("a table of controls pasted from a spreadsheet", () => {
  test("is read by its heads, in any order and either language", () => {
    expect(changes("担当\t実施状況\t管理策\n情報課\t実施済み\tAC-2")).toEqual([
      { type: "set-status", control: "AC-2", status: "implemented" },
      { type: "set-field", on: "control/AC-2", field: "owner", value: "情報課" },
    ]);
    expect(changes("Control,Status,Due\nac-03,Planned,2027/3/31")).toEqual([
      { type: "set-status", control: "AC-3", status: "planned" },
      { type: "set-field", on: "control/AC-3", field: "due", value: "2027-03-31" },
    ]);
  });

  test("is read without heads, by what stands in it, with marks as worksheets use them", () => {
    expect(changes("1\tAC-2 アカウント管理\t○\n2\tIA-2（1）\t△\n3\tSC-7\t×")).toEqual([
      { type: "set-status", control: "AC-2", status: "implemented" },
      { type: "set-status", control: "IA-2(1)", status: "partial" },
      { type: "set-status", control: "SC-7", status: "absent" },
    ]);
  });

  test("changes nothing where it says what the record says, and nothing by empty cells", () => {
    expect(changes("管理策\t実施状況\t担当\t証跡\nAC-2\tpartial\t運用\tManual")).toEqual([]);
    expect(changes("管理策\t実施状況\t担当\nAC-2\t\t\nAC-3\t\t\n\n")).toEqual([]);
  });

  test("keeps line breaks within quotes in one cell", () => {
    expect(changes('管理策\t備考\nAC-2\t"一行目\n二行目"')).toEqual([
      { type: "set-field", on: "control/AC-2", field: "note", value: "一行目\n二行目" },
    ]);
  });

  test("tells which rows cannot be read, and why; the others stand", () => {
    const text =
      "管理策\t実施状況\t期限\nAC-22x\t○\t\nAC-2\tmaybe\t\nAC-3\t○\t2027-02-30\nAC-4\t○\t";
    expect(problems(text)).toEqual([
      '2 no catalogue in use has a control "AC-22x"; did you mean "AC-22"?',
      '3 "maybe" is not a status; write one such as implemented, partial or absent',
      '4 "2027-02-30" is not a date; write it like 2027-03-31',
    ]);
    expect(changes(text)).toEqual([{ type: "set-status", control: "AC-4", status: "implemented" }]);
    expect(problems("管理策\t担当\nAC-3\t運用")).toEqual([
      "2 AC-3 is not in the record yet, so a status is needed as well",
    ]);
  });

  test("of anything at all gives rows and never throws", () => {
    for (const text of ["", "\n\n", '"', '"a\tb', "just a sentence", "\u0000\t\ufeff", "a\tb\nc"]) {
      expect(() => paste(text, "controls", system)).not.toThrow();
    }
    expect(problems("こんにちは")).toEqual([
      '1 no column has ids of controls; give it the head "Control"',
    ]);
  });
});
