import { risk as shown } from "../../engine/show.ts";
import type { Assessment, ScenarioResult } from "../../engine/mod.ts";
import { figure, listed, type Pen, pen, scrolled, sentences, type Summed } from "./figure.ts";
import { detail, goalDetail, stepTable } from "./guard.ts";
import { ghostNode, goalNode, stepNode } from "./node.ts";
import { reasons } from "./reason.ts";
import { levelText } from "./risk.ts";
import { rove } from "./roving.ts";
import { incoming } from "./route.ts";
import { box, goalId, onPath, round, type Sheet, sheetOf } from "./sheet.ts";
import type { Options } from "./voice.ts";

/**
 * The and/or graph of a scenario from its entries on the left to the damage on the right. Each step has
 * its place and its level of defence; the deciding path is drawn strong, the steps that decide are
 * marked, steps outside the profile are struck out. The guards of a step show below while it has the
 * pointer or the focus, and stand in the table of steps. An unknown scenario gives a sentence.
 *
 * Value: the id of the step that is chosen, the first deciding one at first, "" for the damage. The
 * arrow keys lead along the lines and up and down within a column, Home to the entry that decides, End
 * to the damage.
 */
export function pathDiagram(
  assessment: Assessment,
  scenarioId: string,
  options: Options = {},
): Summed<string> {
  const draw = pen(options);
  const { html, say, text } = draw;
  const result = assessment.scenarios.find(({ id }) => id === scenarioId);
  if (!result) {
    const missing = say("plot.path.missing", {
      id: scenarioId,
      list: draw.list(assessment.scenarios.map(({ id }) => id)),
    });
    const words = { name: missing, summary: missing, value: "" };
    return figure("path", words, draw, html("p", {}, missing));
  }
  const name = say("plot.path.name", { id: result.id, name: result.scenario.name });
  const panel = html("div", { class: "panel", "aria-hidden": "true" });
  const sheet = sheetOf(result, assessment.system, draw);
  const picture = diagram(sheet);
  const element = figure(
    "path",
    {
      name,
      summary: summaryOf(result, assessment, draw),
      value: "",
      caption: [
        html("span", {}, say("plot.path.legend")),
        html("span", { class: "hint" }, say("plot.path.hint")),
      ],
    },
    draw,
    html("p", { class: "title" }, html("b", {}, result.id), " ", text(result.scenario.name)),
    !result.possible.worst && html(
      "p",
      {},
      html(
        "strong",
        {},
        say("plot.scenarios.impossible", { because: reasons(result, assessment.system, draw) }),
      ),
    ),
    scrolled(name, draw, picture),
    panel,
    html(
      "details",
      {},
      html("summary", {}, say("plot.path.table")),
      scrolled(say("plot.path.table"), draw, stepTable(result, assessment, draw)),
    ),
  );
  choosing(element, picture, sheet, (id) => {
    const step = result.steps.find((one) => one.id === id);
    panel.replaceChildren(
      step ? detail(step, result, assessment, draw) : goalDetail(id, result, assessment, draw),
    );
  });
  return element;
}

function diagram(sheet: Sheet): SVGSVGElement {
  const { result, needs, ghosts, placing, lefts, draw } = sheet;
  const { svg, say } = draw;
  const width = lefts[placing.columns - 1] + box.width + box.margin;
  const height = placing.height + 2 * box.margin;
  const picture = svg(
    "svg",
    {
      width,
      height,
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      class: result.possible.worst ? null : "impossible",
      role: "listbox",
      "aria-label": say("plot.path.steps", { count: result.steps.length }),
    },
    ...needs.map(([to, need]) => {
      const edges = sheet.edges.filter((edge) => edge.to === to);
      return svg("g", { "aria-hidden": "true" }, ...incoming(to, need, edges, sheet));
    }),
    ...ghosts.map((id) => ghostNode(id, sheet)),
    ...result.steps.map((step) => stepNode(step, sheet)),
    goalNode(sheet),
  );
  // It shrinks to its place while its letters stay legible; what is still too wide scrolls.
  picture.style.setProperty("--least", `${Math.round(width * 0.78)}px`);
  return picture;
}

