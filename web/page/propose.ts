import { html } from "lit";
import {
  apply,
  type Change,
  describe,
  edits,
  misfits,
  resolver,
  untraced,
} from "../../engine/mod.ts";
import { splice } from "../../engine/formats/record.ts";
import { change as shape } from "../../engine/schema.ts";
import type { App } from "../shell/state.ts";
import { analysed, type Loaded } from "../shell/workspace.ts";

/**
 * Shows changes that a notebook proposes for a record, and asks; only a click here writes them. They are
 * read anew by their schema: what comes out of the frame is data of unknown origin. What they carry on
 * how to write the text is dropped, since nobody here would see it.
 */
export function propose(app: App, id: string, proposed: readonly unknown[]): void {
  const { say, text } = app.voice();
  const loaded = [...app.store.get().systems.values()].find(({ system }) => system?.id === id);
  if (!loaded?.system) return app.notice("error", say("app.propose.unknown", { id }));
  const changes = proposed.filter((change): change is Change => misfits(change, shape).length === 0)
    .map(untraced);
  if (changes.length === 0) return app.notice("error", say("app.propose.none"));
  const result = changed(loaded, changes);
  const refused = proposed.length - changes.length + result.refused;
  app.dialog({
    kind: "propose",
    title: say("app.propose.title"),
    body: (close) =>
      html`
        <p>${say("app.propose.ask", {
          name: loaded.system!.name,
          path: loaded.path,
          count: changes.length,
        })}</p>
                <ol class="changes">${changes.map((change) =>
                  html`<li>${text(describe(change))}</li>`
                )}</ol>
                ${refused
                  ? html`<p class="problem">${say("app.propose.refused", { count: refused })}</p>`
                  : ""}
                ${loaded.opened.editable
                  ? ""
                  : html`<p class="problem">${say("app.propose.readonly")}</p>`}
                <div class="answers">
          <button type="button" @click=${close}>${say("app.cancel")}</button>
          <button type="button" ?disabled=${!loaded.opened.editable} @click=${() => {
            close();
            keep(app, loaded, changes).catch(app.failed);
          }}>${say("app.propose.variant")}</button>
          <button type="button" class="primary" ?disabled=${!loaded.opened.editable ||
            result.text === loaded.opened.text}
            @click=${() => {
              close();
              save(app, loaded, result.text).catch(app.failed);
            }}>${say("app.propose.save")}</button>
        </div>
      `,
  });
}

/** The text of the record with the changes spliced in, and how many could not be made. */
export function changed(
  { opened, system }: Loaded,
  changes: readonly Change[],
): { readonly text: string; readonly refused: number } {
  const resolve = resolver(system!.catalogue);
  let { text } = opened;
  let spec = opened.spec!;
  let refused = 0;
  for (const change of changes) {
    const made = edits(spec, change, resolve);
    if (made.refused) refused++;
    text = splice(text, made.edits);
    ({ spec } = apply(spec, [change], resolve));
  }
  return { text, refused };
}

/** Keeps the changes as a variant of the record instead of making them. */
async function keep(app: App, loaded: Loaded, changes: readonly Change[]): Promise<void> {
  const { say } = app.voice();
  const taken = new Set((loaded.opened.spec?.variants ?? []).map(({ id }) => id));
  let number = 1;
  while (taken.has(`V${number}`)) number++;
  const id = `V${number}`;
  const value = { id, name: say("app.propose.variant.name"), changes };
  const { text } = changed(loaded, [{ type: "add", to: "variants", value }]);
  await save(app, loaded, text, say("app.propose.kept", { id, path: loaded.path }));
}

async function save(
  app: App,
  { path, etag }: Loaded,
  text: string,
  done = app.voice().say("app.propose.saved", { path }),
): Promise<void> {
  const { say } = app.voice();
  const written = await app.remote.write(path, text, etag);
  const now = written.kind === "written" ? { text, etag: written.etag } : written.theirs;
  app.store.set(({ systems, beside }) => ({
    systems: new Map(systems).set(path, analysed(path, now.text, now.etag, app.today, beside)),
  }));
  if (written.kind === "conflict") app.notice("error", say("app.propose.conflict", { path }));
  else app.notice("info", done);
}
