import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Finding } from "../../engine/mod.ts";
import { hashOf, type SystemRoute } from "../shell/route.ts";
import type { App, Message, State } from "../shell/state.ts";
import type { Desk } from "./desk.ts";
import { follow } from "./place.ts";
import { later } from "./later.ts";
import { results } from "./results.ts";
import { head } from "./head.ts";
import { weights } from "./note.ts";
import { formOf, type SectionId, sectionIds, sectionOf, sectionOfFinding } from "./section.ts";
import { sections } from "./sections.ts";

/** The page of a record: its sections, the form of one of them, and the results in view. */
export function recordPage(app: App, { desk, files }: State, route: SystemRoute): TemplateResult {
  const { say } = app.voice();
  if (!desk || desk.path !== route.path) {
    const missing = files && !files.some(({ path }) => path === route.path);
    return html`
      <main class="record" id="main">
        <p class="wait" role="status">${missing
          ? say("app.missing", { path: route.path })
          : say("app.home.reading")}</p>
      </main>
    `;
  }
  const section = sectionOf(route.section);
  const form = formOf(app, desk);
  follow(desk, route);
  const found = bySection(desk);
  return html`
    <main class="record" id="main">
      ${head(form)}
      <nav class="sections" aria-label=${say("record.sections")}>
        <ul>${sectionIds.map((id) => item(app, desk, id, section, found.get(id) ?? []))}</ul>
      </nav>
      ${keyed(
        // Each section begins at its top.
        section,
        html`
          <section class="form" data-section=${section} aria-labelledby="section-title">
            <h2 id="section-title" tabindex="-1">${say(titleOf(section))}</h2>
            ${// In a very large record the results come first, and the form a picture later.
            later(desk.spec, desk.behind, () => sections[section].draw(form, route.entry ?? ""))}
          </section>
        `,
      )}
      ${results(form)}
    </main>
  `;
}

let grouped: { readonly desk: Desk; readonly by: ReadonlyMap<SectionId, Finding[]> } | undefined;

function bySection(desk: Desk): ReadonlyMap<SectionId, Finding[]> {
  const { findings, editable } = desk;
  if (grouped?.desk.findings !== findings || grouped.desk.editable !== editable) {
    const by = Map.groupBy(findings, (finding) => sectionOfFinding(desk, finding));
    grouped = { desk, by };
  }
  return grouped.by;
}

/** The message that names a section. */
export function titleOf(id: SectionId): Message {
  return `record.section.${id}`;
}

function item(
  app: App,
  desk: Desk,
  id: SectionId,
  chosen: SectionId,
  found: readonly Finding[],
): TemplateResult {
  const { say } = app.voice();
  const { error, warning } = weights(found);
  return html`<li class=${id === "findings" ? "apart" : ""}><a href=${
    hashOf({ at: "system", path: desk.path, section: id })
  }
    aria-current=${id === chosen ? "page" : nothing}>${say(titleOf(id))}${
    error + warning === 0
      ? nothing
      : html`<span class="badge" data-severity=${error > 0 ? "error" : "warning"}>${
        error + warning
      }</span>`
  }</a></li>`;
}
