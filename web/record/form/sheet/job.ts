import type { Located } from "../../../../engine/formats/chapters/sources.ts";
import type { Imported } from "../../../../engine/formats/sheet.ts";
import type { Lang, Shelf, SystemSpec } from "../../../../engine/mod.ts";

/** What the thread of workbooks is asked: the record travels as it is written. */
export type Job = Exporting | Importing;

interface About {
  readonly spec: SystemSpec;
  readonly catalogs: Shelf["catalogs"];
}

export interface Exporting extends About {
  readonly act: "export";
  readonly at: string;
  readonly lang: Lang;
  readonly file: string;
  readonly findings: readonly Located[];
}

export interface Importing extends About {
  readonly act: "import";
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type Answer = { readonly value: unknown } | { readonly problem: string };

/**
 * Has a job done on a thread of its own, which ends with it. One that takes longer than a minute is given
 * up: no workbook of a record needs that. What goes wrong is a rejection.
 */
export function ask(job: Exporting): Promise<Uint8Array<ArrayBuffer>>;
export function ask(job: Importing): Promise<Imported>;
export function ask(job: Job): Promise<unknown> {
  const worker = new Worker(new URL("./workbook.ts", import.meta.url), { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const late = setTimeout(() => reject(new Error("timeout")), patience);
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    if ("value" in data) resolve(data.value);
    else reject(new Error(data.problem));
  });
  worker.addEventListener("error", ({ message }) => reject(new Error(message)));
  worker.postMessage(job);
  return promise.finally(() => {
    clearTimeout(late);
    worker.terminate();
  });
}

const patience = 60_000;
