/**
 * Text in the columns of a terminal, where a Japanese character takes two. Letters whose width is
 * ambiguous (→, …, ─) count as one, as terminals take them by default.
 */

/** The columns a text takes on one line. */
export function width(text: string): number {
  if (plain.test(text)) return text.length;
  let columns = 0;
  for (const segment of segments(text)) columns += widthOf(segment);
  return columns;
}

/** The text filled up with spaces to a width; a longer one stays as it is. */
export function pad(
  text: string,
  to: number,
  align: "start" | "center" | "end" = "start",
): string {
  const room = Math.max(0, to - width(text));
  if (align === "end") return " ".repeat(room) + text;
  if (align === "start") return text + " ".repeat(room);
  const left = Math.floor(room / 2);
  return " ".repeat(left) + text + " ".repeat(room - left);
}

/**
 * Breaks a text into lines of at most so many columns: Latin between words, Japanese between any two
 * characters except before closing and after opening punctuation. A word longer than a line is cut.
 */
export function wrap(text: string, columns: number): string[] {
  return text.split("\n").flatMap((line) => wrapLine(line, Math.max(2, columns)));
}

/**
 * Without control characters, so that a text of a record can neither colour nor move a terminal, and
 * without the marks that turn the direction of writing. Tabs and line breaks become spaces.
 */
export function harmless(text: string): string {
  return text.replace(/[\t\r\n]+/g, " ").replace(dangerous, "");
}

/** Text in which every character takes one column. */
const plain = /^[ -~]*$/;
/** Letters, signs and kanji that never join another one, which are nearly all a report consists of. */
const single =
  /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u25ff\u3000-\u3029\u3041-\u3096\u309d-\u30ff\u4e00-\u9fff\uff01-\uff60]*$/;
const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });
const dangerous =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** What a reader takes for single characters. */
export function segments(text: string): Iterable<string> {
  if (single.test(text)) return text;
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

const widths = new Map<string, number>();

function widthOf(segment: string): number {
  const known = widths.get(segment);
  if (known !== undefined) return known;
  const size = measured(segment);
  // Of single characters there are not many; of what they join to there is no end.
  if (segment.length === 1) widths.set(segment, size);
  return size;
}

function measured(segment: string): number {
  const code = segment.codePointAt(0)!;
  if (code < 0x300) return code < 0x20 || (code >= 0x7f && code < 0xa0) ? 0 : 1;
  if (/^\p{Mark}|^\u200b|^\u200d/u.test(segment)) return 0;
  // An emoji may be a narrow character turned wide by the selector that follows it.
  if (segment.includes("\ufe0f") || /^\p{Emoji_Presentation}/u.test(segment)) return 2;
  return wide.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** The ranges of Unicode's East Asian Width property that are wide or full-width, joined over gaps. */
const wide: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1b000, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];

function wrapLine(line: string, columns: number): string[] {
  const lines: string[] = [];
  let now = "";
  let taken = 0;
  for (const part of parts(line)) {
    if (now !== "" && taken + width(part.trimEnd()) > columns) {
      lines.push(now.trimEnd());
      now = "";
      taken = 0;
    }
    // The space between two words is not carried over to the next line.
    const text = now === "" && lines.length > 0 ? part.trimStart() : part;
    if (width(text.trimEnd()) <= columns) {
      now += text;
      taken += width(text);
      continue;
    }
    for (const segment of segments(text)) {
      const size = widthOf(segment);
      if (taken + size > columns) {
        lines.push(now);
        now = "";
        taken = 0;
      }
      now += segment;
      taken += size;
    }
  }
  return [...lines, now.trimEnd()];
}

const closing =
  /^[、。，．・：；？！ー」』）］｝〉》】〕’”々〜…,.:;?!)\]}%％ゃゅょっぁぃぅぇぉャュョッァィゥェォ]/u;
const opening = /[「『（［｛〈《【〔‘“([{]$/u;

/** The stretches of a line that must not be broken inside. */
function parts(line: string): string[] {
  const found: string[] = [];
  let last: string | undefined;
  for (const segment of segments(line)) {
    if (last !== undefined && holdsTo(last, segment)) found[found.length - 1] += segment;
    else found.push(segment);
    last = segment;
  }
  return found;
}

/** Whether a character must stay on the line of the one before it. */
function holdsTo(before: string, next: string): boolean {
  if (next === " ") return true;
  if (opening.test(before) || (closing.test(next) && before !== " ")) return true;
  return before !== " " && widthOf(before) < 2 && widthOf(next) < 2;
}
