import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { type Change, type Status, statuses } from "../../../../engine/mod.ts";
import { get } from "../../address.ts";
import { conditionField } from "../../condition.ts";
import { choiceField, dateField, reasonField, roleField, textField } from "../../field.ts";
import { findingsAt, notes } from "../../note.ts";
import type { Form } from "../../section.ts";
import { statusOf } from "./filter.ts";

/** Statuses that need a reason. */
const reasoned: readonly Status[] = ["not-applicable", "alternative"];

/** All that is said of a control: reason, evidence, owner, date, provider, condition, places, leaning. */
export function detail(form: Form, id: string, path: readonly string[]): TemplateResult {
  const { desk, say, text, list } = form;
  const { control, catalog } = desk.system!.catalogue.get(id)!;
  const held = desk.system!.controls.get(id);
  const status = statusOf(form, id);
  const written = held !== undefined;
  const leaning = desk.assessment!.scenarios.filter(({ leans }) => leans.includes(id));
  return html`
    <div class="inside">
      <p class="quiet">${text(catalog.name)}${"gloss" in control && control.gloss
        ? html`
          ${text(control.gloss as never)}
        `
        : nothing}</p>
      ${written
        ? html`
          ${reasonField(form, {
            path: [...path, "why"],
            label: say("record.controls.why"),
            required: reasoned.includes(status),
          })}
          ${textField(form, {
            path: [...path, "evidence"],
            label: say("record.controls.evidence"),
            lines: 2,
          })}
          <div class="row">
            ${roleField(form, { path: [...path, "owner"], label: say("record.controls.owner") })}
            ${dateField(form, { path: [...path, "due"], label: say("record.controls.due") })}
            ${provider(form, path, status)}
          </div>
          ${textField(form, { path: [...path, "note"], label: say("record.controls.note") })}
          ${conditionField(form, { path: [...path, "when"], label: say("record.controls.when") })}
          ${placesField(form, id, path)}
        `
        : html`<p class="hint">${say("record.controls.unwritten")}</p>`}
      <p class="quiet">${leaning.length === 0
        ? say("record.controls.nothingLeans")
        : say("record.controls.leaning", {
          list: list(leaning.map(({ id, scenario }) => `${id} ${text(scenario.name)}`)),
        })}</p>
      ${notes(form, findingsAt(desk, path, true))}
      ${written
        ? html`<p class="deeds"><button type="button" class="bad" ?disabled=${!desk.editable}
        @click=${() => desk.dispatch([{ type: "remove", from: "controls", id }])}>${
          say("record.controls.forget")
        }</button></p>`
        : nothing}
    </div>
  `;
}

/** From which provider it is inherited; asked where it is, or where a provider is named. */
function provider(form: Form, path: readonly string[], status: Status): unknown {
  const { desk, say, text } = form;
  const from = get(desk.spec, [...path, "from"]);
  if (status !== "inherited" && from === undefined) return nothing;
  return choiceField<string | undefined>(form, {
    path: [...path, "from"],
    label: say("record.controls.from"),
    list: true,
    options: [
      { value: undefined, word: say("record.controls.anyProvider") },
      ...desk.system!.providers.map(({ id, name }) => ({
        value: id as string,
        word: text(name) || id,
      })),
    ],
  });
}

/** Another status at single components: a guard reads the status at the place of its step. */
function placesField(form: Form, id: string, path: readonly string[]): TemplateResult {
  const { desk, say, word, text } = form;
  const at = desk.system!.controls.get(id)?.at ?? {};
  const free = desk.system!.components.filter((one) => !Object.hasOwn(at, one.id));
  const select = (place: string, status: Status | undefined) =>
    html`
      <select aria-label=${say("record.controls.statusAt", { place })} ?disabled=${!desk.editable}
        @change=${(event: Event) => {
          const value = (event.target as HTMLSelectElement).value;
          desk.dispatch([stand(id, place, value as Status | "")]);
        }}>
            <option value="" .selected=${live(status === undefined)}>${say(
              "record.controls.asSystem",
            )}</option>
            ${statuses.map((one) =>
              html`<option value=${one} .selected=${live(one === status)}>${
                word("status", one)
              }</option>`
            )}</select>
    `;
  const nameOf = (place: string) => {
    const found = desk.system!.components.find((one) => one.id === place);
    return found ? text(found.name) || place : place;
  };
  return html`
    <div class="field places">
      <div class="name"><span class="label">${say("record.controls.at")}</span></div>
      <p class="hint">${say("record.controls.at.hint")}</p>
      <ul class="texts">${Object.entries(at).map(([place, standing]) =>
        html`<li data-path=${[...path, "at", place].join("/")}>
        <span class="place">${nameOf(place)}</span> ${select(place, standing.status)}
        ${
          textField(form, {
            path: [...path, "at", place, "why"],
            label: say("record.controls.whyAt", { place: nameOf(place) }),
            bare: true,
          })
        }
      </li>`
      )}
        ${free.length === 0
          ? nothing
          : html`<li><select aria-label=${say("record.controls.addPlace")}
      ?disabled=${!desk.editable} @change=${(event: Event) => {
            const target = event.target as HTMLSelectElement;
            if (target.value) desk.dispatch([stand(id, target.value, statusOf(form, id))]);
            target.value = "";
          }}>
        <option value="">${say("record.controls.addPlace")}</option>
        ${free.map((one) => html`<option value=${one.id}>${text(one.name) || one.id}</option>`)}
      </select></li>`}
      </ul>
    </div>
  `;
}

function stand(control: string, place: string, status: Status | ""): Change {
  return status === ""
    ? { type: "set-field", on: `control/${control}`, field: `/at/${place}`, value: null }
    : { type: "set-status", control, place, status };
}
