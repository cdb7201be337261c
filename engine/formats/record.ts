import { apply, type Edit, edits, invert } from "../change.ts";
import { type Finding, listed, type Severity, tell } from "../finding.ts";
import { hints } from "../messages/findings.ts";
import { closest, type Patience, patient } from "../nearest.ts";
import type { Change, Misfit, SystemSpec } from "../schema.ts";
import type { Resolve } from "../resolve.ts";
import { type Lang, type Text, toText } from "../text.ts";
import { asWritten, fit, valueAt } from "./fit.ts";
import { excess, intake, limits, tooMany } from "./intake.ts";
import { current, migrated, migrations } from "./migration.ts";
import { positionAt, sourceAt, splice } from "./splice.ts";
import { deepest, entryOf, heaviest, type Problem, read, type Reading, widest } from "./yaml.ts";

export { limits } from "./intake.ts";
export { splice } from "./splice.ts";

/** A record file as it was read. */
export interface Opened {
  readonly file: string;
  readonly text: string;
  /** What can be analysed; parts that do not fit are left out. Undefined where nothing could be read. */
  readonly spec: SystemSpec | undefined;
  readonly findings: readonly Finding[];
  /** False while the text has errors of form: then nothing may be written into it. */
  readonly editable: boolean;
  /** The place of a path of `spec`, line and column from 1; of its nearest parent where it is missing. */
  readonly locate: (path: Finding["path"]) => Place;
}

/** A place in a text. The column counts UTF-16 units, as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Reads a record file, YAML or JSON, in UTF-8. Never throws: what is wrong is a finding with its place.
 * A byte order mark and the line ends stay in `text`. Empty values (`name:`) count as not written.
 */
export function open(input: string | Uint8Array, file: string): Opened {
  const { text, refused } = intake(input);
  if (refused) return failed(file, text, refused.code, refused.params);
  return opened(text, file);
}

/** A finding as one line: `benefit-portal.yaml:41:9 message`. */
export function place(finding: Finding, opened: Opened, lang: Lang): string {
  const { line, column } = opened.findings.includes(finding)
    ? placeOf(opened, finding)
    : opened.locate(finding.path);
  return `${opened.file}:${line}:${column} ${tell(finding, lang)}`;
}

/** Where a finding of `opened.findings` stands in the text. */
export function placeOf(opened: Opened, finding: Finding): Place {
  return places.get(finding) ?? opened.locate(finding.path);
}

/**
 * The changes that undo a change so that the text comes back byte for byte: as `invert`, with the
 * original text of what the change removes or spells anew.
 */
export function retrace(
  text: string,
  spec: SystemSpec,
  change: Change,
  resolve: Resolve,
): Change[] {
  const undoing = invert(spec, change, resolve);
  const after = splice(text, edits(spec, change, resolve).edits);
  if (after === text) return [];
  const changed = apply(spec, [change], resolve).spec;
  const candidates = [
    () => sourced(text, changed, undoing, resolve),
    () => sourced(text, changed, invert(spec, change, resolve, { anew: true }), resolve),
  ];
  for (const candidate of candidates) {
    const made = candidate();
    if (made && replay(after, changed, made, resolve) === text) return made;
  }
  return candidates[0]() ?? undoing;
}

type Code = Finding["code"];
type Params = Finding["params"];

// Findings about the text know their place from the tree; paths of `spec` may have moved by then.
const places = new WeakMap<Finding, Place>();

function failed(file: string, text: string, code: Code, params: Params): Opened {
  const finding: Finding = { code, severity: "error", on: "system", path: [], params };
  const locate = () => ({ line: 1, column: 1 });
  return { file, text, spec: undefined, findings: [finding], editable: false, locate };
}

