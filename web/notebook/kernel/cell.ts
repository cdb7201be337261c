import type { Compiled } from "../compile.ts";
import { Trouble } from "../deadline.ts";
import type { Problem } from "../problem.ts";
import { type InputElement, isPromise, isStream, listen, type Stream } from "../stream.ts";
import { isPlain, opened, outdated, type Room, type Slot, waiting } from "./room.ts";
import { fail, problemOf, tell } from "./tell.ts";
import type { World } from "./world.ts";

/** Brings the variable of a cell in line with it; `asked` computes it anew even where it is as it was. */
export function define(room: Room, slot: Slot, circle: Problem | undefined, asked: boolean): void {
  const compiled = slot.live!;
  if (compiled.disabled) {
    if (slot.variable) {
      halt(slot);
      room.world.clear?.(slot.id);
    }
    return;
  }
  const trouble = compiled.error ?? circle;
  const plan = trouble?.code === "cycle" ? JSON.stringify(trouble) : compiled;
  if (!asked && slot.plan === plan) return;
  slot.plan = plan;
  slot.memo = undefined;
  slot.phase = "pending";
  slot.variable ??= room.main.variable(observer(room, slot));
  if (trouble) {
    slot.variable.define(`cell ${slot.id}`, [], () => {
      throw new Trouble(trouble);
    });
    return;
  }
  let make: ReturnType<World["make"]> | undefined;
  slot.variable.define(`cell ${slot.id}`, compiled.inputs, function (...args) {
    make ??= room.world.make(compiled.body, slot.id);
    return compute(room, slot, compiled, make, this, args);
  });
}

/** Ends what a cell computes, and takes its variable away. */
export function halt(slot: Slot): void {
  slot.stop?.();
  slot.turn.stopped = true;
  slot.variable?.dispose();
  slot.variable?.delete();
  slot.variable =
    slot.plan =
    slot.memo =
    slot.token =
      undefined;
  slot.phase = "idle";
}

function observer(room: Room, slot: Slot) {
  const token = slot.token = {};
  const gone = () => room.over || slot.token !== token;
  return {
    pending() {
      if (gone()) return;
      slot.turn.stopped = true;
      slot.stop?.();
      slot.stop = undefined;
      slot.phase = "pending";
      tell(room, slot);
    },
    fulfilled(value: unknown) {
      if (gone()) return;
      slot.phase = "done";
      slot.failure = slot.thrown = undefined;
      present(room, slot, value);
      tell(room, slot);
    },
    rejected(error: unknown) {
      if (gone()) return;
      fail(room, slot, problemOf(room, error), error);
    },
  };
}

/** Runs the function of a cell, unless all that it reads is as it was when it ran last. */
function compute(
  room: Room,
  slot: Slot,
  compiled: Compiled,
  make: ReturnType<World["make"]>,
  before: unknown,
  args: unknown[],
): unknown {
  const stamps = compiled.inputs.map((name) => stampOf(room, name));
  if (slot.memo && alike(slot.memo.args, args) && alike(slot.memo.stamps, stamps)) {
    slot.turn.stopped = false;
    return released(room, slot, slot.memo.value);
  }
  slot.memo = slot.late = undefined;
  const run = ++slot.runs;
  slot.version++;
  slot.phase = "running";
  tell(room, slot);
  const finish = (value: unknown) => {
    if (run === slot.runs && repeatable(room, compiled, value)) slot.memo = { args, stamps, value };
    return released(room, slot, value);
  };
  room.guard.start();
  const { display, view } = closures(room, slot, compiled, run);
  const value = make.call(before, display, view, room.guard.tick, ...args);
  return isPromise(value) ? waiting(slot, value).then(finish) : finish(value);
}

/** `display` and `view` of one run. When the cell has moved on, they refuse: what is late is not shown. */
function closures(room: Room, slot: Slot, compiled: Compiled, run: number) {
  let count = 0;
  const turn = slot.turn = { stopped: false };
  const display = <T>(value: T): T => {
    if (room.over || turn.stopped) throw outdated;
    const first = slot.shown.run !== run;
    slot.shown = { run, version: slot.shown.version, auto: false };
    room.world.show?.(slot.id, value, { kind: "value", first });
    return value;
  };
  const viewAs = (name?: string) => (element: InputElement): Stream => {
    const whole = compiled.kind === "expression" ? compiled.outputs[0] : undefined;
    const label = name ?? whole ?? `${slot.id}:${count++}`;
    const changed = room.keeper.attach(label, element, compiled.body);
    display(element);
    const open = () => listen(element, changed);
    const stream = lazily(open);
    room.views.set(stream, open);
    return stream;
  };
  return { display, view: Object.assign(viewAs(), { as: viewAs }) };
}

function released(room: Room, slot: Slot, value: unknown): unknown {
  if (!isStream(value)) return value;
  let first = true;
  return opened(value, (yielded) => {
    if (!Object.is(slot.last, yielded) || !first && !isPlain(yielded)) slot.version++;
    slot.last = yielded;
    first = false;
  }, room);
}

/** Whether a value may be used again without running: not where it, or a part, can run out. */
function repeatable(room: Room, { kind, inputs, outputs }: Compiled, value: unknown): boolean {
  if (inputs.includes("invalidation") || inputs.includes("visibility")) return false;
  const parts = kind === "expression"
    ? [value]
    : outputs.map((name) => (value as Record<string, unknown>)?.[name]);
  return parts.every((part) => !isStream(part) || room.views.has(part));
}

function stampOf(room: Room, name: string): number {
  return room.names.get(name)?.stamp ?? room.stamps.get(name) ?? 0;
}

function present(room: Room, slot: Slot, value: unknown): void {
  const { shows } = slot.live!;
  const { shown } = slot;
  if (shows === "none") {
    if (shown.run !== slot.runs) room.world.clear?.(slot.id);
    slot.shown = { run: slot.runs, version: slot.version, auto: false };
  } else if (shown.version !== slot.version) {
    const first = shown.run !== slot.runs || shown.auto;
    slot.shown = { run: slot.runs, version: slot.version, auto: true };
    room.world.show?.(slot.id, value, { kind: shows, first });
  }
}

/** A stream that listens only when it is asked. */
function lazily(open: () => Stream): Stream {
  let stream: Stream | undefined;
  return {
    next: (input) => (stream ??= open()).next(input),
    return: (value) => (stream ??= open()).return(value),
  };
}

function alike(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
