import { html, type TemplateResult } from "lit";
import { words } from "../../../../engine/messages/words.ts";
import { dataPath, get, type Path, setting } from "../../address.ts";
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
        ${kindField(form, [...at, "kind"])}
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

/** How it is connected: a kind that has a word, or one in the person's own words. */
function kindField(form: Form, at: Path): TemplateResult {
  const { say, text, word } = form;
  const kinds = Object.entries(words.connection);
  return wordField(form, {
    path: at,
    label: say("record.profile.connection.kind"),
    suggestions: kinds.map(([, named]) => text(named)),
    value: word("connection", String(get(form.desk.spec, at) ?? "")),
    set: (said) => {
      const known = kinds.find(([, { ja, en }]) => said === ja || said === en)?.[0];
      return [setting(form.desk.system!, at, said === "" ? undefined : known ?? said)];
    },
  });
}
