import { readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assess, type Assessment } from "../assess.ts";
import { apply } from "../change.ts";
import { check } from "../check.ts";
import { controls, records, shelf } from "../fixtures/arbitrary.ts";
import { assessedSample, opened } from "../fixtures/sample.ts";
import { system as smallSystem } from "../fixtures/record.ts";
import { texts, wordy } from "../fixtures/wordy.ts";
import { cells, type Making, workbook } from "../fixtures/workbook.ts";
import { toJson } from "../json.ts";
import { lint } from "../lint.ts";
import { statuses, type System } from "../model.ts";
import { resolver } from "../resolve.ts";
import type { Change } from "../schema.ts";
import { toSystem } from "../system.ts";
import type { Lang } from "../text.ts";
import { bookLimits, counted } from "./limits.ts";
import { controlValues } from "./list/controls.ts";
import { tidy } from "./list/row.ts";
import { scenarioValues } from "./list/scenarios.ts";
import { exportSheet, type Imported, importSheet } from "./sheet.ts";
import { readBook } from "./sheet/read.ts";
import { encode } from "./sheet/text.ts";
import { unpack } from "./sheet/zip.ts";

const day = "2026-11-22";
const file = "record.yaml";
const languages = ["ja", "en"] as const;

function exported(assessment: Assessment, lang: Lang = "ja") {
  const findings = [...check(assessment.system), ...lint(assessment)];
  return exportSheet(assessment, findings, { lang, file });
}

/** The rows below the head of a sheet of an export, by its position. */
function table(bytes: Uint8Array, index: number, head = 0): (readonly string[])[] {
  return readBook(bytes).grids[index].rows.slice(head + 1).map(({ cells }) => cells);
}

describe("the round trip", () => {
  test("of the sample changes nothing, in either language", () => {
    const assessment = assessedSample();
    for (const lang of languages) {
      const back = importSheet(exported(assessment, lang), assessment.system);
      expect(back).toMatchObject({ changes: [], remarks: [] });
      expect(back.read).toBeGreaterThan(300);
    }
  });

  test("of any record changes nothing, whatever its texts look like", () => {
    fc.assert(
      fc.property(wordy, fc.constantFrom(...languages), (spec, lang) => {
        const assessment = assess(toSystem(spec, shelf), day);
        const back = importSheet(exported(assessment, lang), assessment.system);
        expect(back).toMatchObject({ changes: [], remarks: [] });
      }),
      { seed: 201, numRuns: 60 },
    );
  });

  test("brings what a list says into the record, in any order of columns and both languages", () => {
    const fields = ["status", "why", "evidence", "owner", "due", "note"] as const;
    const said = texts.filter((text) => tidy(text) !== "");
    const row = fc.record({
      status: fc.constantFrom(...statuses),
      why: said,
      evidence: said,
      owner: said,
      due: fc.constantFrom("2027-03-31", "2028-02-29"),
      note: said,
    });
    const asked = fc.dictionary(fc.constantFrom(...controls), row, { minKeys: 1 });
    const order = fc.shuffledSubarray([...fields], { minLength: 6 });
    fc.assert(
      fc.property(wordy, asked, order, fc.constantFrom(...languages), (spec, list, order, lang) => {
        const system = toSystem(spec, shelf);
        const heads = order.map((field) => headOf[field][lang]);
        const rows = Object.entries(list).map(([control, row]) => [
          ...order.map((field) => encode(row[field])),
          control,
        ]);
        const bytes = workbook({
          sheets: { list: cells([[...heads, lang === "ja" ? "管理策" : "Control"], ...rows]) },
        });
        const back = importSheet(bytes, system);
        expect(back.remarks).toEqual([]);
        const after = done(system, back.changes);
        for (const [control, row] of Object.entries(list)) {
          const now = languages.map((lang) => controlValues(after, control, "", lang));
          for (const field of fields) {
            const held = now.map((values) => tidy(values[field]));
            expect(held, `${control} ${field}`).toContain(tidy(row[field]));
          }
        }
      }),
      { seed: 201, numRuns: 60 },
    );
  });
});

const headOf = {
  status: { ja: "実施状況コード", en: "Status code" },
  why: { ja: "理由", en: "Reason" },
  evidence: { ja: "証跡", en: "Evidence" },
  owner: { ja: "担当", en: "Owner" },
  due: { ja: "期限", en: "Due" },
  note: { ja: "備考", en: "Note" },
} as const;

