import { createHash } from "node:crypto";
import { openCatalog } from "../formats/catalog.ts";
import { openPattern } from "../formats/pattern.ts";
import { limits as reading, open } from "../formats/record.ts";
import { closest } from "../nearest.ts";
import { type Text, toText } from "../text.ts";
import { parse } from "../../web/notebook/format.ts";
import { refuse } from "./refusal.ts";
import { basename, dirname, join } from "./std.ts";

/** What a file of the workspace is; its folder and ending decide. */
export type Kind = "record" | "pattern" | "catalog" | "notebook";

/** A file of the workspace, without its text. */
export interface Item {
  /** From the root, with `/`: also the file's name in every request. */
  readonly path: string;
  readonly kind: Kind;
  /** The name written in the file; the name of the file where there is none. */
  readonly title: Text;
  /** When it was last written, ISO 8601 in UTC. */
  readonly modified: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly etag: string;
}

/** A file as it stands. */
export interface Content {
  readonly path: string;
  readonly text: string;
  readonly etag: string;
}

/** A file in the trash. */
export interface Trashed {
  readonly id: string;
  readonly path: string;
  /** When it was put there, ISO 8601 in UTC. */
  readonly at: string;
}

/** Something that happened to a file. */
export interface Happening {
  readonly kind: "changed" | "created" | "removed";
  readonly path: string;
  /** Of the file as it is now; null where it was removed. */
  readonly etag: string | null;
  /** Done by another program than this one. */
  readonly external: boolean;
}

/**
 * The folder with the records, patterns, catalogues and notebooks: the truth about them. Every function
 * that cannot do what is asked throws a `Refusal` and has then changed nothing.
 */
export interface Workspace {
  readonly root: string;
  readonly list: () => Promise<Item[]>;
  readonly read: (path: string) => Promise<Content>;
  /**
   * Replaces the text of a file in one go, if the file still is what `base` says; otherwise it is left
   * alone and the refusal carries the present `etag` and `text`. Mode and byte order mark stay as sent.
   *
   * Between the last look at the file and its replacement lies an instant in which another program's
   * write would go unseen; no system call closes it. Writers through this server are never that other.
   */
  readonly write: (path: string, text: string, base: string) => Promise<Content>;
  readonly create: (path: string, text: string) => Promise<Content>;
  readonly rename: (from: string, to: string) => Promise<Content>;
  /** Copies a file, to a free name beside it where none is given. */
  readonly duplicate: (path: string, to?: string) => Promise<Content>;
  readonly trash: (path: string) => Promise<Trashed>;
  /** What is in the trash, the latest first. */
  readonly trashed: () => Promise<Trashed[]>;
  /** Puts a file back where it was, unless there is one of that name now. */
  readonly recover: (id: string) => Promise<Content>;
  /** The real path of a file, for those that read it by themselves. */
  readonly locate: (path: string) => Promise<string>;
  /** Tells what happens to the files, until the function given back is called. */
  readonly watch: (listener: (happening: Happening) => void) => () => void;
  /** Looks once for changes by other programs; done by itself every second while someone watches. */
  readonly scan: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What the workspace is handed. */
export interface Surroundings {
  readonly clock: () => Date;
  /** Milliseconds between two looks for changes by other programs. Default: a second. */
  readonly every?: number;
}

/** The largest text of a file, in bytes; records beyond it are not read either. */
export const largest = reading.size;

/** The room for what is no document: history and trash. */
export const inner = ".mitate";

/** Opens the folder `root`. Leftovers of writes that were cut off more than an hour ago are removed. */
export async function workspace(root: string, around: Surroundings): Promise<Workspace> {
  const room: Room = {
    root: await Deno.realPath(root),
    clock: around.clock,
    every: around.every ?? 1000,
    known: new Map(),
    listeners: new Set(),
    last: Promise.resolve(),
    timer: undefined,
  };
  await sweep(room);
  await look(room, () => {});
  return {
    root: room.root,
    list: () => list(room),
    read: (path) => read(room, path),
    write: (path, text, base) => alone(room, () => write(room, path, text, base)),
    create: (path, text) => alone(room, () => create(room, path, text)),
    rename: (from, to) => alone(room, () => rename(room, from, to)),
    duplicate: (path, to) => alone(room, () => duplicate(room, path, to)),
    trash: (path) => alone(room, () => trash(room, path)),
    trashed: () => trashed(room),
    recover: (id) => alone(room, () => recover(room, id)),
    locate: (path) => locate(room, path),
    watch: (listener) => watch(room, listener),
    scan: () => scan(room),
    stop: async () => {
      room.listeners.clear();
      clearTimeout(room.timer);
      await room.last;
    },
  };
}

/** The kind of file a path leads to; undefined for every path that is none of the workspace. */
export function kindOf(path: string): Kind | undefined {
  const found = shapes.find(({ shape }) => shape.test(path));
  return found && isPlain(path.slice(path.lastIndexOf("/") + 1)) ? found.kind : undefined;
}

/** The entity tag of a text: SHA-256 of its bytes in UTF-8. */
export function etagOf(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

interface Room {
  readonly root: string;
  readonly clock: () => Date;
  readonly every: number;
  /** What each file was when it was last looked at. */
  readonly known: Map<string, Seen>;
  readonly listeners: Set<(happening: Happening) => void>;
  /** The end of the queue of those that write or look. */
  last: Promise<unknown>;
  timer: ReturnType<typeof setTimeout> | undefined;
}

interface Seen {
  /** Tells without reading whether a file may have changed. */
  readonly stamp: string;
  readonly etag: string;
  readonly modified: string;
  title?: Text;
}

// Only these shapes: what a path could do besides, such as climbing, is then not even a question.
const shapes: readonly { readonly folder: string; readonly shape: RegExp; readonly kind: Kind }[] =
  [
    { folder: "scenarios", shape: /^scenarios\/[^/\\]+\.yaml$/, kind: "record" },
    {
      folder: "scenarios/patterns",
      shape: /^scenarios\/patterns\/[^/\\]+\.yaml$/,
      kind: "pattern",
    },
    {
      folder: "scenarios/catalogs",
      // As the command line reads them.
      shape: /^scenarios\/catalogs\/[^/\\]+\.(?:yaml|yml|json)$/,
      kind: "catalog",
    },
    { folder: "notebooks", shape: /^notebooks\/[^/\\]+\.html$/, kind: "notebook" },
  ];

/**
 * Whether a file name is visible and means the same on every system: no control or direction
 * characters, none that Windows reserves, and short enough.
 */
function isPlain(name: string): boolean {
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]/u.test(name)) return false;
  if (/^[.\s]|\s\.[a-z]+$/u.test(name)) return false;
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)\./i.test(name)) return false;
  return new TextEncoder().encode(name).length <= 200;
}

