import { assess } from "../../assess.ts";
import { shelf as chapter } from "../../formats/chapters/shelf.ts";
import { voice } from "../../formats/chapters/voice.ts";
import { text } from "../../formats/report.ts";
import { standard } from "../../standard.ts";
import { type Call, type Command, dayOf } from "../call.ts";
import { load } from "../load.ts";
import { codes, defect } from "../stop.ts";
import { print, terminal } from "../terminal.ts";

export const tables: Command = {
  name: "tables",
  summary: {
    ja: "同梱の表、または記録が使う表を、出典とマスとともに示す",
    en: "show the tables that ship, or that a record uses, with source and cells",
  },
  usage: {
    ja: `使い方: mitate tables [FILE] [--at 日付] [--lang ja|en]

分析に使う表の名称・版・出典・信頼度とマスを示します。FILE を付けると、その記録が使うものだけを示します。`,
    en: `Usage: mitate tables [FILE] [--at DATE] [--lang ja|en]

Shows name, version, source, provenance and cells of the tables; with FILE, of those that record uses.`,
  },
  options: { value: ["at"] },
  takes: { least: 0, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const blocks = chapter(await shelf(call), voice(call.lang));
  print(text(blocks, { lang: call.lang, ...terminal() }));
  return codes.fine;
}

async function shelf(call: Call): Promise<Parameters<typeof chapter>[0]> {
  const [file] = call.args;
  if (file === undefined) return standard;
  const { system } = await load(file);
  if (!system) {
    throw defect(
      `「${file}」は読み取れません。mitate check ${file} で指摘を確かめてください。`,
      `"${file}" cannot be read; mitate check ${file} says why.`,
    );
  }
  const used = new Set(assess(system, dayOf(call)).tables.map(({ id }) => id));
  const risks = [system.method.risk.table, ...system.method.risk.stages.map(({ table }) => table)];
  const all = [...system.shelf.tables, ...risks].filter(({ id }) => used.has(id));
  return {
    impacts: [system.method.impact],
    catalogs: system.method.catalogs,
    tables: [...new Map(all.map((table) => [table.id, table])).values()],
  };
}
