import { html, nothing, type TemplateResult } from "lit";
import type { Interval, Risk, System } from "../../../engine/mod.ts";
import { none } from "../../../engine/mod.ts";
import { risk as shown } from "../../../engine/show.ts";
import { dash, fifth } from "../../plots/risk.ts";
import type { Form } from "../section.ts";

/** A risk as in the plots: its letter on the fill of its fifth of the scale, `!` where over target. */
export function chip(
  { range, say }: Form,
  risk: Interval<Risk>,
  over: Interval<boolean>,
  system: System,
): TemplateResult {
  if (risk.worst === none && risk.best === none) {
    return html`<span class="mitate-none">${dash}<span class="heard">${
      say("plot.risk.none")
    }</span></span>`;
  }
  const state = over.best && over.worst ? "over" : over.worst ? "maybe" : "";
  const word = state === "over" ? "plot.risk.over" : "plot.risk.maybe";
  return html`<span class="mitate-risk r${fifth(risk.worst, system)} ${state}">${
    range(risk, (value) => value === none ? { ja: dash, en: dash } : shown(value))
  }${
    state === "" ? nothing : html`
      <span class="mark" aria-hidden="true">${state === "over" ? "!" : "?"}</span><span
        class="heard">${say(word)}</span>
    `
  }</span>`;
}
