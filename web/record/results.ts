import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { conformityStrip, riskMatrix, scenarioTable, verdictCard } from "../plots/mod.ts";
import type { Assessment, Lang } from "../../engine/mod.ts";
import type { Form } from "./section.ts";

/** The results beside the form, as they stand while it is edited. */
export function results({ desk, say, lang }: Form): TemplateResult | typeof nothing {
  const { assessment } = desk;
  if (!assessment) return nothing;
  return html`<aside class="results" aria-label=${say("record.results")}>
    ${keyed(assessment, drawn(assessment, lang))}
  </aside>`;
}

let last: { assessment: Assessment; lang: Lang; elements: readonly Element[] } | undefined;

function drawn(assessment: Assessment, lang: Lang): readonly Element[] {
  if (last?.assessment === assessment && last.lang === lang) return last.elements;
  const elements = [verdictCard, riskMatrix, scenarioTable, conformityStrip].map((plot) =>
    plot(assessment, { lang })
  );
  last = { assessment, lang, elements };
  return elements;
}
