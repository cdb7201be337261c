import { html, nothing, type TemplateResult } from "lit";
import { open } from "../../engine/formats/record.ts";
import { describe, difference, resolver } from "../../engine/mod.ts";
import { importFiles, previewIn } from "../shell/import.ts";
import { type Arrival, arrivalOf } from "../shell/import/arrival.ts";
import { readText } from "../shell/import/bytes.ts";
import type { App } from "../shell/state.ts";
import type { Desk } from "./desk.ts";
import { listOf } from "./paste.ts";

/**
 * What becomes of files that are dropped on the page of a record. A table is shown with what it would
 * change; a record can be compared, opened or imported; anything else is imported as on the first screen.
 */
export async function meet(app: App, files: readonly File[]): Promise<void> {
  const { desk, route } = app.store.get();
  if (!desk || files.length !== 1) return importFiles(app, files);
  const [file] = files;
  const { text } = await readText(file);
  const arrival = arrivalOf(file.name, text);
  if (arrival.kind === "record") return offer(app, file, arrival);
  if (arrival.kind !== "table" || !desk.system) return importFiles(app, files);
  const section = route.at === "system" ? route.section : undefined;
  const here = section === "controls" || section === "scenarios" ? section : listOf(desk, text);
  previewIn(app, desk.path, here, text);
}

function offer(app: App, file: File, arrival: Arrival): void {
  const { name, text, title } = arrival;
  const { spec } = open(text, name);
  const twin = [...app.store.get().systems.values()].find(({ path, system }) =>
    system?.id === spec?.id && path !== app.store.get().desk?.path
  );
  app.dialog({
    kind: "met",
    title: app.voice().say("import.met.title", { file: name }),
    body(close) {
      const { say, text: speak } = app.voice();
      const act = (run: () => void) => () => {
        close();
        // After the dialog has given the focus back, and told that it closed.
        setTimeout(run);
      };
      return html`
        <p>${say("import.met.text", { title: speak(title) })}</p>
        <div class="ways">
          ${way(
            say("import.met.compare"),
            say("import.met.compareHint"),
            act(() => compare(app, arrival)),
          )}
          ${twin
            ? way(
              say("import.met.open"),
              say("import.met.openHint", { path: twin.path }),
              act(() => app.go({ at: "system", path: twin.path })),
            )
            : nothing}
          ${way(
            say("import.met.new"),
            say("import.met.newHint"),
            act(() => importFiles(app, [file]).catch(app.failed)),
          )}
        </div>
      `;
    },
  });
}

function way(name: string, hint: string, run: () => void): TemplateResult {
  return html`<button type="button" @click=${run}><b>${name}</b><small>${hint}</small></button>`;
}

/** Lists in what a record differs from the one that is open, and shows the results that move. */
function compare(app: App, { name, text }: Arrival): void {
  const { desk } = app.store.get();
  const { spec } = open(text, name);
  if (desk?.system && spec) desk.against(text, { ja: name, en: name });
  app.dialog({
    kind: "conflict",
    title: app.voice().say("import.compare.title", { file: name }),
    body: () => differences(app, desk, spec),
  });
}

function differences(
  app: App,
  desk: Desk | undefined,
  spec: ReturnType<typeof open>["spec"],
): TemplateResult {
  const { say, text } = app.voice();
  if (!desk?.system || !spec) return html`<p>${say("import.compare.unread")}</p>`;
  const { system } = desk;
  const changes = difference(system.spec, spec, resolver(system.catalogue));
  if (changes.length === 0) return html`<p>${say("import.compare.same")}</p>`;
  return html`
    <p>${say("import.compare.count", { count: changes.length })}</p>
    <ul class="changes">${changes.slice(0, most).map((change) =>
      html`<li>${text(describe(change))}</li>`
    )}</ul>
    ${changes.length > most
      ? html`<p class="quiet">${say("record.results.rest", { count: changes.length - most })}</p>`
      : nothing}
  `;
}

const most = 300;
