import { named } from "../../engine/model.ts";
import { risk as shown } from "../../engine/show.ts";
import { none } from "../../engine/risk.ts";
import type { Assessment, Need, ScenarioResult, StepResult, System } from "../../engine/mod.ts";
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
import { layout, type Placing } from "./layout.ts";
import { because, placeName, reasons } from "./reason.ts";
import { bars, dash, fifth, levelText } from "./risk.ts";
import type { Options } from "./voice.ts";
import { wrap } from "./wrap.ts";

/**
 * The and/or graph of a scenario from its entries on the left to the damage on the right. Each step has
 * its place and its level of defence; the deciding path is drawn strong, the steps that decide are
 * marked, steps outside the profile are struck out. The guards of a step show below while it has the
 * pointer or the focus, and stand in the table of steps. An unknown scenario gives a sentence.
 */
export function pathDiagram(
  assessment: Assessment,
  scenarioId: string,
  options: Options = {},
): Summed {
  const draw = pen(options);
  const { html, say, text } = draw;
  const result = assessment.scenarios.find(({ id }) => id === scenarioId);
  if (!result) {
    const missing = say("plot.path.missing", {
      id: scenarioId,
      list: draw.list(assessment.scenarios.map(({ id }) => id)),
    });
    return figure("path", { name: missing, summary: missing }, draw, html("p", {}, missing));
  }
  const name = say("plot.path.name", { id: result.id, name: result.scenario.name });
  const panel = html("div", { class: "panel", "aria-hidden": "true" });
  const show = (step: StepResult) => panel.replaceChildren(detail(step, result, assessment, draw));
  const first = result.steps.find(({ id }) => result.deciding?.steps.includes(id));
  if (first) show(first);
  const picture = diagram(result, assessment, show, draw);
  return figure(
    "path",
    {
      name,
      summary: summaryOf(result, assessment, draw),
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
}

/** Sizes of the drawing in pixels. */
const box = { width: 152, pad: 9, line: 17, gap: 20, gutter: 30, junction: 60, margin: 12 };
const goalId = "\u0000goal";

interface Sheet {
  readonly result: ScenarioResult;
  readonly system: System;
  readonly placing: Placing;
  readonly lines: ReadonlyMap<string, readonly string[]>;
  readonly lefts: readonly number[];
  readonly draw: Pen;
}

function diagram(
  result: ScenarioResult,
  { system }: Assessment,
  show: (step: StepResult) => void,
  draw: Pen,
): SVGSVGElement {
  const { svg, say, lang } = draw;
  const known = new Set(result.steps.map(({ id }) => id));
  const needs = [
    ...result.steps.map(({ id, step }) => [id, step.needs] as const),
    [goalId, result.scenario.goal] as const,
  ];
  const ghosts = [...new Set(needs.flatMap(([, need]) => named(need)))].filter((id) =>
    !known.has(id)
  );
  const lines = new Map(result.steps.map(({ id, step }) => [
    id,
    wrap(draw.text(step.name) || id, (box.width - 2 * box.pad) / 13, 3, lang),
  ]));
  const edges = needs.flatMap(([to, need]) =>
    [...new Set(named(need))].map((from) => ({ from, to }))
  );
  const nodes = [
    ...result.steps.map(({ id }) => ({ id, height: heightOf(lines.get(id)!.length) })),
    ...ghosts.map((id) => ({ id, height: heightOf(1) })),
    { id: goalId, height: goalHeight },
  ];
  const placing = lastly(layout({ nodes, edges }, box.gap));
  const lefts = leftsOf(placing, needs);
  const sheet: Sheet = { result, system, placing, lines, lefts, draw };
  const width = lefts[placing.columns - 1] + box.width + box.margin;
  const height = placing.height + 2 * box.margin;
  const steps = result.steps.map((step) => {
    const node = stepNode(step, sheet);
    node.addEventListener("mouseenter", () => show(step));
    node.addEventListener("focus", () => show(step));
    return node;
  });
  let next = 0;
  const routes = needs.map(([to, need]) => {
    const count = new Set(named(need)).size;
    const own = edges.slice(next, next + count).map((edge, i) => ({ ...edge, index: next + i }));
    next += count;
    return svg("g", { "aria-hidden": "true" }, ...incoming(to, need, own, sheet));
  });
  return svg(
    "svg",
    {
      width,
      height,
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      class: result.possible.worst ? null : "impossible",
      role: "list",
      "aria-label": say("plot.path.steps", { count: result.steps.length }),
    },
    ...routes,
    ...ghosts.map((id) => ghostNode(id, sheet)),
    ...steps,
    goalNode(sheet),
  );
}

/** The damage stands alone in the last column. */
function lastly(placing: Placing): Placing {
  const goal = placing.nodes.get(goalId)!;
  const columns = Math.max(placing.columns, goal.column + 1);
  return { ...placing, columns };
}

function heightOf(lines: number): number {
  return box.pad + lines * box.line + 46;
}

const goalHeight = 132;

/** The left edge of each column; where several paths meet, there is room for the sign of the junction. */
function leftsOf(
  placing: Placing,
  needs: readonly (readonly [string, Need | undefined])[],
): number[] {
  const lefts: number[] = [];
  let x = box.margin;
  for (let column = 0; column < placing.columns; column++) {
    const deepest = Math.max(
      0,
      ...needs.filter(([id]) => placing.nodes.get(id)!.column === column).map(([, n]) => depth(n)),
    );
    if (column > 0) x += box.width + box.gutter + deepest * box.junction;
    lefts.push(x);
  }
  return lefts;
}

/** How many junctions lie one behind the other before a step. */
function depth(need: Need | undefined): number {
  if (!need || "step" in need) return 0;
  const parts = "all" in need ? need.all : need.any;
  return (parts.length > 1 ? 1 : 0) + Math.max(0, ...parts.map(depth));
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly index: number;
}

/** Everything that comes in at a step: its junctions, and a line from every step it names. */
function incoming(
  to: string,
  need: Need | undefined,
  edges: readonly Edge[],
  sheet: Sheet,
): SVGElement[] {
  if (!need) return [];
  const { placing, lefts } = sheet;
  const at = placing.nodes.get(to)!;
  const left = lefts[at.column];
  const y = at.y + box.margin;
  return gather(need, { x: left, y, arrow: true, to }, edges, sheet);
}

interface Port {
  readonly x: number;
  readonly y: number;
  readonly arrow: boolean;
  readonly to: string;
}

function gather(need: Need, port: Port, edges: readonly Edge[], sheet: Sheet): SVGElement[] {
  if ("step" in need) {
    const edge = edges.find(({ from }) => from === need.step);
    return edge ? [line(edge, port, sheet)] : [];
  }
  const parts = "all" in need ? need.all : need.any;
  if (parts.length === 1) return gather(parts[0], port, edges, sheet);
  const { svg, say } = sheet.draw;
  const all = "all" in need;
  const strong = onPath(need, sheet) && onPath(port.to, sheet);
  const sign = say(all ? "plot.path.all" : "plot.path.any");
  const half = 24;
  const x = port.x - (port.arrow ? 20 : 12) - half;
  const inner = parts.flatMap((part) =>
    gather(part, { x: x - half, y: port.y, arrow: false, to: port.to }, edges, sheet)
  );
  return [
    ...inner,
    svg("path", {
      class: strong ? "edge strong" : "edge",
      d: `M${round(x + half)},${round(port.y)}H${round(port.x)}`,
    }),
    ...(port.arrow ? [head(port, strong, sheet)] : []),
    svg(
      "g",
      { class: all ? "junction all" : "junction any" },
      svg("rect", {
        x: round(x - half),
        y: round(port.y - 10),
        width: 2 * half,
        height: 20,
        rx: 10,
      }),
      svg("text", { x: round(x), y: round(port.y + 4), "text-anchor": "middle" }, sign),
    ),
  ];
}

/** Whether a step, or any step of a need, lies on the deciding path. */
function onPath(what: string | Need, { result }: Sheet): boolean {
  const path = result.deciding?.path ?? [];
  if (typeof what !== "string") return named(what).some((id) => path.includes(id));
  return what === goalId ? path.length > 0 : path.includes(what);
}

function line({ from, index }: Edge, port: Port, sheet: Sheet): SVGElement {
  const { placing, lefts, draw } = sheet;
  const start = placing.nodes.get(from)!;
  const strong = onPath(from, sheet) && onPath(port.to, sheet);
  const gone = isGone(from, sheet) || isGone(port.to, sheet);
  let [x, y] = [lefts[start.column] + box.width, start.y + box.margin];
  let d = `M${round(x)},${round(y)}`;
  const curve = (toX: number, toY: number) => {
    const middle = (x + toX) / 2;
    d += Math.abs(toY - y) < 1
      ? `L${round(toX)},${round(toY)}`
      : `C${round(middle)},${round(y)} ${round(middle)},${round(toY)} ${round(toX)},${round(toY)}`;
    [x, y] = [toX, toY];
  };
  for (const point of placing.edges[index]) {
    curve(lefts[point.column], point.y + box.margin);
    curve(lefts[point.column] + box.width, point.y + box.margin);
  }
  curve(port.x, port.y);
  const classes = ["edge", strong ? "strong" : "", gone ? "gone" : ""].filter(Boolean).join(" ");
  const path = draw.svg("path", { class: classes, d });
  return port.arrow ? draw.svg("g", {}, path, head(port, strong, sheet)) : path;
}

function head({ x, y }: Port, strong: boolean, { draw }: Sheet): SVGElement {
  const [length, half] = strong ? [9, 5] : [7, 4];
  return draw.svg("path", {
    class: strong ? "head strong" : "head",
    d: `M${round(x)},${round(y)}l${-length},${-half}v${2 * half}z`,
  });
}

function isGone(id: string, { result }: Sheet): boolean {
  return result.steps.find((step) => step.id === id)?.applies.truth === "no";
}

function stepNode(step: StepResult, sheet: Sheet): SVGGElement {
  const { result, system, placing, lines, lefts, draw } = sheet;
  const { svg, say, range, lang } = draw;
  const at = placing.nodes.get(step.id)!;
  const text = lines.get(step.id)!;
  const height = heightOf(text.length);
  const decides = result.deciding?.steps.includes(step.id) ?? false;
  const gone = step.applies.truth === "no";
  const classes = [
    "step",
    onPath(step.id, sheet) ? "path" : "",
    decides ? "decides" : "",
    gone ? "gone" : step.applies.truth === "unknown" ? "unsure" : "",
  ].filter(Boolean).join(" ");
  const [x, y] = [lefts[at.column], at.y + box.margin - height / 2];
  const room = (box.width - 2 * box.pad) / 11;
  const [place] = wrap(placeName(step.step.place, system, draw) || dash, room, 1, lang);
  const bottom = height - 13;
  const threat = step.threat ?? (step.step.needs ? undefined : result.threat);
  return svg(
    "g",
    {
      class: classes,
      role: "listitem",
      tabindex: 0,
      transform: `translate(${round(x)},${round(y)})`,
      "aria-label": spoken(step, result, system, draw),
      "data-ref": step.ref,
    },
    svg("rect", { class: "box", width: box.width, height, rx: 4 }),
    ...text.map((part, i) =>
      svg("text", { class: "name", x: box.pad, y: box.pad + 12 + i * box.line }, part)
    ),
    svg("text", { class: "place", x: box.pad, y: bottom - 18 }, place),
    ...levelBars(step, box.pad, bottom, draw),
    threat && !gone && svg(
      "text",
      { class: "threat", x: box.width - box.pad, y: bottom + 1, "text-anchor": "end" },
      say("plot.path.threat", {
        threat: range(threat, (value) => ({ ja: String(value), en: String(value) })),
      }),
    ),
    ...(decides && !gone ? badge(say("plot.path.decides"), lang === "ja" ? 46 : 54, draw) : []),
  );
}

/** Three bars, as many filled as the level of defence, and the number beside them. */
function levelBars(step: StepResult, x: number, y: number, { svg, say }: Pen): SVGElement[] {
  const { best, worst } = step.level;
  return [
    ...[1, 2, 3].map((at) =>
      svg("rect", {
        class: worst >= at ? "bar on" : best >= at ? "bar maybe" : "bar",
        x: x + (at - 1) * 8,
        y: y - 2 - at * 3,
        width: 6,
        height: 3 + at * 3,
      })
    ),
    svg(
      "text",
      { class: "level", x: x + 30, y: y + 1 },
      say("plot.path.level", { level: levelText(step.level) }),
      step.modelled ? null : say("plot.path.unmodelledSign"),
      step.typed === undefined ? null : say("plot.path.typedSign"),
    ),
  ];
}

function badge(text: string, width: number, { svg }: Pen): SVGElement[] {
  return [
    svg("rect", { class: "badge", x: box.width - width - 8, y: -10, width, height: 19, rx: 3 }),
    svg(
      "text",
      { class: "badge", x: box.width - 8 - width / 2, y: 4, "text-anchor": "middle" },
      text,
    ),
  ];
}

function ghostNode(id: string, { placing, lefts, draw }: Sheet): SVGGElement {
  const { svg, say } = draw;
  const at = placing.nodes.get(id)!;
  const height = heightOf(1);
  const name = say("plot.path.ghost", { id });
  return svg(
    "g",
    {
      class: "step gone",
      role: "listitem",
      transform: `translate(${round(lefts[at.column])},${round(at.y + box.margin - height / 2)})`,
      "aria-label": name,
    },
    svg("rect", { class: "box", width: box.width, height, rx: 4 }),
    svg("text", { class: "name", x: box.pad, y: box.pad + 12 }, id),
    svg("text", { class: "place", x: box.pad, y: box.pad + 30 }, say("plot.path.ghostSign")),
  );
}

/** The damage at the end, with the risk in its letter. */
function goalNode({ result, system, placing, lefts, draw }: Sheet): SVGGElement {
  const { svg, say, text, lang, range } = draw;
  const at = placing.nodes.get(goalId)!;
  const damage = system.damages.find(({ id }) => id === result.scenario.damage);
  const name = damage ? text(damage.name) : result.scenario.damage;
  const lines = wrap(name, (box.width - 2 * box.pad) / 13, 3, lang);
  const none_ = result.risk.worst === none;
  const letter = none_ ? dash : range(result.risk, shown);
  const sign = result.over.best ? "!" : result.over.worst ? "?" : "";
  return svg(
    "g",
    {
      class: "goal",
      role: "listitem",
      transform: `translate(${round(lefts[at.column])},${
        round(at.y + box.margin - goalHeight / 2)
      })`,
      "aria-label": say("plot.path.goal", { name, risk: letter }),
      "data-ref": result.ref,
    },
    svg("rect", { class: "box", width: box.width, height: goalHeight, rx: 4 }),
    svg("text", { class: "place", x: box.pad, y: 20 }, say("plot.path.damage")),
    ...lines.map((part, i) =>
      svg("text", { class: "name", x: box.pad, y: 40 + i * box.line }, part)
    ),
    svg("rect", {
      class: `risk r${none_ ? 0 : fifth(result.risk.worst, system)}${sign ? " over" : ""}`,
      x: box.pad,
      y: goalHeight - 38,
      width: Math.max(34, 14 + 12 * (letter.length + sign.length)),
      height: 26,
      rx: 3,
    }),
    svg(
      "text",
      {
        class: `letter r${none_ ? 0 : fifth(result.risk.worst, system)}`,
        x: box.pad + Math.max(34, 14 + 12 * (letter.length + sign.length)) / 2,
        y: goalHeight - 20,
        "text-anchor": "middle",
      },
      `${letter}${sign}`,
    ),
  );
}

/** A step in one breath, guards included, for those who listen. */
function spoken(step: StepResult, result: ScenarioResult, system: System, draw: Pen): string {
  const { say, list } = draw;
  const place = placeName(step.step.place, system, draw);
  return sentences([
    say("plot.path.spoken", {
      step: step.step.name,
      place: place || dash,
      level: levelText(step.level),
    }),
    result.deciding?.steps.includes(step.id) ? say("plot.path.spokenDecides") : "",
    outsideOf(step, system, draw),
    ...remarks(step, draw),
    step.guards.length > 0 &&
    say("plot.path.spokenGuards", { list: list(step.guards.map((g) => guardText(g, draw))) }),
  ], draw);
}

function outsideOf(step: StepResult, system: System, draw: Pen): string {
  const { truth, because: names } = step.applies;
  if (truth === "yes") return "";
  const reason = because(names, system, draw);
  return draw.say(truth === "no" ? "plot.path.outside" : "plot.path.unsure", { because: reason });
}

/** What is special about the level of a step. */
function remarks(step: StepResult, draw: Pen): string[] {
  const { say } = draw;
  return [
    step.capped ? say("plot.path.capped") : "",
    step.modelled ? "" : say("plot.path.unmodelled"),
    step.typed === undefined
      ? ""
      : say("plot.path.typed", { typed: step.typed, computed: levelText(step.computed) }),
    step.stale ? say("plot.path.stale") : "",
  ].filter(Boolean);
}

type Guard = StepResult["guards"][number];

function guardText(guard: Guard, { say, word }: Pen): string {
  return say("plot.path.guard", {
    control: guard.control,
    kind: word("kind", guard.kind),
    status: word("status", guard.status),
    effect: effectText(guard, say),
  });
}

function effectText({ effective, nominal, kind }: Guard, say: Pen["say"]): string {
  if (kind === "continuity") return say("plot.path.continuity");
  const { best, worst } = effective;
  const level = best === worst ? String(worst) : `${worst}–${best}`;
  if (best === 0) return say("plot.path.effectNone", { nominal });
  return level === String(nominal)
    ? say("plot.path.effectFull", { nominal })
    : say("plot.path.effect", { nominal, level });
}

/** The panel: one step with its guards. */
function detail(
  step: StepResult,
  result: ScenarioResult,
  { system }: Assessment,
  draw: Pen,
): HTMLElement {
  const { html, say, text } = draw;
  const decides = result.deciding?.steps.includes(step.id);
  const technique = [text(step.step.technique), step.step.attack].filter(Boolean).join(" ");
  return html(
    "div",
    {},
    html(
      "p",
      {},
      html("b", {}, text(step.step.name)),
      html("span", { class: "quiet" }, ` ${placeName(step.step.place, system, draw)}`),
      technique !== "" && html("span", { class: "quiet" }, ` · ${technique}`),
      " ",
      bars(step.level, draw),
      decides && html("span", { class: "mitate-badge" }, say("plot.path.decides")),
    ),
    ...[outsideOf(step, system, draw), ...remarks(step, draw)].filter(Boolean)
      .map((remark) => html("p", { class: "quiet" }, remark)),
    guardList(step, system, draw),
  );
}

function guardList(step: StepResult, system: System, draw: Pen): HTMLElement {
  const { html, text } = draw;
  return html(
    "ul",
    { class: "guards" },
    ...step.guards.map((guard) => {
      const title = system.catalogue.get(guard.control)?.control.title;
      const working = guard.effective.best > 0;
      return html(
        "li",
        { class: working ? "" : "idle", "data-ref": guard.ref },
        html("b", {}, guard.control),
        title ? ` ${text(title)}` : "",
        html("span", { class: "quiet" }, ` ${guardDetail(guard, draw)}`),
      );
    }),
  );
}

function guardDetail(guard: Guard, { say, word }: Pen): string {
  return say("plot.path.guardDetail", {
    kind: word("kind", guard.kind),
    status: word("status", guard.status),
    effect: effectText(guard, say),
  });
}

function stepTable(result: ScenarioResult, assessment: Assessment, draw: Pen): HTMLElement {
  const { html, say, text } = draw;
  const { system } = assessment;
  const columns = [
    say("plot.step"),
    say("plot.place"),
    say("plot.path.needs"),
    say("plot.defenceLevel"),
    say("plot.guards"),
  ];
  return html(
    "table",
    {},
    html("caption", { class: "mitate-heard" }, say("plot.path.table")),
    html(
      "thead",
      {},
      html("tr", {}, ...columns.map((title) => html("th", { scope: "col" }, title))),
    ),
    html(
      "tbody",
      {},
      ...result.steps.map((step) => {
        const gone = step.applies.truth === "no";
        const name = text(step.step.name);
        return html(
          "tr",
          { class: gone ? "gone" : null },
          html(
            "th",
            { scope: "row", class: "lead" },
            gone ? html("s", {}, name) : name,
            result.deciding?.steps.includes(step.id) &&
              html("span", { class: "mitate-badge" }, say("plot.path.decides")),
            ...[outsideOf(step, system, draw), ...remarks(step, draw)].filter(Boolean)
              .map((remark) => html("small", { class: "quiet" }, remark)),
          ),
          html("td", {}, placeName(step.step.place, system, draw)),
          html("td", {}, needText(step.step.needs, result, draw)),
          html("td", {}, gone ? heard(dash, draw) : bars(step.level, draw)),
          html("td", {}, guardList(step, system, draw)),
        );
      }),
    ),
  );
}

/** A need in words: 「「A」と「B」のすべて」. */
function needText(need: Need | undefined, result: ScenarioResult, draw: Pen): string {
  const { say, text, list } = draw;
  if (!need) return say("plot.path.entry");
  if ("step" in need) {
    const step = result.steps.find(({ id }) => id === need.step);
    return step ? text(step.step.name) : need.step;
  }
  const all = "all" in need;
  const parts = (all ? need.all : need.any).map((part) => needText(part, result, draw));
  if (parts.length === 1) return parts[0];
  return say(all ? "plot.path.needsAll" : "plot.path.needsAny", { list: list(parts) });
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

/** Two decimals, so that pictures compare. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
