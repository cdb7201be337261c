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
import { fifth, legend } from "./risk.ts";
import { reasons } from "./reason.ts";
import { rove } from "./roving.ts";
import type { Options } from "./voice.ts";

const ratings = [1, 2, 3] as const;

/**
 * The risk matrix: the 27 cells of the table in use as three grids of damage × vulnerability, one per
 * threat, gravest at the top right, with every scenario in the cell that decides its risk. Cells over
 * target are framed. `category` places the scenarios by one harm category; by default by their worst.
 *
 * Value: the ids of the scenarios that were chosen, none at first: a cell by a click or Enter, one of
 * several in a cell by a click on it or Enter again. The arrow keys lead from cell to cell.
 */
export function riskMatrix(
  assessment: Assessment,
  options: Options & { readonly category?: Category } = {},
): Summed<readonly string[]> {
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
  const body = html(
    "table",
    { role: "grid", "aria-multiselectable": true },
    html("caption", {}, name),
    head(draw),
    html(
      "tbody",
      {},
      ...[...ratings].reverse().map((damage) => row(damage, placed, system, draw)),
    ),
  );
  const said = html("p", { class: "chosen", role: "status" });
  const element = figure(
    "matrix",
    {
      name,
      summary: summaryOf(placed, assessment, draw),
      value: [] as readonly string[],
      caption: [
        legend(system, draw),
        html("span", {}, say("plot.matrix.legend")),
        html("span", { class: "hint" }, say("plot.matrix.hint")),
        impossible(assessment, draw),
        html("span", { class: "identity" }, caption),
        table.provenance === "unverified" &&
        html("strong", { class: "unverified" }, say("plot.table.unverified")),
        table.note && html("span", { class: "quiet" }, text(table.note)),
      ],
    },
    draw,
    scrolled(name, draw, body),
    said,
  );
  choosing(element, body, (ids) => said.textContent = chosenText(ids, assessment, draw));
  return element;
}

/** Lets scenarios be chosen; `told` says which. Setting the value shows it without an event. */
function choosing(
  element: Summed<readonly string[]>,
  body: HTMLElement,
  told: (ids: readonly string[]) => void,
): void {
  const cells = [...body.querySelectorAll<HTMLElement>("td[data-cell]")];
  const idsIn = (cell: Element) =>
    [...cell.querySelectorAll<HTMLElement>(".id")].map(({ dataset }) => dataset.id ?? "");
  let chosen: readonly string[] = [];
  const show = (ids: readonly string[]) => {
    chosen = ids;
    for (const cell of cells) {
      const own = idsIn(cell);
      cell.setAttribute("aria-selected", String(own.some((id) => ids.includes(id))));
      for (const mark of cell.querySelectorAll<HTMLElement>(".id")) {
        mark.classList.toggle("chosen", ids.includes(mark.dataset.id ?? ""));
      }
    }
    told(ids);
  };
  const choose = (ids: readonly string[]) => {
    show(ids);
    const { Event } = element.ownerDocument.defaultView ?? globalThis;
    element.dispatchEvent(new Event("input", { bubbles: true }));
  };
  Object.defineProperty(element, "value", {
    enumerable: true,
    get: () => chosen,
    set: (ids: unknown) => show(Array.isArray(ids) ? ids.map(String) : []),
  });
  body.addEventListener("click", (event) => {
    const mark = (event.target as Element).closest<HTMLElement>(".id");
    if (!mark) return;
    event.stopImmediatePropagation();
    const id = mark.dataset.id ?? "";
    choose(chosen.length === 1 && chosen[0] === id ? [] : [id]);
  });
  rove(body, {
    items: cells,
    start: cells.find((cell) => idsIn(cell).length > 0),
    next: (from, key) => cells[stepTo(cells.indexOf(from), key)],
    choose: (cell) => choose(after(idsIn(cell), chosen)),
  });
}

/** From one choice in a cell to the next: all of it, each alone, none. */
function after(ids: readonly string[], chosen: readonly string[]): readonly string[] {
  if (ids.length === 0) return chosen.length > 0 ? [] : chosen;
  const turns = [ids, ...(ids.length > 1 ? ids.map((id) => [id]) : []), []];
  const at = turns.findIndex((turn) => turn.join() === chosen.join() && turn.length > 0);
  return turns[at + 1] ?? [];
}

/** The place of a cell in the grid, nine to a row, after a key. */
function stepTo(at: number, key: string): number {
  const [row, column] = [Math.floor(at / 9), at % 9];
  const to = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, 8],
  }[key] ?? [row, column];
  const inside = to[0] >= 0 && to[0] < 3 && to[1] >= 0 && to[1] < 9;
  return inside ? to[0] * 9 + to[1] : at;
}

function chosenText(ids: readonly string[], { scenarios }: Assessment, draw: Pen): string {
  const names = scenarios.filter(({ id }) => ids.includes(id))
    .map(({ id, scenario }) => draw.say("plot.matrix.named", { id, name: scenario.name }));
  return names.length > 0 ? draw.say("plot.matrix.chosen", { list: draw.list(names) }) : "";
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
      if (risk === undefined) return html("td", { class: "missing", "data-cell": key }, "?");
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
      "data-id": scenario.id,
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
