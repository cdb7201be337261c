import { type Difference, difference } from "../formats/diff.ts";
import type { Text } from "../text.ts";
import { type Book, bytes, opened, rows, run, together, use } from "./history/book.ts";
import { refuse } from "./refusal.ts";
import { etagOf } from "./workspace.ts";

/** Why a version was kept. `external`: found on the disk, written by another program. */
export type Reason = "pause" | "save" | "gate" | "publish" | "external" | "restore";

/** The reasons a client may give. */
export const reasons: readonly Reason[] = ["pause", "save", "gate", "publish"];

/** What a file was at some time. */
export interface Version {
  readonly id: number;
  readonly path: string;
  /** When it was kept, ISO 8601 in UTC. */
  readonly at: string;
  readonly reason: Reason;
  /** The name that was typed, not authenticated; "" where none was. */
  readonly who: string;
  readonly etag: string;
  /** What a person called it; "" where nobody did. */
  readonly label: string;
}

/** Text that has not reached its file yet. */
export interface Draft {
  readonly path: string;
  /** Which of several open pages it comes from; "" where it does not say. */
  readonly tab: string;
  readonly at: string;
  /** The entity tag of the file it was typed upon; "" for a file that does not exist yet. */
  readonly base: string;
  readonly text: string;
}

/** What was done to a file. */
export interface Deed {
  readonly path: string;
  readonly text: string;
  readonly who?: string;
}

/**
 * What the files were: versions, and a journal of what is being typed. It holds no decision: without
 * it, only the past is gone. A version and a draft are on the disk when the call returns, whatever
 * happens to the program a moment later.
 */
export interface History {
  /** What the user should know, such as a history that had to be set aside. */
  readonly notices: readonly Text[];
  /**
   * Keeps a version. The text that the latest version of the file has already is not kept twice; a gate
   * and a publication are kept as events all the same, and their text is stored once.
   */
  readonly add: (deed: Deed, reason: Reason) => Version;
  /** Keeps a version of what was found on the disk, unless it is what is being typed. */
  readonly found: (deed: Deed) => void;
  /** Takes note of a text saved while typing; it becomes a version when typing pauses. */
  readonly note: (deed: Deed) => void;
  /** Turns what was last typed two minutes ago or more into versions. */
  readonly settle: () => void;
  /** The versions of a file, the latest first. */
  readonly list: (path: string) => Version[];
  readonly read: (id: number) => Version & { readonly text: string };
  /** The lines in which a version differs from another one or from a text. */
  readonly compare: (from: number, to: number | { readonly text: string }) => Difference[];
  /** Keeps the text of an old version as a new one. */
  readonly restore: (id: number, who?: string) => Version;
  /** Calls a version something; "" takes the name away. */
  readonly label: (id: number, label: string) => Version;
  /** A file has another name now; its past goes with it. */
  readonly rename: (from: string, to: string) => void;
  readonly journal: {
    readonly put: (draft: Omit<Draft, "at">) => void;
    /** All drafts, the latest last. */
    readonly list: () => Draft[];
    /** Drops the drafts of a file: of one page, with one text, or all. */
    readonly drop: (
      path: string,
      which?: { readonly tab?: string; readonly text?: string },
    ) => void;
  };
  readonly close: () => void;
}

/** How long typing must rest to make a version, in milliseconds. */
export const pause = 120_000;

/**
 * Opens the history in a file, made where it is missing. One that is damaged is set aside beside it,
 * and one that cannot be used (no permission, made by a later version of Mitate) is left alone; then
 * there is a new one, or one in memory only, and `notices` says so. Never fails.
 */
export function history(file: string, clock: () => Date): History {
  const book: Book = { file, clock, ...opened(file, clock) };
  return {
    get notices() {
      return book.notices.concat();
    },
    add: (deed, reason) => use(book, () => add(book, deed, reason)),
    found: (deed) => use(book, () => found(book, deed)),
    note: (deed) => use(book, () => note(book, deed)),
    settle: () => use(book, () => settle(book)),
    list: (path) => use(book, () => list(book, path)),
    read: (id) => use(book, () => read(book, id)),
    compare: (from, to) => {
      const before = use(book, () => read(book, from)).text;
      const after = typeof to === "number" ? use(book, () => read(book, to)) : to;
      return difference(before, after.text);
    },
    restore: (id, who) => use(book, () => add(book, { ...read(book, id), who }, "restore")),
    label: (id, label) => use(book, () => name(book, id, label)),
    rename: (from, to) => use(book, () => rename(book, from, to)),
    journal: {
      put: (draft) => use(book, () => put(book, draft)),
      list: () => use(book, () => rows<Draft>(book, drafts)),
      drop: (path, which = {}) => use(book, () => drop(book, path, which)),
    },
    close: () => book.database.close(),
  };
}

