import { get } from "../../change.ts";
import { hints } from "../../messages/findings.ts";
import { closest } from "../../nearest.ts";
import type { Misfit } from "../../schema.ts";
import { say } from "../../show.ts";
import { type Text, toText } from "../../text.ts";
import { type Book, report, sourceOf } from "./book.ts";

/** Reports what does not fit the shape of a record; `record` is the value it was found in. */
export function reportMisfit(book: Book, record: unknown, misfit: Misfit): void {
  const { kind, path, known = [], allowed = [], message } = misfit;
  const key = keyName(path);
  if (kind === "unknown") {
    const near = closest(key, known, book.patience);
    report(book, "key-unknown", near === undefined ? "info" : "warning", path, {
      key,
      hint: near === undefined ? toText(undefined) : meant(near),
    });
    return;
  }
  if (kind === "missing") return report(book, "key-missing", "error", path, { key });
  const value = get(record, path);
  if (value === null) return report(book, "entry-empty", "error", path, { key });
  const said = typeof value === "object" ? shortened(JSON.stringify(value)) : String(value);
  if (allowed.length > 0) {
    const near = closest(String(value), allowed.map(String), book.patience);
    const hint = near === undefined ? listed(allowed) : meant(near);
    return report(book, "value-unknown", "error", path, { key, value: said, hint });
  }
  if (typeof value !== "object" && typeof value !== "string" && /\ba text\b/.test(message)) {
    const value = sourceOf(book, path) ?? said;
    return report(book, "value-unquoted", "error", path, { key, value });
  }
  report(book, "value-unfit", "error", path, { key, value: said, expected: wish(message) });
}

function keyName(path: Misfit["path"]): string {
  const last = path.findLast((key) => typeof key === "string");
  return last === undefined ? "" : String(last);
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}

function meant(word: string): Text {
  return say(hints.meant, { word });
}

function listed(allowed: readonly (string | number)[]): Text {
  return say(hints.known, { list: { ja: allowed.join("、"), en: allowed.join(", ") } });
}

/** What the schema wishes for, in Japanese. Kept here: the schema speaks the language of its authors. */
const wishes: Readonly<Record<string, string>> = {
  "a text": "文字列",
  "a number": "数値",
  "a number of at least 0": "0以上の数値",
  "true or false": "trueかfalse",
  "a list": "一覧（「- 」で始まる行の並び）",
  "a map": "「キー: 値」の組",
  "one of the known words": "決められた値",
  "an id has at most 100 characters, no spaces and none of / @ # : +":
    "空白と / @ # : + を含まない100字以内のID",
  "a date is written YYYY-MM-DD": "実在する日付（YYYY-MM-DD形式）",
  "an ATT&CK technique id looks like T1190 or T1078.004": "ATT&CKの技術ID（T1190、T1078.004 など）",
};

function wish(message: string): Text {
  const parts = message === "true or false" ? [message] : message.split(/ or (?!false)/);
  const en = message.replace(
    /^an id has .*/,
    "an id of at most 100 characters without spaces and without / @ # : +",
  )
    .replace(/^a date is written/, "a date as")
    .replace(/^an ATT&CK technique id looks like/, "an ATT&CK technique id such as");
  if (Object.hasOwn(wishes, message)) return { ja: wishes[message], en };
  return { ja: parts.map((part) => wishes[part] ?? part).join("、または"), en };
}
