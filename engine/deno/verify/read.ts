import type {
  Evidence,
  FindingEvidence,
  RecordFile,
  SourceFile,
  TableEvidence,
} from "../publish/evidence.ts";
import { hash } from "../publish/markup.ts";
import { evidenceBegins, opening } from "../publish/page.ts";
import { stampOf, unstamped } from "../publish/stamp.ts";

/** A published file as it was read, checked for its form and for nothing else. */
export interface Report {
  /** The file as it was when its digest was made. */
  readonly text: string;
  /** Its digest as it says, and as it is. */
  readonly digest: { readonly said: string; readonly found: string };
  readonly evidence: Evidence;
}

/** Why a file is no report that can be checked. */
export type Unread = "other" | "digest" | "evidence" | "newer" | "encoding";

/** Reads a published file. Whatever it holds, nothing of it runs, and nothing is thrown. */
export async function read(bytes: Uint8Array): Promise<Report | Unread> {
  const text = textOf(bytes);
  if (text === undefined) return "encoding";
  if (!text.startsWith(opening)) return "other";
  const said = stampOf(text);
  if (said === undefined) return "digest";
  const plain = unstamped(text, said);
  const found = await hash(plain, "hex");
  const evidence = evidenceOf(text);
  if (typeof evidence === "string") return evidence;
  return { text: plain, digest: { said, found }, evidence };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The data of the report: the first that begin so, since no cell can draw anything before them. */
function evidenceOf(text: string): Evidence | "evidence" | "newer" {
  const begin = text.indexOf(evidenceBegins);
  const end = text.indexOf("</script>", begin);
  if (begin < 0 || end < 0) return "evidence";
  try {
    const value = JSON.parse(text.slice(begin + evidenceBegins.length, end));
    if (isObject(value) && typeof value.mitate === "number" && value.mitate > 1) return "newer";
    return isEvidence(value) ? value : "evidence";
  } catch {
    return "evidence";
  }
}

type Shape = (value: unknown) => boolean;

function isEvidence(value: unknown): value is Evidence {
  return fits(value, {
    mitate: (one) => one === 1,
    engine: isText,
    rules: isText,
    build: isText,
    at: (one) => isText(one) && /^\d{4}-\d\d-\d\d$/.test(one),
    lang: (one) => one === "ja" || one === "en",
    seed: optional(isNumber),
    only: optional(isText),
    notebook: isFile,
    records: listOf(isRecord),
    catalogs: listOf(isObject),
    patterns: optional(listOf(isObject)),
    tables: listOf(isTable),
    findings: listOf(isFinding),
    failed: listOf((one) => fits(one, { cell: isNumber, told: listOf(isText) })),
  });
}

const file = { path: isPath, sha256: isHash, text: optional(isText) };

function isFile(value: unknown): value is SourceFile {
  return fits(value, file);
}

function isRecord(value: unknown): value is RecordFile {
  return fits(value, { ...file, digest: optional(isText) });
}

function isTable(value: unknown): value is TableEvidence {
  const words = { ref: isText, id: isText, kind: isText, version: isText, source: isText };
  const both = (one: unknown) => fits(one, { ja: isText, en: isText });
  return fits(value, {
    ...words,
    name: both,
    note: optional(both),
    provenance: isText,
    sha256: isHash,
  });
}

function isFinding(value: unknown): value is FindingEvidence {
  const place = { line: optional(isNumber), column: optional(isNumber) };
  return fits(value, {
    ...place,
    file: isText,
    severity: (one) => one === "error" || one === "warning" || one === "info",
    code: isText,
    on: isText,
    text: isText,
  });
}

/** An object with these keys and no others. */
function fits(value: unknown, shape: Readonly<Record<string, Shape>>): boolean {
  return isObject(value) && Object.keys(value).every((key) => Object.hasOwn(shape, key)) &&
    Object.entries(shape).every(([key, test]) =>
      test(Object.hasOwn(value, key) ? value[key] : undefined)
    );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.isWellFormed();
}

/** A file within the workspace: a report names no file elsewhere, and none is looked for there. */
function isPath(value: unknown): boolean {
  return isText(value) && value !== "" && !/^[/\\]|\\|:|\p{Cc}/u.test(value) &&
    value.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

function isHash(value: unknown): boolean {
  return isText(value) && /^[0-9a-f]{64}$/.test(value);
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value);
}

function optional(test: Shape): Shape {
  return (value) => value === undefined || test(value);
}

function listOf(test: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(test);
}
