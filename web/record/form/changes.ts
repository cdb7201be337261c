import { html, nothing, type TemplateResult } from "lit";
import { describe } from "../../../engine/mod.ts";
import { moveLine } from "../mark.ts";
import type { Form, Section } from "../section.ts";
import type { Step } from "../step.ts";
import { versions } from "./changes/versions.ts";

/** What was done since the record was opened, to be read and undone to any point; and its versions. */
export const changes: Section = {
  id: "changes",
  draw(form) {
    const { desk, say } = form;
    const { past, future } = desk;
    return html`
      <h3>${say("record.changes.title")}</h3>
      ${past.length + future.length === 0
        ? html`<p class="empty">${say("record.changes.none")}</p>`
        : html`<ol class="steps" reversed>
          ${future.toReversed().map((step) => row(form, step, true))}
          ${past.toReversed().map((step) => row(form, step, false))}
          <li class="origin"><span>${say("record.changes.opened")}</span>${
          past.length === 0
            ? nothing
            : html`<button type="button" class="link" @click=${() => desk.goTo(0)}>${
              say("record.changes.all")
            }</button>`
        }</li>
        </ol>`}
      <h3>${say("record.changes.versions")}</h3>
      ${versions(form)}
    `;
  },
};

function row(form: Form, step: Step, undone: boolean): TemplateResult {
  const { desk, say, text, lang } = form;
  const last = desk.past.at(-1) === step;
  const time = new Date(step.at).toLocaleTimeString(lang === "ja" ? "ja-JP" : "en-GB");
  const moved = step.moved.filter(({ aspect }) => aspect !== "met");
  return html`<li data-kind=${step.kind} class=${undone ? "undone" : ""} aria-current=${
    last ? "step" : nothing
  }>
    <div class="line">
      <time>${time}</time> <span class="what">${text(step.label)}</span>
      ${
    desk.base.step === step.id
      ? html`<span class="tag">${say("record.changes.base")}</span>`
      : nothing
  }
      ${
    desk.saved === step.id ? html`<span class="tag">${say("record.changes.saved")}</span>` : nothing
  }
      ${
    last
      ? nothing
      : html`<button type="button" class="link" @click=${() => desk.goTo(step.id)}>${
        say(undone ? "record.changes.redoTo" : "record.changes.undoTo")
      }</button>`
  }
    </div>
    ${
    step.changes.length > 1 || moved.length > 0
      ? html`<details><summary>${
        say("record.changes.detail", { changes: step.changes.length, moved: moved.length })
      }</summary>
        ${
        step.changes.length > 0
          ? html`<ul>${
            step.changes.slice(0, most).map((change) => html`<li>${text(describe(change))}</li>`)
          }</ul>`
          : nothing
      }
        ${
        moved.length > 0
          ? html`<ul class="moves">${
            moved.slice(0, most).map((one) =>
              html`<li data-way=${one.way}>${moveLine(form, one)}</li>`
            )
          }</ul>`
          : nothing
      }</details>`
      : nothing
  }
  </li>`;
}

const most = 100;
