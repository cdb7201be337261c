import { html, type TemplateResult } from "lit";
import type { Form } from "../../section.ts";
import { addFlow, idFor, make } from "./deed.ts";
import { roleOptions } from "./role.ts";

/** A line each to add a component, a flow and a zone. Enter adds. */
export function adders(form: Form): TemplateResult {
  return html`<div class="adding">${addComponent(form)}${addFlowLine(form)}${addZone(form)}</div>`;
}

function addComponent(form: Form): TemplateResult {
  const { desk, say, text } = form;
  const zones = desk.system!.zones.map(({ id, name }) => ({ value: id, word: text(name) || id }));
  return line(form, say("record.components.add.component"), [
    nameBox(form, say("record.components.add.component.name")),
    choice(form, "zone", say("record.components.zone"), [
      ...zones,
      { value: "", word: say("record.components.zoneless") },
    ]),
    choice(
      form,
      "role",
      say("record.components.role"),
      roleOptions(form).map(({ value = "", word }) => ({ value, word })),
    ),
  ], ({ name, zone, role }) => {
    const id = idFor(form, ["components"], name, role || "component");
    const value = { id, name, ...(zone && { zone }), ...(role && { role }) };
    make(form, "components", value, {
      ja: `構成要素「${name}」を追加する`,
      en: `Add component ${name}`,
    });
  });
}

function addFlowLine(form: Form): TemplateResult {
  const { desk, say, text } = form;
  const all = desk.system!.components.map(({ id, name }) => ({
    value: id,
    word: text(name) || id,
  }));
  // Nothing is chosen at first, so that no flow is made from what merely stood there.
  const ends = (label: string) => [{ value: "", word: label }, ...all];
  return line(form, say("record.components.add.flow"), [
    choice(
      form,
      "from",
      say("record.components.flow.from"),
      ends(say("record.components.flow.from")),
      true,
    ),
    html`<span aria-hidden="true">→</span>`,
    choice(
      form,
      "to",
      say("record.components.flow.to"),
      ends(say("record.components.flow.to")),
      true,
    ),
    nameBox(form, say("record.components.add.flow.name"), false),
  ], ({ from, to, name }) => from && to && addFlow(form, from, to, name));
}

function addZone(form: Form): TemplateResult {
  const { say } = form;
  return line(
    form,
    say("record.components.add.zone"),
    [nameBox(form, say("record.components.add.zone.name"))],
    ({ name }) =>
      make(form, "zones", { id: idFor(form, ["zones"], name, "zone"), name }, {
        ja: `ゾーン「${name}」を追加する`,
        en: `Add zone ${name}`,
      }),
  );
}

type Said = Readonly<Record<string, string>>;

function line(
  { desk }: Form,
  label: string,
  parts: readonly TemplateResult[],
  add: (said: Said) => void,
): TemplateResult {
  const take = (event: SubmitEvent) => {
    event.preventDefault();
    const element = event.currentTarget as HTMLFormElement;
    const entries = [...new FormData(element)].map(([key, value]) => [key, String(value).trim()]);
    const said: Said = Object.fromEntries(entries);
    const name = element.querySelector<HTMLInputElement>("input[required]");
    // What is required is required with more than blanks.
    if (name && said.name === "") return name.focus();
    for (const box of element.querySelectorAll("input")) box.value = "";
    add(said);
  };
  return html`<form class="line" aria-label=${label} @submit=${take}>
    ${parts}<button type="submit" ?disabled=${!desk.editable}>${label}</button>
  </form>`;
}

function nameBox({ desk }: Form, label: string, required = true): TemplateResult {
  return html`
    <input type="text" name="name" autocomplete="off" aria-label=${label}
      placeholder=${label} ?required=${required} ?disabled=${!desk.editable}>
  `;
}

function choice(
  { desk }: Form,
  name: string,
  label: string,
  options: readonly { readonly value: string; readonly word: string }[],
  required = false,
): TemplateResult {
  return html`
    <select name=${name} aria-label=${label} title=${label} ?required=${required}
      ?disabled=${!desk.editable}>${options.map(({ value, word }) =>
        html`<option value=${value}>${word}</option>`
      )}</select>
  `;
}
