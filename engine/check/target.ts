import type { RatingTable } from "../rating.ts";
import { type Book, hintOf, type Path, report } from "./book.ts";

/** The worst risks allowed, per damage level: each a value of the risk method in use. */
export function checkTarget(book: Book): void {
  const { scale } = book.system.method.risk.table;
  for (const [damage, value] of Object.entries(book.spec.target ?? {})) {
    checkOnScale(book, scale, value, damage, "target", ["target", damage]);
  }
}

/** That a target is a risk the table can result in; none is none. */
export function checkOnScale(
  book: Book,
  scale: RatingTable["scale"],
  value: string | number | undefined,
  damage: string | number,
  on: string,
  path: Path,
): void {
  if (value === undefined || scale.includes(value)) return;
  const hint = hintOf(book, "scale", String(value), scale.map(String));
  report(book, "target-value", on, path, { damage, value, hint });
}
