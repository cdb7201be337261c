import type { Catalog } from "../catalog.ts";
import type { Pattern } from "../library.ts";
import type { Shelf } from "../shelf.ts";
import { standard } from "../standard.ts";
import { openCatalog } from "./catalog.ts";
import type { Located } from "./chapters/sources.ts";
import { openPattern } from "./pattern.ts";

/** A file beside the records: how it is named to people, and what it holds. */
export interface Side {
  readonly file: string;
  readonly input: string | Uint8Array;
}

/**
 * The shelf with an organisation's own catalogues on it, in the order of the files. What is wrong with a
 * file is a finding with its place; an id that is taken, by a shipped catalogue or an earlier file, is
 * refused. Without a catalogue to add the shelf is the shipped one itself.
 */
export function shelve(
  files: readonly Side[],
): { readonly shelf: Shelf; readonly findings: readonly Located[] } {
  const catalogs: Catalog[] = [...standard.catalogs];
  const findings: Located[] = [];
  for (const { file, input } of files) {
    const { catalog, findings: found } = openCatalog(input, file);
    findings.push(...found.map((finding) => ({ ...finding, file })));
    if (!catalog) continue;
    const other = catalogs.find(({ id }) => id === catalog.id);
    if (other) findings.push(taken(catalog.id, other.name, file));
    else catalogs.push(catalog);
  }
  const shelf = catalogs.length > standard.catalogs.length ? { ...standard, catalogs } : standard;
  return { shelf, findings };
}

/** The patterns of files, of those with one id the first. A file with a defect gives none. */
export function gather(files: readonly Side[]): Pattern[] {
  const found = new Map<string, Pattern>();
  for (const { file, input } of files) {
    const { pattern } = openPattern(input, file);
    if (pattern && !found.has(pattern.id)) found.set(pattern.id, pattern);
  }
  return [...found.values()];
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
