import { decode, encode, type RawElement, type Token, tokens } from "../markup.ts";
import { place, type Problem } from "../problem.ts";
import {
  type Attributes,
  type Cell,
  modeOf,
  type Notebook,
  type Origin,
  type Piece,
} from "./model.ts";
import { dedent, unescape } from "./source.ts";

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

/** A notebook without cells, as it is written by `serialize`. */
export function blank(title: string): Notebook {
  const text = `<!doctype html>\n<notebook theme="air">\n  <title>${
    encode(title)
  }</title>\n</notebook>\n`;
  return parse(text);
}

const own = ["id", "pinned", "hidden", "data-disabled", "data-collapsed", "output"];

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
