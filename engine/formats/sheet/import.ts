import { digest } from "../../digest.ts";
import { fill } from "../../finding.ts";
import { places, type problems } from "../../messages/list.ts";
import { remarks, sheets, workbook } from "../../messages/sheet.ts";
import type { System } from "../../model.ts";
import type { Change } from "../../schema.ts";
import { say } from "../../show.ts";
import type { Text } from "../../text.ts";
import { bookLimits, counted } from "../limits.ts";
import { type Base, noBase } from "../list/row.ts";
import {
  type Heads,
  headsOf,
  type List,
  type Reading,
  readingOf,
  readRows,
  type TableRow,
} from "../list/table.ts";
import { address, type Grid } from "./grid.ts";
import { readBook, type Workbook } from "./read.ts";
import { Unreadable } from "./refusal.ts";

/** Something about a workbook, or a row of it. */
export interface Remark {
  readonly code: keyof typeof problems | keyof typeof remarks | keyof typeof workbook;
  /** `error`: something was not taken. */
  readonly severity: "error" | "warning" | "info";
  /** The sheet it is about; "" for the workbook. */
  readonly sheet: string;
  /** The cell, such as `C5`; "" for the sheet as a whole. */
  readonly cell: string;
  readonly text: Text;
}

/** A row of a workbook that asks for something. */
export interface ImportedRow {
  readonly sheet: string;
  readonly number: number;
  readonly changes: readonly Change[];
}

/** What a filled-in workbook asks for. Nothing is applied here. */
export interface Imported {
  /** Every change of every row, in the order of the sheets. */
  readonly changes: readonly Change[];
  readonly rows: readonly ImportedRow[];
  readonly remarks: readonly Remark[];
  /** How many rows of lists were read. */
  readonly read: number;
}

/**
 * Reads the lists of controls and scenarios in a workbook. Never throws for what is in a file: a workbook
 * is hostile until read. A list is told by its heads, wherever it stands and however its columns are
 * ordered or named; a sheet of results is not read back. A row with an error changes nothing; the others
 * stand. Where the workbook was exported from this record, only cells edited since then ask for anything,
 * and a cell emptied in a list that was exported takes away what it held.
 */
export function importSheet(bytes: Uint8Array, system: System): Imported {
  return importBook(openSheet(bytes), system);
}

/** A workbook that was read, or why it cannot be: plain data, so that another thread can do the reading. */
export type OpenedBook = Workbook | { readonly refused: Remark };

/** The first half of `importSheet`, by far the larger one: bytes to cells. */
export function openSheet(bytes: Uint8Array): OpenedBook {
  try {
    return readBook(bytes, (name) => !isResult(name));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const text = say(workbook[error.code], error.params);
    return { refused: { code: error.code, severity: "error", sheet: "", cell: "", text } };
  }
}

/** The second half of `importSheet`: cells to changes. */
export function importBook(book: OpenedBook, system: System): Imported {
  if ("refused" in book) return { changes: [], rows: [], remarks: [book.refused], read: 0 };
  const origin = originOf(book);
  const reading = readingOf(system);
  const read = book.grids.map((grid) => readGrid(grid, origin, reading));
  const rows = read.flatMap((one) => one.rows);
  const changes = rows.flatMap(({ changes }) => changes);
  const any = read.some((one) => one.list || one.remarks.some(isError));
  return {
    changes,
    rows: rows.filter(({ changes }) => changes.length > 0),
    remarks: [
      ...about(book, origin, system),
      ...(any ? [] : [remark("nothing", "error", "")]),
      ...removals(changes),
      ...few(read.flatMap((one) => one.remarks)),
    ],
    read: rows.length,
  };
}

/** How much the import takes away, said before the rows say it one by one. */
function removals(changes: readonly Change[]): Remark[] {
  const gone = changes.filter((one) => one.type === "set-field" && one.value === null).length;
  return gone === 0 ? [] : [remark("removals", "warning", "", { count: counted(gone) })];
}

/** Remarks without those beyond the two hundredth of their kind; at the end, how many these are. */
function few(all: readonly Remark[]): Remark[] {
  const counts = new Map<Remark["code"], number>();
  const kept = all.filter(({ code }) => {
    counts.set(code, (counts.get(code) ?? 0) + 1);
    return counts.get(code)! <= each;
  });
  const more = [...counts].flatMap(([code, count]) => {
    const last = kept.findLast((one) => one.code === code)!;
    const params = { count: counted(count - each) };
    return count > each ? [remark("more", last.severity, last.sheet, params)] : [];
  });
  return [...kept, ...more];
}

const each = 200;

function isError({ severity }: Remark): boolean {
  return severity === "error";
}

/** What an exported workbook says of where it came from, and of its cells then. */
interface Origin {
  readonly record: string;
  readonly digest: string;
  readonly bases: Readonly<Record<List, Base>>;
}

/**
 * Reads the sheet an export puts there for us: a row per row of a list, under the names of its fields. In
 * a workbook of another making there is none.
 */
