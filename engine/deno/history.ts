import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { type Difference, difference } from "../formats/diff.ts";
import type { Text } from "../text.ts";
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
    rename: (from, to) => use(book, () => rename(book, from, to)),
    journal: {
      put: (draft) => use(book, () => put(book, draft)),
      list: () => use(book, () => rows<Draft>(book, drafts)),
      drop: (path, which = {}) => use(book, () => drop(book, path, which)),
    },
    close: () => book.database.close(),
  };
}

interface Book {
  readonly file: string;
  readonly clock: () => Date;
  notices: Text[];
  database: DatabaseSync;
  /** Tells whether the file is still the one that was opened; undefined in memory. */
  inode: number | undefined;
}

const format = 1;

// Texts are kept as bytes: read back as TEXT, one with a NUL would end there.
const tables = `
  CREATE TABLE IF NOT EXISTS texts (etag TEXT PRIMARY KEY, text BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    etag TEXT NOT NULL REFERENCES texts (etag)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS versions_of ON versions (path, id);
  CREATE TABLE IF NOT EXISTS typed (
    path TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    text BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS journal (
    path TEXT NOT NULL,
    tab TEXT NOT NULL,
    at TEXT NOT NULL,
    base TEXT NOT NULL,
    text BLOB NOT NULL,
    PRIMARY KEY (path, tab)
  ) STRICT;
`;

type Opened = Pick<Book, "database" | "inode" | "notices">;

function opened(file: string, clock: () => Date): Opened {
  try {
    return { ...connect(file), notices: [] };
  } catch (error) {
    if (!isDamaged(error)) return inMemory(error);
  }
  try {
    const aside = setAside(file, clock);
    return { ...connect(file), notices: [damaged(aside)] };
  } catch (error) {
    return inMemory(error);
  }
}

/** FULL: what was written is on the disk before the call returns; WAL: a cut-off write is undone. */
function connect(file: string): Pick<Book, "database" | "inode"> {
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL;");
    database.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    const [check] = Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {});
    if (check !== "ok") throw new Error(`malformed: ${check}`);
    const { user_version: version } = database.prepare("PRAGMA user_version").get()!;
    if (Number(version) > format) throw new Error(`format ${version}`);
    database.exec(`BEGIN IMMEDIATE; ${tables} PRAGMA user_version = ${format}; COMMIT;`);
    return { database, inode: file === ":memory:" ? undefined : inodeOf(file) };
  } catch (error) {
    database.close();
    throw error;
  }
}

function inMemory(error: unknown): Opened {
  const detail = error instanceof Error ? error.message : String(error);
  const notice = {
    ja:
      `履歴のファイルを使えないため（${detail}）、今回の履歴は終了すると消えます。ファイルの内容には影響ありません。`,
    en:
      `The history file cannot be used (${detail}); the history of this session will be gone when it ends. The files are not affected.`,
  };
  return { ...connect(":memory:"), notices: [notice] };
}

function damaged(aside: string): Text {
  const name = aside.replace(/^.*[\\/]/, "");
  return {
    ja:
      `履歴のファイルが壊れていたため「${name}」として残し、新しい履歴を始めました。記録やノートブックには影響ありません。`,
    en:
      `The history file was damaged; it is kept as "${name}" and a new history was begun. Records and notebooks are not affected.`,
  };
}

function isDamaged(error: unknown): boolean {
  return error instanceof Error &&
    /malformed|not a database|no such (?:table|column)/i.test(error.message);
}

function setAside(file: string, clock: () => Date): string {
  const stamp = clock().toISOString().replaceAll(":", "-");
  const aside = `${file}.damaged-${stamp}`;
  // The companions first: left behind, they would be taken for those of the new file.
  for (const ending of ["-wal", "-shm", ""]) {
    try {
      Deno.renameSync(file + ending, aside + ending);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return aside;
}

/** Carries out something with the database as it is now: deleted or damaged meanwhile, it is begun anew. */
function use<Result>(book: Book, act: () => Result): Result {
  if (book.inode !== undefined && inodeOf(book.file) !== book.inode) reopen(book);
  try {
    return act();
  } catch (error) {
    if (!isDamaged(error)) throw readable(error);
    reopen(book);
    return act();
  }
}

function inodeOf(file: string): number {
  try {
    return Deno.statSync(file).ino ?? 0;
  } catch {
    return -1;
  }
}

function reopen(book: Book): void {
  try {
    book.database.close();
  } catch {
    // It could not even be closed; the new one does not depend on it.
  }
  const { database, inode, notices } = opened(book.file, book.clock);
  Object.assign(book, { database, inode, notices: [...book.notices, ...notices] });
}

function readable(error: unknown): unknown {
  const known = error instanceof Error && (error as { code?: string }).code === "ERR_SQLITE_ERROR";
  return known ? refuse("history", { detail: error.message }) : error;
}

function rows<Row>({ database }: Book, sql: string, ...values: SQLInputValue[]): Row[] {
  return database.prepare(sql).all(...values).map((row) => {
    const fields = Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? text(value) : value,
    ]);
    return Object.fromEntries(fields) as Row;
  });
}

function text(value: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(value);
}

function bytes(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

function run({ database }: Book, sql: string, ...values: SQLInputValue[]): number {
  return Number(database.prepare(sql).run(...values).lastInsertRowid);
}

/** All or nothing. */
function together<Result>({ database }: Book, act: () => Result): Result {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = act();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
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
  return { id: run(book, sql, path, at, reason, who, etag), path, at, reason, who, etag };
}

const versions = "SELECT id, path, at, reason, who, etag FROM versions";

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
    "SELECT id, path, at, reason, who, etag, text FROM versions JOIN texts USING (etag) WHERE id = ?";
  const [version] = Number.isSafeInteger(id) ? rows<Version & { text: string }>(book, sql, id) : [];
  if (!version) throw refuse("no-version", { id: String(id) });
  return version;
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
