import { engine } from "../assess.ts";
import type { Lang } from "../text.ts";
import { compile } from "../../web/notebook/compile.ts";
import type { Cell as Source } from "../../web/notebook/format.ts";
import type { Loaded } from "./load.ts";
import { carry, type Cell, type Withheld } from "./publish/carry.ts";
import { draw, type Drawing } from "./publish/draw.ts";
import { gather, type Gathered } from "./publish/gather.ts";
import { isSecret, saysSecret } from "./publish/marked.ts";
import { only } from "./publish/only.ts";
import { page } from "./publish/page.ts";
import type { Piece } from "./publish/piece.ts";
import { stamp } from "./publish/stamp.ts";

/** What is to be published, and how. */
export interface Publication {
  /** The notebook's file. */
  readonly notebook: string;
  /** How messages name it; the file as it is given by default. */
  readonly shown?: string;
  /**
   * The records that it may read, files of the folder `scenarios`; by default all in the nearest such
   * folder beside or above it.
   */
  readonly records?: readonly string[];
  /** The day of the analysis, `YYYY-MM-DD`. */
  readonly at: string;
  readonly lang: Lang;
  /**
   * Carries the notebook and the records by their digests only. A notebook or a record that is marked
   * secret is carried so in any case.
   */
  readonly digestsOnly?: boolean;
  /** The part that is published alone, as `only` understands it; the whole notebook by default. */
  readonly only?: string;
  /** Gives up when it is aborted. */
  readonly signal?: AbortSignal;
  /** How long drawing may take, in milliseconds; a minute by default. */
  readonly patience?: number;
  /** Told when cells begin to compute, with the end of it, which may be later than the answer. */
  readonly working?: (ended: Promise<void>) => void;
}

/** A published notebook. */
export interface Published {
  readonly html: string;
  readonly title: string;
  /** The cells that failed or did not come to an end, with what they said. */
  readonly failed: readonly Failed[];
  /** The records that the cells read, and the file carries. */
  readonly records: readonly string[];
}

/** A cell that failed. */
export interface Failed {
  readonly label: string;
  readonly told: readonly string[];
}

/**
 * Makes of a notebook one HTML file that can be read without scripts, reacts where they run, and asks
 * nothing of any network. The same input gives the same text, whoever asks for it. The cells run in a
 * worker that may do nothing but compute; what cannot be published ends with a `Stop`.
 */
export async function publish(publication: Publication): Promise<Published> {
  const { pieces, title, failed, used } = await prepare(publication);
  const html = await stamp(pieces);
  return { html, title, failed, records: used.map(({ file }) => file) };
}

/** A notebook as the pieces of its file, to be written as one or printed. */
export async function prepare(publication: Publication): Promise<Composed> {
  return await compose(publication, await sourcesOf(publication));
}

/** What is published, read: the notebook or a part of it, with the records around it. */
export async function sourcesOf(publication: Publication): Promise<Gathered> {
  const gathered = await gather(publication);
  const { only: part } = publication;
  if (part === undefined) return gathered;
  return await only(gathered, part, () => compose(publication, gathered));
}

/** A file in its pieces, without its own digest. */
export interface Composed {
  readonly title: string;
  /** How the document is marked: by the notebook, or else by the records that its cells read. */
  readonly marking: string;
  readonly headings: Drawing["headings"];
  readonly pieces: readonly Piece[];
  readonly failed: readonly Failed[];
  readonly used: readonly Loaded[];
}

/**
 * Runs the cells over what was gathered and puts the file together. `version` is what the file says of
 * the engine that made it.
 */
export async function compose(
  publication: Publication,
  gathered: Gathered,
  version = engine,
): Promise<Composed> {
  const { lang, digestsOnly = false } = publication;
  const all = digestsOnly || saysSecret(gathered.notebook.attributes["data-marking"] ?? "");
  const cells = gathered.notebook.cells.map((cell, index) => toCell(cell, index, lang));
  const make = async (what: Withheld, known: Gathered) => {
    const carried = await carry(cells, what);
    const drawing = await draw({ publication, gathered: known, cells, texts: carried.texts });
    return { carried, drawing, gathered: known, used: usedOf(known, drawing.used, cells) };
  };
  let made = await make(all ? "all" : "nothing", gathered);
  const failed = () => made.drawing.cells.some(({ told }) => told.length > 0);
  // What a cell says that misses a record names those there are: those that the file tells of.
  if (failed() && made.used.length < gathered.records.length) {
    made = await make(all ? "all" : "nothing", { ...gathered, records: made.used });
  }
  const secret = made.used.filter(({ opened }) => all || isSecret(opened.spec!));
  if (!all && secret.length > 0) made = await make("records", made.gathered);
  const withheld = { all, records: secret.map(({ file }) => file) };
  const pieces = await page({ ...made, publication, cells, withheld, engine: version });
  return {
    title: gathered.title,
    marking: markingOf(gathered, made.used, lang),
    headings: made.drawing.headings,
    pieces,
    failed: failedOf(made.drawing.cells, cells),
    used: made.used,
  };
}

function markingOf({ notebook }: Gathered, used: readonly Loaded[], lang: Lang): string {
  const own = notebook.attributes["data-marking"];
  if (own) return own;
  return [...new Set(used.map(({ system }) => system?.marking[lang] ?? ""))].filter(Boolean)
    .join(lang === "ja" ? "、" : ", ");
}

function usedOf(
  { records }: Gathered,
  ids: readonly string[],
  cells: readonly Cell[],
): readonly Loaded[] {
  const all = cells.some(({ inputs }) => inputs.includes("systems"));
  return records.filter(({ opened }) => all || ids.includes(String(opened.spec?.id)));
}

function failedOf(
  drawn: readonly { readonly id: number; readonly told: readonly string[] }[],
  cells: readonly Cell[],
): Failed[] {
  return drawn.flatMap(({ id, told }) => {
    const { label } = cells.find((cell) => cell.id === id)!;
    return told.length ? [{ label, told }] : [];
  });
}

function toCell(cell: Source, index: number, lang: Lang): Cell {
  const compiled = compile(cell);
  const isText = cell.mode === "markdown" || cell.mode === "html";
  return {
    ...compiled,
    label: lang === "ja" ? `セル${index + 1}` : `cell ${index + 1}`,
    still: isText && compiled.outputs.length === 0 && !cell.value.includes("${"),
  };
}
