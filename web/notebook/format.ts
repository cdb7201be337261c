import { decode, encode, type RawElement, retag, type Token, tokens } from "./markup.ts";
import { place, type Problem } from "./problem.ts";

/**
 * A notebook file: the HTML notebook format of Observable Notebook Kit 2, source only.
 *
 *     <!doctype html>
 *     <notebook theme="air">
 *       <title>…</title>
 *       <script id="1" type="text/markdown">
 *         # …
 *       </script>
 *     </notebook>
 *
 * Departures from the kit, all of which it reads without harm: the type `text/x-formula` (the kit takes
 * it for JavaScript and shows an error), and the attributes `data-disabled` and `data-collapsed`.
 * Types that we cannot run (sql, tex, dot, ojs, node, python, r …) are kept as they are.
 */
export interface Notebook {
  readonly title: string;
  /** The attributes of the notebook tag, such as `theme` and `readonly`. */
  readonly attributes: Attributes;
  /** In the order of the page, which says nothing about the order of computation. */
  readonly cells: readonly Cell[];
  /** What is wrong with the file as it was read. */
  readonly problems: readonly Problem[];
  /** How the file was written; what is not changed is written so again. */
  readonly origin: Origin;
}

export type Mode = "markdown" | "javascript" | "typescript" | "html" | "formula" | "unknown";
export type Attributes = Readonly<Record<string, string>>;

/** A cell as written. Edit it by making a new one: `{ ...cell, value }`. */
export interface Cell {
  /** A positive whole number, unique in the notebook; it stays with the cell when cells move. */
  readonly id: number;
  readonly mode: Mode;
  /** The source, lines ended by LF, without the indentation of the file. */
  readonly value: string;
  /** The code is shown in the report. */
  readonly pinned: boolean;
  /** The output is not shown. */
  readonly hidden: boolean;
  /** The cell takes no part: it does not run and defines nothing. */
  readonly disabled: boolean;
  /** The editor is folded. */
  readonly collapsed: boolean;
  /** The name under which the value of an expression, markdown or HTML cell is known to other cells. */
  readonly output?: string;
  /** Every other attribute, by name in lower case; `type` too, which must agree with the mode. */
  readonly attributes: Attributes;
}

/** The pieces of a file as written. Opaque: only `parse` makes and `serialize` reads it. */
export interface Origin {
  readonly newline: "\n" | "\r\n";
  readonly pieces: readonly Piece[];
  readonly title: string;
  readonly attributes: Attributes;
}

type Piece =
  | { readonly kind: "text" | "open" | "title" | "close"; readonly text: string }
  | { readonly kind: "cell"; readonly text: string; readonly cell: Cell; readonly closed: boolean };

/** Reads a notebook file. Never fails: what is wrong becomes a problem, and no text is lost. */
export function parse(text: string): Notebook {
  const problems: Problem[] = conflicts(text);
  const pieces = layout(text, problems);
  const title = pieces.find((piece) => piece.kind === "title")?.text;
  const open = pieces.find((piece) => piece.kind === "open")?.text;
  const origin: Origin = {
    newline: /\r?\n/.exec(text)?.[0] === "\r\n" ? "\r\n" : "\n",
    pieces,
    title: title === undefined ? "" : titleOf(title),
    attributes: open === undefined ? {} : attributesOf(open),
  };
  const cells = pieces.flatMap((piece) => piece.kind === "cell" ? [piece.cell] : []);
  const { attributes } = origin;
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  return { title: origin.title, attributes, cells, problems, origin };
}

/**
 * Writes a notebook file. A cell that is as it was read keeps its bytes, an edited one its start tag;
 * text and elements between cells stay before the cell they preceded, also when it moves, and before
 * the next one when it is removed. Unchanged notebooks give the text they were read from.
 */
