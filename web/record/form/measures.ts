import { html, nothing, type TemplateResult } from "lit";
import { type Change, describe, type MeasureResult } from "../../../engine/mod.ts";
import { words } from "../../../engine/messages/words.ts";
import { dataPath, get, type Path } from "../address.ts";
import { changeAdder } from "../changing.ts";
import { entries } from "../entry.ts";
import { choiceField, dateField, numberField, roleField, textField } from "../field.ts";
import { named } from "../ident.ts";
import { adding, freshId, removeButton } from "../list.ts";
import { findingsAt, notes } from "../note.ts";
import type { Form, Section } from "../section.ts";
import { whyButton } from "../why.ts";

/** What is planned: each measure with its changes, and both justifications for it. */
export const measures: Section = {
  id: "measures",
  draw(form) {
    const { desk, say, text } = form;
    const { system } = desk;
    if (!system) return html`<p class="empty">${say("record.unreadable")}</p>`;
    return html`
      <p class="hint">${say("record.measures.hint")}</p>
      ${total(form)}
      ${entries(form, {
        path: ["measures"],
        noun: say("record.measures.noun"),
        title: (index) => text(system.measures[index].name),
        brief: (index) => brief(form, system.measures[index].id),
        draw: (path, index) => one(form, path, system.measures[index].id),
        fresh: () => ({ id: freshId(form, ["measures"], "M"), changes: [] }),
      })}
      ${planned(form)}
    `;
  },
};

/** What the whole plan comes to. */
function total({ desk, say, number, text }: Form): TemplateResult | typeof nothing {
  const { assessment } = desk;
  if (!assessment) return nothing;
  const { plan, verdict, system } = assessment;
  const open = verdict.after.over.length + verdict.after.gaps.length;
  return html`
    <p class="lead">${say("record.measures.total", {
      count: plan.measures.filter(({ done, overdue }) => !done && !overdue).length,
      date: plan.date || "—",
      cost: number(plan.cost),
      unit: text(system.method.unit),
    })} <b>${open === 0 ? say("record.measures.reaches") : say("record.measures.open", {
      over: verdict.after.over.length,
      gaps: verdict.after.gaps.length,
    })}</b></p>
  `;
}

function resultOf({ desk }: Form, id: string): MeasureResult | undefined {
  return desk.assessment?.plan.measures.find((one) => one.id === id);
}

function brief(form: Form, id: string): unknown {
  const result = resultOf(form, id);
  if (!result) return nothing;
  const { say } = form;
  const state = result.done
    ? say("record.measures.isDone")
    : result.overdue
    ? say("record.measures.isOverdue")
    : result.due;
  return say("record.measures.brief", {
    state: state || "—",
    closes: result.closes.length,
    raises: result.raises.length,
  });
}

function one(form: Form, path: Path, id: string): TemplateResult {
  const { say, word } = form;
  return html`
    ${textField(form, {
      path: [...path, "name"],
      label: say("record.measures.name"),
      required: true,
    })}
    ${worth(form, id)}
    ${changes(form, path, id)}
    <div class="row">
      ${roleField(form, { path: [...path, "owner"], label: say("record.measures.owner") })}
      ${dateField(form, { path: [...path, "due"], label: say("record.measures.due") })}
      ${numberField(form, {
        path: [...path, "cost"],
        label: say("record.measures.cost"),
        unit: form.text(form.desk.system!.method.unit),
      })}
      ${choiceField<string | undefined>(form, {
        path: [...path, "phase"],
        label: say("record.measures.phase"),
        list: true,
        options: [
          { value: undefined, word: "—" },
          ...Object.keys(words.phase).map((phase) => ({
            value: phase as string,
            word: word("phase", phase),
          })),
        ],
      })}
    </div>
    ${textField(form, { path: [...path, "why"], label: say("record.measures.why"), lines: 2 })}
    ${named(form, "measure", Number(path.at(-1)))}
    ${done(form, path, id)}
  `;
}

