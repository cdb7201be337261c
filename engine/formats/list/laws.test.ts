import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply } from "../../change.ts";
import { shelf } from "../../fixtures/arbitrary.ts";
import { exported, saved, type Sheets } from "../fixtures/exported.ts";
import { assessedSample } from "../../fixtures/sample.ts";
import { wordy } from "../../fixtures/wordy.ts";
import type { System } from "../../model.ts";
import { resolver } from "../../resolve.ts";
import type { Change, SystemSpec } from "../../schema.ts";
import { toSystem } from "../../system.ts";
import type { Lang } from "../../text.ts";
import { paste } from "../paste.ts";
import { importSheet } from "../sheet.ts";
import { controlTexts, controlValues } from "./controls.ts";
import { tidy } from "./row.ts";
import { scenarioValues } from "./scenarios.ts";

const languages = ["ja", "en"] as const;
const lang = fc.constantFrom(...languages);

function done(system: System, changes: readonly Change[]): System {
  const { spec, refused } = apply(system.spec, changes, resolver(system.catalogue));
  expect(refused).toEqual([]);
  return toSystem(spec, system.shelf);
}

/** Rows as a spreadsheet puts them on the clipboard. */
function copied(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string) =>
    /[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return rows.map((row) => row.map(quoted).join("\t")).join("\n");
}

function any(law: (system: System, sheets: Sheets, lang: Lang) => void): void {
  fc.assert(
    fc.property(wordy, lang, (spec, lang) => {
      const system = toSystem(spec, shelf);
      law(system, exported(system, lang), lang);
    }),
    { seed: 201, numRuns: 40 },
  );
}

describe("an exported list", () => {
  test("saved again, or copied and pasted, changes nothing", () => {
    any((system, sheets) => {
      expect(importSheet(saved(sheets), system)).toMatchObject({ changes: [], remarks: [] });
      const [controls, scenarios] = Object.values(sheets);
      for (const row of paste(copied(controls), "controls", system)) {
        expect(row).toMatchObject({ changes: [], problems: [] });
      }
      for (const row of paste(copied(scenarios), "scenarios", system)) {
        expect(row).toMatchObject({ changes: [], problems: [] });
      }
    });
  });

  test("of the sample, pasted, changes nothing in either language", () => {
    const { system } = assessedSample();
    for (const lang of languages) {
      const [controls, scenarios] = Object.values(exported(system, lang));
      const rows = [
        ...paste(copied(controls), "controls", system),
        ...paste(copied(scenarios), "scenarios", system),
      ];
      expect(rows.length).toBeGreaterThan(300);
      expect(rows.filter((row) => row.changes.length + row.problems.length > 0)).toEqual([]);
    }
  });

  test("with every optional cell emptied takes away exactly what these held", () => {
    let gone = 0;
    any((system, sheets, lang) => {
      const [controls, scenarios] = Object.values(sheets);
      const before = held(system, lang);
      for (const row of controls.slice(1)) for (const at of [5, 6, 7, 8, 9]) row[at] = "";
      for (const row of scenarios.slice(1)) for (const at of [3, 5, 6, 7]) row[at] = "";
      const { changes, remarks } = importSheet(saved(sheets), system);
      expect(changes).toHaveLength(before.length);
      expect(changes.every((one) => one.type === "set-field" && one.value === null)).toBe(true);
      expect(remarks.map(({ code }) => code)).toEqual(before.length > 0 ? ["removals"] : []);
      const after = done(system, changes);
      expect(held(after, lang)).toEqual([]);
      const statuses = (system: System) =>
        [...system.controls].map(([control]) => controlValues(system, control, "", "ja").status);
      expect(statuses(after)).toEqual(statuses(system));
      gone += before.length;
    });
    expect(gone).toBeGreaterThan(100);
  });

  test("with rows added makes exactly these scenarios, and the next time none", () => {
    const name = fc.constantFrom("新しい攻撃", "別の攻撃", "third attack");
    const row = fc.record({ name, threat: fc.constantFrom("", "1", "３", "高") });
    const added = fc.uniqueArray(row, { selector: ({ name }) => name, minLength: 1 });
    fc.assert(
      fc.property(wordy, lang, added, (spec, lang, added) => {
        const system = toSystem(spec, shelf);
        const sheets = exported(system, lang);
        const [, scenarios] = Object.values(sheets);
        for (const { name, threat } of added) scenarios.push(["", name, "", "", threat]);
        const { changes } = importSheet(saved(sheets), system);
        expect(changes.map((one) => one.type === "add" && (one.value as SystemSpec).name))
          .toEqual(added.map(({ name }) => name));
        const after = done(system, changes);
        expect(after.scenarios).toHaveLength(system.scenarios.length + added.length);
        expect(importSheet(saved(sheets), after).changes).toEqual([]);
      }),
      { seed: 201, numRuns: 40 },
    );
  });
});

/** Every optional text that the lists of an export show. */
function held(system: System, lang: Lang): string[] {
  const controls = [...system.controls].flatMap(([control, { at }]) =>
    system.catalogue.has(control)
      ? ["", ...Object.keys(at)].flatMap((place) => {
        const values = controlValues(system, control, place, lang);
        return controlTexts.map((field) => values[field]);
      })
      : []
  );
  const scenarios = system.scenarios.flatMap((scenario) => {
    const { attacker, why, target, note } = scenarioValues(scenario, system, lang);
    return [attacker, why, target, note];
  });
  return [...controls, ...scenarios].filter((text) => tidy(text) !== "");
}
