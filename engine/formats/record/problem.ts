import type { Finding, Severity } from "../../finding.ts";
import type { Text } from "../../text.ts";
import { tooMany } from "../limits.ts";
import { deepest, heaviest, type Problem, widest } from "../yaml.ts";
import { type Book, placeFrom, report } from "./book.ts";

/** Reports what is wrong with a text as YAML. */
export function reportProblem(book: Book, problem: Problem): void {
  const { name, detail, path, offset } = problem;
  const tell = (
    code: Finding["code"],
    severity: Severity,
    params: Finding["params"],
    where = path,
  ) => report(book, code, severity, where, params, offset);
  switch (problem.kind) {
    case "syntax":
      return tell("yaml-syntax", "error", {
        // The parser calls a bracket that is never closed a matter of indentation.
        problem: (/end with a/.test(detail) ? sayings.MISSING_CHAR : sayings[name]) ?? unsaid,
        detail: detail.replace(/\s+/g, " "),
      });
    case "tag":
      return tell("yaml-tag", "warning", { detail });
    case "duplicate": {
      const { line } = placeFrom(book, problem.first ?? 0);
      return tell("duplicate-key", "error", { key: name, line }, [...path, name]);
    }
    case "key":
      return tell("yaml-key", "error", { key: name });
    case "alias":
      return tell("yaml-alias", "error", { alias: name });
    case "loop":
      return tell("yaml-alias-loop", "error", { alias: name });
    case "many":
      return tell("yaml-alias-many", "error", { limit: widest });
    case "deep":
      return tell("file-too-deep", "error", { limit: deepest });
    case "documents":
      return tell("file-documents", "error", {});
    case "large":
      return tell("file-too-odd", "error", tooMany("file-too-odd", Number(name), heaviest).params);
    default: {
      const unknown: never = problem.kind;
      return unknown;
    }
  }
}

const sayings: Readonly<Record<string, Text>> = {
  BAD_INDENT: { ja: "字下げがそろっていません。", en: "the indentation does not line up" },
  TAB_AS_INDENT: {
    ja: "字下げにタブは使えません。空白を使ってください。",
    en: "tabs cannot indent; use spaces",
  },
  MISSING_CHAR: {
    ja: "必要な記号（コロン、引用符、閉じ括弧など）がありません。",
    en: "a mark is missing, such as a colon, a quote or a closing bracket",
  },
  UNEXPECTED_TOKEN: {
    ja: "ここに置けない文字や記号があります。",
    en: "something stands where it cannot",
  },
  BAD_SCALAR_START: {
    ja: "この文字で始まる値は引用符で囲んでください。",
    en: "a value that begins with this character needs quotes",
  },
  BAD_DQ_ESCAPE: {
    ja: "引用符の中の「\\」の使い方が正しくありません。「\\\\」と書いてください。",
    en: 'a "\\" inside quotes is not followed by a known letter; write "\\\\"',
  },
  BAD_ALIAS: {
    ja: "「*」や「&」で始まる値は引用符で囲んでください。",
    en: 'a value that begins with "*" or "&" needs quotes',
  },
  MULTILINE_IMPLICIT_KEY: {
    ja: "キーが複数行にわたっています。コロンか引用符が抜けていませんか。",
    en: "a key runs over several lines; perhaps a colon or a quote is missing",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    ja: "一行に「: 」が二つあります。値に「: 」を含むときは引用符で囲んでください。",
    en: 'a line has two ": "; put a value that contains one in quotes',
  },
  BLOCK_IN_FLOW: {
    ja: "括弧の中では「- 」や改行による入れ子は使えません。",
    en: "inside brackets, entries cannot be nested by dashes and lines",
  },
  KEY_OVER_1024_CHARS: {
    ja: "キーが長すぎます。引用符を閉じ忘れていませんか。",
    en: "a key is too long; perhaps a quote is not closed",
  },
};

const unsaid: Text = { ja: "書き方が正しくありません。", en: "this is not well-formed" };
