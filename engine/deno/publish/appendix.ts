import { assess, engine, type TableUse } from "../../assess.ts";
import { word } from "../../messages/words.ts";
import type { Lang, Text } from "../../text.ts";
import { escape, hash } from "./markup.ts";
import type { Parts } from "./page.ts";

/** What the report rests on, for readers: files with their digests, tables with their provenance. */
export async function appendix(parts: Parts): Promise<string> {
  const { publication: { lang, at }, gathered: { name, source }, used } = parts;
  const files = [[name, await hash(source, "hex")]];
  for (const { file, opened } of used) files.push([file, await hash(opened.text, "hex")]);
  const tables = tablesOf(parts).map((table) => [
    table.name[lang] + (table.note ? `（${table.note[lang]}）` : ""),
    table.version,
    table.source,
    word("provenance", table.provenance)[lang],
  ]);
  return `<footer>
<h2>${escape(words.basis[lang])}</h2>
<p>${escape(words.at[lang])} ${at}　Mitate ${engine}</p>
${grid(words.files, [words.file, words.digest], files, lang)}
${tables.length ? grid(words.tables, tableHead, tables, lang) : ""}
</footer>`;
}

/** What the report rests on, as data: the sources as they were read, so that all can be run again. */
export async function sources(
  { publication, gathered, used, cells }: Parts,
): Promise<unknown> {
  const { at, lang } = publication;
  const { name, source, catalogs } = gathered;
  const records = await Promise.all(used.map(async ({ file, opened }) => ({
    path: file,
    sha256: await hash(opened.text, "hex"),
    text: opened.text,
  })));
  const notebook = { path: name, sha256: await hash(source, "hex"), text: source };
  const proposes = cells.some(({ inputs }) =>
    inputs.includes("patterns") || inputs.includes("patternPicker")
  );
  const patterns = proposes ? gathered.patterns : undefined;
  return { mitate: 1, engine, at, lang, notebook, records, catalogs, patterns };
}

function tablesOf({ publication: { at }, used }: Parts): TableUse[] {
  const tables = new Map<string, TableUse>();
  for (const { system } of used) {
    if (system) { for (const table of assess(system, at).tables) tables.set(table.ref, table); }
  }
  return [...tables.values()];
}

const words = {
  at: { ja: "分析日", en: "Day of the analysis" },
  basis: { ja: "この報告書の根拠", en: "What this report rests on" },
  digest: { ja: "内容の SHA-256", en: "SHA-256 of the content" },
  file: { ja: "ファイル", en: "File" },
  files: { ja: "ノートブックと記録", en: "Notebook and records" },
  tables: { ja: "使用した表", en: "Tables used" },
  table: { ja: "表", en: "Table" },
  version: { ja: "版", en: "Version" },
  source: { ja: "出典", en: "Source" },
  provenance: { ja: "信頼度", en: "Provenance" },
} satisfies Record<string, Text>;

const tableHead = [words.table, words.version, words.source, words.provenance];

function grid(caption: Text, head: Text[], rows: string[][], lang: Lang): string {
  return `<table><caption>${escape(caption[lang])}</caption>
<thead><tr>${head.map((one) => `<th scope="col">${escape(one[lang])}</th>`).join("")}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row.map((one) => `<td>${escape(one)}</td>`).join("")}</tr>`).join("\n")}
</tbody></table>`;
}
