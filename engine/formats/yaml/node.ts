/**
 * A piece of YAML with its place in the text. Offsets count UTF-16 units from the start of the text.
 * Tokens before a value (anchor, tag) belong to it; comments belong to none.
 */
export interface Node {
  readonly kind: "map" | "list" | "scalar" | "alias";
  /** How it is written; `empty` where nothing stands, `literal` for a block scalar (`|`, `>`). */
  readonly style: "block" | "flow" | "plain" | "single" | "double" | "literal" | "empty";
  readonly start: number;
  /** Where its content ends: before trailing spaces and comments; after the line break of a `literal`. */
  readonly end: number;
  readonly entries: readonly Entry[];
  /** What it says, aliases expanded. */
  readonly value: unknown;
  readonly anchor: string | undefined;
  /** For an alias: its name, and what it stands for. */
  readonly alias: string | undefined;
  readonly target: Node | undefined;
}

/** An entry of a map or list. */
export interface Entry {
  /** The key as written, without quotes; its position in a list. */
  readonly key: string | number;
  /** Where it begins: the key, the dash, or in a flow list the value itself. */
  readonly start: number;
  /** After the colon or the dash, where a value may go; -1 where there is neither. */
  readonly mark: number;
  readonly end: number;
  readonly node: Node;
}

/** What is wrong with a text as YAML, and where. */
export interface Problem {
  readonly kind:
    | "syntax"
    | "tag"
    | "duplicate"
    | "key"
    | "alias"
    | "loop"
    | "many"
    | "deep"
    | "documents"
    | "large";
  readonly offset: number;
  readonly path: readonly (string | number)[];
  /** The key, alias or parser's code it is about; for `large` the number of its lines and commas. */
  readonly name: string;
  readonly detail: string;
  /** For `duplicate`: where the key stands first. */
  readonly first?: number;
}

/** A text read as YAML: its tree (none for an empty text), its value, and what is wrong with it. */
export interface Reading {
  readonly text: string;
  readonly root: Node | undefined;
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** The deepest nesting that is read, so that no recursion over a text can overflow the stack. */
export const deepest = 60;

/** The most entries that aliases may expand to in all. */
export const widest = 100_000;

/** The most lines and commas of a text that only the library can read, so that it answers at once. */
export const heaviest = 30_000;

/** A scalar that stands at a place. `-0` says 0: JSON, in which changes are kept, knows no other. */
export function scalar(style: Node["style"], start: number, end: number, value: unknown): Node {
  return made("scalar", style, start, end, none, value === 0 ? 0 : value);
}

/** The scalar where nothing stands. */
export function empty(at: number): Node {
  return made("scalar", "empty", at, at, none, null);
}

/** A map or list. */
export function collection(
  kind: "map" | "list",
  style: "block" | "flow",
  { start, end }: { readonly start: number; readonly end: number },
  entries: readonly Entry[],
  value: unknown,
): Node {
  return made(kind, style, start, end, entries, value);
}

/** The entries of a scalar. */
export const none: readonly Entry[] = [];

// All nodes are spelt out in one place, so that they have one shape and large texts are read quickly.
function made(
  kind: Node["kind"],
  style: Node["style"],
  start: number,
  end: number,
  entries: readonly Entry[],
  value: unknown,
): Node {
  return {
    kind,
    style,
    start,
    end,
    entries,
    value,
    anchor: undefined,
    alias: undefined,
    target: undefined,
  };
}

const tables = new WeakMap<Node, ReadonlyMap<string | number, Entry>>();

/** The entry of a map or list under a key or position; of a key that stands twice the first. */
export function entryOf(node: Node | undefined, key: string | number): Entry | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "list") return typeof key === "number" ? node.entries[key] : undefined;
  // A record may have thousands of findings in one large map.
  let table = tables.get(node);
  if (!table) tables.set(node, table = new Map(node.entries.toReversed().map((e) => [e.key, e])));
  return table.get(key);
}
