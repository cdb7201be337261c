import { html, nothing, type TemplateResult } from "lit";
import { lists } from "../../../../engine/change.ts";
import { get, type Path } from "../../address.ts";
import { conditionField } from "../../condition.ts";
import { choiceField, type Option, textField, wordField } from "../../field.ts";
import { idField as idOf } from "../../ident.ts";
import { lead } from "../../place.ts";
import type { Form } from "../../section.ts";
import { show } from "./deed.ts";
import { flowsAt, type Kind, mentions, renaming } from "./leaning.ts";
import { leaning } from "./removing.ts";
import { roleOptions } from "./role.ts";

/** The form of a zone: its name, how far it is trusted, and what stands in it. */
export function zoneForm(form: Form, path: Path, index: number): TemplateResult {
  const { desk, say, text } = form;
  const trusts = desk.system!.zones.map(({ trust }) => text(trust)).filter((one) => one !== "");
  return html`
    ${textField(form, { path: [...path, "name"], label: say("record.components.name") })}
    <div class="row">
      ${textField(form, {
        path: [...path, "trust"],
        label: say("record.components.trust"),
        hint: say("record.components.trust.hint"),
        suggestions: [...new Set(trusts)],
      })}
      ${idField(form, "zone", index)}
    </div>
    ${leans(form, "zone", desk.system!.zones[index].id)}
    ${back(form, `zone/${desk.system!.zones[index].id}`)}
  `;
}

/** The form of a component, with its flows and what leans on it. */
export function componentForm(form: Form, path: Path, index: number): TemplateResult {
  const { desk, say } = form;
  const { id } = desk.system!.components[index];
  return html`
    ${textField(form, { path: [...path, "name"], label: say("record.components.name") })}
    <div class="row">
      ${choiceField<string | undefined>(form, {
        path: [...path, "zone"],
        label: say("record.components.zone"),
        list: true,
        options: withOwn(form, [...path, "zone"], [
          { value: undefined, word: say("record.components.zoneless") },
          ...named(form, "zones"),
        ]),
      })}
      ${wordField(form, { path: [...path, "product"], label: say("record.components.product") })}
    </div>
    <div class="row">
      ${choiceField<string | undefined>(form, {
        path: [...path, "role"],
        label: say("record.components.role"),
        hint: say("record.components.role.hint"),
        list: true,
        options: roleOptions(form),
      })}
      ${idField(form, "component", index)}
    </div>
    ${conditionField(form, { path: [...path, "when"], label: say("record.when") })}
    ${textField(form, { path: [...path, "note"], label: say("record.components.note"), lines: 2 })}
    ${flowLinks(form, id)}
    ${leans(form, "component", id)}
    ${back(form, `component/${id}`)}
  `;
}

/** The form of a flow. */
export function flowForm(form: Form, path: Path, index: number): TemplateResult {
  const { say } = form;
  const end = (field: "from" | "to", label: string) =>
    choiceField<string>(form, {
      path: [...path, field],
      label,
      list: true,
      options: withOwn(form, [...path, field], named(form, "components")),
    });
  return html`
    <div class="row">
      ${end("from", say("record.components.flow.from"))}
      ${end("to", say("record.components.flow.to"))}
    </div>
    ${textField(form, { path: [...path, "name"], label: say("record.components.flow.name") })}
    ${conditionField(form, { path: [...path, "when"], label: say("record.when") })}
    ${idField(form, "flow", index)}
    ${back(form, `flow/${index}`)}
  `;
}

type Named = "zones" | "components";

function named({ desk, text }: Form, list: Named): Option<string>[] {
  return desk.system![list].map(({ id, name }) => ({ value: id, word: text(name) || id }));
}

/** The options with what the record says although there is no such thing, so that it is seen. */
function withOwn<T extends string | undefined>(
  { desk, say }: Form,
  path: Path,
  options: readonly Option<T>[],
): Option<T>[] {
  const own = get(desk.spec, path) as T;
  return own === undefined || options.some(({ value }) => value === own)
    ? [...options]
    : [...options, { value: own, word: say("record.components.missing", { id: String(own) }) }];
}

/** The id of a thing of the diagram. */
export function idField(form: Form, kind: Kind, index: number): TemplateResult {
  const { system, spec } = form.desk;
  const path = [lists[kind], index];
  const id = String(get(spec, [...path, "id"]) ?? "");
  return idOf(form, {
    path,
    count: id === "" ? 0 : mentions(spec!, kind, id).length,
    rename: (to) => renaming(system!, kind, index, to),
  });
}

/** The flows of a component, each leading to its form. */
function flowLinks(form: Form, id: string): TemplateResult | typeof nothing {
  const { desk, say, text } = form;
  const system = desk.system!;
  const nameOf = (id: string) => {
    const known = system.components.find((one) => one.id === id);
    return known ? text(known.name) || id : id;
  };
  const flows = flowsAt(desk.spec!, id);
  if (flows.length === 0) return nothing;
  return html`<div class="links"><span class="label">${say("record.chapter.flows")}</span>
    <ul>${
    flows.map((at) => {
      const { from, to, name, id: own } = system.flows[at];
      const words = say("record.components.flow.label", {
        from: nameOf(from),
        to: nameOf(to),
        name: text(name) || own || say("record.components.nameless"),
      });
      return html`<li><button type="button" class="link" @click=${() =>
        show(form, "flows", at)}>${words}</button></li>`;
    })
  }</ul></div>`;
}

/** What leans on a thing; the steps that stand at a component lead to their scenarios. */
export function leans(form: Form, kind: Kind, id: string): TemplateResult {
  const { desk, say, app } = form;
  const said = leaning(form, kind, id);
  const steps = kind === "component"
    ? mentions(desk.spec!, kind, id).filter((path) => path[0] === "scenarios" && path.length === 5)
    : [];
  return html`<div class="links"><span class="label">${say("record.components.leans")}</span>
    ${
    said.length === 0
      ? html`<p class="quiet">${say("record.components.leans.none")}</p>`
      : html`<ul>${said.map((one) => html`<li>${one}</li>`)}</ul>`
  }
    ${
    steps.length === 0 ? nothing : html`<p class="steps">${
      steps.map((path) => {
        const [scenario, step] = [path.slice(0, 2), path.slice(0, 4)]
          .map((one) => String(get(desk.spec, [...one, "id"])));
        return html`
          <button type="button" class="link" @click=${() =>
            lead(app, desk, path.slice(0, 4))}>${scenario}/${step}</button>
        `;
      })
    }</p>`
  }</div>`;
}

/** Leads back to the thing on the diagram. */
function back({ say }: Form, key: string): TemplateResult {
  const go = () => {
    const node = document.querySelector<SVGElement>(`.zones [data-node="${CSS.escape(key)}"]`);
    document.querySelector(".zones")?.scrollIntoView({ block: "nearest" });
    node?.focus();
  };
  return html`<p><button type="button" class="link" @click=${go}>${
    say("record.components.back")
  }</button></p>`;
}
