import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { type Assessment, categories, type ScenarioResult } from "../../../engine/mod.ts";
import { levelText } from "../../plots/risk.ts";
import { hashOf } from "../../shell/route.ts";
import { mark, movedOf } from "../mark.ts";
import { type Aspect, moveIn } from "../moved.ts";
import type { Form } from "../section.ts";
import { askWhy } from "../why.ts";
import { chip } from "./chip.ts";

/**
 * Scenarios × harm categories. Where there are many, those that moved and those over target come first
 * and the rest is folded away.
 */
export function scenarios(form: Form, assessment: Assessment): TemplateResult {
  const { say, word, desk } = form;
  const all = assessment.scenarios;
  if (all.length === 0) return html`<p class="quiet">${say("record.results.noScenarios")}</p>`;
  const [shown, rest] = all.length <= most ? [all, 0] : chosen(form, all);
  // A row stays itself when others come before it, and is drawn when its scenario or the base is another.
  const rows = repeat(shown, ({ id }) => id, (scenario) =>
    guard(
      [scenario, desk.base, desk.path, form.lang],
      () => row(form, scenario, assessment),
    ));
  return html`
    <table class="mini-scenarios" lang=${form.lang}>
      <caption class="heard">${say("record.results.scenarios")}</caption>
      <thead>
        <tr><td></td><th scope="col" class="upright"><span>${say(
          "record.results.defence",
        )}</span></th>${categories.map((category) =>
          html`<th scope="col" class="upright"><span>${word("category", category)}</span></th>`
        )}</tr>
      </thead>
      <tbody>${rows}</tbody>
      <tfoot>
        <tr><th scope="row">${say("record.results.worst")}</th><td></td>${categories.map(
          (category) => {
            const one = assessment.categories.find((summary) => summary.category === category)!;
            return html`<td data-way=${way(form, one.ref, "risk")}>${
              mark(form, one.ref, "risk", { short: true })
            }${asked(form, one.ref, chip(form, one.risk, never, assessment.system))}</td>`;
          },
        )}</tr>
      </tfoot>
    </table>
    ${rest > 0
      ? html`<p class="quiet">${say("record.results.rest", { count: rest })}</p>`
      : nothing}
  `;
}

/** So many are all shown; of more only those worth a look, and fewer, which every key may change. */
const most = 60;
const few = 20;
const never = { best: false, worst: false };

/** Of many scenarios those worth a look: moved, then over target. */
function chosen(
  { desk }: Form,
  all: readonly ScenarioResult[],
): [readonly ScenarioResult[], number] {
  const isMoved = ({ ref }: ScenarioResult) =>
    moveIn(desk.moved, ref, "risk") !== undefined ||
    moveIn(desk.moved, ref, "defence") !== undefined;
  const moved = first(all, isMoved);
  const over = first(all, (one) => one.over.worst && !isMoved(one), few - moved.length);
  return [[...moved, ...over], all.length - moved.length - over.length];
}

/** The first of a list that are so; the rest is not looked at. */
function first<T>(list: readonly T[], is: (one: T) => boolean, most = few): readonly T[] {
  const found: T[] = [];
  for (const one of list) {
    if (found.length >= most) break;
    if (is(one)) found.push(one);
  }
  return found;
}

function row(form: Form, scenario: ScenarioResult, { system }: Assessment): TemplateResult {
  const { desk, text, say } = form;
  const { id, ref, possible, defence, results } = scenario;
  const by = new Map(results.map((result) => [result.category, result]));
  const link = hashOf({ at: "system", path: desk.path, section: "scenarios", entry: id });
  const gone = !possible.worst;
  return html`
    <tr
      class=${gone ? "gone" : ""}><th scope="row"><a href=${link} title=${text(
        scenario.scenario.name,
      )}><span class="id">${id}</span> ${text(scenario.scenario.name)}</a></th>${gone
        ? html`<td colspan="7" class="quiet" data-way=${way(form, ref, "risk")}>${
          mark(form, ref, "risk")
        } ${asked(form, ref, html`${say("record.results.gone")}`)}</td>`
        : html`<td data-way=${way(form, ref, "defence")}>${
          mark(form, ref, "defence", { short: true })
        }${asked(form, ref, html`${levelText(defence)}`)}</td>${
          categories.map((category) => {
            const result = by.get(category);
            return html`<td data-way=${result ? way(form, result.ref, "risk") : nothing}>${
              result
                ? html`${mark(form, result.ref, "risk", { short: true })}${
                  asked(form, result.ref, chip(form, result.risk, result.over, system))
                }`
                : html`<span class="quiet">·</span>`
            }</td>`;
          })
        }`}</tr>
  `;
}

/** Which way a result moved, for the colour of its cell. */
function way({ desk }: Form, ref: string, aspect: Aspect): string | typeof nothing {
  return movedOf(desk, ref, aspect)?.way ?? nothing;
}

/** A value that explains itself when it is clicked. */
function asked({ app, say }: Form, ref: string, value: TemplateResult): TemplateResult {
  return html`<button type="button" class="asked" title=${say("record.why")} @click=${() =>
    askWhy(app, ref)}>${value}</button>`;
}
