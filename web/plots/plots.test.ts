// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { type Assessment, type Lang, why } from "../../engine/mod.ts";
import en from "../messages/en.json" with { type: "json" };
import ja from "../messages/ja.json" with { type: "json" };
import { assessed } from "./fixtures/sample.ts";
import {
  beforeAfter,
  comparison,
  conformityStrip,
  gapBars,
  measuresTable,
  type Options,
  pathDiagram,
  riskMatrix,
  scenarioTable,
  type Summed,
  verdictCard,
  whyTree,
} from "./mod.ts";

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
  const values = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
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
    expect(step.getAttribute("aria-label")).toContain("SC-28(1)");
    expect(element.querySelector(".panel")!.textContent).not.toContain("SC-28(1)");
    step.dispatchEvent(new Event("focus"));
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
