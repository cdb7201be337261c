import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { levelText } from "../plots/risk.ts";
import { between, percent } from "../../engine/show.ts";
import { type Assessment, word } from "../../engine/mod.ts";
import { families } from "./results/families.ts";
import { matrix } from "./results/matrix.ts";
import { moves } from "./results/moves.ts";
import { plan } from "./results/plan.ts";
import { scenarios } from "./results/scenarios.ts";
import { mark } from "./mark.ts";
import type { Aspect } from "./moved.ts";
import type { Form } from "./section.ts";
import { whyButton } from "./why.ts";

/**
 * The results beside the form while it is edited: the verdict and what it rests on, what moved, the
 * matrix, scenarios × categories, conformity by family, the measures left. Where there is no room beside
 * it, they are a bar below that unfolds.
 */
export function results(form: Form): unknown {
  const { desk, lang } = form;
  const { assessment, behind, moved, base, past, path } = desk;
  if (!assessment) return nothing;
  // Saving and finding draw the page several times for each change: the results are drawn once.
  return guard([assessment, behind, moved, base, past, path, lang], () => drawn(form, assessment));
}

function drawn(form: Form, assessment: Assessment): TemplateResult {
  const { desk, say } = form;
  return html`
    <aside class="results mitate" aria-label=${say("record.results")} aria-busy=${desk.behind}>
      ${bar(form, assessment)}
      <div class="body">
        ${figures(form, assessment)}
        ${part("moves", say("record.moved.title", { count: desk.moved.length }), moves(form))}
        ${part("matrix", say("record.results.matrix"), matrix(form, assessment))}
        ${part("scenarios", say("record.results.scenarios"), scenarios(form, assessment))}
        ${part("families", say("record.results.families"), families(form, assessment))}
        ${part("plan", say("record.results.plan"), plan(form, assessment))}
        <p class="quiet">${say("record.results.at", { at: assessment.at })}</p>
      </div>
    </aside>
  `;
}

/** The verdict in a line, and on a narrow page the handle that unfolds the rest. */
function bar(form: Form, { verdict }: Assessment): TemplateResult {
  const { say, text, desk } = form;
  return html`
    <div class="bar" data-verdict=${verdict.verdict}>
      <p class="verdict">
          <b>${text(word("verdict", verdict.verdict))}</b>
          ${verdict.date ? html`<span class="quiet">${verdict.date}</span>` : nothing}
          ${mark(form, "verdict", "verdict")}${whyButton(form, "verdict")}
          ${desk.behind
            ? html`
              <span class="computing quiet">${say("record.results.computing")}</span>
            `
            : nothing}
        </p>
      <p class="brief quiet" role="status">${say("record.results.brief", {
        over: verdict.now.over.length,
        gaps: verdict.now.gaps.length,
        moved: desk.moved.length,
      })}</p>
      <button type="button" class="unfold" aria-expanded="false" @click=${unfold}>${say(
        "record.results.unfold",
      )}</button>
    </div>
  `;
}

function unfold({ currentTarget }: Event): void {
  const button = currentTarget as HTMLElement;
  const open = button.closest("aside")!.toggleAttribute("data-open");
  button.setAttribute("aria-expanded", String(open));
}

/** The numbers the verdict rests on. */
function figures(form: Form, assessment: Assessment): TemplateResult {
  const { say, text } = form;
  const { baseline, verdict, plan: planned, assurance } = assessment;
  const row = (label: string, value: string, ref: string, aspect: Aspect) =>
    html`
      <div>
        <dt>${label}</dt>
        <dd>${mark(form, ref, aspect)} <b>${value}</b>${whyButton(form, ref)}</dd>
      </div>
    `;
  const left = planned.measures.filter(({ done }) => !done).length;
  return html`<dl class="figures">
    ${
    row(
      say("record.results.level"),
      text(between(baseline.level, (level) => word("level", level))),
      "required",
      "required",
    )
  }
    ${row(say("record.results.over"), String(verdict.now.over.length), "verdict", "over")}
    ${row(say("record.results.gaps"), String(verdict.now.gaps.length), "verdict", "gaps")}
    ${
    row(
      say("record.results.share"),
      form.range(turned(baseline.all.share), percent),
      "conformity",
      "met",
    )
  }
    ${row(say("record.results.left"), String(left), "plan", "measures")}
    ${
    assurance
      ? html`
        <div>
          <dt>${say("record.results.assurance")}</dt>
          <dd><b>IAL${levelText(assurance.level)} AAL${levelText(assurance.aal)}</b>${whyButton(
            form,
            "assurance",
          )}</dd>
        </div>
      `
      : nothing
  }
  </dl>`;
}

/** Shares are read from low to high. */
function turned({ best, worst }: { best: number; worst: number }) {
  return { best: worst, worst: best };
}

const closed = new Set(["plan"]);

/** A part that folds, and stays as it was left while the page is open. */
function part(name: string, title: string, body: unknown): TemplateResult {
  return html`
    <details class="part" data-part=${name} ?open=${!closed.has(name)}
      @toggle=${(
        event: Event,
      ) => {
        if ((event.target as HTMLDetailsElement).open) closed.delete(name);
        else closed.add(name);
      }}><summary>${title}</summary>${body}</details>
  `;
}