function originOf({ grids }: Workbook): Origin | undefined {
  const grid = grids.find(({ name }) => isCalled(name, sheets.base));
  const [head, first, ...rest] = grid?.rows.map(({ cells }) => cells) ?? [];
  if (head?.[1] !== "key" || first?.[0] !== "record") return undefined;
  const known = { controls: new Map(), scenarios: new Map() } as Readonly<
    Record<string, Map<string, readonly string[]>>
  >;
  for (const cells of rest) {
    if (Object.hasOwn(known, cells[0])) known[cells[0]].set(cells[1], cells);
  }
  const columns = new Map(head.map((field, column) => [field, column]));
  const base = (list: List): Base => (key, field) => {
    const [cells, column] = [known[list].get(key), columns.get(field)];
    return cells && column !== undefined ? cells[column] ?? "" : undefined;
  };
  return {
    record: first[1] ?? "",
    digest: first[columns.get("digest") ?? -1] ?? "",
    bases: { controls: base("controls"), scenarios: base("scenarios") },
  };
}

function isCalled(name: string, words: Text): boolean {
  return name === words.ja || name === words.en;
}

/** What is to know of the workbook as a whole. */
function about({ links, macros }: Workbook, origin: Origin | undefined, system: System): Remark[] {
  const other = origin !== undefined && origin.record !== system.id;
  const moved = origin !== undefined && !other && origin.digest !== digest(system);
  return [
    ...(links ? [remark("links", "info", "")] : []),
    ...(macros ? [remark("macros", "warning", "")] : []),
    ...(other ? [remark("other", "warning", "", { id: origin.record })] : []),
    ...(moved ? [remark("moved", "info", "")] : []),
  ];
}

interface Read {
  readonly rows: readonly ImportedRow[];
  readonly remarks: readonly Remark[];
  /** Whether a list was found. */
  readonly list: boolean;
}

/** Whether a sheet holds what came out of an analysis, which no import puts in. */
function isResult(name: string): boolean {
  const { controls: _, scenarios: __, base: ___, ...results } = sheets;
  return Object.values(results).some((words) => isCalled(name, words));
}

function readGrid(grid: Grid, origin: Origin | undefined, reading: Reading): Read {
  const { name, hidden, excess, rows } = grid;
  const none = (...remarks: Remark[]) => ({ rows: [], remarks, list: false });
  if (excess) {
    const severity = hidden ? "info" : "error";
    return none(remark(excess, severity, name, { limit: counted(bookLimits[excess]) }));
  }
  if (isCalled(name, sheets.base) || rows.length === 0) return none();
  if (hidden) return none(remark("hidden", "warning", name));
  const { top, heads } = found(grid, reading.system);
  if (!heads) return none(remark("skipped", "info", name));
  const own = origin?.record === reading.system.id ? origin : undefined;
  const read = readRows(
    {
      heads,
      base: own?.bases[heads.kind] ?? noBase,
      // A column with formulas may be empty because nothing computed them.
      emptied: (column) => isCalled(name, sheets[heads.kind]) && !grid.formulas.has(column),
      where: (row) => say(places.cell, { sheet: name, row }),
    },
    rows.slice(top + 1),
    reading,
  );
  return {
    rows: read.map(({ number, changes }) => ({ sheet: name, number, changes })),
    remarks: [
      ...formulasIn(grid, heads),
      ...twice(heads, rows[top].cells, rows[top].number, name),
      ...read.flatMap((row) => remarksOf(row, name)),
    ],
    list: true,
  };
}

/** The heads of the list of a sheet, and the position of their row. */
function found({ rows }: Grid, system: System): { top: number; heads: Heads | undefined } {
  for (let top = 0; top < Math.min(searched, rows.length); top++) {
    const below = rows.slice(top + 1, top + 1 + searched).map(({ cells }) => cells);
    const heads = headsOf(rows[top].cells, below, system);
    if (heads) return { top, heads };
  }
  return { top: -1, heads: undefined };
}

/** So many rows from the top the heads of a list are looked for: below titles, notes and stamps. */
const searched = 30;

/** Formulas in columns that are read; what stands in the others is nobody's business. */
function formulasIn({ formulas, name }: Grid, { columns }: Heads): Remark[] {
  const own = columns.flatMap(({ field }, column) =>
    field === "" ? [] : formulas.get(column) ?? []
  );
  if (own.length === 0) return [];
  const params = { count: counted(own.reduce((sum, { count }) => sum + count, 0)) };
  return [{ ...remark("formulas", "warning", name, params), cell: own[0].first }];
}

/** Columns that mean the same as one before them. */
function twice(
  { columns }: Heads,
  cells: readonly string[],
  row: number,
  sheet: string,
): Remark[] {
  const fields = columns.map(({ field }) => field as string);
  return fields.flatMap((field, column) => {
    const first = fields.indexOf(field);
    if (field === "" || first === column || cells[first] === cells[column]) return [];
    const one = remark("columnTwice", "warning", sheet, { head: cells[first] });
    return [{ ...one, cell: address({ row, column }) }];
  });
}

function remarksOf({ number, problems }: TableRow, sheet: string): Remark[] {
  return problems.map(({ code, severity, text, column }) => ({
    code,
    severity,
    sheet,
    cell: address({ row: number, column }),
    text: { ja: cut(text.ja), en: cut(text.en) },
  }));
}

/** What a hostile cell says may be as long as a cell can be. */
function cut(text: string): string {
  return text.length <= 600 ? text : `${text.slice(0, 600)}…`;
}

function remark(
  code: keyof typeof remarks,
  severity: Remark["severity"],
  sheet: string,
  params: Readonly<Record<string, string>> = {},
): Remark {
  const text = {
    ja: fill(remarks[code], params, "ja", 300),
    en: fill(remarks[code], params, "en", 300),
  };
  return { code, severity, sheet, cell: "", text };
}
