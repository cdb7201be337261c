import { categories } from "../../engine/model.ts";
import { none, rank, type Risk } from "../../engine/risk.ts";
import type {
  Analysis,
  Assessment,
  Category,
  Interval,
  Rating,
  ScenarioResult,
  System,
} from "../../engine/mod.ts";
import { shareText } from "./conformity.ts";
import { figure, heard, type Pen, pen, scrolled, sentences, type Summed } from "./figure.ts";
import { arrow } from "./measures.ts";
import { chip, dash, legend, levelText } from "./risk.ts";
import type { Options } from "./voice.ts";

/** How two analyses are compared. */
export interface Comparing extends Options {
  /** Show the scenarios that do not move as well; otherwise they are only named. */
  readonly all?: boolean;
}

/**
 * Now and after: scenario × harm category, before → after. `after` is the analysis once the plan is done
 * unless another one is given.
 */
export function beforeAfter(
  before: Assessment,
  after: Analysis = before.plan.after,
  options: Comparing = {},
): Summed<readonly Pair[]> {
  const draw = pen(options);
  const planned = after === before.plan.after;
  return compared(
    before,
    after,
    planned ? draw.say("plot.compare.plan") : draw.say("plot.compare.name"),
    {
      draw,
      all: options.all ?? false,
    },
  );
}

/**
 * Two analyses side by side: scenario × harm category, each letter before → after with the level of
 * defence, since the letter alone hides progress. What does not move shows nothing, and where nothing
 * moves at all, the figure says so.
 */
export function comparison(
  a: Analysis,
  b: Analysis,
  options: Comparing = {},
): Summed<readonly Pair[]> {
  const draw = pen(options);
  return compared(a, b, draw.say("plot.compare.name"), { draw, all: options.all ?? false });
}

/** A scenario in both analyses; on the side that does not have it there is none. */
export interface Pair {
  readonly id: string;
  readonly before: ScenarioResult | undefined;
  readonly after: ScenarioResult | undefined;
  readonly moved: boolean;
}

function compared(
  a: Analysis,
  b: Analysis,
  name: string,
  { draw, all }: { readonly draw: Pen; readonly all: boolean },
): Summed<readonly Pair[]> {
  const { html, say, list, word } = draw;
  const pairs = pairsOf(a, b);
  const moved = pairs.filter((pair) => pair.moved);
  const still = pairs.filter((pair) => !pair.moved);
  const facts = factsOf(a, b, draw);
  const shown = all ? pairs : moved;
  const summary = summaryOf(name, pairs, facts, a, draw);
  const nothing = moved.length === 0 && facts.every(({ from, to }) => from === to);
  return figure(
    "comparison",
    {
      name,
      summary,
      caption: nothing ? [] : [
        !all && still.length > 0 && moved.length > 0 &&
        html("span", {}, say("plot.compare.still", { list: list(still.map(({ id }) => id)) })),
        html("span", {}, say("plot.compare.legend")),
        shown.length > 0 && legend(b.system, draw),
      ],
      value: moved,
    },
    draw,
    html("p", { class: "title" }, html("b", {}, name)),
    nothing && html("p", { class: "empty" }, say("plot.compare.nothing")),
    !nothing && html(
      "dl",
      { class: "facts" },
      ...facts.map(({ term, from, to }) =>
        html(
          "div",
          { class: from === to ? "same" : null },
          html("dt", {}, term),
          html("dd", {}, from, ...(from === to ? [] : [arrow(draw), html("b", {}, to)])),
        )
      ),
    ),
    !nothing && moved.length === 0 && html("p", { class: "quiet" }, say("plot.compare.noScenario")),
    shown.length > 0 && scrolled(
      name,
      draw,
      html(
        "table",
        {},
        html("caption", { class: "mitate-heard" }, name),
        html(
          "thead",
          {},
          html(
            "tr",
            {},
            html("th", { scope: "col", class: "lead" }, say("plot.scenario")),
            ...categories.map((category) =>
              html("th", { scope: "col", class: "center" }, word("category", category))
            ),
          ),
        ),
        html("tbody", {}, ...shown.map((pair) => row(pair, a.system, b.system, draw))),
      ),
    ),
  );
}

function pairsOf(a: Analysis, b: Analysis): Pair[] {
  const later = new Map(b.scenarios.map((result) => [result.id, result]));
  const earlier = new Set(a.scenarios.map(({ id }) => id));
  const pairs = [
    ...a.scenarios.map((before) => ({ id: before.id, before, after: later.get(before.id) })),
    ...b.scenarios.filter(({ id }) => !earlier.has(id)).map((after) => ({
      id: after.id,
      before: undefined,
      after,
    })),
  ];
  return pairs.map((pair) => ({
    ...pair,
    moved: categories.some((category) => differs(pair, category)) ||
      pair.before?.possible.worst !== pair.after?.possible.worst,
  }));
}

interface Point {
  readonly risk: Interval<Risk>;
  readonly over: Interval<boolean>;
  readonly defence: Interval<Rating | 0>;
}

