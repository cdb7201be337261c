import type { Assessment, Conformity, Count } from "../../engine/mod.ts";
import { type Pen } from "./figure.ts";

/** What a required control may amount to, from met to what does not count. */
export const conformities: readonly Conformity[] = [
  "met",
  "partly",
  "planned",
  "unmet",
  "unassessed",
  "not-applicable",
  "outside",
];

/** The sign of each, so that colour never stands alone. */
export const signs: Readonly<Record<Conformity, string>> = {
  "met": "○",
  "partly": "△",
  "planned": "◇",
  "unmet": "×",
  "unassessed": "?",
  "not-applicable": "−",
  "outside": "/",
};

/** How many required controls of a count amount to it. */
export function countOf(count: Count, conformity: Conformity): number {
  switch (conformity) {
    case "not-applicable":
      return count.notApplicable;
    default:
      return count[conformity];
  }
}

/** The conformities that occur, with sign, word and count. */
export function conformityLegend({ baseline }: Assessment, draw: Pen): HTMLElement {
  const { html, word, say } = draw;
  return html(
    "span",
    { class: "mitate-legend" },
    ...conformities.filter((one) => countOf(baseline.all, one) > 0).map((one) =>
      html(
        "span",
        {},
        html("span", { class: `mitate-tile ${one}`, "aria-hidden": "true" }, signs[one]),
        " ",
        say("plot.count", { name: word("conformity", one), count: countOf(baseline.all, one) }),
      )
    ),
  );
}

/** The counts of all required controls in one sentence. */
export function conformitySummary({ baseline }: Assessment, draw: Pen): string {
  const { all } = baseline;
  const rest = conformities.slice(1).filter((one) => countOf(all, one) > 0).map((one) =>
    draw.say("plot.count", { name: draw.word("conformity", one), count: countOf(all, one) })
  );
  return draw.say("plot.conformity.summary", {
    total: all.total,
    met: all.met,
    share: shareText(all, draw),
    rest: draw.list(rest),
  });
}

/** The share of a count, from its lower to its higher end. */
export function shareText({ share, total }: Count, { range }: Pen): string {
  if (total === 0) return "—";
  return range({ best: share.worst, worst: share.best }, (value) => {
    const text = `${(Math.round(value * 1000) / 10).toFixed(1)}%`;
    return { ja: text, en: text };
  });
}
