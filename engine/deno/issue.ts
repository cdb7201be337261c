import { create, from, replace } from "./files.ts";
import { print } from "./print.ts";
import type { Printing } from "./print/browser.ts";
import { type Composed, type Failed, prepare, type Publication } from "./publish.ts";
import { opening } from "./publish/page.ts";
import { stamp } from "./publish/stamp.ts";
import { defect, misuse } from "./stop.ts";

/** A report that is to be written into a file. */
export interface Issue extends Publication {
  readonly output: string;
  /** Whether cells may fail. */
  readonly accept: boolean;
  /** Prints a PDF with this browser; HTML where it is missing. */
  readonly printing: Printing | undefined;
  /** Told which cells failed, before anything is written. */
  readonly failed: (failed: readonly Failed[]) => void;
}

/** A report that was written. */
export interface Issued {
  readonly bytes: number;
  readonly records: number;
}

/** Publishes into a file. Cells that fail, and a file that is no report of ours, end it with a `Stop`. */
export async function issue(issue: Issue): Promise<Issued> {
  const { output, accept, printing, lang, at } = issue;
  const before = printing ? undefined : await earlier(output);
  const composed = await prepare(issue);
  issue.failed(composed.failed);
  if (composed.failed.length > 0 && !accept) throw failing(composed.failed.length);
  const bytes = printing
    ? await print(composed, output, { lang, at, ...printing })
    : await written(composed, output, before);
  return { bytes, records: composed.used.length };
}

async function written(
  { pieces }: Composed,
  output: string,
  before: string | undefined,
): Promise<number> {
  const html = await stamp(pieces);
  await (before === undefined ? create(output, html) : replace(output, before, html));
  return new TextEncoder().encode(html).length;
}

/** The text that the output has now. Of what is already there, only an earlier report is replaced. */
async function earlier(output: string): Promise<string | undefined> {
  const text = await Deno.readTextFile(from(output)).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    return "";
  });
  if (text === undefined || text.startsWith(opening)) return text;
  throw misuse(
    `「${output}」は既にあり、公開した報告書ではないため、上書きしません。-o で別の名前を指定してください。`,
    `"${output}" exists and is no published report, so it is not overwritten. Choose another name with -o.`,
  );
}

function failing(count: number): Error {
  return defect(
    `失敗したセルが ${count} 件あるため、書き出しませんでした。直してから公開するか、承知のうえで公開する場合は --accept-failures を付けてください。`,
    `Nothing was written, since ${count} cell(s) failed. Mend them, or accept them with --accept-failures.`,
  );
}
