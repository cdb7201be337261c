import { html, type TemplateResult } from "lit";
import { resolver } from "../../../../engine/mod.ts";
import { expand } from "../../../../engine/resolve.ts";
import { get, type Path } from "../../address.ts";
import { conditionField } from "../../condition.ts";
import { frame, textField } from "../../field.ts";
import { adder, adding, removeButton } from "../../list.ts";
import { findingsAt, notes } from "../../note.ts";
import type { Form } from "../../section.ts";
import { idField, leans } from "./forms.ts";

/** The form of a provider: when it takes controls over, why it may, and which. */
export function providerForm(form: Form, path: Path, index: number): TemplateResult {
  const { desk, say } = form;
  return html`
    <div class="row">
      ${textField(form, { path: [...path, "name"], label: say("record.components.name") })}
      ${idField(form, "provider", index)}
    </div>
    ${conditionField(form, { path: [...path, "when"], label: say("record.when") })}
    ${textField(form, {
      path: [...path, "why"],
      label: say("record.components.provider.why"),
      hint: say("record.components.provider.why.hint"),
      lines: 2,
    })}
    ${controlList(form, [...path, "controls"], index)}
    ${leans(form, "provider", desk.system!.providers[index].id)}
  `;
}

/** The controls it takes over, families such as `PE-*` with how many controls they are. */
function controlList(form: Form, path: Path, index: number): TemplateResult {
  const { desk, say } = form;
  const { catalogue, providers } = desk.system!;
  const { id, controls } = providers[index];
  const written = (get(desk.spec, path) ?? []) as readonly string[];
  const resolve = resolver(catalogue);
  const brief = (one: string) => {
    const known = catalogue.get(resolve(one));
    return one.endsWith("*")
      ? say("record.components.provider.family", { count: expand(one, catalogue, resolve).length })
      : known
      ? form.text(known.control.title)
      : say("record.components.provider.unknown");
  };
  const add = (said: string) =>
    said.split(/[\s,、]+/).filter((one) => one !== "" && !written.includes(one));
  return frame(
    form,
    {
      path,
      label: say("record.components.provider.controls", { count: new Set(controls).size }),
      hint: say("record.components.provider.controls.hint"),
    },
    html`<ul class="chips">${
      written.map((one, at) =>
        html`<li data-path=${[...path, at].join("/")} title=${brief(one)}><span>${one}${
          one.endsWith("*")
            ? html`
              <small>${brief(one)}</small>
            `
            : ""
        }</span>${
          removeButton(form, path, String(at), say("record.list.remove", { label: one }), {
            ja: `${id}の引き受ける管理策から${one}を外す`,
            en: `Take ${one} from what ${id} takes over`,
          })
        }</li>`
      )
    }</ul>
    ${
      adder(form, {
        label: say("record.components.provider.add"),
        add: (text) => add(text).map((one) => adding(form, path, one)),
        does: {
          ja: `${id}の引き受ける管理策を足す`,
          en: `Add controls that ${id} takes over`,
        },
        suggestions: [...families(form), ...catalogue.keys()],
      })
    }
    ${notes(form, findingsAt(desk, path, true).filter((one) => one.path.length > path.length))}`,
  );
}

/** The families of the catalogues in use as patterns: `PE-*`. */
function families({ desk }: Form): string[] {
  const all = [...desk.system!.catalogue.values()].map(({ control }) => control.id);
  return [...new Set(all.map((id) => id.replace(/-.*$/, "-*")))].filter((one) => one.endsWith("*"));
}
