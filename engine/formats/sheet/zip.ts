// The only file that knows fflate.

import { Inflate, type Zippable, zipSync } from "fflate/browser";
import { bookLimits, counted } from "../limits.ts";
import { Unreadable } from "./refusal.ts";

/** A file of a package. */
export interface Part {
  readonly name: string;
  readonly text: string;
}

/** An opened package. */
export interface Package {
  readonly has: (name: string) => boolean;
  readonly names: readonly string[];
  /** The bytes of a file, unpacked as they are asked for. All files share one allowance. */
  readonly open: (name: string) => Iterable<Uint8Array>;
}

/** Packs files. The same files give the same bytes: no clock, no user, no system is written down. */
export function pack(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const files: Zippable = {};
  for (const { name, text } of parts) files[name] = encoder.encode(text);
  // The first moment a zip file can say, in whatever time zone it is written.
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) }) as Uint8Array<ArrayBuffer>;
}

/**
 * Opens a package (zip) by its directory. Nothing is unpacked before it is asked for, and nothing beyond
 * what limits allow, whatever the directory claims. What is read is compared with its checksum.
 * Throws `Unreadable` for what is no zip file, has a name twice, or is encrypted.
 */
export function unpack(bytes: Uint8Array): Package {
  const entries = directory(bytes);
  const allowance = { left: bookLimits.unpacked };
  return {
    has: (name) => entries.has(name.toLowerCase()),
    names: [...entries.values()].map(({ name }) => name),
    *open(name) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw new Unreadable("damaged", { part: name });
      yield* contents(bytes, entry, allowance);
    },
  };
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

const signatures = { end: 0x06054b50, entry: 0x02014b50, file: 0x04034b50 };

/** The entries by name in small letters, which is how names of a package are told apart (OPC 6.2.2.2). */
function directory(bytes: Uint8Array): ReadonlyMap<string, Entry> {
  const view = viewOf(bytes);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count > bookLimits.parts) throw tooMany("parts", count, bookLimits.parts);
  if (start === 0xffffffff || start > end) throw new Unreadable("damaged", { part: "zip" });
  const entries = new Map<string, Entry>();
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== signatures.entry) {
      throw new Unreadable("damaged", { part: "zip" });
    }
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const entry = entryAt(view, at, lengths[0], bytes);
    const key = entry.name.toLowerCase();
    // Of two files with one name, another program may read the other one.
    if (entries.has(key)) throw new Unreadable("twice", { part: entry.name });
    entries.set(key, entry);
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  return entries;
}

/** The record at the end of a zip file, behind which only a comment may stand. */
function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) === signatures.end) return at;
  }
  const compound = view.byteLength >= 8 && view.getUint32(0, false) === 0xd0cf11e0;
  throw new Unreadable(compound ? "compound" : "unzipped");
}

function entryAt(view: DataView, at: number, length: number, bytes: Uint8Array): Entry {
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length))
    .replaceAll("\\", "/");
  if (view.getUint16(at + 8, true) & 1) throw new Unreadable("encrypted");
  return {
    name,
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
  };
}

interface Allowance {
  left: number;
}

function* contents(
  bytes: Uint8Array,
  entry: Entry,
  allowance: Allowance,
): Generator<Uint8Array> {
  const damaged = () => new Unreadable("damaged", { part: entry.name });
  const packed = packedBytes(bytes, entry);
  let size = 0;
  let checksum = -1;
  for (const chunk of entry.method === 0 ? [packed] : inflated(packed, damaged)) {
    size += chunk.length;
    allowance.left -= chunk.length;
    if (allowance.left < 0) throw new Unreadable("bomb", { limit: megabytes });
    checksum = crc(checksum, chunk);
    yield chunk;
  }
  if (size !== entry.size || (checksum ^ -1) >>> 0 !== entry.checksum) throw damaged();
}

const megabytes = `${bookLimits.unpacked / 1_000_000} MB`;

function packedBytes(bytes: Uint8Array, { name, method, packed, at }: Entry): Uint8Array {
  const view = viewOf(bytes);
  const damaged = new Unreadable("damaged", { part: name });
  if (at + 30 > bytes.length || view.getUint32(at, true) !== signatures.file) throw damaged;
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const known = method === 0 || method === 8;
  if (!known || start + packed > bytes.length) throw damaged;
  return bytes.subarray(start, start + packed);
}

// What one step can unpack at most is a thousand times as much.
const step = 4_096;

function* inflated(packed: Uint8Array, damaged: () => Error): Generator<Uint8Array> {
  let made: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => made.push(chunk));
  for (let at = 0; at < packed.length || at === 0; at += step) {
    try {
      inflate.push(packed.subarray(at, at + step), at + step >= packed.length);
    } catch {
      throw damaged();
    }
    yield* made;
    made = [];
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** The checksum of zip files (CRC-32, ISO 3309), begun with −1 and inverted at the end. */
function crc(start: number, bytes: Uint8Array): number {
  let value = start;
  for (const byte of bytes) value = (value >>> 8) ^ remainders[(value ^ byte) & 0xff];
  return value;
}

const remainders = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** A refusal that names the number found and the limit. */
export function tooMany(
  what: "parts" | "sheets" | "texts" | "cells",
  count: number,
  limit: number,
) {
  return new Unreadable(what, { count: counted(count), limit: counted(limit) });
}