function add(book: Book, deed: Deed, reason: Reason): Version {
  return together(book, () => {
    settleTyped(book, deed);
    return insert(book, deed, reason, book.clock().toISOString());
  });
}

/** What was typed before something else happened to the file is a version of its own. */
function settleTyped(book: Book, { path, text }: Deed): void {
  const [typed] = rows<Typed>(book, "SELECT * FROM typed WHERE path = ?", path);
  if (!typed) return;
  if (typed.text !== text) insert(book, typed, "pause", typed.at);
  run(book, "DELETE FROM typed WHERE path = ?", path);
}

interface Typed {
  readonly path: string;
  readonly at: string;
  readonly who: string;
  readonly text: string;
}

function insert(book: Book, deed: Deed, reason: Reason, at: string): Version {
  const { path, text, who = "" } = deed;
  const etag = etagOf(text);
  const [latest] = rows<Version>(book, `${versions} WHERE path = ? ORDER BY id DESC LIMIT 1`, path);
  const event = reason === "gate" || reason === "publish";
  if (latest?.etag === etag && (!event || latest.reason === reason && latest.who === who)) {
    return latest;
  }
  run(book, "INSERT OR IGNORE INTO texts (etag, text) VALUES (?, ?)", etag, bytes(text));
  const sql = "INSERT INTO versions (path, at, reason, who, etag) VALUES (?, ?, ?, ?, ?)";
  const id = run(book, sql, path, at, reason, who, etag);
  return { id, path, at, reason, who, etag, label: "" };
}

const versions = "SELECT id, path, at, reason, who, etag, label FROM versions";

function found(book: Book, deed: Deed): void {
  const [typed] = rows<Typed>(book, "SELECT * FROM typed WHERE path = ?", deed.path);
  if (typed?.text !== deed.text) add(book, deed, "external");
}

function note(book: Book, { path, text, who = "" }: Deed): void {
  const sql = "INSERT OR REPLACE INTO typed (path, at, who, text) VALUES (?, ?, ?, ?)";
  run(book, sql, path, book.clock().toISOString(), who, bytes(text));
}

function settle(book: Book): void {
  const until = new Date(book.clock().getTime() - pause).toISOString();
  const rested = rows<Typed>(book, "SELECT * FROM typed WHERE at <= ?", until);
  if (rested.length === 0) return;
  together(book, () => {
    for (const typed of rested) {
      insert(book, typed, "pause", typed.at);
      run(book, "DELETE FROM typed WHERE path = ?", typed.path);
    }
  });
}

function list(book: Book, path: string): Version[] {
  return rows(book, `${versions} WHERE path = ? ORDER BY id DESC`, path);
}

function read(book: Book, id: number): Version & { text: string } {
  const sql =
    "SELECT id, path, at, reason, who, etag, label, text FROM versions JOIN texts USING (etag) WHERE id = ?";
  const [version] = Number.isSafeInteger(id) ? rows<Version & { text: string }>(book, sql, id) : [];
  if (!version) throw refuse("no-version", { id: String(id) });
  return version;
}

function name(book: Book, id: number, label: string): Version {
  const { text: _, ...version } = read(book, id);
  run(book, "UPDATE versions SET label = ? WHERE id = ?", label, id);
  return { ...version, label };
}

function rename(book: Book, from: string, to: string): void {
  together(book, () => {
    run(book, "UPDATE versions SET path = ? WHERE path = ?", to, from);
    for (const table of ["typed", "journal"]) {
      run(book, `UPDATE OR REPLACE ${table} SET path = ? WHERE path = ?`, to, from);
    }
  });
}

const drafts = "SELECT path, tab, at, base, text FROM journal ORDER BY at, path, tab";

function put(book: Book, { path, tab, base, text }: Omit<Draft, "at">): void {
  const sql = "INSERT OR REPLACE INTO journal (path, tab, at, base, text) VALUES (?, ?, ?, ?, ?)";
  run(book, sql, path, tab, book.clock().toISOString(), base, bytes(text));
}

function drop(book: Book, path: string, { tab, text }: { tab?: string; text?: string }): void {
  if (tab === undefined && text === undefined) {
    run(book, "DELETE FROM journal WHERE path = ?", path);
  }
  if (tab !== undefined) {
    run(book, "DELETE FROM journal WHERE path = ? AND tab = ?", path, tab);
  }
  if (text !== undefined) {
    run(book, "DELETE FROM journal WHERE path = ? AND text = ?", path, bytes(text));
  }
}
