/** The thread beside the page: the hand of one record, or the bench where states are compared. */
import { bench } from "../compare/bench.ts";
import type { Shelf } from "../../engine/shelf.ts";
import { type Answer, table } from "./hand.ts";

let desk: object = table("");

addEventListener("message", ({ data }: MessageEvent<Order | Opening>) => {
  if ("file" in data) desk = table(data.file, data.catalogs);
  else if ("at" in data) desk = bench(data.catalogs, data.at);
  else postMessage(answer(data));
});

type Opening =
  | { readonly file: string; readonly catalogs: Shelf["catalogs"] }
  | { readonly at: string; readonly catalogs: Shelf["catalogs"] };

/** What is to be done by what it is called there; `hand.ts` and `bench.ts` say what there is. */
interface Order {
  readonly id: number;
  readonly act: string;
  readonly args: readonly unknown[];
}

function answer({ id, act, args }: Order): Answer {
  try {
    const acts = desk as Record<string, (...args: readonly unknown[]) => unknown>;
    return { id, value: acts[act](...args) };
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) };
  }
}
