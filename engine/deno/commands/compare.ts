import { assess, type Assessment } from "../../assess.ts";
import { attribute, type Attribution, grouped } from "../../attribution.ts";
import { describe, difference } from "../../change.ts";
import { compare as between, type Comparison } from "../../compare.ts";
import { comparisonChapter } from "../../formats/chapters/compare.ts";
import { voice } from "../../formats/chapters/voice.ts";
import { harmless } from "../../formats/column.ts";
import { markdown } from "../../formats/markdown.ts";
import { text } from "../../formats/report.ts";
import { compare as messages } from "../../messages/compare.ts";
import { resolver } from "../../resolve.ts";
import type { Change } from "../../schema.ts";
import { type Moved, worsened } from "../../worse.ts";
import { type Call, type Command, dayOf } from "../call.ts";
import { type State, stateOf } from "../state.ts";
import { codes, misuse } from "../stop.ts";
import { print, terminal } from "../terminal.ts";

export const compare: Command = {
  name: "compare",
  summary: {
    ja: "二つの状態を比べ、何が動き、どの変更が動かしたかを示す",
    en: "compare two states: what moved, and which change moved it",
  },
  usage: {
    ja: `使い方: mitate compare A B [--json|--markdown] [--fail-on worse] [--at 日付] [--lang ja|en]

A と B の入力の違い、動いた結果、どの変更が動かしたかを示します。A と B には次のものを書けます。

  FILE        記録
  FILE#案     記録の変更案（#案 だけなら、もう一方と同じ記録）
  FILE@番号   履歴にある版（@番号 だけなら、もう一方と同じ記録）

  --markdown        Markdownで出力する（プルリクエスト向け）
  --json            JSONで出力する
  --fail-on worse   B が A より悪ければ終了コード1（リスクの上昇、対策レベルの低下、目標超過や不足の
                    増加、判定の後退）
  --at 2026-11-22   分析日。既定は今日`,
    en: `Usage: mitate compare A B [--json|--markdown] [--fail-on worse] [--at DATE] [--lang ja|en]

Shows what differs in the input of A and B, what moved in the results, and which change moved it.
A and B may be:

  FILE          a record
  FILE#VARIANT  a variant of a record (#VARIANT alone: of the other one's record)
  FILE@NUMBER   a version in the history (@NUMBER alone: of the other one's record)

  --markdown        print Markdown, for a pull request
  --json            print JSON
  --fail-on worse   exit 1 when B is worse than A: a risk up, a level of defence down, more over
                    target or more gaps, a verdict further from reached
  --at 2026-11-22   day of the analysis; default today`,
  },
  options: { value: ["at", "fail-on"], flag: ["json", "markdown"] },
  takes: { least: 2, most: 2 },
  run,
};

/** Everything a comparison says. */
interface Compared {
  readonly base: Assessment;
  readonly other: Assessment;
  readonly changes: readonly Change[] | undefined;
  readonly comparison: Comparison;
  readonly attribution: Attribution | undefined;
  readonly worse: readonly Moved[];
}

async function run(call: Call): Promise<number> {
  const failing = failOn(call);
  const at = dayOf(call);
  const [a, b] = call.args;
  // One of the two has to name a file.
  const [first, second] = [await stateOf(a, b), await stateOf(b, a)];
  const compared = comparedAt(first, second, at);
  if (call.flag("json")) print(JSON.stringify(toJson(compared, first, second, at), null, 2) + "\n");
  else show(compared, first, second, call);
  return failing && compared.worse.length > 0 ? codes.defect : codes.fine;
}

function failOn(call: Call): boolean {
  const typed = call.value("fail-on");
  if (typed === undefined || typed === "worse") return typed === "worse";
  throw misuse(
    `--fail-on に「${typed}」は指定できません。worse を指定してください。`,
    `--fail-on cannot be "${typed}"; use worse.`,
  );
}

function comparedAt({ system: a }: State, { system: b }: State, at: string): Compared {
  const [base, other] = [assess(a, at), assess(b, at)];
  const changes = a.id === b.id ? difference(a.spec, b.spec, resolver(a.catalogue)) : undefined;
  // One change is the cause of everything; nothing has to be told apart.
  const attribution = changes && changes.length > 1
    ? attribute(a, grouped(changes), at)
    : undefined;
  return {
    base,
    other,
    changes,
    comparison: between(base, other),
    attribution,
    worse: worsened(base, other),
  };
}

function show(compared: Compared, a: State, b: State, call: Call): void {
  const speak = voice(call.lang);
  const name = harmless(compared.other.system.name[call.lang]);
  const title = `${name}  ${messages.title[call.lang]}`;
  const blocks = comparisonChapter({ ...compared, names: [a.name, b.name] }, speak);
  print(
    call.flag("markdown")
      ? markdown([{ kind: "section", id: "compare", title, blocks }])
      : `${title}\n\n${text(blocks, { lang: call.lang, ...terminal() })}`,
  );
}

function toJson(compared: Compared, a: State, b: State, at: string): object {
  const { changes, comparison, attribution, worse } = compared;
  return {
    mitate: 1,
    at,
    from: a.name,
    to: b.name,
    changes: changes?.map((change) => ({ ...change, text: describe(change) })) ?? null,
    ...comparison,
    attribution: attribution
      ? {
        groups: attribution.changes.map((group) => group.map((one) => changes!.indexOf(one))),
        moved: attribution.moved.map(({ key: _, ...one }) => one),
      }
      : null,
    worse: worse.map(({ key: _, ...one }) => one),
  };
}
