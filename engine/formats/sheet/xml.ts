// The only file that knows saxes.

import { SaxesParser } from "saxes";
import { Unreadable } from "./refusal.ts";

/** What is done with the elements of a text, in reading order. Names come without their prefixes. */
export interface Reader {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/**
 * Reads XML as it comes. A document type is refused, and with it every entity but the five of XML: a
 * workbook has none. Throws `Unreadable` for what is not well-formed, naming the file `part`.
 */
export function readXml(chunks: Iterable<Uint8Array>, part: string, reader: Reader): void {
  const parser = new SaxesParser({ position: false, xmlns: false });
  const damaged = () => new Unreadable("damaged", { part });
  parser.on("error", () => {
    throw damaged();
  });
  parser.on("doctype", () => {
    throw new Unreadable("doctype", { part });
  });
  if (reader.open) {
    parser.on("opentag", ({ name, attributes }) => reader.open!(bare(name), plain(attributes)));
  }
  if (reader.text) {
    parser.on("text", reader.text);
    parser.on("cdata", reader.text);
  }
  if (reader.close) parser.on("closetag", ({ name }) => reader.close!(bare(name)));
  for (const text of decoded(chunks, damaged)) parser.write(text);
  parser.close();
}

/** A text between tags or in an attribute. What XML cannot hold must be written otherwise before. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign]);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function* decoded(chunks: Iterable<Uint8Array>, damaged: () => Error): Generator<string> {
  let decoder: TextDecoder | undefined;
  try {
    for (const chunk of chunks) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder?.decode() ?? "";
  } catch (error) {
    throw error instanceof TypeError ? damaged() : error;
  }
}

/** UTF-8 but for texts that begin with the mark of UTF-16; packages know no other (OPC 6.2.5). */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

function bare(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function plain(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(attributes);
  if (!entries.some(([name]) => name.includes(":"))) return attributes;
  return Object.fromEntries(entries.map(([name, value]) => [bare(name), value]));
}
