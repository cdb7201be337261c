import { readXml } from "./xml.ts";

/** Whether a number in a cell of a style is a day, by the number of the style. */
export type IsDay = (style: string | undefined) => boolean;

/** Reads which styles of a workbook show days (part `xl/styles.xml`). */
export function dayStyles(chunks: Iterable<Uint8Array>, part: string): IsDay {
  const own = new Map<string, boolean>();
  const days: boolean[] = [];
  let inCells = false;
  readXml(chunks, part, {
    open(name, { numFmtId = "0", formatCode = "" }) {
      if (name === "numFmt") own.set(numFmtId, showsDay(formatCode));
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) days.push(own.get(numFmtId) ?? builtIn(Number(numFmtId)));
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return (style) => days[Number(style ?? 0)] ?? false;
}

/** The formats every program knows by number, East Asian ones included (ISO/IEC 29500-1, 18.8.30). */
function builtIn(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 ||
    (id >= 50 && id <= 58);
}

/** Whether a format has years, months or days in it: `yyyy/m/d`, `[$-411]ggge"年"m"月"d"日"`. */
function showsDay(code: string): boolean {
  const bare = code.slice(0, 255).replace(/"[^"]*"|\[[^\]]*\]|\\.|General/g, "");
  return /[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare));
}
