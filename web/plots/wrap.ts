import type { Lang } from "../../engine/mod.ts";

/**
 * Breaks a text into lines of at most `room` ems, at most `lines` of them; a text that is longer ends in
 * `…`. Japanese breaks between phrases where the platform knows its words, never before closing marks,
 * small kana or long-vowel marks, never after opening brackets (JIS X 4051's rules of line breaking).
 */
export function wrap(text: string, room: number, lines: number, lang: Lang): string[] {
  const made: string[] = [""];
  for (const piece of pieces(text, lang)) {
    const line = made[made.length - 1];
    if (line === "" || width(line + piece.trimEnd()) <= room) {
      made[made.length - 1] = line === "" ? piece.trimStart() : line + piece;
    } else made.push(piece.trimStart());
    while (width(made[made.length - 1].trimEnd()) > room) made.push(...split(made.pop()!, room));
  }
  const kept = made.filter((line) => line.trim() !== "");
  const shown = kept.slice(0, kept.length <= lines ? lines : lines - 1).map((line) =>
    line.trimEnd()
  );
  return kept.length <= lines ? shown : [...shown, cut(kept.slice(lines - 1).join(""), room)];
}

/** The width of a text in ems, by the usual widths of full-width and half-width letters. */
export function width(text: string): number {
  let sum = 0;
  for (const letter of text) {
    sum +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6—…]/
          .test(letter)
        ? 1
        : /[iljtfI.,:;'|!()[\]]/.test(letter)
        ? 0.34
        : /[A-ZmwMW%@]/.test(letter)
        ? 0.7
        : 0.56;
  }
  return sum;
}

const notFirst =
  /^[、。，．・：；？！」』）］｝〉》】〕”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮーヽヾ々〜,.:;?!)\]}]/;
const notLast = /[「『（［｛〈《【〔“‘([{]$/;
const particle = /^[\p{sc=Hiragana}]{1,2}$/u;

function pieces(text: string, lang: Lang): string[] {
  if (lang !== "ja") return text.match(/\S+\s*/g) ?? [];
  const merged: string[] = [];
  for (const word of words(text)) {
    const last = merged[merged.length - 1];
    const joins = last !== undefined &&
      (notFirst.test(word) || notLast.test(last) || particle.test(word) || /^\s+$/.test(word));
    if (joins) merged[merged.length - 1] = last + word;
    else merged.push(word);
  }
  return merged;
}

function words(text: string): string[] {
  if (typeof Intl.Segmenter !== "function") return [...text];
  const segments = new Intl.Segmenter("ja", { granularity: "word" }).segment(text);
  return [...segments].map(({ segment }) => segment);
}

/** A piece that is wider than a line alone, in two. */
function split(piece: string, room: number): [string, string] {
  const letters = [...piece];
  let at = 1;
  while (at < letters.length && width(letters.slice(0, at + 1).join("")) <= room) at++;
  while (at > 1 && (notFirst.test(letters[at]) || notLast.test(letters[at - 1]))) at--;
  return [letters.slice(0, at).join(""), letters.slice(at).join("")];
}

function cut(text: string, room: number): string {
  if (width(text) <= room) return text;
  const letters = [...text];
  while (letters.length > 0 && width(letters.join("")) + 1 > room) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
