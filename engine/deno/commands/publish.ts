import { type Call, type Command, dayOf } from "../call.ts";
import { codes, misuse } from "../stop.ts";
import { complain, print } from "../terminal.ts";

export const publish: Command = {
  name: "publish",
  summary: {
    ja: "ノートブックを一つのHTMLファイルとして公開する",
    en: "publish a notebook as one HTML file",
  },
  usage: {
    ja: `使い方: mitate publish NOTEBOOK -o FILE [--at 日付] [--lang ja|en]

ノートブック NOTEBOOK を、一つのHTMLファイル FILE に書き出します。結果は書き出すときに計算して収めるので、
スクリプトを実行できない場所でも読めます。ブラウザーで開けば入力欄が動きます。外部とは一切通信しません。
ノートブックの近くの scenarios フォルダにある記録を読みます。失敗したセルはその場所に誤りを示し、
ここにも一覧を出します（終了コードは 1）。

  -o FILE          書き出すファイル。以前に公開した報告書は置き換え、ほかのファイルは上書きしない
  --at 2026-11-22  分析日。既定は今日。同じ日付と同じ入力からは同じファイルができる`,
    en: `Usage: mitate publish NOTEBOOK -o FILE [--at DATE] [--lang ja|en]

Writes the notebook NOTEBOOK as one HTML file FILE. Its results are computed now, so that it can be read
where no scripts run; in a browser its inputs react. It never connects to anything. Records are read from
the folder "scenarios" near the notebook. A cell that fails shows its error in its place and is listed
here (exit code 1).

  -o FILE          the file to write; an earlier report is replaced, any other file is left alone
  --at 2026-11-22  day of the analysis; default today. The same day and input give the same file`,
  },
  options: { value: ["output", "at"] },
  takes: { least: 1, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const { lang, args: [notebook] } = call;
  const output = call.value("output");
  if (output === undefined) throw missing();
  const at = dayOf(call);
  // The compiler of cells is large; the other commands do without it.
  const { publish } = await import("../publish.ts");
  const { bytes, failed, records } = await publish({ notebook, output, at, lang });
  for (const { label, told } of failed) complain(`${label}: ${told.join(" ")}`);
  const size = `${Math.ceil(bytes / 1000)} kB`;
  print(
    lang === "ja"
      ? `${output} に書き出しました（${size}、分析日 ${at}、記録 ${records.length} 件）。\n`
      : `Wrote ${output} (${size}, day of the analysis ${at}, ${records.length} record(s)).\n`,
  );
  return failed.length ? codes.defect : codes.fine;
}

function missing(): Error {
  return misuse(
    "書き出すファイルを -o で指定してください（例: -o report.html）。",
    "Name the file to write with -o, as in -o report.html.",
  );
}
