import type { Severity } from "../../finding.ts";
import { word } from "../../messages/words.ts";
import type { Lang, Text } from "../../text.ts";
import type { Evidence, FindingEvidence } from "./evidence.ts";
import { escape } from "./markup.ts";
import type { Parts } from "./page.ts";
import { unmade } from "./stamp.ts";

/**
 * What the report rests on, for readers: its own digest, files with theirs, tables with provenance, what
 * was open when it was published. The digest comes first: nothing that people wrote stands before it.
 */
export function appendix({ cells, engine }: Parts, rests: Evidence): string {
  const { lang, at, notebook, records, rules, seed, only } = rests;
  const labels = new Map(cells.map(({ id, label }) => [id, label]));
  const files = [notebook, ...records].map(({ path, sha256, text }) => [
    code(path),
    code(sha256),
    escape(words[text === undefined ? "digestOnly" : "carried"][lang]),
  ]);
  const tables = rests.tables.map((table) => [
    escape(table.name[lang] + (table.note ? `（${table.note[lang]}）` : "")),
    escape(table.version),
    escape(table.source),
    escape(word("provenance", table.provenance)[lang]),
    `<code class="short">${escape(table.sha256.slice(0, 12))}</code>`,
  ]);
  const failed = rests.failed.map(({ cell, told }) => [
    escape(labels.get(cell) ?? String(cell)),
    escape(told.join(" ")),
  ]);
  const part: string[][] = only === undefined ? [] : [[words.part[lang], escape(only)]];
  const facts = [
    [words.own[lang], `${code(unmade)}<br>${escape(words.guards[lang])}`],
    ...part,
    [words.at[lang], at],
    [words.engine[lang], escape(`Mitate ${engine}${words.rules[lang]}${rules}`)],
    ...seed === undefined ? [] : [[words.seed[lang], String(seed)]],
  ];
  return `<footer>
<h2 id="basis">${escape(words.basis[lang])}</h2>
<table><caption>${escape(words.report[lang])}</caption>
<tbody>
${
    facts.map(([name, value]) => `<tr><th scope="row">${escape(name)}</th><td>${value}</td></tr>`)
      .join("\n")
  }
</tbody></table>
${grid(words.files, [words.file, words.digest, words.content], files, lang)}
${tables.length ? grid(words.tables, tableHead, tables, lang) : ""}
${records.length ? open(rests.findings, lang) : ""}
${failed.length ? grid(words.failed, [words.cell, words.message], failed, lang) : ""}
</footer>`;
}

const words = {
  at: { ja: "分析日", en: "Day of the analysis" },
  basis: { ja: "この報告書の根拠", en: "What this report rests on" },
  part: { ja: "公開した部分", en: "Published part" },
  report: { ja: "報告書", en: "The report" },
  own: { ja: "この報告書の要約値", en: "Digest of this report" },
  guards: {
    ja:
      "保管や受渡しの間の破損や書換えに気付くためのものです。故意の偽造は防げません。mitate verify で確かめられます。",
    en:
      "It shows damage and accidental changes; it does not guard against forgery. Check it with mitate verify.",
  },
  engine: { ja: "分析エンジン", en: "Engine" },
  rules: { ja: "、規則の版 ", en: ", edition of the rules " },
  seed: { ja: "乱数の種", en: "Seed of the random numbers" },
  digest: { ja: "内容の SHA-256", en: "SHA-256 of the content" },
  content: { ja: "内容", en: "Content" },
  carried: { ja: "この報告書に収録", en: "in this file" },
  digestOnly: { ja: "要約値だけを収録", en: "digest only" },
  file: { ja: "ファイル", en: "File" },
  files: { ja: "ノートブックと記録", en: "Notebook and records" },
  tables: { ja: "使用した表", en: "Tables used" },
  table: { ja: "表", en: "Table" },
  version: { ja: "版", en: "Version" },
  source: { ja: "出典", en: "Source" },
  provenance: { ja: "信頼度", en: "Provenance" },
  short: { ja: "要約値", en: "Digest" },
  findings: {
    ja: "公開時に残っている記録への指摘",
    en: "Findings on the records, open at publishing",
  },
  noFindings: {
    ja: "公開時に残っている指摘はありません。",
    en: "There are no open findings on the records.",
  },
  severity: { ja: "重要度", en: "Severity" },
  place: { ja: "箇所", en: "Place" },
  message: { ja: "内容", en: "Message" },
  more: {
    ja: "ほか {count} 件（この報告書のデータにはすべて収めています）",
    en: "{count} more; all of them are in the data of this file",
  },
  failed: {
    ja: "失敗したまま承知のうえで公開したセル",
    en: "Cells that failed and were accepted at publishing",
  },
  cell: { ja: "セル", en: "Cell" },
} satisfies Record<string, Text>;

const tableHead = [words.table, words.version, words.source, words.provenance, words.short];
const severities: readonly Severity[] = ["error", "warning", "info"];

/** A page of findings says enough; the data have them all. */
const listed = 200;

/** What the checks say of the records, the gravest first. */
function open(findings: readonly FindingEvidence[], lang: Lang): string {
  if (findings.length === 0) return `<p>${escape(words.noFindings[lang])}</p>`;
  const sorted = severities.flatMap((one) => findings.filter(({ severity }) => severity === one));
  const rows = sorted.slice(0, listed).map(({ file, line, column, severity, text }) => [
    escape(word("severity", severity)[lang]),
    code(line === undefined ? file : `${file}:${line}:${column}`),
    escape(text),
  ]);
  const more = sorted.length - listed;
  const rest = more > 0
    ? `<p>${escape(words.more[lang].replace("{count}", String(more)))}</p>`
    : "";
  return grid(words.findings, [words.severity, words.place, words.message], rows, lang) + rest;
}

function code(text: string): string {
  return `<code>${escape(text)}</code>`;
}

/** A table of markup. */
function grid(caption: Text, head: Text[], rows: string[][], lang: Lang): string {
  return `<table><caption>${escape(caption[lang])}</caption>
<thead><tr>${head.map((one) => `<th scope="col">${escape(one[lang])}</th>`).join("")}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row.map((one) => `<td>${one}</td>`).join("")}</tr>`).join("\n")}
</tbody></table>`;
}