async function list(room: Room): Promise<Item[]> {
  const items: Item[] = [];
  for (const path of await paths(room)) {
    const seen = await see(room, path);
    if (!seen) continue;
    seen.title ??= await titleOf(room, path);
    const { title, modified, etag } = seen;
    items.push({ path, kind: kindOf(path)!, title, modified, etag });
  }
  return items;
}

async function paths(room: Room): Promise<string[]> {
  const found: string[] = [];
  for (const { folder } of shapes) {
    try {
      for await (const { name } of Deno.readDir(join(room.root, folder))) {
        const path = `${folder}/${name}`;
        if (kindOf(path)) found.push(path);
      }
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return found.sort();
}

/** A file as it is now, read only where its stamp is new; undefined for one that is not to be shown. */
async function see(room: Room, path: string): Promise<Seen | undefined> {
  try {
    const file = await locate(room, path);
    const stat = await Deno.stat(file);
    const stamp = stampOf(stat);
    const before = room.known.get(path);
    if (before?.stamp === stamp) return before;
    if (stat.size > largest) return undefined;
    const etag = etagOf(await Deno.readFile(file));
    return { stamp, etag, modified: (stat.mtime ?? new Date(0)).toISOString() };
  } catch {
    // Gone in this moment, a link that leads outside, or not to be read: nothing to show.
    return undefined;
  }
}

function stampOf({ mtime, ctime, size, ino }: Deno.FileInfo): string {
  return [mtime?.getTime(), ctime?.getTime(), size, ino].join(" ");
}

async function titleOf(room: Room, path: string): Promise<Text> {
  const own = toText(basename(path).replace(/\.\w+$/, ""));
  try {
    const { text } = await read(room, path);
    const written = titles[kindOf(path)!](text, path);
    return { ja: written.ja || own.ja, en: written.en || own.en };
  } catch {
    return own;
  }
}

const titles: Readonly<Record<Kind, (text: string, path: string) => Text>> = {
  record: (text, path) => toText(open(text, path).spec?.name),
  pattern: (text, path) => toText(openPattern(text, path).pattern?.name),
  catalog: (text, path) => toText(openCatalog(text, path).catalog?.name),
  notebook: (text) => toText(parse(text).title),
};

async function read(room: Room, path: string): Promise<Content> {
  const file = await locate(room, path);
  const { size } = await Deno.stat(file);
  if (size > largest) throw refuse("file-too-large", { path, limit: String(largest) });
  const bytes = await Deno.readFile(file).catch((error) => {
    throw refused(path, error);
  });
  return { path, text: decode(bytes, path), etag: etagOf(bytes) };
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refuse("not-utf8", { path });
  }
}

/** The real path of an existing file; links are followed only to what could be asked for itself. */
async function locate(room: Room, path: string): Promise<string> {
  if (!kindOf(path)) throw refuse("bad-path", { path });
  let real = "";
  try {
    real = await Deno.realPath(join(room.root, path));
  } catch (error) {
    if (isMissing(error)) throw await missing(room, path);
    throw refused(path, error);
  }
  const leads = inside(room, real);
  if (leads === undefined || !kindOf(leads)) throw refuse("outside", { path });
  const { isFile } = await Deno.stat(real);
  if (!isFile) throw refuse("not-a-file", { path });
  return real;
}

/** A real path as one from the root; undefined outside of it. */
function inside({ root }: Room, real: string): string | undefined {
  const from = root.endsWith("/") || root.endsWith("\\") ? root.length : root.length + 1;
  const leads = real.slice(from).replaceAll("\\", "/");
  return real.startsWith(root) && join(root, leads) === real ? leads : undefined;
}

async function missing(room: Room, path: string): Promise<Error> {
  const near = closest(path, await paths(room));
  const way = near
    ? { ja: `「${near}」のことではありませんか。`, en: `Did you mean "${near}"?` }
    : { ja: "一覧で確かめてください。", en: "Check the list of files." };
  return refuse("not-found", { path, way });
}

async function write(room: Room, path: string, text: string, base: string): Promise<Content> {
  const bytes = encode(path, text);
  const file = await locate(room, path).catch((error) => {
    if (error.code !== "not-found") throw error;
    throw refuse("removed", { path }, { etag: null, text: null });
  });
  const { mode } = await Deno.stat(file);
  if (mode !== null && (mode & 0o222) === 0) throw refuse("read-only", { path });
  await expectBase(path, file, base);
  const etag = etagOf(bytes);
  if (etag === base) return { path, text, etag };
  await withTemporary(path, dirname(file), bytes, mode ?? 0o644, async (temporary) => {
    await expectBase(path, file, base);
    await Deno.rename(temporary, file);
  });
  await settled(room, "changed", path);
  return { path, text, etag };
}

async function expectBase(path: string, file: string, base: string): Promise<void> {
  const bytes = await Deno.readFile(file);
  const etag = etagOf(bytes);
  if (etag === base) return;
  throw refuse("conflict", { path }, { etag, text: new TextDecoder().decode(bytes) });
}

function encode(path: string, text: string): Uint8Array {
  if (!text.isWellFormed()) throw refuse("bad-text", { path });
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > largest) throw refuse("file-too-large", { path, limit: String(largest) });
  return bytes;
}

