import type { Lang } from "../text.ts";
import { compile } from "../../web/notebook/compile.ts";
import type { Cell as Source } from "../../web/notebook/format.ts";
import { carry, type Cell } from "./publish/carry.ts";
import { draw } from "./publish/draw.ts";
import { gather } from "./publish/gather.ts";
import { page } from "./publish/page.ts";

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
  const { lang } = publication;
  const gathered = await gather(publication);
  const cells = gathered.notebook.cells.map((cell, index) => toCell(cell, index, lang));
  const carried = await carry(cells);
  const drawing = await draw({ publication, gathered, cells, texts: carried.texts });
  const used = gathered.records.filter(({ opened }) =>
    drawing.used.includes(String(opened.spec?.id)) ||
    cells.some(({ inputs }) => inputs.includes("systems"))
  );
  const html = await page({ publication, gathered, cells, carried, drawing, used });
  const failed = drawing.cells.flatMap(({ id, told }) => {
    const { label } = cells.find((cell) => cell.id === id)!;
    return told.length ? [{ label, told }] : [];
  });
  return { html, title: gathered.title, failed, records: used.map(({ file }) => file) };
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

/** How every published file begins. */
export { opening } from "./publish/page.ts";