/** Lets a step be chosen; `show` shows one. Setting the value shows it without an event. */
function choosing(
  element: Summed<string>,
  picture: SVGSVGElement,
  sheet: Sheet,
  show: (id: string) => void,
): void {
  const nodes = [...picture.querySelectorAll<SVGGElement>("[data-step]")];
  const idOf = (node: SVGGElement) => node.getAttribute("data-step")!;
  const nodeOf = (id: string) => nodes.find((node) => idOf(node) === id);
  let chosen = sheet.result.deciding?.steps[0] ?? sheet.result.steps[0]?.id ?? goalId;
  const mark = (id: string) => {
    chosen = id;
    for (const node of nodes) node.setAttribute("aria-selected", String(idOf(node) === id));
    show(id);
  };
  const choose = (node: SVGGElement) => {
    if (idOf(node) === chosen) return;
    mark(idOf(node));
    const { Event } = element.ownerDocument.defaultView ?? globalThis;
    element.dispatchEvent(new Event("input", { bubbles: true }));
  };
  Object.defineProperty(element, "value", {
    enumerable: true,
    get: () => chosen === goalId ? "" : chosen,
    set(id: unknown) {
      const known = id === "" ? goalId : String(id);
      if (nodeOf(known)) mark(known);
    },
  });
  for (const node of nodes) {
    node.addEventListener("mouseenter", () => show(idOf(node)));
    node.addEventListener("mouseleave", () => show(chosen));
  }
  mark(chosen);
  rove(picture, {
    items: nodes,
    start: nodeOf(chosen),
    next: (from, key) => nodeOf(stepTo(idOf(from), key, sheet)),
    choose,
    arrive: choose,
  });
}

/** The node that a key leads to: along a line, the deciding path first, or up and down in a column. */
function stepTo(from: string, key: string, sheet: Sheet): string {
  const { placing, edges } = sheet;
  const at = placing.nodes.get(from)!;
  const near = (ids: readonly string[]) =>
    ids.toSorted((a, b) =>
      Number(onPath(b, sheet)) - Number(onPath(a, sheet)) || distance(a) - distance(b)
    )[0] ?? from;
  const distance = (id: string) => Math.abs(placing.nodes.get(id)!.y - at.y);
  const column = [...placing.nodes].filter(([, node]) => node.column === at.column)
    .toSorted(([, a], [, b]) => a.y - b.y).map(([id]) => id);
  switch (key) {
    case "ArrowRight":
      return near(edges.filter((edge) => edge.from === from).map(({ to }) => to));
    case "ArrowLeft":
      return near(edges.filter((edge) => edge.to === from).map(({ from }) => from));
    case "ArrowUp":
      return column[column.indexOf(from) - 1] ?? from;
    case "ArrowDown":
      return column[column.indexOf(from) + 1] ?? from;
    case "Home":
      return near([...placing.nodes].filter(([, { column }]) => column === 0).map(([id]) => id));
    default:
      return goalId;
  }
}

function summaryOf(result: ScenarioResult, { system }: Assessment, draw: Pen): string {
  const { say, range, list, text } = draw;
  const name = (id: string) => {
    const step = result.steps.find((one) => one.id === id);
    return step ? text(step.step.name) : id;
  };
  if (!result.possible.worst) {
    return sentences([
      say("plot.path.summary", {
        id: result.id,
        name: result.scenario.name,
        count: result.steps.length,
      }),
      say("plot.scenarios.impossible", { because: reasons(result, system, draw) }),
    ], draw);
  }
  const outside = result.steps.filter(({ applies }) => applies.truth === "no").map(({ id }) => id);
  return sentences([
    say("plot.path.summary", {
      id: result.id,
      name: result.scenario.name,
      count: result.steps.length,
    }),
    say("plot.path.summaryRisk", {
      risk: range(result.risk, shown),
      level: levelText(result.defence),
    }),
    result.deciding !== undefined && say("plot.path.summaryPath", {
      path: result.deciding.path.map(name).join(" → "),
      steps: list(result.deciding.steps.map(name)),
    }),
    outside.length > 0 &&
    say("plot.path.summaryOutside", {
      list: listed(outside.map(name), draw),
      count: outside.length,
    }),
  ], draw);
}
