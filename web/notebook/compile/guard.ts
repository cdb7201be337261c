import type { Node } from "acorn";
import { full } from "acorn-walk";

/** A text to be put into a source at an offset. Insertions never contain a line break. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * Insertions that call `tick` at the start of every turn of a loop and of every function, because any
 * function may come back to itself. The tick throws when the time is over. What runs long without a
 * loop of ours (a regular expression, one call on an array of a hundred million) it cannot see.
 */
export function guarded(root: Node, tick: string): Insertion[] {
  const starts: Insertion[] = [];
  const ends: Insertion[] = [];
  const wrap = ({ start, end }: Node, [before, after]: readonly [string, string]) => {
    starts.unshift({ at: start, text: before });
    ends.push({ at: end, text: after });
  };
  // Children come before their parents here: so inner ends stand before outer ends, and outer starts,
  // each put in front of those before it, stand before inner starts.
  full(root, (node) => {
    const body = loops.has(node.type) || /Function/.test(node.type)
      ? (node as unknown as { body: Node }).body
      : undefined;
    if (!body) return;
    if (body.type === "BlockStatement") {
      starts.unshift({ at: body.start + 1, text: `${tick}();` });
    } else if (loops.has(node.type)) {
      wrap(body, [`{${tick}();`, "}"]);
    } else {
      wrap(body, [`(${tick}(), `, ")"]);
    }
  });
  return [...ends, ...starts];
}

/** Puts insertions into a source. At one offset they stand in the order of the list. */
export function inserted(source: string, insertions: readonly Insertion[]): string {
  let out = "";
  let from = 0;
  for (const { at, text } of insertions.toSorted((a, b) => a.at - b.at)) {
    out += source.slice(from, at) + text;
    from = at;
  }
  return out + source.slice(from);
}

const loops = new Set([
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "WhileStatement",
  "DoWhileStatement",
]);
