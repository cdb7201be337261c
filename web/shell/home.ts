import { html, nothing, type TemplateResult } from "lit";
import type { Severity } from "../../engine/mod.ts";
import { between } from "../../engine/show.ts";
import { word } from "../../engine/messages/words.ts";
import type { FileEntry } from "../remote.ts";
import { compareNotebooks } from "../page/against.ts";
import { showFileVersions } from "../page/versions.ts";
import { create } from "./create.ts";
import { duplicate } from "./duplicate.ts";
import { grip, saveCopy } from "./export.ts";
import { chooseFiles } from "./import.ts";
import { type Choice, menu } from "./menu.ts";
import { rename } from "./rename.ts";
import { hashOf } from "./route.ts";
import type { App, State } from "./state.ts";
import { moveToTrash, showTrash } from "./trash.ts";
import type { Loaded } from "./workspace.ts";

/** The first screen: the systems with how they stand, and the notebooks. */
export function home(app: App, { files, systems }: State): TemplateResult {
  const { say } = app.voice();
  if (!files) return html`<p class="wait" role="status">${say("app.home.loading")}</p>`;
  const records = files.filter(({ kind }) => kind === "record");
  const notebooks = files.filter(({ kind }) => kind === "notebook")
    .toSorted((a, b) => b.modified - a.modified);
  const templates = files.filter(({ kind }) => kind === "template");
  return html`
    <main class="home" id="main" tabindex="-1">
      <section aria-labelledby="systems">
        <div class="headline">
          <h1 id="systems">${say("app.home.systems")}</h1>
          <span class="deeds"><button type="button" @click=${() => chooseFiles(app)}>${say(
            "import.choose",
          )}</button>
            <a class="button primary" href=${hashOf({ at: "start" })}>${say(
              "app.home.start",
            )}</a></span>
        </div>
        ${records.length === 0 ? html`<p class="empty">${say("app.home.noSystems")}</p>` : html`
          <div class="wide">
            <table class="list">
              <thead>
                <tr>
                  <th scope="col">${say("app.home.system")}</th>
                  <th scope="col">${say("app.home.phase")}</th>
                  <th scope="col">${say("app.home.level")}</th>
                  <th scope="col">${say("app.home.verdict")}</th>
                  <th scope="col" class="number">${say("app.home.over")}</th>
                  <th scope="col" class="number">${say("app.home.gaps")}</th>
                  <th scope="col">${say("app.home.findings")}</th>
                  <td></td>
                </tr>
              </thead>
              <tbody>${records.map((file) => systemRow(app, file, systems.get(file.path)))}</tbody>
            </table>
          </div>
        `}
      </section>
      <section aria-labelledby="notebooks">
        <div class="headline">
          <h2 id="notebooks">${say("app.home.notebooks")}</h2>
          <button type="button" class="primary" @click=${() => create(app)}>
            ${say("app.home.new")}</button>
        </div>
        ${notebooks.length === 0 ? html`<p class="empty">${say("app.home.noNotebooks")}</p>` : html`
          <div class="wide">
            <table class="list">
              <thead>
                <tr>
                  <th scope="col">${say("app.home.title")}</th>
                  <th scope="col">${say("app.home.file")}</th>
                  <th scope="col">${say("app.home.modified")}</th>
                  <td></td>
                </tr>
              </thead>
              <tbody>${notebooks.map((file) => notebookRow(app, file))}</tbody>
            </table>
          </div>
        `}
      </section>
      ${templates.length === 0 ? nothing : html`
        <section aria-labelledby="templates">
          <details>
            <summary>
              <h2 id="templates">${say("app.home.templates")}</h2>
            </summary>
            <div class="wide">
              <table class="list">
                <thead>
                  <tr>
                    <th scope="col">${say("app.home.title")}</th>
                    <th scope="col">${say("app.home.file")}</th>
                    <td></td>
                    <td></td>
                  </tr>
                </thead>
                <tbody>${templates.map((file) => templateRow(app, file))}</tbody>
              </table>
            </div>
          </details>
        </section>
      `}
      <p class="quiet hint">${say("import.hint")}</p>
      <p class="foot"><button type="button" class="link" @click=${() =>
        showTrash(app).catch(app.failed)}>${say("app.trash")}</button></p>
    </main>
  `;
}

