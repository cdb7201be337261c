import { bookLimits, limits } from "../limits.ts";
import { toDay } from "./day.ts";
import { dayStyles, type IsDay } from "./format.ts";
import {
  address,
  Excess,
  type Formulas,
  type Grid,
  type Place,
  placeOf,
  type Room,
  Rows,
  stretchOf,
} from "./grid.ts";
import { Unreadable } from "./refusal.ts";
import { decode } from "./text.ts";
import { readXml } from "./xml.ts";
import { type Package, tooMany, unpack } from "./zip.ts";

/** A workbook as it was read. */
export interface Workbook {
  readonly grids: readonly Grid[];
  /** Whether it points to other files, which are never looked for. */
  readonly links: boolean;
  /** Whether it carries a program, which is never run. */
  readonly macros: boolean;
}

/**
 * Reads the bytes of an `.xlsx` file. Formulas are never computed: what they came to when the file was
 * saved is taken, and where they stand is told. Nothing outside of the file is looked for, nothing in it
 * is run, and of sheets that are not `wanted` nothing is unpacked. No more is unpacked and kept
 * than `bookLimits` allows.
 * Throws `Unreadable` where the file as a whole cannot be read.
 */
export function readBook(
  bytes: Uint8Array,
  wanted: (sheet: string) => boolean = () => true,
): Workbook {
  if (bytes.length > limits.size) throw tooLarge(bytes.length);
  const pack = unpack(bytes);
  const book = openBook(pack);
  const room: Room = { cells: bookLimits.cells };
  const texts = book.texts === undefined ? [] : sharedTexts(pack, book.texts);
  const isDay = book.styles === undefined
    ? () => false
    : dayStyles(pack.open(book.styles), book.styles);
  const ground = { pack, room, texts, isDay, from1904: book.from1904 };
  return {
    grids: book.sheets.filter(({ name }) => wanted(name)).map((sheet) => gridOf(sheet, ground)),
    links: pack.names.some((name) => /(^|\/)externalLinks\//i.test(name)),
    macros: pack.names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name)),
  };
}

function tooLarge(size: number): Error {
  const megabytes = (bytes: number) => `${(Math.ceil(bytes / 100_000) / 10).toFixed(1)} MB`;
  return new Unreadable("large", { size: megabytes(size), limit: megabytes(limits.size) });
}

interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

interface Parts {
  readonly sheets: readonly SheetPart[];
  readonly texts: string | undefined;
  readonly styles: string | undefined;
  readonly from1904: boolean;
}

function openBook(pack: Package): Parts {
  const root = relationsOf(pack, "").find(({ type }) => type === "officeDocument");
  if (root === undefined || !pack.has(root.target)) throw new Unreadable("foreign");
  if (root.target.toLowerCase().endsWith(".bin")) throw new Unreadable("binary");
  const related = relationsOf(pack, root.target);
  const byId = new Map(related.map((relation) => [relation.id, relation]));
  const sheets: SheetPart[] = [];
  let from1904 = false;
  readXml(pack.open(root.target), root.target, {
    open(name, { id = "", name: title = "", state = "visible", date1904 = "" }) {
      if (name === "workbookPr") from1904 = date1904 === "1" || date1904 === "true";
      const relation = name === "sheet" ? byId.get(id) : undefined;
      if (relation?.type !== "worksheet" || !pack.has(relation.target)) return;
      sheets.push({ name: decode(title), hidden: state !== "visible", part: relation.target });
      const most = bookLimits.sheets;
      if (sheets.length > most) throw tooMany("sheets", sheets.length, most);
    },
  });
  const only = (type: string) =>
    related.find((one) => one.type === type && pack.has(one.target))?.target;
  return { sheets, texts: only("sharedStrings"), styles: only("styles"), from1904 };
}

interface Relation {
  readonly id: string;
  /** The last word of its type: transitional and strict files differ in what stands before. */
  readonly type: string;
  /** The name of a file of the package. */
  readonly target: string;
}

/** What a part points to within the package; "" for the package itself. */
function relationsOf(pack: Package, part: string): Relation[] {
  const [, folder = "", file = ""] = /^(.*\/)?([^/]*)$/.exec(part) ?? [];
  const name = `${folder}_rels/${file}.rels`;
  if (!pack.has(name)) return [];
  const found: Relation[] = [];
  readXml(pack.open(name), name, {
    open(element, { Id = "", Type = "", Target = "", TargetMode = "" }) {
      if (element !== "Relationship" || TargetMode === "External") return;
      const type = Type.slice(Type.lastIndexOf("/") + 1);
      found.push({ id: Id, type, target: within(folder, Target) });
    },
  });
  return found;
}

