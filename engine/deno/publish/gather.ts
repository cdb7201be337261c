import type { Catalog } from "../../catalog.ts";
import type { Pattern } from "../../library.ts";
import { standard } from "../../standard.ts";
import { toSystem } from "../../system.ts";
import type { Lang } from "../../text.ts";
import { type Notebook, parse } from "../../../web/notebook/format.ts";
import { endings, from, list, readBytes } from "../files.ts";
import { load, type Loaded, patterns } from "../load.ts";
import type { Publication } from "../publish.ts";
import { basename, dirname, join } from "../std.ts";
import { defect } from "../stop.ts";
import { type FindingEvidence, told } from "./evidence.ts";

/** All that a published notebook is made from, read before any cell runs. */
export interface Gathered {
  /** The notebook's own name: where it lay is nobody's business. */
  readonly name: string;
  readonly source: string;
  readonly notebook: Notebook;
  readonly title: string;
  /** The records of the workspace that the notebook belongs to, those that can be read. */
  readonly records: readonly Loaded[];
  /** The organisation's own catalogues. */
  readonly catalogs: readonly Catalog[];
  /** The patterns of attack scenarios beside the records. */
  readonly patterns: readonly Pattern[];
  /** The findings of the files beside the records, in words. */
  readonly beside: readonly FindingEvidence[];
  /** A text without the folder in which the workspace lies. */
  readonly own: (text: string) => string;
}

/** Reads the notebook and the records around it. */
export async function gather(publication: Publication): Promise<Gathered> {
  const { notebook: file, shown = file } = publication;
  const source = new TextDecoder().decode(await readBytes(file)).replaceAll("\r\n", "\n");
  const folder = await folderFor(publication);
  const records = folder === undefined ? [] : await recordsIn(folder, publication);
  const root = folder === undefined ? undefined : join(dirname(folder), "/");
  const own = (text: string) => root === undefined ? text : text.replaceAll(root, "");
  const gathered = together({
    name: basename(file),
    source,
    records,
    catalogs: ownOf(records),
    patterns: folder === undefined ? [] : await patterns(join(folder, "records")),
    beside: besideOf(records, publication.lang, own),
    own,
  });
  if (gathered.notebook.cells.length === 0) throw noCells(shown);
  return gathered;
}

/** What follows from the sources alone. */
export function together(
  sources: Omit<Gathered, "notebook" | "title">,
): Gathered {
  const notebook = parse(sources.source);
  return { ...sources, notebook, title: notebook.title || sources.name };
}

/** All records of a folder have the same files beside them. */
function besideOf(
  [first]: readonly Loaded[],
  lang: Lang,
  own: (text: string) => string,
): FindingEvidence[] {
  return (first?.beside ?? []).map((finding) => told({ file: first.file, ...finding }, lang, own));
}

/** The nearest folder with records, beside the notebook or above. */
async function folderFor({ notebook, records }: Publication): Promise<string | undefined> {
  let folder = dirname(from(notebook));
  for (let up = 0; up < 3; up++) {
    const scenarios = join(folder, "scenarios");
    const names = records ?? await list(scenarios, endings);
    if (names.length && await isFolder(scenarios)) return scenarios;
    folder = dirname(folder);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return await Deno.stat(path).then(({ isDirectory }) => isDirectory, () => false);
}

async function recordsIn(folder: string, publication: Publication): Promise<Loaded[]> {
  const names = publication.records ?? await list(folder, endings);
  const records = await Promise.all(names.map((name) => load(join(folder, name))));
  return records.map((record, index) => ({ ...record, file: `scenarios/${names[index]}` }))
    .filter(({ opened }) => opened.spec !== undefined);
}

/** What formulas of records give, as in `web/report/data.ts`. */
type Formulas = Record<string, Record<string, string | number>>;

function ownOf(records: readonly Loaded[]): Catalog[] {
  return records.flatMap(({ shelf }) => shelf.catalogs).filter((catalog, index, all) =>
    !standard.catalogs.includes(catalog) && all.findIndex(({ id }) => id === catalog.id) === index
  );
}

/**
 * The answers of the records' own rating formulas. A formula is asked once for each cell of its table,
 * so the file carries the answers and not the reader of formulas.
 */
export function answers(records: readonly Loaded[]): Formulas {
  const known: Formulas = {};
  for (const { opened: { spec }, shelf } of records) {
    if (!spec?.tables?.some(({ formula }) => formula !== undefined)) continue;
    const formula: typeof shelf.formula = (expression) => {
      const run = shelf.formula!(expression);
      const results = known[expression] ??= {};
      return (scope) => {
        const result = run(scope);
        if (typeof result === "string" || typeof result === "number") {
          results[JSON.stringify(scope)] = result;
        }
        return result;
      };
    };
    toSystem(spec, { ...shelf, formula });
  }
  return known;
}

function noCells(file: string): Error {
  return defect(
    `「${file}」にはセルがありません。ノートブックのファイルを指定してください。`,
    `"${file}" has no cells; name a notebook file.`,
  );
}
