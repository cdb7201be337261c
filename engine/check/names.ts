import { expand } from "../resolve.ts";
import { type Book, controlHint, hintOf, type Path, report } from "./book.ts";

/** That no two entries of a list share an id; nameless entries are not compared. */
export function checkUnique(
  book: Book,
  kind: string,
  list: readonly { readonly id?: string }[] | undefined,
  path: Path,
): void {
  const seen = new Set<string>();
  (list ?? []).forEach(({ id }, index) => {
    if (id === undefined) return;
    if (seen.has(id)) report(book, "duplicate-id", `${kind}/${id}`, [...path, index, "id"]);
    seen.add(id);
  });
}

/** That what is named is in the record; nothing named is nothing to find. */
export function checkKnown(
  book: Book,
  kind: "component" | "damage" | "provider" | "variant" | "zone",
  name: string | undefined,
  on: string,
  path: Path,
): void {
  const known = book.ids[kind];
  if (!name) return;
  if (known.has(name)) return void book.entry?.known.push([kind, name]);
  const hint = hintOf(book, kind, name, known);
  report(book, `unknown-${kind}`, on, path, { [kind]: name, hint });
}

/**
 * That a control is in a catalogue in use. A spelling that is understood but is neither the canonical
 * one nor `catalogue:id` is worth a look.
 */
export function checkControl(book: Book, written: string, on: string, path: Path): void {
  const { catalogue } = book.system;
  if (catalogue.has(written)) return;
  const control = book.resolve(written);
  const known = catalogue.get(control);
  if (!known) return reportControl(book, written, on, path);
  if (written === `${known.catalog.id}:${known.control.id}`) return;
  report(book, "control-spelling", on, path, { written, control });
}

/** The same of several controls, of which one may be a pattern, such as `PE-*` for a family. */
export function checkFamilies(
  book: Book,
  controls: readonly string[] | undefined,
  on: string,
  path: Path,
): void {
  (controls ?? []).forEach((control, index) => {
    if (!control.endsWith("*")) return checkControl(book, control, on, [...path, index]);
    const family = expand(control, book.system.catalogue, book.resolve);
    if (family.length === 0) reportControl(book, control, on, [...path, index]);
  });
}

function reportControl(book: Book, control: string, on: string, path: Path): void {
  const hint = controlHint(book, control);
  report(book, "unknown-control", on, path, { control, hint });
}
