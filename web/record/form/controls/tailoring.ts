import { html, type TemplateResult } from "lit";
import { get, type Path } from "../../address.ts";
import { conditionField } from "../../condition.ts";
import { textField } from "../../field.ts";
import { fold } from "../../fold.ts";
import { adder, adding, removeButton } from "../../list.ts";
import { findingsAt, notes } from "../../note.ts";
import type { Form } from "../../section.ts";

/** What is put into the baseline or taken out of it, with reason and condition. */
export function tailoring(form: Form): TemplateResult {
  const { desk, say } = form;
  const { tailoring } = desk.system!;
  const count = tailoring.add.length + tailoring.remove.length;
  return fold(
    form,
    `${desk.path} tailoring`,
    say("record.controls.tailoring", { count }),
    () =>
      html`<p class="hint">${say("record.controls.tailoring.hint")}</p>${part(form, "remove")}${
        part(form, "add")
      }`,
  );
}

function part(form: Form, kind: "add" | "remove"): TemplateResult {
  const { desk, say } = form;
  const path: Path = ["tailoring", kind];
  const items = (get(desk.spec, path) ?? []) as readonly { controls?: readonly string[] }[];
  return html`
    <h4>${say(`record.controls.tailoring.${kind}`)}</h4>
    ${items.map((item, index) => {
      const at = [...path, index];
      const controls = item.controls ?? [];
      return html`<div class="entry plain" data-path=${at.join("/")}>
        <p><b class="id">${controls.join(" ")}</b> ${
        removeButton(
          form,
          path,
          String(index),
          say("record.list.remove", { label: controls.join(" ") }),
        )
      }</p>
        ${
        textField(form, { path: [...at, "why"], label: say("record.controls.why"), required: true })
      }
        ${conditionField(form, { path: [...at, "when"], label: say("record.when") })}
        ${notes(form, findingsAt(desk, at))}
      </div>`;
    })}
    ${adder(form, {
      label: say(`record.controls.tailoring.${kind}.new`),
      suggestions: [...desk.system!.catalogue.keys()],
      add: (text) => {
        const controls = text.split(/[\s,、]+/u).filter((one) => one !== "");
        return [adding(form, path, { controls })];
      },
    })}
  `;
}
