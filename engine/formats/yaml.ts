import {
  Composer,
  type CST,
  Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Pair,
  Parser,
  visit,
} from "yaml";

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

/** What is wrong with a text as YAML. `file` problems concern the text as a whole. */
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
    | "documents";
  readonly offset: number;
  readonly path: readonly (string | number)[];
  /** The key, alias or parser's code it is about. */
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

// Reading, changing and checking ask for the same two texts again and again.
const recent: Reading[] = [];

/**
 * Reads a text as YAML 1.2 (JSON is YAML). Never throws. Keys are taken as written (`1.10` is not
 * `1.1`), of a key that stands twice the first counts, dates stay texts. Aliases are expanded.
 */
export function read(text: string): Reading {
  const ready = recent.find((reading) => reading.text === text);
  if (ready) return ready;
  const made = parse(text);
  recent.unshift(made);
  recent.length = Math.min(recent.length, 3);
  return made;
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

/** A value as block YAML, indented by two, the lines ending in "\n". Lists of short maps are compact. */
export function block(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Map: (_, map, path) => {
      const parent = path[path.length - 1];
      if (isSeq(parent) && isShort(map)) map.flow = true;
    },
    Seq: (_, list, path) => {
      // The outermost list only lends its dashes.
      if (path.length < 2) return;
      if (list.items.length > 0 && list.items.every(isScalar) && isShort(list)) list.flow = true;
    },
    Scalar: (_, scalar) => {
      // Spaces and empty lines that nobody sees must not carry the meaning.
      if (/\n/.test(String(scalar.value)) && /^\s|[ \t](\n|$)|\n\n$/.test(String(scalar.value))) {
        scalar.type = "QUOTE_DOUBLE";
      }
    },
  });
  return document.toString({
    indent: 2,
    lineWidth: 0,
    flowCollectionPadding: false,
    blockQuote: "literal",
  });
}

/** A value as flow YAML on one line, such as `{control: AC-3, level: 2}`. */
export function flow(value: unknown): string {
  const document = new Document([value]);
  if (isSeq(document.contents)) document.contents.flow = true;
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
  // A long collection is folded over lines all the same; then the JSON form, which is YAML, serves.
  return text.includes("\n") ? json(value) : text.slice(1, -1);
}

/** A value as JSON on one line, with a space after each separator. */
export function json(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(json).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const pairs = Object.entries(value).filter(([, value]) => value !== undefined);
  return `{${pairs.map(([key, value]) => `${JSON.stringify(key)}: ${json(value)}`).join(", ")}}`;
}

// A line of this many characters still reads at a glance.
const glance = 70;

function isShort(collection: { items: unknown[]; toJSON(): unknown }): boolean {
  const values = collection.items.map((item) => isPair(item) ? item.value : item);
  if (!values.every((value) => isScalar(value) && !/\n/.test(String(value.value)))) return false;
  const value = collection.toJSON();
  const named = !Array.isArray(value) && Object.hasOwn(value as object, "id");
  return !named && JSON.stringify(value).length <= glance;
}

