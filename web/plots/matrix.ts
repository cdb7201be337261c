import { risk as shown } from "../../engine/show.ts";
import { over, rank } from "../../engine/risk.ts";
import { cell } from "../../engine/rating.ts";
import type {
  Assessment,
  Category,
  CategoryResult,
  Rating,
  ScenarioResult,
  System,
} from "../../engine/mod.ts";
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
import { fifth } from "./risk.ts";
import { reasons } from "./reason.ts";
import type { Options } from "./voice.ts";

const ratings = [1, 2, 3] as const;

/**
 * The risk matrix: the 27 cells of the table in use as three grids of damage × vulnerability, one per
 * threat, gravest at the top right, with every scenario in the cell that decides its risk. Cells over
 * target are framed. `category` places the scenarios by one harm category; by default by their worst.
 */
export function riskMatrix(
  assessment: Assessment,
  options: Options & { readonly category?: Category } = {},
): Summed {
  const draw = pen(options);
  const { html, say, text, word } = draw;
  const { system } = assessment;
  const { table } = system.method.risk;
  const placed = placements(assessment.scenarios, options.category, system);
  const name = options.category
    ? say("plot.matrix.nameFor", { category: word("category", options.category) })
    : say("plot.matrix.name");
  const caption = say("plot.table.identity", {
    name: table.name,
    version: table.version,
    provenance: word("provenance", table.provenance),
  });
  return figure(
    "matrix",
    {
      name,
      summary: summaryOf(placed, assessment, draw),
      caption: [
        html("span", {}, say("plot.matrix.legend")),
        impossible(assessment, draw),
        html("span", { class: "identity" }, caption),
        table.provenance === "unverified" &&
        html("strong", { class: "unverified" }, say("plot.table.unverified")),
        table.note && html("span", { class: "quiet" }, text(table.note)),
      ],
    },
    draw,
    scrolled(
      name,
      draw,
      html(
        "table",
        {},
        html("caption", {}, name),
        head(draw),
        html(
          "tbody",
          {},
          ...[...ratings].reverse().map((damage) => row(damage, placed, system, draw)),
        ),
      ),
    ),
  );
}

/** A scenario in its cell; `open` where unassessed inputs may move it. */
interface Placement {
  readonly scenario: ScenarioResult;
  readonly key: string;
  readonly open: boolean;
}

function placements(
  scenarios: readonly ScenarioResult[],
  category: Category | undefined,
  system: System,
): Placement[] {
  const { table } = system.method.risk;
  return scenarios.flatMap((scenario) => {
    const result = decisive(scenario, category, system);
    if (!result || result.choice.worst.damage === 0) return [];
    const { damage, threat, vulnerability } = result.choice.worst;
    const { best, worst } = result.choice;
    const open = best.cell !== worst.cell;
    return [{ scenario, key: cell(table, { damage, threat, vulnerability }), open }];
  });
}

/** The result that gives the worst risk; of equal ones one that is over target, then the gravest damage. */
function decisive(
  { results }: ScenarioResult,
  category: Category | undefined,
  system: System,
): CategoryResult | undefined {
  return results
    .filter((result) => category === undefined || result.category === category)
    .toSorted((a, b) =>
      rank(system, b.risk.worst) - rank(system, a.risk.worst) ||
      Number(b.over.worst) - Number(a.over.worst) ||
      b.choice.worst.damage - a.choice.worst.damage
    )[0];
}

function head(draw: Pen): HTMLElement {
  const { html, say } = draw;
  return html(
    "thead",
    {},
    html(
      "tr",
      {},
      html("td", { class: "corner" }),
      ...ratings.map((threat) =>
        html(
          "th",
          { scope: "colgroup", colspan: 3, class: "group" },
          say("plot.matrix.threat", { threat }),
        )
      ),
    ),
    html(
      "tr",
      {},
      html(
        "td",
        { class: "corner", "aria-hidden": "true" },
        say("plot.matrix.vulnerability", { vulnerability: "" }),
      ),
      ...ratings.flatMap(() =>
        ratings.map((vulnerability) =>
          html(
            "th",
            { scope: "col", class: vulnerability === 1 ? "first" : null },
            heard(say("plot.matrix.vulnerability", { vulnerability: "" }), draw),
            vulnerability,
          )
        )
      ),
    ),
  );
}

