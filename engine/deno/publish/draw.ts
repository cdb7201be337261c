import type { Catalog } from "../../catalog.ts";
import type { SystemSpec } from "../../schema.ts";
import { inPlace } from "../../../web/notebook/closed.ts";
import type { Publication } from "../publish.ts";
import { defect, Stop } from "../stop.ts";
import type { Cell } from "./carry.ts";
import type { Gathered } from "./gather.ts";

/** What is drawn. */
export interface Order {
  readonly publication: Publication;
  readonly gathered: Gathered;
  readonly cells: readonly Cell[];
  readonly texts: readonly (readonly string[])[];
}

/** As in `web/report/data.ts`, of which this is the other side of a message. */
export interface Drawing {
  readonly cells: readonly Drawn[];
  readonly headings: readonly {
    readonly id: string;
    readonly level: number;
    readonly text: string;
  }[];
  readonly used: readonly string[];
  /** The texts of markdown as markup. */
  readonly texts: readonly string[];
}

/** A cell as it was drawn. */
export interface Drawn {
  readonly id: number;
  readonly body: string;
  readonly problems: string;
  readonly told: readonly string[];
}

/** How long one cell may compute, and the worker with loading and all cells, in milliseconds. */
const patience = { cell: 10_000, all: 60_000 };

/** How many bytes the process may grow by while it draws. */
const mostMemory = 1_500_000_000;

/**
 * Runs the cells and gives what they show. They run in a worker without any permission, which has loaded
 * all it needs before it is sent the first cell. It is ended when it takes too long or too much memory:
 * a cell can then neither hold up nor bring down the process, which may be the server.
 */
export async function draw(order: Order): Promise<Drawing> {
  const { publication: { lang, at, signal, patience: most = patience.all }, cells } = order;
  const url = new URL("../../../web/report/render.ts", import.meta.url);
  const worker = new Worker(url, { type: "module", deno: { permissions: "none" } });
  const watch = watching(worker, { most, signal, label: (id) => labelOf(cells, id) });
  try {
    await watch.next("ready");
    worker.postMessage({
      data: { lang, at, cells, systems: systemsOf(order), catalogs: catalogsOf(order) },
      texts: order.texts,
      limit: Math.min(patience.cell, most),
      patience: most / 2,
    });
    const message = await watch.next("drawn");
    return drawingOf(message, cells.map(({ id }) => id), order.texts.length);
  } finally {
    watch.stop();
    worker.terminate();
  }
}

function systemsOf({ gathered }: Order): { path: string; spec: SystemSpec }[] {
  return gathered.records.map(({ file, opened }) => ({ path: file, spec: opened.spec! }));
}

function catalogsOf({ gathered }: Order): readonly Catalog[] {
  return gathered.catalogs;
}

function labelOf(cells: readonly Cell[], id: number): string | undefined {
  return cells.find((cell) => cell.id === id)?.label;
}

interface Watch {
  /** The next message of a kind. Rejects when the worker fails or is ended before. */
  next(kind: string): Promise<unknown>;
  stop(): void;
}

interface Limits {
  readonly most: number;
  readonly signal: AbortSignal | undefined;
  label(cell: number): string | undefined;
}

function watching(worker: Worker, { most, signal, label }: Limits): Watch {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  // It may end while nobody waits for it.
  ended.catch(() => {});
  let running: string | undefined;
  const waiting = new Map<string, (message: unknown) => void>();
  worker.onmessage = ({ data }) => {
    if (data?.t === "running") running = label(Number(data.id)) ?? running;
    else waiting.get(data?.t)?.(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    reject(failed(event.message));
  };
  const gone = () => reject(given());
  if (signal?.aborted) gone();
  signal?.addEventListener("abort", gone);
  const late = setTimeout(() => reject(unfinished(running, most)), most);
  const start = Deno.memoryUsage().rss;
  const look = setInterval(() => {
    if (Deno.memoryUsage().rss - start > mostMemory) reject(tooLarge(running));
  }, 50);
  return {
    next: (kind) => Promise.race([ended, new Promise<unknown>((done) => waiting.set(kind, done))]),
    stop() {
      clearTimeout(late);
      clearInterval(look);
      signal?.removeEventListener("abort", gone);
    },
  };
}

/** Reads what the worker says. A cell may have said it in its stead: it is checked, never trusted. */
function drawingOf(message: unknown, ids: readonly number[], count: number): Drawing {
  const { drawing } = message as { drawing: Drawing };
  const drawn = new Map(drawing.cells.map((cell) => [cell.id, cell]));
  return {
    cells: ids.map((id) => ({
      id,
      body: inPlace(String(drawn.get(id)?.body ?? "")),
      problems: inPlace(String(drawn.get(id)?.problems ?? "")),
      told: (drawn.get(id)?.told ?? []).map(String),
    })),
    headings: drawing.headings.map(({ id, level, text }) => ({
      id: String(id),
      level: Number(level),
      text: String(text),
    })),
    used: drawing.used.map(String),
    texts: Array.from({ length: count }, (_, index) => String(drawing.texts[index] ?? "")),
  };
}

function unfinished(cell: string | undefined, most: number): Stop {
  const seconds = Math.round(most / 1000);
  return defect(
    `${cell ?? "ノートブック"}の計算が${seconds}秒たっても終わらないため、公開を中止しました。` +
      "終わらない繰返しや重い計算がないか確かめてください。",
    `Publishing was stopped: ${
      cell ?? "the notebook"
    } had not finished after ${seconds} seconds. ` +
      "Look for a loop without end or a heavy computation.",
  );
}

function tooLarge(cell: string | undefined): Stop {
  return defect(
    `${
      cell ?? "ノートブック"
    }の計算が使うメモリが大きすぎるため、公開を中止しました。扱うデータを減らしてください。`,
    `Publishing was stopped: ${cell ?? "the notebook"} took too much memory. Work on less data.`,
  );
}

function failed(detail: string): Stop {
  return defect(
    `ノートブックの計算が異常終了したため、公開を中止しました（${detail}）。`,
    `Publishing was stopped: the computation of the notebook broke off (${detail}).`,
  );
}

function given(): Stop {
  return defect("公開を取りやめました。", "Publishing was cancelled.");
}
