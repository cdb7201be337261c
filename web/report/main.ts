import type { Change } from "../../engine/mod.ts";
import type { SystemSpec } from "../../engine/schema.ts";
import { unquote } from "../../engine/formats/quotation.ts";
import { voice } from "../plots/voice.ts";
import { calm } from "./calm.ts";
import type { Carried, Formulas, ReportData, Sources } from "./data.ts";
import { run } from "./run.ts";
import { seal } from "./seal.ts";

/** What the scripts before this one put here. */
interface Page {
  /** The functions of the cells, by id. */
  readonly cells: Readonly<Record<number, (...values: unknown[]) => unknown>>;
  /** What each carried part exports: its names, or what makes them. */
  readonly loaded: Readonly<Record<string, Part>>;
}

interface Part {
  readonly give?: (world: unknown) => Record<string, unknown>;
  /** Opens the records, which the part of them does. */
  readonly open?: (data: ReportData, formulas: Formulas) => unknown;
  readonly [name: string]: unknown;
}

/** Brings an open report to life. Until a cell has run, what was drawn ahead stays in its place. */
function start(page: Page): void {
  seal();
  const carried = read("mitate-data") as Carried;
  const data = unpacked(carried, read("mitate-source") as Sources);
  calm(data.at);
  const { formulas, texts } = carried;
  const systems = page.loaded["./records.js"]?.open?.(data, formulas);
  const world = { systems, texts, propose: refuse };
  const given = carried.parts.map((name) => page.loaded[`./${name}.js`])
    .map((part) => part.give ? part.give(world) : part);
  const empty = Object.fromEntries(carried.names.map((name) => [name, undefined]));
  const builtins = Object.assign(empty, ...given);
  run(data, { make: (_, id) => page.cells[id], builtins });
  document.documentElement.classList.add("live");
}

function read(id: string): unknown {
  return JSON.parse(document.getElementById(id)!.textContent!);
}

function unpacked(carried: Carried, { records, catalogs, patterns }: Sources): ReportData {
  const open = records.filter(({ text }) => text !== undefined);
  const systems = carried.systems.map((quoted, index) => ({
    path: open[index].path,
    spec: unquote(quoted, open[index].text!) as SystemSpec,
  }));
  return { ...carried, systems, catalogs, patterns };
}

/** A published report can change no record, and says so where it was asked to. */
function refuse(_system: string, _changes: readonly Change[]): void {
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("role", "status");
  note.textContent = voice().lang === "ja"
    ? "公開した報告書からは記録を変更できません。変更はノートブックで提案してください。"
    : "A published report cannot change the record. Propose the change in the notebook.";
  document.activeElement?.after(note);
}

const name = "mitate";
const page = Reflect.get(globalThis, name) as Page;
Reflect.deleteProperty(globalThis, name);
start(page);
