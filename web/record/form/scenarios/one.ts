import { html, type TemplateResult } from "lit";
import type { Scenario } from "../../../../engine/mod.ts";
import { get, type Path } from "../../address.ts";
import { conditionField } from "../../condition.ts";
import { choiceField, type Field, type Option, textField } from "../../field.ts";
import { named } from "../../ident.ts";
import type { Form } from "../../section.ts";
import { picture } from "./picture.ts";
import { outcome } from "./result.ts";
import { steps } from "./steps.ts";

/** The form of a scenario: what it comes to, what it is about, its picture and its steps. */
export function one(form: Form, path: Path, index: number): TemplateResult {
  const { say } = form;
  const scenario = form.desk.system!.scenarios[index];
  return html`
    ${outcome(form, scenario.id)} ${about(form, path, scenario)}
    <h3 class="graph">${say("record.scenarios.graph")}</h3>
    ${picture(form, scenario, path)}
    <h3>${say("record.scenarios.steps")}</h3>
    ${steps(form, path, index)}
    <h3>${say("record.scenarios.whole")}</h3>
  `;
}

function about(form: Form, path: Path, scenario: Scenario): TemplateResult {
  const { desk, say, text } = form;
  const { damages, components } = desk.system!;
  const name = (one: { id: string; name: Scenario["name"] }) => text(one.name) || one.id;
  return html`
    ${textField(form, {
      path: [...path, "name"],
      label: say("record.scenarios.name"),
      required: true,
    })}
    <div class="row">
      ${picker(form, {
        path: [...path, "damage"],
        label: say("record.scenarios.damage"),
        required: true,
        options: damages.map((one) => ({ value: one.id, word: name(one) })),
      })}
      ${textField(form, { path: [...path, "attacker"], label: say("record.scenarios.attacker") })}
    </div>
    ${threatField(form, {
      path: [...path, "threat"],
      label: say("record.scenarios.threat"),
      hint: say("record.scenarios.threat.hint"),
    }, scenario)}
    ${textField(form, {
      path: [...path, "why"],
      label: say("record.scenarios.why"),
      lines: 2,
    })}
    <div class="row">
      ${picker(form, {
        path: [...path, "target"],
        label: say("record.scenarios.target"),
        options: components.map((one) => ({ value: one.id, word: name(one) })),
      })}
      ${picker(form, {
        path: [...path, "goal"],
        label: say("record.scenarios.goal"),
        none: say("record.scenarios.goal.open"),
        options: scenario.steps.map((one) => ({ value: one.id, word: name(one) })),
      })}
    </div>
    <div class="row">
      ${conditionField(form, { path: [...path, "when"], label: say("record.when") })}
      ${named(form, "scenario", Number(path.at(-1)))}
    </div>
  `;
}

function threatField(form: Form, field: Field, { id, threat }: Scenario): TemplateResult {
  return choiceField<1 | 2 | 3 | "unassessed">(form, {
    ...field,
    value: threat,
    options: threatOptions(form),
    set: (value) => [{ type: "set-threat", scenario: id, threat: value }],
  });
}

/** The levels of a threat, the gravest last, and that it was not assessed. */
export function threatOptions({ say }: Form): Option<1 | 2 | 3 | "unassessed">[] {
  return [
    { value: 1, word: say("record.scenarios.threat.1") },
    { value: 2, word: say("record.scenarios.threat.2") },
    { value: 3, word: say("record.scenarios.threat.3") },
    { value: "unassessed", word: say("record.unassessed") },
  ];
}

/** A choice among things of the record, with none; one that the record does not have stays to be seen. */
export function picker(
  form: Form,
  field: Field & { readonly options: readonly Option<string>[]; readonly none?: string },
): TemplateResult {
  const value = written(form, field.path);
  const known = value === undefined || field.options.some((one) => one.value === value);
  return choiceField<string | undefined>(form, {
    ...field,
    list: true,
    options: [
      { value: undefined, word: field.none ?? "—" },
      ...field.options,
      ...(known ? [] : [{ value, word: form.say("record.scenarios.unknown", { id: value }) }]),
    ],
  });
}

function written({ desk }: Form, path: Path): string | undefined {
  const value = get(desk.spec, path);
  return typeof value === "string" && value !== "" ? value : undefined;
}
