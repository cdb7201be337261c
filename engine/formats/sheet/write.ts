import { harmless } from "../column.ts";
import { type Book, headRow, quoted, range, type Sheet } from "./book.ts";
import { SharedTexts } from "./shared.ts";
import { styles } from "./style.ts";
import { encode } from "./text.ts";
import { main, office, worksheet } from "./worksheet.ts";
import { escaped } from "./xml.ts";
import { pack, type Part } from "./zip.ts";

/**
 * A workbook as the bytes of an `.xlsx` file (ISO/IEC 29500-1): each sheet a table with a filter, its
 * head in sight and on every printed page. Texts stand in cells of type text, so that none of them is
 * ever taken for a formula. The same workbook gives the same bytes.
 */
export function write(book: Book): Uint8Array<ArrayBuffer> {
  const texts = new SharedTexts();
  const sheets = book.sheets.map(named);
  const made = sheets.map((sheet, index) => worksheet(sheet, index, { ...book, sheets }, texts));
  const { counts, items } = texts.inside();
  const parts: Part[] = [
    { name: "[Content_Types].xml", text: contentTypes(sheets.length) },
    { name: "_rels/.rels", text: relations([["officeDocument", "xl/workbook.xml"]]) },
    { name: "xl/workbook.xml", text: workbook(sheets) },
    { name: "xl/_rels/workbook.xml.rels", text: relations(workbookRelations(sheets.length)) },
    { name: "xl/styles.xml", text: styles(book.font) },
    { name: "xl/sharedStrings.xml", text: `<sst xmlns="${main}" ${counts}>${items}</sst>` },
    ...sheets.flatMap((sheet, index) => [
      { name: `xl/worksheets/sheet${index + 1}.xml`, text: made[index] },
      {
        name: `xl/worksheets/_rels/sheet${index + 1}.xml.rels`,
        text: relations([["table", `../tables/table${index + 1}.xml`]]),
      },
      { name: `xl/tables/table${index + 1}.xml`, text: table(sheet, index + 1) },
    ]),
  ];
  return pack(parts.map(({ name, text }) => ({ name, text: declaration + text })));
}

/** A sheet whose heads are one line each, as the names of columns of a table must be. */
function named(sheet: Sheet): Sheet {
  const columns = sheet.columns.map((column) => ({
    ...column,
    title: harmless(column.title).replace(/\s+/g, " ").trim().slice(0, 200),
  }));
  return { ...sheet, columns };
}

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
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
    override("workbook", "sheet.main") + override("styles", "styles") +
    override("sharedStrings", "sharedStrings") + each.join("") +
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
  return [...sheets, ["styles", "styles.xml"], ["sharedStrings", "sharedStrings.xml"]];
}

function workbook(sheets: readonly Sheet[]): string {
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

function table(sheet: Sheet, id: number): string {
  const columns = sheet.columns.map(({ title }, at) =>
    `<tableColumn id="${at + 1}" name="${escaped(encode(title))}"/>`
  );
  const style = `<tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/>`;
  return `<table xmlns="${main}" id="${id}" name="${sheet.id}" displayName="${sheet.id}" ref="${
    range(sheet)
  }"><autoFilter ref="${range(sheet)}"/>` +
    `<tableColumns count="${columns.length}">${columns.join("")}</tableColumns>${style}</table>`;
}
