import { html, nothing, type TemplateResult } from "lit";
import { categories, type Lang, word } from "../../engine/mod.ts";
import { causeOf, type Desk } from "./desk.ts";
import { type Aspect, type Moved, moveIn } from "./moved.ts";
import type { Form } from "./section.ts";
import { askWhy } from "./why.ts";

/** What a result was, where it moved since the base; nothing where it did not. */
export function movedOf(desk: Desk, ref: string, aspect: Aspect): Moved | undefined {
  return moveIn(desk.moved, ref, aspect);
}

/**
 * The mark at a result that moved: what it was, with an arrow; its title names the change that moved it,
 * a click explains. Nothing where it did not move. `short`: the arrow alone, for cells of tables.
 */
export function mark(
  form: Form,
  ref: string,
  aspect: Aspect,
  { short = false } = {},
): TemplateResult | typeof nothing {
  const { app, desk, lang } = form;
  const moved = movedOf(desk, ref, aspect);
  if (!moved) return nothing;
  const told = story(form, moved);
  return html`
    <button type="button" class="moved" data-way=${moved.way} title=${told}
      aria-label=${told} @click=${() => askWhy(app, ref, told)}>${short
        ? arrow(moved)
        : html`${side(moved.from, lang)} →`}</button>
  `;
}

/** What a result was and what moved it, as a sentence. */
export function story({ desk, say, lang }: Form, moved: Moved): string {
  return say("record.moved.from", {
    from: side(moved.from, lang),
    cause: cause(desk, moved, lang),
  });
}

/** The change that moved a result, in words. */
export function cause(desk: Desk, moved: Moved, lang: Lang): string {
  return causeOf(desk, moved)?.label[lang] ??
    { ja: "元に戻した変更", en: "a change that was undone" }[lang];
}

/** A result that moved, in a line: what, from where to where; with `because`, by which change. */
export function moveLine(form: Form, moved: Moved, because = false): TemplateResult {
  const { app, desk, say, lang } = form;
  return html`
    <button type="button" class="plainly"
      @click=${() =>
        askWhy(
          app,
          moved.ref,
          because ? story(form, moved) : undefined,
        )}><span class="what">${moveName(form, moved)}</span> <span class="step">${side(
          moved.from,
          lang,
        )} → <b>${side(moved.to, lang)}</b></span>${because
        ? html`<small>${say("record.moved.because", { cause: cause(desk, moved, lang) })}</small>`
        : nothing}</button>
  `;
}

/** What a result is called. */
export function moveName({ say, text }: Form, { ref, aspect }: Moved): string {
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

/** One side of a movement in words; a dash where there was no such result. */
export function side(text: Moved["from"], lang: Lang): string {
  return text?.[lang] ?? "—";
}

function arrow({ way }: Moved): string {
  return { better: "↓", worse: "↑", other: "→" }[way];
}
