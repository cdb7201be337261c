import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { type Status, statuses } from "../../../engine/mod.ts";
import { paste } from "../paste.ts";
import type { Form, Section } from "../section.ts";
import { bulk } from "./controls/bulk.ts";
import { everything, type Filter, type Kind, kinds, rowsOf, tally } from "./controls/filter.ts";
import { sheet } from "./sheet.ts";
import { table } from "./controls/table.ts";
import { tailoring } from "./controls/tailoring.ts";

/** How every control stands: hundreds of rows, filtered, edited by keys, singly or many at a time. */
export const controls: Section = {
  id: "controls",
  draw(form, entry) {
    const { desk, say } = form;
    if (!desk.system || !desk.assessment) {
      return html`<p class="empty">${say("record.unreadable")}</p>`;
    }
    show(form, entry);
    const rows = rowsOf(form, filter);
    return html`
      <p class="hint">${say("record.controls.hint")}</p>
      ${filters(form, rows.length)}
      ${bulk(form, rows)}
      ${table(form, rows, entry)}
      ${paste(form, "controls")}
      ${sheet(form)}
      ${tailoring(form)}
    `;
  },
};

let filter: Filter = everything;
let shownEntry = "";

/** A control that the address names is shown, whatever was filtered. */
function show(form: Form, entry: string): void {
  if (entry === "" || entry === shownEntry) return;
  shownEntry = entry;
  const hidden = !rowsOf(form, filter).some(({ id }) => id === entry);
  if (hidden) filter = { ...everything, kind: "all" };
}

function set({ app }: Form, change: Partial<Filter>): void {
  filter = { ...filter, ...change };
  const { desk } = app.store.get();
  app.store.set({ desk: desk && { ...desk } });
}

/** What is shown: a kind of control, a family, a status, words. */
function filters(form: Form, count: number): TemplateResult {
  const { desk, say, word, text } = form;
  const { system } = desk;
  const families = system!.method.catalogs.flatMap(({ families }) => families);
  const counts = tally(form, rowsOf(form, { ...filter, status: "" }));
  const value = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;
  return html`
    <div class="filters" role="search" aria-label=${say("record.controls.filter")}>
      <input type="search" .value=${live(filter.text)} placeholder=${say("record.controls.search")}
        aria-label=${say("record.controls.search")} @input=${(event: Event) =>
          set(form, { text: value(event) })}>
      <select aria-label=${say("record.controls.kind")} @change=${(event: Event) =>
        set(form, { kind: value(event) as Kind })}>${kinds.map((kind) =>
          html`<option value=${kind} .selected=${live(kind === filter.kind)}>${
            say(`record.controls.kind.${kind}`)
          }</option>`
        )}</select>
      <select aria-label=${say("record.controls.family")} @change=${(event: Event) =>
        set(form, { family: value(event) })}>
        <option value="" .selected=${live(filter.family === "")}>${say(
          "record.controls.families",
        )}</option>
        ${families.map(({ id, name }) =>
          html`<option value=${id} .selected=${live(id === filter.family)}>${id} ${
            text(name)
          }</option>`
        )}</select>
      <select aria-label=${say("record.controls.status")} @change=${(event: Event) =>
        set(form, { status: value(event) as Status | "" })}>
        <option value="" .selected=${live(filter.status === "")}>${say(
          "record.controls.statuses",
        )}</option>
        ${statuses.map((status) =>
          html`<option value=${status} .selected=${live(status === filter.status)}>${
            word("status", status)
          } (${counts.get(status) ?? 0})</option>`
        )}</select>
      <span class="quiet" role="status">${say("record.controls.count", { count })}</span>
      ${filter === everything
        ? nothing
        : html`<button type="button" class="link" @click=${() => set(form, everything)}>${
          say("record.controls.clear")
        }</button>`}
    </div>
  `;
}
