// @ts-types="./runtime.d.ts"
import { Runtime, RuntimeError, type Variable } from "@observablehq/runtime";
import { browser } from "./compile/names.ts";
import type { Compiled } from "./compile.ts";
import { deadline, Trouble } from "./deadline.ts";
import {
  conflicts,
  cycleProblem,
  dependants,
  type Graph,
  graph,
  missingProblem,
  type Node,
} from "./graph.ts";
import type { Problem } from "./problem.ts";
import {
  assign,
  emit,
  type InputElement,
  isPromise,
  isStream,
  listen,
  relay,
  stopper,
  type Stream,
  valueOf,
} from "./stream.ts";

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

/** How a cell stands. */
export interface State {
  /**
   * `idle`: put and never run. `waiting`: for the names in `waits`. `running`: computing, or about to.
   * `error`: see `problems`; a cell that is otherwise done stands so too when a name of it is given twice.
   */
  readonly status: "idle" | "disabled" | "waiting" | "running" | "done" | "error";
  /** The cell, or one that it leans on, was edited after it ran. */
  readonly stale: boolean;
  /** How often the cell computed. */
  readonly runs: number;
  readonly waits: readonly { readonly name: string; readonly cells: readonly number[] }[];
  readonly problems: readonly Problem[];
  /** What the cell threw, where it did. */
  readonly thrown?: unknown;
}

/** What the kernel needs from where it runs, and what it tells. */
export interface World {
  /** Turns the source of a function into the function: by eval, or from a list of compiled ones. */
  make(body: string, id: number): (...values: unknown[]) => unknown;
  /** Names that every cell may read. `md`, `htl` and `math` serve markdown, HTML and formula cells. */
  readonly builtins?: Readonly<Record<string, unknown>>;
  /** Shows a value of a cell; the first one of a run replaces what was shown. */
  show?(id: number, value: unknown, how: { kind: "value" | "rows"; first: boolean }): void;
  /** The cell has nothing to show any more. */
  clear?(id: number): void;
  /** The state of a cell is another one. */
  told?(id: number, state: State): void;
  /** How long a cell may compute without a pause, in milliseconds; 3,000 by default. */
  readonly limit?: number;
  /** A clock in milliseconds; by default that of the page. */
  readonly now?: () => number;
}

