// @ts-types="../runtime.d.ts"
import { RuntimeError } from "@observablehq/runtime";
import { Trouble } from "../deadline.ts";
import { missingProblem } from "../graph.ts";
import type { Problem } from "../problem.ts";
import type { Room, Slot } from "./room.ts";
import type { State } from "./world.ts";

/** Tells the world how a cell stands, if it is news; and those who wait for rest, if there is rest. */
export function tell(room: Room, slot: Slot | undefined): void {
  if (!slot || room.over) return;
  const state = stateOf(room, slot);
  const { status, waits, problems } = state;
  const text = JSON.stringify([status, state.stale, waits, problems]);
  if (slot.told !== text) {
    slot.told = text;
    room.world.told?.(slot.id, state);
  }
  if (room.quiet.size && isQuiet(room)) room.quiet.forEach((resolve) => resolve());
}

/** The cell, or something that it gave away, failed. */
export function fail(room: Room, slot: Slot, problem: Problem, thrown: unknown): void {
  if (room.over) return;
  slot.phase = "error";
  slot.memo = undefined;
  slot.failure = problem;
  slot.thrown = thrown;
  // What this run showed before it failed stays; what an earlier run showed does not.
  const ran = problem.code === "runtime" || problem.code === "endless";
  if (!ran || slot.shown.run !== slot.runs) {
    slot.shown = { run: -1, version: -1, auto: false };
    room.world.clear?.(slot.id);
  }
  tell(room, slot);
}

/** What was thrown, as a problem. */
export function problemOf(room: Room, error: unknown): Problem {
  if (error instanceof Trouble) return error.problem;
  if (error instanceof RuntimeError && error.input !== undefined) {
    return upstream(room, error.input);
  }
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: "runtime", severity: "error", params: { detail } };
}

/** How a cell stands. */
export function stateOf(room: Room, slot: Slot): State {
  const base = { stale: room.stale.has(slot.id), runs: slot.runs, waits: [], problems: [] };
  if (slot.put.disabled) return { ...base, stale: false, status: "disabled" };
  if (!slot.live || slot.live.disabled) return { ...base, stale: false, status: "idle" };
  if (slot.phase === "running") {
    // What failed beside the cell may be what it waits for.
    return slot.late
      ? { ...base, status: "error", problems: [slot.late], thrown: slot.thrown }
      : { ...base, status: "running" };
  }
  if (slot.phase === "pending") {
    const waits = waitsOf(room, slot);
    return { ...base, waits, status: waits.length ? "waiting" : "running" };
  }
  const between = room.marks.get(slot.id) ?? [];
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

/** Whether nothing computes, though cells may wait. */
export function isQuiet(room: Room): boolean {
  return [...room.slots.values()].every(({ phase }) => phase !== "running") &&
    [...room.slots.values()].every((slot) => slot.phase !== "pending" || isBlocked(room, slot));
}

function waitsOf(room: Room, slot: Slot): State["waits"] {
  return slot.live!.inputs.flatMap((name) => {
    const given = room.names.get(name);
    if (!given || given.settled) return [];
    const cells = room.live.givers.get(name) ?? room.next.givers.get(name) ?? [];
    return [{ name, cells }];
  });
}

/** Why a name that a cell reads has no value: the first cause, in the cell where it is. */
function upstream(room: Room, name: string): Problem {
  const double = room.live.duplicates.find((duplicate) => duplicate.name === name);
  if (double) {
    return { code: "duplicate", severity: "error", params: { name }, cells: double.cells };
  }
  const [id] = room.live.givers.get(name) ?? [];
  if (id === undefined) {
    const missing = room.live.missing.find((known) => known.name === name);
    return missingProblem(missing ?? { name, cell: 0, disabled: [] });
  }
  const cause = room.slots.get(id)!.failure;
  const cells = cause?.code === "upstream" ? cause.cells : [id];
  return { code: "upstream", severity: "error", params: { name }, cells };
}

/** Whether a cell waits for one that has done its part, or that will not start by itself. */
function isBlocked(room: Room, slot: Slot): boolean {
  return waitsOf(room, slot).some(({ cells }) => {
    const giver = room.slots.get(cells[0]);
    return giver !== undefined && (giver.phase === "done" || giver.phase === "idle" ||
      giver.phase === "pending" && isBlocked(room, giver));
  });
}
