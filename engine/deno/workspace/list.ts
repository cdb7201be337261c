import { openCatalog } from "../../formats/catalog.ts";
import { openPattern } from "../../formats/pattern.ts";
import { open } from "../../formats/record.ts";
import { type Text, toText } from "../../text.ts";
import { parse } from "../../../web/notebook/format.ts";
import { leaflet } from "../../../web/notebook/template.ts";
import { basename } from "../std.ts";
import { type Kind, kindOf } from "./kind.ts";
import { paths, read, type Room, see } from "./room.ts";

/** A file of the workspace, without its text. */
export interface Item extends Words {
  /** From the root, with `/`: also the file's name in every request. */
  readonly path: string;
  readonly kind: Kind;
  /** When it was last written, ISO 8601 in UTC. */
  readonly modified: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly etag: string;
}

/** What a file says of itself. */
export interface Words {
  /** The name written in the file; the name of the file where there is none. */
  readonly title: Text;
  /** Of a template: what it is for. */
  readonly about?: Text;
}

/** Every file that is one of the workspace, by path. */
export async function list(room: Room): Promise<Item[]> {
  const items: Item[] = [];
  for (const path of await paths(room)) {
    const seen = await see(room, path);
    if (!seen) continue;
    seen.words ??= await wordsIn(room, path);
    const { words, modified, etag } = seen;
    items.push({ path, kind: kindOf(path)!, ...words, modified, etag });
  }
  return items;
}

/** What the text of a file says of it. */
export function wordsOf(text: string, path: string): Words {
  const own = nameOf(path);
  try {
    const { title, about } = written[kindOf(path)!](text, path);
    return {
      title: { ja: title.ja || own.ja, en: title.en || own.en },
      ...(about ? { about } : {}),
    };
  } catch {
    return { title: own };
  }
}

const written: Readonly<Record<Kind, (text: string, path: string) => Words>> = {
  record: (text, path) => ({ title: toText(open(text, path).spec?.name) }),
  pattern: (text, path) => ({ title: toText(openPattern(text, path).pattern?.name) }),
  catalog: (text, path) => ({ title: toText(openCatalog(text, path).catalog?.name) }),
  notebook: (text) => ({ title: toText(parse(text).title) }),
  template: (text) => leaflet(parse(text)),
};

async function wordsIn(room: Room, path: string): Promise<Words> {
  try {
    return wordsOf((await read(room, path)).text, path);
  } catch {
    return { title: nameOf(path) };
  }
}

function nameOf(path: string): Text {
  return toText(basename(path).replace(/\.\w+$/, ""));
}
