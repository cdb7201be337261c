import { type Call, type Command, dayOf } from "../call.ts";
import { create, from, replace } from "../files.ts";
import type { Composed } from "../publish.ts";
import { codes, defect, misuse } from "../stop.ts";
import { complain, print } from "../terminal.ts";

export const publish: Command = {
  name: "publish",
  summary: {
    ja: "ノートブックを一つのHTMLファイルとして公開する",
    en: "publish a notebook as one HTML file",
  },
  usage: {
    ja: `使い方: mitate publish NOTEBOOK -o FILE [--digests-only] [--accept-failures]
          [--at 日付] [--lang ja|en]
        deno task print NOTEBOOK -o FILE.pdf [--browser PATH] [ほかは同じ]

ノートブック NOTEBOOK を、一つのHTMLファイル FILE に書き出します。結果は書き出すときに計算して収めるので、
スクリプトを実行できない場所でも読めます。ブラウザーで開けば入力欄が動きます。外部とは一切通信しません。
ノートブックの近くの scenarios フォルダにある記録を読みます。失敗したセルがあれば一覧を出し、
--accept-failures を付けない限り何も書き出しません（終了コードは 1）。書き出した報告書の内容が保たれて
いるかは、mitate verify で確かめられます。

  -o FILE            書き出すファイル。以前に公開した報告書は置き換え、ほかのファイルは上書きしない
  --digests-only     ノートブックと記録は要約値（SHA-256）だけを収める。入力欄は動かない。機密性3の記録は
                     指定しなくても要約値だけになる
  --accept-failures  失敗したセルを承知のうえで公開する。誤りはその場所と付録に示される
  --at 2026-11-22    分析日。既定は今日。同じ日付と同じ入力からは同じファイルができる

FILE の名前が .pdf で終わるか --pdf を付けると、ChromiumかGoogle Chrome、Microsoft Edge（131以降）で
印刷したPDFにします。ブラウザーを起動する権限が要るので、deno task print から使います。

  --browser PATH     使うブラウザー。既定は、よくある場所で最初に見つかったもの
  --no-sandbox       ブラウザーのサンドボックスを使わない（コンテナーなど、ほかに方法がない場合だけ）`,
    en: `Usage: mitate publish NOTEBOOK -o FILE [--digests-only] [--accept-failures]
         [--at DATE] [--lang ja|en]
       deno task print NOTEBOOK -o FILE.pdf [--browser PATH] [otherwise the same]

Writes the notebook NOTEBOOK as one HTML file FILE. Its results are computed now, so that it can be read
where no scripts run; in a browser its inputs react. It never connects to anything. Records are read from
the folder "scenarios" near the notebook. Cells that fail are listed, and nothing is written unless they
are accepted with --accept-failures (exit code 1). mitate verify checks whether a report still holds.

  -o FILE            the file to write; an earlier report is replaced, any other file is left alone
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
    value: ["output", "at", "browser"],
    flag: ["accept-failures", "digests-only", "pdf", "no-sandbox"],
  },
  takes: { least: 1, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const { lang, args: [notebook] } = call;
  const output = call.value("output");
  if (output === undefined) throw missing();
  const at = dayOf(call);
  // The compiler of cells is large; the other commands do without it.
  const { prepare } = await import("../publish.ts");
  const isPdf = call.flag("pdf") || /\.pdf$/i.test(output);
  const before = isPdf ? undefined : await earlier(output);
  const composed = await prepare({ notebook, at, lang, digestsOnly: call.flag("digests-only") });
  for (const { label, told } of composed.failed) complain(`${label}: ${told.join(" ")}`);
  if (composed.failed.length > 0 && !call.flag("accept-failures")) {
    throw failing(composed.failed.length);
  }
  const bytes = isPdf
    ? await printed(composed, output, at, call)
    : await written(composed, output, before);
  const size = `${Math.ceil(bytes / 1000)} kB`;
  const count = composed.used.length;
  print(
    lang === "ja"
      ? `${output} に書き出しました（${size}、分析日 ${at}、記録 ${count} 件）。\n`
      : `Wrote ${output} (${size}, day of the analysis ${at}, ${count} record(s)).\n`,
  );
  return codes.fine;
}

async function written(
  { pieces }: Composed,
  output: string,
  before: string | undefined,
): Promise<number> {
  const { stamp } = await import("../publish/stamp.ts");
  const html = await stamp(pieces);
  await (before === undefined ? create(output, html) : replace(output, before, html));
  return new TextEncoder().encode(html).length;
}

async function printed(
  composed: Composed,
  output: string,
  at: string,
  call: Call,
): Promise<number> {
  const { print } = await import("../print.ts");
  const { lang } = call;
  const how = { browser: call.value("browser"), bare: call.flag("no-sandbox") };
  return await print(composed, output, { lang, at, ...how });
}

/** The text that the output has now. Of what is already there, only an earlier report is replaced. */
async function earlier(output: string): Promise<string | undefined> {
  const { opening } = await import("../publish/page.ts");
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
