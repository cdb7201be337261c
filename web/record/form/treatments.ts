import { html, nothing, type TemplateResult } from "lit";
import type { TreatmentResult } from "../../../engine/mod.ts";
import { type Path } from "../address.ts";
import { entries } from "../entry.ts";
import { choiceField, dateField, roleField, textField, wordField } from "../field.ts";
import { adding } from "../list.ts";
import type { Form, Section } from "../section.ts";
import { whyButton } from "../why.ts";

const decisions = ["mitigate", "avoid", "transfer", "accept"] as const;

/** Decisions on what remains, and the vulnerabilities that are known. */
export const treatments: Section = {
  id: "treatments",
  draw(form) {
    const { desk, say } = form;
    const { system } = desk;
    if (!system) return html`<p class="empty">${say("record.unreadable")}</p>`;
    return html`
      <p class="hint">${say("record.treatments.hint")}</p>
      ${undecided(form)}
      ${entries(form, {
        path: ["treatments"],
        noun: say("record.treatments.noun"),
        title: (index) => nameOf(form, system.treatments[index].on),
        brief: (index) => brief(form, desk.assessment?.treatments[index]),
        draw: (path, index) => one(form, path, desk.assessment?.treatments[index]),
      })}
      <h3>${say("record.treatments.vulnerabilities")}</h3>
      <p class="hint">${say("record.treatments.vulnerabilities.hint")}</p>
      ${entries(form, {
        path: ["vulnerabilities"],
        noun: say("record.treatments.vulnerability"),
        title: (index) => vulnerabilityTitle(form, index),
        draw: (path) => vulnerability(form, path),
        fresh: () => ({ id: freshVulnerability(form), component: system.components[0]?.id ?? "-" }),
      })}
    `;
  },
};

/** What is over target or short after the plan and waits for a decision, each with a button to decide. */
function undecided(form: Form): TemplateResult | typeof nothing {
  const { desk, say } = form;
  const after = desk.assessment?.verdict.after;
  const open = [...after?.over ?? [], ...after?.gaps ?? []];
  if (open.length === 0) return html`<p class="good">${say("record.treatments.allDecided")}</p>`;
  const decide = (on: string) =>
    desk.dispatch([adding(form, ["treatments"], { on, decision: "accept" })]);
  return html`
    <h3>${say("record.treatments.open", { count: open.length })}</h3>
    <ul class="texts open">${open.slice(0, most).map((on) =>
      html`<li><span>${on} ${nameOf(form, on)}</span>
        <button type="button" ?disabled=${!desk.editable} @click=${() => decide(on)}>${
        say("record.treatments.decide")
      }</button></li>`
    )}</ul>
    ${open.length > most
      ? html`<p class="quiet">${say("record.results.rest", { count: open.length - most })}</p>`
      : nothing}
  `;
}

const most = 12;

/** The name of a scenario or a control. */
function nameOf({ desk, text }: Form, on: string): string {
  const scenario = desk.system?.scenarios.find(({ id }) => id === on);
  const control = desk.system?.catalogue.get(on);
  return scenario ? text(scenario.name) : control ? text(control.control.title) : "";
}

function brief({ word, say, facts }: Form, result: TreatmentResult | undefined): string {
  if (!result) return "";
  const decision = word("decision", result.treatment.decision);
  const state = result.expired
    ? say("record.treatments.expired")
    : result.lacks.length > 0
    ? say("record.treatments.lacking")
    : result.settles
    ? say("record.treatments.settles")
    : "";
  return facts([decision, state, result.treatment.expires]);
}

function one(form: Form, path: Path, result: TreatmentResult | undefined): TemplateResult {
  const { say, word } = form;
  const accept = result?.treatment.decision === "accept";
  return html`
    ${choiceField<string>(form, {
      path: [...path, "decision"],
      label: say("record.treatments.decision"),
      options: decisions.map((decision) => ({
        value: decision as string,
        word: word("decision", decision),
        means: say(`record.treatments.means.${decision}`),
      })),
    })}
    ${textField(form, {
      path: [...path, "why"],
      label: say("record.treatments.why"),
      lines: 2,
      required: true,
    })}
    <div class="row">
      ${roleField(form, {
        path: [...path, "owner"],
        label: say("record.treatments.owner"),
        required: true,
      })}
      ${dateField(form, { path: [...path, "decided"], label: say("record.treatments.decided") })}
      ${dateField(form, {
        path: [...path, "expires"],
        label: say("record.treatments.expires"),
        required: accept,
      })}
    </div>
    ${result
      ? html`<p class="quiet">${stands(form, result)} ${whyButton(form, result.ref)}</p>`
      : nothing}
  `;
}

/** Whether the decision counts, and what it lacks. */
function stands({ say, list, word }: Form, result: TreatmentResult): string {
  if (result.expired) return say("record.treatments.isExpired", { date: result.treatment.expires });
  if (result.lacks.length > 0) {
    const named = { why: "why", owner: "owner", expires: "expires" } as const;
    return say("record.treatments.lacks", {
      list: list(result.lacks.map((one) => say(`record.treatments.${named[one]}`))),
    });
  }
  if (!result.settles) return say("record.treatments.onlyMeasures");
  return say("record.treatments.counts", { decision: word("decision", result.treatment.decision) });
}

function vulnerabilityTitle({ desk, text, say, besides }: Form, index: number): string {
  const { component, status = "open" } = desk.spec!.vulnerabilities![index];
  const named = desk.system?.components.find(({ id }) => id === component);
  const name = named ? text(named.name) || component : component;
  return besides(name, say(`record.treatments.status.${status}`));
}

function vulnerability(form: Form, path: Path): TemplateResult {
  const { say, desk, text } = form;
  const states = ["open", "mitigated", "resolved", "accepted"] as const;
  return html`
    <div class="row">
      ${choiceField<string>(form, {
        path: [...path, "component"],
        label: say("record.treatments.component"),
        list: true,
        options: desk.system!.components.map(({ id, name }) => ({
          value: id,
          word: text(name) || id,
        })),
      })}
      ${choiceField<string | undefined>(form, {
        path: [...path, "status"],
        label: say("record.treatments.status"),
        list: true,
        options: states.map((state) => ({
          value: state as string,
          word: say(`record.treatments.status.${state}`),
        })),
      })}
      ${dateField(form, { path: [...path, "due"], label: say("record.treatments.due") })}
    </div>
    ${roleField(form, { path: [...path, "owner"], label: say("record.treatments.owner") })}
    ${textField(form, { path: [...path, "why"], label: say("record.treatments.why"), lines: 2 })}
    ${wordField(form, { path: [...path, "id"], label: say("record.treatments.number") })}
  `;
}

function freshVulnerability({ desk }: Form): string {
  const taken = new Set((desk.spec?.vulnerabilities ?? []).map(({ id }) => id));
  let number = taken.size + 1;
  while (taken.has(`VUL-${number}`)) number++;
  return `VUL-${number}`;
}