export function serialize(notebook: Notebook): string {
  if (untouched(notebook)) return notebook.origin.pieces.map((piece) => piece.text).join("");
  const { newline } = notebook.origin;
  const pieces = completed(notebook);
  const first = pieces.findIndex((piece) => piece.kind === "cell");
  const heading = pieces.findLastIndex((piece, index) =>
    (piece.kind === "open" || piece.kind === "title") && (first < 0 || index < first)
  );
  const written = new Map<number, Extract<Piece, { kind: "cell" }>>();
  const leads = new Map<number, string>();
  const kept = new Set(notebook.cells.map((cell) => cell.id));
  let carried = "";
  let lead = "";
  let end = heading + 1;
  pieces.forEach((piece, index) => {
    if (index <= heading) return;
    if (piece.kind !== "cell") {
      lead += plainText(piece, notebook);
      return;
    }
    end = index + 1;
    written.set(piece.cell.id, piece);
    if (kept.has(piece.cell.id)) {
      leads.set(piece.cell.id, carried + lead);
      carried = "";
    } else if (lead.trim()) {
      carried += lead.trimEnd();
    }
    lead = "";
  });
  const head = pieces.slice(0, heading + 1).map((piece) => plainText(piece, notebook)).join("");
  const tail = pieces.slice(end).map((piece) => plainText(piece, notebook)).join("");
  const body = notebook.cells.map((cell) =>
    (leads.get(cell.id) ?? `${newline}  `) + cellText(cell, written.get(cell.id), newline)
  );
  return head + body.join("") + carried + tail;
}

/** A notebook without cells, as it is written by `serialize`. */
export function blank(title: string): Notebook {
  const text = `<!doctype html>\n<notebook theme="air">\n  <title>${
    encode(title)
  }</title>\n</notebook>\n`;
  return parse(text);
}

/** A new cell. Code of JavaScript and TypeScript is shown in the report unless told, as in the kit. */
export function newCell(id: number, mode: Mode, value = "", flags: Partial<Cell> = {}): Cell {
  return {
    id,
    mode,
    value,
    pinned: mode === "javascript" || mode === "typescript",
    hidden: false,
    disabled: false,
    collapsed: false,
    attributes: {},
    ...flags,
  };
}

/** An id that no cell has or had in the file as read, so that history never confuses two cells. */
export function freeId(notebook: Notebook): number {
  const read = notebook.origin.pieces.map((piece) => piece.kind === "cell" ? piece.cell.id : 0);
  const now = notebook.cells.map((cell) => cell.id);
  return Math.max(0, ...read, ...now) + 1;
}

/** The mode of a `type` attribute. No type, and the types of scripts, mean JavaScript. */
export function modeOf(type: string | undefined): Mode {
  return modes[type?.trim().toLowerCase() ?? ""] ?? "unknown";
}

/** The `type` attribute of a mode; undefined for `unknown`. */
export function typeOf(mode: Mode): string | undefined {
  return types[mode];
}

const types: Readonly<Record<Mode, string | undefined>> = {
  markdown: "text/markdown",
  javascript: "module",
  typescript: "text/x-typescript",
  html: "text/html",
  formula: "text/x-formula",
  unknown: undefined,
};
const modes: Readonly<Record<string, Mode>> = {
  "text/markdown": "markdown",
  "module": "javascript",
  "": "javascript",
  "text/javascript": "javascript",
  "application/javascript": "javascript",
  "text/x-typescript": "typescript",
  "text/html": "html",
  "text/x-formula": "formula",
};
const own = ["id", "pinned", "hidden", "data-disabled", "data-collapsed", "output"];

// Reading.