function opened(text: string, file: string): Opened {
  const reading = read(text);
  let lines: readonly number[] | undefined;
  const book: Book = {
    reading,
    findings: [],
    patience: { left: patient },
    get lines() {
      return lines ??= linesOf(text);
    },
  };
  reading.problems.slice(0, 50).forEach((problem) => reportProblem(book, problem));
  const locate = (path: Finding["path"]) => placeAt(book, path);
  const unread = { file, text, spec: undefined, findings: book.findings, editable: false, locate };
  if (reading.root === undefined) {
    if (book.findings.length === 0) report(book, "file-empty", "error", [], {});
    return unread;
  }
  const raw = reading.value;
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    const found = Array.isArray(raw)
      ? { ja: "一覧になっています", en: "a list" }
      : { ja: "一つの値になっています", en: "a single value" };
    report(book, "file-not-map", "error", [], { found });
    return unread;
  }
  const record = formatted(book, raw as Record<string, unknown>);
  if (record === undefined) return unread;
  const most = excess(record.record);
  if (most) {
    report(book, most.code, "error", most.path, most.params);
    return unread;
  }
  const fitted = fit(
    record.record,
    nameOf(file),
    limits.defects,
    (misfit) => reportMisfit(book, record.record, misfit),
  );
  if ("defects" in fitted) {
    const { code, params } = tooMany("too-many-defects", fitted.defects, limits.defects);
    report(book, code, "error", [], params);
    return unread;
  }
  const { spec, moved } = fitted;
  book.findings.sort((a, b) => order(placeFor(book, a), placeFor(book, b)));
  const clean = book.findings.every((finding) => finding.severity !== "error");
  return {
    file,
    text,
    spec,
    findings: listed(book.findings),
    editable: clean && record.inPlace,
    locate: (path) => placeAt(book, asWritten(spec, path, moved)),
  };
}

function placeFor(book: Book, finding: Finding): Place {
  return places.get(finding) ?? placeAt(book, finding.path);
}

function order(a: Place, b: Place): number {
  return a.line - b.line || a.column - b.column;
}

interface Book {
  readonly reading: Reading;
  readonly lines: readonly number[];
  readonly findings: Finding[];
  readonly patience: Patience;
}

function report(
  book: Book,
  code: Code,
  severity: Severity,
  path: Finding["path"],
  params: Params,
  offset?: number,
): void {
  const finding: Finding = { code, severity, on: onOf(path, book.reading.value), path, params };
  places.set(finding, offset === undefined ? placeAt(book, path) : placeFrom(book, offset));
  book.findings.push(finding);
}

/** A value as it stands in the text: `1.10`, not 1.1. */
function sourceOf(book: Book, path: Finding["path"]): string | undefined {
  let node = book.reading.root;
  for (const key of path) node = entryOf(node, key)?.node;
  return node && book.reading.text.slice(node.start, node.end);
}