/**
 * Writes a temporary file out to the disk and hands it on to take its place. Whatever goes wrong, the
 * place holds what it held or all of what it should hold, and the temporary file is gone.
 */
async function withTemporary(
  path: string,
  folder: string,
  bytes: Uint8Array,
  mode: number,
  install: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = join(folder, `.mitate-${crypto.randomUUID()}.tmp`);
  try {
    const file = await Deno.open(temporary, { write: true, createNew: true, mode: mode & 0o777 });
    try {
      for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
      await file.sync();
    } finally {
      file.close();
    }
    // The mode given at creation is cut by the umask.
    if (Deno.build.os !== "windows") await Deno.chmod(temporary, mode & 0o7777);
    await install(temporary);
    await syncFolder(folder);
  } catch (error) {
    throw refused(path, error);
  } finally {
    await Deno.remove(temporary).catch(() => {});
  }
}

/** Makes a new name in a folder last; where the system cannot, it lasts when the system says so. */
async function syncFolder(folder: string): Promise<void> {
  try {
    using file = await Deno.open(folder);
    await file.sync();
  } catch {
    // Windows opens no folders.
  }
}

async function create(room: Room, path: string, text: string): Promise<Content> {
  const bytes = encode(path, text);
  const folder = await folderOf(room, path);
  const target = join(folder, basename(path));
  await withTemporary(path, folder, bytes, 0o644, (temporary) => place(path, temporary, target));
  await settled(room, "created", path);
  return { path, text, etag: etagOf(bytes) };
}