/** Both justifications: the gaps it closes, the paths it weakens; and what happens without it. */
function worth(form: Form, id: string): TemplateResult | typeof nothing {
  const result = resultOf(form, id);
  if (!result || result.done) return nothing;
  const { say, list } = form;
  const moves = (all: MeasureResult["alone"]) =>
    list(
      all.slice(0, 8).map(({ scenario, from, to, category }) =>
        `${scenario} ${form.word("category", category)} ${sign(from)}→${sign(to)}`
      ),
    );
  const rows: [string, string][] = [
    [say("record.measures.closes"), list(result.closes)],
    [
      say("record.measures.raises"),
      list(result.raises.map(({ ref, from, to }) => `${ref.replace("step/", "")} ${from}→${to}`)),
    ],
    [say("record.measures.alone"), moves(result.alone)],
    [say("record.measures.dropped"), moves(result.dropped)],
    [say("record.measures.together"), list(result.together)],
  ];
  const notable = result.parallel
    ? say("record.measures.parallel")
    : result.redundant
    ? say("record.measures.redundant")
    : "";
  return html`
    <div class="worth">
      <p class="name"><span class="label">${say("record.measures.worth")}</span>${whyButton(
        form,
        result.ref,
      )}</p>
      <dl>${rows.map(([term, value]) =>
        html`
          <div>
            <dt>${term}</dt>
            <dd>${value || "—"}</dd>
          </div>
        `
      )}</dl>
      ${notable ? html`<p class="quiet">${notable}</p>` : nothing}
    </div>
  `;
}

function sign(risk: unknown): string {
  return typeof risk === "string" && risk.length <= 2
    ? risk
    : risk === undefined
    ? "—"
    : String(risk);
}

/** The changes it consists of, each to be taken out, and the way to add one. */
function changes(form: Form, path: Path, id: string): TemplateResult {
  const { desk, say, text } = form;
  const at = [...path, "changes"];
  const list = (get(desk.spec, at) ?? []) as readonly Change[];
  const refused = new Set(resultOf(form, id)?.refused.map(({ change }) => change));
  return html`
    <div class="field" data-path=${dataPath(at)}>
      <div class="name"><span class="label">${say("record.measures.changes")}</span></div>
      <ul class="texts changes">${list.map((change, index) =>
        html`
          <li data-path=${dataPath([...at, index])} ?data-refused=${refused.has(change)}>
            <span>${text(describe(change))}</span>
            ${removeButton(
              form,
              at,
              String(index),
              say("record.list.remove", { label: text(describe(change)) }),
            )}
          </li>
        `
      )}</ul>
      ${changeAdder(form, (change) =>
        desk.dispatch([
          list.length === 0
            ? { type: "set-field", on: `measure/${id}`, field: "changes", value: [change] }
            : adding(form, at, change),
        ]))}
      ${notes(form, findingsAt(desk, at, true))}
    </div>
  `;
}

/** A measure that is carried out: its changes become part of the record in one step. */
function done(form: Form, path: Path, id: string): TemplateResult {
  const { desk, say } = form;
  const result = resultOf(form, id);
  const carryOut = () =>
    desk.dispatch([
      ...(result?.changes.map(({ change }) => change) ?? []),
      { type: "set-field", on: `measure/${id}`, field: "done", value: true },
    ], { ja: `対策${id}を実施済みにする`, en: `Carry out measure ${id}` });
  return html`
    ${choiceField<boolean>(form, {
      path: [...path, "done"],
      label: say("record.measures.done"),
      hint: say("record.measures.done.hint"),
      value: get(desk.spec, [...path, "done"]) === true,
      options: [
        { value: false, word: say("record.no") },
        { value: true, word: say("record.yes") },
      ],
      set: (value) => [{
        type: "set-field",
        on: `measure/${id}`,
        field: "done",
        value: value || null,
      }],
    })}
    ${result && !result.done && result.changes.length > 0
      ? html`<p><button type="button" ?disabled=${!desk.editable} @click=${carryOut}>${
        say("record.measures.carryOut")
      }</button></p>`
      : nothing}
  `;
}

/** Controls the record says are planned: they are on the list of measures without being written as one. */
function planned(form: Form): TemplateResult | typeof nothing {
  const { desk, say, text } = form;
  const list = desk.assessment?.plan.measures.filter(({ kind }) => kind === "planned") ?? [];
  if (list.length === 0) return nothing;
  return html`
    <h3>${say("record.measures.planned")}</h3>
    <p class="hint">${say("record.measures.planned.hint")}</p>
    <table class="outline">
      <thead>
        <tr>
          <th scope="col">${say("record.measures.control")}</th>
          <th scope="col">${say("record.measures.owner")}</th>
          <th scope="col">${say("record.measures.due")}</th>
          <th scope="col">${say("record.measures.moves")}</th>
        </tr>
      </thead>
      <tbody>${list.map(({ ref, name, owner, due, closes, raises, overdue }) =>
        html`
          <tr>
            <th scope="row">${text(name)}</th>
            <td>${text(owner)}</td>
            <td class="nowrap">${due}${overdue
              ? html`
                <b class="bad">${say("record.measures.isOverdue")}</b>
              `
              : nothing}</td>
            <td class="effect">${say("record.measures.effect", {
              closes: closes.length,
              raises: raises.length,
            })} ${whyButton(form, ref)}</td>
          </tr>
        `
      )}</tbody>
    </table>
  `;
}
