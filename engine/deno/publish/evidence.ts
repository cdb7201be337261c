import { assess, type TableUse } from "../../assess.ts";
import type { Catalog } from "../../catalog.ts";
import { canonical, digest } from "../../digest.ts";
import { type Severity, tell } from "../../finding.ts";
import type { Located } from "../../formats/chapters/sources.ts";
import type { Pattern } from "../../library.ts";
import type { System } from "../../model.ts";
import { edition } from "../../rule.ts";
import type { Lang } from "../../text.ts";
import { findingsOf, type Loaded } from "../load.ts";
import type { Gathered } from "./gather.ts";
import { hash } from "./markup.ts";
import type { Parts } from "./page.ts";

/**
 * What a report rests on, as data in the file: enough to compute all of it again, or to say of what it
 * was computed where the sources may not be handed on.
 */
export interface Evidence {
  /** The version of this form. */
  readonly mitate: 1;
  readonly engine: string;
  /** The edition of the rules of the analysis. */
  readonly rules: string;
  /** The SHA-256 of the scripts and the style that this build can put into reports. */
  readonly build: string;
  /** The day of the analysis, `YYYY-MM-DD`. */
  readonly at: string;
  readonly lang: Lang;
  /** Where the dice began; only where the cells threw them. */
  readonly seed?: number;
  /** The part that was published alone, as it was asked for; the notebook is then of that part. */
  readonly only?: string;
  readonly notebook: SourceFile;
  /** The records that the cells read. */
  readonly records: readonly RecordFile[];
  readonly catalogs: readonly Catalog[];
  readonly patterns?: readonly Pattern[];
  readonly tables: readonly TableEvidence[];
  /** The findings of the records on that day, in the order of the records. */
  readonly findings: readonly FindingEvidence[];
  /** The cells that failed, which whoever published it accepted. */
  readonly failed: readonly { readonly cell: number; readonly told: readonly string[] }[];
}

/** A source by name and digest. */
export interface SourceFile {
  readonly path: string;
  /** The SHA-256 of the text. */
  readonly sha256: string;
  /** Missing where the report carries the digest only. */
  readonly text?: string;
}

/** A record, with the digest of what it says, which leaves comments and layout aside. */
export interface RecordFile extends SourceFile {
  readonly digest?: string;
}

/** A table that the analysis read, with the SHA-256 of what it says. */
export interface TableEvidence extends Omit<TableUse, "note"> {
  readonly note?: TableUse["note"];
  readonly sha256: string;
}

/** A finding in the language of the report, with its place. */
export interface FindingEvidence {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly severity: Severity;
  readonly code: string;
  readonly on: string;
  readonly text: string;
}

/** Writes down what a report rests on. */
export async function evidence(parts: Parts): Promise<Evidence> {
  const { publication: { at, lang }, gathered, used, cells, carried, drawing } = parts;
  const { name, source } = gathered;
  const proposes = cells.some(({ inputs }) =>
    inputs.includes("patterns") || inputs.includes("patternPicker")
  );
  const open = !parts.withheld.all;
  return {
    mitate: 1,
    engine: parts.engine,
    rules: edition,
    build: carried.build,
    at,
    lang,
    seed: drawing.seed,
    only: parts.publication.only,
    notebook: {
      path: name,
      sha256: await hash(source, "hex"),
      text: open ? source : undefined,
    },
    records: await Promise.all(used.map((record) => fileOf(record, parts))),
    catalogs: open ? gathered.catalogs : [],
    patterns: open && proposes ? gathered.patterns : undefined,
    tables: await tablesOf(used, at),
    findings: findingsIn(used, gathered, at, lang),
    failed: drawing.cells.flatMap(({ id, told }) => told.length ? [{ cell: id, told }] : []),
  };
}

async function fileOf({ file, opened, system }: Loaded, { withheld }: Parts): Promise<RecordFile> {
  return {
    path: file,
    sha256: await hash(opened.text, "hex"),
    digest: system && digest(system),
    text: withheld.records.includes(file) ? undefined : opened.text,
  };
}

/** The tables that records are analysed by on a day, each once. */
export async function tablesOf(
  records: readonly Loaded[],
  at: string,
): Promise<readonly TableEvidence[]> {
  const tables = new Map<string, TableEvidence>();
  for (const { system } of records) {
    for (const table of system ? assess(system, at).tables : []) {
      const sha256 = await hash(canonical(contentOf(system!, table)), "hex");
      tables.set(`${table.ref} ${sha256}`, { ...table, sha256 });
    }
  }
  return [...tables.values()];
}

/** The findings of records on a day, then those of the files beside them, which are the same for all. */
function findingsIn(
  records: readonly Loaded[],
  { beside, own }: Gathered,
  at: string,
  lang: Lang,
): readonly FindingEvidence[] {
  const found = records.flatMap((record) => {
    const { system, file } = record;
    return findingsOf({ ...record, beside: [] }, system && assess(system, at))
      .map((finding) => told({ file, ...finding }, lang, own));
  });
  return records.length ? [...found, ...beside] : [];
}

/** A finding in words; `own` takes out where the workspace lies, which is nobody's business. */
export function told(
  finding: Located & { readonly file: string },
  lang: Lang,
  own: (text: string) => string,
): FindingEvidence {
  const { file, line, column, severity, code, on } = finding;
  const text = own(tell(finding, lang));
  return { file: own(file), line, column, severity, code, on: own(on), text };
}

/** What a table says, found by its id where the analysis finds it. */
function contentOf({ method, shelf }: System, { kind, id }: TableUse): unknown {
  if (kind === "impact") return method.impact;
  if (kind === "catalog") return method.catalogs.find((one) => one.id === id);
  const { damage, conformity, effect, step, vulnerability, assurance, risk } = method;
  const own = [damage, conformity, effect, step, vulnerability, assurance, risk.table];
  const stages = risk.stages.map(({ table }) => table);
  return [...own, ...stages, ...shelf.tables].find((one) => one.id === id);
}
