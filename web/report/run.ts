import { library, living } from "../frame/library.ts";
import { type Systems, systemsOf } from "../frame/systems.ts";
import { createKernel, type Kernel, type State, type World } from "../notebook/kernel.ts";
import { voice } from "../plots/voice.ts";
import type { ReportData } from "./data.ts";
import { type Place, placeIn } from "./place.ts";

/** A report that runs. */
export interface Running {
  readonly kernel: Kernel;
  readonly places: ReadonlyMap<number, Place>;
  /** The ids of the records that cells have asked for so far. */
  readonly used: ReadonlySet<string>;
  name(cell: number): string;
}

/**
 * Runs the cells of a report in the sections of the page, with the names that the frame gives. The same
 * for drawing ahead and for the open report, so that both show the same.
 */
export function run(
  data: ReportData,
  { make, limit }: Pick<World, "make" | "limit">,
): Running {
  const labels = new Map(data.cells.map(({ id, label }) => [id, label]));
  const name = (cell: number) => labels.get(cell) ?? String(cell);
  const places = new Map(
    [...document.querySelectorAll("section.cell")].map((section) =>
      [Number(section.getAttribute("data-id")), placeIn(section)] as const
    ),
  );
  const used = new Set<string>();
  const kernel = createKernel({
    make,
    limit,
    builtins: { ...library(), ...living(watched(systemsOf(data), used), refuse) },
    show: (id, value, how) => places.get(id)?.show(value, how),
    clear: (id) => places.get(id)?.clear(),
    told: (id, state) => places.get(id)?.trouble(state.problems, noteOf(state, name), name),
  });
  kernel.put(data.cells);
  kernel.run();
  return { kernel, places, used, name };
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

function watched(systems: Systems, used: Set<string>): Systems {
  return {
    ...systems,
    get(id) {
      const system = systems.get(id);
      used.add(system.id);
      return system;
    },
  };
}

/** A published report can change no record, and says so where it was asked to. */
function refuse(): void {
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("role", "status");
  note.textContent = voice().lang === "ja"
    ? "公開した報告書からは記録を変更できません。変更はノートブックで提案してください。"
    : "A published report cannot change the record. Propose the change in the notebook.";
  document.activeElement?.after(note);
}