function parse(text: string): Reading {
  const problems: Problem[] = [];
  const tokens = tokenise(text);
  if ("deep" in tokens) {
    const deep: Problem = {
      kind: "deep",
      offset: tokens.deep,
      path: [],
      name: "",
      detail: "",
    };
    return { text, root: undefined, value: undefined, problems: [deep] };
  }
  const composer = new Composer({
    keepSourceTokens: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  for (const document of documents) {
    for (const { code, pos, message } of document.errors) {
      problems.push({ kind: "syntax", offset: pos[0], path: [], name: code, detail: message });
    }
    for (const { code, pos, message } of document.warnings) {
      problems.push({ kind: "tag", offset: pos[0], path: [], name: code, detail: message });
    }
  }
  if (documents.length > 1) {
    const offset = documents[1].range[0];
    problems.push({ kind: "documents", offset, path: [], name: "", detail: "" });
  }
  const contents = documents[0].contents;
  // A text with errors has no tree: its nodes may lie anywhere.
  if (contents === null || problems.some((problem) => problem.kind === "syntax")) {
    return { text, root: undefined, value: undefined, problems };
  }
  const root = toNode(contents, [], documents[0].range[0], new Map());
  if (root.kind === "scalar" && root.style === "empty") {
    return { text, root: undefined, value: undefined, problems };
  }
  const value = evaluate(root, { problems, left: widest, open: new Set() }, [], false);
  return { text, root, value, problems };
}

/** The tokens of a text; stops where they nest too deep, before anything recurses over them. */
function tokenise(text: string): CST.Token[] | { deep: number } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The stack holds the document, its collections, and a scalar at the end.
    if (parser.stack.length > deepest + 2) return { deep: parser.offset };
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

type Source = readonly CST.SourceToken[];
type Anchors = Map<string, Node>;

function toNode(ast: unknown, props: Source, at: number, anchors: Anchors): Node {
  const before = props.find((token) => token.type === "anchor" || token.type === "tag")?.offset;
  const anchor = (ast as { anchor?: string } | null)?.anchor;
  if (isMap(ast) || isSeq(ast)) {
    const entries: Entry[] = [];
    const own = ast.range?.[0] ?? at;
    const node = {
      ...blank,
      kind: isMap(ast) ? "map" as const : "list" as const,
      style: ast.flow ? "flow" as const : "block" as const,
      start: Math.min(before ?? own, own),
      end: ast.range?.[1] ?? at,
      entries,
      anchor,
    };
    // Known before its entries are read, so that an alias inside it is seen to be a loop.
    if (anchor !== undefined) anchors.set(anchor, node);
    if (isMap(ast)) mapEntries(ast.items as Pair[], entries, node.start, anchors);
    else listEntries(ast.items, ast.srcToken, entries, anchors);
    if (!ast.flow) node.end = entries[entries.length - 1]?.end ?? node.end;
    return node;
  }
  if (isAlias(ast)) {
    const [start, end] = ast.range!;
    const target = anchors.get(ast.source);
    return { ...blank, kind: "alias", start, end, alias: ast.source, target };
  }
  const made = toScalar(ast, before, at, anchor);
  if (anchor !== undefined) anchors.set(anchor, made);
  return made;
}

const blank: Node = {
  kind: "scalar",
  style: "empty",
  start: 0,
  end: 0,
  entries: [],
  value: null,
  anchor: undefined,
  alias: undefined,
  target: undefined,
};

const styles: Readonly<Record<string, Node["style"]>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "literal",
};

function toScalar(
  ast: unknown,
  before: number | undefined,
  at: number,
  anchor: string | undefined,
): Node {
  if (!isScalar(ast) || !ast.range) return { ...blank, start: at, end: at, anchor };
  const [start, end] = ast.range;
  const empty = start === end && ast.type === "PLAIN";
  if (empty && before === undefined) return { ...blank, start: at, end: at, anchor };
  return {
    ...blank,
    style: empty ? "empty" : styles[ast.type ?? "PLAIN"] ?? "plain",
    start: before ?? start,
    end,
    value: ast.value,
    anchor,
  };
}

interface Item {
  readonly start: Source;
  readonly key?: CST.Token | null;
  readonly sep?: Source;
}

function mapEntries(pairs: readonly Pair[], entries: Entry[], at: number, anchors: Anchors): void {
  for (const pair of pairs) {
    const item = pair.srcToken as Item | undefined;
    const colon = item?.sep?.find((token) => token.type === "map-value-ind");
    const head = item?.start.find((token) =>
      token.type === "anchor" || token.type === "tag" || token.type === "explicit-key-ind"
    );
    const keyRange = (pair.key as { range?: number[] } | null)?.range;
    const start = head?.offset ?? item?.key?.offset ?? keyRange?.[0] ?? colon?.offset ?? at;
    const keyEnd = keyRange?.[1] ?? start;
    const mark = colon === undefined ? -1 : colon.offset + 1;
    const props = item?.sep?.filter((token) => token.offset >= mark) ?? [];
    const node = toNode(pair.value, props, mark < 0 ? keyEnd : mark, anchors);
    entries.push({
      key: keyOf(pair.key),
      start,
      mark,
      end: Math.max(mark, keyEnd, node.end),
      node,
    });
  }
}

/** The key as written. What cannot be a key gets a name no text can have, and is reported later. */
function keyOf(key: unknown): string {
  if (!isScalar(key)) return `\0${String(key)}`;
  if (key.type === "PLAIN" && key.source !== undefined && key.source !== "") return key.source;
  return typeof key.value === "string" ? key.value : `\0${String(key.value ?? "")}`;
}

function listEntries(
  items: readonly unknown[],
  token: unknown,
  entries: Entry[],
  anchors: Anchors,
): void {
  const { type, items: sources } = token as { type: string; items: Item[] };
  const dashed = type === "block-seq";
  const written = dashed
    ? sources.filter(({ start }) => start.some((token) => token.type === "seq-item-ind"))
    : sources;
  items.forEach((ast, key) => {
    const start = written[key]?.start ?? [];
    const dash = start.find((token) => token.type === "seq-item-ind");
    const mark = dash === undefined ? -1 : dash.offset + 1;
    const last = start[start.length - 1];
    const at = mark >= 0 ? mark : last === undefined ? 0 : last.offset + last.source.length;
    const node = toNode(isPair(ast) ? null : ast, start, at, anchors);
    const end = Math.max(mark, node.end);
    entries.push({ key, start: dash?.offset ?? node.start, mark, end, node });
  });
}

interface Work {
  readonly problems: Problem[];
  /** How many entries aliases may still expand to. */
  left: number;
  readonly open: Set<Node>;
}

function evaluate(
  node: Node,
  work: Work,
  path: readonly (string | number)[],
  aliased: boolean,
): unknown {
  const report = (kind: Problem["kind"], offset: number, name: string, first?: number) => {
    const problem = { kind, offset, path, name, detail: "" };
    if (!aliased) work.problems.push(first === undefined ? problem : { ...problem, first });
  };
  if (aliased && work.left-- <= 0) return undefined;
  if (node.kind === "scalar") return node.value;
  if (node.kind === "alias") {
    const name = node.alias ?? "";
    if (node.target === undefined) return report("alias", node.start, name);
    if (work.open.has(node.target)) return report("loop", node.start, name);
    const value = evaluate(node.target, work, path, true);
    if (work.left < 0 && !work.problems.some((problem) => problem.kind === "many")) {
      report("many", node.start, name);
    }
    return value;
  }
  work.open.add(node);
  const value: unknown = node.kind === "list"
    ? node.entries.map((entry) => evaluate(entry.node, work, [...path, entry.key], aliased))
    : {};
  const seen = new Map<string, number>();
  for (const entry of node.kind === "map" ? node.entries : []) {
    const key = String(entry.key);
    const first = seen.get(key);
    if (key.startsWith("\0") || key === "__proto__") {
      report("key", entry.start, key.replace("\0", ""));
    } else if (first !== undefined) {
      report("duplicate", entry.start, key, first);
    } else {
      seen.set(key, entry.start);
      const child = evaluate(entry.node, work, [...path, key], aliased);
      (value as Record<string, unknown>)[key] = child;
    }
  }
  work.open.delete(node);
  return value;
}
