import type { SystemSpec } from "../schema.ts";
import { equal, get, isObject, type Path } from "./edit.ts";

/** A field as a path below a thing. A key with dots in it is found where the record has it. */
export function fieldPath(spec: SystemSpec, base: Path, field: string): Path {
  if (field === "") return base;
  if (field.startsWith("/")) {
    const keys = field.slice(1).split("/").map((key) =>
      key.replaceAll("~1", "/").replaceAll("~0", "~")
    );
    return keys.reduce<Path>((path, key) => [...path, keyOf(get(spec, path), key)], base);
  }
  const path = [...base];
  let words = field.split(".");
  while (words.length > 0) {
    const here = get(spec, path);
    let length = 1;
    if (isObject(here) && !Array.isArray(here)) {
      for (let more = words.length; more > 1; more--) {
        if (Object.hasOwn(here, words.slice(0, more).join("."))) {
          length = more;
          break;
        }
      }
    }
    path.push(keyOf(here, words.slice(0, length).join(".")));
    words = words.slice(length);
  }
  return path;
}

/** The field that leads from a thing to a path: dotted where that is read back, else a JSON Pointer. */
export function fieldName(spec: SystemSpec, base: Path, path: Path): string {
  const rest = path.slice(base.length);
  const dotted = rest.join(".");
  return equal(fieldPath(spec, base, dotted), path) ? dotted : pointer(rest);
}

/** A path as a JSON Pointer (RFC 6901). */
export function pointer(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The name of a trait without the `profile.` that may stand before it. */
export function bare(trait: string): string {
  return trait.replace(/^profile\./, "");
}

function keyOf(parent: unknown, key: string): string | number {
  return Array.isArray(parent) && /^\d+$/.test(key) ? Number(key) : key;
}