/** A target as the name of a file; one that leads out of the package leads nowhere. */
function within(folder: string, target: string): string {
  const names: string[] = [];
  const whole = target.startsWith("/") ? target : `${folder}${target}`;
  for (const name of whole.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names.join("/");
}

function sharedTexts(pack: Package, part: string): string[] {
  const texts: string[] = [];
  const text = collector();
  readXml(pack.open(part), part, {
    open(name) {
      if (name === "si") text.begin();
      text.open(name);
    },
    text: text.add,
    close(name) {
      text.close(name);
      if (name !== "si") return;
      texts.push(decode(text.end()));
      const most = bookLimits.texts;
      if (texts.length > most) throw tooMany("texts", texts.length, most);
    },
  });
  return texts;
}

/** Puts the runs of a text together. How it is read aloud (`rPh`, furigana) is no part of it. */
function collector() {
  let runs: string[] = [];
  let taking = false;
  let aloud = 0;
  return {
    begin: () => void (runs = []),
    open(name: string) {
      if (name === "rPh") aloud++;
      else if (name === "t") taking = aloud === 0;
    },
    add: (text: string) => void (taking && runs.push(text)),
    close(name: string) {
      if (name === "rPh") aloud--;
      else if (name === "t") taking = false;
    },
    end: () => runs.join(""),
  };
}

interface Ground {
  readonly pack: Package;
  readonly room: Room;
  readonly texts: readonly string[];
  readonly isDay: IsDay;
  readonly from1904: boolean;
}

function gridOf({ name, hidden, part }: SheetPart, ground: Ground): Grid {
  const sheet = { name, hidden };
  const rows = new Rows(ground.room);
  const formulas: Formulas = new Map();
  try {
    readSheet(part, rows, formulas, ground);
  } catch (error) {
    if (!(error instanceof Excess)) throw error;
    return { ...sheet, rows: [], formulas, excess: error.what };
  }
  return { ...sheet, rows: rows.list(), formulas, excess: undefined };
}

function readSheet(part: string, rows: Rows, formulas: Formulas, ground: Ground): void {
  let place = { row: 0, column: -1 };
  let cell: Raw | undefined;
  let value: string[] | undefined;
  const text = collector();
  readXml(ground.pack.open(part), part, {
    open(name, { r, t, s, ref }) {
      if (name === "row") {
        place = { row: /^\d{1,7}$/.test(r ?? "") ? Number(r) : place.row + 1, column: -1 };
      } else if (name === "c") {
        place = placeOf(r) ?? { row: place.row, column: place.column + 1 };
        cell = { type: t ?? "n", style: s, value: "", formula: false };
        text.begin();
      } else if (name === "v") value = [];
      else if (name === "f" && cell) cell = { ...cell, formula: true };
      else if (name === "mergeCell") {
        const stretch = stretchOf(ref);
        if (stretch) rows.merge(stretch);
      } else text.open(name);
    },
    text(piece) {
      if (value) value.push(piece);
      else text.add(piece);
    },
    close(name) {
      if (name === "v" && cell) {
        cell = { ...cell, value: value?.join("") ?? "" };
        value = undefined;
      } else if (name === "c" && cell) {
        const said = valueOf(cell, text.end(), ground);
        rows.put(place.row, place.column, said);
        if (cell.formula) noteFormula(formulas, place);
        cell = undefined;
      } else text.close(name);
    },
  });
}

function noteFormula(formulas: Formulas, place: Place): void {
  const { count, first } = formulas.get(place.column) ?? { count: 0, first: address(place) };
  formulas.set(place.column, { count: count + 1, first });
}

interface Raw {
  readonly type: string;
  readonly style: string | undefined;
  readonly value: string;
  readonly formula: boolean;
}

/** What a cell says, by its type (ISO/IEC 29500-1, 18.18.11). */
function valueOf({ type, style, value }: Raw, inline: string, ground: Ground): string {
  if (type === "inlineStr") return decode(inline);
  if (value === "") return "";
  if (type === "s") return ground.texts[Number(value)] ?? "";
  if (type === "b") return value === "1" || value === "true" ? "TRUE" : "FALSE";
  if (type === "d") return value.slice(0, 10);
  if (type !== "n") return decode(value);
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const day = ground.isDay(style) ? toDay(number, ground.from1904) : undefined;
  return day ?? String(number);
}
