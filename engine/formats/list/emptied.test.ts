import { describe, expect, test } from "vitest";
import { apply } from "../../change.ts";
import { exported, saved, type Sheets } from "../fixtures/exported.ts";
import { system as smallSystem } from "../../fixtures/record.ts";
import type { System } from "../../model.ts";
import { resolver } from "../../resolve.ts";
import type { Change } from "../../schema.ts";
import { toSystem } from "../../system.ts";
import { type Imported, importSheet } from "../sheet.ts";
import { preview } from "./preview.ts";

const system = smallSystem({
  components: [{ id: "web", name: { ja: "公開Web", en: "Public web" } }],
  controls: {
    "AC-2": { status: "partial", evidence: { ja: "手順書", en: "Manual" }, at: { web: "absent" } },
    "AC-3": { status: "planned", owner: "情報課", due: "2027-03-31" },
  },
  scenarios: [
    { id: "S1", name: "一つ目", damage: "leak", threat: 2, target: "web", why: "理由", steps: [] },
    { id: "S2", name: "二つ目", damage: "leak", attacker: "職員", steps: [] },
  ],
});

/** The import of an export in which some cells were edited: `管理策 AC-2 証跡` is one. */
function taken(
  edits: Readonly<Record<string, string>>,
  { into = system, shaped = (sheets: Sheets) => sheets } = {},
): Imported {
  const sheets = exported(system, "ja");
  for (const [place, value] of Object.entries(edits)) {
    const [sheet, key, head] = place.split(" ");
    const [heads, ...rows] = sheets[sheet];
    rows.find((row) => row[0] === key)![heads.indexOf(head)] = value;
  }
  return importSheet(saved(shaped(sheets)), into);
}

const told = ({ remarks }: Imported) =>
  remarks.map(({ code, severity, cell, text }) => `${severity} ${code} ${cell} ${text.en}`);

function after(changes: readonly Change[]): System {
  return toSystem(apply(system.spec, changes, resolver(system.catalogue)).spec, system.shelf);
}

