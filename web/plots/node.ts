import { none } from "../../engine/risk.ts";
import { risk as shown } from "../../engine/show.ts";
import type { StepResult } from "../../engine/mod.ts";
import type { Pen } from "./figure.ts";
import { spoken } from "./guard.ts";
import { placeName } from "./reason.ts";
import { dash, fifth, levelText } from "./risk.ts";
import { box, goalHeight, goalId, heightOf, onPath, round, type Sheet } from "./sheet.ts";
import { wrap } from "./wrap.ts";

/**
 * A step with its place, its level of defence and its threat. What is written in a node is its name, for
 * those who speak to the page as for those who listen; the sentence about it describes it.
 */
export function stepNode(step: StepResult, sheet: Sheet): SVGGElement {
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
      role: "option",
      "data-step": step.id,
      transform: `translate(${round(x)},${round(y)})`,
      "aria-description": spoken(step, result, system, draw),
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

/** A step that is needed and that the record does not have. */
export function ghostNode(id: string, { placing, lefts, draw }: Sheet): SVGGElement {
  const { svg, say } = draw;
  const at = placing.nodes.get(id)!;
  const height = heightOf(1);
  const name = say("plot.path.ghost", { id });
  return svg(
    "g",
    {
      class: "step gone",
      role: "option",
      "data-step": id,
      transform: `translate(${round(lefts[at.column])},${round(at.y + box.margin - height / 2)})`,
      "aria-description": name,
    },
    svg("rect", { class: "box", width: box.width, height, rx: 4 }),
    svg("text", { class: "name", x: box.pad, y: box.pad + 12 }, id),
    svg("text", { class: "place", x: box.pad, y: box.pad + 30 }, say("plot.path.ghostSign")),
  );
}

/** The damage at the end, with the risk in its letter. */
export function goalNode({ result, system, placing, lefts, draw }: Sheet): SVGGElement {
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
      role: "option",
      "data-step": goalId,
      transform: `translate(${round(lefts[at.column])},${
        round(at.y + box.margin - goalHeight / 2)
      })`,
      "aria-description": say("plot.path.goal", { name, risk: letter }),
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