function layout(text: string, problems: Problem[]): Piece[] {
  const all = tokens(text);
  const opened = all.some((token) => token.kind === "open" && token.name === "notebook");
  const report = reporter(text, problems);
  if (!opened && text.trim()) report("no-notebook", 0);
  const ids = numbering(all, opened, report);
  const pieces: Piece[] = [];
  let inside = !opened;
  let titled = false;
  let closed = false;
  for (const token of all) {
    const piece = text.slice(token.start, token.end);
    if (token.kind === "broken") report("broken-tag", token.start);
    if (token.kind === "open" && token.name === "notebook") {
      if (pieces.some((known) => known.kind === "open")) report("second-notebook", token.start);
      else {
        pieces.push({ kind: "open", text: piece });
        inside = true;
        continue;
      }
    } else if (token.kind === "close" && token.name === "notebook" && inside) {
      inside = false;
      closed = true;
      pieces.push({ kind: "close", text: piece });
      continue;
    } else if (token.kind === "raw" && token.name === "title" && token.closed && !titled) {
      titled = true;
      pieces.push({ kind: "title", text: piece });
      continue;
    } else if (token.kind === "raw" && token.name === "script" && inside) {
      const cell = cellOf(text, token, ids.get(token)!);
      if (!token.closed) report("unclosed-cell", token.start);
      else if (swallows(text, token)) report("swallowed-cell", token.start);
      if (cell.mode === "unknown") {
        report("unknown-type", token.start, { type: cell.attributes.type }, "warning");
      }
      pieces.push({ kind: "cell", text: piece, cell, closed: token.closed });
      continue;
    }
    const last = pieces.at(-1);
    if (last?.kind === "text") {
      pieces[pieces.length - 1] = { kind: "text", text: last.text + piece };
    } else pieces.push({ kind: "text", text: piece });
  }
  if (opened && !closed) report("unclosed-notebook", text.length);
  return pieces;
}

type Report = (
  code: Problem["code"],
  at: number,
  params?: Problem["params"],
  severity?: Problem["severity"],
) => void;

function reporter(text: string, problems: Problem[]): Report {
  return (code, at, params = {}, severity = "error") =>
    problems.push({ code, severity, params, ...place(text, at) });
}

/** Gives every cell its id: the written one where it is a free whole number, else one above all others. */
function numbering(
  all: readonly Token[],
  opened: boolean,
  report: Report,
): Map<RawElement, number> {
  const ids = new Map<RawElement, number>();
  const used = new Set<number>();
  const rest: [RawElement, string | undefined][] = [];
  for (const cell of scripts(all, opened)) {
    const written = cell.tag.attributes.find((attribute) => attribute.name === "id")?.value;
    const id = /^\s*[1-9]\d{0,14}\s*$/.test(written ?? "") ? Number(written) : 0;
    if (id === 0 || used.has(id)) rest.push([cell, written]);
    else ids.set(cell, id);
    used.add(id);
  }
  let next = Math.max(0, ...used);
  for (const [cell, written] of rest) {
    ids.set(cell, ++next);
    if (written === undefined) continue;
    const code = used.has(Number(written)) ? "duplicate-cell" : "bad-cell-id";
    report(code, cell.start, { id: written, now: next }, "warning");
  }
  return ids;
}

/** The scripts inside the notebook tag; all of them where that tag is missing. */
function scripts(all: readonly Token[], opened: boolean): RawElement[] {
  const found: RawElement[] = [];
  let inside = !opened;
  for (const token of all) {
    if (token.kind === "open" && token.name === "notebook") inside = true;
    if (token.kind === "close" && token.name === "notebook") inside = false;
    if (token.kind === "raw" && token.name === "script" && inside) found.push(token);
  }
  return found;
}

function cellOf(text: string, element: RawElement, id: number): Cell {
  const written = Object.fromEntries(
    element.tag.attributes.map(({ name, value }) => [name, value]),
  );
  const others = Object.entries(written).filter(([name]) => !own.includes(name));
  const has = (name: string) => Object.hasOwn(written, name);
  return {
    id,
    mode: modeOf(written.type),
    value: dedent(unescape(text.slice(element.tag.end, element.inner))),
    pinned: has("pinned"),
    hidden: has("hidden"),
    disabled: has("data-disabled"),
    collapsed: has("data-collapsed"),
    ...(has("output") ? { output: written.output } : {}),
    attributes: Object.fromEntries(others),
  };
}

