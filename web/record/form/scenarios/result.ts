import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, ScenarioResult, StepResult } from "../../../../engine/mod.ts";
import { risk } from "../../../../engine/show.ts";
import { levelText } from "../../../plots/risk.ts";
import { mark, movedOf, side } from "../../mark.ts";
import { chip } from "../../results/chip.ts";
import type { Form } from "../../section.ts";
import { whyButton } from "../../why.ts";

/** What the analysis says of a scenario; undefined while there is none. */
export function resultOf({ desk }: Form, id: string): ScenarioResult | undefined {
  const { assessment } = desk;
  if (!assessment) return undefined;
  let index = indexes.get(assessment);
  if (!index) {
    index = new Map(assessment.scenarios.map((one) => [one.id, one]));
    indexes.set(assessment, index);
  }
  return index.get(id);
}

/** What the analysis says of a step, by its position, since two may have one id. */
export function stepOf(form: Form, scenario: string, index: number): StepResult | undefined {
  return resultOf(form, scenario)?.steps[index];
}

/** The results of a scenario in a line: its damage, threat, defence, risk, and what moved. */
export function brief(form: Form, id: string): unknown {
  const result = resultOf(form, id);
  if (!result) return nothing;
  const { desk, say, text, lang, range } = form;
  const { scenario, ref, threat, defence, over, possible } = result;
  const damage = desk.system!.damages.find((one) => one.id === scenario.damage);
  const moved = movedOf(desk, ref, "risk");
  const told = possible.worst
    ? html`${
      say("record.scenarios.brief", {
        damage: damage ? text(damage.name) : say("record.scenarios.noDamage"),
        threat: levelText(threat),
        defence: levelText(defence),
      })
    } <span class="mitate">${chip(form, result.risk, over, desk.system!)}</span>${
      over.worst
        ? html`
          <b class="bad">${say(
            over.best ? "record.scenarios.over" : "record.scenarios.mayOver",
          )}</b>
        `
        : nothing
    }`
    : html`<b class="gone">${say("record.results.gone")}</b>`;
  return html`${told}${
    moved
      ? html`
        <span class="moved" data-way=${moved.way}>${say("record.scenarios.was", {
          from: side(moved.from, lang),
          to: moved.to ? side(moved.to, lang) : range(result.risk, risk),
        })}</span>
      `
      : nothing
  }`;
}

/** What the line of a scenario is drawn from: nothing else can change it. */
export function drawnFrom(form: Form, index: number): readonly unknown[] {
  const { desk, text } = form;
  const { id, damage } = desk.system!.scenarios[index];
  const result = resultOf(form, id);
  const named = desk.system!.damages.find((one) => one.id === damage);
  return [result, named && text(named.name), result && movedOf(desk, result.ref, "risk")];
}

/** The results of a scenario, each with its why and what moved it. */
export function outcome(form: Form, id: string): TemplateResult | typeof nothing {
  const result = resultOf(form, id);
  if (!result) return nothing;
  const { desk, say, word } = form;
  const { ref, defence, risk: value, over, possible, results } = result;
  if (!possible.worst) {
    return html`<p class="outcome"><b>${say("record.results.gone")}</b> ${mark(form, ref, "risk")}${
      whyButton(form, ref)
    }</p>`;
  }
  return html`
    <dl class="mitate outcome">
      <div><dt>${say("record.scenarios.risk")}</dt><dd>${mark(form, ref, "risk")}${chip(
        form,
        value,
        over,
        desk.system!,
      )}${whyButton(form, ref)}</dd></div>
      <div><dt>${say("record.results.defence")}</dt><dd>${mark(form, ref, "defence")}${levelText(
        defence,
      )}</dd></div>
      ${results.map((one) =>
        html`
          <div>
            <dt>${word("category", one.category)}</dt>
            <dd>${mark(form, one.ref, "risk")}${chip(
              form,
              one.risk,
              one.over,
              desk.system!,
            )}${whyButton(form, one.ref)}</dd>
          </div>
        `
      )}
    </dl>
  `;
}

const indexes = new WeakMap<Assessment, ReadonlyMap<string, ScenarioResult>>();
