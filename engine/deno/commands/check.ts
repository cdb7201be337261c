import { line, type Located } from "../../formats/chapters/sources.ts";
import { voice } from "../../formats/chapters/voice.ts";
import { harmless } from "../../formats/column.ts";
import { plain } from "../../formats/document.ts";
import { tell } from "../../finding.ts";
import { report } from "../../messages/report.ts";
import { type Call, type Command, dayOf } from "../call.ts";
import { analysed, load } from "../load.ts";
import { codes } from "../stop.ts";
import { print } from "../terminal.ts";

export const check: Command = {
  name: "check",
  summary: { ja: "記録の指摘をすべて示す", en: "list every finding about a record" },
  usage: {
    ja: `使い方: mitate check FILE [--json] [--at 日付] [--lang ja|en]

記録 FILE への指摘を、ファイルの順に一行ずつ示します（ファイル:行:列 重さ 内容）。
エラーが一つでもあれば終了コードは1です。

  --at 2026-11-22  期限を判断する日。既定は今日
  --json           JSONで出力する`,
    en: `Usage: mitate check FILE [--json] [--at DATE] [--lang ja|en]

Lists every finding about the record FILE, one per line in the order of the file
(file:line:column severity message). The exit code is 1 if any is an error.

  --at 2026-11-22  the day on which due dates are judged; default today
  --json           print JSON`,
  },
  options: { value: ["at"], flag: ["json"] },
  takes: { least: 1, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const loaded = await load(call.args[0]);
  const { findings } = analysed(loaded, dayOf(call));
  if (call.flag("json")) print(JSON.stringify(findings.map(json), null, 2) + "\n");
  else print(lines(findings, call).join("\n") + "\n");
  return findings.some(({ severity }) => severity === "error") ? codes.defect : codes.fine;
}

function lines(findings: readonly Located[], { args: [file], lang }: Call): string[] {
  if (findings.length === 0) return [report.noFindings[lang]];
  const speak = voice(lang);
  const of = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
  const counts = { error: of("error"), warning: of("warning"), info: of("info") };
  return [
    ...findings.map((finding) => harmless(plain(line(finding, file, speak)))),
    "",
    speak.say(report.findingsValue, counts),
  ];
}

function json({ code, severity, on, path, line, column, file, params }: Located): object {
  const finding = { code, severity, on, path, params };
  const message = { ja: tell(finding, "ja"), en: tell(finding, "en") };
  return { code, severity, file, on, path, line, column, message };
}
