import type { Assessment, ControlResult, Count } from "../../engine/mod.ts";
import { conformityLegend, conformitySummary, shareText, signs } from "./conformity.ts";
import { figure, heard, type Pen, pen, sentences, type Summed } from "./figure.ts";
import type { Options } from "./voice.ts";

/**
 * Every required control as one cell, family by family: sign, fill and pattern by what it amounts to,
 * its id, title and status in the cell's title. Gaps are named for those who listen.
 */
export function conformityStrip(
  assessment: Assessment,
  options: Options = {},
): Summed<readonly ControlResult[]> {
  const draw = pen(options);
  const { html, say } = draw;
  const { baseline, system } = assessment;
  // Families of further catalogues carry the catalogue's id, as in the counts.
  const [first] = system.method.catalogs;
  const members = Map.groupBy(
    baseline.controls,
    ({ catalog, family }) => catalog === first?.id ? family : `${catalog}:${family}`,
  );
  const name = say("plot.strip.name");
  return figure(
    "strip",
    {
      name,
      summary: conformitySummary(assessment, draw),
      caption: [conformityLegend(assessment, draw)],
      value: baseline.controls,
    },
    draw,
    html(
      "table",
      {},
      html("caption", {}, name),
      html(
        "thead",
        { class: "mitate-heard" },
        html(
          "tr",
          {},
          html("th", { scope: "col" }, say("plot.family")),
          html("th", { scope: "col" }, say("plot.controls")),
          html("th", { scope: "col" }, say("plot.share")),
        ),
      ),
      html(
        "tbody",
        {},
        ...baseline.families.map((family) => row(family, members.get(family.id) ?? [], draw)),
      ),
    ),
  );
}

function row(family: Count, controls: readonly ControlResult[], draw: Pen): HTMLElement {
  const { html, text } = draw;
  return html(
    "tr",
    { "data-ref": family.ref },
    html(
      "th",
      { scope: "row" },
      html("b", {}, family.id),
      html("span", { class: "family" }, ` ${text(family.name)}`),
    ),
    html(
      "td",
      {},
      html(
        "span",
        { class: "cells", "aria-hidden": "true" },
        ...controls.map((one) => tile(one, draw)),
      ),
      heard(said(family, controls, draw), draw),
    ),
    html("td", { class: "end" }, shareText(family, draw)),
  );
}

function tile({ ref, control, title, conformity, status }: ControlResult, draw: Pen): HTMLElement {
  const { html, say, word } = draw;
  return html("span", {
    class: `mitate-tile ${conformity}`,
    "data-ref": ref,
    title: say("plot.strip.tile", {
      control,
      title,
      conformity: word("conformity", conformity),
      status: word("status", status),
    }),
  }, signs[conformity]);
}

function said({ met, total }: Count, controls: readonly ControlResult[], draw: Pen): string {
  const { say, list, word } = draw;
  const gaps = controls.filter(({ gap }) => gap).map(({ control, conformity }) =>
    say("plot.strip.gap", { control, conformity: word("conformity", conformity) })
  );
  return sentences([
    say("plot.strip.family", { total, met }),
    gaps.length > 0 ? say("plot.strip.gaps", { list: list(gaps) }) : say("plot.strip.noGaps"),
  ], draw);
}
