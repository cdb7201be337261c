import { html, nothing, type TemplateResult } from "lit";
import { type Change, given } from "../../../../engine/mod.ts";
import { levelText } from "../../../plots/risk.ts";
import { levelField, reasonField, typedOver } from "../../field.ts";
import type { Form } from "../../section.ts";
import { stepOf } from "./result.ts";
import type { Place } from "./steps.ts";

/** The level of defence of a step: computed from its guards, or typed over it with a reason. */
export function levelPart(form: Form, { scenario, path, index, step }: Place): TemplateResult {
  const { say } = form;
  const result = stepOf(form, scenario, index);
  const computed = result ? levelText(result.computed) : "—";
  const level = (value: 1 | 2 | 3 | undefined): Change[] => [
    value === undefined ? { type: "set-level", scenario, step: step.id, value: null } : {
      type: "set-level",
      scenario,
      step: step.id,
      value,
      ...(result ? { given: given(step, result.guards) } : {}),
    },
  ];
  return html`
    ${levelField(form, {
      path: [...path, "level"],
      label: say("record.scenarios.level"),
      hint: say("record.scenarios.level.hint"),
      why: result?.ref,
      value: step.typed?.value,
      open: say("record.scenarios.level.computed", { level: computed }),
      set: level,
    })}
    ${step.typed
      ? html`
        ${typedOver(form, { computed, stale: result?.stale, reset: () => level(undefined) })}
        ${reasonField(form, {
          path: [...path, "level", "why"],
          label: say("record.scenarios.level.why"),
          required: true,
        })}
      `
      : nothing}
    ${result?.capped ? html`<p class="quiet">${say("record.scenarios.level.capped")}</p>` : nothing}
    ${result && !result.modelled
      ? html`<p class="quiet">${say("record.scenarios.level.bare")}</p>`
      : nothing}
  `;
}