/** The folder for a new file, made where it is missing. */
async function folderOf(room: Room, path: string): Promise<string> {
  if (!kindOf(path)) throw refuse("bad-path", { path });
  const folder = join(room.root, dirname(path));
  await Deno.mkdir(folder, { recursive: true }).catch((error) => {
    throw refused(path, error);
  });
  const real = await Deno.realPath(folder);
  const leads = inside(room, real);
  if (leads === undefined || !kindOf(`${leads}/${basename(path)}`)) {
    throw refuse("outside", { path });
  }
  return real;
}

/** Gives a file a second name, which must be free: a link never takes the place of another file. */
async function place(path: string, from: string, to: string): Promise<void> {
  try {
    await Deno.link(from, to);
  } catch (error) {
    const taken = await Deno.lstat(to).then(() => true, () => false);
    if (taken) throw refuse("exists", { path });
    if (error instanceof Deno.errors.NotFound) throw error;
    // A file system without links: the look just before has to do.
    await Deno.rename(from, to);
  }
}

async function rename(room: Room, from: string, to: string): Promise<Content> {
  const file = await locate(room, from);
  if (!kindOf(to)) throw refuse("bad-path", { path: to });
  if (kindOf(from) !== kindOf(to)) throw refuse("other-kind", { from, path: to });
  const folder = await folderOf(room, to);
  const { text, etag } = await read(room, from);
  const name = join(room.root, from);
  try {
    await place(to, name, join(folder, basename(to)));
    await Deno.remove(name).catch((error) => {
      if (!isMissing(error)) throw error;
    });
  } catch (error) {
    throw refused(from, error);
  }
  await syncFolder(dirname(file));
  await settled(room, "removed", from);
  await settled(room, "created", to);
  return { path: to, text, etag };
}

async function duplicate(room: Room, path: string, to?: string): Promise<Content> {
  const { text } = await read(room, path);
  return await create(room, to ?? await freeName(room, path), text);
}

