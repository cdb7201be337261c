import { minutesChapter } from "../../formats/chapters/gate.ts";
import { voice } from "../../formats/chapters/voice.ts";
import { harmless } from "../../formats/column.ts";
import { markdown } from "../../formats/markdown.ts";
import { text } from "../../formats/report.ts";
import { compare as messages } from "../../messages/compare.ts";
import { bind, type ReviewDecision, reviews } from "../../review.ts";
import type { Change, ReviewSpec } from "../../schema.ts";
import type { System } from "../../model.ts";
import { closest } from "../../nearest.ts";
import { type Call, type Command, dayOf } from "../call.ts";
import { load } from "../load.ts";
import { inPast } from "../past.ts";
import { codes, misuse } from "../stop.ts";
import { print, terminal } from "../terminal.ts";
import { phaseOf } from "./gate.ts";
import { editable, save } from "./set.ts";

export const review: Command = {
  name: "review",
  summary: {
    ja: "レビューの議事録を示す。--decision で判断を現在の内容に結び付けて残す",
    en: "show the minutes of reviews; --decision records one, bound to what the record says",
  },
  usage: {
    ja: `使い方: mitate review FILE [--markdown] [--at 日付] [--lang ja|en]
        mitate review FILE --phase 段階 --decision 判断 --reviewer 役割 [--author 役割]
          [--present 役割]… [--finding 指摘]… [--condition 条件[@期限]]… [--note 備考] [--at 日付]

FILE だけを指定すると、記録にあるレビューの議事録を示します。--decision を付けると、レビューを記録に
書き加え、現在の内容のダイジェストに結び付けます。あとで内容が変わると、その承認は古いと示されます。

  --decision approved     approved（承認）、conditional（条件付き承認）、rejected（差戻し）
  --reviewer 役割         レビューした役割（個人名ではなく）。作成者・責任者とは別の役割
  --condition "…@2027-03-31"  期限までに満たすべき条件（何度でも指定できる）`,
    en: `Usage: mitate review FILE [--markdown] [--at DATE] [--lang ja|en]
       mitate review FILE --phase PHASE --decision DECISION --reviewer ROLE [--author ROLE]
         [--present ROLE]… [--finding TEXT]… [--condition TEXT[@DATE]]… [--note TEXT] [--at DATE]

With FILE alone, shows the minutes of the reviews in the record. With --decision, writes a review into
the record, bound to the digest of what it says now; when that changes, the approval shows as outdated.

  --decision approved     approved, conditional (approved with conditions) or rejected
  --reviewer ROLE         the role that reviewed, not a person; another than the author's and owner's
  --condition "…@2027-03-31"  what has to be met, and by when (repeatable)`,
  },
  options: {
    value: ["phase", "decision", "reviewer", "author", "note", "at"],
    many: ["present", "finding", "condition"],
    flag: ["markdown"],
  },
  takes: { least: 1, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const loaded = await load(call.args[0]);
  const system = editable(loaded);
  if (call.value("decision") !== undefined) {
    await save(loaded.opened, system, [changeOf(system, call)], call.lang);
    // What was reviewed is kept, so that a later change can be told from it.
    inPast(loaded.file, (past) => past.keep(loaded.opened.text));
    return codes.fine;
  }
  const unused = ["phase", "reviewer", "author", "note"].find((name) => call.value(name));
  if (unused !== undefined) {
    throw misuse(
      `レビューを記録するには --decision も付けてください（approved, conditional, rejected）。`,
      `To record a review, give --decision as well: approved, conditional or rejected.`,
    );
  }
  show(system, call);
  return codes.fine;
}

function show(system: System, call: Call): void {
  const title = `${harmless(system.name[call.lang])}  ${messages.minutes[call.lang]}`;
  const blocks = minutesChapter(reviews(system, dayOf(call)), system, voice(call.lang));
  print(
    call.flag("markdown")
      ? markdown([{ kind: "section", id: "minutes", title, blocks }])
      : `${title}\n\n${text(blocks, { lang: call.lang, ...terminal() })}`,
  );
}

function changeOf(system: System, call: Call): Change {
  const gate = phaseOf(call.value("phase"));
  const decision = decisionOf(call.value("decision")!);
  const reviewer = call.value("reviewer");
  if (reviewer === undefined) {
    throw misuse(
      `--reviewer でレビューした役割を指定してください（例：--reviewer "情報セキュリティ責任者"）。`,
      `Name the role that reviewed with --reviewer, such as --reviewer "Security officer".`,
    );
  }
  const entries: Record<keyof ReviewSpec, unknown> = {
    gate,
    date: dayOf(call),
    reviewer,
    author: call.value("author"),
    present: some(call.many("present")),
    decision,
    findings: some(call.many("finding")),
    conditions: some(call.many("condition").map(conditionOf)),
    note: call.value("note"),
    ...bind(system),
  };
  const value = Object.fromEntries(
    Object.entries(entries).filter(([, value]) => value !== undefined),
  );
  return { type: "add", to: "reviews", value };
}

function decisionOf(typed: string): ReviewDecision {
  const known = ["approved", "conditional", "rejected"] as const;
  const found = known.find((one) => one === typed);
  if (found) return found;
  const near = closest(typed, known);
  throw misuse(
    `--decision に「${typed}」は指定できません。${
      near
        ? `「${near}」のことではありませんか。`
        : "approved, conditional, rejected のいずれかです。"
    }`,
    `--decision cannot be "${typed}"${
      near ? `; did you mean "${near}"?` : "; use approved, conditional or rejected."
    }`,
  );
}

/** A condition with its day after the last `@`; one without a day stays a plain text. */
function conditionOf(typed: string): string | { text: string; due: string } {
  const [, text, due] = /^(.*)@(\d{4}-\d{2}-\d{2})$/su.exec(typed) ?? [];
  return text === undefined ? typed : { text: text.trim(), due };
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
