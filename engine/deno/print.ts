import { engine } from "../assess.ts";
import type { Lang } from "../text.ts";
import { from } from "./files.ts";
import { printed, type Printing } from "./print/browser.ts";
import { sheet } from "./print/sheet.ts";
import type { Composed } from "./publish.ts";
import { stamped } from "./publish/stamp.ts";
import { dirname, join } from "./std.ts";
import { misuse } from "./stop.ts";

/**
 * Prints a report into a PDF file. The same report gives the same bytes with the same browser and fonts:
 * the dates in the file are the day of the analysis. An earlier PDF of ours is replaced, no other file.
 */
export async function print(
  composed: Composed,
  output: string,
  { lang, at, ...how }: Printing & { readonly lang: Lang; readonly at: string },
): Promise<number> {
  const path = from(output);
  const isThere = await occupied(output);
  await Deno.mkdir(dirname(path), { recursive: true });
  // Beside the output: browsers in a package of their own see no other folder for temporary files.
  const folder = await Deno.makeTempDir({ dir: dirname(path), prefix: "mitate-print-" });
  try {
    const page = sheet(await stamped(composed.pieces), composed, { lang, at });
    const bytes = dated(await printed(page, folder, how), at);
    const whole = join(folder, "whole.pdf");
    await Deno.writeFile(whole, bytes);
    if (isThere) await Deno.rename(whole, path);
    else await Deno.writeFile(path, bytes, { createNew: true });
    return bytes.length;
  } finally {
    await emptied(folder);
  }
}

/** Whether an earlier PDF of ours stands there; anything else is left alone. */
async function occupied(output: string): Promise<boolean> {
  let bytes: Uint8Array;
  try {
    bytes = await Deno.readFile(from(output));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    bytes = new Uint8Array();
  }
  if (latin(bytes.subarray(0, begin)).includes("/Creator (Mitate ")) return true;
  throw misuse(
    `「${output}」は既にあり、公開した報告書のPDFではないため、上書きしません。-o で別の名前を指定してください。`,
    `"${output}" exists and is no PDF of a report, so it is not overwritten. Choose another name with -o.`,
  );
}

/** How many bytes the description of the document takes at most, which is its first object. */
const begin = 4000;

/** The PDF with the day of the analysis as its date, and what made it in place of which browser did. */
function dated(pdf: Uint8Array<ArrayBuffer>, at: string): Uint8Array<ArrayBuffer> {
  const head = latin(pdf.subarray(0, begin));
  const day = `D:${at.replaceAll("-", "")}000000+00'00'`;
  const written = head
    .replace(/(\/(?:CreationDate|ModDate) \()(D:[^)]*)/g, (_, key, date) => key + fit(day, date))
    .replace(
      /(\/Creator \()((?:\\.|[^\\)])*)/,
      (_, key, name) => key + fit(`Mitate ${engine}`, name),
    );
  // Places within the file are counted in bytes: nothing may become longer or shorter.
  if (written.length !== head.length) return pdf;
  pdf.set(Uint8Array.from(written, (sign) => sign.charCodeAt(0)));
  return pdf;
}

function fit(text: string, like: string): string {
  return text.slice(0, like.length).padEnd(like.length);
}

function latin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** Takes the folder away; a browser may still be writing its last words into it. */
async function emptied(folder: string): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    const gone = await Deno.remove(folder, { recursive: true }).then(() => true, () => false);
    if (gone) return;
    await new Promise((done) => setTimeout(done, 100));
  }
}
