import { readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import { describe, expect, test } from "vitest";
import { apply, edits } from "../change.ts";
import { generated } from "../fixtures/generated.ts";
import { type Change, misfits, type SystemSpec } from "../schema.ts";
import { standard } from "../standard.ts";
import { resolver } from "../resolve.ts";
import { toSystem } from "../system.ts";
import { counted } from "./limits.ts";
import { current, migrated } from "./migration.ts";
import { limits, open, place, retrace, splice } from "./record.ts";
import { heaviest } from "./yaml.ts";

const resolve = resolver(toSystem({ mitate: 1, id: "x" }, standard).catalogue);
const head = "mitate: 1\nid: x\n";
const lines = (input: string | Uint8Array, file = "x.yaml") => {
  const opened = open(input, file);
  return opened.findings.map((finding) => place(finding, opened, "en"));
};
const bytes = (...numbers: number[]) =>
  new Uint8Array([...new TextEncoder().encode("name: "), ...numbers]);

const scenarioOf = (steps: number) => `  - id: S\n    steps:\n${"      - {id: a}\n".repeat(steps)}`;

describe("open", () => {
  test.each<[string, string | Uint8Array, string]>([
    ["an empty file", "", "x.yaml:1:1 the file is empty"],
    ["comments only", "# a\n# b\n", "x.yaml:1:1 the file is empty"],
    ["a list", "- a\n", "x.yaml:1:1 the file is a list, not a map"],
    ["a single value", "hello", "x.yaml:1:1 the file is a single value, not a map"],
    [
      "a tab as indentation",
      `${head}profile:\n\texposure: x\n`,
      "x.yaml:4:1 this is not valid YAML: tabs cannot",
    ],
    [
      "an open bracket",
      `${head}zones: [a\n`,
      "x.yaml:4:1 this is not valid YAML: a mark is missing",
    ],
    ["an open quote", `${head}name: "a\n`, "x.yaml:4:1 this is not valid YAML: a mark is missing"],
    ["two colons", `${head}name: a: b\n`, 'x.yaml:3:7 this is not valid YAML: a line has two ": "'],
    [
      "a key that stands twice",
      `${head}name: a\nid: y\n`,
      'x.yaml:4:1 the key "id" stands on line 2 as well',
    ],
    ["two documents", `${head}---\n${head}`, "x.yaml:3:1 the file holds more than one document"],
    ["a key that is no text", `${head}? [a]\n: 1\n`, "x.yaml:3:1"],
    [
      "a key that would change the prototype",
      `${head}__proto__: {a: 1}\n`,
      'x.yaml:3:1 "__proto__" cannot',
    ],
    ["an alias of nothing", `${head}name: *a\n`, 'x.yaml:3:7 the alias "*a" refers to nothing'],
    ["an alias in itself", `${head}law: &a [*a]\n`, 'x.yaml:3:10 the alias "*a" contains itself'],
    ["a newer format", "mitate: 2\nid: x\n", "x.yaml:1:1 format version 2 is newer than version 1"],
    ["another format", "mitate: one\nid: x\n", 'x.yaml:1:1 there is no format version "one"'],
    ["no id", "mitate: 1\nname: x\n", 'x.yaml:1:1 the required key "id" is missing'],
    [
      "a word misspelt",
      `${head}controls:\n  AC-2: # c\n    status: implementd\n`,
      'x.yaml:5:5 "status" cannot be "implementd"; did you mean "implemented"?',
    ],
    [
      "a key misspelt",
      `${head}impact: {distres: high}\n`,
      'x.yaml:3:10 the key "distres" is not known here; it is kept but not analysed; did you mean "distress"?',
    ],
    [
      "a number where a text belongs",
      `${head}tables:\n- id: t\n  version: 1.10\n`,
      'x.yaml:5:3 "version" has the value 1.10, which is not a text; put it in quotes: "1.10"',
    ],
    [
      "a missing key, at its parent",
      `${head}scenarios:\n  - name: n\n`,
      'x.yaml:4:5 the required key "id" is missing',
    ],
    ["an empty entry", `${head}scenarios:\n  -\n`, 'x.yaml:4:3 "scenarios" has an empty entry'],
    [
      "a wrong date",
      `${head}measures: [{id: M, due: 2027/3/1}]\n`,
      'x.yaml:3:20 "due" has the value 2027/3/1, which does not fit; write a date as YYYY-MM-DD',
    ],
    [
      "a day that is not in the calendar",
      `${head}treatments: [{on: S, decision: accept, expires: 2027-02-29}]\n`,
      'x.yaml:3:40 "expires" has the value 2027-02-29, which does not fit; write a date as YYYY-MM-DD',
    ],
    [
      "yes where true is meant",
      `${head}profile: {operation: {remote: yes}}\n`,
      'x.yaml:3:23 "remote" cannot be "yes"; known are: true, false, unassessed',
    ],
    [
      "an id without end",
      `${head}zones: [{id: ${"x".repeat(101)}}]\n`,
      'x.yaml:3:10 "id" has the value',
    ],
    [
      "UTF-16",
      new Uint8Array([0xff, 0xfe, 0x6d, 0]),
      "x.yaml:1:1 the file is in UTF-16 (little endian)",
    ],
    [
      "UTF-16 without a mark",
      new Uint8Array([0x6d, 0, 0x69, 0]),
      "x.yaml:1:1 the file is in UTF-16",
    ],
    // 「情報シス」 in either encoding.
    [
      "Shift_JIS",
      bytes(0x8f, 0xee, 0x95, 0xf1, 0x83, 0x56, 0x83, 0x58),
      "x.yaml:1:1 the file is in Shift_JIS",
    ],
    [
      "EUC-JP",
      bytes(0xbe, 0xf0, 0xca, 0xf3, 0xa5, 0xb7, 0xa5, 0xb9),
      "x.yaml:1:1 the file is in EUC-JP",
    ],
    ["JIS", bytes(0x1b, 0x24, 0x42, 0x3e, 0x70), "x.yaml:1:1 the file is in ISO-2022-JP (JIS)"],
    ["bytes of no kind", bytes(0xff, 0xff, 0x80), "x.yaml:1:1 the file is in another encoding"],
  ])("tells of %s, with its place", (_, input, words) => {
    expect(lines(input).join("\n")).toContain(words);
  });

  test.each<[string, () => string, string]>([
    ["aliases that explode", () => {
      const row = (of: string) => `[${Array(10).fill(of).join(", ")}]`;
      return head +
        Array.from({ length: 12 }, (_, n) => `a${n}: &a${n} ${row(n ? `*a${n - 1}` : "1")}`).join(
          "\n",
        );
    }, "the aliases expand to more than 100000 entries"],
    ["a million brackets", () => "[".repeat(1e6), "nested deeper than 60 levels"],
    ["a million dashes", () => "- ".repeat(1e6), "nested deeper than 60 levels"],
    ["maps within maps", () => "{a: ".repeat(1e5), "nested deeper than 60 levels"],
    [
      "ever deeper lines",
      () => Array.from({ length: 100 }, (_, n) => `${" ".repeat(n)}a:`).join("\n"),
      "nested deeper than 60 levels",
    ],
    [
      "a million steps",
      () => `${head}scenarios:\n- id: S\n  steps:\n${"  - id: a\n".repeat(1e6)}`,
      "the file is too large (1,000,006 entries); the limit is 700,000 entries",
    ],
    [
      "a million steps on one line",
      () => `{"steps":[${'{"id":"a"},'.repeat(1e6)}]}`,
      "the file is too large",
    ],
    [
      "more steps than a record can have",
      () => `${head}scenarios:\n${scenarioOf(200).repeat(200)}${scenarioOf(1)}`,
      "the record has 40,001 steps, more than the 40,000 that can be analysed",
    ],
    [
      "more steps than a scenario can have",
      () => `${head}scenarios:\n${scenarioOf(1)}${scenarioOf(501)}`,
      "x.yaml:7:5 this scenario has 501 steps, more than the 500 that one scenario can have",
    ],
    [
      "more measures than can be planned",
      () => `${head}measures:\n${"  - {id: M}\n".repeat(201)}`,
      "x.yaml:3:1 the record has 201 measures, more than the 200 that can be planned",
    ],
    [
      "more changes than can be tried out",
      () =>
        `${head}variants:\n  - id: V\n    changes:\n${
          "      - {type: set-target, damage: 3, risk: A}\n".repeat(2001)
        }`,
      "x.yaml:3:1 measures and variants make 2,001 changes, more than the 2,000",
    ],
    [
      "more entries of a list than can be analysed",
      () => `${head}zones:\n${"  - {id: z}\n".repeat(10_001)}`,
      'x.yaml:3:1 "zones" has 10,001 entries, more than the 10,000 that can be analysed',
    ],
    [
      "more variants than can stand beside each other",
      () => `${head}variants:\n${Array.from({ length: 101 }, (_, n) => `- id: V${n}\n`).join("")}`,
      'x.yaml:3:1 "variants" has 101 entries, more than the 100 that can be analysed',
    ],
    [
      "more controls than can be analysed",
      () =>
        `${head}controls:\n${
          Array.from({ length: 3001 }, (_, n) => `  X-${n}: absent\n`).join("")
        }`,
      'x.yaml:3:1 "controls" has 3,001 entries, more than the 3,000 that can be analysed',
    ],
    [
      "more entries of a list far within",
      () => `${head}damages:\n  - id: D\n    hits:\n${"      - law\n".repeat(10_001)}`,
      'x.yaml:5:5 "damages.hits" has 10,001 entries, more than the 10,000 that can be analysed',
    ],
    [
      "more keys than a record has",
      () => `${head}${Array.from({ length: 10_001 }, (_, n) => `k${n}: 1\n`).join("")}`,
      "x.yaml:1:1 the record has 10,003 keys at its top, more than the 10,000 that are read",
    ],
    [
      "more places than a control can stand apart at",
      () =>
        `${head}controls:\n  AC-2:\n    at:\n${
          Array.from({ length: 301 }, (_, n) => `      c${n}: absent\n`).join("")
        }`,
      'x.yaml:5:5 "controls.AC-2.at" has 301 entries, more than the 300 that can be analysed',
    ],
    [
      "more planned places than can be planned one by one",
      () =>
        `${head}controls:\n${
          Array.from({ length: 5 }, (_, n) =>
            `  AC-${n + 1}: {at: {${
              Array.from({ length: 201 }, (_, n) =>
                n % 2 === 0 ? `c${n}: planned` : `c${n}: {status: planned}`).join(", ")
            }}}\n`).join("")
        }`,
      "x.yaml:3:1 1,005 statuses at single places are planned, more than the 1,000",
    ],
    [
      "more guards and needs than can be analysed",
      () => {
        const step = `{id: a, needs: {any: [b, {all: [c, d]}]}, guards: [${
          "{control: AC-2}, ".repeat(9997)
        }]}, `;
        return `${head}scenarios: [{id: S, steps: [${step.repeat(26)}]}]\n`;
      },
      "x.yaml:3:1 the attack steps name 260,000 guards and needs in all, more than the 250,000",
    ],
    [
      "a byte order mark in the midst of two files that were joined",
      () => `# 表題\r\n\uFEFF${head}`,
      "x.yaml:2:1 the line begins with a byte order mark, left over from joining two files",
    ],
    [
      "a quote of many megabytes that never ends",
      () => `${head}name: "${"x".repeat(3e6)}`,
      "x.yaml:3:3000008",
    ],
    [
      "more defects of form than a record has",
      () => `${head}zones:\n${"  -\n".repeat(1001)}`,
      "x.yaml:1:1 the file has 1,001 defects of form, and one with more than 1,000 is not analysed",
    ],
    [
      "keys without end",
      () => `${head}profile:\n${Array.from({ length: 5000 }, (_, n) => `  k${n}: 1\n`).join("")}`,
      "x.yaml:1:1 4,000 more findings of this kind (key-unknown) are not listed",
    ],
    [
      "aliases in a file that is too large for them",
      () => `${head}name: &n x\nowner: *n\nlaw:\n${"  - x, y\n".repeat(20_000)}`,
      "a file that uses anchors (&), aliases (*), tags (!) or the like can have at most 30,000 entries, and this one has 40,006",
    ],
    [
      "a huge file",
      () => "x".repeat(limits.size + 1),
      "the file is too large (20.1 MB); the limit is 20.0 MB",
    ],
  ])("answers %s at once", (_, make, words) => {
    expect(lines(make()).join("\n")).toContain(words);
  });

  test.each<[string, string]>([
    ["200 measures", `measures:\n${"  - {id: M}\n".repeat(200)}`],
    ["10,000 zones", `zones:\n${"  - {id: z}\n".repeat(10_000)}`],
    ["40,000 steps", `scenarios:\n${scenarioOf(500).repeat(80)}`],
    [
      "aliases in a file of 30,000 entries",
      `name: &n x\nowner: *n\nmarking: |\n${"  x\n".repeat(29_994)}`,
    ],
  ])("takes %s", (_, text) => {
    const { spec, editable, findings } = open(`${head}${text}`, "x.yaml");
    expect([findings, editable]).toEqual([[], true]);
    expect(spec?.id).toBe("x");
  });

  test("nothing may be written while the form is wrong, but what can be read is there", () => {
    const text = `${head}controls: {AC-2: implementd, AC-3: planned}
scenarios:
  - name: nameless
  - id: S2
    threat: 7
    steps: [{id: a b}, {id: ok}]
`;
    const opened = open(text, "x.yaml");
    expect(opened.editable).toBe(false);
    expect(opened.spec).toEqual({
      mitate: 1,
      id: "x",
      controls: { "AC-3": "planned" },
      scenarios: [{ id: "S2", steps: [{ id: "ok" }] }],
    });
    // The first scenario of what was read is the second of the text.
    expect(opened.locate(["scenarios", 0])).toEqual({ line: 6, column: 5 });
    expect(opened.locate(["scenarios", 0, "steps", 0, "id"])).toEqual({ line: 8, column: 25 });
    expect(opened.locate(["scenarios", 0, "note"])).toEqual({ line: 6, column: 5 });
  });

  test("unknown keys stay, and do not keep the record from being edited", () => {
    const opened = open(`${head}extra: {a: 1}\n`, "x.yaml");
    expect(opened.spec).toEqual({ mitate: 1, id: "x", extra: { a: 1 } });
    expect(opened.findings.map(({ severity }) => severity)).toEqual(["info"]);
    expect(opened.editable).toBe(true);
  });

  test("empty values count as not written, and are filled in where they stand", () => {
    const opened = open(`${head}name:\nscenarios:  # まだ\nprofile:\n  exposure:\n`, "x.yaml");
    expect(opened.findings).toEqual([]);
    expect(opened.spec).toEqual({ mitate: 1, id: "x", profile: {} });
    const change: Change = { type: "add", to: "scenarios", value: { id: "S1" } };
    expect(splice(opened.text, edits(opened.spec!, change, resolve).edits))
      .toBe(opened.text.replace("# まだ", "# まだ\n  - id: S1"));
  });

  test("a record without an id takes that of its file for the time being", () => {
    expect(open("mitate: 1\nname: x\n", "scenarios/benefit portal.yaml").spec?.id).toBe(
      "benefit-portal",
    );
  });

  test("a byte order mark and the line ends stay, and columns do not count the mark", () => {
    const text = "\uFEFFmitate: 1\r\nid: x\r\nnam: y\r\n";
    const opened = open(new TextEncoder().encode(text), "x.yaml");
    expect(opened.text).toBe(text);
    expect(opened.spec).toEqual({ mitate: 1, id: "x", nam: "y" });
    expect(opened.locate(["mitate"])).toEqual({ line: 1, column: 1 });
    expect(opened.locate(["nam"])).toEqual({ line: 3, column: 1 });
  });

  test("a record in JSON is a record", () => {
    const record: SystemSpec = { mitate: 1, id: "x", controls: { "AC-2": "planned" } };
    const opened = open(JSON.stringify(record, null, 2), "x.json");
    expect(opened).toMatchObject({ spec: record, findings: [], editable: true });
    const change: Change = { type: "set-status", control: "AC-3", status: "absent" };
    const after = splice(opened.text, edits(record, change, resolve).edits);
    expect(JSON.parse(after)).toEqual(apply(record, [change], resolve).spec);
  });

  test("keys keep their spelling, dates and yes stay texts", () => {
    const { spec } = open(
      `${head}controls: {2.10: planned}\nmeasures: [{id: yes, due: 2027-03-31}]\n`,
      "x.yaml",
    );
    expect(spec).toMatchObject({
      controls: { "2.10": "planned" },
      measures: [{ id: "yes", due: "2027-03-31" }],
    });
  });

  test("messages are there in Japanese", () => {
    const opened = open(`${head}impact: {law: hihg}\n`, "x.yaml");
    expect(place(opened.findings[0], opened, "ja"))
      .toBe("x.yaml:3:10 「law」に「hihg」という値はありません。「high」の誤りではありませんか。");
  });
});

describe("a record of an older format", () => {
  test("is read as the current one, with a warning, and can be edited", () => {
    for (const text of ["id: x\nname: y\n", "mitate: 0\nid: x\nname: y\n"]) {
      const opened = open(text, "x.yaml");
      expect(opened.spec).toEqual({ mitate: current, id: "x", name: "y" });
      expect(opened.findings.map(({ severity }) => severity)).toEqual(["warning"]);
      expect(opened.editable).toBe(true);
    }
  });

  test("keeps its parts", () => {
    const record = { id: "x", scenarios: [] };
    expect(migrated(record, 0).record.scenarios).toBe(record.scenarios);
  });
});

test("what was removed with its comments comes back byte for byte", () => {
  const text = `${head}scenarios:
  # 標的型メール
  - id: S1   # 優先
    name: "漏えい"

  # 内部不正
  # （退職者）
  - id: S2
    steps:
      - {id: a,  guards: [{control: AC-2}]}   # 入口
      # 続きは後日

  - id: S3
`;
  const { spec } = open(text, "x.yaml");
  for (const id of ["S1", "S2", "S3"]) {
    const change: Change = { type: "remove", from: "scenarios", id };
    const without = splice(text, edits(spec!, change, resolve).edits);
    expect(open(without, "x.yaml").spec).toEqual(apply(spec!, [change], resolve).spec);
    const [back] = retrace(text, spec!, change, resolve);
    expect(back).toMatchObject({ type: "add", to: "scenarios", source: expect.any(String) });
    const now = apply(spec!, [change], resolve).spec;
    expect(splice(without, edits(now, back, resolve).edits)).toBe(text);
  }
});

test("an original text that no longer says the value is not used", () => {
  const { spec, text } = open(`${head}scenarios:\n  - id: S1\n`, "x.yaml");
  const change: Change = {
    type: "add",
    to: "scenarios",
    value: { id: "S2" },
    source: "  - id: S3\n",
  };
  expect(splice(text, edits(spec!, change, resolve).edits)).toBe(`${text}  - id: S2\n`);
});

test("a whole record with as many steps as there may be is within all other limits", () => {
  const steps = 20;
  const spec = generated({ scenarios: limits.steps / steps, steps, measures: 0 });
  expect(open(JSON.stringify(spec), "x.json").findings).toEqual([]);
});

test("twenty thousand steps are judged, even when each has a defect", () => {
  for (const key of ["why", "wyh"]) {
    const step = (id: number) => ({
      id: `t${id}`,
      needs: ["a"],
      [key]: "x",
      guards: [{ control: "AC-2" }],
    });
    const scenarios = Array.from({ length: 1000 }, (_, id) => ({
      id: `S${id}`,
      steps: Array.from({ length: 20 }, (_, id) => step(id)),
    }));
    expect(misfits({ mitate: 1, id: "x", scenarios })).toHaveLength(key === "why" ? 0 : 20_000);
  }
});

test("the README names every limit", () => {
  const readme = readFileSync(fileURLToPath(new URL("../README.md", import.meta.url)), "utf8");
  const { size, ...counts } = limits;
  const written = [`${size / 1e6} MB`, ...[...Object.values(counts), heaviest].map(counted)];
  for (const number of written) expect(readme).toContain(number);
});
