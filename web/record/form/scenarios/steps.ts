import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Step } from "../../../../engine/mod.ts";
import type { ScenarioSpec } from "../../../../engine/schema.ts";
import { levelText } from "../../../plots/risk.ts";
import { dataPath, get, idOf, type Path } from "../../address.ts";
import { conditionField } from "../../condition.ts";
import { entries } from "../../entry.ts";
import { choiceField, dateField, frame, roleField, textField, wordField } from "../../field.ts";
import { fold, unfold } from "../../fold.ts";
import { whenDrawn } from "../../later.ts";
import { freshId } from "../../list.ts";
import type { Form } from "../../section.ts";
import { released, renaming } from "./graph.ts";
import { guardsField } from "./guards.ts";
import { levelPart } from "./level.ts";
import { needsField } from "./needs.ts";
import { picker, threatOptions } from "./one.ts";
import { resultOf, stepOf } from "./result.ts";

/** The steps of a scenario, each folded to a line with its level of defence. */
export function steps(form: Form, scenario: Path, index: number): TemplateResult {
  const { desk, say, text } = form;
  const own = desk.system!.scenarios[index];
  const path = [...scenario, "steps"];
  return entries(form, {
    path,
    noun: say("record.scenarios.step.noun"),
    title: (at) => text(own.steps[at].name),
    brief: (at) => brief(form, own.id, own.steps[at], at),
    draw: (to, at) =>
      stepForm(form, { scenario: own.id, path: to, index: at, step: own.steps[at] }),
    fresh: () => fresh(form, path),
    taking: (at) => released(get(desk.spec, scenario) as ScenarioSpec, own.steps[at].id),
  });
}

/** A step of a scenario, as its form is drawn for it. */
export interface Place {
  readonly scenario: string;
  readonly path: Path;
  readonly index: number;
  readonly step: Step;
}

/** A new step comes after the last one; the first is an entry. */
function fresh(form: Form, path: Path): unknown {
  const before = ((get(form.desk.spec, path) ?? []) as readonly unknown[]).map(idOf).at(-1);
  return {
    id: freshId(form, path, "step-"),
    ...(before === undefined ? {} : { needs: [before] }),
  };
}

function brief(form: Form, scenario: string, step: Step, index: number): unknown {
  const { desk, say, text } = form;
  const result = stepOf(form, scenario, index);
  const place = desk.system!.components.find(({ id }) => id === step.place);
  const decides = resultOf(form, scenario)?.deciding?.steps.includes(step.id);
  const told = say("record.scenarios.step.brief", {
    place: place ? text(place.name) || place.id : step.place || "—",
    level: result ? levelText(result.level) : "—",
  });
  const gone = result?.applies.truth === "no";
  return html`${told}${
    decides && !gone
      ? html`
        <b class="decides">${say("record.scenarios.decides")}</b>
      `
      : nothing
  }${
    gone
      ? html`
        <b class="gone">${say("record.scenarios.outside")}</b>
      `
      : nothing
  }`;
}

function stepForm(form: Form, place: Place): TemplateResult {
  const { desk, say, text } = form;
  const { scenario, path, step } = place;
  const at = (field: string) => [...path, field];
  return html`
    ${textField(form, {
      path: at("name"),
      label: say("record.scenarios.step.name"),
      required: true,
    })}
    <div class="row">
      ${idField(form, place)}
      ${picker(form, {
        path: at("place"),
        label: say("record.scenarios.step.place"),
        hint: say("record.scenarios.step.place.hint"),
        options: desk.system!.components.map((one) => ({
          value: one.id,
          word: text(one.name) || one.id,
        })),
      })}
    </div>
    ${needsField(form, place)} ${guardsField(form, place)} ${levelPart(form, place)}
    ${step.needs === undefined || step.threat !== undefined ? threat(form, place) : nothing}
    <div class="row">
      ${textField(form, { path: at("technique"), label: say("record.scenarios.technique") })}
      ${wordField(form, {
        path: at("attack"),
        label: say("record.scenarios.attack"),
        hint: say("record.scenarios.attack.hint"),
        suggestions: attacks(form),
      })}
    </div>
    ${textField(form, { path: at("why"), label: say("record.scenarios.step.why"), lines: 2 })}
    ${fold(
      form,
      `${desk.path} more ${scenario} ${dataPath(path)}`,
      say("record.scenarios.more"),
      () =>
        html`${test(form, place)} ${
          conditionField(form, {
            path: at("when"),
            label: say("record.when"),
          })
        }`,
    )}
  `;
}

