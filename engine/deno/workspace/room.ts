import { createHash } from "node:crypto";
import { limits } from "../../formats/record.ts";
import { closest } from "../../nearest.ts";
import { refuse } from "../refusal.ts";
import { join } from "../std.ts";
import { kindOf, shapes } from "./kind.ts";
import type { Words } from "./list.ts";
import type { Happening } from "./watch.ts";

/** A file as it stands. */
export interface Content {
  readonly path: string;
  readonly text: string;
  readonly etag: string;
}

/** The workspace from within: what its functions share. */
export interface Room {
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

/** What a file was when it was last looked at. */
export interface Seen {
  /** Tells without reading whether a file may have changed. */
  readonly stamp: string;
  readonly etag: string;
  readonly modified: string;
  words?: Words;
}

/** The largest text of a file, in bytes; records beyond it are not read either. */
export const largest = limits.size;

/** The room for what is no document: history and trash. */
export const inner = ".mitate";

/** The entity tag of a text: SHA-256 of its bytes in UTF-8. */
export function etagOf(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A file as it stands. */
export async function read(room: Room, path: string): Promise<Content> {
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
export async function locate(room: Room, path: string): Promise<string> {
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
export function inside({ root }: Room, real: string): string | undefined {
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

/** The paths of all files that are of the workspace by their names. */
export async function paths(room: Room): Promise<string[]> {
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
export async function see(room: Room, path: string): Promise<Seen | undefined> {
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

/** One after the other: those that write and those that look never see each other half done. */
export function alone<Result>(room: Room, act: () => Promise<Result>): Promise<Result> {
  const result = room.last.then(act);
  room.last = result.catch(() => {});
  return result;
}

/** Whether the system says that something is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
}

/** What the system refuses in words of its own; anything else as it is. */
export function refused(path: string, error: unknown): unknown {
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
