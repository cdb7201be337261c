import { apply, edits, invert } from "../change.ts";
import type { Resolve } from "../resolve.ts";
import type { Change, SystemSpec } from "../schema.ts";
import { patchOf } from "./patch.ts";
import { positionAt, sourceAt, splice } from "./splice.ts";

/**
 * The changes that undo a change so that the text comes back byte for byte: as `invert`, with the
 * original text of what the change removes, and where that is not all there is to it, a patch.
 */
export function retrace(
  text: string,
  spec: SystemSpec,
  change: Change,
  resolve: Resolve,
): Change[] {
  const after = splice(text, edits(spec, change, resolve).edits);
  if (after === text) return [];
  const changed = apply(spec, [change], resolve).spec;
  const undoing = sourced(text, changed, invert(spec, change, resolve), resolve);
  const back = replay(after, changed, undoing, resolve);
  if (back.text === text) return undoing;
  return undoing.with(-1, { ...undoing[undoing.length - 1], patch: patchOf(back.last, text) });
}

/** Undoing changes with the text and the position of what they bring back, as it was in the text. */
function sourced(
  text: string,
  changed: SystemSpec,
  undoing: readonly Change[],
  resolve: Resolve,
): Change[] {
  let now = changed;
  return undoing.map((change) => {
    const next = change.type === "add" ? withSource(text, now, change, resolve) : change;
    now = apply(now, [next], resolve).spec;
    return next;
  });
}

function withSource(
  text: string,
  spec: SystemSpec,
  change: Extract<Change, { type: "add" }>,
  resolve: Resolve,
): Change {
  const [edit] = edits(spec, change, resolve).edits;
  const source = edit && sourceAt(text, edit.path);
  return source === undefined ? change : { ...change, at: positionAt(text, edit.path), source };
}

/** The text after changes, and the text before the last edit of them. */
function replay(
  text: string,
  spec: SystemSpec,
  changes: readonly Change[],
  resolve: Resolve,
): { text: string; last: string } {
  let now = { text, last: text };
  let value = spec;
  for (const change of changes) {
    for (const edit of edits(value, change, resolve).edits) {
      now = { text: splice(now.text, [edit]), last: now.text };
    }
    value = apply(value, [change], resolve).spec;
  }
  return now;
}
