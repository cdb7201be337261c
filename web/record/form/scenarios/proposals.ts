import { html, nothing, type TemplateResult } from "lit";
import { adopt, type Proposal, suggest, tell, type Text, traitOf } from "../../../../engine/mod.ts";
import { fold } from "../../fold.ts";
import type { Form } from "../../section.ts";
import { type Patterns, patternsOf } from "./patterns.ts";

/** The patterns of the workspace that fit the system and are not used yet, each with its reasons. */
export function proposals(form: Form): TemplateResult | typeof nothing {
  const { app, desk, say } = form;
  if (!(app.store.get().files ?? []).some(({ kind }) => kind === "pattern")) return nothing;
  const body = () => list(form, patternsOf(app));
  if (desk.system!.scenarios.length > 0) {
    return html`<div class="proposals">${
      fold(form, `${desk.path} proposals`, say("record.scenarios.proposals"), body)
    }</div>`;
  }
  return html`<div class="proposals"><h3>${say("record.scenarios.proposals")}</h3>${body()}</div>`;
}

function list(form: Form, { patterns, waiting, bad }: Patterns): TemplateResult {
  const { desk, say } = form;
  const all = suggest(desk.system!, patterns);
  const open = all.filter(({ scenarios, fit }) => scenarios.length === 0 && fit !== "no");
  const rest = all.filter((one) => !open.includes(one));
  const fitting = open.filter(({ fit }) => fit === "yes");
  const label: Text = {
    ja: `提案されたシナリオ${fitting.length}件を加える`,
    en: `Add ${fitting.length} proposed scenarios`,
  };
  const take = () => adding(form, patterns, fitting.map(({ pattern }) => pattern.id), label);
  return html`
    <p class="hint">${say("record.scenarios.proposals.hint")}</p>
    ${waiting ? html`<p class="quiet" role="status">${say("app.home.reading")}</p>` : nothing}
    ${!waiting && open.length === 0
      ? html`<p class="empty">${say("record.scenarios.proposals.none")}</p>`
      : nothing}
    <ul class="offers">${open.map((one) => offer(form, one, patterns))}</ul>
    ${fitting.length > 1
      ? html`<p><button type="button" ?disabled=${!desk.editable} @click=${take}>${
        say(
          "record.scenarios.proposals.all",
          { count: fitting.length },
        )
      }</button></p>`
      : nothing}
    ${rest.length === 0 ? nothing : fold(
      form,
      `${desk.path} proposals rest`,
      say("record.scenarios.proposals.rest", { count: rest.length }),
      () => html`<ul class="offers">${rest.map((one) => offer(form, one, patterns))}</ul>`,
    )}
    ${bad.length === 0 ? nothing : html`<p class="quiet">${
      say("record.scenarios.proposals.bad", {
        list: form.list(bad),
      })
    }</p>`}
  `;
}

/** One pattern: what it is, why it fits, what it would serve and lack, and the button that takes it. */
function offer(form: Form, proposal: Proposal, patterns: Patterns["patterns"]): TemplateResult {
  const { desk, say, text, lang } = form;
  const { pattern, fit, scenarios } = proposal;
  const label: Text = {
    ja: `シナリオ「${pattern.name.ja}」を加える`,
    en: `Add the scenario ${pattern.name.en}`,
  };
  return html`
    <li class="offer" data-fit=${fit}>
      <div class="what"><b>${text(pattern.name)}</b> <span class="about">${text(
        pattern.about,
      )}</span></div>
      <ul class="reasons">${reasons(form, proposal).map((one) => html`<li>${one}</li>`)}</ul>
      ${scenarios.length > 0 ? nothing : html`
        <button type="button" class=${fit === "yes" ? "primary" : ""}
          ?disabled=${!desk.editable} aria-label=${label[lang]} @click=${() =>
            adding(form, patterns, [pattern.id], label)}>${say(
              "record.scenarios.proposals.take",
            )}</button>
      `}
    </li>
  `;
}

function reasons(form: Form, { pattern, fit, because, damages, scenarios, missing }: Proposal) {
  const { desk, say, text, word, list } = form;
  const named = new Map(desk.system!.damages.map(({ id, name }) => [id, text(name)]));
  const traits = list(because.map(({ trait, value }) => {
    const known = traitOf(trait);
    const label = known ? text(known.label) : trait;
    return say("record.scenarios.proposals.trait", {
      trait: label,
      value: spoken(form, trait, value),
    });
  }));
  const first = damages.at(0);
  return [
    pattern.when === undefined
      ? say("record.scenarios.proposals.always")
      : say(`record.scenarios.proposals.fit.${fit}`, { traits }),
    first
      ? say("record.scenarios.proposals.damage", {
        damage: named.get(first.id) || first.id,
        list: list(first.shared.map((one) => word("category", one))),
      })
      : say("record.scenarios.proposals.noDamage", {
        list: list(pattern.hits.map((one) => word("category", one))),
      }),
    ...(scenarios.length > 0
      ? [say("record.scenarios.proposals.used", { list: list(scenarios) })]
      : []),
    ...(missing.length > 0
      ? [say("record.scenarios.proposals.missing", { list: list(missing.map((one) => one)) })]
      : []),
  ];
}

function spoken({ say, word }: Form, trait: string, value: unknown): string {
  if (value === undefined || value === "unassessed") return say("record.unassessed");
  if (value === true) return say("record.yes");
  if (value === false) return say("record.no");
  return trait === "exposure" || trait === "hosting" ? word(trait, String(value)) : String(value);
}

function adding(
  { desk, lang, app }: Form,
  patterns: Patterns["patterns"],
  ids: readonly string[],
  label: Text,
): void {
  const { changes, refused } = adopt(desk.system!, patterns, ids);
  for (const finding of refused) app.notice("error", tell(finding, lang));
  if (changes.length > 0) desk.dispatch(changes, label);
}
