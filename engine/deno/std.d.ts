/** The types of what `std.ts` takes from Deno's standard library, whose npm edition has none. */

/** How flags are read: which hold a text, which are on or off, which may come several times. */
export interface ParseOptions {
  readonly string?: readonly string[];
  readonly boolean?: readonly string[];
  readonly collect?: readonly string[];
  readonly alias?: Readonly<Record<string, string>>;
  readonly unknown?: (arg: string, key?: string, value?: unknown) => boolean | void;
}

/** Flags by name, and under `_` what is none. */
export interface Flags {
  readonly _: readonly (string | number)[];
  readonly [name: string]: unknown;
}

export function parseArgs(args: readonly string[], options?: ParseOptions): Flags;

export function basename(path: string, suffix?: string): string;
export function dirname(path: string): string;
export function fromFileUrl(url: string | URL): string;
export function isAbsolute(path: string): boolean;
export function join(path: string, ...paths: string[]): string;
export function relative(from: string, to: string): string;
