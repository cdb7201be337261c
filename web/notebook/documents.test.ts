// @vitest-environment happy-dom
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { record } from "../../engine/fixtures/record.ts";
import { gather } from "../../engine/formats/beside.ts";
import { open } from "../../engine/formats/record.ts";
import {
  type Assessment,
  type Change,
  type Lang,
  type RatingTable,
  rules,
  standard,
  type SystemSpec,
  words,
} from "../../engine/mod.ts";
import { library, living } from "../frame/library.ts";
import { createOutputs } from "../frame/outputs.ts";
import { type Systems, systemsOf } from "../frame/systems.ts";
import { compile } from "./compile.ts";
import { type Notebook, parse, serialize } from "./format.ts";
import { graph } from "./graph.ts";
import { createKernel, type Kernel } from "./kernel.ts";
import { say } from "./problem.ts";
import { side } from "./side.ts";

// The DOM of the tests has an address of its own, so the folder is asked of the module itself.
const root = `${(import.meta as ImportMeta & { dirname: string }).dirname}/../..`;
const templates = list("notebooks/templates");
const files = [...list("notebooks"), ...templates];
const sample = open(readFileSync(`${root}/scenarios/benefit-portal.yaml`), "benefit-portal.yaml")
  .spec!;

const patterns = gather(
  readdirSync(`${root}/scenarios/patterns`).map((file) => ({
    file,
    input: readFileSync(`${root}/scenarios/patterns/${file}`),
  })),
);

function list(folder: string): string[] {
  return readdirSync(`${root}/${folder}`).filter((name) => name.endsWith(".html"))
    .map((name) => `${folder}/${name}`);
}

function text(path: string): string {
  return readFileSync(`${root}/${path}`, "utf8");
}

/** The records of the workspace as the frame has them. */
function recordsOf(specs: readonly SystemSpec[]): Systems {
  const systems = specs.map((spec) => ({ path: `scenarios/${spec.id}.yaml`, spec }));
  return systemsOf({ at: "2026-11-22", systems, catalogs: [], patterns });
}

/** The names that the frame gives to every cell, over these records. */
function builtins(records = recordsOf([sample])): Record<string, unknown> {
  return { ...library(), ...living(records, () => {}) };
}

interface Ran {
  readonly kernel: Kernel;
  /** Everything on the page, as a reader sees it. */
  readonly page: HTMLElement;
  /** What went wrong in any cell, in words. */
  problems(): string[];
  /** Gives inputs values as a person would, by name, and waits. */
  give(values: Readonly<Record<string, unknown>>): Promise<void>;
  /** Changes the language of the page, as the frame does, and waits. */
  speak(lang: Lang): Promise<void>;
}

const running: Kernel[] = [];
afterEach(() => running.splice(0).forEach((kernel) => kernel.dispose()));

/** Runs a notebook to its end as the frame does: the same kernel, names and outputs. */
async function run(
  { cells }: Notebook,
  { lang = "ja", specs }: { lang?: Lang; specs?: readonly SystemSpec[] } = {},
): Promise<Ran> {
  document.documentElement.lang = lang;
  const page = document.createElement("main");
  document.body.replaceChildren(page);
  const outputs = createOutputs(page, { made: () => {}, gone: () => {} });
  const records = recordsOf(specs ?? [sample]);
  const kernel = createKernel({
    make: (body) => (0, eval)(`(${body})`),
    builtins: builtins(records),
    show: outputs.show,
    clear: outputs.clear,
    limit: 30_000,
  });
  running.push(kernel);
  outputs.arrange(cells.map(({ id }) => id));
  kernel.put(cells.map((cell) => compile(cell)));
  kernel.run();
  await kernel.settled();
  return {
    kernel,
    page,
    problems: () =>
      cells.flatMap(({ id }) => {
        const { status, problems } = kernel.state(id)!;
        const told = problems.map((problem) => `cell ${id}: ${say(problem, "en")}`);
        return status === "done" ? told : [`cell ${id} is ${status}`, ...told];
      }),
    async give(values) {
      kernel.restore(values);
      await kernel.settled();
    },
    async speak(lang) {
      document.documentElement.lang = lang;
      kernel.provide(living(records, () => {}));
      await kernel.settled();
    },
  };
}

