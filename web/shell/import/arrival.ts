import { openCatalog } from "../../../engine/formats/catalog.ts";
import { openPattern } from "../../../engine/formats/pattern.ts";
import { open } from "../../../engine/formats/record.ts";
import type { Text } from "../../../engine/mod.ts";
import { toText } from "../../../engine/text.ts";
import { parse } from "../../notebook/format.ts";
import type { Kind } from "../../remote.ts";

/** What a file that comes into the workspace may be. */
export type Arriving = Exclude<Kind, "template"> | "table";

/** A file that comes from outside, as it was understood. */
export interface Arrival {
  /** Its name outside. */
  readonly name: string;
  readonly text: string;
  /** What it can only be; undefined for a file that is nothing the workspace keeps. */
  readonly kind: Arriving | undefined;
  /** What else it may be taken for, where its content does not tell. */
  readonly kinds: readonly Arriving[];
  /** What it calls itself; its name where it does not. */
  readonly title: Text;
}

/**
 * What a file is, by what stands in it, then by its ending. A file in YAML or JSON that is nothing known is
 * a record with defects: it can still be kept, and mended as text.
 */
export function arrivalOf(name: string, text: string): Arrival {
  const kind = kindOf(name, text);
  return {
    name,
    text,
    kind,
    kinds: kind ? kindsLike(kind, text) : [],
    title: titleOf(name, text, kind),
  };
}

/** What to say of a file that is of no use here: a workbook of a spreadsheet, a page, a picture. */
export function whyNot(name: string, text: string): "sheet" | "page" | "other" {
  if (/\.(?:xlsx|xlsm|xlsb|xls|ods)$/i.test(name)) return "sheet";
  return /^\s*(?:<!doctype|<html)/i.test(text) || /\.html?$/i.test(name) ? "page" : "other";
}

function kindOf(name: string, text: string): Arriving | undefined {
  if (/^\ufeff?\s*(?:<!doctype html>\s*)?<notebook[\s>]/i.test(text)) return "notebook";
  if (/\.(?:csv|tsv|tab|txt)$/i.test(name)) return "table";
  if (!/\.(?:ya?ml|json)$/i.test(name)) return undefined;
  if (says(text, "mitate")) return "record";
  if (says(text, "pattern")) return "pattern";
  return says(text, "families") && says(text, "controls") ? "catalog" : "record";
}

/** Whether a text in YAML or JSON has a key at its top; also where the rest of it cannot be read. */
function says(text: string, key: string): boolean {
  return new RegExp(`^(?:\\ufeff?\\{?\\s{0,4}|\\s*\\{\\s*)["']?${key}["']?\\s*:`, "m").test(text);
}

function kindsLike(kind: Arriving, text: string): readonly Arriving[] {
  const told = says(text, "mitate") || says(text, "pattern") || says(text, "families");
  return kind === "record" && !told ? ["record", "catalog", "pattern"] : [kind];
}

function titleOf(name: string, text: string, kind: Arriving | undefined): Text {
  const own = toText(name.replace(/\.\w+$/, ""));
  const { ja, en } = toText(written(name, text, kind));
  return { ja: ja || own.ja, en: en || own.en };
}

function written(name: string, text: string, kind: Arriving | undefined) {
  switch (kind) {
    case "record":
      return open(text, name).spec?.name;
    case "catalog":
      return openCatalog(text, name).catalog?.name;
    case "pattern":
      return openPattern(text, name).pattern?.name;
    case "notebook":
      return parse(text).title;
    default:
      return undefined;
  }
}
