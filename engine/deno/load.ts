import { assess, type Assessment } from "../assess.ts";
import { check } from "../check.ts";
import { gather, shelve, type Side } from "../formats/beside.ts";
import type { Located } from "../formats/chapters/sources.ts";
import { open, type Opened, placeOf } from "../formats/record.ts";
import type { Pattern } from "../library.ts";
import { lint } from "../lint.ts";
import type { System } from "../model.ts";
import type { Shelf } from "../shelf.ts";
import { toSystem } from "../system.ts";
import { endings, from, list, readBytes } from "./files.ts";
import { dirname, fromFileUrl, join } from "./std.ts";

/** A record read from a file, with the catalogues beside it on the shelf. */
export interface Loaded {
  /** As the user typed it. */
  readonly file: string;
  readonly opened: Opened;
  readonly shelf: Shelf;
  /** Undefined where nothing could be read. */
  readonly system: System | undefined;
  /** Defects of the files beside the record. */
  readonly beside: readonly Located[];
}

/** Reads a record and the organisation's catalogues in the folder `catalogs` beside it. */
export async function load(file: string): Promise<Loaded> {
  const opened = open(await readBytes(file), file);
  const { shelf, findings } = await withCatalogs(file);
  const system = opened.spec && toSystem(opened.spec, shelf);
  return { file, opened, shelf, system, beside: findings };
}

/** Every finding of a record in the order of the file, then those of the files beside it. */
export function findingsOf(loaded: Loaded, assessment: Assessment | undefined): Located[] {
  const { opened, system, beside } = loaded;
  const own = [
    ...opened.findings.map((finding) => ({ ...finding, ...placeOf(opened, finding) })),
    ...[...(system ? check(system) : []), ...(assessment ? lint(assessment) : [])]
      .map((finding) => ({ ...finding, ...opened.locate(finding.path) })),
  ];
  own.sort((a, b) => a.line - b.line || a.column - b.column);
  return [...own, ...beside];
}

/** The analysis of a record on a day, with its findings; only the findings where nothing could be read. */
export function analysed(
  loaded: Loaded,
  at: string,
): { readonly assessment: Assessment | undefined; readonly findings: Located[] } {
  const assessment = loaded.system && assess(loaded.system, at);
  return { assessment, findings: findingsOf(loaded, assessment) };
}

/** The patterns beside the record, and after them those that ship. Files with defects are left out. */
export async function patterns(file: string): Promise<Pattern[]> {
  const folders = [beside(file, "patterns"), fromFileUrl(shipped)];
  const files = await Promise.all(folders.map((folder) => sides(folder, (name) => name)));
  return gather(files.flat());
}

const shipped = new URL("../../scenarios/patterns/", import.meta.url);

function beside(file: string, folder: string): string {
  return join(dirname(from(file)), folder);
}

async function withCatalogs(file: string): Promise<ReturnType<typeof shelve>> {
  const folder = beside(file, "catalogs");
  return shelve(await sides(folder, (name) => join(dirname(file), "catalogs", name)));
}

/** The files of a folder, as `shown` names them. */
async function sides(folder: string, shown: (name: string) => string): Promise<Side[]> {
  const names = await list(folder, endings);
  return await Promise.all(names.map(async (name) => ({
    file: shown(name),
    input: await readBytes(join(folder, name)),
  })));
}
