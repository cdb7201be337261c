import { html, type TemplateResult } from "lit";
import type { Change, System } from "../../../../engine/mod.ts";
import { wordField } from "../../field.ts";
import { adder, removeButton } from "../../list.ts";
import type { Form } from "../../section.ts";
import { hinges } from "./consequence.ts";

/** Traits of the organisation's own, which conditions read as `traits.NAME`. */
export function ownTraits(form: Form, system: System): TemplateResult {
  const { say } = form;
  const names = Object.keys(system.spec.profile?.traits ?? {});
  return html`
    <p class="hint">${say("record.profile.own.hint")}</p>
    <ul class="texts">${names.map((name) =>
      html`<li>${
        wordField(form, {
          path: ["profile", "traits", name],
          label: name,
          set: (
            text,
          ): Change[] => [{ type: "set-trait", trait: `traits.${name}`, value: valueOf(text) }],
        })
      }${
        removeButton(form, ["profile", "traits"], name, say("record.list.remove", { label: name }))
      }${hinges(form, `traits.${name}`)}</li>`
    )}
      <li>${adder(form, {
        label: say("record.profile.own.add"),
        add: (name): Change[] =>
          /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) && !names.includes(name)
            ? [{ type: "set-trait", trait: `traits.${name}`, value: true }]
            : [],
      })}</li>
    </ul>
  `;
}

/** What was typed as a value: yes, no, a number, or the text itself. */
function valueOf(text: string): string | number | boolean | null {
  if (text === "") return null;
  if (text === "true" || text === "false") return text === "true";
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
