import { type Call, type Command, dayOf } from "../call.ts";
import { from, list } from "../files.ts";
import type { Issued } from "../issue.ts";
import { join } from "../std.ts";
import { codes, defect, misuse, Stop } from "../stop.ts";
import { complain, print } from "../terminal.ts";

export const publish: Command = {
  name: "publish",
  summary: {
    ja: "ノートブックを一つのHTMLファイルとして公開する",
    en: "publish a notebook as one HTML file",
  },
  usage: {
    ja: `使い方: mitate publish NOTEBOOK -o FILE [--only 部分] [--digests-only] [--accept-failures]
          [--at 日付] [--lang ja|en]
        mitate publish --all [-o フォルダ] [ほかは同じ]
        deno task print NOTEBOOK -o FILE.pdf [--browser PATH] [ほかは同じ]

ノートブック NOTEBOOK を、一つのHTMLファイル FILE に書き出します。結果は書き出すときに計算して収めるので、
スクリプトを実行できない場所でも読めます。ブラウザーで開けば入力欄が動きます。外部とは一切通信しません。
ノートブックの近くの scenarios フォルダにある記録を読みます。失敗したセルがあれば一覧を出し、
--accept-failures を付けない限り何も書き出しません（終了コードは 1）。書き出した報告書の内容が保たれて
いるかは、mitate verify で確かめられます。

  -o FILE            書き出すファイル。以前に公開した報告書は置き換え、ほかのファイルは上書きしない
  --only 部分        一部だけを公開する。見出し（例：結果）、セル（cell-3）、シナリオ（scenario/S1）の
                     いずれか。必要な計算は表示せずに収め、ほかの部分は収めない
  --all              notebooks フォルダのノートブックをすべて、-o のフォルダ（既定は published）に公開する
  --digests-only     ノートブックと記録は要約値（SHA-256）だけを収める。入力欄は動かない。機密性3の記録は
                     指定しなくても要約値だけになる
  --accept-failures  失敗したセルを承知のうえで公開する。誤りはその場所と付録に示される
  --at 2026-11-22    分析日。既定は今日。同じ日付と同じ入力からは同じファイルができる

FILE の名前が .pdf で終わるか --pdf を付けると、ChromiumかGoogle Chrome、Microsoft Edge（131以降）で
印刷したPDFにします。ブラウザーを起動する権限が要るので、deno task print から使います。

  --browser PATH     使うブラウザー。既定は、よくある場所で最初に見つかったもの
  --no-sandbox       ブラウザーのサンドボックスを使わない（コンテナーなど、ほかに方法がない場合だけ）`,
    en: `Usage: mitate publish NOTEBOOK -o FILE [--only PART] [--digests-only] [--accept-failures]
         [--at DATE] [--lang ja|en]
       mitate publish --all [-o FOLDER] [otherwise the same]
       deno task print NOTEBOOK -o FILE.pdf [--browser PATH] [otherwise the same]

Writes the notebook NOTEBOOK as one HTML file FILE. Its results are computed now, so that it can be read
where no scripts run; in a browser its inputs react. It never connects to anything. Records are read from
the folder "scenarios" near the notebook. Cells that fail are listed, and nothing is written unless they
are accepted with --accept-failures (exit code 1). mitate verify checks whether a report still holds.

  -o FILE            the file to write; an earlier report is replaced, any other file is left alone
  --only PART        publish a part alone: a heading, a cell (cell-3) or a scenario (scenario/S1). What it
                     is computed from comes along unseen, the rest of the notebook does not
  --all              publish every notebook of the folder notebooks into the folder of -o (published)
  --digests-only     carry the notebook and the records by their digests (SHA-256) only; inputs do not
                     react. Records of confidentiality grade 3 are carried so in any case
  --accept-failures  publish although cells fail; their errors stand in their place and in the appendix
  --at 2026-11-22    day of the analysis; default today. The same day and input give the same file

With a name that ends in .pdf, or with --pdf, the report is printed into a PDF by Chromium, Google Chrome
or Microsoft Edge (131 or later). That needs the permission to start it, which deno task print has.

  --browser PATH     the browser to print with; default the first in the usual places
  --no-sandbox       do without the sandbox of the browser (in containers, where there is no other way)`,
  },
  options: {
    value: ["output", "at", "browser", "only"],
    flag: ["all", "accept-failures", "digests-only", "pdf", "no-sandbox"],
  },
  takes: { least: 0, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const { args: [notebook] } = call;
  if (call.flag("all")) return await publishAll(call);
  if (notebook === undefined) throw nothing();
  const output = call.value("output");
  if (output === undefined) throw missing();
  const { bytes, records } = await issued(notebook, output, call);
  const [at, size] = [dayOf(call), kilo(bytes)];
  print(
    call.lang === "ja"
      ? `${output} に書き出しました（${size}、分析日 ${at}、記録 ${records} 件）。\n`
      : `Wrote ${output} (${size}, day of the analysis ${at}, ${records} record(s)).\n`,
  );
  return codes.fine;
}

/** Publishes every notebook of the folder `notebooks`; one that cannot be published stops no other. */
async function publishAll(call: Call): Promise<number> {
  const { lang } = call;
  if (call.args.length > 0 || call.value("only") !== undefined) throw allAlone();
  const names = await list(from("notebooks"), [".html"]);
  if (names.length === 0) throw noNotebooks();
  const folder = call.value("output") ?? "published";
  let refused = 0;
  for (const [index, name] of names.entries()) {
    const [notebook, ending] = [`notebooks/${name}`, call.flag("pdf") ? ".pdf" : ".html"];
    const output = join(folder, name.replace(/\.html$/, ending));
    const step = `${index + 1}/${names.length} ${notebook}`;
    try {
      const { bytes } = await issued(notebook, output, call);
      complain(`${step} → ${output} (${kilo(bytes)})`);
    } catch (error) {
      // Only what is known to be about this notebook is passed over.
      if (!(error instanceof Stop)) throw error;
      refused++;
      complain(`${step}: ${error.text[lang]}`);
    }
  }
  const [done, all] = [names.length - refused, names.length];
  print(
    lang === "ja"
      ? `ノートブック ${all} 件のうち ${done} 件を ${folder} に書き出しました。\n`
      : `Wrote ${done} of ${all} notebook(s) to ${folder}.\n`,
  );
  return refused > 0 ? codes.defect : codes.fine;
}

async function issued(notebook: string, output: string, call: Call): Promise<Issued> {
  // The compiler of cells is large; the other commands do without it.
  const { issue } = await import("../issue.ts");
  const isPdf = call.flag("pdf") || /\.pdf$/i.test(output);
  return await issue({
    notebook,
    output,
    at: dayOf(call),
    lang: call.lang,
    digestsOnly: call.flag("digests-only"),
    only: call.value("only"),
    accept: call.flag("accept-failures"),
    printing: isPdf ? { browser: call.value("browser"), bare: call.flag("no-sandbox") } : undefined,
    failed: (failed) => {
      for (const { label, told } of failed) complain(`${label}: ${told.join(" ")}`);
    },
  });
}

function kilo(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`;
}

function nothing(): Error {
  return misuse(
    "公開するノートブックを指定してください（例: mitate publish notebooks/tour.html -o tour.html）。すべてを公開するには --all を付けます。",
    "Name the notebook to publish, as in mitate publish notebooks/tour.html -o tour.html, or all of them with --all.",
  );
}

function missing(): Error {
  return misuse(
    "書き出すファイルを -o で指定してください（例: -o report.html）。",
    "Name the file to write with -o, as in -o report.html.",
  );
}

function allAlone(): Error {
  return misuse(
    "--all は、ノートブックの指定や --only と一緒には使えません。",
    "--all goes neither with the name of a notebook nor with --only.",
  );
}

function noNotebooks(): Error {
  return defect(
    "notebooks フォルダにノートブックがありません。ワークスペースのフォルダで実行してください。",
    "There is no notebook in a folder notebooks. Run the command in the folder of the workspace.",
  );
}
