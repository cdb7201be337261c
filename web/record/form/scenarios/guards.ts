import { html, nothing, type TemplateResult } from "lit";
import { guard as once } from "lit/directives/guard.js";
import { live } from "lit/directives/live.js";
import { type Change, type GuardResult, resolver } from "../../../../engine/mod.ts";
import { plain } from "../../../../engine/show.ts";
import type { StepSpec } from "../../../../engine/schema.ts";
import { dataPath, get, type Path } from "../../address.ts";
import { conditionField } from "../../condition.ts";
import { textField } from "../../field.ts";
import { fold } from "../../fold.ts";
import { findingsAt, notes } from "../../note.ts";
import type { Form } from "../../section.ts";
import { whyButton } from "../../why.ts";
import { stepOf } from "./result.ts";
import type { Place } from "./steps.ts";

const kinds = ["prevent", "detect", "respond", "continuity"] as const;
const choices = "scenario-controls";

/** The controls of the catalogues, once for the page, for every line in which a guard is added. */
export function controlChoices({ desk, lang, text }: Form): unknown {
  const { catalogue } = desk.system!;
  return once(
    [catalogue, lang],
    () =>
      html`<datalist id=${choices}>${
        [...catalogue.values()].map(({ ref, control }) =>
          html`<option value=${`${ref} ${text(control.title)}`}></option>`
        )
      }</datalist>`,
  );
}

/** The controls in the way of a step: each with its status at the step's place and what it counts for. */
export function guardsField(form: Form, place: Place): TemplateResult {
  const { desk, say } = form;
  const path = [...place.path, "guards"];
  const results = stepOf(form, place.scenario, place.index)?.guards ?? [];
  return html`
    <div class="field guards" data-path=${dataPath(path)}>
      <div class="name"><span class="label">${say("record.scenarios.guards")}</span></div>
      <p class="hint">${say("record.scenarios.guards.hint")}</p>
      ${place.step.guards.length === 0
        ? nothing
        : html`<ul class="texts">${
          place.step.guards.map((_, index) => line(form, place, index, results[index]))
        }</ul>`}
      ${adder(form, place)} ${notes(form, findingsAt(desk, path))}
    </div>
  `;
}

function line(
  form: Form,
  place: Place,
  index: number,
  result: GuardResult | undefined,
): TemplateResult {
  const { desk, say, word, text, range } = form;
  const { control, level, kind } = place.step.guards[index];
  const path = [...place.path, "guards", index];
  const title = desk.system!.catalogue.get(control)?.control.title;
  const label = say("record.scenarios.guard.remove", { control });
  return html`
    <li class="guard" data-path=${dataPath(path)}>
      <div class="what"><span class="id">${control}</span> ${title ? text(title) : nothing}</div>
      <div class="set">
        ${select(
          form,
          say("record.scenarios.guard.kind", { control }),
          kinds.map((one) => ({ value: one, word: word("kind", one) })),
          kind,
          (value) => put(form, place, index, "kind", value === "prevent" ? null : value, control),
        )}
        ${select(
          form,
          say("record.scenarios.guard.level", { control }),
          ([1, 2, 3] as const).map((one) => ({
            value: one,
            word: say("record.scenarios.guard.nominal", { level: one }),
          })),
          level,
          (value) => put(form, place, index, "level", value, control),
        )}
        ${kind === "prevent" ? independent(form, place, control) : nothing}
        <button type="button" class="remove" aria-label=${label} title=${label}
          ?disabled=${!desk.editable} @click=${() => drop(form, place, index)}>×</button>
      </div>
      ${result
        ? html`<p class="stands" data-status=${result.status}>${
          say("record.scenarios.guard.stands", {
            status: word("status", result.status),
            effective: range(result.effective, plain),
          })
        }${whyButton(form, result.ref)}</p>`
        : nothing}
      ${more(form, place, path, index)} ${notes(form, findingsAt(desk, path, true))}
    </li>
  `;
}

/** Condition and note, folded away until one is there. */
function more(form: Form, place: Place, path: Path, index: number): TemplateResult {
  const { say, desk } = form;
  const { when, note, control } = place.step.guards[index];
  const body = () =>
    html`
      ${conditionField(form, { path: [...path, "when"], label: say("record.when") })}
      ${textField(form, { path: [...path, "note"], label: say("record.scenarios.guard.note") })}
    `;
  const said = [when?.text ?? "", form.text(note)].filter((one) => one !== "").join(" · ");
  const key = `${desk.path} guard ${place.scenario} ${place.step.id} ${control} ${index}`;
  return fold(
    form,
    key,
    said === ""
      ? say("record.scenarios.guard.more")
      : `${say("record.scenarios.guard.more")}: ${said}`,
    body,
  );
}

