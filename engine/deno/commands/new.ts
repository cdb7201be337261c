import { tell } from "../../finding.ts";
import { type Question, questions, starter, toAnswers } from "../../formats/starter.ts";
import { standard } from "../../standard.ts";
import type { Lang } from "../../text.ts";
import type { Call, Command } from "../call.ts";
import { create } from "../files.ts";
import { patterns } from "../load.ts";
import { codes, misuse, Stop } from "../stop.ts";
import { complain, print } from "../terminal.ts";

/** The questions that are also options; the id is the argument. */
const asked = questions.filter(({ id }) => id !== "id");

export const make: Command = {
  name: "new",
  summary: {
    ja: "質問への回答から新しい記録を作る",
    en: "make a new record from answers",
  },
  usage: {
    ja: `使い方: mitate new ID [--問い 答え]… [-o FILE] [--lang ja|en]

新しい記録を scenarios/ID.yaml に作ります。既にあるファイルには書きません。
端末では、答えのない問いを順に尋ねます。空のまま改行すると未評価になります。

  -o FILE  書き込むファイル（既定は scenarios/ID.yaml）
${list("ja")}`,
    en: `Usage: mitate new ID [--QUESTION ANSWER]… [-o FILE] [--lang ja|en]

Makes a new record in scenarios/ID.yaml. A file that exists is never overwritten.
On a terminal it asks what was not answered; an empty line leaves a question unassessed.

  -o FILE  the file to write (default scenarios/ID.yaml)
${list("en")}`,
  },
  options: { value: [...asked.map(({ id }) => id), "output"] },
  takes: { least: 1, most: 1 },
  run,
};

async function run(call: Call): Promise<number> {
  const [id] = call.args;
  if (id.trim() === "") {
    throw misuse("記録のIDが空です。", "The id of the record is empty.");
  }
  const given = Object.fromEntries(asked.map((one) => [one.id, call.value(one.id)]));
  checked({ id, ...given });
  const complete = Deno.stdin.isTerminal() ? askAll(given, call.lang) : given;
  const answers = checked({ id, ...complete });
  const file = call.value("output") ?? `scenarios/${id}.yaml`;
  await create(file, starter(answers, standard, await patterns(file), call.lang));
  print(
    call.lang === "ja"
      ? `「${file}」を作りました。編集したら mitate assess ${file} で分析できます。\n`
      : `Made "${file}". Edit it, then analyse it with mitate assess ${file}.\n`,
  );
  return codes.fine;
}

type Written = Readonly<Record<string, string | undefined>>;

/** The answers as read; what cannot be read ends the command, all of it at once. */
function checked(written: Written): ReturnType<typeof toAnswers>["answers"] {
  const { answers, findings } = toAnswers(written);
  if (findings.length === 0) return answers;
  const all = (lang: Lang) => findings.map((finding) => tell(finding, lang)).join("\n");
  throw new Stop({ ja: all("ja"), en: all("en") }, codes.misuse);
}

function askAll(given: Written, lang: Lang): Written {
  return Object.fromEntries(
    asked.map((question) => [question.id, given[question.id] ?? ask(question, lang)]),
  );
}

/** Asks until the answer can be read; an empty one leaves the question open. */
function ask(question: Question, lang: Lang): string {
  while (true) {
    const typed = prompt(`${question.text[lang]}${choices(question)}`) ?? "";
    const { findings } = toAnswers({ [question.id]: typed });
    if (findings.length === 0) return typed;
    complain(tell(findings[0], lang));
  }
}

function choices({ kind, options = [] }: Question): string {
  if (kind === "text") return "";
  const values = kind === "boolean" ? ["yes", "no"] : options.map(({ value }) => value);
  return ` [${values.join(", ")}]`;
}

function list(lang: Lang): string {
  return asked.map((question) =>
    `  --${question.id.padEnd(16)} ${question.text[lang]}${choices(question)}`
  ).join("\n");
}
