import { html, nothing, type TemplateResult } from "lit";
import type { Lang } from "../../engine/mod.ts";
import type { Notebook } from "../notebook/format.ts";
import { outline } from "../notebook/outline.ts";
import type { App } from "../shell/state.ts";
import type { Doc } from "./doc.ts";

/** What is shown at once: a heading with what stands below it. */
export interface Slide {
  readonly title: string;
  /** The cells, by id. */
  readonly ids: readonly number[];
}

/**
 * A notebook as slides, one for each heading of the first two levels in the language; what stands before
 * the first heading belongs to the first slide. Cells whose output is hidden are not shown here either. A
 * notebook without headings is one slide.
 */
export function slidesOf({ title, cells }: Notebook, lang: Lang): Slide[] {
  const headings = new Map(
    outline(cells, lang).filter(({ level }) => level <= 2).toReversed()
      .map(({ cell, text }) => [cell, text]),
  );
  const slides: { title: string; ids: number[] }[] = [];
  for (const { id, hidden } of cells) {
    const heading = headings.get(id);
    const isFirst = slides.length === 0 || slides.length === 1 && !slides[0].title;
    if (slides.length === 0 || heading !== undefined && !isFirst) {
      slides.push({ title: heading ?? "", ids: [] });
    } else if (heading !== undefined && isFirst) slides[0].title = heading;
    if (!hidden) slides.at(-1)!.ids.push(id);
  }
  return slides.map((slide) => ({ ...slide, title: slide.title || title }));
}

/** Begins to present, at the slide of the selected cell. */
export function present(app: App): void {
  const { doc } = app.store.get();
  if (!doc || doc.presenting !== undefined) return;
  const { notebook, selected } = doc.history.now;
  const slides = slidesOf(notebook, app.voice().lang);
  const at = slides.findIndex(({ ids }) => ids.includes(selected.at(-1) ?? -1));
  (document.activeElement as HTMLElement | null)?.blur();
  doc.session.present(Math.max(0, at));
  // Where the browser gives no full screen, the window has to do.
  document.documentElement.requestFullscreen?.().catch(() => {});
}

/** Ends presenting, and goes on where it stood. */
export function endPresenting(app: App): void {
  const { doc } = app.store.get();
  if (doc?.presenting === undefined) return;
  doc.session.present(undefined);
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
}

/** What a key does while presenting; false where it does nothing. */
export function turn(app: App, key: string): boolean {
  const { doc } = app.store.get();
  if (doc?.presenting === undefined) return false;
  if (key === "Escape") {
    endPresenting(app);
    return true;
  }
  const by = steps[key];
  if (by) {
    doc.session.step(by);
    return true;
  }
  const last = slidesOf(doc.history.now.notebook, app.voice().lang).length - 1;
  const to = places[key]?.(doc.presenting, last);
  if (to === undefined) return false;
  doc.session.present(Math.min(Math.max(0, to), last));
  return true;
}

const places: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  Home: () => 0,
  End: (_, last) => last,
};

/** A slide taller than the screen is gone through before the next comes. */
const steps: Readonly<Record<string, 1 | -1 | undefined>> = {
  ArrowDown: 1,
  PageDown: 1,
  " ": 1,
  ArrowUp: -1,
  PageUp: -1,
};

/** Listens while presenting; the answer ends it. */
export function listenPresenting(app: App): () => void {
  const pressed = (event: KeyboardEvent) => {
    const inControl = (event.target as Element).closest?.("button, input, select, textarea");
    if (inControl && event.key === " ") return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!turn(app, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const left = () => {
    if (!document.fullscreenElement) endPresenting(app);
  };
  addEventListener("keydown", pressed, true);
  document.addEventListener("fullscreenchange", left);
  return () => {
    removeEventListener("keydown", pressed, true);
    document.removeEventListener("fullscreenchange", left);
  };
}

/** The line below the slides: where one is, and how to go on. */
export function presentingBar(app: App, doc: Doc): TemplateResult | typeof nothing {
  if (doc.presenting === undefined) return nothing;
  const { say, lang } = app.voice();
  const slides = slidesOf(doc.history.now.notebook, lang);
  const at = Math.min(doc.presenting, slides.length - 1);
  const place = say("app.present.place", { at: at + 1, all: slides.length });
  const button = (key: string, name: string, text: string, disabled: boolean) =>
    html`
      <button type="button" aria-label=${name} title=${name} ?disabled=${disabled}
        @click=${() => turn(app, key)}>${text}</button>
    `;
  return html`
    <div class="presenting" role="toolbar" aria-label=${say("app.command.present")}>
      ${button("ArrowLeft", say("app.present.back"), "←", at === 0)}
      ${button("ArrowRight", say("app.present.on"), "→", at === slides.length - 1)}
      <span role="status">${place}　${slides[at]?.title ?? ""}</span>
      <progress max=${slides.length} value=${at + 1} aria-label=${place}></progress>
      ${button("Escape", say("app.present.end"), say("app.present.end"), false)}
    </div>
  `;
}
