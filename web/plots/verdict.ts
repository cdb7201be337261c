import type { Assessment, Verdict } from "../../engine/mod.ts";
import { shareText } from "./conformity.ts";
import { figure, listed, type Pen, pen, sentences, type Summed } from "./figure.ts";
import type { Options } from "./voice.ts";

const signs: Readonly<Record<Verdict, string>> = {
  now: "●",
  plan: "◐",
  not: "○",
  provisional: "?",
};

/**
 * The verdict with its day and its reasons: what is open now and after the plan, what decisions settle,
 * and what does not count.
 */
export function verdictCard(
  assessment: Assessment,
  options: Options = {},
): Summed<Assessment["verdict"]> {
  const draw = pen(options);
  const { html, say, word, text } = draw;
  const { verdict, at, system } = assessment;
  const name = say("plot.verdict.name");
  const said = word("verdict", verdict.verdict);
  const value = verdict.date && verdict.verdict === "plan"
    ? say("plot.verdict.dated", { verdict: said, date: verdict.date })
    : said;
  const reasons = reasonsOf(assessment, draw);
  const summary = sentences([
    say("plot.verdict.summary", { system: system.name, verdict: value, at }),
    ...reasons.map(([term, value]) => say("plot.verdict.reason", { term, value })),
  ], draw);
  return figure(
    `verdict ${verdict.verdict}`,
    { name, summary, caption: [say("plot.verdict.at", { at })], value: verdict },
    draw,
    html(
      "p",
      { class: "title" },
      html("span", { class: "quiet" }, `${text(system.name)} · ${name}`),
    ),
    html(
      "p",
      { class: "value", "data-ref": verdict.ref },
      html("span", { class: "sign", "aria-hidden": "true" }, signs[verdict.verdict]),
      html("b", {}, said),
      verdict.verdict === "plan" && verdict.date !== "" &&
        html("time", { datetime: verdict.date }, verdict.date),
    ),
    html(
      "dl",
      {},
      ...reasons.map(([term, value]) =>
        html("div", {}, html("dt", {}, term), html("dd", {}, value))
      ),
    ),
  );
}

function reasonsOf(
  { verdict, baseline, plan, scenarios }: Assessment,
  draw: Pen,
): [string, string][] {
  const { say, word, list } = draw;
  const open = ({ over, gaps }: typeof verdict.now) =>
    say("plot.verdict.open", { over: over.length, list: listed(over, draw), gaps: gaps.length });
  const gone = scenarios.filter(({ possible }) => !possible.worst).map(({ id }) => id);
  const rows: [string, string | false][] = [
    [say("plot.verdict.now"), open(verdict.now)],
    [say("plot.verdict.after"), open(verdict.after)],
    [
      say("plot.verdict.conformity"),
      say("plot.verdict.share", {
        from: shareText(baseline.all, draw),
        to: shareText(plan.after.baseline.all, draw),
      }),
    ],
    [
      say("plot.verdict.level"),
      draw.range(baseline.level, (level) => ({
        ja: word("level", level),
        en: word("level", level),
      })),
    ],
    [say("plot.verdict.settled"), verdict.settled.length > 0 && list(verdict.settled)],
    [say("plot.verdict.gone"), gone.length > 0 && list(gone)],
    [say("plot.verdict.overdue"), verdict.overdue.length > 0 && list(verdict.overdue)],
    [say("plot.verdict.expired"), verdict.expired.length > 0 && list(verdict.expired)],
    [say("plot.verdict.pending"), verdict.pending.length > 0 && list(verdict.pending)],
    [say("plot.verdict.undated"), verdict.undated.length > 0 && list(verdict.undated)],
    [
      say("plot.verdict.ends"),
      verdict.verdict === "provisional" && say("plot.verdict.between", {
        best: word("verdict", verdict.ends.best),
        worst: word("verdict", verdict.ends.worst),
      }),
    ],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== false);
}
