import type { Assessment } from "../assess.ts";
import type { Placed } from "../json.ts";
import { report as messages } from "../messages/report.ts";
import type { Lang } from "../text.ts";
import { harmless, pad, width, wrap } from "./column.ts";
import {
  type Block,
  type Column,
  type Facts,
  type Phrase,
  pieces,
  plain,
  type Table,
  type Tone,
} from "./document.ts";
import { story } from "./story.ts";

/** How a report is set on a terminal. */
export interface Setting {
  readonly lang: Lang;
  /** The record as the user named it. */
  readonly file: string;
  /** Columns of the terminal; a Japanese character takes two. */
  readonly columns: number;
  readonly colour: boolean;
}

/** The whole analysis as text for a terminal, ending in a line break. Pure. */
export function report(
  assessment: Assessment,
  findings: readonly Placed[],
  setting: Setting,
): string {
  const { lang } = setting;
  const title = `${assessment.system.name[lang]}  ${messages.title[lang]}`;
  const pen = { ...setting, indent: 0 };
  return [
    paint(harmless(title), "strong", pen),
    "",
    text(story(assessment, findings, setting), setting),
  ].join("\n");
}

/** Blocks as text, ending in a line break. Control characters of the record are left out. */
export function text(blocks: readonly Block[], setting: Omit<Setting, "file">): string {
  return spaced(blocks, { ...setting, indent: 0 }).join("\n") + "\n";
}

interface Pen extends Omit<Setting, "file"> {
  /** Columns left free at the start of a line. */
  readonly indent: number;
}

/** The lines of blocks, with an empty line between two of them. */
function spaced(blocks: readonly Block[], pen: Pen): string[] {
  return blocks.flatMap((block, index) => {
    const made = lines(block, pen);
    return index === 0 ? made : ["", ...made];
  });
}

function lines(block: Block, pen: Pen): string[] {
  switch (block.kind) {
    case "section": {
      const title = `■ ${harmless(block.title)}`;
      return [paint(title, "strong", pen), "", ...spaced(block.blocks, pen)];
    }
    case "group":
      return [...grouped(block.title, pen), ...spaced(block.blocks, deeper(pen))];
    case "text":
      return flowing(block.text, pen, "");
    case "list":
      return block.items.flatMap((item) => flowing(item, pen, "- "));
    case "facts":
      return facts(block, pen);
    case "table":
      return table(block, pen);
  }
}

function grouped(title: Phrase, pen: Pen): string[] {
  const [first, ...rest] = pieces(title);
  const lead = typeof first === "string" ? { text: first, tone: "strong" as const } : first;
  return flowing([lead, ...rest], pen, "");
}

function deeper(pen: Pen): Pen {
  return { ...pen, indent: pen.indent + 2 };
}

/** A phrase broken into lines, the first after a lead (`- `), the others under its text. */
function flowing(phrase: Phrase, pen: Pen, lead: string): string[] {
  const start = " ".repeat(pen.indent);
  const room = pen.columns - pen.indent - width(lead);
  return broken(phrase, room, pen).map((line, index) =>
    start + (index === 0 ? lead : " ".repeat(width(lead))) + line
  );
}

/** The lines of a phrase, painted. */
function broken(phrase: Phrase, room: number, pen: Pen): string[] {
  const marks = pieces(phrase).map((piece) =>
    typeof piece === "string"
      ? { text: harmless(piece), tone: undefined }
      : { text: harmless(piece.text), tone: piece.tone }
  );
  const whole = marks.map((one) => one.text).join("");
  let at = 0;
  return wrap(whole, room).map((line) => {
    const start = whole.indexOf(line, at);
    at = start + line.length;
    return painted(marks, start, at, pen);
  });
}

/** The stretch of marked text from one position to another, each piece in its tone. */
function painted(
  marks: readonly { text: string; tone: Tone | undefined }[],
  from: number,
  to: number,
  pen: Pen,
): string {
  let position = 0;
  return marks.map(({ text, tone }) => {
    const start = Math.max(from - position, 0);
    const end = Math.min(to - position, text.length);
    position += text.length;
    if (end <= start) return "";
    const part = text.slice(start, end);
    return tone === undefined ? part : paint(part, tone, pen);
  }).join("");
}

function facts({ rows, close }: Facts, pen: Pen): string[] {
  if (close) return grid(rows, pen);
  const most = Math.max(0, ...rows.map(([name]) => width(harmless(name))));
  return rows.flatMap(([name, value]) => {
    const lead = pad(harmless(name), most + 2);
    const room = pen.columns - pen.indent - width(lead);
    return broken(value, room, pen).map((line, index) =>
      " ".repeat(pen.indent) +
      (index === 0 ? paint(lead, "quiet", pen) : " ".repeat(width(lead))) + line
    );
  });
}

