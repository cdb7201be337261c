import type { Edit } from "../../change.ts";
import { type Entry, entryOf, type Node } from "../yaml.ts";

/** How a new value is written: as it was, readably, or as JSON, which YAML reads whatever is in it. */
export type Manner = "source" | "neat" | "plain";

/** The place of an edit in the text: the parent, its own entry in turn, and which of its entries. */
export interface Page {
  readonly text: string;
  readonly newline: string;
  readonly parent: Node;
  readonly holder: Entry | undefined;
  /** Whether the holder itself stands in a block, so that the parent may become one. */
  readonly open: boolean;
  readonly index: number;
  readonly json: boolean;
  readonly manner: Manner;
}

/** The place a path leads to; undefined where the text has no such parent. */
export function toPage(
  text: string,
  root: Node,
  path: Edit["path"],
  manner: Manner,
): Page | undefined {
  let parent = root;
  let holder: Entry | undefined;
  let open = false;
  for (const key of path.slice(0, -1)) {
    holder = entryOf(parent, key);
    if (!holder) return undefined;
    open = parent.style === "block";
    parent = holder.node;
  }
  const index = parent.entries.findIndex((entry) => entry.key === path[path.length - 1]);
  const quoted = root.style === "flow" && text[root.entries[0]?.start ?? -1] === '"';
  const asJson = manner === "plain" || quoted;
  const newline = /\r?\n/.exec(text)?.[0] ?? "\n";
  return { text, newline, parent, holder, open, index, json: asJson, manner };
}
