import { harmless, wrap } from "../column.ts";
import {
  type Book,
  type Cell,
  type Choices,
  type Column,
  headRow,
  lastRow,
  letters,
  type Marked,
  marked,
  quoted,
  type Sheet,
  type Value,
} from "./book.ts";
import { toSerial } from "./day.ts";
import type { SharedTexts } from "./shared.ts";
import { styleOf } from "./style.ts";
import { encode } from "./text.ts";
import { escaped } from "./xml.ts";

/** The names of what elements and relations mean (ISO/IEC 29500-1, transitional). */
export const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The part of a sheet: its cells, their look and what may be chosen in them, the printed page. */
export function worksheet(
  sheet: Sheet,
  index: number,
  { marking, foot, sheets }: Book,
  texts: SharedTexts,
): string {
  const head = headRow(sheet);
  const { frozen = 0, title, columns } = sheet;
  const rows = [
    ...(title === undefined
      ? []
      : [row(1, [cell(title, "A1", styleOf({ kind: "title" }), texts)], 26)]),
    tableHead(sheet, texts),
    ...sheet.rows.map((cells, at) => tableRow(cells, head + 1 + at, sheet, texts)),
  ];
  const widths = columns.map(({ width }, at) =>
    `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
  );
  // A3 where A4 would be too small to read.
  const paper = columns.reduce((sum, { width }) => sum + width, 0) > 180 ? 8 : 9;
  const corner = `${letters(frozen)}${head + 1}`;
  const pane = frozen > 0
    ? `<pane xSplit="${frozen}" ySplit="${head}" topLeftCell="${corner}" activePane="bottomRight" state="frozen"/>`
    : `<pane ySplit="${head}" topLeftCell="${corner}" activePane="bottomLeft" state="frozen"/>`;
  return [
    `<worksheet xmlns="${main}" xmlns:r="${office}">`,
    `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView workbookViewId="0"${
      index === 0 ? ` tabSelected="1"` : ""
    }>${pane}</sheetView></sheetViews>`,
    `<cols>${widths.join("")}</cols>`,
    `<sheetData>${rows.join("")}</sheetData>`,
    validations(sheet, sheets),
    `<pageMargins left="0.5" right="0.5" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>`,
    `<pageSetup paperSize="${paper}" orientation="landscape" fitToHeight="0"/>`,
    `<headerFooter><oddHeader>&amp;L&amp;A&amp;R${printed(marking)}</oddHeader>`,
    `<oddFooter>&amp;L${printed(foot)}&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`,
    `<tableParts count="1"><tablePart r:id="rId1"/></tableParts>`,
    `</worksheet>`,
  ].join("");
}

function tableHead(sheet: Sheet, texts: SharedTexts): string {
  const number = headRow(sheet);
  const style = styleOf({ kind: "head" });
  const cells = sheet.columns.map(({ title }, at) =>
    cell(title, `${letters(at)}${number}`, style, texts)
  );
  const lines = sheet.columns.map(({ title, width }) =>
    linesOf({ value: title, kind: "text", width: width - 2 })
  );
  return row(number, cells, Math.max(...lines) * line);
}

/** In heads and feet of pages, `&` begins a code. */
function printed(text: string): string {
  return escaped(encode(harmless(text).slice(0, 100).replaceAll("&", "&&")));
}

function row(number: number, cells: readonly string[], height: number): string {
  return `<row r="${number}" ht="${height}">${cells.join("")}</row>`;
}

function tableRow(
  cells: readonly Cell[],
  number: number,
  { columns }: Sheet,
  texts: SharedTexts,
): string {
  const held = columns.map((column, at) => {
    const own = marked(cells[at]);
    return { ...column, ...own, kind: own.kind ?? kindOf(own.value) ?? column.kind };
  });
  const height = Math.max(...held.map(linesOf)) * line;
  const inner = held.map(({ value, kind, fill, tone }, at) =>
    cell(value, `${letters(at)}${number}`, styleOf({ kind, fill, tone }), texts)
  );
  return row(number, inner, Math.min(height, tallest));
}

/** Days and truths are shown as such in any column. */
function kindOf(value: Value): Column["kind"] | undefined {
  return typeof value === "object" ? "date" : typeof value === "boolean" ? "flag" : undefined;
}

/** The lines a text takes in its column; programs that show workbooks do not all find out. */
function linesOf({ value, kind, width }: Marked & Pick<Column, "kind" | "width">): number {
  if (kind !== "text" || typeof value !== "string") return 1;
  return wrap(value.slice(0, 10_000), Math.max(2, Math.floor(width) - 1)).length;
}

/** Points of a line, and of the tallest row there may be. */
const line = 15.5;
const tallest = 409;

/** A cell by the type of its value. A day before those that Excel can count stays a text. */
function cell(value: Value, at: string, style: number, texts: SharedTexts): string {
  const start = `<c r="${at}" s="${style}"`;
  if (typeof value === "object") return cell(toSerial(value.day) ?? value.day, at, style, texts);
  if (typeof value === "boolean") return `${start} t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === "number" && Number.isFinite(value)) return `${start}><v>${value}</v></c>`;
  if (value === undefined || value === "") return `${start}/>`;
  return `${start} t="s"><v>${texts.number(String(value))}</v></c>`;
}

/** Lists of codes to choose from, in columns that have them. */
function validations(sheet: Sheet, sheets: readonly Sheet[]): string {
  const rows = [headRow(sheet) + 1, lastRow(sheet)];
  const each = sheet.columns.flatMap(({ choices }, at) => {
    const list = choices && listRange(choices, sheets);
    if (list === undefined) return [];
    const cells = rows.map((number) => `${letters(at)}${number}`).join(":");
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${cells}">` +
      `<formula1>${escaped(list)}</formula1></dataValidation>`;
  });
  if (each.length === 0) return "";
  return `<dataValidations count="${each.length}">${each.join("")}</dataValidations>`;
}

/** Where a list of codes stands: the rows of the sheet `codes` that begin with its name. */
function listRange({ name }: Choices, sheets: readonly Sheet[]): string | undefined {
  const codes = sheets.find(({ id }) => id === "Codes");
  const first = codes?.rows.findIndex(([list]) => list === name) ?? -1;
  if (!codes || first < 0) return undefined;
  const count = codes.rows.filter(([list]) => list === name).length;
  const from = headRow(codes) + 1 + first;
  return `${quoted(codes.name)}!$B$${from}:$B$${from + count - 1}`;
}