interface Slot {
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
interface Given {
  readonly name: string;
  readonly variable: Variable;
  plan: string;
  settled: boolean;
  /** Another number when readers must compute anew. */
  stamp: number;
  last?: { readonly value: unknown; readonly version: number };
  stop?: () => void;
}

/** A value that a person gave to an input, and what the input had of itself. */
interface Kept {
  readonly value: unknown;
  readonly own: unknown;
  /** The body of the cell then; undefined for a value that was restored. */
  readonly body?: string;
}

/** Starts a kernel without cells. */
export function createKernel(world: World): Kernel {
  const builtins = new Map(Object.entries(world.builtins ?? {}));
  const builtinStamps = new Map<string, number>();
  const runtime = new Runtime(
    Object.fromEntries([...builtins.keys()].map((name) => [name, () => builtins.get(name)])),
    lookUp,
  );
  const main = runtime.module();
  const guard = deadline(world.limit ?? 3000, world.now ?? (() => performance.now()));
  const slots = new Map<number, Slot>();
  const names = new Map<string, Given>();
  const kept = new Map<string, Kept>();
  const elements = new Map<string, { element: InputElement; changed: (value: unknown) => void }>();
  const views = new WeakMap<object, () => Stream>();
  const quiet = new Set<() => void>();
  let live = graph([]);
  let next = graph([]);
  let marks = new Map<number, Problem[]>();
  let stale = new Set<number>();
  let over = false;

  return {
    put(cells) {
      for (const cell of Array.isArray(cells) ? cells : [cells]) take(cell);
      reconcile(new Set());
    },
    run(ids) {
      const chosen = ids ? [...ids] : [...slots.values()].filter(isUnrun).map(({ id }) => id);
      const known = chosen.flatMap((id) => slots.get(id) ?? []);
      known.forEach((slot) => slot.live = successor(slot));
      reconcile(new Set(known.map(({ id }) => id)));
    },
    remove(id) {
      const slot = slots.get(id);
      if (!slot) return;
      slots.delete(id);
      halt(slot);
      world.clear?.(id);
      reconcile(new Set());
    },
    provide,
    late(id, error) {
      const slot = slots.get(id);
      if (!slot || over || slot.phase !== "done" && slot.phase !== "running") return;
      slot.late = problemOf(error);
      slot.thrown = error;
      tell(slot);
    },
    state: (id) => slots.has(id) ? stateOf(slots.get(id)!) : undefined,
    graph: () => next,
    value: (name) => main.value(name),
    inputs: () => Object.fromEntries([...kept].map(([key, { value }]) => [key, value])),
    restore,
    settled,
    dispose() {
      over = true;
      for (const slot of slots.values()) slot.stop?.();
      for (const given of names.values()) given.stop?.();
      runtime.dispose();
      quiet.forEach((resolve) => resolve());
    },
  };

  // Cells in and out.

  function take(cell: Compiled): void {
    const slot = slots.get(cell.id);
    if (!slot) {
      const shown = { run: 0, version: 0, auto: false };
      const turn = { stopped: false };
      slots.set(cell.id, {
        id: cell.id,
        put: cell,
        phase: "idle",
        runs: 0,
        version: 0,
        shown,
        turn,
      });
    } else {
      slot.put = cell;
      if (cell.disabled && slot.live) slot.live = cell;
    }
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
  function reconcile(asked: ReadonlySet<number>): void {
    const running = [...slots.values()].flatMap(({ live, put }) =>
      live ? [live] : put.disabled ? [put] : []
    );
    live = graph(running, builtins.keys());
    next = graph([...slots.values()].map((slot) => slot.put), builtins.keys());
    // A cell that another idle one will satisfy is not missing anything: it waits.
    const idle = new Map(
      [...slots.values()].filter((slot) => !slot.live && !slot.put.disabled).flatMap((slot) =>
        slot.put.outputs.map((name) => [name, slot.id] as const)
      ),
    );
    marks = conflicts({ ...live, missing: live.missing.filter(({ name }) => !idle.has(name)) });
    const circles = inCircles(running);
    giveNames(idle);
    for (const slot of slots.values()) {
      if (slot.live) define(slot, circles.get(slot.id), asked.has(slot.id));
    }
    const edited = [...slots.values()].filter(isEdited).map(({ id }) => id);
    stale = new Set([...edited, ...dependants(live, edited), ...dependants(next, edited)]);
    for (const slot of slots.values()) tell(slot);
  }

  /** The cells that go round in a circle, with the problem of each; taken out until no circle is left. */
  function inCircles(cells: readonly Node[]): Map<number, Problem> {
    const found = new Map<number, Problem>();
    for (let rest = live; rest.cycles.length;) {
      for (const cycle of rest.cycles) {
        cycle.forEach(({ cell }) => found.set(cell, cycleProblem(cycle)));
      }
      rest = graph(cells.filter(({ id }) => !found.has(id)));
    }
    return found;
  }

  function giveNames(idle: ReadonlyMap<string, number>): void {
    for (const [name, given] of names) {
      if (live.givers.has(name) || idle.has(name)) continue;
      names.delete(name);
      given.stop?.();
      given.variable.dispose();
      given.variable.delete();
    }
    for (const [name, ids] of live.givers) giveName(name, ids);
    for (const [name, id] of idle) if (!live.givers.has(name)) giveName(name, [id]);
  }

  function giveName(name: string, ids: readonly number[]): void {
    const double = live.duplicates.find((duplicate) => duplicate.name === name);
    const [id] = ids;
    const isIdle = !slots.get(id)!.live;
    const plan = double ? `twice ${ids}` : `${isIdle ? "idle" : "given"} ${id}`;
    const known = names.get(name);
    if (known?.plan === plan) return;
    const given = known ?? newGiven(name);
    given.plan = plan;
    given.settled = false;
    if (double) {
      const problem: Problem = {
        code: "duplicate",
        severity: "error",
        params: { name },
        cells: ids,
      };
      given.variable.define(name, [], () => {
        throw new Trouble(problem);
      });
    } else if (isIdle) {
      given.variable.define(name, [], () => waiting(given, new Promise(() => {})));
    } else {
      given.variable.define(name, [`cell ${id}`], (value) => handOn(given, slots.get(id)!, value));
    }
  }

  function newGiven(name: string): Given {
    const given: Given = {
      name,
      plan: "",
      settled: false,
      stamp: 0,
      variable: main.variable({
        pending() {
          given.stop?.();
          given.stop = undefined;
          given.settled = false;
        },
        fulfilled: () => settle(given),
        rejected(error) {
          // A promise or generator that a cell gave away failed: the error is that cell's.
          const giver = slots.get(live.givers.get(name)?.[0] ?? -1);
          const own = !(error instanceof RuntimeError) && !isDuplicate(error);
          if (giver && own && names.get(name) === given) fail(giver, problemOf(error), error);
          settle(given);
        },
      }),
    };
    names.set(name, given);
    return given;
  }

  function settle(given: Given): void {
    if (over || names.get(given.name) !== given) return;
    given.settled = true;
    for (const id of live.readers.get(given.name) ?? []) tell(slots.get(id));
  }

  /** The value of a name, out of the value of its cell. */
  function handOn(given: Given, slot: Slot, value: unknown): unknown {
    const compiled = slot.live!;
    const part = compiled.kind === "expression"
      ? value
      : (value as Record<string, unknown>)?.[given.name];
    const { version } = slot;
    if (isStream(part)) {
      let first = true;
      return opened(part, (yielded) => {
        note(given, yielded, slot.version, !first);
        first = false;
      });
    }
    if (isPromise(part)) {
      return waiting(given, part).then((resolved) => {
        note(given, resolved, version);
        return resolved;
      });
    }
    note(given, part, version);
    return part;
  }

  /** Notes a value of a name: readers compute anew unless it is the same and cannot have changed inside. */
  function note(given: Given, value: unknown, version: number, anew = false): void {
    const { last } = given;
    const same = last && Object.is(last.value, value) &&
      (isPlain(value) || last.version === version && !anew);
    if (!same) given.stamp++;
    given.last = { value, version };
  }

  /** Waits in a way that ends when the variable is computed anew. */
  function waiting(on: { stop?: () => void }, promise: PromiseLike<unknown>): Promise<unknown> {
    const stop = stopper(outdated);
    on.stop = stop.now;
    return stop.race(promise);
  }

  function opened(stream: Stream, noted: (value: unknown) => void): Stream {
    return relay(views.get(stream)?.() ?? stream, noted, outdated);
  }

  // Computing a cell.

  function define(slot: Slot, circle: Problem | undefined, asked: boolean): void {
    const compiled = slot.live!;
    if (compiled.disabled) {
      if (slot.variable) {
        halt(slot);
        world.clear?.(slot.id);
      }
      return;
    }
    const trouble = compiled.error ?? circle;
    const plan = trouble?.code === "cycle" ? JSON.stringify(trouble) : compiled;
    if (!asked && slot.plan === plan) return;
    slot.plan = plan;
    slot.memo = undefined;
    slot.phase = "pending";
    slot.variable ??= main.variable(observer(slot));
    if (trouble) {
      slot.variable.define(`cell ${slot.id}`, [], () => {
        throw new Trouble(trouble);
      });
      return;
    }
    let make: ReturnType<World["make"]> | undefined;
    slot.variable.define(`cell ${slot.id}`, compiled.inputs, function (...args) {
      make ??= world.make(compiled.body, slot.id);
      return compute(slot, compiled, make, this, args);
    });
  }

  function halt(slot: Slot): void {
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

  function observer(slot: Slot) {
    const token = slot.token = {};
    const gone = () => over || slot.token !== token;
    return {
      pending() {
        if (gone()) return;
        slot.turn.stopped = true;
        slot.stop?.();
        slot.stop = undefined;
        slot.phase = "pending";
        tell(slot);
      },
      fulfilled(value: unknown) {
        if (gone()) return;
        slot.phase = "done";
        slot.failure = slot.thrown = undefined;
        present(slot, value);
        tell(slot);
      },
      rejected(error: unknown) {
        if (gone()) return;
        fail(slot, problemOf(error), error);
      },
    };
  }

  /** Runs the function of a cell, unless all that it reads is as it was when it ran last. */
  function compute(
    slot: Slot,
    compiled: Compiled,
    make: ReturnType<World["make"]>,
    before: unknown,
    args: unknown[],
  ): unknown {
    const stamps = compiled.inputs.map(stampOf);
    if (slot.memo && alike(slot.memo.args, args) && alike(slot.memo.stamps, stamps)) {
      slot.turn.stopped = false;
      return released(slot, slot.memo.value);
    }
    slot.memo = slot.late = undefined;
    const run = ++slot.runs;
    slot.version++;
    slot.phase = "running";
    tell(slot);
    const finish = (value: unknown) => {
      if (run === slot.runs && repeatable(compiled, value)) slot.memo = { args, stamps, value };
      return released(slot, value);
    };
    guard.start();
    const { display, view } = closures(slot, compiled, run);
    const value = make.call(before, display, view, guard.tick, ...args);
    return isPromise(value) ? waiting(slot, value).then(finish) : finish(value);
  }

  /** `display` and `view` of one run. When the cell has moved on, they refuse: what is late is not shown. */
  function closures(slot: Slot, compiled: Compiled, run: number) {
    let count = 0;
    const turn = slot.turn = { stopped: false };
    const display = <T>(value: T): T => {
      if (over || turn.stopped) throw outdated;
      const first = slot.shown.run !== run;
      slot.shown = { run, version: slot.shown.version, auto: false };
      world.show?.(slot.id, value, { kind: "value", first });
      return value;
    };
    const viewAs = (name?: string) => (element: InputElement): Stream => {
      const whole = compiled.kind === "expression" ? compiled.outputs[0] : undefined;
      const label = name ?? whole ?? `${slot.id}:${count++}`;
      const changed = attach(label, element, compiled.body);
      display(element);
      const open = () => listen(element, changed);
      const stream = lazily(open);
      views.set(stream, open);
      return stream;
    };
    return { display, view: Object.assign(viewAs(), { as: viewAs }) };
  }

  /** Gives an input the value that a person gave it before; the result keeps the next ones. */
  function attach(key: string, element: InputElement, body: string): (value: unknown) => void {
    const own = valueOf(element);
    const before = kept.get(key);
    // An author who changes the input's own value wants to see that one.
    const wanted = before &&
      (before.body === undefined || before.body === body || equal(before.own, own));
    if (wanted) {
      assign(element, before.value);
      kept.set(key, { value: before.value, own, body });
    } else {
      kept.delete(key);
    }
    const changed = (value: unknown) => {
      kept.set(key, { value, own, body });
    };
    elements.set(key, { element, changed });
    return changed;
  }

  function released(slot: Slot, value: unknown): unknown {
    if (!isStream(value)) return value;
    let first = true;
    return opened(value, (yielded) => {
      if (!Object.is(slot.last, yielded) || !first && !isPlain(yielded)) slot.version++;
      slot.last = yielded;
      first = false;
    });
  }

  /** Whether a value may be used again without running: not where it, or a part, can run out. */
  function repeatable({ kind, inputs, outputs }: Compiled, value: unknown): boolean {
    if (inputs.includes("invalidation") || inputs.includes("visibility")) return false;
    const parts = kind === "expression"
      ? [value]
      : outputs.map((name) => (value as Record<string, unknown>)?.[name]);
    return parts.every((part) => !isStream(part) || views.has(part));
  }

  function stampOf(name: string): number {
    return names.get(name)?.stamp ?? builtinStamps.get(name) ?? 0;
  }

  // Showing and telling.

  function present(slot: Slot, value: unknown): void {
    const { shows } = slot.live!;
    const { shown } = slot;
    if (shows === "none") {
      if (shown.run !== slot.runs) world.clear?.(slot.id);
      slot.shown = { run: slot.runs, version: slot.version, auto: false };
    } else if (shown.version !== slot.version) {
      const first = shown.run !== slot.runs || shown.auto;
      slot.shown = { run: slot.runs, version: slot.version, auto: true };
      world.show?.(slot.id, value, { kind: shows, first });
    }
  }

  function fail(slot: Slot, problem: Problem, thrown: unknown): void {
    if (over) return;
    slot.phase = "error";
    slot.memo = undefined;
    slot.failure = problem;
    slot.thrown = thrown;
    // What this run showed before it failed stays; what an earlier run showed does not.
    const ran = problem.code === "runtime" || problem.code === "endless";
    if (!ran || slot.shown.run !== slot.runs) {
      slot.shown = { run: -1, version: -1, auto: false };
      world.clear?.(slot.id);
    }
    tell(slot);
  }

  function problemOf(error: unknown): Problem {
    if (error instanceof Trouble) return error.problem;
    if (error instanceof RuntimeError && error.input !== undefined) return upstream(error.input);
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { code: "runtime", severity: "error", params: { detail } };
  }

  /** Why a name that a cell reads has no value: the first cause, in the cell where it is. */
  function upstream(name: string): Problem {
    const double = live.duplicates.find((duplicate) => duplicate.name === name);
    if (double) {
      return { code: "duplicate", severity: "error", params: { name }, cells: double.cells };
    }
    const [id] = live.givers.get(name) ?? [];
    if (id === undefined) {
      const missing = live.missing.find((known) => known.name === name);
      return missingProblem(missing ?? { name, cell: 0, disabled: [] });
    }
    const cause = slots.get(id)!.failure;
    const cells = cause?.code === "upstream" ? cause.cells : [id];
    return { code: "upstream", severity: "error", params: { name }, cells };
  }

  function stateOf(slot: Slot): State {
    const base = { stale: stale.has(slot.id), runs: slot.runs, waits: [], problems: [] };
    if (slot.put.disabled) return { ...base, stale: false, status: "disabled" };
    if (!slot.live || slot.live.disabled) return { ...base, stale: false, status: "idle" };
    if (slot.phase === "running") {
      // What failed beside the cell may be what it waits for.
      return slot.late
        ? { ...base, status: "error", problems: [slot.late], thrown: slot.thrown }
        : { ...base, status: "running" };
    }
    if (slot.phase === "pending") {
      const waits = waitsOf(slot);
      return { ...base, waits, status: waits.length ? "waiting" : "running" };
    }
    const between = marks.get(slot.id) ?? [];
    const own = slot.phase === "error" && slot.failure &&
        !between.some((problem) => problem.code === slot.failure!.code)
      ? [slot.failure]
      : [];
    const problems = [...own, ...(slot.late ? [slot.late] : []), ...between];
    const status = slot.phase === "error" || problems.length ? "error" : "done";
    return {
      ...base,
      problems,
      status,
      ...(slot.phase === "error" || slot.late ? { thrown: slot.thrown } : {}),
    };
  }

  function waitsOf(slot: Slot): State["waits"] {
    return slot.live!.inputs.flatMap((name) => {
      const given = names.get(name);
      if (!given || given.settled) return [];
      const cells = live.givers.get(name) ?? next.givers.get(name) ?? [];
      return [{ name, cells }];
    });
  }

  function tell(slot: Slot | undefined): void {
    if (!slot || over) return;
    const state = stateOf(slot);
    const { status, waits, problems } = state;
    const text = JSON.stringify([status, state.stale, waits, problems]);
    if (slot.told !== text) {
      slot.told = text;
      world.told?.(slot.id, state);
    }
    if (quiet.size && isQuiet()) quiet.forEach((resolve) => resolve());
  }

  // Builtins, inputs, rest.

  function provide(values: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(values)) {
      if (!builtins.has(name)) {
        throw new RangeError(
          `Cannot provide "${name}": only names given at the start can change; add it to builtins.`,
        );
      }
      if (Object.is(builtins.get(name), value)) continue;
      builtins.set(name, value);
      builtinStamps.set(name, (builtinStamps.get(name) ?? 0) + 1);
      runtime._builtin.redefine(name, [], () => value);
    }
  }

  function restore(values: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(values)) {
      kept.set(key, { value, own: undefined });
      const shown = elements.get(key);
      if (!shown) continue;
      assign(shown.element, value);
      shown.changed(valueOf(shown.element));
      emit(shown.element);
    }
  }

  async function settled(): Promise<void> {
    // An event needs a few turns until it is a change: the stream hears it, then the runtime.
    for (let turn = 0; turn < 3; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      if (!over) await runtime._compute();
    }
    if (over || isQuiet()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        quiet.delete(done);
        resolve();
      };
      quiet.add(done);
    });
  }

  function isQuiet(): boolean {
    return [...slots.values()].every(({ phase }) => phase !== "running") &&
      [...slots.values()].every((slot) => slot.phase !== "pending" || isBlocked(slot));
  }

  /** Whether a cell waits for one that has done its part, or that will not start by itself. */
  function isBlocked(slot: Slot): boolean {
    return waitsOf(slot).some(({ cells }) => {
      const giver = slots.get(cells[0]);
      return giver !== undefined && (giver.phase === "done" || giver.phase === "idle" ||
        giver.phase === "pending" && isBlocked(giver));
    });
  }
}

/** A name that no cell gives and that is no builtin. Of the window, only listed names are names. */
function lookUp(name: string): unknown {
  if (browser.has(name) && name in globalThis) return (globalThis as Record<string, unknown>)[name];
  throw new Error(`${name} is not defined`);
}

/** Thrown into code of a run that is over; never shown, because the runtime knows it is outdated. */
const outdated = new Error("This cell has been run again since; what comes late is not shown.");

/** A stream that listens only when it is asked. */
function lazily(open: () => Stream): Stream {
  let stream: Stream | undefined;
  return {
    next: (input) => (stream ??= open()).next(input),
    return: (value) => (stream ??= open()).return(value),
  };
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Trouble && error.problem.code === "duplicate";
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value !== "object" && typeof value !== "function";
}

function alike(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}

function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  try {
    return JSON.stringify(a) === JSON.stringify(b);
  } catch {
    return false;
  }
}
