import { describe, difference } from "../../change.ts";
import { relevant } from "../../digest.ts";
import { gate as judge, type GateResult, gates, isGate } from "../../gate.ts";
import { gateChapter } from "../../formats/chapters/gate.ts";
import { voice } from "../../formats/chapters/voice.ts";
import { markdown } from "../../formats/markdown.ts";
import { text } from "../../formats/report.ts";
import { compare as messages } from "../../messages/compare.ts";
import { word } from "../../messages/words.ts";
import type { System } from "../../model.ts";
import { closest } from "../../nearest.ts";
import { resolver } from "../../resolve.ts";
import type { Change } from "../../schema.ts";
import { say } from "../../show.ts";
import { type Call, type Command, dayOf } from "../call.ts";
import { analysed, load, type Loaded } from "../load.ts";
import { stateOfDigest } from "../past.ts";
import { codes, defect, misuse } from "../stop.ts";
import { print, terminal } from "../terminal.ts";

export const gate: Command = {
  name: "gate",
  summary: {
    ja: "段階のゲートを通過できるかを、理由とともに判定する",
    en: "decide whether a record may pass the gate of a phase, with reasons",
  },
  usage: {
    ja: `使い方: mitate gate FILE --phase 段階 [--json|--markdown] [--at 日付] [--lang ja|en]

記録 FILE が、その段階のゲートで求められることを満たすかを判定します。通過できれば終了コード0、
できなければ1です。求められることはMitateの既定です。

  --phase design   plan, requirements, design, build, test, operate のいずれか
  --markdown       Markdownで出力する
  --json           JSONで出力する`,
    en: `Usage: mitate gate FILE --phase PHASE [--json|--markdown] [--at DATE] [--lang ja|en]

Decides whether the record FILE meets what the gate at the end of a phase asks for. Exits with 0 when
it passes and 1 when it does not. What a gate asks for is Mitate's default.

  --phase design   plan, requirements, design, build, test or operate
  --markdown       print Markdown
  --json           print JSON`,
  },
  options: { value: ["phase", "at"], flag: ["json", "markdown"] },
  takes: { least: 1, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const phase = phaseOf(call.value("phase"));
  const loaded = await load(call.args[0]);
  const { assessment, findings } = analysed(loaded, dayOf(call));
  if (!assessment) {
    throw defect(
      `「${loaded.file}」は読み取れません。mitate check ${loaded.file} で指摘を確かめてください。`,
      `"${loaded.file}" cannot be read; mitate check ${loaded.file} says why.`,
    );
  }
  const result = judge(phase, assessment, findings);
  const title = `${assessment.system.name[call.lang]}  ${
    say(messages.gate, { gate: word("phase", phase) })[call.lang]
  }`;
  const since = changedSince(result, loaded, assessment.system);
  const blocks = gateChapter(result, since, voice(call.lang));
  if (call.flag("json")) {
    print(JSON.stringify(toJson(result, since, assessment.at), null, 2) + "\n");
  } else if (call.flag("markdown")) {
    print(markdown([{ kind: "section", id: "gate", title, blocks }]));
  } else print(`${title}\n\n${text(blocks, { lang: call.lang, ...terminal() })}`);
  return result.passed ? codes.fine : codes.defect;
}

/** The gate as typed; what is none ends the command with those there are. */
export function phaseOf(typed: string | undefined): (typeof gates)[number] {
  if (typed !== undefined && isGate(typed)) return typed;
  const all = gates.join(", ");
  if (typed === undefined) {
    throw misuse(
      `--phase で段階を指定してください（${all}）。`,
      `Name the phase with --phase: ${all}.`,
    );
  }
  const near = closest(typed, gates);
  throw misuse(
    `段階「${typed}」にゲートはありません。${
      near ? `「${near}」のことではありませんか。` : `あるのは ${all} です。`
    }`,
    `There is no gate "${typed}"${near ? `; did you mean "${near}"?` : `; there are ${all}.`}`,
  );
}

/** What changed since an outdated review; undefined where the history does not have what was reviewed. */
function changedSince(
  { review }: GateResult,
  loaded: Loaded,
  system: System,
): readonly Change[] | undefined {
  if (review?.binding !== "outdated") return undefined;
  const then = stateOfDigest(loaded, review.review.digest);
  const resolve = resolver(system.catalogue);
  return then && difference(relevant(then.spec), relevant(system.spec), resolve);
}

function toJson(
  { gate, passed, criteria, review }: GateResult,
  since: readonly Change[] | undefined,
  at: string,
): object {
  const changes = since?.map((change) => ({ ...change, text: describe(change) })) ?? null;
  return { mitate: 1, at, gate, passed, criteria, review: review ?? null, since: changes };
}
