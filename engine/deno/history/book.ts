import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { Text } from "../../text.ts";
import { refuse } from "../refusal.ts";

/** The database of a history, and what is known of its file. */
export interface Book {
  readonly file: string;
  readonly clock: () => Date;
  notices: Text[];
  database: DatabaseSync;
  /** Tells whether the file is still the one that was opened; undefined in memory. */
  inode: number | undefined;
}

const format = 2;

// Texts are kept as bytes: read back as TEXT, one with a NUL would end there.
const tables = `
  CREATE TABLE IF NOT EXISTS texts (etag TEXT PRIMARY KEY, text BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    etag TEXT NOT NULL REFERENCES texts (etag),
    label TEXT NOT NULL DEFAULT ''
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

/** What a file of an earlier format needs to become one of the present. */
const migrations: Readonly<Record<number, string>> = {
  1: "ALTER TABLE versions ADD COLUMN label TEXT NOT NULL DEFAULT '';",
};

type Opened = Pick<Book, "database" | "inode" | "notices">;

/** Opens the database in a file, or one in its stead; `notices` says what happened. */
export function opened(file: string, clock: () => Date): Opened {
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
    database.exec("BEGIN IMMEDIATE");
    const version = Number(database.prepare("PRAGMA user_version").get()!.user_version);
    if (version > format) throw new Error(`format ${version}`);
    database.exec(
      `${migrations[version] ?? ""} ${tables} PRAGMA user_version = ${format}; COMMIT;`,
    );
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
export function use<Result>(book: Book, act: () => Result): Result {
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

/** The rows of a query; bytes come back as text. */
export function rows<Row>({ database }: Book, sql: string, ...values: SQLInputValue[]): Row[] {
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

/** A text as it is kept. */
export function bytes(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

/** Carries out a statement; the result is the id of the last row put in. */
export function run({ database }: Book, sql: string, ...values: SQLInputValue[]): number {
  return Number(database.prepare(sql).run(...values).lastInsertRowid);
}

/** All or nothing. */
export function together<Result>({ database }: Book, act: () => Result): Result {
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
