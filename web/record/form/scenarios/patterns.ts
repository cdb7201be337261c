import { openPattern } from "../../../../engine/formats/pattern.ts";
import type { Pattern } from "../../../../engine/mod.ts";
import type { App } from "../../../shell/state.ts";

/** The scenario patterns of the workspace, as far as they are read. */
export interface Patterns {
  readonly patterns: readonly Pattern[];
  /** Some are still being read. */
  readonly waiting: boolean;
  /** Files that hold no pattern that can be read. */
  readonly bad: readonly string[];
}

/** The patterns of the workspace. Those not read yet are asked for, and the page drawn when they are here. */
export function patternsOf(app: App): Patterns {
  const files = (app.store.get().files ?? []).filter(({ kind }) => kind === "pattern");
  const missing = files.filter(({ path, etag }) => known.get(path)?.etag !== etag);
  if (missing.length > 0 && !reading) {
    reading = true;
    Promise.all(missing.map(({ path, etag }) => readOne(app, path, etag))).then(() => {
      reading = false;
      const { desk } = app.store.get();
      app.store.set({ desk: desk && { ...desk } });
    });
  }
  return {
    patterns: files.flatMap(({ path }) => known.get(path)?.pattern ?? []),
    waiting: missing.length > 0,
    bad: files.map(({ path }) => path).filter((path) => known.get(path)?.bad),
  };
}

interface Known {
  readonly etag: string;
  readonly pattern?: Pattern;
  readonly bad: boolean;
}
const known = new Map<string, Known>();
let reading = false;

async function readOne(app: App, path: string, etag: string): Promise<void> {
  try {
    const { text } = await app.remote.read(path);
    const { pattern } = openPattern(text, path);
    known.set(path, { etag, bad: !pattern, ...(pattern ? { pattern } : {}) });
  } catch (error) {
    // Not asked for again until the file is another one.
    known.set(path, { etag, bad: true });
    app.failed(error);
  }
}
