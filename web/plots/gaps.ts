import { type ChannelValue, type Data, type RenderFunction } from "@observablehq/plot";
import * as Plot from "@observablehq/plot";
import type { Assessment, Conformity, Count } from "../../engine/mod.ts";
import {
  conformities,
  conformityLegend,
  conformitySummary,
  countOf,
  shareText,
  signs,
} from "./conformity.ts";
import { figure, type Pen, pen, scrolled, type Summed } from "./figure.ts";
import { hatch } from "./hatch.ts";
import type { Options } from "./voice.ts";

interface Segment {
  readonly family: string;
  readonly conformity: Conformity;
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly title: string;
}

/**
 * Required controls per family as stacked bars: met, partly, planned, not met, unassessed, and those
 * that do not apply, each with its sign and count. The share of met controls stands at the end of the
 * bar. `width` is in pixels, 740 by default.
 */
export function gapBars(
  assessment: Assessment,
  options: Options & { readonly width?: number } = {},
): Summed<readonly Count[]> {
  const draw = pen(options);
  const { html, say } = draw;
  const { families } = assessment.baseline;
  const name = say("plot.gaps.name");
  return figure(
    "gaps",
    {
      name,
      summary: conformitySummary(assessment, draw),
      caption: [conformityLegend(assessment, draw), html("span", {}, say("plot.gaps.legend"))],
      value: families,
    },
    draw,
    html("p", { class: "title" }, html("b", {}, name)),
    families.length === 0
      ? html("p", { class: "empty" }, say("plot.gaps.empty"))
      : scrolled(name, draw, picture(families, options.width ?? 740, draw)),
    html(
      "details",
      {},
      html("summary", {}, say("plot.numbers")),
      scrolled(say("plot.numbers"), draw, table(assessment, draw)),
    ),
  );
}

function picture(families: readonly Count[], width: number, draw: Pen): Element {
  const segments = families.flatMap((family) => segmentsOf(family, draw));
  const names = families.map(({ id }) => id);
  const labels = new Map(families.map(({ id, name }) => [id, labelOf(id, draw.text(name))]));
  const widest = Math.max(...[...labels.values()].map((label) => label.length));
  const plot = Plot.plot({
    document: draw.document,
    className: "mitate-plot",
    width,
    height: names.length * 24 + 52,
    marginTop: 44,
    marginBottom: 8,
    marginLeft: Math.min(300, draw.lang === "ja" ? widest * 12 + 10 : widest * 6.6 + 10),
    marginRight: 108,
    x: { axis: "top", label: draw.say("plot.gaps.axis"), labelOffset: 38, grid: true, nice: false },
    y: { domain: names, label: null, padding: 0.22 },
    marks: [
      Plot.axisY({
        tickSize: 0,
        tickFormat: (id: string) => labels.get(id),
        fontSize: 12,
        label: null,
      }),
      Plot.barX(segments as Data, {
        y: "family",
        x1: "from",
        x2: "to",
        title: "title",
        fill: "none",
        render: tiles(segments, draw),
      }),
      Plot.text(families as Data, {
        y: "id",
        x: ((family: Count) => end(family)) as ChannelValue,
        text: ((family: Count) => shareText(family, draw)) as ChannelValue,
        textAnchor: "start",
        dx: 6,
        fontSize: 12,
        fill: "currentColor",
      }),
    ],
  });
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", draw.say("plot.gaps.name"));
  return plot;
}

/** A long name is cut; the table of the numbers has it whole. */
function labelOf(id: string, name: string): string {
  const letters = [...`${id} ${name}`];
  return letters.length <= 40 ? letters.join("") : `${letters.slice(0, 39).join("").trimEnd()}…`;
}

function segmentsOf(family: Count, draw: Pen): Segment[] {
  let from = 0;
  return conformities.flatMap((conformity) => {
    const count = countOf(family, conformity);
    if (count === 0) return [];
    const title = draw.say("plot.gaps.segment", {
      family: `${family.id} ${draw.text(family.name)}`,
      conformity: draw.word("conformity", conformity),
      count,
    });
    const segment = { family: family.id, conformity, count, from, to: from + count, title };
    from = segment.to;
    return [segment];
  });
}

function end(family: Count): number {
  return conformities.reduce((sum, one) => sum + countOf(family, one), 0);
}

/** Adds to each bar its class, the hatching of that class, and sign and count where there is room. */
function tiles(segments: readonly Segment[], { svg }: Pen): RenderFunction {
  return (index, scales, values, dimensions, context, next) => {
    const group = next!(index, scales, values, dimensions, context)!;
    [...group.querySelectorAll("rect")].forEach((rect, at) => {
      const { conformity, count } = segments[index[at]];
      const [x, y, width, height] = ["x", "y", "width", "height"]
        .map((name) => Number(rect.getAttribute(name)));
      rect.setAttribute("class", `tile ${conformity}`);
      rect.removeAttribute("fill");
      const label = width >= 30 ? `${signs[conformity]}${count}` : width >= 9 ? `${count}` : "";
      const lines = hatch({ x, y, width, height }, conformity);
      if (lines) rect.after(svg("path", { class: `hatch ${conformity}`, d: lines }));
      const box = label.length * 7.4 + 4;
      const middle = [x + width / 2, y + height / 2];
      if (label) {
        group.append(
          ...(lines && width > box
            ? [svg("rect", {
              class: `plate ${conformity}`,
              x: two(middle[0] - box / 2),
              y: two(middle[1] - 7.5),
              width: two(box),
              height: 15,
              rx: 2,
            })]
            : []),
          svg("text", {
            class: `count ${conformity}`,
            x: two(middle[0]),
            y: two(middle[1] + 4),
            "text-anchor": "middle",
          }, label),
        );
      }
    });
    return group;
  };
}

function two(value: number): number {
  return Math.round(value * 100) / 100;
}

function table({ baseline }: Assessment, draw: Pen): HTMLElement {
  const { html, say, text, word } = draw;
  const row = (count: Count, label: string) =>
    html(
      "tr",
      { "data-ref": count.ref },
      html("th", { scope: "row", class: "lead" }, label),
      html("td", { class: "end" }, count.total),
      ...conformities.map((one) => html("td", { class: "end" }, countOf(count, one))),
      html("td", { class: "end" }, shareText(count, draw)),
    );
  return html(
    "table",
    {},
    html("caption", { class: "mitate-heard" }, say("plot.gaps.name")),
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        html("th", { scope: "col", class: "lead" }, say("plot.family")),
        html("th", { scope: "col", class: "end" }, say("plot.required")),
        ...conformities.map((one) =>
          html("th", { scope: "col", class: "end" }, word("conformity", one))
        ),
        html("th", { scope: "col", class: "end" }, say("plot.share")),
      ),
    ),
    html(
      "tbody",
      {},
      ...baseline.families.map((family) => row(family, `${family.id} ${text(family.name)}`)),
    ),
    html("tfoot", {}, row(baseline.all, text(baseline.all.name))),
  );
}
