import type { Lang } from "../../engine/text.ts";
import { messages } from "./messages.ts";

/** The name of a kind of problem, as in `messages.ts`. */
export type Code = keyof typeof messages;

/**
 * Something about a notebook file or a cell that its author should know: data, never an exception.
 * Lines and columns count from 1, columns in UTF-16 units; of the file for problems of the format, of
 * the cell's source for problems of a cell. Both are undefined where no place can be given.
 */
export interface Problem {
  readonly code: Code;
  readonly severity: "error" | "warning";
  readonly line?: number;
  readonly column?: number;
  /** The values that the message names. */
  readonly params: Readonly<Record<string, string | number>>;
  /** The ids of the cells that the message names, in order. */
  readonly cells?: readonly number[];
}

/**
 * A problem in words. Cells are named by `label`, which should give the number or title that the page
 * shows; by default the cell's id stands for it.
 */
export function say(
  problem: Problem,
  lang: Lang,
  label: (cell: number) => string = (cell) => lang === "ja" ? `セル${cell}` : `cell ${cell}`,
): string {
  const cells = (problem.cells ?? []).map(label);
  const values: Record<string, string | number> = {
    cell: cells[0] ?? "",
    cells: cells.join(lang === "ja" ? "、" : ", "),
    ...problem.params,
  };
  const detail = values.detail;
  if (lang === "ja" && typeof detail === "string") values.detail = details(detail);
  return messages[problem.code][lang].replace(
    /\{(\w+)\}/g,
    (whole, name) => name in values ? String(values[name]) : whole,
  );
}

/** Line and column of an offset in a text. CRLF, LF and CR each end a line. */
export function place(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const breaks = [...before.matchAll(/\r\n|\n|\r(?!\n)/g)];
  const last = breaks.at(-1);
  return { line: breaks.length + 1, column: offset - (last ? last.index + last[0].length : 0) + 1 };
}

/** What the parsers say in English, for a Japanese reader; what is not listed stays as it is. */
function details(detail: string): string {
  for (const [pattern, japanese] of known) {
    if (pattern.test(detail)) return detail.replace(pattern, japanese);
  }
  return detail;
}

const known: readonly (readonly [RegExp, string])[] = [
  [/^Unexpected token$/, "ここに書けない文字や語があります"],
  [/^Unterminated string constant$/, "文字列が閉じていません"],
  [/^Unterminated template$/, "テンプレートの ` が閉じていません"],
  [/^Unterminated comment$/, "コメントが閉じていません"],
  [/^Unterminated regular expression$/, "正規表現が閉じていません"],
  [/^Identifier '(.+)' has already been declared$/, "「$1」はこのセルの中で二度宣言されています"],
  [/^'return' outside of function$/, "return は関数の中でだけ使えます"],
  [/^The keyword '(.+)' is reserved$/, "「$1」は予約語です"],
  [/^Unexpected end of expression.*$/, "式が途中で終わっています"],
  [/^\} is missing$/, "} がありません"],
  [/^RangeError: there is no part (.*)$/, "「$1」という要素はありません。"],
  [/^RangeError: a range has at most 10,000 values$/, "範囲に書ける値は 10,000 個までです。"],
  [
    /^ReferenceError: Cannot access '(.+)' before initialization$/,
    "「$1」を宣言より前で使っています。",
  ],
  [/^TypeError: (.+) is not a function$/, "「$1」は関数ではありません。"],
  [/^TypeError: Assignment to constant variable\.$/, "const で宣言した名前の値は変えられません。"],
  [/^Value expected.*$/, "値が必要です"],
  [/^Parenthesis \) expected.*$/, "括弧 ) が必要です"],
];
