import { weight } from "./weight.ts";
import { compose } from "./yaml/compose.ts";
import { joined, type Patchwork } from "./yaml/join.ts";
import { firstLine } from "./yaml/cut.ts";
import { readFlow } from "./yaml/flow.ts";
import { heaviest, type Node, type Reading } from "./yaml/node.ts";
import { inPieces } from "./yaml/pieces.ts";
import { skipSpaces } from "./yaml/scan.ts";
import { evaluate } from "./yaml/value.ts";

export { deepest, entryOf, heaviest, widest } from "./yaml/node.ts";
export type { Entry, Node, Problem, Reading } from "./yaml/node.ts";
export { block, flow, json } from "./yaml/write.ts";

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

function parse(text: string): Reading {
  const start = skipSpaces(text, firstLine(text));
  const made = text[start] === "{" || text[start] === "[" ? asFlow(text, start) : asPieces(text);
  if (made && !(made as Partial<Broken>).broken) return made;
  const size = weight(text);
  // A small text is read as a whole to say what is wrong; in a large one each piece speaks for itself.
  if (made && (size > heaviest || text.length > longest)) return made;
  if (size <= heaviest) return whole(text);
  const large = { kind: "large", offset: 0, path: [], name: String(size), detail: "" } as const;
  return { text, root: undefined, value: undefined, problems: [large] };
}

/** A text of more characters, however few entries it has, is not read a second time to say what is wrong. */
const longest = 1_000_000;

/** A reading that may be of a text with mistakes. */
interface Broken extends Reading {
  readonly broken: boolean;
}

function asPieces(text: string): Patchwork | undefined {
  const before = recent.find((reading): reading is Patchwork => "pieces" in reading);
  const pieces = inPieces(text, before);
  return pieces && joined(text, pieces);
}

function asFlow(text: string, start: number): Reading {
  const made = readFlow(text, start, true);
  if (typeof made === "number") return stuck(text, made);
  let tree: Node | undefined;
  return {
    text,
    value: made.value,
    problems: [],
    get root() {
      // The tree takes more room than the text and its value, so it is read once more when asked for.
      return tree ??= readFlow(text, start, false) as Node;
    },
  };
}

/** JSON that stops being everyday YAML somewhere: most often a comma or a quote is missing there. */
function stuck(text: string, offset: number): Broken {
  const detail = text.slice(offset, offset + 30);
  const problem = { kind: "syntax", offset, path: [], name: "JSON", detail } as const;
  return { text, broken: true, root: undefined, value: undefined, problems: [problem] };
}

/** The slow way, which knows all of YAML. */
function whole(text: string): Reading {
  const { root, problems } = compose(text);
  if (root === undefined) return { text, root, value: undefined, problems };
  const said = evaluate(root);
  return { text, root, value: said.value, problems: [...problems, ...said.problems] };
}
