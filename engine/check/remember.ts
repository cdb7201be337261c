import type { Finding } from "../finding.ts";
import type { Book, Entry, Path } from "./book.ts";
import { checkCondition } from "./conditions.ts";

/**
 * Examines an entry of the record, or takes over what was found in it before. An entry that is the same
 * object says the same; what it leans on outside of it is asked again: that the names it uses are still
 * known, and its conditions, which depend on the profile. Where the way out of a wrong name was looked
 * up, nothing is remembered, since how long one looks depends on the whole record. So what is found is
 * the same whether anything was remembered or not. `entry` is an object of the system, which is made
 * anew when the catalogue is another one.
 */
export function remember(
  book: Book,
  entry: object,
  path: Path,
  examine: (book: Book, path: Path) => void,
): void {
  const known = notes.get(entry);
  const note = known && stands(known, book) ? moved(known, path) : examined(book, path, examine);
  if (note.shared) notes.delete(entry);
  else if (note !== known) notes.set(entry, note);
  for (const finding of note.found) book.found.push(finding);
  for (const { written, on, path } of note.conditions) checkCondition(book, written, on, path);
}

interface Note extends Readonly<Entry> {
  readonly path: Path;
  readonly found: readonly Finding[];
}

const notes = new WeakMap<object, Note>();

function examined(book: Book, path: Path, examine: (book: Book, path: Path) => void): Note {
  const entry: Entry = { known: [], conditions: [], shared: false };
  const found: Finding[] = [];
  examine({ ...book, found, entry }, path);
  const names = new Map(entry.known.map((one) => [one.join(" "), one]));
  return { ...entry, known: [...names.values()], path, found };
}

function stands({ known }: Note, { ids }: Book): boolean {
  return known.every(([kind, name]) => ids[kind].has(name));
}

/** The same where the entry stands at another place of its list. */
function moved(note: Note, path: Path): Note {
  if (note.path.every((key, index) => key === path[index])) return note;
  const there = <T extends { readonly path: Path }>(one: T): T => ({
    ...one,
    path: [...path, ...one.path.slice(path.length)],
  });
  return { ...note, path, found: note.found.map(there), conditions: note.conditions.map(there) };
}