/** The reference a path belongs to, so that a finding can be shown at its scenario, control, … */
function onOf(path: Finding["path"], value: unknown): string {
  const kinds: Readonly<Record<string, string>> = {
    scenarios: "scenario",
    damages: "damage",
    measures: "measure",
    components: "component",
    zones: "zone",
    flows: "flow",
    providers: "provider",
    variants: "variant",
    tables: "table",
    vulnerabilities: "vulnerability",
  };
  const [list, key] = path;
  if (list === "controls" && key !== undefined) return `control/${key}`;
  const kind = kinds[String(list)];
  const entry = (value as Record<string, Record<string, { id?: unknown; on?: unknown }>>)
    ?.[String(list)]?.[String(key)];
  if (list === "treatments" && entry?.on !== undefined) return `treatment/${entry.on}`;
  return kind !== undefined && entry?.id !== undefined ? `${kind}/${entry.id}` : "system";
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

function reportProblem(book: Book, problem: Problem): void {
  const { name, detail, path, offset } = problem;
  const tell = (code: Code, severity: Severity, params: Params, where = path) =>
    report(book, code, severity, where, params, offset);
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

/** The record in the current format; undefined where its format cannot be read. */
function formatted(
  book: Book,
  raw: Record<string, unknown>,
): { record: Record<string, unknown>; inPlace: boolean } | undefined {
  const format = raw.mitate;
  if (format === current) return { record: raw, inPlace: true };
  if (format === undefined || format === null) {
    report(book, "format-missing", "warning", ["mitate"], { assumed: current });
    return migrated(raw, 0);
  }
  if (typeof format === "number" && Object.hasOwn(migrations, format)) {
    report(book, "format-migrated", "warning", ["mitate"], { format, current });
    return migrated(raw, format);
  }
  const said = typeof format === "object" ? JSON.stringify(format) : String(format);
  if (typeof format === "number" && format > current) {
    report(book, "format-newer", "error", ["mitate"], { format: said, current });
    return undefined;
  }
  report(book, "format-unknown", "error", ["mitate"], { format: said, current });
  return { record: { ...raw, mitate: current }, inPlace: false };
}

/** An id for a record that has none of its own: its file name without folder, ending and foreign signs. */
function nameOf(file: string): string {
  const name = file.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "").replace(/[\s/@#:]+/gu, "-");
  return name === "" ? "record" : name;
}

function reportMisfit(book: Book, record: unknown, misfit: Misfit): void {
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
  const value = valueAt(record, path);
  if (value === null) return report(book, "entry-empty", "error", path, { key });
  const said = typeof value === "object" ? shortened(JSON.stringify(value)) : String(value);
  if (allowed.length > 0) {
    const near = closest(String(value), allowed.map(String), book.patience);
    const hint = near === undefined ? choice(allowed) : meant(near);
    return report(book, "value-unknown", "error", path, { key, value: said, hint });
  }
  if (typeof value !== "object" && typeof value !== "string" && /\ba text\b/.test(message)) {
    const value = sourceOf(book, path) ?? said;
    return report(book, "value-unquoted", "error", path, { key, value });
  }
  report(book, "value-unfit", "error", path, { key, value: said, expected: wish(message) });
}

function keyName(path: Finding["path"]): string {
  const last = path.findLast((key) => typeof key === "string");
  return last === undefined ? "" : String(last);
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}

function meant(word: string): Text {
  return fillIn(hints.meant, word, "word");
}

function choice(allowed: readonly (string | number)[]): Text {
  const { ja, en } = hints.known;
  return {
    ja: ja.replace("{list}", allowed.join("、")),
    en: en.replace("{list}", allowed.join(", ")),
  };
}

function fillIn(pattern: Text, value: string, name: string): Text {
  return {
    ja: pattern.ja.replace(`{${name}}`, () => value),
    en: pattern.en.replace(`{${name}}`, () => value),
  };
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

function linesOf(text: string): number[] {
  const lines = [text.startsWith("\uFEFF") ? 1 : 0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.push(at + 1);
  return lines;
}

function placeFrom(book: Book, offset: number): Place {
  let low = 0;
  let high = book.lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (book.lines[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.max(offset - book.lines[low], 0) + 1 };
}

/** The place of the key, or of the entry behind its dash; of the nearest parent where there is none. */
function placeAt(book: Book, path: Finding["path"]): Place {
  let node = book.reading.root;
  let at = node?.start ?? 0;
  for (const key of path) {
    if (node?.kind === "alias") node = node.target;
    const entry = entryOf(node, key);
    if (!entry) break;
    at = node?.kind === "list" && entry.node.style !== "empty" ? entry.node.start : entry.start;
    node = entry.node;
  }
  return placeFrom(book, at);
}

/** Undoing changes with the text and the position of what they bring back, as it was in the text. */
function sourced(
  text: string,
  changed: SystemSpec,
  undoing: readonly Change[],
  resolve: Resolve,
): Change[] | undefined {
  let now = changed;
  const made: Change[] = [];
  for (const change of undoing) {
    const next = change.type === "add" ? withSource(text, now, change, resolve) : change;
    made.push(next);
    const applied = apply(now, [next], resolve);
    if (applied.refused.length > 0) return undefined;
    now = applied.spec;
  }
  return made;
}

function withSource(
  text: string,
  spec: SystemSpec,
  change: Extract<Change, { type: "add" }>,
  resolve: Resolve,
): Change {
  const [edit] = edits(spec, change, resolve).edits;
  const source = edit && sourceAt(text, edit.path);
  return source === undefined ? change : { ...change, at: positionAt(text, edit.path), source };
}

function replay(
  text: string,
  spec: SystemSpec,
  changes: readonly Change[],
  resolve: Resolve,
): string | undefined {
  let now = text;
  let value = spec;
  try {
    for (const change of changes) {
      const made: readonly Edit[] = edits(value, change, resolve).edits;
      now = splice(now, made);
      value = apply(value, [change], resolve).spec;
    }
  } catch {
    // This way of undoing cannot be written; another is tried.
    return undefined;
  }
  return now;
}
