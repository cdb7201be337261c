import { html, nothing, type TemplateResult } from "lit";
import { type Assessment, cell, type Rating, type ScenarioResult } from "../../../engine/mod.ts";
import { over, rank } from "../../../engine/risk.ts";
import { risk as shown } from "../../../engine/show.ts";
import { fifth } from "../../plots/risk.ts";
import { hashOf } from "../../shell/route.ts";
import { movedOf } from "../mark.ts";
import type { Form } from "../section.ts";

const ratings = [1, 2, 3] as const;

/** The risk matrix, small: a grid per threat, the scenarios in their cells by id, or counted. */
export function matrix(form: Form, { scenarios, system }: Assessment): TemplateResult {
  const { say } = form;
  const { table } = system.method.risk;
  const cells = Map.groupBy(scenarios, (scenario) => placed(scenario, system));
  const one = (damage: Rating, threat: Rating, vulnerability: Rating) => {
    const key = cell(table, { damage, threat, vulnerability });
    const risk = table.cells[key];
    if (risk === undefined) return html`<td class="missing">?</td>`;
    const here = cells.get(key) ?? [];
    return html`
      <td
        class="r${fifth(risk, system)} ${over(system, risk, damage)
          ? "over"
          : ""} ${vulnerability === 1 ? "first" : ""}"><span class="letter">${form.text(
            shown(risk),
          )}</span>${inside(form, here)}</td>
    `;
  };
  return html`
    <table class="mini-matrix">
      <caption class="heard">${say("record.results.matrix")}</caption>
      <thead>
        <tr><td></td>${ratings.map((threat) =>
          html`<th scope="colgroup" colspan="3" class="first">${
            say("plot.matrix.threat", { threat })
          }</th>`
        )}</tr>
        <tr class="axis"><td>${say("plot.matrix.vulnerability", {
          vulnerability: "",
        })}</td>${ratings.map(() =>
          ratings.map((value) =>
            html`<th scope="col" class=${value === 1 ? "first" : ""}>${value}</th>`
          )
        )}</tr>
      </thead>
      <tbody>${ratings.toReversed().map((damage) =>
        html`<tr><th scope="row">${say("plot.matrix.damage", { damage })}<small>${
          say("plot.matrix.target", { target: shown(system.target[damage]) })
        }</small></th>${
          ratings.map((threat) => ratings.map((value) => one(damage, threat, value)))
        }</tr>`
      )}</tbody>
    </table>
    ${table.provenance === "unverified"
      ? html`<p class="unverified">${say("plot.table.unverified")}</p>`
      : nothing}
  `;
}

/** The scenarios of a cell: by id while there is room, else how many. */
function inside({ desk }: Form, here: readonly ScenarioResult[]): TemplateResult | typeof nothing {
  if (here.length === 0) return nothing;
  const shown = here.length > room ? here.slice(0, room - 1) : here;
  return html`<span class="ids">${
    shown.map(({ id, ref }) =>
      html`<a class=${movedOf(desk, ref, "risk") ? "id moved" : "id"} href=${
        hashOf({ at: "system", path: desk.path, section: "scenarios", entry: id })
      }>${id}</a>`
    )
  }${
    here.length > shown.length
      ? html`<span class="id">+${here.length - shown.length}</span>`
      : nothing
  }</span>`;
}

const room = 6;

const known = new WeakMap<ScenarioResult, { table: object; key: string | undefined }>();

/** The cell that a scenario stands in, found once for each result of it. */
function placed(scenario: ScenarioResult, system: Assessment["system"]): string | undefined {
  const { table } = system.method.risk;
  let place = known.get(scenario);
  if (place?.table !== table) {
    place = { table, key: placement(scenario, system) };
    known.set(scenario, place);
  }
  return place.key;
}

/** The cell that decides the risk of a scenario: the worst, of equal ones the one over target. */
function placement(
  scenario: ScenarioResult,
  system: Assessment["system"],
): string | undefined {
  let worst: ScenarioResult["results"][number] | undefined;
  for (const result of scenario.results) {
    const more = worst === undefined ? 1 : rank(system, result.risk.worst) -
        rank(system, worst.risk.worst) ||
      Number(result.over.worst) - Number(worst.over.worst) ||
      result.choice.worst.damage - worst.choice.worst.damage;
    if (more > 0) worst = result;
  }
  const choice = worst?.choice.worst;
  if (!choice || choice.damage === 0) return undefined;
  const { damage, threat, vulnerability } = choice;
  return cell(system.method.risk.table, { damage, threat, vulnerability });
}