function pointOf(result: ScenarioResult | undefined, category: Category): Point | undefined {
  const found = result?.results.find((one) => one.category === category);
  return found && {
    risk: found.risk,
    over: found.over,
    defence: { best: found.choice.best.defence, worst: found.choice.worst.defence },
  };
}

function differs({ before, after }: Pick<Pair, "before" | "after">, category: Category): boolean {
  const [a, b] = [pointOf(before, category), pointOf(after, category)];
  return JSON.stringify(a) !== JSON.stringify(b);
}

function row(pair: Pair, a: System, b: System, draw: Pen): HTMLElement {
  const { html, say, text } = draw;
  const result = pair.after ?? pair.before!;
  const change = !pair.before
    ? say("plot.compare.added")
    : !pair.after
    ? say("plot.compare.removed")
    : pair.before.possible.worst && !pair.after.possible.worst
    ? say("plot.compare.vanished")
    : !pair.before.possible.worst && pair.after.possible.worst
    ? say("plot.compare.appeared")
    : "";
  return html(
    "tr",
    { "data-ref": result.ref },
    html(
      "th",
      { scope: "row", class: "lead" },
      html("span", { class: "id" }, pair.id),
      html("span", { class: "name" }, text(result.scenario.name)),
      change && html("small", { class: "strong" }, change),
    ),
    ...categories.map((category) => {
      const [from, to] = [pointOf(pair.before, category), pointOf(pair.after, category)];
      if (!from && !to) return html("td", { class: "center" });
      if (!differs(pair, category)) {
        return html("td", { class: "center same" }, heard(say("plot.compare.same"), draw), "·");
      }
      return html("td", { class: "center" }, ...moveOf(from, to, a, b, draw));
    }),
  );
}

function moveOf(
  from: Point | undefined,
  to: Point | undefined,
  a: System,
  b: System,
  draw: Pen,
): HTMLElement[] {
  const { html, say } = draw;
  const show = (point: Point | undefined, system: System) =>
    point
      ? chip(point.risk, point.over, system, draw)
      : html("span", { class: "mitate-none" }, dash);
  const [before, after] = [from, to].map((point) => point ? levelText(point.defence) : dash);
  const better = from && to &&
    rank(b, to.risk.worst) < rank(a, from.risk.worst);
  return [
    html(
      "span",
      { class: better ? "move better" : "move" },
      show(from, a),
      arrow(draw),
      show(to, b),
    ),
    html(
      "small",
      { class: "levels" },
      before === after
        ? say("plot.compare.level", { level: before })
        : say("plot.compare.levels", { from: before, to: after }),
    ),
  ];
}

interface Fact {
  readonly term: string;
  readonly from: string;
  readonly to: string;
}

function factsOf(a: Analysis, b: Analysis, draw: Pen): Fact[] {
  const { say, range, word } = draw;
  const fact = (term: string, show: (one: Analysis) => string): Fact => ({
    term,
    from: show(a),
    to: show(b),
  });
  return [
    fact(
      say("plot.compare.over"),
      ({ scenarios }) => `${scenarios.filter((s) => s.over.worst).length}`,
    ),
    fact(
      say("plot.compare.gaps"),
      ({ baseline }) => `${baseline.controls.filter(({ gap }) => gap).length}`,
    ),
    fact(say("plot.compare.share"), ({ baseline }) => shareText(baseline.all, draw)),
    fact(
      say("plot.compare.required"),
      ({ baseline }) =>
        range(baseline.level, (level) => ({ ja: word("level", level), en: word("level", level) })),
    ),
    fact(
      say("plot.compare.gone"),
      ({ scenarios }) => `${scenarios.filter(({ possible }) => !possible.worst).length}`,
    ),
  ];
}

function summaryOf(
  name: string,
  pairs: readonly Pair[],
  facts: readonly Fact[],
  { system }: Analysis,
  draw: Pen,
): string {
  const { say, list } = draw;
  const moved = pairs.filter((pair) => pair.moved);
  const changed = facts.filter(({ from, to }) => from !== to);
  if (moved.length === 0 && changed.length === 0) return say("plot.compare.nothing");
  const height = (risk: Risk | undefined) => risk === undefined ? 0 : rank(system, risk);
  const ids = (test: (before: number, after: number) => boolean) =>
    moved.filter(({ before, after }) => test(height(before?.risk.worst), height(after?.risk.worst)))
      .map(({ id, before, after }) =>
        say("plot.compare.move", {
          id,
          from: letter(before?.risk.worst),
          to: letter(after?.risk.worst),
        })
      );
  const [better, worse] = [ids((a, b) => b < a), ids((a, b) => b > a)];
  return sentences([
    say("plot.compare.summary", { name, count: moved.length }),
    better.length > 0 && say("plot.compare.better", { list: list(better) }),
    worse.length > 0 && say("plot.compare.worse", { list: list(worse) }),
    ...changed.map(({ term, from, to }) => say("plot.compare.fact", { term, from, to })),
  ], draw);
}

function letter(risk: Risk | undefined): string {
  return risk === undefined || risk === none ? dash : String(risk);
}
