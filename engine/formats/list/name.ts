import type { Text } from "../../text.ts";

/** A thing of a record that people name by its id or by its name. */
export interface Named {
  readonly id: string;
  readonly name: Text;
}

/** A word as two spellings of it are compared: width, letter case and blanks do not count. */
export function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}

/**
 * The one thing of a list a cell names: by its id, else by a name that no other has; `several` where a
 * name is not enough. Of two with one id the first, which is the one that changes reach.
 */
export function named<T extends Named>(
  cell: string,
  list: readonly T[],
): T | "several" | undefined {
  const { exact, ids, names } = indexOf(list);
  const said = folded(cell);
  const byId = exact.get(cell.trim()) ?? ids.get(said);
  return byId !== undefined && byId !== "several" ? byId : names.get(said) ?? byId;
}

/** As `named`; a name after the id does no harm: `D1 個人情報の漏えい`, `web（公開Web）`. */
export function referred<T extends Named>(
  cell: string,
  list: readonly T[],
): T | "several" | undefined {
  return named(cell, list) ?? indexOf(list).ids.get(leading(cell));
}

/** What stands before the first blank or mark of a cell. */
export function leading(cell: string): string {
  return folded(cell).split(/[\s:、,(]/u)[0];
}

/** What the things of a list are called, for "did you mean". */
export function callings(list: readonly Named[]): readonly string[] {
  return indexOf(list).callings;
}

type Found<T> = ReadonlyMap<string, T | "several">;

interface Index<T> {
  readonly exact: ReadonlyMap<string, T>;
  readonly ids: Found<T>;
  readonly names: Found<T>;
  readonly callings: readonly string[];
}

const indexes = new WeakMap<readonly Named[], Index<Named>>();

function indexOf<T extends Named>(list: readonly T[]): Index<T> {
  const ready = indexes.get(list);
  if (ready) return ready as Index<T>;
  const made: Index<T> = {
    exact: new Map(list.toReversed().map((one) => [one.id, one])),
    ids: found(list, ({ id }) => [id]),
    names: found(list, ({ name }) => [name.ja, name.en]),
    callings: [...new Set(list.flatMap(({ id, name }) => [id, name.ja, name.en]))]
      .filter((calling) => calling !== ""),
  };
  indexes.set(list, made);
  return made;
}

function found<T>(list: readonly T[], words: (one: T) => readonly string[]): Found<T> {
  const map = new Map<string, T | "several">();
  for (const one of list) {
    for (const word of new Set(words(one).map(folded))) {
      if (word !== "") map.set(word, map.has(word) ? "several" : one);
    }
  }
  return map;
}
