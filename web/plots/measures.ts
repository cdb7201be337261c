import type { Assessment, MeasureResult, Move, System } from "../../engine/mod.ts";
import {
  between,
  figure,
  heard,
  type Pen,
  pen,
  scrolled,
  sentences,
  type Summed,
} from "./figure.ts";
import { dash, plainChip } from "./risk.ts";
import type { Options } from "./voice.ts";

/**
 * The list of measures in the order of work, each with both justifications: the gaps of the baseline it
 * closes and the attack steps it raises; what it moves when done alone, what happens if it is dropped
 * from the whole plan, and with which others it is needed. Beside each letter the level of defence.
 */
export function measuresTable(
  assessment: Assessment,
  options: Options = {},
): Summed<readonly MeasureResult[]> {
  const draw = pen(options);
  const { html, say, text } = draw;
  const { plan, system } = assessment;
  const by = new Map(plan.measures.map((measure) => [measure.id, measure]));
  const ordered = plan.order.flatMap((id) => by.get(id) ?? []);
  const idle = plan.measures.filter(({ id }) => !plan.order.includes(id));
  const [written, planned] = [ordered, ordered].map((list, i) =>
    list.filter(({ kind }) => kind === (i === 0 ? "measure" : "planned"))
  );
  const name = say("plot.measures.name");
  const columns: [string, string][] = [
    [say("plot.measures.order"), "end"],
    [say("plot.measures.measure"), "lead"],
    [say("plot.measures.closes"), ""],
    [say("plot.measures.raises"), ""],
    [say("plot.measures.alone"), ""],
    [say("plot.measures.dropped"), ""],
    [say("plot.measures.together"), ""],
    [say("plot.measures.owner"), ""],
    [say("plot.measures.due"), ""],
    [say("plot.measures.cost", { unit: text(system.method.unit) || "—" }), "end"],
  ];
  const body = (list: readonly MeasureResult[], title: string) =>
    list.length === 0 ? undefined : html(
      "tbody",
      {},
      html(
        "tr",
        { class: "group" },
        html(
          "th",
          { scope: "rowgroup", colspan: columns.length },
          say("plot.count", { name: title, count: list.length }),
        ),
      ),
      ...list.map((measure) => row(measure, plan.order.indexOf(measure.id) + 1, system, draw)),
    );
  return figure(
    "measures",
    {
      name,
      summary: summaryOf(assessment, written.length, planned.length, draw),
      caption: [say("plot.measures.legend")],
      value: ordered,
    },
    draw,
    plan.measures.length === 0
      ? html("p", { class: "empty" }, say("plot.measures.empty"))
      : scrolled(
        name,
        draw,
        html(
          "table",
          {},
          html("caption", {}, name),
          html(
            "thead",
            {},
            html(
              "tr",
              {},
              ...columns.map(([title, kind]) =>
                html("th", { scope: "col", class: kind || null }, title)
              ),
            ),
          ),
          body(written, say("plot.measures.written")),
          body(planned, say("plot.measures.planned")),
          body(idle, say("plot.measures.idle")),
        ),
      ),
  );
}

function row(measure: MeasureResult, order: number, system: System, draw: Pen): HTMLElement {
  const { html, say, text, number, list } = draw;
  const silent = measure.raises.length + measure.alone.length + measure.dropped.length === 0;
  const title = text(measure.name);
  return html(
    "tr",
    { "data-ref": measure.ref, class: measure.overdue || measure.done ? "idle" : null },
    html("td", { class: "end" }, order === 0 ? dash : order),
    html(
      "th",
      { scope: "row", class: "lead" },
      measure.kind === "measure" && html("span", { class: "id" }, measure.id),
      html("span", { class: "name" }, title),
      measure.overdue &&
        html("small", { class: "bad" }, say("plot.measures.overdue", { due: measure.due })),
      measure.done && html("small", { class: "quiet" }, say("plot.measures.done")),
      measure.refused.length > 0 && html(
        "small",
        { class: "bad" },
        say("plot.measures.refused", { count: measure.refused.length }),
      ),
    ),
    html("td", {}, closes(measure, draw)),
    html("td", {}, raises(measure, system, draw)),
    html(
      "td",
      {},
      silent
        ? html(
          "span",
          { class: "quiet" },
          measure.kind === "planned" ? dash : say("plot.measures.noScenario"),
        )
        : measure.alone.length > 0
        ? movesList(measure.alone, system, draw)
        : html("span", { class: "quiet" }, say("plot.measures.parallel")),
    ),
    html(
      "td",
      {},
      measure.dropped.length > 0
        ? movesList(measure.dropped, system, draw)
        : !silent && html("span", { class: "quiet" }, say("plot.measures.droppedNothing")),
    ),
    html("td", {}, list(measure.together)),
    html("td", { class: "owner" }, text(measure.owner)),
    html(
      "td",
      { class: "due" },
      measure.due === ""
        ? html("span", { class: "bad" }, say("plot.measures.undated"))
        : html("time", { datetime: measure.due }, measure.due),
    ),
    html("td", { class: "end" }, measure.cost === undefined ? "" : number(measure.cost)),
  );
}