async function freeName(room: Room, path: string): Promise<string> {
  const taken = new Set((await paths(room)).map((one) => one.toLowerCase()));
  const [, stem, ending] = /^(.*?)(?:-\d+)?(\.\w+)$/.exec(path)!;
  for (let number = 2;; number++) {
    const name = `${stem}-${number}${ending}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

async function trash(room: Room, path: string): Promise<Trashed> {
  await locate(room, path);
  const at = room.clock().toISOString();
  const id = await newTrash(room, at);
  const target = join(room.root, inner, "trash", id, path);
  try {
    await Deno.mkdir(dirname(target), { recursive: true });
    await Deno.rename(join(room.root, path), target);
  } catch (error) {
    throw refused(path, error);
  }
  await settled(room, "removed", path);
  return { id, path, at };
}

/** A folder of its own for each file: the name says when, and its inside where the file was. */
async function newTrash(room: Room, at: string): Promise<string> {
  const stamp = at.replaceAll(":", "-");
  const folder = await innerFolder(room.root, "trash");
  for (let number = 1;; number++) {
    const id = number === 1 ? stamp : `${stamp}-${number}`;
    try {
      await Deno.mkdir(join(folder, id));
      return id;
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw refused(inner, error);
    }
  }
}

/** A folder in the inner room, made where it is missing; refused where it leads out of the workspace. */
export async function innerFolder(root: string, ...names: string[]): Promise<string> {
  let folder = await Deno.realPath(root);
  for (const name of [inner, ...names]) {
    folder = join(folder, name);
    await Deno.mkdir(folder, { recursive: true }).catch((error) => {
      throw refused(inner, error);
    });
    if (await Deno.realPath(folder) !== folder) throw refuse("outside", { path: inner });
  }
  return folder;
}

const trashId = /^(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)(?:-(\d+))?$/;

async function trashed(room: Room): Promise<Trashed[]> {
  const folder = join(room.root, inner, "trash");
  const found: Trashed[] = [];
  try {
    for await (const { name: id } of Deno.readDir(folder)) {
      const [, day, hour, minute, second] = trashId.exec(id) ?? [];
      const path = day && await trashedPath(join(folder, id));
      if (path) found.push({ id, path, at: `${day}${hour}:${minute}:${second}` });
    }
  } catch (error) {
    if (!isMissing(error)) throw refused(inner, error);
  }
  return found.sort((a, b) => a.at < b.at || a.at === b.at && a.id < b.id ? 1 : -1);
}

/** The first file of the workspace's shape in a folder of the trash. */
async function trashedPath(folder: string): Promise<string | undefined> {
  for (const shape of shapes) {
    try {
      for await (const { name } of Deno.readDir(join(folder, shape.folder))) {
        if (kindOf(`${shape.folder}/${name}`)) return `${shape.folder}/${name}`;
      }
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}

async function recover(room: Room, id: string): Promise<Content> {
  const found = (await trashed(room)).find((one) => one.id === id);
  if (!found) throw refuse("no-trash", { id });
  const { path } = found;
  const from = join(room.root, inner, "trash", id, path);
  const folder = await folderOf(room, path);
  try {
    await place(path, from, join(folder, basename(path)));
    await Deno.remove(join(room.root, inner, "trash", id), { recursive: true });
  } catch (error) {
    throw refused(path, error);
  }
  await settled(room, "created", path);
  return await read(room, path);
}

/** Takes note of what this program did itself, and tells it. */
async function settled(room: Room, kind: Happening["kind"], path: string): Promise<void> {
  const seen = kind === "removed" ? undefined : await see(room, path);
  if (seen) room.known.set(path, seen);
  else room.known.delete(path);
  tell(room, { kind, path, etag: seen?.etag ?? null, external: false });
}

/** What was done is done: a listener that fails is not told again. */
function tell(room: Room, happening: Happening): void {
  for (const listener of room.listeners) {
    try {
      listener(happening);
    } catch {
      room.listeners.delete(listener);
    }
  }
}

function watch(room: Room, listener: (happening: Happening) => void): () => void {
  room.listeners.add(listener);
  room.timer ??= setTimeout(() => turn(room), room.every);
  return () => room.listeners.delete(listener);
}

/** One look after the other for as long as somebody watches; one that fails is made up for by the next. */
async function turn(room: Room): Promise<void> {
  if (room.listeners.size > 0) await scan(room).catch(() => {});
  room.timer = room.listeners.size > 0 ? setTimeout(() => turn(room), room.every) : undefined;
}

function scan(room: Room): Promise<void> {
  return alone(room, () => look(room, (happening) => tell(room, happening)));
}

/**
 * Compares stamps, not texts: on file systems whose times are coarse an edit right after another may
 * be told late. It can never be overwritten for that, since writing compares the texts.
 */
async function look(room: Room, report: (happening: Happening) => void): Promise<void> {
  const present = await paths(room);
  for (const path of present) {
    const before = room.known.get(path);
    const seen = await see(room, path);
    if (!seen || seen === before) continue;
    // A file that another program is still writing waits for the next look.
    if (before && !await isStill(room, path, seen)) continue;
    room.known.set(path, seen);
    if (before?.etag === seen.etag) continue;
    const kind = before ? "changed" : "created";
    report({ kind, path, etag: seen.etag, external: true });
  }
  const gone = [...room.known.keys()].filter((path) => !present.includes(path));
  for (const path of gone) {
    room.known.delete(path);
    report({ kind: "removed", path, etag: null, external: true });
  }
}

async function isStill(room: Room, path: string, seen: Seen): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return (await see(room, path))?.stamp === seen.stamp;
}

/** One after the other: those that write and those that look never see each other half done. */
function alone<Result>(room: Room, act: () => Promise<Result>): Promise<Result> {
  const result = room.last.then(act);
  room.last = result.catch(() => {});
  return result;
}

async function sweep(room: Room): Promise<void> {
  const old = room.clock().getTime() - 3_600_000;
  for (const { folder } of shapes) {
    try {
      for await (const { name } of Deno.readDir(join(room.root, folder))) {
        if (!/^\.mitate-[0-9a-f-]{36}\.tmp$/.test(name)) continue;
        const file = join(room.root, folder, name);
        const { mtime } = await Deno.lstat(file);
        if ((mtime?.getTime() ?? 0) < old) await Deno.remove(file);
      }
    } catch {
      // No such folder, or nothing may be removed there: leftovers are hidden and do no harm.
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
}

/** What the system refuses in words of its own; anything else as it is. */
function refused(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || error.name === "Refusal") return error;
  if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
    return refuse("no-permission", { path });
  }
  const code = (error as { code?: string }).code ?? "";
  if (["ENOSPC", "EDQUOT", "EIO", "EFBIG", "EROFS"].includes(code)) {
    return refuse("disk", { path, detail: code });
  }
  return error;
}
