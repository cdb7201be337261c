import { html, nothing, type TemplateResult } from "lit";
import { why } from "../../engine/mod.ts";
import { whyTree } from "../plots/derivation.ts";
import type { App } from "../shell/state.ts";
import type { Desk } from "./desk.ts";
import { lead, spotOfRef } from "./place.ts";
import type { Form } from "./section.ts";

/** A button that asks why a computed value is what it is. */
export function whyButton({ app, say }: Form, ref: string): TemplateResult {
  return html`
    <button type="button" class="why" data-why=${ref} title=${say("record.why")}
      aria-label=${say("record.why")} @click=${() => askWhy(app, ref)}>?</button>
  `;
}

/**
 * Opens the sheet that explains a result, down to its inputs; each leads to its field. `moved` says
 * above it what moved the result.
 */
export function askWhy(app: App, ref: string, moved?: string): void {
  const { say, text } = app.voice();
  const desk = app.store.get().desk;
  const derivation = desk?.assessment && why(desk.assessment, ref);
  if (!desk || !derivation) return app.notice("info", say("record.why.none"));
  app.dialog({
    kind: "why",
    title: say("record.why.title", { title: derivation.title }),
    body: (close) =>
      html`
        ${moved === undefined ? nothing : html`<p class="cause">${moved}</p>`}
        <p class="answer"><b>${text(derivation.value)}</b></p>
        <div class="tree" @click=${(event: Event) => follow(app, desk, event, close)}>${tree(
          app,
          desk,
          ref,
        )}</div>
      `,
  });
}

/** The derivation, with a link at each input that the record holds. */
function tree(app: App, desk: Desk, ref: string): Element {
  const { say, lang } = app.voice();
  const element = whyTree(why(desk.assessment!, ref)!, { lang });
  for (const node of element.querySelectorAll<HTMLElement>("[data-ref]")) {
    if (!spotOfRef(desk, node.dataset.ref!)) continue;
    const link = document.createElement("button");
    link.type = "button";
    link.className = "link to";
    link.textContent = say("record.why.edit");
    link.dataset.to = node.dataset.ref;
    // A summary is itself a button, so the link stands before the fold and not in it.
    if (node.matches("details")) node.before(link);
    else node.append(" ", link);
  }
  return element;
}

function follow(app: App, desk: Desk, event: Event, close: () => void): void {
  const to = (event.target as Element).closest<HTMLElement>("[data-to]")?.dataset.to;
  const spot = to === undefined ? undefined : spotOfRef(app.store.get().desk ?? desk, to);
  if (!spot) return;
  event.preventDefault();
  close();
  lead(app, desk, spot.path);
}
