import { open } from "../../formats/record.ts";
import { shelve } from "../../formats/beside.ts";
import type { Shelf } from "../../shelf.ts";
import { standard } from "../../standard.ts";
import { toSystem } from "../../system.ts";
import type { Loaded } from "../load.ts";
import { compose, type Composed } from "../publish.ts";
import type { Evidence } from "../publish/evidence.ts";
import { type Gathered, together } from "../publish/gather.ts";

/** The texts of a report's sources: those it carries, and those found elsewhere by their digest. */
export interface Texts {
  readonly notebook: string;
  /** In the order of the report's records. */
  readonly records: readonly string[];
  /** Whether the report carries all of them. */
  readonly whole: boolean;
  /** Where the report carries digests only, what else the workspace has. */
  readonly around?: Pick<Gathered, "catalogs" | "patterns">;
}

/** The report as it is put together from these sources now. */
export async function again(evidence: Evidence, texts: Texts): Promise<Composed> {
  const { at, lang, notebook, engine, only } = evidence;
  const digestsOnly = notebook.text === undefined;
  const publication = { notebook: notebook.path, at, lang, digestsOnly, only };
  return await compose(publication, gatheredOf(evidence, texts), engine);
}

function gatheredOf(evidence: Evidence, { notebook: source, records, around }: Texts): Gathered {
  const catalogs = around?.catalogs ?? evidence.catalogs;
  const shelf = shelfWith(catalogs);
  const paths = new Set(evidence.records.map(({ path }) => path));
  return together({
    name: evidence.notebook.path,
    source,
    records: evidence.records.map(({ path }, index) => loaded(path, records[index], shelf)),
    catalogs: shelf.catalogs.filter((one) => !standard.catalogs.includes(one)),
    patterns: around?.patterns ?? evidence.patterns ?? [],
    // The files beside the records are not carried, and what was found in them cannot be found again.
    beside: evidence.findings.filter(({ file }) => !paths.has(file)),
    own: (text) => text,
  });
}

/** The catalogues pass the reader of catalogue files: a report may hold anything in their place. */
export function shelfWith(catalogs: Evidence["catalogs"]): Shelf {
  const files = catalogs.map(({ provenance: _, ...catalog }, index) => ({
    file: `catalogs/${index + 1}.json`,
    input: JSON.stringify(catalog),
  }));
  return shelve(files).shelf;
}

/** A record from its text. */
export function loaded(file: string, text: string, shelf: Shelf): Loaded {
  const opened = open(text, file);
  const system = opened.spec && toSystem(opened.spec, shelf);
  return { file, opened, shelf, system, beside: [] };
}
