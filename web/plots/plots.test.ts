// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { type Assessment, type Lang, standard, why } from "../../engine/mod.ts";
import { rules } from "../../engine/rule.ts";
import en from "../messages/en.json" with { type: "json" };
import ja from "../messages/ja.json" with { type: "json" };
import { assessed } from "./fixtures/sample.ts";
import {
  beforeAfter,
  changeList,
  chapter,
  comparison,
  conformityStrip,
  fold,
  gapBars,
  grid,
  measuresTable,
  type Options,
  pathDiagram,
  ratingTable,
  riskMatrix,
  ruleList,
  scenarioTable,
  shelfList,
  sideBySide,
  type Summed,
  verdictCard,
  whyNot,
  whyTree,
} from "./mod.ts";
import { chapters } from "./chapter.ts";

const sample = assessed();
const open = assessed([
  { type: "set-impact", category: "disclosure", level: "unassessed" },
  { type: "set-trait", trait: "exposure", value: null },
  { type: "set-threat", scenario: "S2", threat: "unassessed" },
  { type: "set-status", control: "AC-3", status: "unassessed" },
]);

const plots: Readonly<Record<string, (assessment: Assessment, options: Options) => Summed>> = {
  beforeAfter: (assessment, options) => beforeAfter(assessment, undefined, options),
  comparison: (assessment, options) => comparison(sample, assessment, options),
  conformityStrip,
  gapBars,
  measuresTable,
  pathDiagram: (assessment, options) => pathDiagram(assessment, "S1", options),
  riskMatrix,
  scenarioTable,
  verdictCard,
  whyTree: (assessment, options) => whyTree(why(assessment, "scenario/S5")!, options),
  changeList: (_, options) =>
    changeList([{ type: "set-trait", trait: "exposure", value: "closed" }], options),
  ratingTable: ({ system }, options) =>
    ratingTable(system.method.step, { columns: 3, read: ["2/no/yes/yes"], ...options }),
  ruleList: (_, options) => ruleList([], options),
  "shelfList of an analysis": shelfList,
  "shelfList of a shelf": (_, options) => shelfList(standard, options),
  grid: (_, options) =>
    grid(options.lang === "en" ? "Sizes" : "大きさ", ["A", "B"], [["1", "2"], ["3", "4"]], options),
  ...Object.fromEntries(
    [...chapters, "scenario/S5", "paths/S5"].map((name) => [
      `chapter ${name}`,
      (assessment: Assessment, options: Options) => chapter(assessment, name, options),
    ]),
  ),
};

describe.each(Object.keys(plots))("%s", (name) => {
  test.each<Lang>(["ja", "en"])("stands in %s with a name, a summary and no id", (lang) => {
    for (const assessment of [sample, open]) {
      const element = plots[name](assessment, { lang });
      expect(element.lang).toBe(lang);
      expect(element.getAttribute("aria-label")).toBeTruthy();
      expect(element.summary.length).toBeGreaterThan(10);
      expect(element.textContent).toContain(element.summary);
      expect(element.outerHTML).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
      expect(element.querySelectorAll("[id], script, [onclick], [onload], a[href]").length).toBe(0);
      const foreign = lang === "en" ? japanese(element.summary) : "";
      expect(foreign).toBe("");
    }
  });

  test("has a caption on every table, and a scope on every heading", () => {
    const element = plots[name](sample, { lang: "ja" });
    for (const table of element.querySelectorAll("table")) {
      expect(table.querySelector("caption")?.textContent).toBeTruthy();
      for (const heading of table.querySelectorAll("th")) {
        expect(heading.getAttribute("scope")).toMatch(/^(col|row|colgroup|rowgroup)$/);
      }
    }
  });

  test("is made in the document it is given, and says the same twice", () => {
    const other = document.implementation.createHTMLDocument("other");
    const element = plots[name](sample, { document: other, lang: "ja" });
    expect(element.ownerDocument).toBe(other);
    expect(plots[name](sample, { lang: "ja" }).outerHTML).toBe(element.outerHTML);
  });
});

function japanese(text: string): string {
  return text.match(/[\u3040-\u30ff\u4e00-\u9fff]/g)?.join("") ?? "";
}

test("the language is that of the nearest lang attribute", () => {
  const section = document.createElement("section");
  section.lang = "en-GB";
  const inner = section.appendChild(document.createElement("div"));
  expect(verdictCard(sample, { within: inner }).lang).toBe("en");
  expect(verdictCard(sample).lang).toBe("ja");
});

