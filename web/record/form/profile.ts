import { html, nothing, type TemplateResult } from "lit";
import { categories, type Change, type System, type Trait, traitOf } from "../../../engine/mod.ts";
import { trait as shownTrait } from "../../../engine/show.ts";
import { choiceField, numberField, type Option, textField } from "../field.ts";
import { textList } from "../list.ts";
import type { Form, Section } from "../section.ts";
import { connections } from "./profile/connections.ts";
import { hinges, outside } from "./profile/consequence.ts";
import { ownTraits } from "./profile/own.ts";
import { looker, preview } from "./profile/preview.ts";

/**
 * What the system is like. Conditions of the record read the traits: beside each value stands what
 * choosing it would switch on and off, and below the trait what hangs on it.
 */
export const profile: Section = {
  id: "profile",
  draw(form) {
    const { desk, say } = form;
    const { system } = desk;
    if (!system) return html`<p class="empty">${say("record.unreadable")}</p>`;
    const trait = (name: string) => traitField(form, system, name);
    return html`
      <p class="hint">${say("record.profile.hint")}</p>
      ${textField(form, {
        path: ["profile", "purpose"],
        label: say("record.profile.purpose"),
        lines: 3,
      })}
      <h3>${say("record.profile.exposure")}</h3>
      ${trait("exposure")} ${trait("hosting")} ${trait("governmentCloud")}
      <h3>${say("record.profile.users")}</h3>
      ${textList(form, {
        path: ["profile", "users", "groups"],
        label: say("record.profile.groups"),
      })}
      ${trait("users.count")}
      <h3>${say("record.profile.information")}</h3>
      ${trait("information.confidentiality")} ${trait("information.integrity")}
      ${trait("information.availability")} ${trait("information.personal")}
      ${trait("information.specialCare")} ${trait("information.myNumber")}
      ${trait("information.records")}
      <h3>${say("record.profile.authentication")}</h3>
      ${trait("authentication.users")}
      ${textField(form, {
        path: ["profile", "authentication", "method"],
        label: say("record.profile.method"),
        lines: 2,
      })}
      ${trait("authentication.ial")} ${trait("authentication.aal")} ${failure(form, system)}
      <h3>${say("record.profile.connections")}</h3>
      ${connections(form)}
      <h3>${say("record.profile.operation")}</h3>
      ${trait("operation.outsourced")} ${trait("operation.subcontracted")}
      ${trait("operation.remote")}
      ${textList(form, {
        path: ["profile", "operation", "routes"],
        label: say("record.profile.routes"),
      })}
      <h3>${say("record.profile.availability")}</h3>
      ${trait("availability.rto")} ${trait("availability.rpo")}
      <h3>${say("record.profile.law")}</h3>
      ${textList(form, { path: ["profile", "law"], label: say("record.profile.laws") })}
      ${textList(form, { path: ["profile", "standards"], label: say("record.profile.standards") })}
      ${textList(form, {
        path: ["profile", "assumptions"],
        label: say("record.profile.assumptions"),
      })}
      <h3>${say("record.profile.own")}</h3>
      ${ownTraits(form, system)}
      <h3>${say("record.profile.outside")}</h3>
      ${outside(form)}
    `;
  },
};

type Value = string | number | boolean | undefined;

/** The field of a trait, with what each of its values would do. */
function traitField(form: Form, system: System, name: string): TemplateResult {
  const { text } = form;
  const trait = traitOf(name)!;
  const field = { path: ["profile", ...name.split(".")], label: text(trait.label) };
  const set = (
    value: Value,
  ): Change[] => [{ type: "set-trait", trait: name, value: value ?? null }];
  if (trait.type === "number") {
    return html`${numberField(form, { ...field, set })}${hinges(form, name)}`;
  }
  return html`${
    choiceField<Value>(form, {
      ...field,
      value: system.profile.traits[name],
      options: options(form, trait, system),
      set,
    })
  }${hinges(form, name)}`;
}

function options(form: Form, trait: Trait, system: System): Option<Value>[] {
  const { text, say } = form;
  const values: readonly Value[] = trait.type === "boolean" ? [true, false] : trait.values ?? [];
  const now = system.profile.traits[trait.name];
  return [...values, undefined].map((value) => ({
    value,
    word: value === undefined ? say("record.unassessed") : text(shownTrait(trait.name, value)),
    means: value === now ? undefined : preview(form, trait.name, value),
    look: value === now ? undefined : looker(form, trait.name, value),
  }));
}

/** The impact of an identity failure, asked category by category; only where users authenticate. */
function failure(form: Form, system: System): TemplateResult | typeof nothing {
  const { say, word, desk } = form;
  if (system.profile.traits["authentication.users"] !== true) return nothing;
  const answers = ["high", "moderate", "low", "not-applicable", "unassessed"] as const;
  return html`<div class="field" data-path="profile/authentication/failure">
    <div class="name"><span class="label">${say("record.profile.failure")}</span></div>
    <p class="hint">${say("record.profile.failure.hint")}</p>
    <div class="grid">${
    categories.map((category) =>
      choiceField(form, {
        path: ["profile", "authentication", "failure", category],
        label: word("category", category),
        list: true,
        value: system.profile.failure[category],
        options: [
          ...answers.map((value) => ({ value, word: word("level", value) })),
          { value: undefined, word: say("record.profile.failure.unasked") },
        ],
      })
    )
  }</div>
    ${
    desk.assessment?.assurance
      ? html`<p class="quiet">${
        say("record.profile.assurance", {
          ial: String(desk.assessment.assurance.level.worst),
          aal: String(desk.assessment.assurance.aal.worst),
        })
      }</p>`
      : nothing
  }
  </div>`;
}
