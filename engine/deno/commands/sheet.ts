import { apply, describe } from "../../change.ts";
import { fill, tell } from "../../finding.ts";
import { harmless } from "../../formats/column.ts";
import { preview as told } from "../../formats/list/preview.ts";
import { exportSheet, type Imported, importSheet, type Remark } from "../../formats/sheet.ts";
import { outcome as messages } from "../../messages/sheet.ts";
import { words } from "../../messages/words.ts";
import { resolver } from "../../resolve.ts";
import type { Change } from "../../schema.ts";
import type { System } from "../../model.ts";
import type { Lang } from "../../text.ts";
import { type Call, type Command, dayOf } from "../call.ts";
import { create, readBytes } from "../files.ts";
import { analysed, load } from "../load.ts";
import { codes, misuse, Stop } from "../stop.ts";
import { print } from "../terminal.ts";
import { editable, save } from "./set.ts";

export const sheet: Command = {
  name: "sheet",
  summary: {
    ja: "分析をExcelブックに書き出す。記入した一覧を取り込む",
    en: "write the analysis as an Excel workbook; bring filled-in lists back",
  },
  usage: {
    ja: `使い方: mitate sheet FILE -o BOOK.xlsx [--at 日付] [--lang ja|en]
        mitate sheet FILE --import BOOK.xlsx [--apply [--skip]] [--json] [--lang ja|en]

記録 FILE の分析を、管理策、シナリオ、シナリオ×被害分類、対策、指摘などの表を持つExcelブックに
書き出します。「管理策」と「シナリオ」の黄色の列に記入したブックは --import で取り込めます。まず変更の
一覧を示すだけで、--apply を付けると記録に書き込みます。意味を持つのはコードの列です。「シナリオ」に
加えた行は新しいシナリオになります。理由、証跡、担当、期限、備考、攻撃者、攻撃先は、書き出した一覧の
セルを空にすると記載が消えます。ほかの空のセルは何も変えません。列の並べ替えやセルの結合はかまわず、
ほかで作った一覧も見出しがあれば読みます。数式は計算せず保存時の値を読み、マクロやほかのファイルへの
リンクには触れません。

  -o BOOK.xlsx          書き出すブック。既にあるファイルは上書きしない
  --at 2026-11-22       分析日。既定は今日。同じ日付と同じ入力からは同じファイルができる
  --import BOOK.xlsx    取り込むブック
  --apply               記録に書き込む。読み取れない行があれば何も書き込まない
  --skip                読み取れない行を除いて書き込む
  --json                JSONで出力する

読み取れない行があるときの終了コードは 1 です。`,
    en: `Usage: mitate sheet FILE -o BOOK.xlsx [--at DATE] [--lang ja|en]
       mitate sheet FILE --import BOOK.xlsx [--apply [--skip]] [--json] [--lang ja|en]

Writes the analysis of the record FILE as an Excel workbook with tables of controls, scenarios, scenarios ×
categories, measures, findings and more. A workbook whose yellow columns of "Controls" and "Scenarios" were
filled in comes back with --import: first as a list of changes only, with --apply into the record. Codes
carry the meaning. A row added to "Scenarios" becomes a new scenario. Emptying a cell of reason, evidence,
owner, due, note, attacker or target in a list that was exported removes what it held; other empty cells
change nothing. Columns may be moved and cells merged, and a list made elsewhere is read where it has heads.
Formulas are not computed (what they came to when the file was saved is read); macros and links to other
files are left alone.

  -o BOOK.xlsx          the workbook to write; an existing file is never overwritten
  --at 2026-11-22       day of the analysis; default today. The same day and input give the same file
  --import BOOK.xlsx    the workbook to read
  --apply               write into the record; nothing is written where a row cannot be read
  --skip                write without the rows that cannot be read
  --json                print JSON

The exit code is 1 where a row cannot be read.`,
  },
  options: { value: ["output", "at", "import"], flag: ["apply", "skip", "json"] },
  takes: { least: 1, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const [output, book] = [call.value("output"), call.value("import")];
  if ((output === undefined) === (book === undefined)) throw either();
  const lone = ["apply", "skip", "json"].find((name) => book === undefined && call.flag(name));
  if (lone !== undefined) throw needs(lone, "import");
  if (call.flag("skip") && !call.flag("apply")) throw needs("skip", "apply");
  return book === undefined ? await written(output!, call) : await taken(book, call);
}

async function written(output: string, call: Call): Promise<number> {
  const { lang, args: [file] } = call;
  if (!/\.xlsx$/i.test(output)) throw ending(output);
  const loaded = await load(file);
  const at = dayOf(call);
  const { assessment, findings } = analysed(loaded, at);
  if (!assessment) throw unreadable(file);
  const bytes = exportSheet(assessment, findings, { lang, file });
  await create(output, bytes);
  const size = `${Math.ceil(bytes.length / 1000)} kB`;
  print(
    lang === "ja"
      ? `${output} に書き出しました（${size}、分析日 ${at}）。\n`
      : `Wrote ${output} (${size}, day of the analysis ${at}).\n`,
  );
  return findings.some(({ severity }) => severity === "error") ? codes.defect : codes.fine;
}

async function taken(book: string, call: Call): Promise<number> {
  const { lang, args: [file] } = call;
  const loaded = await load(file);
  const system = editable(loaded);
  const imported = importSheet(await readBytes(book), system);
  const bad = imported.remarks.some(({ severity }) => severity === "error");
  const writing = call.flag("apply") && (!bad || call.flag("skip")) && imported.changes.length > 0;
  refuse(system, imported.changes);
  const quiet = call.flag("json");
  if (!quiet) print(preview(imported, system, writing, call));
  if (writing) await save(loaded.opened, system, imported.changes, lang, { quiet });
  if (quiet) print(json(imported, writing));
  return bad && !writing ? codes.defect : codes.fine;
}

/** What a record cannot take is found before anything is written; reading should have seen to it. */
function refuse(system: System, changes: readonly Change[]): void {
  const { refused } = apply(system.spec, changes, resolver(system.catalogue));
  if (refused.length === 0) return;
  const told = (lang: Lang) =>
    refused.map(({ code, params }) =>
      tell({ code, params, severity: "error", on: "", path: [] }, lang)
    ).join("\n");
  throw new Stop({ ja: told("ja"), en: told("en") }, codes.defect);
}

function json({ changes, rows, remarks, read }: Imported, applied: boolean): string {
  const value = {
    mitate: 1,
    read,
    applied,
    changes: changes.map((change) => ({ ...change, text: describe(change) })),
    rows: rows.map(({ sheet, number, changes }) => ({
      sheet,
      row: number,
      changes: changes.length,
    })),
    findings: remarks.map(({ text, ...remark }) => ({ ...remark, message: text })),
  };
  return JSON.stringify(value, null, 2) + "\n";
}

/** The changes row by row (writing tells them itself), then what could not be read, then the way on. */
function preview(
  imported: Imported,
  system: System,
  writing: boolean,
  { lang, flag, value }: Call,
): string {
  const { rows, changes, remarks, read } = imported;
  const bad = remarks.filter(({ severity }) => severity === "error").length;
  const params = { read, rows: rows.length, changes: changes.length };
  const outcome = fill(changes.length > 0 ? messages.asks : messages.same, params, lang);
  const book = value("import");
  const summary = lang === "ja" ? `${book}：${outcome}` : `${book}: ${outcome}`;
  const asked = (writing ? [] : rows).flatMap(({ sheet, number, changes }) =>
    changes.map((change) => `  ${sheet}!${number}  ${told(change, system, 120)[lang]}`)
  );
  const notes = remarks.map((remark) => `  ${line(remark, lang)}`);
  const lines = [summary, ...asked, ...notes, ...way(changes.length, bad, flag, lang)];
  return lines.map(harmless).join("\n") + "\n";
}

/** `Controls!C5 error: "maybe" is not a status`. */
function line({ sheet, cell, severity, text }: Remark, lang: Lang): string {
  const where = sheet === "" ? "" : cell === "" ? `${sheet} ` : `${sheet}!${cell} `;
  const word = words.severity[severity][lang];
  return lang === "ja" ? `${where}${word}：${text.ja}` : `${where}${word}: ${text.en}`;
}

function way(
  changes: number,
  bad: number,
  flag: Call["flag"],
  lang: Lang,
): string[] {
  if (flag("apply") && bad > 0 && !flag("skip")) {
    return [
      lang === "ja"
        ? "読み取れないところがあるため、何も書き込みませんでした。直すか、--skip を付けて除いてください。"
        : "Something cannot be read, so nothing was written. Correct it, or leave it out with --skip.",
    ];
  }
  if (flag("apply") || changes === 0) return [];
  return [
    lang === "ja"
      ? "記録に書き込むには --apply を付けてください。"
      : "Add --apply to write this into the record.",
  ];
}

function either(): Error {
  return misuse(
    "書き出すなら -o BOOK.xlsx を、取り込むなら --import BOOK.xlsx を、どちらか一つ指定してください。",
    "Name either a workbook to write with -o BOOK.xlsx, or one to read with --import BOOK.xlsx.",
  );
}

function needs(name: string, other: string): Error {
  return misuse(
    `--${name} は --${other} とともに指定してください。`,
    `--${name} goes with --${other} only.`,
  );
}

function ending(output: string): Error {
  return misuse(
    `「${output}」の名前は .xlsx で終わらせてください。`,
    `"${output}" must end in .xlsx.`,
  );
}

function unreadable(file: string): Error {
  return new Stop({
    ja: `「${file}」は読み取れません。mitate check で指摘を確かめてください。`,
    en: `"${file}" cannot be read; mitate check says why.`,
  }, codes.defect);
}