/** Short names and values side by side, as many to a line as the widest allows. */
function grid(rows: Facts["rows"], pen: Pen): string[] {
  const items = rows.map(([name, value]) => ({
    name: harmless(name),
    value: harmless(plain(value)),
  }));
  const names = Math.max(0, ...items.map(({ name }) => width(name)));
  const widest = Math.max(1, ...items.map(({ value }) => names + gap + width(value)));
  const room = pen.columns - pen.indent;
  const across = Math.max(1, Math.floor((room + 2 * gap) / (widest + 2 * gap)));
  const down = Math.ceil(items.length / across);
  return Array.from(
    { length: down },
    (_, row) =>
      Array.from({ length: across }, (_, column) => items[row + column * down])
        .flatMap((item) => {
          if (!item) return [];
          const { name, value } = item;
          return [paint(pad(name, names + gap), "quiet", pen) + pad(value, widest - names - gap)];
        })
        .join(" ".repeat(2 * gap)).trimEnd(),
  ).map((line) => " ".repeat(pen.indent) + line);
}

function table({ columns, rows, foot = [] }: Table, pen: Pen): string[] {
  const kept = columns.flatMap((column, index) => column.page ? [] : [index]);
  const shown = kept.map((index) => columns[index]);
  const pick = (row: readonly Phrase[]) => kept.map((index) => row[index] ?? "");
  const heads = shown.map(({ title }) => harmless(title).length === 0 ? "" : title);
  const body = rows.map(pick);
  const bottom = foot.map(pick);
  const widths = fitted(shown, heads, [...body, ...bottom], pen.columns - pen.indent);
  const rule = paint(widths.map((size) => "─".repeat(size)).join("  "), "quiet", pen);
  const set = (row: readonly Phrase[]) => rowLines(row, shown, widths, pen);
  const head = rowLines(heads, shown, widths, pen).map((line) => paint(line, "quiet", pen));
  return [
    ...head,
    rule,
    ...body.flatMap(set),
    ...(bottom.length > 0 ? [rule, ...bottom.flatMap(set)] : []),
  ].map((line) => " ".repeat(pen.indent) + line);
}

const gap = 2;
const narrowest = 12;

/** Widths of the columns: as wide as their longest cell; where that is too much, what may wrap gives way. */
function fitted(
  columns: readonly Column[],
  heads: readonly string[],
  rows: readonly (readonly Phrase[])[],
  room: number,
): number[] {
  const widths = columns.map((_, index) =>
    Math.max(
      ...heads[index].split("\n").map(width),
      ...rows.map((row) => width(harmless(plain(row[index])))),
    )
  );
  let excess = widths.reduce((sum, size) => sum + size + gap, -gap) - room;
  // The widest gives way first, so that no column is squeezed while another is spacious.
  while (excess > 0) {
    const widest = columns.map((_, index) => index)
      .filter((index) => columns[index].wrap && widths[index] > narrowest)
      .sort((a, b) => widths[b] - widths[a])[0];
    if (widest === undefined) break;
    widths[widest] -= 1;
    excess -= 1;
  }
  return widths;
}

function rowLines(
  row: readonly Phrase[],
  columns: readonly Column[],
  widths: readonly number[],
  pen: Pen,
): string[] {
  const cells = row.map((phrase, index) =>
    typeof phrase === "string" && phrase.includes("\n")
      ? phrase.split("\n").map((part) => ({ line: harmless(part), size: width(harmless(part)) }))
      : sized(phrase, widths[index], pen)
  );
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    cells.map((lines, index) => {
      const { line, size } = lines[at] ?? { line: "", size: 0 };
      return aligned(line, size, widths[index], columns[index].align);
    }).join(" ".repeat(gap)).trimEnd());
}

/** The lines of a cell and the columns each takes, which colour does not change. */
function sized(phrase: Phrase, room: number, pen: Pen): { line: string; size: number }[] {
  const bare = broken(phrase, room, { ...pen, colour: false });
  const lines = pen.colour ? broken(phrase, room, pen) : bare;
  return lines.map((line, index) => ({ line, size: width(bare[index]) }));
}

function aligned(line: string, size: number, to: number, align: Column["align"]): string {
  const filled = pad("·".repeat(size), to, align);
  const start = filled.indexOf("·");
  if (size === 0) return " ".repeat(to);
  return filled.slice(0, start) + line + filled.slice(start + size);
}

/** The look of each tone on a terminal: numbers of the SGR sequence. */
const looks: Readonly<Record<Tone, string>> = {
  strong: "1",
  quiet: "2",
  code: "36",
  good: "32",
  fair: "33",
  bad: "1;31",
  link: "0",
  "risk-1": "2",
  "risk-2": "0",
  "risk-3": "33",
  "risk-4": "31",
  "risk-5": "1;31",
  "risk-1-over": "7",
  "risk-2-over": "7",
  "risk-3-over": "7;33",
  "risk-4-over": "7;31",
  "risk-5-over": "1;7;31",
};

function paint(text: string, tone: Tone, { colour }: Pen): string {
  return colour && text !== "" && looks[tone] !== "0"
    ? `\u001b[${looks[tone]}m${text}\u001b[0m`
    : text;
}
