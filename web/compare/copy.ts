import { html } from "lit";
import type { App } from "../shell/state.ts";

/** Puts a comparison on the clipboard; where the browser refuses, it is shown to be copied by hand. */
export async function copyMarkdown(app: App, markdown: string): Promise<void> {
  const { say } = app.voice();
  try {
    await navigator.clipboard.writeText(markdown);
    app.notice("info", say("compare.copied"));
  } catch {
    app.dialog({
      kind: "copy",
      title: say("compare.copy"),
      body: () =>
        html`
          <p>${say("compare.copyByHand")}</p>
          <textarea class="copy" readonly rows="16" aria-label=${say("compare.copy")} autofocus
            @focus=${({ target }: Event) => (target as HTMLTextAreaElement).select()}
            .value=${markdown}></textarea>
        `,
    });
  }
}
