import type { Catalog } from "../../catalog.ts";
import type { ImpactTable } from "../../impact.ts";
import { answers, axes as names, report } from "../../messages/report.ts";
import { categories } from "../../model.ts";
import { points, type RatingTable } from "../../rating.ts";
import type { Shelf } from "../../shelf.ts";
import { plain } from "../../show.ts";
import type { Block, Phrase } from "../document.ts";
import { trust } from "./opening.ts";
import { dash, type Voice } from "./voice.ts";

/** Published judgements in full: identity, source, how far to trust them, and every cell. */
export function shelf(
  { impacts, catalogs, tables }: Pick<Shelf, "impacts" | "catalogs" | "tables">,
  speak: Voice,
): Block[] {
  return [
    ...impacts.map((table) => impact(table, speak)),
    ...catalogs.map((catalog) => contents(catalog, speak)),
    ...tables.map((table) => rating(table, speak)),
  ];
}

function section(
  table: Pick<RatingTable, "id" | "name" | "version" | "source" | "provenance" | "note">,
  blocks: readonly Block[],
  speak: Voice,
): Block {
  const { say } = speak;
  const rows: [string, Phrase][] = [
    ["ID", table.id],
    [say(report.version), table.version],
    [say(report.source), table.source],
    [say(report.provenance), trust(table, speak)],
    [say(report.note), table.note ? say(table.note) : ""],
  ];
  return {
    kind: "section",
    id: table.id,
    title: say(table.name),
    blocks: [{ kind: "facts", rows: rows.filter(([, value]) => value !== "") }, ...blocks],
  };
}

/** The last axis stands across, the others down; a table of one axis is one row. */
function rating(table: RatingTable, speak: Voice): Block {
  const { axes, cells } = table;
  const across = axes[axes.length - 1];
  const down = axes.slice(0, -1);
  const value = (key: string) => `${cells[key] ?? dash}`;
  const named = (axis: string) => speak.say(names[axis] ?? plain(axis));
  const block: Block = {
    kind: "table",
    caption: speak.say(report.cells),
    columns: [
      ...down.map(({ name }) => ({ title: named(name), head: true })),
      ...across.values.map((one) => ({
        title: `${named(across.name)}\n${codeOf(across.name, one, speak)}`,
        align: "center" as const,
      })),
    ],
    rows: points(down).map((indices) => {
      const values = indices.map((index, axis) => down[axis].values[index]);
      return [
        ...values.map((one, axis) => codeOf(down[axis].name, one, speak)),
        ...across.values.map((one) => value([...values, one].join("/"))),
      ];
    }),
  };
  return section(table, [block], speak);
}

/** A value of an axis in words, where it is a code of a record. */
function codeOf(axis: string, value: string | number, speak: Voice): string {
  if (answers[value]) return speak.say(answers[value]);
  if (axis === "status" || axis === "category") return speak.word(axis, value);
  if (axis === "impact") return speak.word("level", value);
  return `${value}`;
}

function impact(table: ImpactTable, speak: Voice): Block {
  const { say } = speak;
  const levels = ["high", "moderate", "low"] as const;
  const block: Block = {
    kind: "table",
    caption: say(report.cells),
    columns: [
      { title: say(report.category), head: true, wrap: true },
      ...levels.map((level) => ({ title: say(table.levels[level].name), wrap: true })),
    ],
    rows: categories.map((category) => {
      const { name, definitions } = table.categories[category];
      return [say(name), ...levels.map((level) => say(definitions[level]))];
    }),
  };
  return section(table, [block], speak);
}

/** A catalogue by family: how many controls it has and how many each baseline asks for. */
function contents(catalog: Catalog, speak: Voice): Block {
  const { say } = speak;
  const baselines = ["low", "moderate", "high", "privacy"] as const;
  const of = (family: string, baseline?: typeof baselines[number]) =>
    catalog.controls.filter((control) =>
      (family === "" || control.family === family) &&
      (baseline === undefined || control.baselines.includes(baseline))
    ).length;
  const row = (id: string, name: string) => [
    id,
    name,
    `${of(id)}`,
    ...baselines.map((baseline) => `${of(id, baseline)}`),
  ];
  const block: Block = {
    kind: "table",
    caption: say(report.cells),
    columns: [
      { title: say(report.family), head: true },
      { title: say(report.name), wrap: true },
      { title: say(report.control), align: "end" },
      ...baselines.map((baseline) => ({ title: baseline, align: "end" as const })),
    ],
    rows: catalog.families.map(({ id, name }) => row(id, say(name))),
    foot: [row("", say(report.all))],
  };
  return section(catalog, [block], speak);
}
