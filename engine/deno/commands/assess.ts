import { text as setText } from "../../formats/report.ts";
import { report } from "../../formats/report.ts";
import { toJson } from "../../json.ts";
import type { Assessment } from "../../assess.ts";
import { heading } from "../../formats/chapters/opening.ts";
import { findings as findingsChapter, type Located } from "../../formats/chapters/sources.ts";
import { voice } from "../../formats/chapters/voice.ts";
import { whatif } from "../../formats/chapters/whatif.ts";
import { compare } from "../../compare.ts";
import { report as messages } from "../../messages/report.ts";
import { type Call, type Command, dayOf } from "../call.ts";
import { analysed, load } from "../load.ts";
import { codes } from "../stop.ts";
import { print, terminal } from "../terminal.ts";
import { tried } from "../trial.ts";

export const assess: Command = {
  name: "assess",
  summary: {
    ja: "分析結果を示す。--set を付けると、変更した場合と比べる",
    en: "show the analysis; with --set, compare it with a what-if",
  },
  usage: {
    ja: `使い方: mitate assess FILE [--json] [--at 日付] [--set X=Y]… [--lang ja|en]

記録 FILE を DS-201 に沿って分析し、結果を示します。

  --at 2026-11-22         分析日。既定は今日
  --json                  JSONで出力する
  --set AC-2=implemented  変更した場合を現状と並べて示す（記録は変えない。何度でも指定できる）

--set の書き方:
  AC-2=implemented            管理策の実施状況（implemented, inherited, alternative, partial,
                              planned, absent, not-applicable, unassessed）
  IA-2@web=absent             構成要素 web での実施状況
  profile.exposure=closed     プロファイルの特性（true, false, 数値も書ける）
  impact.disclosure=high      影響度
  target.3=C                  事業被害レベル3で許容するリスク値
  S1.threat=2                 シナリオの脅威
  S1/entry.threat=2           攻撃の入口の脅威`,
    en: `Usage: mitate assess FILE [--json] [--at DATE] [--set X=Y]… [--lang ja|en]

Analyses the record FILE after DS-201 and shows the results.

  --at 2026-11-22         day of the analysis; default today
  --json                  print JSON
  --set AC-2=implemented  show a what-if beside the base; the record stays as it is (repeatable)

What --set takes:
  AC-2=implemented            status of a control (implemented, inherited, alternative, partial,
                              planned, absent, not-applicable, unassessed)
  IA-2@web=absent             its status at the component web
  profile.exposure=closed     a trait of the profile (true, false and numbers as well)
  impact.disclosure=high      an answer on impact
  target.3=C                  the risk allowed for damage level 3
  S1.threat=2                 the threat of a scenario
  S1/entry.threat=2           the threat of an entry`,
  },
  options: { value: ["at"], many: ["set"], flag: ["json"] },
  takes: { least: 1, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const loaded = await load(call.args[0]);
  const at = dayOf(call);
  const { assessment, findings } = analysed(loaded, at);
  if (!assessment) unreadable(findings, call);
  else if (call.many("set").length > 0) compared(assessment, findings, call);
  else alone(assessment, findings, call);
  return findings.some(({ severity }) => severity === "error") ? codes.defect : codes.fine;
}

function alone(assessment: Assessment, findings: readonly Located[], call: Call): void {
  if (call.flag("json")) return print(json(document(assessment, findings)));
  const [file] = call.args;
  print(report(assessment, findings, { lang: call.lang, file, ...terminal() }));
}

function compared(base: Assessment, findings: readonly Located[], call: Call): void {
  const trial = tried(base, call.many("set"));
  const comparison = compare(base, trial.whatif);
  if (call.flag("json")) {
    return print(json({
      base: document(base, findings),
      whatif: document(trial.whatif, []),
      changes: trial.changes,
      moves: comparison.shifts,
      scenarios: { vanished: comparison.vanished, appeared: comparison.appeared },
      gaps: { opened: comparison.opened, closed: comparison.closed },
      conditions: comparison.switched.map(({ from, to }) => ({
        ref: to.ref,
        text: to.text,
        from: from.truth,
        to: to.truth,
        because: to.because,
      })),
    }));
  }
  const speak = voice(call.lang);
  const setting = { lang: call.lang, ...terminal() };
  const title = `${base.system.name[call.lang]}  ${messages.whatifTitle[call.lang]}\n\n`;
  const blocks = [
    heading(base, call.args[0], speak),
    whatif({ ...trial, base, comparison, changes: trial.texts }, speak),
  ];
  print(title + setText(blocks, setting));
}

/** Where nothing could be analysed, the findings say why. */
function unreadable(findings: readonly Located[], call: Call): void {
  if (call.flag("json")) return print(json({ mitate: 1, findings }));
  const chapter = findingsChapter(findings, call.args[0], voice(call.lang));
  print(setText([chapter], { lang: call.lang, ...terminal() }));
}

function json(value: object): string {
  return JSON.stringify(value, null, 2) + "\n";
}

/** A finding of another file than the record keeps the name of that file. */
function document(assessment: Assessment, findings: readonly Located[]): object {
  const made = toJson(assessment, findings) as { findings: object[] };
  return {
    ...made,
    findings: made.findings.map((finding, index) => {
      const { file } = findings[index];
      return file === undefined ? finding : { ...finding, file };
    }),
  };
}
