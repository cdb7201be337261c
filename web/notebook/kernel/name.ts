// @ts-types="../runtime.d.ts"
import { RuntimeError } from "@observablehq/runtime";
import { Trouble } from "../deadline.ts";
import { duplicateProblem } from "../graph.ts";
import { isPromise, isStream } from "../stream.ts";
import { type Given, isPlain, opened, type Room, type Slot, waiting } from "./room.ts";
import { fail, problemOf, tell } from "./tell.ts";

/** Brings the variables of names in line with the cells that give them; `idle` cells give names to come. */
export function giveNames(room: Room, idle: ReadonlyMap<string, number>): void {
  for (const [name, given] of room.names) {
    if (room.live.givers.has(name) || idle.has(name)) continue;
    room.names.delete(name);
    given.stop?.();
    given.variable.dispose();
    given.variable.delete();
  }
  for (const [name, ids] of room.live.givers) giveName(room, name, ids);
  for (const [name, id] of idle) if (!room.live.givers.has(name)) giveName(room, name, [id]);
}

function giveName(room: Room, name: string, ids: readonly number[]): void {
  const double = room.live.duplicates.find((duplicate) => duplicate.name === name);
  const [id] = ids;
  const isIdle = !room.slots.get(id)!.live;
  const plan = double ? `twice ${ids}` : `${isIdle ? "idle" : "given"} ${id}`;
  const known = room.names.get(name);
  if (known?.plan === plan) return;
  const given = known ?? newGiven(room, name);
  given.plan = plan;
  given.settled = false;
  if (double) {
    given.variable.define(name, [], () => {
      throw new Trouble(duplicateProblem(double));
    });
  } else if (isIdle) {
    given.variable.define(name, [], () => waiting(given, new Promise(() => {})));
  } else {
    given.variable.define(
      name,
      [`cell ${id}`],
      (value) => handOn(room, given, room.slots.get(id)!, value),
    );
  }
}

function newGiven(room: Room, name: string): Given {
  const given: Given = {
    name,
    plan: "",
    settled: false,
    stamp: 0,
    variable: room.main.variable({
      pending() {
        given.stop?.();
        given.stop = undefined;
        given.settled = false;
      },
      fulfilled: () => settle(room, given),
      rejected(error) {
        // A promise or generator that a cell gave away failed: the error is that cell's.
        const giver = room.slots.get(room.live.givers.get(name)?.[0] ?? -1);
        const own = !(error instanceof RuntimeError) && !isDuplicate(error);
        if (giver && own && room.names.get(name) === given) {
          fail(room, giver, problemOf(room, error), error);
        }
        settle(room, given);
      },
    }),
  };
  room.names.set(name, given);
  return given;
}

function settle(room: Room, given: Given): void {
  if (room.over || room.names.get(given.name) !== given) return;
  given.settled = true;
  for (const id of room.live.readers.get(given.name) ?? []) tell(room, room.slots.get(id));
}

/** The value of a name, out of the value of its cell. */
function handOn(room: Room, given: Given, slot: Slot, value: unknown): unknown {
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
    }, room);
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

function isDuplicate(error: unknown): boolean {
  return error instanceof Trouble && error.problem.code === "duplicate";
}
