import type { SystemRoute } from "../shell/route.ts";
import type { App } from "../shell/state.ts";
import { dataPath, get, idOf, type Path, pathOf } from "./address.ts";
import type { Desk } from "./desk.ts";
import { chapters, entryAt, sectionFor, type SectionId, sectionOf } from "./section.ts";

/** Where in the page a place of the record is edited. */
export interface Spot {
  readonly section: SectionId;
  readonly entry: string;
  readonly path: Path;
}

/** The section and entry that edit a path; the text where no form does. */
export function spotOf(desk: Desk, path: Path): Spot {
  return { section: sectionFor(path), entry: entryAt(desk, path), path };
}

/** The spot behind the reference of a result, such as `step/S1/phish`. */
export function spotOfRef(desk: Desk, ref: string): Spot | undefined {
  const path = desk.system && pathOf(desk.system, ref);
  return path && spotOf(desk, path);
}

/** Goes to the field of a path: its section, its entry, and the field itself, lit for a moment. */
export function lead(app: App, desk: Desk, path: Path): void {
  const { section, entry } = spotOf(desk, path);
  target = { section, path };
  app.go({ at: "system", path: desk.path, section, ...(entry ? { entry } : {}) });
  requestAnimationFrame(() => arrive());
}

/** Takes the person to the entry that the address names, where nothing more precise was asked for. */
export function follow({ spec }: Desk, route: SystemRoute): void {
  if (followed === route) return;
  followed = route;
  const { entry } = route;
  if (target || !entry) return;
  const section = sectionOf(route.section);
  for (const chapter of chapters[section]) {
    const path = entryPath(get(spec, [chapter]), chapter, entry);
    if (path) target = { section, path };
  }
  if (target) requestAnimationFrame(() => arrive());
}

let followed: SystemRoute | undefined;

function entryPath(value: unknown, chapter: string, entry: string): Path | undefined {
  if (!Array.isArray(value)) return chapter === "controls" ? [chapter, entry] : undefined;
  const index = value.findIndex((one, index) => (idOf(one) ?? String(index)) === entry);
  return index < 0 ? undefined : [chapter, index];
}

/** The path that was asked for and not reached yet, for a section that must first make room for it. */
export function wanted(): Path | undefined {
  return target?.path;
}

let target: { readonly section: SectionId; readonly path: Path } | undefined;

/** Takes the person to the field, once its section is on the page; at the last to the nearest. */
function arrive(tries = 30): void {
  if (!target) return;
  const form = document.querySelector<HTMLElement>(`.form[data-section="${target.section}"]`);
  const field = form && fieldOf(form, target.path, tries > 0);
  if (!field) {
    if (tries > 0) requestAnimationFrame(() => arrive(tries - 1));
    return;
  }
  target = undefined;
  for (let fold = field.closest("details"); fold; fold = fold.parentElement!.closest("details")) {
    fold.open = true;
  }
  const control = field.matches(controls) ? field : field.querySelector<HTMLElement>(controls);
  field.scrollIntoView({ block: "center" });
  (control ?? field).focus({ preventScroll: true });
  field.classList.remove("lit");
  // Read once, so that taking the class away and giving it again starts the light anew.
  void field.offsetWidth;
  field.classList.add("lit");
}

const controls =
  "input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled)";

/** The field for a path: its own; the nearest that holds it when the exact one does not come. */
function fieldOf(form: HTMLElement, path: Path, exact: boolean): HTMLElement | null {
  for (let length = path.length; length > (exact ? path.length - 1 : 0); length--) {
    const name = CSS.escape(dataPath(path.slice(0, length)));
    const found = form.querySelector<HTMLElement>(`[data-path="${name}"]`);
    if (found) return found;
  }
  return exact ? null : form.querySelector<HTMLElement>("h2");
}
