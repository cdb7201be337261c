import { html, type TemplateResult } from "lit";
import type { Assessment, Conformity, Count } from "../../../engine/mod.ts";
import { conformities, countOf } from "../../plots/conformity.ts";
import { mark } from "../mark.ts";
import type { Form } from "../section.ts";
import { askWhy } from "../why.ts";

/** Conformity by family: how much is met, partly met, planned and not, as a bar and in numbers. */
export function families(form: Form, { baseline }: Assessment): TemplateResult {
  const { say, app, text } = form;
  return html`
    <table class="mini-families">
      <caption class="heard">${say("record.results.families")}</caption>
      <tbody>${baseline.families.filter(({ total }) => total > 0).map((family) =>
        html`
          <tr>
            <th scope="row" title=${text(family.name)}>${family.id}</th>
            <td class="bar">${bar(form, family)}</td>
            <td class="number">${mark(form, family.ref, "met")}<button type="button" class="asked"
                  title=${say("record.why")} @click=${() => askWhy(app, family.ref)}>${family
                    .met}/${family.total}</button></td>
          </tr>
        `
      )}</tbody>
    </table>
  `;
}

function bar({ word }: Form, family: Count): TemplateResult {
  const parts = conformities.filter((one): one is Conformity =>
    !["not-applicable", "outside"].includes(one) && countOf(family, one) > 0
  );
  const told = parts.map((one) => `${word("conformity", one)} ${countOf(family, one)}`).join(", ");
  return html`<span class="shares" role="img" aria-label=${told} title=${told}>${
    parts.map((one) =>
      html`<i class="mitate-tile ${one}" style="flex-grow: ${countOf(family, one)}"></i>`
    )
  }</span>`;
}