function systemRow(app: App, file: FileEntry, loaded: Loaded | undefined): TemplateResult {
  const { say, text } = app.voice();
  const link = hashOf({ at: "system", path: file.path });
  const assessment = loaded?.assessment;
  if (!assessment) {
    return html`
      <tr>
        <th
          scope="row"><a href=${link}>${text(file.titles)}</a><small class="path" title=${file
            .path}>${file.path}</small></th>
        <td colspan="5" class="quiet">
              ${say(loaded ? "app.home.unreadable" : "app.home.reading")}</td>
        <td>${loaded ? findings(app, loaded) : nothing}</td>
        <td class="act">${rowMenu(app, file)}</td>
      </tr>
    `;
  }
  const { system, baseline, verdict } = assessment;
  const level = text(between(baseline.level, (one) => word("level", one)));
  return html`
    <tr>
      <th
        scope="row"><a href=${link}>${text(system.name)}</a><small class="path" title=${file
          .path}>${file.path}</small></th>
      <td>${text(word("phase", system.phase))}</td>
      <td>${level}</td>
      <td><span class="verdict" data-verdict=${verdict.verdict}>${text(
        word("verdict", verdict.verdict),
      )}</span>${verdict.date ? html`<small class="day">${verdict.date}</small>` : nothing}</td>
      <td class="number">${verdict.now.over.length}</td>
      <td class="number">${verdict.now.gaps.length}</td>
      <td>${findings(app, loaded)}</td>
      <td class="act">${rowMenu(app, file)}</td>
    </tr>
  `;
}

/** Findings counted by severity, the gravest first; a word where there are none. */
export function findings(app: App, { findings }: Loaded): TemplateResult {
  const { say } = app.voice();
  const order: readonly Severity[] = ["error", "warning", "info"];
  const counts = order.map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
  if (counts.length === 0) return html`<span class="quiet">${say("app.home.noFindings")}</span>`;
  return html`<span class="counts">${
    counts.map(({ severity, count }) =>
      html`<span class="count" data-severity=${severity}>${
        say(`app.severity.${severity}`, { count })
      }</span>`
    )
  }</span>`;
}

function notebookRow(app: App, file: FileEntry): TemplateResult {
  const link = hashOf({ at: "notebook", path: file.path, safe: false });
  return html`
    <tr>
      <th scope="row"><a href=${link}>${app.voice().text(file.titles)}</a></th>
      <td class="quiet"><span class="path" title=${file.path}>${file.path}</span></td>
      <td><time datetime=${new Date(file.modified).toISOString()}>${when(
        app,
        file.modified,
      )}</time></td>
      <td class="act">${rowMenu(app, file)}</td>
    </tr>
  `;
}

function templateRow(app: App, file: FileEntry): TemplateResult {
  const { say, text } = app.voice();
  const link = hashOf({ at: "notebook", path: file.path, safe: false });
  return html`
    <tr>
      <th scope="row"><a href=${link}>${text(file.titles)}</a><small>${file.about
        ? text(file.about)
        : ""}</small></th>
      <td class="quiet"><span class="path" title=${file.path}>${file.path}</span></td>
      <td class="act"><button type="button" class="link" @click=${() => create(app, file)}>${say(
        "app.home.use",
      )}</button></td>
      <td class="act">${rowMenu(app, file)}</td>
    </tr>
  `;
}

/** What can be done with the file of a row. */
function rowMenu(app: App, file: FileEntry): TemplateResult {
  const { say, text } = app.voice();
  const copy = () => void saveCopy(app, file.path).catch(app.failed);
  const choices: readonly Choice[] = [
    { name: say("app.rename"), run: () => void rename(app, file).catch(app.failed) },
    ...comparing(app, file),
    { name: say("app.versions"), run: () => showFileVersions(app, file.path) },
    { name: say("app.duplicate"), run: () => void duplicate(app, file).catch(app.failed) },
    { name: say("import.copy"), run: copy },
    { name: say("app.trash.move"), run: () => moveToTrash(app, file) },
  ];
  const label = say("app.home.actions", { title: text(file.titles) });
  return html`${grip(app, file)}${menu({ label, face: "…", choices })}`;
}

/** With what a file can be compared: a record by its results, a notebook cell by cell. */
function comparing(app: App, { kind, path }: FileEntry): readonly Choice[] {
  const name = app.voice().say("compare.with");
  if (kind === "record") return [{ name, run: () => app.go({ at: "compare", a: path, b: "" }) }];
  return [{ name, run: () => void compareNotebooks(app, path).catch(app.failed) }];
}

function when(app: App, time: number): string {
  const locale = app.voice().lang === "ja" ? "ja-JP" : "en-GB";
  return new Date(time).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
}
