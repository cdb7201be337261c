import { encode, type RawElement, retag, tokens } from "../markup.ts";
import { type Attributes, type Cell, type Notebook, type Piece, typeOf } from "./model.ts";
import { source } from "./source.ts";

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