describe("a cell that was emptied since the export", () => {
  test("takes an optional text away, in both languages, and the preview says what goes", () => {
    const read = taken({
      "管理策 AC-2 証跡": "",
      "管理策 AC-3 期限": "",
      "シナリオ S1 理由": "",
      "シナリオ S1 攻撃先": "",
      "シナリオ S2 攻撃者": " \n ",
    });
    expect(read.changes.map((change) => preview(change, system))).toEqual([
      {
        ja: "管理策「AC-2」の「evidence」を空にする（「手順書」「Manual」を削除）",
        en: 'Clear evidence of control "AC-2" (removes "手順書" / "Manual")',
      },
      {
        ja: "管理策「AC-3」の「due」を空にする（「2027-03-31」を削除）",
        en: 'Clear due of control "AC-3" (removes "2027-03-31")',
      },
      {
        ja: "シナリオ「S1」の「why」を空にする（「理由」を削除）",
        en: 'Clear why of scenario "S1" (removes "理由")',
      },
      {
        ja: "シナリオ「S1」の「target」を空にする（「web」を削除）",
        en: 'Clear target of scenario "S1" (removes "web")',
      },
      {
        ja: "シナリオ「S2」の「attacker」を空にする（「職員」を削除）",
        en: 'Clear attacker of scenario "S2" (removes "職員")',
      },
    ]);
    expect(told(read)).toEqual([
      "warning removals  5 cells were emptied in the workbook; the import removes from the record what they held at the export.",
    ]);
    expect(after(read.changes).spec).toMatchObject({
      controls: { "AC-2": { status: "partial" }, "AC-3": { status: "planned", owner: "情報課" } },
      scenarios: [{ id: "S1", threat: 2 }, { id: "S2" }],
    });
  });

  test("leaves alone what a record must say, and says so", () => {
    const read = taken({
      "管理策 AC-2 実施状況コード": "",
      "管理策 AC-2 実施状況": "",
      "シナリオ S1 脅威": "",
      "シナリオ S1 シナリオ名": "",
      "シナリオ S2 事業被害": "",
    });
    expect(read.changes).toEqual([]);
    expect(told(read)).toEqual([
      expect.stringMatching(/^info kept [A-Z]\d+ "Status code" cannot be emptied, .* "Partial"/),
      expect.stringMatching(/^info kept B\d+ "Name" cannot be emptied, .* "一つ目"/),
      expect.stringMatching(/^info kept E\d+ "Threat" cannot be emptied, .* "2"/),
      expect.stringMatching(/^info kept C\d+ "Damage" cannot be emptied, .* "leak"/),
    ]);
  });

  test("warns where the record says something else by now, and asks for nothing where it is gone", () => {
    const moved = after([
      { type: "set-field", on: "control/AC-2", field: "evidence.ja", value: "新しい手順書" },
      { type: "set-field", on: "scenario/S1", field: "why", value: null },
    ]);
    const read = taken({ "管理策 AC-2 証跡": "", "シナリオ S1 理由": "" }, { into: moved });
    expect(read.changes).toEqual([
      { type: "set-field", on: "control/AC-2", field: "evidence", value: null },
    ]);
    expect(read.remarks.map(({ code }) => code)).toEqual(["moved", "removals", "bothEmptied"]);
  });

  test("takes nothing away without knowing what it held", () => {
    const edits = { "管理策 AC-2 証跡": "" };
    const nothing: Record<string, (sheets: Sheets) => Sheets> = {
      "no sheet of what was exported": ({ 管理策, シナリオ }) => ({ 管理策, シナリオ }),
      "a list of another name": ({ 管理策, ...rest }) => ({ "写し": 管理策, ...rest }),
      "a column taken out": ({ 管理策, ...rest }) => ({
        管理策: 管理策.map((row) => row.filter((_, column) => column !== 6)),
        ...rest,
      }),
    };
    for (const [name, shaped] of Object.entries(nothing)) {
      expect(taken(edits, { shaped }).changes, name).toEqual([]);
    }
    const other = toSystem({ ...system.spec, id: "other" }, system.shelf);
    expect(taken(edits, { into: other }).changes).toEqual([]);
  });

  test("takes nothing away in a column with formulas, which may be empty uncomputed", () => {
    const sheets = exported(system, "ja");
    const index = sheets["管理策"][0].indexOf("証跡");
    sheets["管理策"].find((row) => row[0] === "AC-2")![index] = "=A1";
    const bytes = saved(
      sheets,
      (inside) =>
        inside.replace(
          /<c r="(\w+)" t="inlineStr"><is><t>=A1<\/t><\/is><\/c>/,
          '<c r="$1"><f>A1</f></c>',
        ),
    );
    const read = importSheet(bytes, system);
    expect(read.changes).toEqual([]);
    expect(read.remarks.map(({ code }) => code)).toEqual(["formulas"]);
  });

  test("of a row whose place was emptied too is refused rather than read as another row", () => {
    const read = taken({}, {
      shaped({ 管理策, ...rest }) {
        const row = 管理策.find((row) => row[0] === "AC-2" && row[2] === "web")!;
        row[2] = "";
        return { 管理策, ...rest };
      },
    });
    expect(read.changes).toEqual([]);
    expect(read.remarks.map(({ code }) => code)).toEqual(["twice"]);
  });
});

describe("a scenario that the record lost since the export", () => {
  const lost = after([{ type: "remove", from: "scenarios", id: "S2" }]);

  test("does not come back by the workbook, and holds nothing up where nobody edited it", () => {
    const read = taken({}, { into: lost });
    expect(read.changes).toEqual([]);
    expect(told(read)).toEqual([
      expect.stringMatching(/^info moved/),
      expect.stringMatching(/^info gone A\d+ The scenario "S2" was removed from the record/),
    ]);
  });

  test("is an error where somebody edited it, with the way out", () => {
    const read = taken({ "シナリオ S2 攻撃者": "委託先" }, { into: lost });
    expect(read.changes).toEqual([]);
    expect(told(read)[1]).toMatch(/^error goneEdited A\d+ .* give it another id to add it anew/);
  });
});