function titleOf(text: string): string {
  return decode(text.replace(/^<[^>]*>/, "").replace(/<\/[^<]*$/, ""));
}

function attributesOf(tag: string): Attributes {
  const [token] = tokens(tag);
  if (token?.kind !== "open") return {};
  return Object.fromEntries(token.attributes.map(({ name, value }) => [name, value]));
}

/** Whether a cell holds the start of another one: usually its own end was lost in an edit or merge. */
function swallows(text: string, { tag, inner }: RawElement): boolean {
  const content = text.slice(tag.end, inner);
  const found = /^[ \t]*<script\s[^>]*\bid\s*=[^>]*>[ \t]*\r?$/im.exec(content);
  return found !== null && !/<\\+\/script/i.test(content.slice(found.index));
}

/** Markers of an unresolved merge. A line of equals signs alone underlines a heading in markdown. */
function conflicts(text: string): Problem[] {
  const starts = [...text.matchAll(/^<{7}(?: .*)?$/gm)];
  return starts.flatMap((start) => {
    const rest = text.slice(start.index);
    if (!/^={7}\r?$/m.test(rest) || !/^>{7}(?: .*)?\r?$/m.test(rest)) return [];
    const params = { text: start[0].trim() };
    return [{ code: "conflict-marker", severity: "error", params, ...place(text, start.index) }];
  });
}

// Writing.

/** Whether a notebook is as it was read. */
function untouched({ origin, cells, title, attributes }: Notebook): boolean {
  const read = origin.pieces.flatMap((piece) => piece.kind === "cell" ? [piece.cell] : []);
  return title === origin.title && sameAttributes(attributes, origin.attributes) &&
    cells.length === read.length && cells.every((cell, index) => same(cell, read[index]));
}

/** The pieces of the file, and the tags that it lacks and a changed notebook needs. */
function completed({ origin, title }: Notebook): readonly Piece[] {
  const { pieces, newline } = origin;
  const out = [...pieces];
  const find = (...kinds: Piece["kind"][]) => out.findIndex((piece) => kinds.includes(piece.kind));
  if (find("open") < 0) {
    const at = find("cell", "close");
    const lead = pieces.length ? "" : `<!doctype html>${newline}`;
    const wrap: Piece[] = [{ kind: "text", text: lead }, { kind: "open", text: "<notebook>" }];
    if (find("cell") >= 0) wrap.push({ kind: "text", text: `${newline}  ` });
    out.splice(at < 0 ? out.length : at, 0, ...wrap);
  }
  if (find("close") < 0) {
    out.push({ kind: "text", text: newline }, { kind: "close", text: "</notebook>" });
    out.push({ kind: "text", text: newline });
  }
  if (title && find("title") < 0) {
    const tag: Piece = { kind: "title", text: "<title></title>" };
    out.splice(find("open") + 1, 0, { kind: "text", text: `${newline}  ` }, tag);
  }
  return out;
}

function plainText(piece: Piece, { title, attributes, origin }: Notebook): string {
  if (piece.kind === "title" && title !== origin.title) {
    const tag = /^<[^>]*>/.exec(piece.text)![0];
    return `${tag}${encode(title)}</title>`;
  }
  if (piece.kind === "open" && !sameAttributes(attributes, origin.attributes)) {
    return retag(piece.text, { ...absent(origin.attributes), ...attributes });
  }
  return piece.text;
}

function cellText(
  cell: Cell,
  piece: Extract<Piece, { kind: "cell" }> | undefined,
  newline: string,
): string {
  if (!piece) return `${startTag(cell)}${source(cell.value, newline)}</script>`;
  const end = piece.closed ? "" : "</script>";
  if (same(cell, piece.cell)) return piece.text + end;
  const [token] = tokens(piece.text) as [RawElement];
  const tag = retag(piece.text.slice(0, token.tag.end), changes(piece.cell, cell));
  if (cell.value !== piece.cell.value) return `${tag}${source(cell.value, newline)}</script>`;
  return tag + piece.text.slice(token.tag.end) + end;
}

