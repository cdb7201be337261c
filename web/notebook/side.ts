import type { Lang } from "../../engine/text.ts";

/**
 * The side of a text cell in a language. A line `::: ja` or `::: en` begins a part in that language, a
 * line `:::` ends it, and so does the beginning of the next; what stands in no part belongs to both
 * languages. A part without an end goes on to the end of the text. Fenced code is left alone.
 *
 * The lines of the other language become empty, so that line n stays line n.
 */
export function side(source: string, lang: Lang): string {
  if (!source.includes(":::")) return source;
  let fence: string | undefined;
  let part: string | undefined;
  return source.split("\n").map((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && (!fence || mark.startsWith(fence))) fence = fence ? undefined : mark;
    const sign = fence || mark ? undefined : signs.exec(line);
    if (sign) {
      part = sign[1];
      return "";
    }
    return part === undefined || part === lang ? line : "";
  }).join("\n");
}

// Pandoc and others write fenced divisions with three colons too; those with other names stay as they are.
const signs = /^ {0,3}:::+[ \t]*(ja|en)?[ \t]*$/;
