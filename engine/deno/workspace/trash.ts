import type { Text } from "../../text.ts";
import { refuse } from "../refusal.ts";
import { basename, dirname, join } from "../std.ts";
import { kindOf, shapes } from "./kind.ts";
import { wordsOf } from "./list.ts";
import {
  type Content,
  inner,
  isMissing,
  largest,
  locate,
  read,
  refused,
  type Room,
} from "./room.ts";
import { settled } from "./watch.ts";
import { expectBase, folderOf, place } from "./write.ts";

/** A file in the trash. */
export interface Trashed {
  readonly id: string;
  readonly path: string;
  readonly title: Text;
  /** When it was put there, ISO 8601 in UTC. */
  readonly at: string;
}

/** Puts a file into the trash, from where it can come back. */
export async function trash(room: Room, path: string, base?: string): Promise<Trashed> {
  const file = await locate(room, path);
  if (base !== undefined) await expectBase(path, file, base);
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
  return { id, path, title: await titleIn(target, path), at };
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

/** What is in the trash, the latest first. */
export async function trashed(room: Room): Promise<Trashed[]> {
  const folder = join(room.root, inner, "trash");
  const found: Trashed[] = [];
  try {
    for await (const { name: id } of Deno.readDir(folder)) {
      const [, day, hour, minute, second] = trashId.exec(id) ?? [];
      const path = day && await trashedPath(join(folder, id));
      if (!path) continue;
      const title = await titleIn(join(folder, id, path), path);
      found.push({ id, path, title, at: `${day}${hour}:${minute}:${second}` });
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

/** The title of a file in the trash; what is no plain file there is not looked into. */
async function titleIn(file: string, path: string): Promise<Text> {
  try {
    const { isFile, size } = await Deno.lstat(file);
    return wordsOf(isFile && size <= largest ? await Deno.readTextFile(file) : "", path).title;
  } catch {
    return wordsOf("", path).title;
  }
}

/** Takes a file out of the trash, to where it was or to another free name of its kind. */
export async function recover(
  room: Room,
  id: string,
  to?: string,
): Promise<Content & { readonly from: string }> {
  const found = (await trashed(room)).find((one) => one.id === id);
  if (!found) throw refuse("no-trash", { id });
  const path = to ?? found.path;
  if (!kindOf(path)) throw refuse("bad-path", { path });
  if (kindOf(path) !== kindOf(found.path)) throw refuse("other-kind", { from: found.path, path });
  const from = join(room.root, inner, "trash", id, found.path);
  const folder = await folderOf(room, path);
  try {
    await place(path, from, join(folder, basename(path)));
    await Deno.remove(join(room.root, inner, "trash", id), { recursive: true });
  } catch (error) {
    throw refused(path, error);
  }
  await settled(room, "created", path);
  return { ...await read(room, path), from: found.path };
}