/** The name by which other steps need this one. It is given when the field is left, in one step. */
function idField(form: Form, { path, scenario, index, step }: Place): TemplateResult {
  const { desk, say, app } = form;
  const label = say("record.scenarios.step.id");
  const rename = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const to = input.value.trim();
    const spec = get(desk.spec, path.slice(0, 2)) as ScenarioSpec;
    const taken = spec.steps?.some(({ id }) => id === to);
    if (to === "" || to === step.id || taken) {
      input.value = step.id;
      if (taken && to !== step.id) {
        app.notice("info", say("record.scenarios.step.taken", { id: to }));
      }
      return;
    }
    unfold(`${desk.path} ${path.slice(0, -1).join("/")} ${to}`);
    // Of two steps with one id the first is meant by all that names it; the other is renamed alone.
    const alone = spec.steps?.findIndex(({ id }) => id === step.id) !== index;
    desk.dispatch(
      alone
        ? [{ type: "set-field", on: `scenario/${scenario}`, field: `steps.${index}.id`, value: to }]
        : renaming(desk.spec!, spec, step.id, to),
      {
        ja: `${scenario}のステップ${step.id}の識別名を${to}にする`,
        en: `Rename step ${step.id} of ${scenario} to ${to}`,
      },
    );
    // The step is drawn anew under its new id; whoever renamed it by Enter is still in its field.
    whenDrawn(() => {
      if (document.activeElement !== document.body) return;
      const name = CSS.escape(dataPath([...path, "id"]));
      document.querySelector<HTMLElement>(`[data-path="${name}"] input`)?.focus();
    });
  };
  return frame(
    form,
    { path: [...path, "id"], label, hint: say("record.scenarios.step.id.hint") },
    html`
      <input type="text" autocomplete="off" spellcheck="false" aria-label=${label}
        ?disabled=${!desk.editable} .value=${live(step.id)} @change=${rename}>
    `,
  );
}

/** The threat of an entry, where it differs from the scenario's. */
function threat(form: Form, { path, scenario, step }: Place): TemplateResult {
  const { say } = form;
  return choiceField<1 | 2 | 3 | "unassessed" | undefined>(form, {
    path: [...path, "threat"],
    label: say("record.scenarios.entry"),
    hint: say("record.scenarios.entry.hint"),
    value: step.threat,
    options: [...threatOptions(form), {
      value: undefined,
      word: say("record.scenarios.entry.same"),
    }],
    set: (value) => [
      value === undefined
        ? { type: "set-field", on: `step/${scenario}/${step.id}`, field: "threat", value: null }
        : { type: "set-threat", scenario, step: step.id, threat: value },
    ],
  });
}

/** What a penetration test said of the step, and when by whom. */
function test(form: Form, { path, scenario, step }: Place): TemplateResult {
  const { desk, say } = form;
  const at = [...path, "test"];
  const long = typeof get(desk.spec, at) === "object";
  return html`
    ${choiceField<Step["test"]>(form, {
      path: at,
      label: say("record.scenarios.test"),
      hint: say("record.scenarios.test.hint"),
      value: step.test,
      options: (["untested", "confirmed", "refuted"] as const).map((value) => ({
        value,
        word: say(`record.scenarios.test.${value}`),
      })),
      set: (value) => [{
        type: "set-field",
        on: `step/${scenario}/${step.id}`,
        field: long ? "test.result" : "test",
        value: !long && value === "untested" ? null : value,
      }],
    })}
    ${step.test === "untested" ? nothing : html`
      <div class="row">
        ${dateField(form, { path: [...at, "date"], label: say("record.scenarios.test.date") })}
        ${roleField(form, { path: [...at, "by"], label: say("record.scenarios.test.by") })}
      </div>
      ${textField(form, { path: [...at, "note"], label: say("record.scenarios.test.note") })}
    `}
  `;
}

/** The techniques the record names already. */
function attacks({ desk }: Form): string[] {
  const all = desk.system!.scenarios.flatMap(({ steps }) => steps.map(({ attack }) => attack));
  return [...new Set(all)].filter((one) => one !== "").toSorted();
}
