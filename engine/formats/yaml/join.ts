import { collection, type Entry, type Node, type Problem, type Reading } from "./node.ts";
import { entryAt, type Made, type Piece, type Pieces } from "./pieces.ts";
import { defectOf } from "./value.ts";

/** A text that was read in pieces. */
export interface Patchwork extends Reading, Pieces {
  /** Whether a piece is not well-formed, so that the text says nothing that could be relied on. */
  readonly broken: boolean;
}

/** What a text in pieces says as a whole. Its tree is made where somebody asks for it. */
export function joined(text: string, pieces: readonly Piece[]): Patchwork {
  const wrong = pieces.flatMap((piece) => problemsIn(piece, [], "").filter(isMistake));
  if (wrong.length > 0) {
    return { text, pieces, broken: true, root: undefined, value: undefined, problems: wrong };
  }
  const blocks = blocksOf(pieces).map((block) => ({ ...block, said: heldBy(block) }));
  const heads = blocks.map(({ head }) => head);
  const { value, problems } = collected("map", heads, blocks.map(({ said }) => said), []);
  const none = pieces.length === 0;
  let tree: Node | undefined;
  return {
    text,
    pieces,
    broken: false,
    value: none ? undefined : value,
    problems,
    get root() {
      return none ? undefined : tree ??= treeOf(text, blocks, value);
    },
  };
}

function isMistake({ kind }: Problem): boolean {
  return kind === "syntax" || kind === "deep";
}

/** An entry of the record: a piece, with those of what it holds where it was cut up. */
interface Block {
  readonly head: Piece;
  readonly parts?: Piece[];
}

interface Said {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

function blocksOf(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = [];
  for (const piece of pieces) {
    if (piece.kind === "part") blocks[blocks.length - 1].parts!.push(piece);
    else blocks.push(piece.kind === "head" ? { head: piece, parts: [] } : { head: piece });
  }
  return blocks;
}

interface Joined {
  readonly parts: readonly Made[];
  readonly value: unknown;
}

// By what the head says, which lasts as long as its text: a block with the same parts is the same value.
const joints = new WeakMap<Made, Joined>();

function heldBy({ head, parts }: Block): Said {
  const path = head.made.key === undefined ? [] : [head.made.key];
  if (!parts) return saidBy(head, [], path[0] ?? "");
  const ready = joints.get(head.made);
  const same = ready?.parts.length === parts.length &&
    parts.every(({ made }, index) => made === ready.parts[index]);
  if (same) return { value: ready.value, problems: [] };
  const { kind } = head.within!;
  const all = parts.map((part, index) =>
    saidBy(part, path, kind === "list" ? index : part.made.key ?? "")
  );
  const said = collected(kind, parts, all, path);
  if (said.problems.length === 0) {
    joints.set(head.made, { parts: parts.map(({ made }) => made), value: said.value });
  }
  return said;
}

function saidBy(piece: Piece, path: Problem["path"], key: string | number): Said {
  return { value: piece.made.value, problems: problemsIn(piece, path, key) };
}

/** A map or list of what its pieces say; a key that stands there already is left out with all it holds. */
function collected(
  kind: "map" | "list",
  pieces: readonly Piece[],
  said: readonly Said[],
  path: Problem["path"],
): Said {
  if (kind === "list") {
    return {
      value: said.map(({ value }) => value),
      problems: said.flatMap(({ problems }) => problems),
    };
  }
  const value: Record<string, unknown> = {};
  const seen = new Map<string, number>();
  const problems = pieces.flatMap(({ made: { key }, start, within, kind }, index) => {
    if (key === undefined) return said[index].problems;
    const at = start + (kind === "part" ? within!.column : 0);
    const problem = defectOf(key, at, seen.get(key), path);
    if (problem) return problem;
    seen.set(key, at);
    value[key] = said[index].value;
    return said[index].problems;
  });
  return { value, problems };
}

/** The problems of a piece, as those of an entry under a path. */
function problemsIn(
  { start, made }: Piece,
  path: Problem["path"],
  key: string | number,
): Problem[] {
  return made.problems.map((problem) => ({
    ...problem,
    offset: problem.offset + start,
    path: problem.path.length === 0 ? path : [...path, key, ...problem.path.slice(1)],
    ...(problem.first === undefined ? {} : { first: problem.first + start }),
  }));
}

function treeOf(
  text: string,
  blocks: readonly (Block & { readonly said: Said })[],
  value: unknown,
): Node {
  const entries = blocks.map(({ head, parts, said }): Entry =>
    parts ? holder(text, head, parts, said.value) : new Late(text, head, head.made.key, head.start)
  );
  return blockNode("map", entries, value);
}

/** An entry whose value is the block of the pieces below it. */
function holder(text: string, head: Piece, parts: readonly Piece[], value: unknown): Entry {
  const { kind, column } = head.within!;
  const { key, start, mark } = entryAt(text, head);
  const entries = parts.map((part, index) =>
    new Late(text, part, kind === "list" ? index : part.made.key, part.start + column)
  );
  const node = blockNode(kind, entries, value);
  return {
    key,
    start,
    mark,
    node,
    get end() {
      return node.end;
    },
  };
}

/** A block that ends with its last entry, which is not read before somebody asks for it. */
function blockNode(kind: "map" | "list", entries: readonly Entry[], value: unknown): Node {
  const { start } = entries[0];
  const node = collection(kind, "block", { start, end: start }, entries, value);
  return Object.defineProperty(node, "end", {
    enumerable: true,
    get: () => entries[entries.length - 1].end,
  });
}

/** An entry that is read where somebody asks for its value or its end. */
class Late implements Entry {
  readonly key: string | number;
  readonly start: number;
  readonly #read: () => Entry;
  #entry: Entry | undefined;

  constructor(text: string, piece: Piece, key: string | number | undefined, start: number) {
    this.#read = () => this.#entry ??= entryAt(text, piece);
    this.key = key ?? this.#read().key;
    this.start = start;
  }

  get mark(): number {
    return this.#read().mark;
  }

  get end(): number {
    return this.#read().end;
  }

  get node(): Node {
    return this.#read().node;
  }
}
