import { bookLimits } from "../limits.ts";

/**
 * A text as a cell of a workbook holds it (ST_Xstring of ISO/IEC 29500-1, 22.9.2.19): what XML cannot
 * say is written `_xHHHH_`, and a text that looks like that has its first sign written so. A line break
 * stays one; a carriage return, which XML would take for one, is written too.
 */
export function encode(text: string): string {
  return text.replace(unsaid, (sign) => `_x${hex(sign)}_`);
}

/** What a cell of a workbook says. */
export function decode(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(
    /_x([0-9A-Fa-f]{4})_/g,
    (_, code) => String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** As much of a text as Excel takes in one cell; the sign at the end says that there was more. */
export function fitting(text: string): string {
  const { letters } = bookLimits;
  if (text.length <= letters) return text;
  const cut = text.slice(0, letters - 1);
  // Half of a pair of code units is no letter.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

const unsaid =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|_(?=x[0-9A-Fa-f]{4})/g;

function hex(sign: string): string {
  return sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
}
