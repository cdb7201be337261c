import type { Text } from "../../../../engine/mod.ts";
import { dataPath, get, idOf, type Path } from "../../address.ts";
import { unfold } from "../../fold.ts";
import { freeId } from "../../ident.ts";
import { adding } from "../../list.ts";
import type { Form } from "../../section.ts";

/** The lists of this section. */
export type List = "zones" | "components" | "flows" | "providers";

/** Unfolds the form of an entry and puts the focus into its first field. */
export function show({ app, desk }: Form, list: List, index: number): void {
  const now = app.store.get().desk ?? desk;
  const id = idOf(get(now.spec, [list, index])) ?? `${index}`;
  unfold(`${now.path} ${list} ${id}`);
  app.store.set({ desk: { ...now } });
  const name = CSS.escape(dataPath([list, index]));
  arrive(`main.record [data-path="${name}"]`);
}

/** Adds an entry as one step, and opens it. */
export function make(form: Form, list: List, value: object, does: Text): void {
  const index = ((get(form.desk.spec, [list]) ?? []) as readonly unknown[]).length;
  const refused = form.desk.dispatch([adding(form, [list], value)], does);
  if (refused.length === 0) show(form, list, index);
}

/** Adds a flow from one component to another; its id says both where it is free. */
export function addFlow(form: Form, from: string, to: string, name = ""): void {
  const id = freeId(form, ["flows"], `f-${from}-${to}`);
  make(form, "flows", { id, from, to, ...(name === "" ? {} : { name }) }, {
    ja: `フロー「${from} → ${to}」を追加する`,
    en: `Add flow ${from} → ${to}`,
  });
}

/**
 * An id for a new thing: its name where that is written in plain letters, as ids are; else the kind of
 * thing it is.
 */
export function idFor(form: Form, path: Path, name: string, kind: string): string {
  const plain = /^[\x20-\x7e]+$/.test(name)
    ? name.toLowerCase().replaceAll(/[^a-z0-9.]+/g, "-")
    : "";
  return freeId(form, path, /[a-z0-9]/.test(plain) ? plain : kind);
}

function arrive(selector: string, tries = 20): void {
  requestAnimationFrame(() => {
    const entry = document.querySelector<HTMLDetailsElement>(selector);
    const field = entry?.querySelector<HTMLElement>(
      ".inside :is(input:not([data-rename]), select, textarea):not(:disabled)",
    ) ?? (tries === 0 ? entry?.querySelector("summary") : undefined);
    if (!entry || !field) {
      if (tries > 0) arrive(selector, tries - 1);
      return;
    }
    entry.scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
    entry.classList.remove("lit");
    // Read once, so that taking the class away and giving it again starts the light anew.
    void entry.offsetWidth;
    entry.classList.add("lit");
  });
}
