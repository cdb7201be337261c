import { html } from "lit";
import { entries } from "../entry.ts";
import { freshId } from "../list.ts";
import { paste } from "../paste.ts";
import type { Form, Section } from "../section.ts";
import { controlChoices } from "./scenarios/guards.ts";
import { one } from "./scenarios/one.ts";
import { proposals } from "./scenarios/proposals.ts";
import { brief, drawnFrom } from "./scenarios/result.ts";
import { sheet } from "./sheet.ts";

/** The attack scenarios: graphs of steps that end in a damage, and the patterns they can be made from. */
export const scenarios: Section = {
  id: "scenarios",
  draw(form) {
    const { desk, say, text } = form;
    const { system } = desk;
    if (!system) return html`<p class="empty">${say("record.unreadable")}</p>`;
    return html`
      <p class="hint">${say("record.scenarios.hint")}</p>
      ${proposals(form)} ${controlChoices(form)}
      <div class="scenarios">${entries(form, {
        path: ["scenarios"],
        noun: say("record.scenarios.noun"),
        title: (index) => text(system.scenarios[index].name),
        brief: (index) => brief(form, system.scenarios[index].id),
        seen: (index) => [text(system.scenarios[index].name), ...drawnFrom(form, index)],
        draw: (path, index) => one(form, path, index),
        fresh: () => fresh(form),
      })}</div>
      ${paste(form, "scenarios")}
      ${sheet(form)}
    `;
  },
};

/** A new scenario: for the damage no scenario ends in yet, or the first. */
function fresh(form: Form): unknown {
  const { system } = form.desk;
  const used = new Set(system!.scenarios.map(({ damage }) => damage));
  const damage = system!.damages.find(({ id }) => !used.has(id)) ?? system!.damages[0];
  return {
    id: freshId(form, ["scenarios"], "S"),
    ...(damage ? { damage: damage.id } : {}),
  };
}