function done(system: System, changes: readonly Change[]): System {
  const { spec, refused } = apply(system.spec, changes, resolver(system.catalogue));
  expect(refused).toEqual([]);
  return toSystem(spec, system.shelf);
}

const held = smallSystem({
  components: [{ id: "web", name: { ja: "公開Web", en: "Public web" } }, { id: "d.b" }],
  controls: {
    "AC-2": { status: "partial", owner: { ja: "運用", en: "Operations" }, at: { web: "absent" } },
    "AC-3": "implemented",
  },
  providers: [{ id: "cloud", controls: ["PE-3"] }],
  scenarios: [
    { id: "S1", name: "一つ目", damage: "leak", threat: 2, target: "web", steps: [] },
    { id: "S2", name: "二つ目", damage: "leak", threat: "unassessed", steps: [] },
  ],
});

function taken(rows: Parameters<typeof cells>[0], more = "", making: Making = {}): Imported {
  return importSheet(workbook({ sheets: { L: cells(rows) + more }, ...making }), held);
}
const told = ({ remarks }: Imported) =>
  remarks.map(({ code, severity, sheet, cell, text }) =>
    `${severity} ${code} ${sheet}!${cell} ${text.en}`
  );

describe("a list", () => {
  test("may stand below titles, in any order, with full-width digits, marks, eras and merged cells", () => {
    const { changes, remarks } = taken([
      ["令和8年度 管理策の実施状況", undefined, undefined, undefined, undefined],
      [],
      ["No.", "担当者", "管理策番号", "状況", "期限"],
      [1, "情報課", "ＡＣ－３", "△", "R9.4.1"],
      [2, undefined, "AC-5（職務の分離）", undefined, 46477],
      ["共通の管理策", undefined, undefined, undefined, undefined],
      [3, undefined, "AC-6：最小権限", "済", "令和9年3月31日"],
    ], '<mergeCells><mergeCell ref="D4:D5"/><mergeCell ref="A6:E6"/></mergeCells>');
    expect(changes).toEqual([
      { type: "set-status", control: "AC-3", status: "partial" },
      { type: "set-field", on: "control/AC-3", field: "owner", value: "情報課" },
      { type: "set-field", on: "control/AC-3", field: "due", value: "2027-04-01" },
      { type: "set-status", control: "AC-6", status: "implemented" },
      { type: "set-field", on: "control/AC-6", field: "due", value: "2027-03-31" },
    ]);
    // A number is no day where the format of its cell does not say so.
    expect(remarks.map(({ code, cell }) => `${code} ${cell}`)).toEqual(["date E5", "heading C6"]);
  });

  test("of scenarios sets threats and texts; damages and components by id, or by a name of one only", () => {
    const { changes, remarks } = taken([
      ["Threat", "Scenario", "Target", "Name", "Damage"],
      ["３", "S1", "d.b", "new name", "leak"],
      ["未評価", "s2", "public web", undefined, undefined],
    ]);
    expect(remarks).toEqual([]);
    expect(changes).toEqual([
      { type: "set-field", on: "scenario/S1", field: "name", value: "new name" },
      { type: "set-threat", scenario: "S1", threat: 3 },
      { type: "set-field", on: "scenario/S1", field: "target", value: "d.b" },
      { type: "set-field", on: "scenario/S2", field: "target", value: "web" },
    ]);
    done(held, changes);
  });

  test("says what stands at a component, and keeps the other language of a text", () => {
    const { changes, remarks } = taken([
      ["管理策", "構成要素", "実施状況コード", "担当"],
      ["AC-2", undefined, undefined, "情報課"],
      ["AC-2", "web", "implemented", "広報課"],
      ["AC-3", "d.b", "planned", "基盤課"],
      ["PE-3", undefined, undefined, "施設課"],
    ]);
    expect(remarks).toEqual([]);
    const after = done(held, changes).controls;
    expect(after.get("AC-2")).toMatchObject({
      status: "partial",
      owner: { ja: "情報課", en: "Operations" },
      at: { web: { status: "implemented", owner: { ja: "広報課" } } },
    });
    expect(after.get("AC-3")!.at["d.b"]).toMatchObject({
      status: "planned",
      owner: { ja: "基盤課" },
    });
    expect(after.get("PE-3")).toMatchObject({ typed: false, owner: { ja: "施設課" } });
  });

  test("with rows that cannot be read tells cell and way out; the other rows stand", () => {
    const read = taken([
      ["Control", "Component", "Status code", "Due", "Owner"],
      ["AC-99x", "", "absent"],
      ["AC-2", "wbe", "absent"],
      ["AC-3", "", "implementd"],
      ["AC-5", "", "absent", "2027-02-30"],
      ["AC-6", "", "#REF!"],
      ["", "", "absent"],
      ["AC-7", "", "", "", "someone"],
      ["AC-8", "", "planned"],
    ]);
    expect(told(read)).toEqual([
      'error controlNear L!A2 no catalogue in use has a control "AC-99x"; did you mean "AC-19"?',
      'error placeNear L!B3 the record has no component "wbe"; did you mean "web"?',
      'error statusNear L!C4 "implementd" is not a status; did you mean "implemented"?',
      'error date L!D5 "2027-02-30" is not a date; write it like 2027-03-31',
      "error error L!C6 the cell holds an error (#REF!); put a value in its place",
      "error noControl L!A7 the row names no control; give its id",
      "error noStatus L!C8 AC-7 is not in the record yet, so a status is needed as well",
    ]);
    expect(read.changes).toEqual([{ type: "set-status", control: "AC-8", status: "planned" }]);
    const scenarios = taken([
      ["Scenario", "Threat", "Damage"],
      ["S3", 2],
      ["S1", 4],
      ["S2", 1, "laek"],
    ]);
    expect(told(scenarios)).toEqual([
      'error threat L!B3 "4" is not a level of threat; write 1 to 3, high, moderate, low, or unassessed',
      'error damageNear L!C4 the record has no damage "laek"; did you mean "leak"?',
    ]);
    expect(scenarios.changes).toEqual([
      { type: "add", to: "scenarios", value: { id: "S3", threat: 2 } },
    ]);
  });

  test("lets codes win over words, and says so where a word alone was edited", () => {
    const read = taken([
      ["管理策", "実施状況", "実施状況コード"],
      ["AC-2", "未実施", "partial"],
      ["AC-3", "実施済み", "planned"],
      ["AC-5", "計画中", ""],
    ]);
    expect(told(read)).toEqual([
      'warning label L!B2 "未実施" is not what the code "partial" means. The code counts; edit its column to change it.',
    ]);
    expect(read.changes).toEqual([
      { type: "set-status", control: "AC-3", status: "planned" },
      { type: "set-status", control: "AC-5", status: "planned" },
    ]);
  });

  test("with the same control twice takes it once, or not where the rows differ", () => {
    const read = taken([
      ["Control", "Status"],
      ["AC-5", "absent"],
      ["ac-5", "Absent"],
      ["AC-5", "planned"],
    ]);
    expect(read.changes).toEqual([{ type: "set-status", control: "AC-5", status: "absent" }]);
    expect(told(read)).toEqual([
      'error twice L!A4 "AC-5" is at L!2 as well and says otherwise; keep one of them',
    ]);
  });
});

