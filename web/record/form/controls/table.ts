import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { type Status, statuses } from "../../../../engine/mod.ts";
import { dataPath } from "../../address.ts";
import { findingsAt, weights } from "../../note.ts";
import { isOpen, toggled, unfold } from "../../fold.ts";
import { wanted } from "../../place.ts";
import type { Form } from "../../section.ts";
import { typing } from "../../typing.ts";
import { whyButton } from "../../why.ts";
import { choose, chosen } from "./chosen.ts";
import { detail } from "./detail.ts";
import { type Row, statusOf } from "./filter.ts";
import { keys } from "./keys.ts";

/** The controls as rows: chosen, status, title, evidence; each unfolds to all that is said of it. */
export function table(form: Form, rows: readonly Row[], entry: string): TemplateResult {
  const { say } = form;
  if (rows.length === 0) return html`<p class="empty">${say("record.controls.none")}</p>`;
  return html`
    <div class="controls" role="table" aria-label=${say("record.section.controls")}
      aria-rowcount=${rows.length + 1} @keydown=${keys}>
      <div class="line head" role="row">
        <span role="columnheader"><span class="heard">${say("record.controls.chosen")}</span></span>
        <span role="columnheader">${say("record.controls.control")}</span>
        <span role="columnheader">${say("record.controls.status")}</span>
        <span role="columnheader">${say("record.controls.evidence")}</span>
      </div>
      ${repeat(rows, ({ id }) => id, (row) => guarded(form, row, entry))}
    </div>
  `;
}

/** A row is drawn again only when something it shows changed: there are hundreds. */
function guarded(form: Form, row: Row, entry: string): unknown {
  const { desk, lang } = form;
  const { system } = desk;
  const held = system!.controls.get(row.id);
  const key = foldKey(form, row.id);
  const asked = wanted();
  const path = ["controls", held?.key ?? row.id];
  if (asked && dataPath(asked.slice(0, 2)) === dataPath(path) && asked.length > 2) unfold(key);
  if (entry === row.id && asked) unfold(key);
  const open = isOpen(key);
  // What is open shows providers, places and levels of the whole record.
  const all = open ? desk : undefined;
  const badge = weights(findingsAt(desk, path, true));
  const { ref, conformity, gap, status } = row.result ?? {};
  // Results are made anew with every change; a line shows these parts of its own.
  const own = [ref, conformity, gap, status, badge.error, badge.warning];
  return guard(
    [held, ...own, lang, chosen(row.id), desk.editable, open, all],
    () => line(form, row, path, open, badge),
  );
}

function foldKey({ desk }: Form, id: string): string {
  return `${desk.path} controls ${id}`;
}

function line(
  form: Form,
  { id, result }: Row,
  path: readonly string[],
  open: boolean,
  { error, warning }: ReturnType<typeof weights>,
): TemplateResult {
  const { desk, say, text } = form;
  const { control } = desk.system!.catalogue.get(id)!;
  const status = statusOf(form, id);
  const places = Object.keys(desk.system!.controls.get(id)?.at ?? {});
  return html`
    <div class="line" role="row" data-path=${dataPath(path)} data-control=${id}
      data-conformity=${result?.conformity ?? nothing}>
      <span role="cell"><input type="checkbox" aria-label=${say("record.controls.choose", { id })}
        .checked=${live(chosen(id))} @click=${(event: MouseEvent) =>
          choose(form, id, event)}></span>
      <span role="cell" class="what">
        <b class="id">${id}</b> ${text(control.title)}
        ${result?.gap ? html`<span class="gap">${say("record.controls.gap")}</span>` : nothing}
        ${error + warning > 0
          ? html`<span class="badge" data-severity=${error > 0 ? "error" : "warning"}>${
            error + warning
          }</span>`
          : nothing}
        ${result ? whyButton(form, result.ref) : nothing}
      </span>
      <span role="cell">${statusSelect(form, id, status)}${places.length > 0
        ? html`<small class="quiet">${
          say("record.controls.places", { count: places.length })
        }</small>`
        : nothing}${result && result.status !== status
        ? html`<small class="quiet">${
          say("record.controls.counts", { status: form.word("status", result.status) })
        }</small>`
        : nothing}</span>
      <span role="cell">${evidence(form, id, path)}</span>
      <div role="cell" class="unfolding">
        <details class="more" ?open=${open} @toggle=${toggled(form, foldKey(form, id))}>
        <summary aria-label=${say("record.controls.more", { id })}></summary>
        ${open ? detail(form, id, path) : nothing}
      </details>
      </div>
    </div>
  `;
}

/** The status, chosen from the list or by typing its first letter. */
function statusSelect(form: Form, id: string, status: Status): TemplateResult {
  const { say, word } = form;
  return html`
    <select class="status" data-status=${status} data-column="status"
      aria-label=${say("record.controls.statusOf", { id })} ?disabled=${!form.desk.editable}
      @change=${(event: Event) =>
        form.desk.dispatch([{
          type: "set-status",
          control: id,
          status: (event.target as HTMLSelectElement).value as Status,
        }])}>${statuses.map((one) =>
          html`<option value=${one} .selected=${live(one === status)}>${
            word("status", one)
          }</option>`
        )}</select>
  `;
}

/** What shows it, in one line; the other language and the rest are in the detail. */
function evidence(form: Form, id: string, path: readonly string[]): TemplateResult {
  const { say, text, lang } = form;
  const held = form.desk.system!.controls.get(id);
  const value = held ? text(held.evidence) : "";
  const put = (said: string, tag: string) => {
    const { desk } = form;
    const old = (desk.spec?.controls?.[path[1]] as { evidence?: unknown } | undefined)?.evidence;
    const both = typeof old === "object" && old !== null ? { ...old, [lang]: said } : said;
    desk.dispatch(
      [{
        type: "set-field",
        on: `control/${id}`,
        field: "evidence",
        value: said === "" ? null : both,
      }],
      { ja: `${id}の証跡を変更する`, en: `Change the evidence of ${id}` },
      tag,
    );
  };
  // A control that is written nowhere yet has no place for evidence until it has a status.
  const off = !form.desk.editable || held === undefined;
  return html`
    <input type="text" autocomplete="off" data-column="evidence" ?disabled=${off}
      aria-label=${say("record.controls.evidenceOf", { id })} ${typing(value, put)}>
  `;
}
