import { refuse } from "../refusal.ts";
import { basename, dirname, join } from "../std.ts";
import { kindOf, shapes } from "./kind.ts";
import { type Content, etagOf, inside, largest, locate, refused, type Room } from "./room.ts";
import { settled } from "./watch.ts";

/** Replaces the text of a file that still is what `base` says. */
export async function write(
  room: Room,
  path: string,
  text: string,
  base: string,
): Promise<Content> {
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

/** Makes a file whose name must be free, and its folder where that is missing. */
export async function create(room: Room, path: string, text: string): Promise<Content> {
  const bytes = encode(path, text);
  const folder = await folderOf(room, path);
  const target = join(folder, basename(path));
  await withTemporary(path, folder, bytes, 0o644, (temporary) => place(path, temporary, target));
  await settled(room, "created", path);
  return { path, text, etag: etagOf(bytes) };
}

/** The folder for a new file, made where it is missing. */
export async function folderOf(room: Room, path: string): Promise<string> {
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
export async function place(path: string, from: string, to: string): Promise<void> {
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

/** Refuses where the file at a real path is not what `base` says, with what it is. */
export async function expectBase(path: string, file: string, base: string): Promise<void> {
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
export async function syncFolder(folder: string): Promise<void> {
  try {
    using file = await Deno.open(folder);
    await file.sync();
  } catch {
    // Windows opens no folders.
  }
}

/** Removes what writes that were cut off more than an hour ago left behind. */
export async function sweep(room: Room): Promise<void> {
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
