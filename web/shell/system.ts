import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import {
  conformityStrip,
  measuresTable,
  riskMatrix,
  scenarioTable,
  verdictCard,
} from "../plots/mod.ts";
import { hashOf } from "./route.ts";
import type { App, State } from "./state.ts";
import { type Loaded, place } from "./workspace.ts";

/** A system at a glance: verdict, risks, measures, conformity, and what was found in its record. */
export function systemPage(
  app: App,
  { systems, settings, files }: State,
  path: string,
): TemplateResult {
  const { say, text } = app.voice();
  const loaded = systems.get(path);
  const back = html`<nav class="crumb"><a href=${hashOf({ at: "home" })}>${
    say("app.home")
  }</a></nav>`;
  if (!loaded) {
    const missing = files && !files.some((file) => file.path === path);
    return html`<main class="system" id="main">${back}
      <p class="wait" role="status">${
      missing ? say("app.missing", { path }) : say("app.home.reading")
    }</p></main>`;
  }
  const { assessment } = loaded;
  return html`<main class="system" id="main">
    ${back}
    <h1>${assessment ? text(assessment.system.name) : path}</h1>
    <p class="quiet">${path}</p>
    ${assessment ? keyed(`${loaded.etag} ${settings.lang}`, plots(loaded, settings.lang)) : nothing}
    ${found(app, loaded)}
  </main>`;
}

function plots({ assessment }: Loaded, lang: "ja" | "en"): Element[] {
  return [verdictCard, riskMatrix, scenarioTable, measuresTable, conformityStrip].map((plot) =>
    plot(assessment!, { lang })
  );
}

function found(app: App, { findings, opened }: Loaded): TemplateResult {
  const { say, lang } = app.voice();
  return html`<section aria-labelledby="found">
    <h2 id="found">${say("app.home.findings")}</h2>
    ${
    findings.length === 0
      ? html`<p class="quiet">${say("app.home.noFindings")}</p>`
      : html`<ul class="found">${
        findings.map((finding) =>
          html`<li data-severity=${finding.severity}>${place(finding, opened, lang)}</li>`
        )
      }</ul>`
  }
  </section>`;
}
