import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { causeOf } from "../desk.ts";
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
          (one) =>
            html`<li data-way=${one.way}>${
              guard([one, causeOf(desk, one)?.label, lang], () => moveLine(form, one, true))
            }</li>`,
        )
      }</ul>`}
    ${told.length > most
      ? html`<p class="quiet">${say("record.moved.more", { count: told.length - most })}</p>`
      : nothing}
  `;
}

const most = 20;

/** What is worth a sentence: the rest stands as a mark in its own place. */
function worth(moved: readonly Moved[]): readonly Moved[] {
  const whole = new Set(moved.filter(isWhole).map(({ ref }) => ref));
  return moved.filter((one) => {
    if (one.aspect === "met") return false;
    return one.scenario === undefined || isWhole(one) || !whole.has(one.scenario);
  });
}

/** The risk of a scenario as a whole, which stands for those of its harm categories. */
function isWhole({ ref, aspect, scenario }: Moved): boolean {
  return aspect === "risk" && ref === scenario;
}
