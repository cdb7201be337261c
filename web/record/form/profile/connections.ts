import { html, type TemplateResult } from "lit";
import { dataPath, get } from "../../address.ts";
import { textField, wordField } from "../../field.ts";
import { adder, adding, freshId, removeButton } from "../../list.ts";
import type { Form } from "../../section.ts";

const path = ["profile", "connections"];

/** The external connections: with whom, how; a line each, and one to add. */
export function connections(form: Form): TemplateResult {
  const { desk, say } = form;
  const entries = (get(desk.spec, path) ?? []) as readonly { readonly id?: string }[];
  return html`<ul class="texts" data-path=${dataPath(path)}>${
    entries.map(({ id }, index) => {
      const at = [...path, index];
      const name = id ?? String(index);
      return html`<li data-path=${dataPath(at)}>
        ${textField(form, { path: [...at, "name"], label: say("record.profile.connection.name") })}
        ${textField(form, { path: [...at, "with"], label: say("record.profile.connection.with") })}
        ${wordField(form, { path: [...at, "kind"], label: say("record.profile.connection.kind") })}
        ${removeButton(form, path, name, say("record.list.remove", { label: name }))}
      </li>`;
    })
  }
    <li>${
    adder(form, {
      label: say("record.profile.connection.add"),
      add: (name) => [adding(form, path, { id: freshId(form, path, "C"), name })],
    })
  }</li>
  </ul>`;
}
