import type { Assessment } from "../../assess.ts";
import { derivation } from "../../formats/derivation.ts";
import { refs, toJson } from "../../json.ts";
import { closest } from "../../nearest.ts";
import { refer, why as explain } from "../../why.ts";
import { type Call, type Command, dayOf } from "../call.ts";
import { analysed, load } from "../load.ts";
import { codes, defect, misuse } from "../stop.ts";
import { print, terminal } from "../terminal.ts";
import { tried } from "../trial.ts";

export const why: Command = {
  name: "why",
  summary: {
    ja: "結果の根拠を、表のマスと入力までたどって示す",
    en: "show how a result came about, down to inputs and table cells",
  },
  usage: {
    ja: `使い方: mitate why FILE 参照 [--json] [--at 日付] [--set X=Y]… [--lang ja|en]

結果がなぜその値かを、規則とその出典、読み取った表のマス、入力へとたどって示します。

参照の例:
  S1              シナリオ             S1/disclosure   シナリオの一つの被害分類
  S1/entry        攻撃ステップ         AC-2            管理策
  M1              対策                 verdict         判定
  required        求められるレベル     conformity      適合（conformity/AC は系列）

  --set X=Y       変更した場合の根拠を示す（書き方は mitate assess --help）`,
    en: `Usage: mitate why FILE REF [--json] [--at DATE] [--set X=Y]… [--lang ja|en]

Shows why a result is what it is: the rule with its source, the table cells read, and the inputs.

Examples of REF:
  S1              a scenario           S1/disclosure   one harm category of a scenario
  S1/entry        an attack step       AC-2            a control
  M1              a measure            verdict         the verdict
  required        the required level   conformity      conformity (conformity/AC for a family)

  --set X=Y       explain the result of a what-if (see mitate assess --help)`,
  },
  options: { value: ["at"], many: ["set"], flag: ["json"] },
  takes: { least: 2, most: 2 },
  run,
};

async function run(call: Call): Promise<number> {
  const [file, typed] = call.args;
  const { assessment: base } = analysed(await load(file), dayOf(call));
  if (!base) {
    throw defect(
      `「${file}」は分析できません。mitate check ${file} で指摘を確かめてください。`,
      `"${file}" cannot be analysed; mitate check ${file} says why.`,
    );
  }
  const changes = call.many("set");
  const assessment = changes.length > 0 ? tried(base, changes).whatif : base;
  const ref = refer(assessment, typed);
  if (ref === undefined) throw unknown(typed, assessment);
  const found = explain(assessment, ref)!;
  if (call.flag("json")) print(JSON.stringify(found, null, 2) + "\n");
  else print(derivation(found, { lang: call.lang, columns: terminal().columns }));
  return codes.fine;
}

function unknown(typed: string, assessment: Assessment): Error {
  const known = [...refs(toJson(assessment))];
  const short = known.map((ref) => ref.replace(/^(plan\/)?[a-z]+\//, ""));
  const near = closest(typed, [...known, ...short]);
  return misuse(
    `「${typed}」という結果はありません。${
      near ? `「${near}」のことではありませんか。` : "mitate why --help に例があります。"
    }`,
    `There is no result "${typed}"${
      near ? `; did you mean "${near}"?` : "; see mitate why --help."
    }`,
  );
}
