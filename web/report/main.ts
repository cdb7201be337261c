import "../frame/policy.ts";
import type { ReportData } from "./data.ts";
import { run } from "./run.ts";

/** The functions of the cells by id, put here by the script before this one. */
interface Page {
  mitateCells: Readonly<Record<number, (...values: unknown[]) => unknown>>;
}

/** Brings an open report to life. Until a cell has run, what was drawn ahead stays in its place. */
function start(): void {
  const data = JSON.parse(document.getElementById("mitate-data")!.textContent!) as ReportData;
  const cells = (globalThis as unknown as Page).mitateCells;
  run(data, { make: (_, id) => cells[id] });
  document.documentElement.classList.add("live");
}

start();
