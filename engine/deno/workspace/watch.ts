import { alone, paths, type Room, see, type Seen } from "./room.ts";

/** Something that happened to a file. */
export interface Happening {
  readonly kind: "changed" | "created" | "removed";
  readonly path: string;
  /** Of the file as it is now; null where it was removed. */
  readonly etag: string | null;
  /** Where a removed file is now, when it was given another name here. */
  readonly to?: string;
  /** Done by another program than this one. */
  readonly external: boolean;
}

/** Takes note of what this program did itself, and tells it. */
export async function settled(
  room: Room,
  kind: Happening["kind"],
  path: string,
  to?: string,
): Promise<void> {
  const seen = kind === "removed" ? undefined : await see(room, path);
  if (seen) room.known.set(path, seen);
  else room.known.delete(path);
  tell(room, { kind, path, etag: seen?.etag ?? null, to, external: false });
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

/** Tells a listener what happens, until the function given back is called. */
export function watch(room: Room, listener: (happening: Happening) => void): () => void {
  room.listeners.add(listener);
  room.timer ??= setTimeout(() => turn(room), room.every);
  return () => room.listeners.delete(listener);
}

/** One look after the other for as long as somebody watches; one that fails is made up for by the next. */
async function turn(room: Room): Promise<void> {
  if (room.listeners.size > 0) await scan(room).catch(() => {});
  room.timer = room.listeners.size > 0 ? setTimeout(() => turn(room), room.every) : undefined;
}

/** Looks once for changes by other programs. */
export function scan(room: Room): Promise<void> {
  return alone(room, () => look(room, (happening) => tell(room, happening)));
}

/**
 * Compares stamps, not texts: on file systems whose times are coarse an edit right after another may
 * be told late. It can never be overwritten for that, since writing compares the texts.
 */
export async function look(room: Room, report: (happening: Happening) => void): Promise<void> {
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
