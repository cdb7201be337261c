import { between as ends } from "../../engine/show.ts";
import { categories } from "../../engine/model.ts";
import type { Assessment, Category, Interval, ScenarioResult } from "../../engine/mod.ts";
import {
  figure,
  heard,
  listed,
  type Pen,
  pen,
  scrolled,
  sentences,
  type Summed,
} from "./figure.ts";
import { doubts, reasons } from "./reason.ts";
import { bars, chip, dash, legend } from "./risk.ts";
import type { Options } from "./voice.ts";

/**
 * Scenarios × the six harm categories: a letter per category the damage hits, `!` over target, the
 * worst of each scenario at the end of its row and of each category at the foot. A scenario that is
 * not possible under this profile is struck out, with the trait that rules it out.
 */
export function scenarioTable(
  assessment: Assessment,
  options: Options = {},
): Summed<readonly ScenarioResult[]> {
  const draw = pen(options);
  const { html, say, word } = draw;
  const { scenarios, system } = assessment;
  const name = say("plot.scenarios.name");
  return figure(
    "scenarios",
    {
      name,
      summary: summaryOf(assessment, draw),
      caption: [legend(system, draw)],
      value: scenarios,
    },
    draw,
    scenarios.length === 0 ? html("p", { class: "empty" }, say("plot.scenarios.empty")) : scrolled(
      name,
      draw,
      html(
        "table",
        {},
        html("caption", {}, name),
        html(
          "thead",
          {},
          html(
            "tr",
            {},
            html("th", { scope: "col", class: "lead" }, say("plot.scenario")),
            html("th", { scope: "col", class: "center" }, say("plot.threat")),
            html("th", { scope: "col", class: "center" }, say("plot.defence")),
            ...categories.map((category) =>
              html("th", { scope: "col", class: "center" }, word("category", category))
            ),
            html("th", { scope: "col", class: "center worst" }, say("plot.worst")),
          ),
        ),
        html("tbody", {}, ...scenarios.map((scenario) => row(scenario, assessment, draw))),
        html("tfoot", {}, foot(assessment, draw)),
      ),
    ),
  );
}

function row(result: ScenarioResult, { system }: Assessment, draw: Pen): HTMLElement {
  const { html, say, text } = draw;
  const gone = !result.possible.worst;
  const unsure = !gone && !result.possible.best;
  const name = text(result.scenario.name);
  const head = html(
    "th",
    { scope: "row", class: "lead" },
    html("span", { class: "id" }, result.id),
    html(gone ? "s" : "span", { class: "name" }, name),
    unsure &&
      html(
        "small",
        { class: "quiet" },
        say("plot.scenarios.unsure", { because: doubts(result, system, draw) }),
      ),
  );
  if (gone) {
    return html(
      "tr",
      { class: "gone", "data-ref": result.ref },
      head,
      html(
        "td",
        { colspan: categories.length + 3, class: "quiet" },
        say("plot.scenarios.impossible", { because: reasons(result, system, draw) }),
      ),
    );
  }
  return html(
    "tr",
    { "data-ref": result.ref },
    head,
    html("td", { class: "center" }, threat(result.threat, draw)),
    html("td", { class: "center" }, bars(result.defence, draw)),
    ...categories.map((category) => cellOf(category, result, system, draw)),
    html(
      "td",
      { class: "center worst" },
      chip(result.risk, result.over, system, draw),
    ),
  );
}

function cellOf(
  category: Category,
  { results }: ScenarioResult,
  system: Assessment["system"],
  draw: Pen,
): HTMLElement {
  const { html, say } = draw;
  const result = results.find((one) => one.category === category);
  return html(
    "td",
    { class: "center", "data-ref": result?.ref },
    result
      ? chip(result.risk, result.over, system, draw)
      : html("span", { class: "mitate-none" }, heard(say("plot.scenarios.unhit"), draw)),
  );
}

function threat(level: Interval<number>, { range }: Pen): string {
  return range(level, (value) => ({ ja: String(value), en: String(value) }));
}

function foot({ categories: summaries, scenarios, system }: Assessment, draw: Pen): HTMLElement {
  const { html, say, list } = draw;
  return html(
    "tr",
    {},
    html("th", { scope: "row", colspan: 3, class: "lead" }, say("plot.worstPer")),
    ...summaries.map(({ category, risk, scenarios: ids, ref }) => {
      const over = {
        best: scenarios.some(isOver(category, "best")),
        worst: scenarios.some(isOver(category, "worst")),
      };
      return html(
        "td",
        { class: "center", "data-ref": ref, title: list(ids) },
        chip(risk, over, system, draw),
      );
    }),
    html("td", { class: "worst" }),
  );
}

function isOver(category: Category, end: "best" | "worst") {
  return ({ results }: ScenarioResult) =>
    results.some((result) => result.category === category && result.over[end]);
}

function summaryOf({ scenarios, categories: summaries }: Assessment, draw: Pen): string {
  const { say, list, word } = draw;
  const beyond = scenarios.filter(({ over }) => over.worst).map(({ id }) => id);
  const gone = scenarios.filter(({ possible }) => !possible.worst).map(({ id }) => id);
  const worst = list(summaries.map(({ category, risk }) =>
    say("plot.pair", {
      name: word("category", category),
      value: ends(risk, (value) => {
        const letter = value === "none" ? dash : String(value);
        return { ja: letter, en: letter };
      }),
    })
  ));
  return sentences([
    say("plot.scenarios.summary", { count: scenarios.length }),
    say("plot.over", { count: beyond.length, list: listed(beyond, draw) }),
    gone.length > 0 ? say("plot.gone", { list: list(gone) }) : "",
    say("plot.scenarios.worst", { list: worst }),
  ], draw);
}