function row(
  damage: Rating,
  placed: readonly Placement[],
  system: System,
  draw: Pen,
): HTMLElement {
  const { html, say, text } = draw;
  const { table } = system.method.risk;
  const cells = ratings.flatMap((threat) =>
    ratings.map((vulnerability) => {
      const key = cell(table, { damage, threat, vulnerability });
      const risk = table.cells[key];
      if (risk === undefined) return html("td", { class: "missing" }, "?");
      const beyond = over(system, risk, damage);
      const here = placed.filter((one) => one.key === key);
      return html(
        "td",
        {
          class: [
            `r${fifth(risk, system)}`,
            vulnerability === 1 ? "first" : "",
            beyond ? edges(damage, threat, vulnerability, system) : "",
          ].filter(Boolean).join(" "),
          "data-cell": key,
        },
        html("b", { class: "letter" }, text(shown(risk))),
        beyond && html("span", { class: "mark", "aria-hidden": "true" }, "!"),
        beyond && heard(say("plot.risk.over"), draw),
        here.length > 0 &&
          html("span", { class: "ids" }, ...here.map((one) => identity(one, draw))),
      );
    })
  );
  return html(
    "tr",
    {},
    html(
      "th",
      { scope: "row" },
      say("plot.matrix.damage", { damage }),
      html(
        "small",
        {},
        say("plot.matrix.target", { target: shown(system.target[damage]) }),
      ),
    ),
    ...cells,
  );
}

/** On which sides the region over target ends within its grid: only there it is framed. */
function edges(damage: Rating, threat: Rating, vulnerability: Rating, system: System): string {
  const { table } = system.method.risk;
  const beyond = (damage: number, vulnerability: number) => {
    const risk = table.cells[cell(table, { damage, threat, vulnerability })];
    return risk !== undefined && over(system, risk, damage as Rating);
  };
  const sides = [
    ["top", damage + 1, vulnerability],
    ["end", damage, vulnerability + 1],
    ["bottom", damage - 1, vulnerability],
    ["start", damage, vulnerability - 1],
  ] as const;
  const ends = sides.filter(([, d, v]) => !beyond(d, v)).map(([side]) => side);
  return ["over", ...ends].join(" ");
}

function identity({ scenario, open }: Placement, { html, say, text }: Pen): HTMLElement {
  return html(
    "span",
    {
      class: open ? "id open" : "id",
      "data-ref": scenario.ref,
      title: `${scenario.id} ${text(scenario.scenario.name)}`,
    },
    open ? say("plot.matrix.open", { id: scenario.id }) : scenario.id,
  );
}

/** The scenarios that stand in no cell, with the trait that rules each of them out. */
function impossible({ scenarios, system }: Assessment, draw: Pen): HTMLElement | undefined {
  const { html, say, list } = draw;
  const gone = scenarios.filter(({ possible }) => !possible.worst);
  if (gone.length === 0) return undefined;
  const groups = Map.groupBy(gone, (scenario) => reasons(scenario, system, draw));
  const texts = [...groups].map(([because, own]) =>
    say("plot.matrix.because", { list: list(own.map(({ id }) => id)), because })
  );
  return html(
    "span",
    {},
    say("plot.matrix.impossible", { list: texts.join(say("plot.semicolon")) }),
  );
}

function summaryOf(
  placed: readonly Placement[],
  { scenarios, system }: Assessment,
  draw: Pen,
): string {
  const { say, list, text } = draw;
  const { table } = system.method.risk;
  const by = Map.groupBy(placed, ({ key }) => table.cells[key]);
  const counts = table.scale.toReversed().flatMap((risk) => {
    const own = by.get(risk) ?? [];
    if (own.length === 0) return [];
    const ids = list(own.map(({ scenario }) => scenario.id));
    return [say("plot.matrix.has", { risk: shown(risk), count: own.length, list: ids })];
  });
  const beyond = scenarios.filter(({ over }) => over.worst).map(({ id }) => id);
  const gone = scenarios.filter(({ possible }) => !possible.worst).map(({ id }) => id);
  return sentences([
    say("plot.matrix.summary", { count: scenarios.length }),
    ...counts,
    say("plot.over", { count: beyond.length, list: listed(beyond, draw) }),
    ...(gone.length > 0 ? [say("plot.gone", { list: list(gone) })] : []),
    table.provenance === "unverified"
      ? say("plot.table.unverifiedNamed", { name: text(table.name) })
      : "",
  ], draw);
}