describe("a workbook as a whole", () => {
  test("that cannot be read is one error and no change", () => {
    expect(importSheet(new Uint8Array(9), held)).toMatchObject({
      changes: [],
      remarks: [{ code: "unzipped", severity: "error" }],
    });
    expect(importSheet(new Uint8Array(20_000_001), held).remarks[0].code).toBe("large");
  });

  test("without a list says what one needs; hidden sheets and results are not read", () => {
    const list = cells([["Control", "Status"], ["AC-5", "absent"]]);
    expect(told(taken([["a", "b"]]))).toEqual([
      expect.stringContaining("error nothing !"),
      expect.stringContaining("info skipped L!"),
    ]);
    const sheets = { L: cells([["x"]]), H: list, Risks: list };
    expect(told(taken([], "", { sheets, states: { H: "veryHidden" } }))).toEqual([
      expect.stringContaining("error nothing"),
      expect.stringContaining("info skipped L"),
      expect.stringContaining("warning hidden H"),
    ]);
  });

  test("with links, macros and formulas is read with remarks; none of it is followed or run", () => {
    const formula =
      '<sheetData><row><c t="str"><v>Control</v></c><c t="str"><v>Status</v></c></row>' +
      `<row><c t="str"><v>AC-5</v></c><c t="str"><f>[1]x!A1</f><v>absent</v></c>` +
      "<c><f>TRUE()</f></c></row></sheetData>";
    const parts = { "xl/externalLinks/externalLink1.xml": "<", "xl/vbaProject.bin": "x" };
    const read = taken([], "", { sheets: { L: formula }, parts });
    expect(read.changes).toEqual([{ type: "set-status", control: "AC-5", status: "absent" }]);
    expect(read.remarks.map(({ code, cell }) => `${code} ${cell}`)).toEqual([
      "links ",
      "macros ",
      "formulas B2",
    ]);
  });

  test("too large in one sheet loses that sheet with an error, and no other", () => {
    const row = "<row><c><v>1</v></c></row>";
    const sheets = {
      L: cells([["Control", "Status"], ["AC-5", "absent"]]),
      M: `<sheetData>${row.repeat(20_001)}</sheetData>`,
    };
    const read = taken([], "", { sheets });
    expect(read.changes).toHaveLength(1);
    expect(told(read)).toEqual([
      expect.stringContaining("error rows M! This sheet has more than 20,000"),
    ]);
  });
});