/** What shows on a page where a value was missing or a sentence was not filled in. */
function flaws(page: Element): readonly string[] {
  return page.textContent.match(/.{0,20}(?:\bundefined\b|NaN|\[object|\{\w+\}).{0,20}/g) ?? [];
}

describe.each(files)("%s", (path) => {
  const notebook = parse(text(path));

  test("is read without problems and written as it was", () => {
    expect(notebook.problems).toEqual([]);
    expect(serialize(notebook)).toBe(text(path));
    expect(notebook.title).not.toBe("");
  });

  test("hides its code, and runs every cell", () => {
    expect(notebook.cells.filter(({ pinned, disabled }) => pinned || disabled)).toEqual([]);
  });

  test("gives each name once, goes round in no circle and reads no name that nobody gives", () => {
    const cells = notebook.cells.map((cell) => compile(cell));
    expect(cells.flatMap(({ id, error }) => error ? [`${id}: ${say(error, "en")}`] : [])).toEqual(
      [],
    );
    const { duplicates, cycles, missing, givers } = graph(cells, Object.keys(builtins()));
    expect({ duplicates, cycles, missing }).toEqual({ duplicates: [], cycles: [], missing: [] });
    const hidden = Object.keys(builtins()).filter((name) => givers.has(name));
    expect(hidden, "names of the frame that a cell takes for itself").toEqual([]);
  });

  test.each<Lang>(["ja", "en"])(
    "runs to the end in %s without an error in any cell",
    async (lang) => {
      const { page, problems } = await run(notebook, { lang });
      expect(problems()).toEqual([]);
      expect(flaws(page)).toEqual([]);
      const other = [...page.querySelectorAll("[lang]")].filter((element) =>
        element.getAttribute("lang") !== lang
      );
      expect(other).toEqual([]);
      for (const table of page.querySelectorAll(".mitate table")) {
        expect(table.querySelector("caption")?.textContent).toBeTruthy();
      }
    },
  );

  test("says everything in both languages", () => {
    const texts = notebook.cells.filter(({ mode }) => mode === "markdown");
    for (const { id, value } of texts) {
      const [ja, en] = (["ja", "en"] as const).map((lang) => side(value, lang));
      // What is in code or comes from a value is not the text's own.
      const own = en.replace(/\$\{[^]*?\}|`[^`]*`/g, "");
      expect([id, japanese(own)]).toEqual([id, ""]);
      expect([id, ja === en || japanese(ja) !== ""]).toEqual([id, true]);
      const headings = [ja, en].map((text) => text.match(/^#+ /gm)?.join(""));
      expect([id, headings[1]]).toEqual([id, headings[0]]);
      const paragraphs = [ja, en].map((text) => text.trim().split(/\n\s*\n/).length);
      expect([id, paragraphs[1]]).toEqual([id, paragraphs[0]]);
    }
  });

  test("in English shows no Japanese but what the record and the sources have in it alone", async () => {
    const { page } = await run(notebook, { lang: "en" });
    for (const code of page.querySelectorAll("code, .rows")) code.remove();
    const sources = standard.tables.map(({ source }) => source);
    const given = JSON.stringify([sample, sources, standard.impacts.map(({ source }) => source)]);
    const runs = page.textContent.match(/[\u3040-\u30ff\u4e00-\u9fff]+/g) ?? [];
    expect(runs.filter((text) => !given.includes(text))).toEqual([]);
  });

  test("changes its language at once, as if it had been opened in it", async () => {
    const wanted = (await run(notebook, { lang: "en" })).page.textContent;
    const { page, speak, problems } = await run(notebook, { lang: "ja" });
    await speak("en");
    expect(problems()).toEqual([]);
    // Not toBe on the texts: they are long.
    expect(firstDifference(page.textContent, wanted)).toBe("");
  });
});

function japanese(text: string): string {
  return text.match(/[\u3040-\u30ff\u4e00-\u9fff].{0,20}/g)?.join("|") ?? "";
}

function firstDifference(a: string, b: string): string {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    if (a[at] !== b[at]) return `${a.slice(at - 20, at + 20)} | ${b.slice(at - 20, at + 20)}`;
  }
  return "";
}

describe.each(templates)("%s", (path) => {
  const placeholder = 'system("benefit-portal")';

  test("names its record in one cell near the top", () => {
    const naming = parse(text(path)).cells.map(({ value }) => value.includes(placeholder));
    expect(naming.filter(Boolean).length).toBe(1);
    expect(naming.indexOf(true)).toBeLessThan(2);
  });

  test.each<[string, SystemSpec]>([
    ["says next to nothing", { mitate: 1, id: "other" } as SystemSpec],
    ["has no scenario yet", record({ id: "other" })],
    [
      "has a scenario of one step",
      record({
        id: "other",
        scenarios: [{ id: "S1", damage: "leak", steps: [{ id: "enter", place: "web" }] }],
      }),
    ],
  ])("serves a record that %s", async (_, spec) => {
    const notebook = parse(text(path).replace(placeholder, 'system("other")'));
    const { problems, page } = await run(notebook, { specs: [spec] });
    expect(problems()).toEqual([]);
    expect(flaws(page)).toEqual([]);
  });
});

describe("the tour", () => {
  const notebook = parse(text("notebooks/tour.html"));

  test("draws matrix, paths and measures anew when a control and a trait move", async () => {
    const { kernel, page, give, problems } = await run(notebook);
    const drawn = (kind: string) => [...page.querySelectorAll(`.mitate-${kind}`)].at(-1)!.outerHTML;
    const kinds = ["matrix", "path", "measures", "comparison"];
    const before = kinds.map(drawn);
    const close = (control: string): Change => ({
      type: "set-status",
      control,
      place: "maintenance-vpn",
      status: "implemented",
    });
    await give({ statusChanges: [close("SI-2"), close("IA-2(1)")] });
    const trial = await kernel.value("trial") as Assessment;
    const now = await kernel.value("now") as Assessment;
    const s5 = ({ scenarios }: Assessment) => scenarios.find(({ id }) => id === "S5")!;
    expect([s5(now).risk.worst, s5(trial).risk.worst]).toEqual(["A", "C"]);
    expect(kinds.map(drawn)).not.toEqual(before);
    await give({ profileChanges: [{ type: "set-trait", trait: "exposure", value: "closed" }] });
    const closed = await kernel.value("trial") as Assessment;
    expect(closed.scenarios.find(({ id }) => id === "S1")!.possible.worst).toBe(false);
    kinds.map(drawn).forEach((after, index) => expect(after).not.toBe(before[index]));
    expect(problems()).toEqual([]);
  });

  test("names only what the frame gives", () => {
    const table = notebook.cells.find(({ value }) => value.includes('t("名前", "Name")'))!.value;
    const named = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) =>
      [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name)
    );
    expect(named.length).toBeGreaterThan(20);
    expect(Object.keys(builtins())).toEqual(expect.arrayContaining(named));
  });

  test("its formulas count what the analysis says", async () => {
    const { kernel } = await run(notebook);
    const { scenarios, plan } = await kernel.value("trial") as Assessment;
    const all = scenarios.filter(({ possible }) => possible.worst).length;
    const over = scenarios.filter((scenario) => scenario.over.worst).length;
    expect(await kernel.value("超過の割合")).toBe(Math.round(1000 * over / all) / 10);
    expect(await kernel.value("対策の総費用")).toBe(plan.cost);
  });
});

describe("the method", () => {
  const notebook = parse(text("notebooks/method.html"));

  test.each<Lang>(["ja", "en"])(
    "states every rule of the engine in its words in %s, with its source and trust",
    async (lang) => {
      const { page } = await run(notebook, { lang });
      const unsaid = Object.entries(rules).filter(([id, { statement, source, provenance }]) => {
        const [said] = page.querySelectorAll(`.mitate-rules [data-rule="${id}"]`);
        const trust = provenance === "mitate" ? "" : words.provenance[provenance][lang];
        const texts = [statement[lang], source[lang], trust];
        return !said || texts.some((text) => !said.textContent.includes(text));
      });
      expect(unsaid.map(([id]) => id)).toEqual([]);
    },
  );

  test("shows every table that a rule reads where the rule stands, with every cell", async () => {
    const { kernel, page } = await run(notebook);
    const { tables, system } = await kernel.value("now") as Assessment;
    const wanted = [
      ...tables.filter(({ kind }) => kind === "table").map(({ id }) => id),
      ...standard.methods.flatMap((
        { table, stages },
      ) => [table, ...stages.map(({ table }) => table)])
        .map(({ id }) => id),
    ];
    const shown = [...page.querySelectorAll<HTMLElement & { value: RatingTable }>(".mitate-rating")]
      .filter((figure) => !figure.closest(".mitate-shelf"));
    const missing = wanted.filter((id) => !shown.some(({ value }) => value.id === id));
    expect(missing).toEqual([]);
    for (const figure of shown) {
      const cells = [...figure.querySelectorAll<HTMLElement>("[data-cell]")];
      expect(cells.map(({ dataset }) => dataset.cell).toSorted())
        .toEqual(Object.keys(figure.value.cells).toSorted());
    }
    // The one definition that is no table of ratings stands in the form that asks for it.
    for (const { definitions } of Object.values(system.method.impact.categories)) {
      expect(page.textContent).toContain(definitions.high.ja);
    }
  });

  test("does not say itself what the engine says", () => {
    const written = text("notebooks/method.html");
    for (const { statement } of Object.values(rules)) expect(written).not.toContain(statement.ja);
  });

  test("shows every risk method side by side, cell by cell, with its trust", async () => {
    const { page } = await run(notebook, { lang: "ja" });
    for (const { table } of standard.methods) {
      const found = [...page.querySelectorAll("table")].find((element) =>
        element.querySelector("caption")?.textContent === table.name.ja
      )!;
      const shown = [...found.querySelectorAll("td")].map((cell) => cell.textContent);
      const letters = Object.values(table.cells).map(String);
      const asShown = letters.map((letter) =>
        (words.risk as Record<string, { ja: string }>)[letter.length > 1 ? letter : ""]?.ja ??
          letter
      );
      expect(shown.toSorted()).toEqual(asShown.toSorted());
      const caption = found.closest("figure")!.querySelector("figcaption")!.textContent;
      expect(caption).toContain(words.provenance[table.provenance].ja);
      if (table.note) expect(caption).toContain(table.note.ja);
      expect(/原典との照合が済んでいません/.test(caption)).toBe(table.provenance === "unverified");
    }
  });

  test("its guards move the level of a step, and mark the cell that was read", async () => {
    const { kernel, page } = await run(notebook);
    const level = async () => {
      await kernel.settled();
      const { level, cell } = await kernel.value("step") as Assessment["scenarios"][0]["steps"][0];
      expect(page.querySelectorAll("mark").length).toBeGreaterThan(0);
      return [level.best, level.worst, cell.worst];
    };
    choose(page, "防御 2", "実施済み");
    expect(await level()).toEqual([2, 2, "2/no/no/no"]);
    choose(page, "検知", "実施済み");
    expect(await level()).toEqual([2, 2, "2/no/yes/no"]);
    choose(page, "対処", "実施済み");
    expect(await level()).toEqual([3, 3, "2/no/yes/yes"]);
    choose(page, "検知", "ガードなし");
    field<HTMLInputElement>(page, "防御 1・2 は独立", "input[type=checkbox]").click();
    expect(await level()).toEqual([3, 3, "2/yes/no/yes"]);
    choose(page, "防御 1", "未評価");
    expect(await level()).toEqual([3, 2, "2/no/no/yes"]);
    choose(page, "侵入テスト", "攻撃の成功を確認した");
    expect((await level()).slice(0, 2)).toEqual([1, 1]);
    for (const name of ["防御 1", "防御 2", "対処"]) choose(page, name, "ガードなし");
    expect(await level()).toEqual([1, 1, "0/no/no/no"]);
    expect(page.textContent.includes("モデル化していない")).toBe(true);
  });

  test("its small graph: the strongest step of a path decides, and the worst path", async () => {
    const { kernel, give } = await run(notebook);
    const levels = { a: 2, b: 1, c: 1, d: 1, threatA: 3, threatB: 2, damage: 3 };
    const graphed = async (change: object) => {
      await give({ levels: { ...levels, ...change } });
      const { paths, risk } = await kernel.value("graphed") as Assessment["scenarios"][0];
      return [
        ...paths.map(({ steps, threat, defence }) =>
          `${steps.join("")} ${threat.worst}/${defence.worst}`
        ).sort(),
        risk.worst,
      ];
    };
    expect(await graphed({})).toEqual(["acd 3/2", "bcd 2/1", "A"]);
    expect(await graphed({ d: 3 })).toEqual(["acd 3/3", "bcd 2/3", "B"]);
    expect(await graphed({ d: 3, damage: 1 })).toEqual(["acd 3/3", "bcd 2/3", "D"]);
  });

  test("its condition follows the traits", async () => {
    const { kernel, page, problems } = await run(notebook);
    const truth = async () => {
      await kernel.settled();
      const { conditions } = await kernel.value("conditional") as Assessment;
      return conditions.find(({ on }) => on === "scenario/EX")?.truth;
    };
    expect(await truth()).toBe("unknown");
    choose(page, "遠隔保守", "なし");
    expect(await truth()).toBe("yes");
    choose(page, "公開範囲", "閉域");
    expect(await truth()).toBe("no");
    type(page, "条件", "exposure = closed or operation.remote");
    expect(await truth()).toBe("yes");
    type(page, "条件", "exposure = ");
    expect(await truth()).toBe("unknown");
    type(page, "条件", "");
    expect(await truth()).toBe(undefined);
    expect(problems()).toEqual([]);
  });
});

/** Chooses as a hand would, by the words of the label and of the option. */
function choose(page: Element, label: string, option: string): void {
  const select = field<HTMLSelectElement>(page, label, "select");
  const index = [...select.options].findIndex(({ textContent }) => textContent === option);
  expect(index, option).toBeGreaterThanOrEqual(0);
  select.selectedIndex = index;
  select.dispatchEvent(new Event("input", { bubbles: true }));
}

function type(page: Element, label: string, value: string): void {
  const input = field<HTMLInputElement>(page, label, "input");
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function field<E extends Element>(page: Element, label: string, kind: string): E {
  const found = [...page.querySelectorAll("label")].find(({ textContent }) =>
    textContent.startsWith(label)
  );
  return found!.parentElement!.querySelector<Element>(kind) as E;
}

describe("the sample's analysis", () => {
  const notebook = parse(text("notebooks/benefit-portal.html"));

  test("what its text says of the maintenance route holds", async () => {
    const { kernel } = await run(notebook);
    const names = builtins();
    const { whatIf, assess } = names as {
      whatIf(system: unknown, ...changes: Change[]): Assessment["system"];
      assess(system: unknown): Assessment;
    };
    const portal = await kernel.value("portal");
    const close = (control: string): Change => ({
      type: "set-status",
      control,
      place: "maintenance-vpn",
      status: "implemented",
    });
    const s5 = (...changes: Change[]) =>
      assess(whatIf(portal, ...changes)).scenarios.find(({ id }) => id === "S5")!.risk.worst;
    const [gateway, login] = [close("SI-2"), close("IA-2(1)")];
    expect([s5(), s5(gateway), s5(login), s5(gateway, login)]).toEqual(["A", "A", "A", "C"]);
  });

  test("what its text says of hosting holds, and the whole page follows", async () => {
    const { kernel, give, problems, page } = await run(notebook);
    const possible = async () =>
      (await kernel.value("possible") as Assessment["scenarios"]).map(({ id }) => id);
    expect(await possible()).not.toContain("S15");
    await give({
      profileChanges: [{ type: "set-trait", trait: "hosting", value: "on-premises" }],
    });
    expect(await possible()).toEqual(expect.arrayContaining(["S15", "S16"]));
    expect(problems()).toEqual([]);
    expect(page.textContent.includes("試している変更")).toBe(true);
  });
});
