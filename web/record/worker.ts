/** The hand's own thread: it has no page, and knows one text. */
import type { Shelf } from "../../engine/shelf.ts";
import { type Answer, type Order, table } from "./hand.ts";

let desk = table("");

addEventListener("message", ({ data }: MessageEvent<Order | Opening>) => {
  if ("file" in data) desk = table(data.file, data.catalogs);
  else postMessage(answer(data));
});

interface Opening {
  readonly file: string;
  readonly catalogs: Shelf["catalogs"];
}

function answer({ id, act, args }: Order): Answer {
  try {
    return { id, value: (desk[act] as (...args: unknown[]) => unknown)(...args) };
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) };
  }
}