test("of thousands of rows that cannot be read some hundreds are told", () => {
  const row = '<row><c t="str"><v>AC-99x</v></c><c t="str"><v>absent</v></c></row>';
  const head = '<row><c t="str"><v>Control</v></c><c t="str"><v>Status</v></c></row>';
  const read = taken([], "", {
    sheets: { L: `<sheetData>${head}${row.repeat(19_000)}</sheetData>` },
  });
  expect(read.remarks.length).toBeLessThan(500);
  expect(read.remarks.at(-1)).toMatchObject({ code: "more", severity: "error" });
  // At some point nobody is patient enough to look for what was meant.
  expect(new Set(read.remarks.map(({ code }) => code))).toEqual(
    new Set(["controlNear", "control", "more"]),
  );
});

describe("a workbook filled in while the record changed", () => {
  const parts = (bytes: Uint8Array, edit: (name: string, text: string) => string) => {
    const pack = unpack(bytes);
    const decoder = new TextDecoder();
    return workbook({
      parts: Object.fromEntries(pack.names.map((name) => {
        const text = [...pack.open(name)].map((chunk) => decoder.decode(chunk, { stream: true }));
        return [name, edit(name, text.join(""))];
      })),
    });
  };
  const before = exported(assess(held, day));
  const row = readBook(before).grids[1].rows.find(({ cells }) => cells[0] === "AC-2")!.number;
  const typed = (text: string, place: string, value: string) =>
    text.replace(
      new RegExp(`<c r="${place}" s="(\\d+)" t="s"><v>\\d+</v></c>`),
      `<c r="${place}" s="$1" t="inlineStr"><is><t>${value}</t></is></c>`,
    );
  const filled = parts(
    before,
    (name, text) =>
      name !== "xl/worksheets/sheet2.xml"
        ? text
        : typed(typed(text, `D${row}`, "planned"), `H${row}`, "情報課"),
  );
  const moved = done(held, [
    { type: "set-status", control: "AC-3", status: "absent" },
    { type: "set-status", control: "AC-2", status: "implemented" },
    { type: "set-threat", scenario: "S1", threat: 3 },
  ]);

  test("asks for what was edited in it, and for nothing the record changed since", () => {
    const read = importSheet(filled, moved);
    expect(read.changes).toEqual([
      { type: "set-status", control: "AC-2", status: "planned" },
      { type: "set-field", on: "control/AC-2", field: "owner.ja", value: "情報課" },
    ]);
    expect(told(read)).toEqual([
      expect.stringContaining("info moved !"),
      expect.stringMatching(/^warning both Controls?|^warning both 管理策!D/),
    ]);
    expect(importSheet(before, moved).changes).toEqual([]);
  });

  test("of another record is compared as it stands, with a warning", () => {
    const other = toSystem({ ...moved.spec, id: "other" }, moved.shelf);
    const read = importSheet(before, other);
    expect(read.remarks[0]).toMatchObject({ code: "other", severity: "warning" });
    expect(read.changes).toContainEqual({ type: "set-threat", scenario: "S1", threat: 2 });
  });
});

