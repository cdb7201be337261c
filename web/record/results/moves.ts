import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { moveLine } from "../mark.ts";
import { keyOf, type Moved } from "../moved.ts";
import type { Form } from "../section.ts";

/** What moved since the base, each with the change that moved it; a click explains. */
export function moves(form: Form): TemplateResult {
  const { desk, say, lang, text } = form;
  const { base, moved } = desk;
  const time = new Date(base.at).toLocaleTimeString(lang === "ja" ? "ja-JP" : "en-GB", {
    hour: "2-digit",
    minute: "2-digit",
  });
  const told = worth(moved);
  const shown = told.slice(0, most);
  return html`
    <p class="since">
      <span class="quiet">${say(`record.moved.${base.kind}`, {
        time,
        label: base.label ? text(base.label) : "",
      })}</span>
      <button type="button" class="link" @click=${() => desk.pin()}>${say(
        "record.moved.pin",
      )}</button>
      ${base.kind === "opened"
        ? nothing
        : html`<button type="button" class="link" @click=${() => desk.pin("opened")}>${
          say("record.moved.unpin")
        }</button>`}
    </p>
    ${shown.length === 0
      ? html`<p class="quiet">${
        say(moved.length === 0 ? "record.moved.none" : "record.moved.few")
      }</p>`
      : html`<ul class="moves">${
        repeat(
          shown,
          keyOf,
          (one) => html`<li data-way=${one.way}>${moveLine(form, one, true)}</li>`,
        )
      }</ul>`}
    ${told.length > most
      ? html`<p class="quiet">${say("record.moved.more", { count: told.length - most })}</p>`
      : nothing}
  `;
}

const most = 25;

/** What is worth a sentence: the rest stands as a mark in its own place. */
function worth(moved: readonly Moved[]): readonly Moved[] {
  const scenarios = new Set(
    moved.filter(({ ref, aspect }) => aspect === "risk" && /^scenario\/[^/]+$/.test(ref))
      .map(({ ref }) => ref),
  );
  return moved.filter(({ ref, aspect }) => {
    if (aspect === "met") return false;
    if (!ref.startsWith("scenario/")) return true;
    const whole = ref.split("/").slice(0, 2).join("/");
    return scenarios.has(whole) ? ref === whole && aspect === "risk" : true;
  });
}
