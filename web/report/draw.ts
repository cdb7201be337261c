import { library, living } from "../frame/library.ts";
import { markup } from "../frame/markdown.ts";
import { type Systems, systemsOf } from "../frame/systems.ts";
import type { World } from "../notebook/kernel.ts";
import { say } from "../notebook/problem.ts";
import { calm, seed } from "./calm.ts";
import type { Drawing, Drawn, ReportData } from "./data.ts";
import type { Order } from "./render.ts";
import { noteOf, run, type Running } from "./run.ts";
import { still } from "./still.ts";

/** What drawing is handed: how functions are made, and who hears which cell computes. */
export interface Hands {
  readonly make: World["make"];
  /** Looks at the clock, and stops the cell that asks where it goes too far. */
  readonly now: () => number;
  running(cell: number): void;
}

/** Runs the cells on a page without a browser, and gives what stands there when nothing computes. */
export async function draw(
  { data, texts, limit, patience }: Order,
  { make, now, running }: Hands,
): Promise<Drawing> {
  const dice = calm(data.at);
  document.documentElement.lang = data.lang;
  const read = texts.map(markup);
  const main = document.createElement("main");
  main.innerHTML = data.cells.map(({ id }) =>
    `<section class="cell" data-id="${id}"><div class="body"></div><div class="problems"></div></section>`
  ).join("");
  document.body.append(main);
  const used = new Set<string>();
  const builtins = { ...library(), ...living(watched(systemsOf(data), used), () => {}) };
  const started: World["make"] = (body, id) => {
    const compute = make(body, id);
    return (...values) => {
      running(id);
      return compute(...values);
    };
  };
  const report = run(data, { make: started, limit, now, builtins });
  await Promise.race([report.kernel.settled(), new Promise((done) => setTimeout(done, patience))]);
  const cells = data.cells.map(({ id }) => drawn(id, report, data));
  const headings = [...main.querySelectorAll("h1, h2, h3")].map((heading) => ({
    id: heading.id,
    level: Number(heading.tagName.slice(1)),
    text: (heading.textContent ?? "").trim(),
  }));
  const chance = dice.thrown() ? { seed } : {};
  return { cells, headings, used: [...used], texts: read, ...chance };
}

function drawn(id: number, { kernel, places, name }: Running, { lang }: ReportData): Drawn {
  const { body, problems } = places.get(id)!;
  const state = kernel.state(id)!;
  still(body);
  const told = state.problems.map((problem) => say(problem, lang, name));
  const note = noteOf(state, name);
  const late = state.status === "running" ? [unfinished[lang]] : [];
  return {
    id,
    body: body.innerHTML,
    problems: problems.innerHTML,
    told: [...told, ...note ? [note] : [], ...late],
  };
}

const unfinished = {
  ja: "時間内に計算が終わりませんでした。",
  en: "The computation did not end in time.",
};

/** Notes which records are asked for. */
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
