import { html, nothing, type TemplateResult } from "lit";
import { open } from "../../engine/formats/record.ts";
import { describe, difference, resolver } from "../../engine/mod.ts";
import { unsaved } from "./desk.ts";
import type { Form } from "./section.ts";

/** Both sides of a conflict; where only changes are at stake, they can be made again on the other. */
export function conflict(form: Form): TemplateResult {
  const { desk, say } = form;
  const mine = unsaved(desk);
  const again = mine.length > 0 && mine.every(({ kind }) => kind === "change");
  return html`<div class="notebar" data-kind="conflict" role="alert">
    <p><b>${say("record.conflict.title")}</b> ${
    say("record.conflict.text", { count: mine.length })
  } <button type="button" class="link" @click=${() => show(form)}>${
    say("record.conflict.look")
  }</button></p>
    ${
    again
      ? html`<button type="button" class="primary" @click=${() => desk.settle("again")}>${
        say("record.conflict.again")
      }</button>`
      : nothing
  }
    <button type="button" @click=${() => desk.settle("theirs")}>${
    say("record.conflict.theirs")
  }</button>
    <button type="button" @click=${() => desk.settle("mine")}>${
    say("record.conflict.mine")
  }</button>
  </div>`;
}

/** Shows what was done here and not saved, and in what the file differs from the screen now. */
function show(form: Form): void {
  const { app, desk, say, text } = form;
  const { saving, system } = desk;
  if (saving.kind !== "conflict") return;
  const { spec } = open(saving.theirs.text, desk.path);
  const theirs = system && spec
    ? difference(system.spec, spec, resolver(system.catalogue)).map((change) =>
      text(describe(change))
    )
    : undefined;
  const mine = unsaved(desk).map(({ label }) => text(label));
  const list = (lines: readonly string[], none: string) =>
    lines.length === 0
      ? html`<p class="quiet">${none}</p>`
      : html`<ul class="changes">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  app.dialog({
    kind: "conflict",
    title: say("record.conflict.title"),
    body: () =>
      html`<h3>${say("record.conflict.here")}</h3>
        ${list(mine, say("record.conflict.undone"))}
        <h3>${say("record.conflict.there")}</h3>
        ${
        theirs === undefined
          ? html`<p class="quiet">${say("record.conflict.unreadable")}</p>`
          : list(theirs, say("record.conflict.same"))
      }`,
  });
}
