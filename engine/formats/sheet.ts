import type { Assessment } from "../assess.ts";
import { digest } from "../digest.ts";
import type { Lang } from "../text.ts";
import type { Located } from "./chapters/sources.ts";
import { voice } from "./chapters/voice.ts";
import type { Book } from "./sheet/book.ts";
import { codes } from "./sheet/codes.ts";
import { cover, findings, tables } from "./sheet/front.ts";
import { base, controls, scenarios } from "./sheet/lists.ts";
import { measures, moves, treatments } from "./sheet/plan.ts";
import { conformity, matrix, risks } from "./sheet/results.ts";
import { write } from "./sheet/write.ts";

export {
  importBook,
  type Imported,
  type ImportedRow,
  importSheet,
  type OpenedBook,
  openSheet,
  type Remark,
} from "./sheet/import.ts";

/**
 * The analysis as an Excel workbook (`.xlsx`): real tables of real types, codes beside words. Its lists
 * of controls and scenarios can be filled in and brought back by `importSheet`. The same assessment,
 * findings and language give the same bytes.
 */
export function exportSheet(
  assessment: Assessment,
  found: readonly Located[],
  { lang, file }: { readonly lang: Lang; readonly file: string },
): Uint8Array<ArrayBuffer> {
  return write(bookOf(assessment, found, lang, file));
}

function bookOf(
  assessment: Assessment,
  found: readonly Located[],
  lang: Lang,
  file: string,
): Book {
  const speak = voice(lang);
  const { system, at, engine } = assessment;
  const state = digest(system);
  return {
    marking: speak.say(system.marking),
    foot: `${speak.say(system.name)}  ${at}  Mitate ${engine}`,
    font: lang === "ja" ? "Yu Gothic" : "Calibri",
    sheets: [
      cover(assessment, found, state, speak),
      controls(assessment, speak),
      scenarios(assessment, speak),
      matrix(assessment, speak),
      risks(assessment, speak),
      conformity(assessment, speak),
      measures(assessment, speak),
      moves(assessment, speak),
      treatments(assessment, speak),
      findings(found, file, speak),
      tables(assessment, speak),
      codes(system, speak),
      base(assessment, state, lang, speak),
    ],
  };
}
