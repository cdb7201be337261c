import v8 from "node:v8";
import { Trouble } from "../notebook/deadline.ts";
import type { Drawing, ReportData } from "./data.ts";

/** What is to be drawn: the report's data with the sources of the cells. */
export interface Order {
  readonly data: ReportData;
  /** The literal parts of the texts of markdown. */
  readonly texts: readonly (readonly string[])[];
  /** How long one cell may compute, and all together, in milliseconds. */
  readonly limit: number;
  readonly patience: number;
  /** How many bytes a cell may take up. */
  readonly memory: number;
}

/** What the worker says: that it is ready, that it is not busy, which cell computes, what was drawn. */
export type Said =
  | { readonly t: "ready" | "beat" }
  | { readonly t: "running"; readonly id: number }
  | { readonly t: "drawn"; readonly drawing: Drawing };

const scope = globalThis as unknown as {
  postMessage(message: Said): void;
  onmessage: ((event: MessageEvent<Order>) => void) | null;
};
const send = scope.postMessage.bind(scope);

/** Draws a report ahead, in a worker. It first loads all it needs and says so, and is then confined. */
async function serve(): Promise<void> {
  const { openWindow } = await import("./window.ts");
  await openWindow();
  const { draw } = await import("./draw.ts");
  const { confine } = await import("./confine.ts");
  scope.onmessage = async ({ data: order }) => {
    scope.onmessage = null;
    const make = confine();
    const watch = watchful(order.memory);
    const running = (id: number) => {
      watch.begin();
      send({ t: "running", id });
    };
    send({ t: "drawn", drawing: await draw(order, { make, running, now: watch.now }) });
  };
  setInterval(() => send({ t: "beat" }), 250);
  send({ t: "ready" });
}

/** A clock that stops the cell which asks when it holds too much. */
function watchful(most: number): { begin(): void; now(): number } {
  let last = 0;
  let before = 0;
  return {
    // What earlier cells have left behind is not this one's.
    begin: () => before = held(),
    now() {
      const time = performance.now();
      // Counting what is held takes longer than looking at the clock.
      if (time - last < 50) return time;
      last = time;
      if (held() - before <= most) return time;
      throw new Trouble({ code: "memory", severity: "error", params: {} });
    },
  };
}

function held(): number {
  const { total_heap_size: heap, external_memory: beside } = v8.getHeapStatistics();
  return heap + beside;
}

await serve();
