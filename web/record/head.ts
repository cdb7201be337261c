import { html, nothing, type TemplateResult } from "lit";
import { hashOf } from "../shell/route.ts";
import type { Message } from "../shell/state.ts";
import { conflict } from "./conflict.ts";
import { gone } from "./gone.ts";
import { openSearch } from "./search.ts";
import type { Form } from "./section.ts";

/** The head of the page: which system, how it is saved, what can be undone. */
export function head(form: Form): TemplateResult {
  const { app, desk, say, text } = form;
  const [back, again] = [desk.past.at(-1), desk.future[0]];
  return html`
    <header><div class="toolbar" role="toolbar" aria-label=${say("record.toolbar")}>
      <a class="up" href=${hashOf({ at: "home" })}>${say("app.home")}</a>
      <h1>${desk.system ? text(desk.system.name) : desk.path}</h1>
      <span class="saving" role="status" data-kind=${desk.saving.kind}>${saved(form)}</span>
      <button type="button" class="seek" @click=${() => openSearch(app)} title="${say(
        "record.search",
      )} (Ctrl+K)">${say("record.search")}</button>
      <span class="group">
        <button type="button" ?disabled=${!back} @click=${() => desk.undo()} title=${back
          ? say("record.undo.of", { label: back.label })
          : say("record.undo")}
          aria-label=${say("record.undo")}>↶ ${say("record.undo")}</button>
        <button type="button" ?disabled=${!again} @click=${() => desk.redo()} title=${again
          ? say("record.redo.of", { label: again.label })
          : say("record.redo")}
          aria-label=${say("record.redo")}>↷</button>
        <button type="button" @click=${() => desk.save()} title="${say(
          "record.save",
        )} (Ctrl+S)">${say("record.save")}</button>
      </span>
    </div>
    ${bars(form)}</header>
  `;
}

function saved({ desk, say, lang }: Form): string {
  const { saving, writing } = desk;
  if (writing && saving.kind === "saved") return say("record.saving.writing");
  const time = saving.at === undefined
    ? ""
    : new Date(saving.at).toLocaleTimeString(lang === "ja" ? "ja-JP" : "en-GB");
  if (saving.kind === "saved" && !time) return "";
  if (saving.kind === "held") return say("record.saving.held");
  return say(`app.saving.${saving.kind}` as Message, { time: time || say("app.saving.never") });
}

/** What stands above the page: a text that cannot be read, a conflict, a draft that was never saved. */
function bars(form: Form): TemplateResult {
  const { desk, say } = form;
  const { saving, draft, editable, stale, path } = desk;
  const text = hashOf({ at: "system", path, section: "text" });
  return html`${
    editable ? nothing : html`
      <div class="notebar" data-kind="error" role="alert">
        <p>${say(stale ? "record.bar.stale" : "record.bar.errors")}</p>
        <a href=${text}>${say("record.bar.mend")}</a>
      </div>
    `
  }${saving.kind === "conflict" ? conflict(form) : nothing}${
    saving.kind === "gone" ? gone(form) : nothing
  }${
    draft
      ? html`
        <div class="notebar" data-kind="draft" role="region" aria-label=${say("record.bar.draft")}>
          <p>${say("record.bar.draft")}</p>
          <button type="button" class="primary" @click=${() => desk.restore(true)}>${say(
            "record.bar.restore",
          )}</button>
          <button type="button" @click=${() => desk.restore(false)}>${say(
            "record.bar.forget",
          )}</button>
        </div>
      `
      : nothing
  }`;
}
