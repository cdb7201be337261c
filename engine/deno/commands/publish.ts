import { type Call, type Command, dayOf } from "../call.ts";
import { create, from, replace } from "../files.ts";
import { codes, defect, misuse } from "../stop.ts";
import { complain, print } from "../terminal.ts";

export const publish: Command = {
  name: "publish",
  summary: {
    ja: "ノートブックを一つのHTMLファイルとして公開する",
    en: "publish a notebook as one HTML file",
  },
  usage: {
    ja: `使い方: mitate publish NOTEBOOK -o FILE [--accept-failures] [--at 日付] [--lang ja|en]

ノートブック NOTEBOOK を、一つのHTMLファイル FILE に書き出します。結果は書き出すときに計算して収めるので、
スクリプトを実行できない場所でも読めます。ブラウザーで開けば入力欄が動きます。外部とは一切通信しません。
ノートブックの近くの scenarios フォルダにある記録を読みます。失敗したセルがあれば一覧を出し、
--accept-failures を付けない限り何も書き出しません（終了コードは 1）。

  -o FILE            書き出すファイル。以前に公開した報告書は置き換え、ほかのファイルは上書きしない
  --accept-failures  失敗したセルを承知のうえで公開する。誤りはその場所と付録に示される
  --at 2026-11-22    分析日。既定は今日。同じ日付と同じ入力からは同じファイルができる`,
    en: `Usage: mitate publish NOTEBOOK -o FILE [--accept-failures] [--at DATE] [--lang ja|en]

Writes the notebook NOTEBOOK as one HTML file FILE. Its results are computed now, so that it can be read
where no scripts run; in a browser its inputs react. It never connects to anything. Records are read from
the folder "scenarios" near the notebook. Cells that fail are listed, and nothing is written unless they
are accepted with --accept-failures (exit code 1).

  -o FILE            the file to write; an earlier report is replaced, any other file is left alone
  --accept-failures  publish although cells fail; their errors stand in their place and in the appendix
  --at 2026-11-22    day of the analysis; default today. The same day and input give the same file`,
  },
  options: { value: ["output", "at"], flag: ["accept-failures"] },
  takes: { least: 1, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const { lang, args: [notebook] } = call;
  const output = call.value("output");
  if (output === undefined) throw missing();
  const at = dayOf(call);
  // The compiler of cells is large; the other commands do without it.
  const { opening, publish } = await import("../publish.ts");
  const before = await earlier(output, opening);
  const { html, failed, records } = await publish({ notebook, at, lang });
  for (const { label, told } of failed) complain(`${label}: ${told.join(" ")}`);
  if (failed.length > 0 && !call.flag("accept-failures")) throw failing(failed.length);
  await (before === undefined ? create(output, html) : replace(output, before, html));
  const size = `${Math.ceil(new TextEncoder().encode(html).length / 1000)} kB`;
  print(
    lang === "ja"
      ? `${output} に書き出しました（${size}、分析日 ${at}、記録 ${records.length} 件）。\n`
      : `Wrote ${output} (${size}, day of the analysis ${at}, ${records.length} record(s)).\n`,
  );
  return codes.fine;
}

/** The text that the output has now. Of what is already there, only an earlier report is replaced. */
async function earlier(output: string, opening: string): Promise<string | undefined> {
  const text = await Deno.readTextFile(from(output)).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    return "";
  });
  if (text === undefined || text.startsWith(opening)) return text;
  throw misuse(
    `「${output}」は既にあり、公開した報告書ではないため、上書きしません。-o で別の名前を指定してください。`,
    `"${output}" exists and is no published report, so it is not overwritten. Choose another name with -o.`,
  );
}

function failing(count: number): Error {
  return defect(
    `失敗したセルが ${count} 件あるため、書き出しませんでした。直してから公開するか、承知のうえで公開する場合は --accept-failures を付けてください。`,
    `Nothing was written, since ${count} cell(s) failed. Mend them, or accept them with --accept-failures.`,
  );
}

function missing(): Error {
  return misuse(
    "書き出すファイルを -o で指定してください（例: -o report.html）。",
    "Name the file to write with -o, as in -o report.html.",
  );
}
