import { risk as shown } from "../../engine/show.ts";
import { none, rank, type Risk } from "../../engine/risk.ts";
import type { Interval, Rating, System } from "../../engine/mod.ts";
import { heard, type Pen } from "./figure.ts";

/** What stands in a table where no attack is possible or no harm applies. */
export const dash = "—";

/**
 * A risk as a chip: its letter on the fill of its fifth of the scale, `!` and a frame where it is over
 * target, `?` and a broken frame where it is over depending on unassessed inputs. An interval shows
 * both letters on the fill of the worse one.
 */
export function chip(
  risk: Interval<Risk>,
  over: Interval<boolean>,
  system: System,
  draw: Pen,
): HTMLElement {
  const { html, range, say } = draw;
  const state = over.best && over.worst ? "over" : over.worst ? "maybe" : "";
  if (risk.worst === none && risk.best === none) {
    return html("span", { class: "mitate-none" }, dash, heard(say("plot.risk.none"), draw));
  }
  return html(
    "span",
    { class: `mitate-risk r${fifth(risk.worst, system)} ${state}`.trim() },
    range(risk, (value) => value === none ? { ja: dash, en: dash } : shown(value)),
    state && html("span", { class: "mark", "aria-hidden": "true" }, state === "over" ? "!" : "?"),
    state && heard(say(state === "over" ? "plot.risk.over" : "plot.risk.maybe"), draw),
  );
}

/** A chip of one certain risk, without a word about the target. */
export function plainChip(risk: Risk, system: System, draw: Pen): HTMLElement {
  return chip({ best: risk, worst: risk }, { best: false, worst: false }, system, draw);
}

/** The fifth of its scale a risk lies in: 1 the mildest, 5 the gravest; 0 for none. */
export function fifth(risk: Risk, system: System): number {
  const { length } = system.method.risk.table.scale;
  return Math.ceil(5 * rank(system, risk) / length);
}

/** A level of defence as three bars and its number, `—` where no attack is possible. */
export function bars(level: Interval<Rating | 0>, draw: Pen): HTMLElement {
  const { html, say } = draw;
  const text = levelText(level);
  if (level.worst === 0 && level.best === 0) return html("span", { class: "mitate-none" }, dash);
  const bar = (at: number) =>
    html("i", { class: level.worst >= at ? "on" : level.best >= at ? "maybe" : "off" });
  return html(
    "span",
    { class: "mitate-bars" },
    html("span", { class: "bars", "aria-hidden": "true" }, bar(1), bar(2), bar(3)),
    heard(say("plot.defence.heard"), draw),
    html("b", {}, text),
  );
}

/** A level as a number, both ends where they differ: `1–3`; `2/—` where no attack may be possible. */
export function levelText({ best, worst }: Interval<Rating | 0>): string {
  const show = (level: Rating | 0) => level === 0 ? dash : String(level);
  if (best === worst) return show(worst);
  return best === 0 ? `${worst}/${dash}` : `${show(worst)}–${show(best)}`;
}

/** The legend of the letters, once per figure that shows chips. */
export function legend(system: System, draw: Pen): HTMLElement {
  const { html, say } = draw;
  const { scale } = system.method.risk.table;
  const certain = { best: false, worst: false };
  return html(
    "span",
    { class: "mitate-legend" },
    ...scale.toReversed().map((risk) =>
      html(
        "span",
        {},
        chip({ best: risk, worst: risk }, certain, system, draw),
        ` ${riskWord(risk, draw)}`,
      )
    ),
    html("span", {}, say("plot.risk.legend")),
  );
}

function riskWord(risk: Risk, { word }: Pen): string {
  const said = word("risk", risk);
  return said === String(risk) ? "" : said;
}
