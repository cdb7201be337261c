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
  /** Where the dice began; only where cells threw them. */
  readonly seed?: number;
}

/** A cell as it was drawn. */
export interface Drawn {
  readonly id: number;
  readonly body: string;
  readonly problems: string;
  readonly told: readonly string[];
}

/**
 * How long all cells may take, and how long loading may, in milliseconds. A sixth of it is for one cell
 * that computes without a pause; after half of it, what is not done is said to be unfinished.
 */
const patience = { cells: 60_000, load: 60_000 };

/** How many bytes a cell may take up, and how many the process may grow by while it draws. */
const memory = { cell: 1_000_000_000, all: 1_500_000_000 };

/** How often a worker that is not busy says so, in milliseconds; as in `web/report/render.ts`. */
const beat = 250;

/**
 * Runs the cells and gives what they show. They run in a worker without any permission, which has loaded
 * all it needs before it is sent the first cell. It is ended when it takes too long or too much memory:
 * a cell can then neither hold up nor bring down the process, which may be the server.
 */
export async function draw(order: Order): Promise<Drawing> {
  const { publication: { lang, at, working, patience: most = patience.cells }, cells } = order;
  const worker = start(order, most);
  working?.(worker.ended);
  try {
    await worker.next("ready");
    worker.send({
      data: {
        ...{ lang, at, cells, systems: systemsOf(order) },
        ...{ catalogs: order.gathered.catalogs, patterns: order.gathered.patterns },
      },
      texts: order.texts,
      limit: Math.ceil(most / 6000) * 1000,
      patience: most / 2,
      memory: memory.cell,
    });
    return drawingOf(await worker.next("drawn"), cells.map(({ id }) => id), order.texts.length);
  } finally {
    worker.stop();
  }
}

function systemsOf({ gathered }: Order): { path: string; spec: SystemSpec }[] {
  return gathered.records.map(({ file, opened }) => ({ path: file, spec: opened.spec! }));
}

/** A worker that draws, and is watched. */
interface Drawer {
  send(message: unknown): void;
  /** The next message of a kind. Rejects when the worker fails or goes too far before. */
  next(kind: string): Promise<unknown>;
  stop(): void;
  /** Resolves when nothing computes any more. */
  readonly ended: Promise<void>;
}

function start({ publication: { signal }, cells }: Order, most: number): Drawer {
  const url = new URL("../../../web/report/render.ts", import.meta.url);
  const worker = new Worker(url, { type: "module", deno: { permissions: "none" } });
  const { promise: failure, reject } = Promise.withResolvers<never>();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  // It may fail while nobody waits for it.
  failure.catch(() => {});
  const waiting = new Map<string, (message: unknown) => void>();
  let running: string | undefined;
  let heard = performance.now();
  worker.onmessage = ({ data }) => {
    heard = performance.now();
    if (data?.t === "running") running = cells.find(({ id }) => id === data.id)?.label;
    else waiting.get(data?.t)?.(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    reject(brokenOff(event.message));
  };
  const cancel = () => reject(cancelled());
  if (signal?.aborted) cancel();
  signal?.addEventListener("abort", cancel);
  let late = setTimeout(() => reject(unfinished(running, patience.load)), patience.load);
  const before = Deno.memoryUsage().rss;
  const look = setInterval(() => {
    if (Deno.memoryUsage().rss - before > memory.all) reject(tooLarge(running));
  }, 50);
  return {
    ended,
    send(message) {
      clearTimeout(late);
      late = setTimeout(() => reject(unfinished(running, most)), most);
      worker.postMessage(message);
    },
    next: (kind) => Promise.race([failure, new Promise((done) => waiting.set(kind, done))]),
    stop() {
      clearTimeout(late);
      clearInterval(look);
      signal?.removeEventListener("abort", cancel);
      const finish = () => {
        worker.terminate();
        end();
      };
      // Ending a worker that computes without a pause does not stop it: it is ended when it pauses.
      if (performance.now() - heard < 4 * beat) finish();
      else worker.onmessage = finish;
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
    ...drawing.seed === undefined ? {} : { seed: Number(drawing.seed) },
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

function brokenOff(detail: string): Stop {
  return defect(
    `ノートブックの計算が異常終了したため、公開を中止しました（${detail}）。`,
    `Publishing was stopped: the computation of the notebook broke off (${detail}).`,
  );
}

function cancelled(): Stop {
  return defect("公開を取りやめました。", "Publishing was cancelled.");
}
