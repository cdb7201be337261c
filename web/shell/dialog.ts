import { html, type TemplateResult } from "lit";
import { ref as mounted } from "lit/directives/ref.js";
import type { App, Dialog } from "./state.ts";

/** Draws what stands over the page anew, after something that only it knows has changed. */
export function redraw(app: App): void {
  app.store.set(({ dialog }) => dialog ? { dialog: { ...dialog } } : {});
}

/** A modal dialog; Escape and a click beside it close it. */
export function dialog(app: App, { kind, title, body }: Dialog): TemplateResult {
  let modal: HTMLDialogElement | undefined;
  const close = () => {
    // Closing before it goes gives the focus back to where it was.
    modal?.close();
    app.dialog(undefined);
  };
  const opened = (element?: Element) => {
    modal = element as HTMLDialogElement | undefined;
    queueMicrotask(() => modal?.isConnected && !modal.open && modal.showModal());
  };
  return html`
    <dialog class="sheet" data-kind=${kind} aria-label=${title} ${mounted(opened)}
      @close=${(event: Event) =>
        (event.currentTarget as Element).isConnected && app.dialog(undefined)}
      @click=${(event: Event) => event.target === event.currentTarget && close()}>
      <div class="inside">
          <header role="none"><h2>${title}</h2><button type="button" class="plain" aria-label=${app
            .voice().say(
              "app.close",
            )} @click=${close}>×</button></header>
          ${body(close)}
        </div>
    </dialog>
  `;
}
