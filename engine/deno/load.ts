import { assess, type Assessment } from "../assess.ts";
import { check } from "../check.ts";
import type { Located } from "../formats/chapters/sources.ts";
import { openCatalog } from "../formats/catalog.ts";
import { openPattern } from "../formats/pattern.ts";
import { open, type Opened, placeOf } from "../formats/record.ts";
import type { Pattern } from "../library.ts";
import { lint } from "../lint.ts";
import type { System } from "../model.ts";
import type { Shelf } from "../shelf.ts";
import { standard } from "../standard.ts";
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
  const found = new Map<string, Pattern>();
  for (const folder of folders) {
    for (const name of await list(folder, endings)) {
      const { pattern } = openPattern(await readBytes(join(folder, name)), name);
      if (pattern && !found.has(pattern.id)) found.set(pattern.id, pattern);
    }
  }
  return [...found.values()];
}

const shipped = new URL("../../scenarios/patterns/", import.meta.url);

function beside(file: string, folder: string): string {
  return join(dirname(from(file)), folder);
}

async function withCatalogs(
  file: string,
): Promise<{ shelf: Shelf; findings: Located[] }> {
  const folder = beside(file, "catalogs");
  const catalogs = [...standard.catalogs];
  const findings: Located[] = [];
  for (const name of await list(folder, endings)) {
    const shown = join(dirname(file), "catalogs", name);
    const { catalog, findings: found } = openCatalog(
      await readBytes(join(folder, name)),
      shown,
    );
    findings.push(...found.map((finding) => ({ ...finding, file: shown })));
    if (!catalog) continue;
    const other = catalogs.find(({ id }) => id === catalog.id);
    if (other) findings.push(taken(catalog.id, other.name, shown));
    else catalogs.push(catalog);
  }
  const shelf = catalogs.length > standard.catalogs.length ? { ...standard, catalogs } : standard;
  return { shelf, findings };
}

function taken(id: string, other: Located["params"][string], file: string): Located {
  return {
    code: "catalog-taken",
    severity: "error",
    on: `catalog/${file}`,
    path: ["id"],
    params: { id, other },
    file,
    line: 1,
    column: 1,
  };
}