test("the catalogues of both languages have the same sentences with the same values", () => {
  expect(Object.keys(en)).toEqual(Object.keys(ja));
  // English counts in two forms: `{count|change|changes}` reads the same value as `{count}`.
  const values = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)[|}]/g)].map(([, name]) => name))].sort();
  for (const key of Object.keys(ja) as (keyof typeof ja)[]) {
    expect([key, values(en[key])]).toEqual([key, values(ja[key])]);
  }
});

describe("riskMatrix", () => {
  test("has every cell of the table and every possible scenario once", () => {
    const element = riskMatrix(sample);
    expect(element.querySelectorAll("td[data-cell]").length).toBe(27);
    const ids = [...element.querySelectorAll(".ids .id")].map(({ textContent }) => textContent);
    const possible = sample.scenarios.filter(({ possible }) => possible.worst).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(possible.toSorted());
    expect(element.querySelector('[data-cell="2/3/3"]')?.textContent).toContain("S5S7S10");
  });

  test("frames exactly the cells over target", () => {
    const over = [...riskMatrix(sample).querySelectorAll<HTMLElement>("td.over")]
      .map(({ dataset }) => dataset.cell).toSorted();
    expect(over).toEqual([
      "1/2/3",
      "1/3/2",
      "1/3/3",
      "2/2/3",
      "2/3/2",
      "2/3/3",
      "3/2/3",
      "3/3/2",
      "3/3/3",
    ]);
  });

  test("says plainly that its table is unverified, and why a scenario stands nowhere", () => {
    const caption = riskMatrix(sample, { lang: "ja" }).querySelector("figcaption")!.textContent;
    expect(caption).toContain("原典との照合が済んでいません");
    expect(caption).toContain("S15、S16（設置形態：PaaS）");
  });
});

describe("scenarioTable", () => {
  test("has a row per scenario, and six results with their marks", () => {
    const rows = [...scenarioTable(sample).querySelectorAll("tbody tr")];
    expect(rows.map((row) => row.querySelector(".id")!.textContent))
      .toEqual(sample.scenarios.map(({ id }) => id));
    expect(cells(rows[0])).toEqual(["B!", "C!", "", "B!", "", "B!", "B!"]);
  });

  test("strikes out what is not possible, with the trait", () => {
    const row = scenarioTable(sample, { lang: "en" }).querySelector('[data-ref="scenario/S15"]')!;
    expect(row.querySelector("s")).toBeTruthy();
    expect(row.textContent).toContain("Not possible under this profile (Hosting: PaaS).");
  });

  test("shows both ends of what is open", () => {
    const row = scenarioTable(open).querySelector('[data-ref="scenario/S2"]')!;
    expect(cells(row)[0]).toBe("D〜B?");
  });
});

function cells(row: Element): string[] {
  return [...row.querySelectorAll("td")].slice(2).map((cell) => {
    const copy = cell.cloneNode(true) as Element;
    for (const heard of copy.querySelectorAll(".mitate-heard")) heard.remove();
    return copy.textContent;
  });
}

