import { html, type TemplateResult } from "lit";
import { createFree } from "../shell/name.ts";
import { hashOf } from "../shell/route.ts";
import type { Form } from "./section.ts";
import { flushTyping } from "./typing.ts";

/**
 * There is no file of this name any more. What is on the screen stays, with what was changed since; it
 * can make the file anew, or another one beside where a file of that name stood.
 */
export function gone(form: Form): TemplateResult {
  const { app, desk, say } = form;
  const { path } = desk;
  return html`
    <div class="notebar" data-kind="conflict" role="alert">
      <p><b>${say("app.gone.title")}</b> ${say("app.gone.text", { path })}</p>
      <a class="button" href=${hashOf({ at: "home" })}>${say("app.gone.leave")}</a>
      <button type="button" @click=${() => saveAs(form).catch(app.failed)}>${say(
        "record.gone.other",
      )}</button>
      <button type="button" class="primary" @click=${() =>
        desk.settle("mine").catch(app.failed)}>${say("app.gone.create")}</button>
    </div>
  `;
}

/** Puts what is on the screen into a file of its own, and opens that one. */
async function saveAs({ app, desk }: Form): Promise<void> {
  flushTyping();
  await desk.settled();
  const { text, path } = app.store.get().desk ?? desk;
  const to = await createFree(app.remote, path.replace(/(?:-\d+)?(\.\w+)$/, "-2$1"), text);
  const { route } = app.store.get();
  await app.refresh();
  app.go({ ...route, at: "system", path: to });
  // Nothing of the one that is gone waits to be restored: all of it is in the new file.
  await app.remote.drop(path);
}
