// @ts-types="../runtime.d.ts"
import { type Module, Runtime, type Variable } from "@observablehq/runtime";
import { browser } from "../compile/names.ts";
import type { Compiled } from "../compile.ts";
import { type Deadline, deadline } from "../deadline.ts";
import { type Graph, graph } from "../graph.ts";
import type { Problem } from "../problem.ts";
import { relay, stopper, type Stream } from "../stream.ts";
import { createKeeper, type Keeper } from "./keeper.ts";
import type { World } from "./world.ts";

/** A cell as the kernel holds it. */
export interface Slot {
  readonly id: number;
  put: Compiled;
  /** The cell as it runs; undefined while it is idle. */
  live?: Compiled;
  variable?: Variable;
  /** What the variable is defined as, to see when it must change. */
  plan?: unknown;
  phase: "idle" | "pending" | "running" | "done" | "error";
  runs: number;
  /** Counts runs and yields: whether a value may be another one though it is the same object. */
  version: number;
  /** The run and the version that are shown. */
  shown: { run: number; version: number; auto: boolean };
  memo?: { readonly args: unknown[]; readonly stamps: number[]; readonly value: unknown };
  /** The run that may show things; stopped when the cell is about to compute anew. */
  turn: { stopped: boolean };
  stop?: () => void;
  /** The last value of a cell that yields values. */
  last?: unknown;
  /** Tells the observer of the present variable from that of one deleted before. */
  token?: object;
  failure?: Problem;
  /** What went wrong after the cell was done. */
  late?: Problem;
  thrown?: unknown;
  told?: string;
}

/** A name that cells may read. */
export interface Given {
  readonly name: string;
  readonly variable: Variable;
  plan: string;
  settled: boolean;
  /** Another number when readers must compute anew. */
  stamp: number;
  last?: { readonly value: unknown; readonly version: number };
  stop?: () => void;
}

/** What the parts of the kernel share: one notebook, running. */
export interface Room {
  readonly world: World;
  readonly runtime: Runtime;
  readonly main: Module;
  readonly guard: Deadline;
  readonly builtins: Map<string, unknown>;
  /** How often each builtin was given anew. */
  readonly stamps: Map<string, number>;
  readonly slots: Map<number, Slot>;
  readonly names: Map<string, Given>;
  readonly keeper: Keeper;
  /** The streams of inputs, and how to listen to one anew. */
  readonly views: WeakMap<object, () => Stream>;
  /** Who waits until nothing computes. */
  readonly quiet: Set<() => void>;
  /** The graph of the cells that run, and of all as they were put last. */
  live: Graph;
  next: Graph;
  /** What is wrong between cells, by cell. */
  marks: Map<number, Problem[]>;
  stale: Set<number>;
  over: boolean;
}

/** An empty room. */
export function newRoom(world: World): Room {
  const builtins = new Map(Object.entries(world.builtins ?? {}));
  const runtime = new Runtime(
    Object.fromEntries([...builtins.keys()].map((name) => [name, () => builtins.get(name)])),
    lookUp,
  );
  return {
    world,
    runtime,
    main: runtime.module(),
    guard: deadline(world.limit ?? 3000, world.now ?? (() => performance.now())),
    builtins,
    stamps: new Map(),
    slots: new Map(),
    names: new Map(),
    keeper: createKeeper(),
    views: new WeakMap(),
    quiet: new Set(),
    live: graph([]),
    next: graph([]),
    marks: new Map(),
    stale: new Set(),
    over: false,
  };
}

/** A slot for a cell that was put for the first time. */
export function newSlot(cell: Compiled): Slot {
  return {
    id: cell.id,
    put: cell,
    phase: "idle",
    runs: 0,
    version: 0,
    shown: { run: 0, version: 0, auto: false },
    turn: { stopped: false },
  };
}

/** Waits in a way that ends when the variable is computed anew. */
export function waiting(
  on: { stop?: () => void },
  promise: PromiseLike<unknown>,
): Promise<unknown> {
  const stop = stopper(outdated);
  on.stop = stop.now;
  return stop.race(promise);
}

/** A stream to read from: of an input, one that listens for itself. */
export function opened(
  stream: Stream,
  noted: (value: unknown) => void,
  { views }: Room,
): Stream {
  return relay(views.get(stream)?.() ?? stream, noted, outdated);
}

/** Whether a value cannot change inside. */
export function isPlain(value: unknown): boolean {
  return value === null || typeof value !== "object" && typeof value !== "function";
}

/** Thrown into code of a run that is over; never shown, because the runtime knows it is outdated. */
export const outdated = new Error(
  "This cell has been run again since; what comes late is not shown.",
);

/** A name that no cell gives and that is no builtin. Of the window, only listed names are names. */
function lookUp(name: string): unknown {
  if (browser.has(name) && name in globalThis) return (globalThis as Record<string, unknown>)[name];
  throw new Error(`${name} is not defined`);
}