function closes({ closes }: MeasureResult, draw: Pen): HTMLElement | undefined {
  if (closes.length === 0) return undefined;
  const { html, say, list } = draw;
  const shown = closes.slice(0, 6);
  const more = closes.length - shown.length;
  return html(
    "span",
    { title: list(closes) },
    html("b", {}, say("plot.measures.gaps", { count: closes.length })),
    html(
      "small",
      { class: "quiet" },
      ...between(shown.map((id) => html("span", { class: "whole" }, id)), () => say("plot.comma")),
      more > 0 && say("plot.measures.more", { count: more }),
    ),
  );
}

function raises({ raises }: MeasureResult, system: System, draw: Pen): HTMLElement | undefined {
  if (raises.length === 0) return undefined;
  const { html, text, say } = draw;
  const lines = raises.map(({ ref, from, to }) => {
    const [, scenario, id] = ref.split("/");
    const step = system.scenarios.find((one) => one.id === scenario)?.steps
      .find((one) => one.id === id);
    return html(
      "li",
      { "data-ref": ref },
      html("span", { class: "id" }, scenario),
      step ? text(step.name) : id,
      html("span", { class: "levels" }, ` ${from}→${to}`),
    );
  });
  return html(
    "div",
    {},
    html("b", {}, say("plot.measures.steps", { count: raises.length })),
    html("ul", {}, ...lines),
  );
}

/**
 * Moves, scenario by scenario: `S1 A→C 1→3`, first the letters, then the level of defence. What its harm
 * categories have in common is said once.
 */
export function movesList(moves: readonly Move[], system: System, draw: Pen): HTMLElement {
  const { html } = draw;
  const groups = [...Map.groupBy(moves, ({ scenario }) => scenario)];
  const lines = groups.map(([scenario, own]) => {
    const letters = [...Map.groupBy(own, ({ from, to }) => `${from}/${to}`).values()];
    const levels = [...new Set(own.map((move) => levelsOf(move, draw)))];
    const shown = letters.map(([{ from, to }]) =>
      html(
        "span",
        { class: "move" },
        plainChip(from, system, draw),
        from !== to && arrow(draw),
        from !== to && plainChip(to, system, draw),
      )
    );
    return html(
      "li",
      {},
      html("span", { class: "id" }, scenario),
      html(
        "span",
        {},
        ...between(shown, () => " "),
        " ",
        html("span", { class: "levels" }, draw.list(levels)),
      ),
    );
  });
  return html("ul", { class: "moves" }, ...lines);
}

function levelsOf({ defence: { from, to } }: Move, { say }: Pen): string {
  return from === to
    ? say("plot.compare.level", { level: from || dash })
    : say("plot.compare.levels", { from: from || dash, to: to || dash });
}

/** An arrow that is read as a word. */
export function arrow(draw: Pen): HTMLElement {
  const { html, say } = draw;
  return html(
    "span",
    { class: "arrow" },
    html("span", { "aria-hidden": "true" }, "→"),
    heard(say("plot.to"), draw),
  );
}

function summaryOf(
  { plan, system }: Assessment,
  measures: number,
  planned: number,
  draw: Pen,
): string {
  const { say, number, list } = draw;
  if (plan.measures.length === 0) return say("plot.measures.empty");
  const first = plan.order.slice(0, 5);
  const moved = [...new Set(plan.moves.map(({ scenario }) => scenario))];
  return sentences([
    say("plot.measures.summary", { measures, planned }),
    first.length > 0 && say("plot.measures.first", { list: list(first) }),
    plan.date !== "" && say("plot.measures.date", { date: plan.date }),
    plan.cost > 0 &&
    say("plot.measures.total", { cost: number(plan.cost), unit: system.method.unit }),
    moved.length > 0
      ? say("plot.measures.moves", { list: list(moved) })
      : say("plot.measures.movesNothing"),
  ], draw);
}
