import { createKernel, type Kernel, type State, type World } from "../notebook/kernel.ts";
import { voice } from "../plots/voice.ts";
import type { ReportData } from "./data.ts";
import { type Place, placeIn } from "./place.ts";

/** A report that runs. */
export interface Running {
  readonly kernel: Kernel;
  readonly places: ReadonlyMap<number, Place>;
  name(cell: number): string;
}

/**
 * Runs the cells of a report in the sections of the page. The same for drawing ahead and for the open
 * report, so that both show the same.
 */
export function run(
  { cells }: Pick<ReportData, "cells">,
  world: Pick<World, "make" | "limit" | "now" | "builtins">,
): Running {
  const labels = new Map(cells.map(({ id, label }) => [id, label]));
  const name = (cell: number) => labels.get(cell) ?? String(cell);
  const places = new Map(
    cells.flatMap(({ id }) => {
      const section = document.querySelector(`section.cell[data-id="${id}"]`);
      return section ? [[id, placeIn(section)] as const] : [];
    }),
  );
  const kernel = createKernel({
    ...world,
    show: (id, value, how) => places.get(id)?.show(value, how),
    clear: (id) => places.get(id)?.clear(),
    told: (id, state) => places.get(id)?.trouble(state.problems, noteOf(state, name), name),
  });
  kernel.put(cells);
  kernel.run();
  return { kernel, places, name };
}

/** Why a cell shows nothing yet; empty where it waits for nothing. */
export function noteOf({ status, waits }: State, label: (cell: number) => string): string {
  if (status !== "waiting") return "";
  const { say, list } = voice();
  const names = waits.map(({ name, cells }) =>
    cells.length ? say("app.cell.wait", { name, cell: label(cells[0]) }) : name
  );
  return say("app.cell.waiting", { names: list(names) });
}
