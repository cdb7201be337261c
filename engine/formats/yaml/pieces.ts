import { overlap } from "../overlap.ts";
import { weight } from "../weight.ts";
import { readEntry } from "./block.ts";
import { compose } from "./compose.ts";
import { type Cut, cutAt, firstLine } from "./cut.ts";
import { deepest, type Entry, heaviest, type Node, type Problem } from "./node.ts";
import { odd, skipSpaces } from "./scan.ts";
import { evaluate } from "./value.ts";

/** A piece of a text, and what it says. */
export interface Piece extends Cut {
  readonly made: Made;
}

/** What a piece says; the same object for as long as its text stays the same, wherever it moves to. */
export interface Made {
  /** The key of its entry; undefined where there is none that could be used. */
  readonly key: string | undefined;
  readonly value: unknown;
  /** What is wrong with it, as if the piece were the whole text. */
  readonly problems: readonly Problem[];
}

/** A text and its pieces, from first to last. */
export interface Pieces {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/**
 * The pieces of a text: everyday YAML is read at once, an odd piece by the library, and what an earlier
 * reading has read already not at all. Undefined where something in the text reaches beyond its piece
 * (an anchor, a tag, several documents …), so that only the whole can be read.
 */
export function inPieces(text: string, before?: Pieces): readonly Piece[] | undefined {
  if (before === undefined) return cutUp(text, []);
  const { head, tail } = overlap(before.text, text);
  const { pieces } = before;
  // Where a piece ends shows in the next one, which must be the same as well.
  let kept = 0;
  while (kept + 1 < pieces.length && pieces[kept + 1].end < head) kept++;
  return cutUp(text, pieces.slice(0, kept), { before, tail });
}

interface Earlier {
  readonly before: Pieces;
  /** How many characters at the end of the text are the same. */
  readonly tail: number;
}

function cutUp(text: string, made: Piece[], earlier?: Earlier): readonly Piece[] | undefined {
  const patience: Patience = { left: heaviest };
  let at = made.at(-1)?.end ?? firstLine(text);
  while (at < text.length) {
    const within = made.at(-1)?.within;
    const rest = earlier && restFrom(text, at, within, earlier);
    if (rest) return made.concat(rest);
    const cut = cutAt(text, at, within);
    const source = cut && text.slice(cut.start, cut.end);
    const own = cut && say(earlier ? detached(source!) : source!, cut, patience);
    if (!own) return undefined;
    made.push({ ...cut, made: own });
    at = cut.end;
  }
  return made;
}

/** The remaining pieces, where an earlier reading had a piece begin here and all is as it was since. */
function restFrom(
  text: string,
  at: number,
  within: Cut["within"],
  { before: { text: old, pieces }, tail }: Earlier,
): Piece[] | undefined {
  if (at < text.length - tail) return undefined;
  const by = text.length - old.length;
  const first = position(pieces, at - by);
  if (first < 0) return undefined;
  const above = pieces[first - 1]?.within;
  if (above?.kind !== within?.kind || above?.column !== within?.column) return undefined;
  return pieces.slice(first).map((piece) => ({
    ...piece,
    start: piece.start + by,
    end: piece.end + by,
  }));
}

/** The position of the piece that begins at an offset; -1 where none does. */
function position(pieces: readonly Piece[], start: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].start < start) low = middle + 1;
    else high = middle;
  }
  return pieces[low]?.start === start ? low : -1;
}

/**
 * A copy of a stretch of a text. Without it each value read after an edit would keep the whole text of that
 * time in memory, since engines let a slice refer to what it was cut from.
 */
function detached(source: string): string {
  return ` ${source}`.slice(1);
}

/** What kind of entry a piece is, and how deep it lies. */
function placeOf(cut: Cut): { kind: "map" | "list"; depth: number } {
  return cut.kind === "part" ? { kind: cut.within!.kind, depth: 2 } : { kind: "map", depth: 1 };
}

/** How many lines and commas of odd pieces are still given to the library. */
interface Patience {
  left: number;
}

function say(source: string, cut: Cut, patience: Patience): Made | undefined {
  const { kind, depth } = placeOf(cut);
  try {
    if (cut.kind !== "part" && source.startsWith(" ")) throw odd;
    const { key, node } = readEntry(source, kind, depth, { bare: true });
    return { key: String(key), value: node.value, problems: [] };
  } catch (error) {
    if (error !== odd) throw error;
    patience.left -= weight(source);
    return patience.left < 0 ? undefined : sayByLibrary(source, cut);
  }
}

function sayByLibrary(source: string, cut: Cut): Made | undefined {
  const { kind, depth } = placeOf(cut);
  const { root, problems, plain } = compose(source, deepest + 1 - depth);
  if (!plain) return undefined;
  if (problems.length > 0) return { key: undefined, value: undefined, problems };
  const start = cut.kind === "part" ? skipSpaces(source, 0) : 0;
  const only = root?.kind === kind && root.style === "block" && root.entries.length === 1;
  if (!only || root.entries[0].start !== start) return astray(start);
  const found = evaluate(root);
  const key = Object.keys(found.value as object).at(0);
  return { key, value: root.entries[0].node.value, problems: found.problems };
}

/** What would be well-formed on its own, but not as an entry: a line without a colon, most often. */
function astray(offset: number): Made {
  const problem: Problem = { kind: "syntax", offset, path: [], name: "MISSING_CHAR", detail: ":" };
  return { key: undefined, value: undefined, problems: [problem] };
}

/** The entry that a piece is, with the place of everything in it. */
export function entryAt(text: string, piece: Piece): Entry {
  const { kind, depth } = placeOf(piece);
  const source = text.slice(piece.start, piece.end);
  try {
    return readEntry(source, kind, depth, { base: piece.start });
  } catch (error) {
    if (error !== odd) throw error;
    const root = compose(source, deepest + 1 - depth).root!;
    evaluate(root);
    return moved(root.entries[0], piece.start);
  }
}

function moved(entry: Entry, by: number): Entry {
  const { start, mark, end, node } = entry;
  return {
    ...entry,
    start: start + by,
    mark: mark < 0 ? mark : mark + by,
    end: end + by,
    node: shifted(node, by),
  };
}

function shifted(node: Node, by: number): Node {
  const entries = node.entries.map((entry) => moved(entry, by));
  return { ...node, start: node.start + by, end: node.end + by, entries };
}
