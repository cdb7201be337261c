import type { Assessment, Need, ScenarioResult, StepResult, System } from "../../engine/mod.ts";
import { heard, type Pen, sentences } from "./figure.ts";
import { because, placeName } from "./reason.ts";
import { bars, chip, dash, levelText } from "./risk.ts";
import { goalId } from "./sheet.ts";

/** A step in one breath, guards included, for those who listen. */
export function spoken(
  step: StepResult,
  result: ScenarioResult,
  system: System,
  draw: Pen,
): string {
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
export function detail(
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

/** The panel of the damage: the risk in each category; of a step that is not in the record, that it is not. */
export function goalDetail(
  id: string,
  { results, scenario }: ScenarioResult,
  { system }: Assessment,
  draw: Pen,
): HTMLElement {
  const { html, say, text, word } = draw;
  if (id !== goalId) return html("p", {}, say("plot.path.ghost", { id }));
  const damage = system.damages.find((one) => one.id === scenario.damage);
  return html(
    "div",
    {},
    html("p", {}, html("b", {}, damage ? text(damage.name) : scenario.damage)),
    html(
      "ul",
      { class: "guards" },
      ...results.map((result) =>
        html(
          "li",
          { "data-ref": result.ref },
          chip(result.risk, result.over, system, draw),
          ` ${word("category", result.category)}`,
        )
      ),
    ),
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

/** Every step with what it needs, its level and its guards. */
export function stepTable(result: ScenarioResult, assessment: Assessment, draw: Pen): HTMLElement {
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
