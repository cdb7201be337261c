import { type Item, list } from "./workspace/list.ts";
import { duplicate, rename } from "./workspace/rename.ts";
import { alone, type Content, locate, read, type Room } from "./workspace/room.ts";
import { recover, trash, type Trashed, trashed } from "./workspace/trash.ts";
import { type Happening, look, scan, watch } from "./workspace/watch.ts";
import { create, sweep, write } from "./workspace/write.ts";

export { type Kind, kindOf } from "./workspace/kind.ts";
export type { Item } from "./workspace/list.ts";
export { type Content, etagOf, inner, largest } from "./workspace/room.ts";
export { innerFolder, type Trashed } from "./workspace/trash.ts";
export type { Happening } from "./workspace/watch.ts";

/**
 * The folder with the records, patterns, catalogues, notebooks and templates: the truth about them. Every function
 * that cannot do what is asked throws a `Refusal` and has then changed nothing. Where a `base` is given,
 * the file must still be what it says; the refusal carries the present `etag` and `text`.
 */
export interface Workspace {
  readonly root: string;
  readonly list: () => Promise<Item[]>;
  readonly read: (path: string) => Promise<Content>;
  /**
   * Replaces the text of a file in one go, if the file still is what `base` says; otherwise it is left
   * alone. Mode and byte order mark stay as sent.
   *
   * Between the last look at the file and its replacement lies an instant in which another program's
   * write would go unseen; no system call closes it. Writers through this server are never that other.
   */
  readonly write: (path: string, text: string, base: string) => Promise<Content>;
  readonly create: (path: string, text: string) => Promise<Content>;
  readonly rename: (from: string, to: string, base?: string) => Promise<Content>;
  /** Copies a file, to a free name beside it where none is given. */
  readonly duplicate: (path: string, to?: string) => Promise<Content>;
  readonly trash: (path: string, base?: string) => Promise<Trashed>;
  /** What is in the trash, the latest first. */
  readonly trashed: () => Promise<Trashed[]>;
  /**
   * Puts a file back where it was, or where `to` says, unless there is one of that name now. It comes
   * back with the path it had.
   */
  readonly recover: (id: string, to?: string) => Promise<Content & { readonly from: string }>;
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
    rename: (from, to, base) => alone(room, () => rename(room, from, to, base)),
    duplicate: (path, to) => alone(room, () => duplicate(room, path, to)),
    trash: (path, base) => alone(room, () => trash(room, path, base)),
    trashed: () => trashed(room),
    recover: (id, to) => alone(room, () => recover(room, id, to)),
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
