import { refuse } from "../refusal.ts";
import { basename, dirname, join } from "../std.ts";
import { kindOf } from "./kind.ts";
import { type Content, isMissing, locate, paths, read, refused, type Room } from "./room.ts";
import { settled } from "./watch.ts";
import { create, expectBase, folderOf, place, syncFolder } from "./write.ts";

/** Gives a file another name of the same kind, which must be free. */
export async function rename(
  room: Room,
  from: string,
  to: string,
  base?: string,
): Promise<Content> {
  const file = await locate(room, from);
  if (!kindOf(to)) throw refuse("bad-path", { path: to });
  if (kindOf(from) !== kindOf(to)) throw refuse("other-kind", { from, path: to });
  if (base !== undefined) await expectBase(from, file, base);
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
  await settled(room, "removed", from, to);
  await settled(room, "created", to);
  return { path: to, text, etag };
}

/** Copies a file, to a free name beside it where none is given. */
export async function duplicate(room: Room, path: string, to?: string): Promise<Content> {
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
