import {
  Composer,
  CST,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Pair,
  Parser,
} from "./library.ts";
import {
  collection,
  deepest,
  empty,
  type Entry,
  heaviest,
  type Node,
  type Problem,
  scalar,
} from "./node.ts";

/** A text as the library reads it: all of YAML, and every mistake with its place. */
export interface Composed {
  /** None where the text says nothing, or has mistakes: its nodes may then lie anywhere. */
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  /** Whether the text has nothing in it that reaches beyond itself: anchors, aliases, tags, documents. */
  readonly plain: boolean;
}

/** Reads a text with the library, which takes some ten microseconds for each word and sign. */
export function compose(text: string, most = deepest): Composed {
  const { tokens, stopped, plain } = tokenise(text, most);
  if (stopped) return { root: undefined, problems: [stopped], plain };
  const composer = new Composer({
    keepSourceTokens: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const problems = documents.flatMap(({ errors, warnings }): Problem[] => [
    ...errors.map((error) => toProblem("syntax", error)),
    ...warnings.map((warning) => toProblem("tag", warning)),
  ]);
  if (documents.length > 1) {
    problems.push({ ...nameless, kind: "documents", offset: documents[1].range[0] });
  }
  const { contents, range } = documents[0];
  if (contents === null || problems.some(({ kind }) => kind === "syntax")) {
    return { root: undefined, problems, plain };
  }
  const root = toNode(contents, [], range[0], new Map());
  return { root: root.style === "empty" ? undefined : root, problems, plain };
}

const nameless = { path: [], name: "", detail: "" } as const;

function toProblem(
  kind: "syntax" | "tag",
  { code, pos, message }: { code: string; pos: readonly [number, number]; message: string },
): Problem {
  return { kind, offset: pos[0], path: [], name: code, detail: message };
}

/** The tokens of a text; stops where they nest too deep, before anything recurses over them. */
function tokenise(
  text: string,
  most: number,
): { tokens: CST.Token[]; stopped?: Problem; plain: boolean } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let plain = true;
  let count = 0;
  let last = "";
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    const { stack, offset } = parser;
    // The stack holds the document, its collections, and a scalar at the end.
    if (stack.length > most + 2) {
      return { tokens, stopped: { ...nameless, kind: "deep", offset }, plain };
    }
    // Lines hold some ten words and signs; one line may hold as many as a file.
    if (++count > heaviest * usual) {
      const name = String(Math.ceil(heaviest * text.length / offset));
      return { tokens, stopped: { ...nameless, kind: "large", offset: 0, name }, plain: false };
    }
    // Behind the mark of a scalar stands its text, whatever that looks like.
    if (last !== CST.SCALAR && far.has(CST.tokenType(lexeme))) plain = false;
    last = lexeme;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, plain };
}

const usual = 10;

/** Tokens whose meaning reaches beyond the lines they stand on. */
const far: ReadonlySet<CST.TokenType | null> = new Set(
  [
    "alias",
    "anchor",
    "tag",
    "directive-line",
    "doc-start",
    "doc-end",
    "explicit-key-ind",
  ] as const,
);

type Source = readonly CST.SourceToken[];
type Anchors = Map<string, Node>;

function toNode(ast: unknown, props: Source, at: number, anchors: Anchors): Node {
  const before = props.find((token) => token.type === "anchor" || token.type === "tag")?.offset;
  const anchor = (ast as { anchor?: string } | null)?.anchor;
  if (isMap(ast) || isSeq(ast)) {
    const entries: Entry[] = [];
    const own = ast.range?.[0] ?? at;
    const kind = isMap(ast) ? "map" : "list";
    const place = { start: Math.min(before ?? own, own), end: ast.range?.[1] ?? at };
    const made = collection(kind, ast.flow ? "flow" : "block", place, entries, undefined);
    const node = { ...made, anchor };
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
    return { ...empty(start), kind: "alias", end, value: undefined, alias: ast.source, target };
  }
  const made = { ...toScalar(ast, before, at), anchor };
  if (anchor !== undefined) anchors.set(anchor, made);
  return made;
}

const styles: Readonly<Record<string, Node["style"]>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "literal",
};

function toScalar(ast: unknown, before: number | undefined, at: number): Node {
  if (!isScalar(ast) || !ast.range) return empty(at);
  const [start, end] = ast.range;
  const none = start === end && ast.type === "PLAIN";
  if (none && before === undefined) return empty(at);
  const style = none ? "empty" : styles[ast.type ?? "PLAIN"] ?? "plain";
  return scalar(style, before ?? start, end, ast.value);
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
