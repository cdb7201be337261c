import { describe, expect, test } from "vitest";
import { assess } from "../assess.ts";
import { tell } from "../finding.ts";
import { standard } from "../standard.ts";
import { toSystem } from "../system.ts";
import { openCatalog } from "./catalog.ts";

const text = `id: own
name: { ja: 自組織の基準, en: House rules }
version: 2026
source: 内規 第3号
families: [{ id: K, name: 共通 }]
controls:
  - { id: K-1, family: K, title: 持込み機器の登録, baselines: [low, moderate, high] }
  - { id: K-2, family: K, title: 任意の管理策 }
`;

const messages = (written: string) =>
  openCatalog(written, "own.yaml").findings.map((one) =>
    `${one.line}:${one.column} ${tell(one, "en")}`
  );

test("a file that is too large or not in UTF-8 gives one error and no catalogue", () => {
  const rows = "- a\n".repeat(800_000);
  const list = "- a\n".repeat(50_000);
  const shift = new Uint8Array([0x8f, 0xee, 0x95, 0xf1, 0x83, 0x56]);
  for (
    const [input, code] of [
      [rows, "file-too-large"],
      [list, "file-too-odd"],
      [shift, "not-utf8"],
    ] as const
  ) {
    const { catalog, findings } = openCatalog(input, "own.yaml");
    expect([catalog, findings.map((finding) => finding.code)]).toEqual([undefined, [code]]);
  }
});

describe("openCatalog", () => {
  test("reads a catalogue, marked as the organisation's own, whose controls are then required", () => {
    const { catalog, findings } = openCatalog(text, "own.yaml");
    expect(findings).toEqual([]);
    expect(catalog).toMatchObject({ id: "own", version: "2026", provenance: "user" });
    const shelf = { ...standard, catalogs: [...standard.catalogs, catalog!] };
    const system = toSystem(
      { mitate: 1, id: "x", method: { baseline: ["own"] }, impact: { law: "low" } },
      shelf,
    );
    expect(assess(system, "2026-11-22").baseline.controls.map(({ control }) => control))
      .toEqual(["K-1"]);
  });

  test("leaves out a control of a missing family and the second of two, and says where", () => {
    const more =
      `${text}  - { id: k-01, family: K, title: again }\n  - { id: X-1, family: KK, title: x }\n`;
    expect(messages(more)).toEqual([
      '9:3 control "k-01" is there twice; the first counts. Remove one of the two',
      expect.stringMatching(/^10:16 control "X-1" is of the family "KK"/),
    ]);
    const { catalog } = openCatalog(more, "own.yaml");
    expect(catalog!.controls.map(({ id }) => id)).toEqual(["K-1", "K-2"]);
  });

  test.each([
    ["a missing key", text.replace("source: 内規 第3号\n", ""), /"?source"?/],
    ["a wrong value", text.replace("[low, moderate, high]", "[lwo]"), /lwo/],
    ["no YAML", "a: [", /cannot be read/],
    ["an empty file", "", /empty/],
  ])("gives no catalogue for %s", (_, written, expected) => {
    expect(openCatalog(written, "own.yaml").catalog).toBeUndefined();
    expect(messages(written).join("\n")).toMatch(expected);
  });

  test("reports an unknown key and reads on", () => {
    const { catalog } = openCatalog(`nmae: x\n${text}`, "own.yaml");
    expect(catalog?.id).toBe("own");
    expect(messages(`nmae: x\n${text}`)).toEqual([
      expect.stringMatching(/^1:1 .*did you mean "name"/),
    ]);
  });
});
