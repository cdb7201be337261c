import { html, nothing, type TemplateResult } from "lit";
import { type Finding, tell } from "../../../engine/mod.ts";
import { hashOf } from "../../shell/route.ts";
import type { Desk } from "../desk.ts";
import { lead, spotOf } from "../place.ts";
import { type Form, type Section, sectionOfFinding } from "../section.ts";

const severities = ["error", "warning", "info"] as const;

/** What was found in the record, the gravest first; each leads to its field, or to its line of the text. */
export const findings: Section = {
  id: "findings",
  draw(form) {
    const { desk, say } = form;
    if (desk.findings.length === 0) {
      return html`<p class="empty">${say("record.findings.none")}</p>`;
    }
    const by = Map.groupBy(desk.findings, ({ severity }) => severity);
    return html`${severities.map((severity) => group(form, severity, by.get(severity) ?? []))}`;
  },
};

function group(
  form: Form,
  severity: Finding["severity"],
  found: readonly Finding[],
): TemplateResult | typeof nothing {
  if (found.length === 0) return nothing;
  const { say } = form;
  const shown = found.slice(0, most);
  return html`
    <section class="found" data-severity=${severity} aria-label=${say(`app.severity.${severity}`, {
      count: found.length,
    })}>
      <h3>${say(`app.severity.${severity}`, { count: found.length })}</h3>
      <p class="hint">${say(`record.findings.${severity}`)}</p>
      <ul>${shown.map((finding) => item(form, finding))}</ul>
      ${found.length > most
        ? html`<p class="quiet">${say("record.results.rest", { count: found.length - most })}</p>`
        : nothing}
    </section>
  `;
}

const most = 300;

function item(form: Form, finding: Finding): TemplateResult {
  const { app, desk, lang, say } = form;
  const place = desk.places.get(finding);
  const { entry } = spotOf(desk, finding.path);
  const section = sectionOfFinding(desk, finding);
  // What is wrong with the form of the text is mended in the text.
  const inText = section === "text";
  const where = [say(`record.section.${section}`), entry].filter((one) => one !== "").join(" › ");
  return html`
    <li>
      <button type="button" class="link" @click=${() =>
        inText ? toText(form, finding) : lead(app, desk, finding.path)}>${tell(
          finding,
          lang,
        )}</button>
      <small>${inText ? nothing : html`<span>${where}</span>`}
          <button type="button" class="link" @click=${() => toText(form, finding)}>${place
            ? say("record.findings.line", { line: place.line, column: place.column })
            : say("record.findings.text")}</button></small>
    </li>
  `;
}

/** Goes to the line of the text that a finding is about. */
async function toText({ app, desk }: Form, finding: Finding): Promise<void> {
  const { line, column } = await placeOf(desk, finding);
  location.hash = hashOf({
    at: "system",
    path: app.store.get().desk?.path ?? desk.path,
    section: "text",
    entry: `${line}:${column}`,
  });
}

async function placeOf(desk: Desk, finding: Finding) {
  return desk.places.get(finding) ?? (await desk.locate([finding.path]))[0];
}