describe("pathDiagram", () => {
  test("draws every step, marks the deciding ones and strikes out those outside", () => {
    const element = pathDiagram(sample, "S1");
    const steps = [...element.querySelectorAll("svg .step")];
    expect(steps.length).toBe(8);
    const refs = (selector: string) =>
      [...element.querySelectorAll(selector)].map((step) => step.getAttribute("data-ref"));
    expect(refs("svg .decides")).toEqual(["step/S1/shell"]);
    expect(refs("svg .gone[data-ref]")).toEqual(["step/S1/from-govnet"]);
    expect(refs("svg .path").length).toBe(sample.scenarios[0].deciding!.path.length);
  });

  test("marks where all and where any of several steps is needed", () => {
    const signs = (id: string) =>
      [...pathDiagram(sample, id, { lang: "en" }).querySelectorAll(".junction text")]
        .map(({ textContent }) => textContent);
    expect(signs("S7").toSorted()).toEqual(["all", "any"]);
  });

  test("names the guards of a step for those who listen, and shows them on focus", () => {
    const element = pathDiagram(sample, "S1", { lang: "en" });
    const step = element.querySelector('svg [data-ref="step/S1/read"]')!;
    expect(step.getAttribute("aria-description")).toContain("SC-28(1)");
    expect(element.querySelector(".panel")!.textContent).not.toContain("SC-28(1)");
    step.dispatchEvent(new Event("focusin", { bubbles: true }));
    expect(element.querySelector(".panel")!.textContent).toContain("SC-28(1)");
  });

  test("is drawn for every scenario, and says so where there is none", () => {
    for (const { id } of sample.scenarios) {
      expect(pathDiagram(sample, id).outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    }
    expect(pathDiagram(sample, "S99", { lang: "en" }).summary).toContain("no scenario S99");
  });

  test("keeps its shape", () => {
    const svg = pathDiagram(sample, "S7", { lang: "en" }).querySelector("svg")!;
    const boxes = [...svg.querySelectorAll(".step, .goal")].map((node) =>
      [
        node.getAttribute("data-ref"),
        node.getAttribute("transform")!.replace(/[\d.]+/g, (n) => Number(n).toFixed(2)),
      ].join(" ")
    );
    expect(boxes).toMatchInlineSnapshot(`
      [
        "step/S7/mail-admin translate(12.00,12.00)",
        "step/S7/enter-vpn translate(12.00,138.00)",
        "step/S7/take-over translate(254.00,75.00)",
        "step/S7/kill-backup translate(436.00,24.75)",
        "step/S7/encrypt translate(436.00,133.75)",
        "step/S7/loss translate(678.00,83.50)",
        "scenario/S7 translate(860.00,62.00)",
      ]
    `);
  });
});

describe("rules, tables and chapters", () => {
  test("every rule with its statement, source and trust; a wrong name is told with the nearest", () => {
    const element = ruleList([], { lang: "en" });
    expect(element.value.map(({ id }) => id)).toEqual(Object.keys(rules));
    for (const { statement, source } of Object.values(rules)) {
      expect(element.textContent).toContain(statement.en);
      expect(element.textContent).toContain(source.en);
    }
    expect(ruleList(["risk"]).value.length).toBe(1);
    expect(() => ruleList(["riks"], { lang: "en" })).toThrow("Did you mean risk?");
  });

  test("a rating table has every cell once, and marks what was read", () => {
    const { cells, ...step } = sample.system.method.step;
    for (const columns of [0, 1, 3, 4]) {
      const element = ratingTable({ ...step, cells }, { columns, read: ["2/no/yes/yes"] });
      const keys = [...element.querySelectorAll<HTMLElement>("[data-cell]")]
        .map(({ dataset }) => dataset.cell!);
      expect(keys.toSorted()).toEqual(Object.keys(cells).toSorted());
      expect(element.querySelectorAll("mark").length).toBe(1);
    }
  });

  test("the tables of an analysis are those it says it read, with every cell", () => {
    const element = shelfList(sample, { lang: "ja" });
    expect(element.value.map(({ table }) => table.id)).toEqual(sample.tables.map(({ id }) => id));
    const text = element.textContent;
    for (const { name, version, source } of sample.tables) {
      for (const said of [name.ja, version, source]) expect(text).toContain(said);
    }
    expect(element.querySelectorAll("[data-table='mitate-step'] [data-cell]").length)
      .toBe(Object.keys(sample.system.method.step.cells).length);
    const all = shelfList(standard).value.map(({ table }) => table.id);
    expect(all).toEqual(expect.arrayContaining(standard.tables.map(({ id }) => id)));
    expect(new Set(all).size).toBe(all.length);
  });

  test("a chapter says what the report says, and a wrong name is told with the nearest", () => {
    const text = (name: string) => chapter(sample, name, { lang: "ja" }).textContent;
    expect(text("baseline")).toContain("IA-2(1)");
    expect(text("scenario/S5")).toContain(sample.scenarios[4].scenario.attacker.ja);
    expect(text("damages")).toContain(sample.damages[0].damage.name.ja);
    expect(text("premises")).toContain(sample.system.profile.assumptions[0].ja);
    const { paths } = sample.scenarios[4];
    const rows = chapter(sample, "paths/S5").querySelectorAll("tbody tr");
    expect(rows.length).toBe(paths.length);
    expect(() => chapter(sample, "scenario/S55", { lang: "en" })).toThrow("scenario/S5");
    expect(() => chapter(sample, "toString", { lang: "en" })).toThrow("no chapter");
  });

  test("says so where a result, a change or a row is not there", () => {
    expect(whyNot("assurance", { lang: "en" }).summary).toContain("assurance");
    expect(changeList([], { lang: "en" }).summary).toContain("As in the record");
    expect(grid("Sizes", ["A"], [], { lang: "en" }).textContent).toContain("Sizes: none.");
    expect(fold("More", undefined)).toBeUndefined();
  });

  test("a long table is cut and says by how much", () => {
    const rows = Array.from({ length: 1_000_000 }, (_, index) => [index]);
    const element = grid("Numbers", ["n"], rows, { lang: "en" });
    expect(element.querySelectorAll("tbody tr").length).toBe(1000);
    expect(element.querySelector("figcaption")!.textContent).toBe("and 999,000 more rows.");
    expect(element.value).toBe(rows);
  });

  test("things stand side by side, and behind a line", () => {
    const [one, two] = [document.createElement("p"), document.createElement("p")];
    expect([...sideBySide([one, two]).children]).toEqual([one, two]);
    const folded = fold("More", two)!;
    expect([folded.hasAttribute("open"), folded.lastChild]).toEqual([false, two]);
  });
});

describe("measuresTable", () => {
  test("has every measure once, in the order of work", () => {
    const rows = [...measuresTable(sample).querySelectorAll("tr[data-ref]")]
      .map((row) => row.getAttribute("data-ref")!.replace("measure/", ""));
    expect(rows.toSorted()).toEqual(sample.plan.measures.map(({ id }) => id).toSorted());
    const written = rows.filter((id) => /^M\d/.test(id));
    expect(written).toEqual(sample.plan.order.filter((id) => /^M\d/.test(id)));
  });

  test("gives both justifications, and letters with levels of defence", () => {
    const row = measuresTable(sample, { lang: "en" }).querySelector('[data-ref="measure/M3"]')!;
    expect(row.textContent).toContain("AC-5");
    expect(row.textContent).toContain("1→3");
    expect(row.querySelector(".moves")!.textContent).toContain("defence 1→3");
  });
});

describe("comparison", () => {
  test("of an analysis with itself shows nothing", () => {
    const element = comparison(sample, sample, { lang: "en" });
    expect(element.summary).toBe("The two analyses do not differ.");
    expect(element.querySelector("table, dl, figcaption")).toBeNull();
  });

  test("of an analysis with an equal one shows nothing", () => {
    expect(comparison(sample, assessed([])).querySelector("table, dl")).toBeNull();
  });

  test("shows what moves, and only that", () => {
    const element = beforeAfter(sample);
    const rows = [...element.querySelectorAll("tbody tr")].map((row) =>
      row.getAttribute("data-ref")
    );
    const moved = new Set(sample.plan.moves.map(({ scenario }) => `scenario/${scenario}`));
    expect(rows.toSorted()).toEqual([...moved].toSorted());
    expect(element.querySelectorAll(".move").length).toBe(sample.plan.moves.length);
  });

  test("shows a category that does not move as nothing", () => {
    const graver = assessed([{ type: "set-impact", category: "disclosure", level: "high" }]);
    const row = comparison(sample, graver).querySelector('[data-ref="scenario/S1"]')!;
    expect(row.querySelectorAll(".move").length).toBe(1);
    expect(row.querySelectorAll("td.same").length).toBe(3);
  });

  test("says which scenarios appear and vanish with the profile", () => {
    const closed = assessed([{ type: "set-trait", trait: "hosting", value: "on-premises" }]);
    const text = (id: string) =>
      comparison(sample, closed, { lang: "en" })
        .querySelector(`[data-ref="scenario/${id}"]`)!.textContent;
    expect(text("S15")).toContain("Now possible.");
    expect(text("S9")).toContain("No longer possible.");
  });
});

describe("conformity", () => {
  test("gapBars draws each count once", () => {
    const element = gapBars(sample);
    const { families } = sample.baseline;
    const segments = families.flatMap((
      f,
    ) => [f.met, f.partly, f.planned, f.unmet, f.unassessed, f.notApplicable, f.outside]).filter((
      count,
    ) => count > 0);
    expect(element.querySelectorAll("svg rect.tile").length).toBe(segments.length);
    expect(element.querySelectorAll("details tbody tr").length).toBe(families.length);
  });

  test("conformityStrip has a cell per required control, each with its status", () => {
    const tiles = [...conformityStrip(sample).querySelectorAll("tbody .mitate-tile")];
    expect(tiles.length).toBe(sample.baseline.controls.length);
    expect(tiles[0].getAttribute("title")).toMatch(/^AC-1 .+：適合（実施済み）$/);
  });
});

test("verdictCard gives verdict, day and reasons", () => {
  const card = verdictCard(sample, { lang: "en" });
  expect(card.querySelector(".value")!.textContent).toContain("Reached when the plan is done");
  expect(card.querySelector("time")!.getAttribute("datetime")).toBe(sample.verdict.date);
  expect(card.textContent).toContain("2026-11-22");
  expect(verdictCard(open, { lang: "en" }).textContent).toContain("Provisional");
});

test("whyTree explains each thing once and unfolds as far as asked", () => {
  const derivation = why(sample, "verdict")!;
  const tree = whyTree(derivation, { open: 1 });
  expect(tree.querySelectorAll("details[open]").length).toBe(1);
  const explained = [...tree.querySelectorAll("details")].map((node) => node.dataset.ref);
  expect(new Set(explained).size).toBe(explained.length);
});
