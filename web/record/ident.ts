import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { lists } from "../../engine/change.ts";
import type { Change } from "../../engine/mod.ts";
import { dataPath, get, idOf, type Path } from "./address.ts";
import { frame } from "./field.ts";
import { unfold } from "./fold.ts";
import { whenDrawn } from "./later.ts";
import { mentions, type Named, renaming } from "./naming.ts";
import type { Form } from "./section.ts";

/** What an id field renames, and how. */
export interface Ident {
  /** The entry whose id it is. */
  readonly path: Path;
  /** How many places of the record name it. */
  readonly count: number;
  /** The changes that give it another id, wherever it is named. */
  rename(to: string): readonly Change[];
}

/** The id of a damage, scenario, measure or variant. */
export function named(form: Form, kind: Named, index: number): TemplateResult {
  const { system, spec } = form.desk;
  return idField(form, {
    path: [lists[kind], index],
    count: mentions(spec!, kind, index, "\0").length,
    rename: (to) => renaming(system!, kind, index, to),
  });
}

/**
 * The id of an entry. It changes when the field is left, and with it every place of the record that names
 * it, as one step; an id that is taken or cannot be one is not taken up, and a notice says why.
 */
export function idField(form: Form, { path, count, rename }: Ident): TemplateResult {
  const { app, desk, say } = form;
  const list = path.slice(0, -1);
  const at = [...path, "id"];
  const id = String(get(desk.spec, at) ?? "");
  const take = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const to = input.value.trim();
    input.value = id;
    if (to === "" || to === id || !desk.system) return;
    const free = freeId(form, list, to);
    if (free !== to) {
      return app.notice("error", say("record.id.refused", { id: to, free }));
    }
    // Under its new name the entry is still the one that is open.
    unfold(`${desk.path} ${list.join("/")} ${to}`);
    desk.dispatch(rename(to), {
      ja: id === "" ? `ID「${to}」を付ける` : `${id}のIDを「${to}」に変える`,
      en: id === "" ? `Give the id ${to}` : `Rename ${id} to ${to}`,
    });
    stay(at);
  };
  const hint = count === 0 ? undefined : say("record.id.hint", { count });
  return frame(
    form,
    { path: at, label: say("record.id"), hint },
    html`
      <input type="text" data-rename autocomplete="off" spellcheck="false" lang="en"
        aria-label=${say("record.id")} ?disabled=${!desk.editable} .value=${live(id)}
        @change=${take}>
    `,
  );
}

/** The wish as an id that nothing in the list has yet; what an id may not hold becomes a hyphen. */
export function freeId({ desk }: Form, path: Path, wish: string): string {
  const taken = new Set(((get(desk.spec, path) ?? []) as readonly unknown[]).map(idOf));
  const stem = wish.replaceAll(/[\s/@#:+]+/gu, "-").replaceAll(/^-+|-+$/g, "").slice(0, 90);
  if (!taken.has(stem)) return stem;
  let number = 2;
  while (taken.has(`${stem}-${number}`)) number++;
  return `${stem}-${number}`;
}

/** The entry is drawn anew under its new id; whoever renamed it by Enter is still in its field. */
function stay(at: Path): void {
  whenDrawn(() => {
    if (document.activeElement !== document.body) return;
    const name = CSS.escape(dataPath(at));
    document.querySelector<HTMLElement>(`[data-path="${name}"] input`)?.focus();
  });
}
