import { apply, type Refusal } from "../change.ts";
import type { Change, SystemSpec } from "../schema.ts";
import { type Book, type Path, report } from "./book.ts";
import { checkControl } from "./names.ts";
import { severities, type Told } from "./severities.ts";
import { checkOnScale } from "./target.ts";

/**
 * Whether changes can be applied one after the other, by trying them. Returns what they make of the
 * record, which is what later changes stand on. `told` is given each change that cannot, and reports it.
 */
export function checkChanges(
  book: Book,
  changes: readonly Change[],
  start: SystemSpec,
  on: string,
  path: Path,
  told: (refusal: Refusal, index: number) => void = ({ code, params }, index) => {
    // An unknown control was just reported at its exact place.
    if (code in severities && code !== "unknown-control") {
      report(book, code as Told, on, [...path, "changes", index], params);
    }
  },
): SystemSpec {
  return changes.reduce((before, change, index) => {
    const at = [...path, "changes", index];
    if ("control" in change) checkControl(book, change.control, on, [...at, "control"]);
    if (change.type === "set-target") {
      const { scale } = book.system.method.risk.table;
      checkOnScale(book, scale, change.risk, change.damage, on, [...at, "risk"]);
    }
    const { spec, refused } = apply(before, [change], book.resolve);
    for (const refusal of refused) told(refusal, index);
    return spec;
  }, start);
}