describe("an exported workbook", () => {
  const assessment = assessedSample();
  const bytes = exported(assessment);
  const part = (name: string) =>
    [...unpack(bytes).open(name)].map((chunk) => new TextDecoder().decode(chunk, { stream: true }))
      .join("");

  test("has the same bytes for the same input, and no moment in it", () => {
    expect(exported(assessedSample())).toEqual(bytes);
    expect(part("xl/workbook.xml")).not.toMatch(/20\d\d-\d\d-\d\dT/);
  });

  test("has a table per sheet, with heads of different names and the first row in sight", () => {
    const { names } = unpack(bytes);
    const sheets = names.filter((name) => /worksheets\/sheet\d+\.xml$/.test(name));
    expect(sheets).toHaveLength(13);
    for (const index of sheets.keys()) {
      const text = part(`xl/tables/table${index + 1}.xml`);
      const heads = [...text.matchAll(/tableColumn id="\d+" name="([^"]*)"/g)].map(([, one]) =>
        one
      );
      expect(new Set(heads.map((head) => head.toLowerCase())).size).toBe(heads.length);
      expect(text).toContain("<autoFilter");
      expect(part(`xl/worksheets/sheet${index + 1}.xml`)).toContain('state="frozen"');
    }
  });

  test("holds real types: days and numbers count, truths are truths, and no text is a formula", () => {
    const measures = part("xl/worksheets/sheet7.xml");
    expect(measures).toMatch(/<c r="G2" s="\d+"><v>46538<\/v>/); // 2027-05-31
    expect(measures).toMatch(/<c r="J2" s="\d+"><v>10400<\/v>/);
    expect(measures).toMatch(/<c r="K2" s="\d+" t="b"><v>0<\/v>/);
    for (const name of unpack(bytes).names) expect(part(name)).not.toMatch(/<f[ >]/);
    const evil = assess(
      smallSystem({ controls: { "AC-2": { status: "absent", owner: "=cmd|'/c calc'!A0" } } }),
      day,
    );
    const { grids } = readBook(exported(evil));
    expect(grids[1].rows.flatMap(({ cells }) => cells)).toContain("=cmd|'/c calc'!A0");
    expect(grids[1].formulas.size).toBe(0);
  });

  test("names the tables it rests on with their provenance, and warns of what is not verified", () => {
    const cover = table(bytes, 0, 1);
    expect(cover.find(([item]) => item === "未検証の表")?.[1]).toContain(
      "公式の評価として扱えません",
    );
    const used = table(bytes, 10);
    expect(used.map(([id, , , , provenance]) => `${id} ${provenance}`)).toEqual(
      assessment.tables.map(({ id, provenance }) => `${id} ${provenance}`),
    );
    expect(used.flat()).toContain("未検証");
    expect(part("xl/worksheets/sheet2.xml")).toContain("機密性2情報");
  });
});

describe("the workbook and the JSON agree", () => {
  const whole = (assessment: Assessment) => {
    const findings = [...check(assessment.system), ...lint(assessment)];
    // deno-lint-ignore no-explicit-any
    const json = toJson(assessment, findings) as any;
    const bytes = exportSheet(assessment, findings, { lang: "en", file });
    compareLists(json, bytes);
    compareResults(json, bytes);
    comparePlan(json, bytes);
  };

  test("for the sample", () => whole(assessedSample()));

  test("for any record", () => {
    fc.assert(
      fc.property(records, (spec) => whole(assess(toSystem(spec, shelf), day))),
      { seed: 201, numRuns: 40 },
    );
  });
});

// deno-lint-ignore no-explicit-any
function compareLists(json: any, bytes: Uint8Array): void {
  const cover = new Map(table(bytes, 0, 1).map(([item, value]) => [item, value]));
  expect(cover.get("Baseline conformity")).toBe(String(json.baseline.all.share.worst));
  expect(cover.get("Gaps of required controls")).toBe(String(json.baseline.gaps.length));
  expect(cover.get("Date of the analysis")).toBe(json.at);
  const required = table(bytes, 1).filter(([, , place, , , , , , , , , , need]) =>
    !place && need !== "no"
  );
  expect(required.map((row) => [row[0], row[12], row[13], row[15], row[17]])).toEqual(
    // deno-lint-ignore no-explicit-any
    json.baseline.controls.map((one: any) => [
      one.control,
      one.required,
      one.status,
      one.conformity,
      String(one.gap).toUpperCase(),
    ]),
  );
  const counted = [
    "total",
    "met",
    "partly",
    "planned",
    "unmet",
    "unassessed",
    "notApplicable",
    "outside",
  ];
  const counts = [...json.baseline.families, ...json.baseline.catalogs, json.baseline.all];
  expect(table(bytes, 5).map(([id, , ...numbers]) => [id, ...numbers])).toEqual(
    counts.map((count) => [
      count.id,
      ...counted.map((part) => String(count[part])),
      String(count.share.best),
      String(count.share.worst),
    ]),
  );
  const found = table(bytes, 9).map((
    [severity, , code, on, message],
  ) => [severity, code, on, message]);
  expect(found).toEqual(
    // deno-lint-ignore no-explicit-any
    json.findings.map((one: any) => [one.severity, one.code, one.on, one.message.en.trim()]),
  );
}

