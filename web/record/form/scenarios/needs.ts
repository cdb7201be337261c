import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { ScenarioSpec } from "../../../../engine/schema.ts";
import { get } from "../../address.ts";
import { frame } from "../../field.ts";
import type { Form } from "../../section.ts";
import { followers } from "./graph.ts";
import { amended, type Group, groupOf, namedIn, type Part, type Written, written } from "./need.ts";
import type { Place } from "./steps.ts";

/**
 * What must have succeeded before a step: chips joined by "all of" or "any of", with groups inside them
 * where the record has them or one is made of a chip. Nothing is written by hand.
 */
export function needsField(form: Form, place: Place): TemplateResult {
  const { desk, say } = form;
  const path = [...place.path, "needs"];
  const group = groupOf(get(desk.spec, path) as Written);
  const label = say("record.scenarios.needs");
  return frame(
    form,
    { path, label, hint: say("record.scenarios.needs.hint") },
    html`<div class="needs" role="group" aria-label=${label}>
      ${
      group.parts.length === 0
        ? html`<p class="quiet">${say("record.scenarios.needs.none")}</p>`
        : nothing
    }
      ${chips({ form, place, group, free: free(form, place, group) }, group, [])}
    </div>`,
  );
}

interface Board {
  readonly form: Form;
  readonly place: Place;
  /** All that is needed. */
  readonly group: Group;
  /** The steps that may be added. */
  readonly free: readonly string[];
}

/** Steps that do not themselves come after this one. */
function free({ desk }: Form, { path, step }: Place, group: Group): string[] {
  const { steps = [] } = get(desk.spec, path.slice(0, 2)) as ScenarioSpec;
  const after = followers(steps, step.id);
  const named = new Set(namedIn(group));
  const ids = steps.map(({ id }) => id).filter((id) => !after.has(id));
  // Those not needed yet come first; in another group they may be needed again.
  return [...ids.filter((id) => !named.has(id)), ...ids.filter((id) => named.has(id))];
}

/** One group: how its parts are joined, its parts, and what can be added. */
function chips(board: Board, group: Group, at: readonly number[]): TemplateResult {
  const { form, free } = board;
  const { say } = form;
  const more = free.filter((id) => !group.parts.includes(id));
  return html`
    ${group.parts.length > 1 || at.length > 0 ? joint(board, group, at) : nothing}
    <ul class="chips">${group.parts.map((part, index) =>
      html`<li class=${typeof part === "string" ? "chip" : "group"}>${
        typeof part === "string"
          ? chip(board, group, part, at, index)
          : html`<div role="group" aria-label=${say("record.scenarios.needs.group")}>${
            chips(board, part, [...at, index])
          }</div>${removal(board, say("record.scenarios.needs.dropGroup"), at, index)}`
      }</li>`
    )}
      ${more.length === 0 ? nothing : html`<li>${adding(board, group, more, at)}</li>`}
    </ul>
  `;
}

/** Whether every part counts or any one. */
function joint(board: Board, group: Group, at: readonly number[]): TemplateResult {
  const { form, place } = board;
  const { say, desk } = form;
  const name = `needs ${place.path.join("/")} ${at.join(".")}`;
  return html`<div class="choice" role="radiogroup" aria-label=${
    say(
      "record.scenarios.needs.joint",
    )
  }>${
    (["all", "any"] as const).map((kind) =>
      html`<label class=${kind === group.kind ? "chosen" : ""}><input type="radio" name=${name}
        ?disabled=${!desk.editable} .checked=${live(kind === group.kind)} @change=${() =>
        change(board, at, (one) => ({ ...one, kind }))}><span><b>${
        say(`record.scenarios.needs.${kind}`)
      }</b></span></label>`
    )
  }</div>`;
}

/** A step that is needed, with the ways to widen and to drop it. */
function chip(
  board: Board,
  group: Group,
  id: string,
  at: readonly number[],
  index: number,
): TemplateResult {
  const { form, place } = board;
  const { say, desk } = form;
  const other = group.kind === "all" ? "any" : "all";
  const nest = say(`record.scenarios.needs.nest.${other}`);
  const inner = (one: Group) => one.parts.with(index, { kind: other, parts: [id] });
  return html`<span class="word" title=${id}>${nameOf(form, place, id)}</span>${
    group.parts.length < 2 ? nothing : html`
      <button type="button" class="nest" ?disabled=${!desk.editable} title=${nest}
        aria-label=${`${id}: ${nest}`} @click=${() =>
          change(board, at, (one) => ({ ...one, parts: inner(one) }))}>${say(
            `record.scenarios.needs.sign.${other}`,
          )}</button>
    `
  }${removal(board, say("record.scenarios.needs.drop", { id }), at, index)}`;
}

function removal(
  board: Board,
  label: string,
  at: readonly number[],
  index: number,
): TemplateResult {
  return html`
    <button type="button" class="remove" aria-label=${label} title=${label}
      ?disabled=${!board.form.desk.editable} @click=${() =>
        change(board, at, (one) => ({ ...one, parts: one.parts.toSpliced(index, 1) }))}>×</button>
  `;
}

/** The steps that can be added, as buttons behind a plus. */
function adding(
  board: Board,
  group: Group,
  more: readonly string[],
  at: readonly number[],
): TemplateResult {
  const { form, place } = board;
  const { say, desk } = form;
  const put = (event: Event, id: string) => {
    const { currentTarget } = event;
    change(board, at, (one) => ({ ...one, parts: [...one.parts, id] }));
    const details = (currentTarget as HTMLElement).closest("details")!;
    details.open = false;
    details.querySelector("summary")!.focus();
  };
  return html`
    <details class="adding">
      <summary>${say(
        group.parts.length === 0 ? "record.scenarios.needs.first" : "record.scenarios.needs.add",
      )}</summary>
      <div class="menu">${more.map((id) =>
        html`
          <button type="button" ?disabled=${!desk.editable}
            @click=${(event: Event) => put(event, id)}><span class="id">${id}</span> ${nameOf(
              form,
              place,
              id,
            )}</button>
        `
      )}</div>
    </details>
  `;
}

function change(
  { form, place, group }: Board,
  at: readonly number[],
  amend: (group: Group) => { kind: Group["kind"]; parts: readonly Part[] },
): void {
  const { scenario, step } = place;
  form.desk.dispatch([{
    type: "set-field",
    on: `step/${scenario}/${step.id}`,
    field: "needs",
    value: written(amended(group, at, amend)),
  }], {
    ja: `${scenario}の${step.id}の前提ステップを変える`,
    en: `Change what ${step.id} of ${scenario} needs`,
  });
}

function nameOf({ desk, text, say }: Form, { scenario }: Place, id: string): string {
  const steps = desk.system!.scenarios.find((one) => one.id === scenario)?.steps;
  const step = steps?.find((one) => one.id === id);
  return step ? text(step.name) || id : say("record.scenarios.unknown", { id });
}
