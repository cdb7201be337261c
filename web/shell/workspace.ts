import { assess, type Assessment, check, lint, standard, toSystem } from "../../engine/mod.ts";
import { gather, shelve, type Side } from "../../engine/formats/beside.ts";
import type { Located } from "../../engine/formats/chapters/sources.ts";
import { open, type Opened, place as placed } from "../../engine/formats/record.ts";
import { tell } from "../../engine/finding.ts";
import type { Pattern } from "../../engine/library.ts";
import type { Shelf } from "../../engine/shelf.ts";
import type { Lang, System } from "../../engine/mod.ts";
import type { FileEntry, Remote } from "../remote.ts";

/** A record as it was read and analysed here. */
export interface Loaded {
  readonly path: string;
  readonly etag: string;
  readonly opened: Opened;
  /** Undefined where nothing could be read. */
  readonly system: System | undefined;
  readonly assessment: Assessment | undefined;
  readonly findings: readonly Located[];
  /** What stood beside it when it was analysed. */
  readonly beside: Beside;
}

/** What stands beside the records: the shelf that they are analysed from, and the patterns. */
export interface Beside {
  /** Another text when a file beside the records is another one. */
  readonly tag: string;
  readonly shelf: Shelf;
  readonly patterns: readonly Pattern[];
  /** Defects of the catalogues; like the command line, every record tells them. */
  readonly findings: readonly Located[];
}

/** Nothing beside the records but what ships. */
export const alone: Beside = { tag: "", shelf: standard, patterns: [], findings: [] };

/** Reads the catalogues and patterns of the workspace; `before` where none of them changed. */
export async function loadBeside(
  remote: Remote,
  files: readonly FileEntry[],
  before: Beside,
): Promise<Beside> {
  const wanted = files.filter(({ kind }) => kind === "catalog" || kind === "pattern");
  const tag = wanted.map(({ path, etag }) => `${path} ${etag}`).join("\n");
  if (tag === before.tag) return before;
  const read = async (kind: FileEntry["kind"]): Promise<Side[]> =>
    await Promise.all(
      wanted.filter((file) => file.kind === kind).map(async ({ path }) => ({
        file: path,
        input: (await remote.read(path)).text,
      })),
    );
  const { shelf, findings } = shelve(await read("catalog"));
  return { tag, shelf, findings, patterns: gather(await read("pattern")) };
}

/** Reads a record of the workspace and analyses it on a day. */
export async function loadRecord(
  remote: Remote,
  path: string,
  at: string,
  beside: Beside,
): Promise<Loaded> {
  const { text, etag } = await remote.read(path);
  return analysed(path, text, etag, at, beside);
}

/** A record from its text. */
export function analysed(
  path: string,
  text: string,
  etag: string,
  at: string,
  beside: Beside,
): Loaded {
  const opened = open(text, path);
  const system = opened.spec && toSystem(opened.spec, beside.shelf);
  const assessment = system && assess(system, at);
  const findings = [
    ...opened.findings,
    ...(system ? check(system) : []),
    ...(assessment ? lint(assessment) : []),
    ...beside.findings,
  ];
  return { path, etag, opened, system, assessment, findings, beside };
}

/** The records that are new or changed since they were loaded, or that lean on other catalogues now. */
export function outdated(
  files: readonly FileEntry[],
  loaded: ReadonlyMap<string, Loaded>,
  { shelf }: Beside,
): string[] {
  return files.filter(({ kind, path, etag }) => {
    const known = loaded.get(path);
    return kind === "record" && (known?.etag !== etag || known.beside.shelf !== shelf);
  }).map(({ path }) => path);
}

/** A finding as one line, `file:line:column message`, of the record or of a file beside it. */
export function place(finding: Located, opened: Opened, lang: Lang): string {
  const { file, line, column } = finding;
  return file === undefined
    ? placed(finding, opened, lang)
    : `${file}:${line}:${column} ${tell(finding, lang)}`;
}
