import {
  type Book,
  type Cell,
  type Choices,
  letters,
  type Sheet,
  type Value,
  valueOf,
} from "./book.ts";
import { toSerial } from "./day.ts";
import { styleOf, styles } from "./style.ts";
import { encode, fitting } from "./text.ts";
import { escaped } from "./xml.ts";
import { pack, type Part } from "./zip.ts";

/**
 * A workbook as the bytes of an `.xlsx` file (ISO/IEC 29500-1): each sheet a table with a filter, its
 * head in sight and on every printed page. Texts stand in cells of type text, so that none of them is
 * ever taken for a formula. The same workbook gives the same bytes.
 */
export function write(book: Book): Uint8Array<ArrayBuffer> {
  const { sheets } = book;
  const parts: Part[] = [
    { name: "[Content_Types].xml", text: contentTypes(sheets.length) },
    { name: "_rels/.rels", text: relations([["officeDocument", "xl/workbook.xml"]]) },
    { name: "xl/workbook.xml", text: workbook(book) },
    { name: "xl/_rels/workbook.xml.rels", text: relations(workbookRelations(sheets.length)) },
    { name: "xl/styles.xml", text: styles(book.font) },
    ...sheets.flatMap((sheet, index) => [
      { name: `xl/worksheets/sheet${index + 1}.xml`, text: worksheet(sheet, index, book) },
      {
        name: `xl/worksheets/_rels/sheet${index + 1}.xml.rels`,
        text: relations([["table", `../tables/table${index + 1}.xml`]]),
      },
      { name: `xl/tables/table${index + 1}.xml`, text: table(sheet, index + 1) },
    ]),
  ];
  return pack(parts.map(({ name, text }) => ({ name, text: declaration + text })));
}

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";

function contentTypes(count: number): string {
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="${spreadsheet}.${type}+xml"/>`;
  const each = Array.from(
    { length: count },
    (_, index) =>
      override(`worksheets/sheet${index + 1}`, "worksheet") +
      override(`tables/table${index + 1}`, "table"),
  );
  return `<Types xmlns="${packaged}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>` +
    override("workbook", "sheet.main") + override("styles", "styles") + each.join("") +
    `</Types>`;
}

function relations(list: readonly (readonly [type: string, target: string])[]): string {
  const each = list.map(([type, target], index) =>
    `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`
  );
  return `<Relationships xmlns="${packaged}/relationships">${each.join("")}</Relationships>`;
}

function workbookRelations(count: number): [string, string][] {
  const sheets = Array.from(
    { length: count },
    (_, index): [string, string] => ["worksheet", `worksheets/sheet${index + 1}.xml`],
  );
  return [...sheets, ["styles", "styles.xml"]];
}

function workbook({ sheets }: Book): string {
  const list = sheets.map(({ name, hidden }, index) =>
    `<sheet name="${escaped(name)}" sheetId="${index + 1}"${
      hidden ? ` state="hidden"` : ""
    } r:id="rId${index + 1}"/>`
  );
  const heads = sheets.map((sheet, index) =>
    `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${
      escaped(quoted(sheet.name))
    }!$${headRow(sheet)}:$${headRow(sheet)}</definedName>`
  );
  return `<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${list.join("")}</sheets><definedNames>${heads.join("")}</definedNames></workbook>`;
}

/** The row of the head of the table, from 1. */
function headRow({ title }: Sheet): number {
  return title === undefined ? 1 : 3;
}

/** A table has a row below its head, be it an empty one. */
function lastRow(sheet: Sheet): number {
  return headRow(sheet) + Math.max(1, sheet.rows.length);
}

function range(sheet: Sheet): string {
  return `A${headRow(sheet)}:${letters(sheet.columns.length - 1)}${lastRow(sheet)}`;
}

function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

function worksheet(sheet: Sheet, index: number, { marking, foot, sheets }: Book): string {
  const head = headRow(sheet);
  const { frozen = 0, title, columns } = sheet;
  const rows = [
    ...(title === undefined ? [] : [row(1, [cell(title, "A1", styleOf({ kind: "title" }))])]),
    row(head, columns.map((column, at) => cell(column.title, `${letters(at)}${head}`, headStyle))),
    ...sheet.rows.map((cells, at) => tableRow(cells, head + 1 + at, sheet)),
  ];
  const widths = columns.map(({ width }, at) =>
    `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
  );
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
    `<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>`,
    `<headerFooter><oddHeader>&amp;L&amp;A&amp;R${printed(marking)}</oddHeader>`,
    `<oddFooter>&amp;L${printed(foot)}&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`,
    `<tableParts count="1"><tablePart r:id="rId1"/></tableParts>`,
    `</worksheet>`,
  ].join("");
}

const headStyle = styleOf({ kind: "head" });

/** In heads and feet of pages, `&` begins a code. */
function printed(text: string): string {
  return escaped(encode(text.replaceAll("&", "&&").slice(0, 200)));
}

function row(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join("")}</row>`;
}

function tableRow(cells: readonly Cell[], number: number, { columns }: Sheet): string {
  return row(
    number,
    columns.map(({ kind, fill }, at) => {
      const held = cells[at];
      const tone = typeof held === "object" && "tone" in held ? held.tone : undefined;
      return cell(valueOf(held), `${letters(at)}${number}`, styleOf({ kind, fill, tone }));
    }),
  );
}

/** A cell by the type of its value. A day before those that Excel can count stays a text. */
function cell(value: Value, at: string, style: number): string {
  const start = `<c r="${at}" s="${style}"`;
  if (typeof value === "object") return cell(toSerial(value.day) ?? value.day, at, style);
  if (typeof value === "boolean") return `${start} t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === "number" && Number.isFinite(value)) return `${start}><v>${value}</v></c>`;
  if (value === undefined || value === "") return `${start}/>`;
  const text = escaped(encode(fitting(String(value))));
  return `${start} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
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

function table(sheet: Sheet, id: number): string {
  const columns = sheet.columns.map(({ title }, at) =>
    `<tableColumn id="${at + 1}" name="${escaped(title)}"/>`
  );
  const style = `<tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/>`;
  return `<table xmlns="${main}" id="${id}" name="${sheet.id}" displayName="${sheet.id}" ref="${
    range(sheet)
  }"><autoFilter ref="${range(sheet)}"/>` +
    `<tableColumns count="${columns.length}">${columns.join("")}</tableColumns>${style}</table>`;
}