// deno-lint-ignore no-explicit-any
function compareResults(json: any, bytes: Uint8Array): void {
  const flag = (value: boolean) => String(value).toUpperCase();
  expect(table(bytes, 2).map((row) => [row[0], ...row.slice(11)])).toEqual(
    // deno-lint-ignore no-explicit-any
    json.scenarios.map(({ id, risk, defence, over }: any) => [
      id,
      ...[risk.best, risk.worst, defence.best, defence.worst].map(String),
      flag(over.best),
      flag(over.worst),
    ]),
  );
  // deno-lint-ignore no-explicit-any
  const results = json.scenarios.flatMap(({ id, results }: any) =>
    // deno-lint-ignore no-explicit-any
    results.map((result: any) => ({ id, ...result }))
  );
  expect(table(bytes, 4).map((row) => row.filter((_, at) => at !== 2 && at !== 16))).toEqual(
    // deno-lint-ignore no-explicit-any
    results.map(({ id, category, damage, choice, risk, target, over }: any) => [
      id,
      category,
      ...[damage.best, damage.worst].map(String),
      ...["threat", "defence", "vulnerability"].flatMap((part) => [
        String(choice.best[part]),
        String(choice.worst[part]),
      ]),
      ...[risk.best, risk.worst, target.worst ?? "none"].map(String),
      flag(over.best),
      flag(over.worst),
    ]),
  );
  const names = ["distress", "finance", "programs", "disclosure", "safety", "law"];
  const matrix = table(bytes, 3);
  // deno-lint-ignore no-explicit-any
  for (const [index, scenario] of json.scenarios.entries() as Iterable<[number, any]>) {
    expect(matrix[index].slice(2, 8)).toEqual(names.map((category) =>
      // deno-lint-ignore no-explicit-any
      String(scenario.results.find((one: any) => one.category === category)?.risk.worst ?? "")
    ));
  }
}

// deno-lint-ignore no-explicit-any
function comparePlan(json: any, bytes: Uint8Array): void {
  const measures = new Map(table(bytes, 6).map((row) => [row[1], row]));
  expect(measures.size).toBe(json.plan.measures.length);
  for (const measure of json.plan.measures) {
    const row = measures.get(measure.id)!;
    const place = json.plan.order.indexOf(measure.id) + 1;
    expect([row[0], row[6], row[9], row[13], row[15]]).toEqual([
      place === 0 ? "" : String(place),
      measure.due,
      String(measure.cost ?? ""),
      String(measure.closes.length),
      String(measure.raises.length),
    ]);
  }
  expect(table(bytes, 7).map((row) => row.filter((_, at) => at !== 2))).toEqual(
    // deno-lint-ignore no-explicit-any
    json.plan.moves.map(({ scenario, category, from, to, defence }: any) =>
      [scenario, category, from, to, defence.from, defence.to].map(String)
    ),
  );
  expect(table(bytes, 8).map((row) => [row[0], row[1], row[7]])).toEqual(
    // deno-lint-ignore no-explicit-any
    json.treatments.map(({ on, decision, settles }: any) => [
      on,
      decision,
      String(settles).toUpperCase(),
    ]),
  );
}

test("the sample's exported list says what the record says", () => {
  const system = toSystem(opened.spec, assessedSample().system.shelf);
  const rows = table(exported(assessedSample()), 2);
  expect(rows.map(([id, , damage]) => `${id} ${damage}`)).toEqual(
    system.scenarios.map((scenario) =>
      `${scenario.id} ${scenarioValues(scenario, system, "ja").damage}`
    ),
  );
});

test("the README names every limit of a workbook", () => {
  const readme = readFileSync(fileURLToPath(new URL("../README.md", import.meta.url)), "utf8");
  const { unpacked, letters: _, ...counts } = bookLimits;
  expect(readme).toContain(`unpacked ${unpacked / 1e6} MB`);
  for (const number of Object.values(counts).map(counted)) expect(readme).toContain(number);
});
