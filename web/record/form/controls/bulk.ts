import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import {
  type Change,
  difference,
  type Status,
  statuses,
  type System,
} from "../../../../engine/mod.ts";
import type { Form } from "../../section.ts";
import { chooseAll, chosenAmong } from "./chosen.ts";
import type { Row } from "./filter.ts";

/** What is done to many controls at a time: a status, an owner, a date; what another system says. */
export function bulk(form: Form, rows: readonly Row[]): TemplateResult {
  const { desk, say, word } = form;
  const ids = rows.map(({ id }) => id);
  const list = chosenAmong(ids);
  const some = list.length > 0;
  const all = some && list.length === ids.length;
  return html`
    <div class="bulk" role="group" aria-label=${say("record.controls.bulk")}>
      <label><input type="checkbox" .checked=${live(all)} .indeterminate=${live(some && !all)}
        @change=${(event: Event) =>
          chooseAll(form, ids, (event.target as HTMLInputElement).checked)}> ${some
          ? say("record.controls.chosenCount", { count: list.length })
          : say("record.controls.chooseAll")}</label>
      ${some
        ? html`
          <select aria-label=${say("record.controls.setStatus")} ?disabled=${!desk.editable}
            @change=${(event: Event) => {
              const target = event.target as HTMLSelectElement;
              if (target.value) setStatus(form, list, target.value as Status);
              target.value = "";
            }}>
            <option value="">${say("record.controls.setStatus")}</option>
            ${statuses.map((status) =>
              html`<option value=${status}>${word("status", status)}</option>`
            )}</select>
          ${setText(form, list, "owner")} ${setText(form, list, "due")}
        `
        : nothing}
      ${copyFrom(form, ids, list)}
    </div>
  `;
}

function setStatus({ desk, word }: Form, list: readonly string[], status: Status): void {
  desk.dispatch(list.map((control) => ({ type: "set-status", control, status })), {
    ja: `${list.length}件の管理策の実施状況を「${word("status", status)}」にする`,
    en: `Set ${list.length} controls to ${word("status", status)}`,
  });
}

/** Sets owner or date of all that are chosen; a control that is written nowhere yet gets no owner. */
function setText({ desk, say }: Form, list: readonly string[], field: "owner" | "due") {
  const label = say(`record.controls.set.${field}`);
  const written = list.filter((id) => desk.system!.controls.has(id));
  const set = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const value = input.value.trim();
    if (value === "" || written.length === 0) return;
    desk.dispatch(
      written.map((id): Change => ({ type: "set-field", on: `control/${id}`, field, value })),
      {
        ja: `${written.length}件の管理策の${field === "owner" ? "担当" : "期限"}を変える`,
        en: `Change the ${field === "owner" ? "owner" : "date"} of ${written.length} controls`,
      },
    );
    input.value = "";
  };
  return html`
    <input type=${field === "due" ? "date" : "text"} aria-label=${label}
      placeholder=${label} ?disabled=${!desk.editable} @change=${set}>
  `;
}

/** Takes over what another system of the workspace says of the chosen controls, or of all shown. */
function copyFrom(
  form: Form,
  ids: readonly string[],
  list: readonly string[],
): TemplateResult | typeof nothing {
  const { app, desk, say, text } = form;
  const others = [...app.store.get().systems.values()].flatMap(({ path, system }) =>
    system && path !== desk.path ? [{ path, system }] : []
  );
  if (others.length === 0) return nothing;
  const take = (event: Event) => {
    const target = event.target as HTMLSelectElement;
    const other = others.find(({ path }) => path === target.value)?.system;
    target.value = "";
    if (!other) return;
    const changes = copied(desk.system!, other, list.length > 0 ? list : ids);
    if (changes.length === 0) return app.notice("info", say("record.controls.copy.none"));
    desk.dispatch(changes, {
      ja: `「${other.name.ja}」から管理策の記録を写す`,
      en: `Copy what “${other.name.en}” says of its controls`,
    });
  };
  return html`
    <select class="copy" aria-label=${say("record.controls.copy")}
      ?disabled=${!desk.editable} @change=${take}>
        <option value="">${say("record.controls.copy")}</option>
        ${others.map(({ path, system }) =>
          html`<option value=${path}>${text(system.name)}</option>`
        )}
      </select>
  `;
}

/** The changes that make controls stand as in another system; its own places and providers are left out. */
function copied(own: System, other: System, ids: readonly string[]): Change[] {
  const wanted = new Set(ids);
  const resolve = (id: string) => id;
  const pick = ({ controls }: System) =>
    Object.fromEntries(
      [...controls.values()].filter(({ control }) => wanted.has(control)).map((held) => {
        const { status, why, evidence, owner, due, note } = held;
        const said = { status, why, evidence, owner, due, note };
        return [
          held.control,
          Object.fromEntries(
            Object.entries(said).map(([key, value]) => [key, plain(value)])
              .filter(([, value]) => value !== undefined && value !== ""),
          ),
        ];
      }),
    );
  const theirs = pick(other);
  const mine = pick(own);
  const base = { mitate: 1 as const, id: "copy" };
  const known = new Set(own.catalogue.keys());
  const both = Object.entries({ ...mine, ...theirs }).filter(([id]) => known.has(id));
  return difference(
    { ...base, controls: mine as never },
    { ...base, controls: Object.fromEntries(both) as never },
    resolve,
  );
}

/** A text as it is written: one string where both languages say the same. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { ja, en } = value as { ja: string; en: string };
  return ja === en ? ja : { ja, en };
}
