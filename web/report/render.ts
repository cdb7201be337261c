import type { Drawing, Drawn, ReportData } from "./data.ts";

/** What is to be drawn: the report's data with the sources of the cells, and their sections. */
export interface Order {
  readonly data: ReportData;
  /** How long one cell may compute, and all together, in milliseconds. */
  readonly limit: number;
  readonly patience: number;
}

type Modules = readonly [
  typeof import("./run.ts"),
  typeof import("./still.ts"),
  typeof import("../notebook/problem.ts"),
];

const scope = globalThis as unknown as {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
};
const send = scope.postMessage.bind(scope);

/**
 * Draws a report ahead, in a worker. It first loads all it needs and says so; whoever started it then
 * takes every permission away, and only then sends the cells.
 */
async function serve(): Promise<void> {
  const { openWindow } = await import("./window.ts");
  await openWindow();
  const modules: Modules = await Promise.all([
    import("./run.ts"),
    import("./still.ts"),
    import("../notebook/problem.ts"),
  ]);
  scope.onmessage = async ({ data }) => send({ t: "drawn", drawing: await draw(data, modules) });
  send({ t: "ready" });
}

async function draw({ data, limit, patience }: Order, modules: Modules): Promise<Drawing> {
  const [{ run, noteOf }, { still }, { say }] = modules;
  calm(data.at);
  document.documentElement.lang = data.lang;
  const main = document.createElement("main");
  main.innerHTML = data.cells.map(({ id }) =>
    `<section class="cell" data-id="${id}"><div class="body"></div><div class="problems"></div></section>`
  ).join("");
  document.body.append(main);
  // Indirect eval, in a worker that may do nothing but compute.
  const make = (body: string) => (0, eval)(`(${body})`);
  const { kernel, places, used, name } = run(data, { make, limit });
  await Promise.race([kernel.settled(), new Promise((done) => setTimeout(done, patience))]);
  const cells = data.cells.map(({ id }): Drawn => {
    const { body, problems } = places.get(id)!;
    const state = kernel.state(id)!;
    still(body);
    const told = state.problems.map((problem) => say(problem, data.lang, name));
    const note = noteOf(state, name);
    const late = state.status === "running" ? [unfinished[data.lang]] : [];
    return {
      id,
      body: body.innerHTML,
      problems: problems.innerHTML,
      told: [...told, ...note ? [note] : [], ...late],
    };
  });
  const headings = [...main.querySelectorAll("h1, h2, h3")].map((heading) => ({
    id: heading.id,
    level: Number(heading.tagName.slice(1)),
    text: (heading.textContent ?? "").trim(),
  }));
  return { cells, headings, used: [...used] };
}

const unfinished = {
  ja: "時間内に計算が終わりませんでした。",
  en: "The computation did not end in time.",
};

/** The same input gives the same report: the clock stands on the day of the analysis, dice repeat. */
function calm(at: string): void {
  const now = Date.parse(`${at}T00:00:00Z`) || 0;
  const Real = Date;
  const Still = class extends Real {
    constructor(...values: unknown[]) {
      super(...(values.length ? values : [now]) as [number]);
    }
    static override now(): number {
      return now;
    }
  };
  Object.defineProperty(globalThis, "Date", { value: Still, configurable: true, writable: true });
  let state = 1;
  Math.random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

await serve();
