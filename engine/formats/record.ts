import { type Finding, tell } from "../finding.ts";
import type { SystemSpec } from "../schema.ts";
import type { Lang } from "../text.ts";
import { asWritten, fit } from "./fit.ts";
import { excess } from "./excess.ts";
import { intake } from "./intake.ts";
import { counted, limits, tooMany } from "./limits.ts";
import { current, migrated, migrations } from "./migration.ts";
import { type Book, noted, type Place, placeAt, report, sorted, toBook } from "./record/book.ts";
import { reportMisfit } from "./record/misfit.ts";
import { reportProblem } from "./record/problem.ts";
import { read } from "./yaml.ts";

export { limits } from "./limits.ts";
export type { Place } from "./record/book.ts";
export { retrace } from "./retrace.ts";
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
  return noted(finding) ?? opened.locate(finding.path);
}

function failed(
  file: string,
  text: string,
  code: Finding["code"],
  params: Finding["params"],
): Opened {
  const finding: Finding = { code, severity: "error", on: "system", path: [], params };
  const locate = () => ({ line: 1, column: 1 });
  return { file, text, spec: undefined, findings: [finding], editable: false, locate };
}

function opened(text: string, file: string): Opened {
  const reading = read(text);
  const book = toBook(reading);
  reading.problems.slice(0, 50).forEach((problem) => reportProblem(book, problem));
  const mark = text.search(/[\n\r]\uFEFF/);
  // Where two files were joined; YAML would take it for nothing here, for a part of a key there.
  if (mark >= 0) report(book, "yaml-mark", "error", [], {}, mark + 1);
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
    return { ...unread, findings: sorted(book) };
  }
  const { spec, moved, unsaid } = fitted;
  if (unsaid > 0) {
    report(book, "more-findings", "info", [], { code: "key-unknown", count: counted(unsaid) });
  }
  const findings = sorted(book);
  const clean = findings.every((finding) => finding.severity !== "error");
  return {
    file,
    text,
    spec,
    findings,
    editable: clean && record.inPlace,
    locate: (path) => placeAt(book, asWritten(spec, path, moved)),
  };
}

/** An id for a record that has none of its own: its file name without folder, ending and foreign signs. */
function nameOf(file: string): string {
  const name = file.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "").replace(/[\s/@#:]+/gu, "-");
  return name === "" ? "record" : name;
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
