import { html, nothing, type TemplateResult } from "lit";
import { categories, word } from "../../../engine/mod.ts";
import { cause, side, story } from "../mark.ts";
import type { Moved } from "../moved.ts";
import type { Form } from "../section.ts";
import { askWhy } from "../why.ts";

/** What moved since the base, each with the change that moved it; a click explains. */
export function moves(form: Form): TemplateResult {
  const { desk, say, lang, app } = form;
  const { base, moved } = desk;
  const time = new Date(base.at).toLocaleTimeString(lang === "ja" ? "ja-JP" : "en-GB", {
    hour: "2-digit",
    minute: "2-digit",
  });
  // What moves on every change stands in its own place; here stands what is worth a sentence.
  const shown = moved.filter(({ aspect }) => aspect !== "met").slice(0, most);
  return html`
    <p class="since">
      <span class="quiet">${say(`record.moved.${base.kind}`, { time })}</span>
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
      : html`<ul class="moves" aria-live="polite">${
        shown.map((one) =>
          html`
            <li
              data-way=${one.way}><button type="button" class="plainly" @click=${() =>
                askWhy(app, one.ref, story(form, one))}><span class="what">${nameOf(
                  form,
                  one,
                )}</span> <span class="step">${side(one.from, lang)} → <b>${side(
                  one.to,
                  lang,
                )}</b></span>
                        <small>${say("record.moved.because", {
                          cause: cause(desk, one, lang),
                        })}</small></button></li>
          `
        )
      }</ul>`}
    ${moved.length > most
      ? html`<p class="quiet">${say("record.moved.more", { count: moved.length - most })}</p>`
      : nothing}
  `;
}

const most = 40;

/** What a result is called. */
function nameOf({ say, text }: Form, { ref, aspect }: Moved): string {
  const [kind, id, category] = ref.split("/");
  const named = (code: string) => text(word("category", code));
  if (aspect === "defence") return say("record.moved.defence", { id });
  if (kind === "scenario" && category && (categories as readonly string[]).includes(category)) {
    return say("record.moved.risk", { id, category: named(category) });
  }
  if (kind === "scenario") return say("record.moved.scenario", { id });
  if (kind === "category") return say("record.moved.category", { category: named(id) });
  return say(`record.moved.${aspect as "verdict" | "required" | "over" | "gaps" | "measures"}`);
}
