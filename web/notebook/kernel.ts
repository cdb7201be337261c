import type { Compiled } from "./compile.ts";
import { conflicts, cycleProblem, dependants, type Graph, graph, type Node } from "./graph.ts";
import { define, halt } from "./kernel/cell.ts";
import { giveNames } from "./kernel/name.ts";
import { newRoom, newSlot, type Room, type Slot } from "./kernel/room.ts";
import { isQuiet, problemOf, stateOf, tell } from "./kernel/tell.ts";
import type { State, World } from "./kernel/world.ts";
import type { Problem } from "./problem.ts";

export type { State, World };

/**
 * Runs the cells of a notebook, each when a name that it reads has changed. Alone knows the runtime.
 * Cells are put, which changes nothing but marks, and then run; so a notebook can be opened without
 * running, and an edited cell shows what it will make stale.
 */
export interface Kernel {
  /** Takes new or edited cells. Only disabling a cell takes effect at once. */
  put(cells: Compiled | readonly Compiled[]): void;
  /** Runs these cells as they were put last, and all that read from them; by default all that are idle or edited. */
  run(ids?: Iterable<number>): void;
  /** Takes a cell away, with its names. */
  remove(id: number): void;
  /** Gives builtins new values; their readers run. Their names must have been given at the start. */
  provide(values: Readonly<Record<string, unknown>>): void;
  /**
   * Tells of an error that code of a cell threw when the cell was done: in a callback, or in a promise for
   * which nobody waited. It stands in the cell until the cell computes again.
   */
  late(id: number, error: unknown): void;
  /** How a cell stands; undefined for an unknown one. */
  state(id: number): State | undefined;
  /** The graph of the cells as they were put last. */
  graph(): Graph;
  /** The value of a name, when it is there; rejects with the error of the cell that gives it. */
  value(name: string): Promise<unknown>;
  /** The values that people gave to inputs, by name; inputs without a name stand under `cell:number`. */
  inputs(): Record<string, unknown>;
  /** Gives inputs values, at once where they are shown and else when they appear. */
  restore(values: Readonly<Record<string, unknown>>): void;
  /**
   * Resolves when nothing computes any more, though cells may wait for a person or for an idle cell. A
   * cell that awaits what never comes keeps it from resolving: who cannot wait for ever sets a limit.
   */
  settled(): Promise<void>;
  /** Ends everything. Nothing is shown or told after. */
  dispose(): void;
}

/** Starts a kernel without cells. */
export function createKernel(world: World): Kernel {
  const room = newRoom(world);
  const { slots, main, keeper } = room;
  return {
    put(cells) {
      for (const cell of Array.isArray(cells) ? cells : [cells]) take(room, cell);
      reconcile(room, new Set());
    },
    run(ids) {
      const chosen = ids ? [...ids] : [...slots.values()].filter(isUnrun).map(({ id }) => id);
      const known = chosen.flatMap((id) => slots.get(id) ?? []);
      known.forEach((slot) => slot.live = successor(slot));
      reconcile(room, new Set(known.map(({ id }) => id)));
    },
    remove(id) {
      const slot = slots.get(id);
      if (!slot) return;
      slots.delete(id);
      halt(slot);
      world.clear?.(id);
      reconcile(room, new Set());
    },
    provide: (values) => provide(room, values),
    late(id, error) {
      const slot = slots.get(id);
      if (!slot || room.over || slot.phase !== "done" && slot.phase !== "running") return;
      slot.late = problemOf(room, error);
      slot.thrown = error;
      tell(room, slot);
    },
    state: (id) => slots.has(id) ? stateOf(room, slots.get(id)!) : undefined,
    graph: () => room.next,
    value: (name) => main.value(name),
    inputs: keeper.values,
    restore: keeper.restore,
    settled: () => settled(room),
    dispose: () => dispose(room),
  };
}

function take({ slots }: Room, cell: Compiled): void {
  const slot = slots.get(cell.id);
  if (!slot) {
    slots.set(cell.id, newSlot(cell));
    return;
  }
  slot.put = cell;
  if (cell.disabled && slot.live) slot.live = cell;
}

/** The cell to run. An unreadable one goes on giving its names, so that their readers name it. */
function successor({ put, live: before }: Slot): Compiled {
  if (!put.error || !before) return put;
  return { ...put, outputs: [...new Set([...before.outputs, ...put.outputs])] };
}

function isUnrun(slot: Slot): boolean {
  return !slot.put.disabled && (!slot.live || isEdited(slot));
}

function isEdited({ put, live: now }: Slot): boolean {
  if (now === undefined || now === put) return false;
  if (put.error || now.error) return JSON.stringify(put.error) !== JSON.stringify(now.error);
  return now.body !== put.body || now.disabled !== put.disabled ||
    now.outputs.join() !== put.outputs.join();
}

/** Brings the variables in line with the cells, touching only what changed and what is asked to run. */
function reconcile(room: Room, asked: ReadonlySet<number>): void {
  const all = [...room.slots.values()];
  const running = all.flatMap(({ live, put }) => live ? [live] : put.disabled ? [put] : []);
  const live = room.live = graph(running, room.builtins.keys());
  const next = room.next = graph(all.map(({ put }) => put), room.builtins.keys());
  // A cell that another idle one will satisfy is not missing anything: it waits.
  const idle = new Map(
    all.filter((slot) => !slot.live && !slot.put.disabled).flatMap((slot) =>
      slot.put.outputs.map((name) => [name, slot.id] as const)
    ),
  );
  room.marks = conflicts({ ...live, missing: live.missing.filter(({ name }) => !idle.has(name)) });
  const circles = inCircles(live, running);
  giveNames(room, idle);
  for (const slot of all) {
    if (slot.live) define(room, slot, circles.get(slot.id), asked.has(slot.id));
  }
  const edited = all.filter(isEdited).map(({ id }) => id);
  room.stale = new Set([...edited, ...dependants(live, edited), ...dependants(next, edited)]);
  for (const slot of all) tell(room, slot);
}

/** The cells that go round in a circle, with the problem of each; taken out until no circle is left. */
function inCircles(live: Graph, cells: readonly Node[]): Map<number, Problem> {
  const found = new Map<number, Problem>();
  for (let rest = live; rest.cycles.length;) {
    for (const cycle of rest.cycles) {
      cycle.forEach(({ cell }) => found.set(cell, cycleProblem(cycle)));
    }
    rest = graph(cells.filter(({ id }) => !found.has(id)));
  }
  return found;
}

function provide(
  { builtins, stamps, runtime }: Room,
  values: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (!builtins.has(name)) {
      throw new RangeError(
        `Cannot provide "${name}": only names given at the start can change; add it to builtins.`,
      );
    }
    if (Object.is(builtins.get(name), value)) continue;
    builtins.set(name, value);
    stamps.set(name, (stamps.get(name) ?? 0) + 1);
    runtime._builtin.redefine(name, [], () => value);
  }
}

async function settled(room: Room): Promise<void> {
  // An event needs a few turns until it is a change: the stream hears it, then the runtime.
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setTimeout(resolve));
    if (!room.over) await room.runtime._compute();
  }
  if (room.over || isQuiet(room)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      room.quiet.delete(done);
      resolve();
    };
    room.quiet.add(done);
  });
}

function dispose(room: Room): void {
  room.over = true;
  for (const slot of room.slots.values()) slot.stop?.();
  for (const given of room.names.values()) given.stop?.();
  room.runtime.dispose();
  room.quiet.forEach((resolve) => resolve());
}