/** Two working guards that are independent of each other make the step as strong as can be. */
function independent(form: Form, { scenario, path, step }: Place, control: string): TemplateResult {
  const { desk, say } = form;
  const same = resolver(desk.system!.catalogue);
  const toggle = ({ target }: Event) => {
    const { independent: old = [] } = get(desk.spec, path) as StepSpec;
    const others = old.filter((one) => same(one) !== control);
    const value = (target as HTMLInputElement).checked ? [...others, control] : others;
    desk.dispatch([setting(scenario, step.id, "independent", value.length === 0 ? null : value)], {
      ja: `${scenario}の${step.id}の独立したガードを変える`,
      en: `Change the independent guards of ${step.id} of ${scenario}`,
    });
  };
  return html`<label class="independent"><input type="checkbox" ?disabled=${!desk.editable}
    .checked=${live(step.independent.includes(control))} @change=${toggle}> ${
    say("record.scenarios.guard.independent")
  }<span class="heard"> ${control}</span></label>`;
}

function select<T extends string | number>(
  { desk }: Form,
  label: string,
  options: readonly { readonly value: T; readonly word: string }[],
  value: T,
  choose: (value: T) => void,
): TemplateResult {
  return html`<select aria-label=${label} ?disabled=${!desk.editable} @change=${(event: Event) =>
    choose(options[(event.target as HTMLSelectElement).selectedIndex].value)}>${
    options.map((one) => html`<option .selected=${live(one.value === value)}>${one.word}</option>`)
  }</select>`;
}

/** By its position, since a control may guard a step in two ways. */
function put(
  { desk }: Form,
  { scenario, step }: Place,
  index: number,
  field: "kind" | "level",
  value: unknown,
  control: string,
): void {
  const change = setting(scenario, step.id, `guards.${index}.${field}`, value);
  desk.dispatch(
    [change],
    field === "kind"
      ? {
        ja: `${scenario}の${step.id}でのガード${control}の種類を変える`,
        en: `Change the kind of the guard ${control} at ${step.id} of ${scenario}`,
      }
      : {
        ja: `${scenario}の${step.id}でのガード${control}の強さを${value}にする`,
        en: `Set the guard ${control} at ${step.id} of ${scenario} to ${value}`,
      },
  );
}

/** Takes a guard out, and its control from those held independent where it guards in no other way. */
function drop({ desk }: Form, { scenario, path, step }: Place, index: number): void {
  const { control } = step.guards[index];
  const spec = get(desk.spec, path) as StepSpec;
  const guards = spec.guards ?? [];
  const same = resolver(desk.system!.catalogue);
  const twice = step.guards.some((one, at) => at !== index && one.control === control);
  const left = (spec.independent ?? []).filter((one) => same(one) !== control);
  const changes: Change[] = twice
    ? [setting(scenario, step.id, "guards", guards.toSpliced(index, 1))]
    : [{ type: "remove", from: `guards/${scenario}/${step.id}`, id: guards[index].control }];
  if (!twice && left.length < (spec.independent?.length ?? 0)) {
    changes.push(setting(scenario, step.id, "independent", left.length === 0 ? null : left));
  }
  desk.dispatch(changes, {
    ja: `${scenario}の${step.id}からガード${control}を外す`,
    en: `Take the guard ${control} from ${step.id} of ${scenario}`,
  });
}

/** A line in which a control is chosen; Enter or leaving it puts it in the way of the step. */
function adder({ desk, say }: Form, { scenario, step }: Place): TemplateResult {
  const take = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    // The list proposes `AC-2 アカウント管理`; the id is what counts.
    const [control] = input.value.trim().split(/\s/u);
    if (control === "") return;
    const refused = desk.dispatch([{ type: "set-guard", scenario, step: step.id, control }]);
    if (refused.length === 0) input.value = "";
  };
  const label = say("record.scenarios.guard.add");
  return html`
    <input type="text" class="adder" autocomplete="off" aria-label=${label}
      placeholder=${say("record.scenarios.guard.add.hint")} list=${choices}
      ?disabled=${!desk.editable} @change=${take}>
  `;
}

function setting(scenario: string, step: string, field: string, value: unknown): Change {
  return { type: "set-field", on: `step/${scenario}/${step}`, field, value };
}
