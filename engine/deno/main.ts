import { engine } from "../assess.ts";
import { closest } from "../nearest.ts";
import type { Lang } from "../text.ts";
import { type Command, langOf, toCall } from "./call.ts";
import { assess } from "./commands/assess.ts";
import { check } from "./commands/check.ts";
import { compare } from "./commands/compare.ts";
import { gate } from "./commands/gate.ts";
import { make } from "./commands/new.ts";
import { publish } from "./commands/publish.ts";
import { review } from "./commands/review.ts";
import { schema } from "./commands/schema.ts";
import { serve } from "./commands/serve.ts";
import { set } from "./commands/set.ts";
import { sheet } from "./commands/sheet.ts";
import { suggest } from "./commands/suggest.ts";
import { tables } from "./commands/tables.ts";
import { variant } from "./commands/variant.ts";
import { verify } from "./commands/verify.ts";
import { why } from "./commands/why.ts";
import { codes, misuse, Stop, unexpected } from "./stop.ts";
import { complain, print } from "./terminal.ts";

const commands: readonly Command[] = [
  assess,
  check,
  why,
  set,
  sheet,
  suggest,
  compare,
  gate,
  variant,
  review,
  make,
  tables,
  schema,
  publish,
  verify,
  serve,
];

/**
 * The command line. Exit codes: 0 fine, 1 the record has errors or cannot be read, 2 the command was
 * not given as it is meant to be, 70 an unexpected error. No stack trace ever reaches the user.
 */
export async function main(typed: readonly string[]): Promise<number> {
  let lang: Lang = "ja";
  try {
    lang = langOf(typed);
    return await dispatch(typed, lang);
  } catch (error) {
    if (error instanceof Stop) {
      complain(error.text[lang]);
      return error.code;
    }
    complain(unexpected(error, lang));
    return codes.unexpected;
  }
}

async function dispatch(typed: readonly string[], lang: Lang): Promise<number> {
  const rest = withoutLang(typed);
  const [name] = rest;
  if (rest.includes("--version") && (name?.startsWith("-") ?? true)) {
    print(`mitate ${engine}\n`);
    return codes.fine;
  }
  const help = rest.includes("--help") || rest.includes("-h");
  if (name === undefined || name.startsWith("-") || name === "help") {
    if (name !== undefined && !help && name !== "help") throw unknown(name);
    print(usage(lang));
    return name === undefined ? codes.misuse : codes.fine;
  }
  const command = commands.find((one) => one.name === name);
  if (!command) throw unknown(name);
  if (help) {
    print(`${command.usage[lang]}\n`);
    return codes.fine;
  }
  const at = typed.indexOf(name);
  return await command.run(toCall(command, typed.toSpliced(at, 1), lang));
}

/** The arguments without the language, which may stand anywhere. */
function withoutLang(typed: readonly string[]): string[] {
  return typed.filter((one, index) =>
    one !== "--lang" && !one.startsWith("--lang=") && typed[index - 1] !== "--lang"
  );
}

function unknown(name: string): Stop {
  const near = closest(name, commands.map((one) => one.name));
  return misuse(
    `「${name}」という命令はありません。${
      near ? `「${near}」のことではありませんか。` : "mitate --help で一覧を表示します。"
    }`,
    `There is no command "${name}"${
      near ? `; did you mean "${near}"?` : "; mitate --help lists them."
    }`,
  );
}

function usage(lang: Lang): string {
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary[lang]}`);
  const text = lang === "ja"
    ? [
      `Mitate ${engine}  政府情報システムのセキュリティリスク分析（DS-201）`,
      "",
      "使い方: mitate 命令 [引数]（deno task mitate 命令 [引数] で起動します）",
      "",
      ...list,
      "",
      "命令ごとの使い方は mitate 命令 --help で表示します。",
      "  --lang ja|en  言語（既定は ja）",
      "  --version     版を示す",
      "",
      "終了コード: 0 正常、1 記録にエラーがある、2 使い方の誤り、70 予期しないエラー",
    ]
    : [
      `Mitate ${engine}  Security risk analysis of government information systems (DS-201)`,
      "",
      "Usage: mitate COMMAND [ARGUMENTS] (run as deno task mitate COMMAND [ARGUMENTS])",
      "",
      ...list,
      "",
      "mitate COMMAND --help shows how to use a command.",
      "  --lang ja|en  language (default ja)",
      "  --version     show the version",
      "",
      "Exit codes: 0 fine, 1 the record has errors, 2 wrong usage, 70 unexpected error",
    ];
  return text.join("\n") + "\n";
}

// Not by its code alone: a computation that cannot be stopped would keep the command alive.
if (import.meta.main) Deno.exit(await main(Deno.args));