function startTag(cell: Cell): string {
  const type = typeOf(cell.mode) ?? cell.attributes.type;
  const all = {
    id: String(cell.id),
    ...(type === undefined ? {} : { type }),
    ...flags(cell),
    ...absentless(cell.attributes),
  };
  return retag("<script>", all);
}

function changes(before: Cell, after: Cell): Record<string, string | undefined> {
  const was = { ...flags(before), ...before.attributes };
  const now: Record<string, string> = { ...flags(after), ...after.attributes };
  const type = typeOf(after.mode);
  if (after.mode !== before.mode && type) now.type = type;
  // Always with its id: a cell that was numbered in reading gets its number written.
  const id = { id: String(after.id) };
  const gone = absent(Object.fromEntries(Object.entries(was).filter(([name]) => !(name in now))));
  const changed = Object.entries(now).filter(([name, value]) =>
    (was as Record<string, string>)[name] !== value
  );
  return { ...gone, ...id, ...Object.fromEntries(changed) };
}

function flags(cell: Cell): Record<string, string> {
  return {
    ...(cell.pinned ? { pinned: "" } : {}),
    ...(cell.hidden ? { hidden: "" } : {}),
    ...(cell.output === undefined ? {} : { output: cell.output }),
    ...(cell.disabled ? { "data-disabled": "" } : {}),
    ...(cell.collapsed ? { "data-collapsed": "" } : {}),
  };
}

function absent(attributes: Attributes): Record<string, undefined> {
  return Object.fromEntries(Object.keys(attributes).map((name) => [name, undefined]));
}

function absentless({ type: _, ...others }: Attributes): Attributes {
  return others;
}

function same(a: Cell, b: Cell): boolean {
  return a === b ||
    a.id === b.id && a.mode === b.mode && a.value === b.value && a.pinned === b.pinned &&
      a.hidden === b.hidden && a.disabled === b.disabled && a.collapsed === b.collapsed &&
      a.output === b.output && sameAttributes(a.attributes, b.attributes);
}

function sameAttributes(a: Attributes, b: Attributes): boolean {
  const names = Object.keys(a);
  return a === b ||
    names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

// The source of a cell, as the kit writes it: four spaces before each line that is not empty, and
// `</script` as `<\/script`, with one backslash more for each that is there already.

function dedent(text: string): string {
  const lines = text.split(/\r\n?|\n/);
  if (isBlank(lines.at(-1))) lines.pop();
  if (isBlank(lines[0])) lines.shift();
  return lines.map((line) => line.replace(/^ {4}/, "")).join("\n");
}

function source(value: string, newline: string): string {
  const lines = escape(value).split(/\r\n?|\n/).map((line) => line ? `    ${line}` : "");
  return `${newline}${lines.join(newline)}${newline}  `;
}

function isBlank(line: string | undefined): boolean {
  return line !== undefined && !line.trim();
}

function escape(value: string): string {
  const text = value.replace(/<(?=\\*\/script(?:[\s/>]|$))/gi, "<\\");
  return hidesEnd.test(text) ? text.replace(/<(?=\\*!--)/g, "<\\") : text;
}

function unescape(text: string): string {
  const plain = hidden.test(text) ? text.replace(/<\\(?=\\*!--)/g, "<") : text;
  return plain.replace(/<\\(?=\\*\/script(?:[\s/>]|$))/gi, "<");
}

// `<!--` with `<script` after it would make a browser pass over the end of the cell. The kit forgets
// this; we break the comment sign in such cells, and only in such.
const hidesEnd = /<\\*!--[^]*<script(?=[\s/>]|$)/i;
const hidden = /<\\+!--[^]*<script(?=[\s/>]|$)/i;
