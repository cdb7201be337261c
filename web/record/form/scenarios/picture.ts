import { html, nothing, type TemplateResult } from "lit";
import type { Assessment, Lang, Scenario } from "../../../../engine/mod.ts";
import { pathDiagram } from "../../../plots/path.ts";
import type { Path } from "../../address.ts";
import { lead } from "../../place.ts";
import type { Form } from "../../section.ts";
import { resultOf } from "./result.ts";

/**
 * The graph of a scenario as it stands, drawn anew with every change. A click on a step, or Enter while
 * it has the focus, goes to its form.
 */
export function picture(
  form: Form,
  { id, steps }: Scenario,
  path: Path,
): TemplateResult | typeof nothing {
  const { app, desk, say } = form;
  if (!desk.assessment || !resultOf(form, id)) return nothing;
  if (steps.length === 0) return html`<p class="empty">${say("record.scenarios.noSteps")}</p>`;
  const follow = (event: Event) => {
    const node = (event.target as Element).closest<SVGElement>("svg [data-ref^='step/']");
    if (!node) return;
    event.preventDefault();
    const index = steps.findIndex((step) => node.dataset.ref === `step/${id}/${step.id}`);
    if (index < 0) return;
    const now = app.store.get().desk;
    if (!now) return;
    lead(app, now, [...path, "steps", index]);
    // Where the address stays the same, the page would not be drawn, and the fold not open.
    app.store.set({ desk: { ...now } });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") follow(event);
  };
  return html`
    <div class="picture" @click=${follow} @keydown=${keys}>${drawn(form, id, desk.assessment)}</div>
    <p class="hint">${say("record.scenarios.graph.hint")}</p>
  `;
}

interface Drawn {
  readonly from: readonly unknown[];
  readonly lang: Lang;
  readonly element: HTMLElement;
}
const pictures = new Map<string, Drawn>();

/** What a diagram is drawn from: elsewhere in the record everything may change. */
function drawnFrom(id: string, { scenarios, system }: Assessment): readonly unknown[] {
  const { components, damages, method, profile, target, tables } = system.spec;
  const result = scenarios.find((one) => one.id === id);
  return [result, system.catalogue, components, damages, method, profile, target, tables];
}

/** The diagram; the same one as long as nothing changed. It stays scrolled and unfolded as it was. */
function drawn(form: Form, id: string, assessment: Assessment): HTMLElement {
  const { desk, lang } = form;
  const key = `${desk.path} ${id}`;
  const old = pictures.get(key);
  const from = drawnFrom(id, assessment);
  const same = old?.lang === lang && from.every((part, index) => part === old.from[index]);
  if (same) return old.element;
  // Results come first: the diagram that is on the page follows with the next picture.
  if (old?.lang === lang && old.element.isConnected && !due.delete(key)) {
    drawLater(form, key);
    return old.element;
  }
  const element = pathDiagram(assessment, id, { lang });
  if (old?.element.isConnected) keep(old.element, element);
  pictures.set(key, { from, lang, element });
  return element;
}

/** Diagrams whose turn has come. */
const due = new Set<string>();
const following = new Set<string>();

function drawLater({ app }: Form, key: string): void {
  if (following.has(key)) return;
  following.add(key);
  requestAnimationFrame(() =>
    setTimeout(() => {
      following.delete(key);
      due.add(key);
      const { desk } = app.store.get();
      app.store.set({ desk: desk && { ...desk } });
    })
  );
}

function keep(old: HTMLElement, element: HTMLElement): void {
  const parts = (of: HTMLElement) => of.querySelectorAll<HTMLElement>(".mitate-scroll");
  const before = [...parts(old)].map(({ scrollLeft }) => scrollLeft);
  const focused = old.contains(document.activeElement)
    ? document.activeElement?.getAttribute("data-ref")
    : undefined;
  const fold = element.querySelector("details");
  if (fold) fold.open = old.querySelector("details")?.open ?? false;
  requestAnimationFrame(() => {
    parts(element).forEach((part, index) => part.scrollLeft = before[index] ?? 0);
    if (!focused) return;
    element.querySelector<SVGElement>(`[data-ref="${CSS.escape(focused)}"]`)?.focus({
      preventScroll: true,
    });
  });
}
