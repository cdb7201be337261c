import type { Loads } from "./gate.ts";
import { join } from "./std.ts";

/** A file of the built workbench, ready to be sent. */
export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  /** What the page of the frame names; only with that page. */
  readonly frame?: Loads;
}

/**
 * The file of the built workbench for an address; undefined where there is none. `/` is `index.html`.
 * Only plain names are looked up: nothing hidden, nothing encoded, nothing that a link leads out to.
 */
export async function asset(dist: string, pathname: string): Promise<Asset | undefined> {
  const name = pathname === "/" ? "/index.html" : pathname;
  const type = types[/\.[a-z0-9]+$/.exec(name)?.[0] ?? ""];
  if (!type || !/^(?:\/\w[\w.-]*)+$/.test(name)) return undefined;
  const body = await bytesOf(dist, name);
  if (!body) return undefined;
  const cache = isHashed(name) ? "public, max-age=31536000, immutable" : "no-store";
  const headers = { "content-type": type, "cache-control": cache };
  return name === "/frame.html" ? { body, headers, frame: named(body) } : { body, headers };
}

/** Whether the workbench has been built. */
export async function isBuilt(dist: string): Promise<boolean> {
  return await bytesOf(dist, "/index.html") !== undefined;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

async function bytesOf(dist: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const folder = await Deno.realPath(dist);
    const file = join(folder, name);
    if (await Deno.realPath(file) !== file) return undefined;
    return await Deno.readFile(file);
  } catch (error) {
    const missing = [Deno.errors.NotFound, Deno.errors.NotADirectory, Deno.errors.IsADirectory];
    if (missing.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

/** A name with the hash of its content, as the build gives it, never means anything else. */
function isHashed(name: string): boolean {
  return /^\/assets\/.+-[\w-]{8}\.\w+$/.test(name);
}

/** The scripts and styles that the page of the frame names. Nothing else may be loaded there. */
function named(body: Uint8Array): Loads {
  const page = new TextDecoder().decode(body);
  const tags = [...page.matchAll(/<(script|link)\s[^>]*?\b(?:src|href)="(\/assets\/[\w.-]+)"/g)];
  const ending = (dot: string) => [
    ...new Set(tags.map(([, , path]) => path).filter((path) => path.endsWith(dot))),
  ];
  return { scripts: ending(".js"), styles: ending(".css") };
}
