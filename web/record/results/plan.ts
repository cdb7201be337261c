import { html, nothing, type TemplateResult } from "lit";
import type { Assessment } from "../../../engine/mod.ts";
import { hashOf } from "../../shell/route.ts";
import type { Form } from "../section.ts";
import { whyButton } from "../why.ts";

/** The measures left, in the order of work. */
export function plan(form: Form, { plan }: Assessment): TemplateResult {
  const { say, text, desk } = form;
  const by = new Map(plan.measures.map((measure) => [measure.id, measure]));
  const left = plan.order.flatMap((id) => by.get(id) ?? []);
  if (left.length === 0) return html`<p class="quiet">${say("record.results.noMeasures")}</p>`;
  return html`<ol class="mini-plan">${
    left.slice(0, most).map(({ id, ref, kind, name, due, closes, alone }) => {
      const section = kind === "measure" ? "measures" : "controls";
      const entry = kind === "measure" ? id : closes[0] ?? id;
      return html`<li><a href=${hashOf({ at: "system", path: desk.path, section, entry })}>${
        text(name)
      }</a>${whyButton(form, ref)} <small class="quiet">${due}${
        closes.length > 0 ? say("record.results.closes", { count: closes.length }) : nothing
      }${
        alone.length > 0 ? say("record.results.moves", { count: alone.length }) : nothing
      }</small></li>`;
    })
  }</ol>${
    left.length > most
      ? html`<p class="quiet">${say("record.results.rest", { count: left.length - most })}</p>`
      : nothing
  }`;
}

const most = 30;
