import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { categories, type System, type Text, traits, word } from "../../engine/mod.ts";
import type { App } from "../shell/state.ts";
import type { Path } from "./address.ts";
import type { Desk } from "./desk.ts";
import { lead } from "./place.ts";
import { sectionIds } from "./section.ts";

/** Something of the record to go to. */
interface Goal {
  readonly name: string;
  readonly hint: string;
  /** What is searched in, both languages. */
  readonly words: string;
  go(): void;
}

/** Opens the search over the record: sections, fields and entries, by id or by words of either language. */
export function openSearch(app: App): void {
  const { desk } = app.store.get();
  if (!desk) return;
  const { say } = app.voice();
  const goals = goalsOf(app, desk);
  let query = "";
  let at = 0;
  const redraw = () => app.store.set(({ dialog }) => dialog ? { dialog: { ...dialog } } : {});
  app.dialog({
    kind: "palette",
    title: say("record.search"),
    body(close) {
      const found = sought(goals, query);
      at = Math.max(0, Math.min(at, found.length - 1));
      const choose = (goal: Goal | undefined) => {
        close();
        // After the dialog has given the focus back.
        if (goal) setTimeout(goal.go);
      };
      const key = (event: KeyboardEvent) => {
        if (event.isComposing) return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.key === "Enter") choose(found[at]);
        else if (step) at = (at + step + found.length) % Math.max(1, found.length);
        else return;
        event.preventDefault();
        redraw();
      };
      const typed = ({ target }: Event) => {
        query = (target as HTMLInputElement).value;
        at = 0;
        redraw();
      };
      return html`
        <input type="search" class="query" role="combobox" aria-expanded="true" autofocus
          aria-controls="found" aria-activedescendant=${`found-${at}`}
          aria-label=${say("record.search.hint")} placeholder=${say("record.search.hint")}
          .value=${live(query)} @keydown=${key} @input=${typed}>
        <ul class="found" id="found" role="listbox" aria-label=${say("record.search")}>${found.map((
          goal,
          index,
        ) => row(goal, index, index === at, () => choose(goal)))}</ul>
        ${found.length > 0 ? "" : html`<p class="quiet">${say("app.palette.nothing")}</p>`}
      `;
    },
  });
}

function row({ name, hint }: Goal, index: number, active: boolean, go: () => void): TemplateResult {
  return html`<li id=${`found-${index}`} role="option" aria-selected=${active} @click=${go}>
    <span>${name}</span><small>${hint}</small></li>`;
}

const most = 60;

/** Every word must occur; the very id comes first, then what begins with the query. */
function sought(goals: readonly Goal[], query: string): readonly Goal[] {
  const words = query.toLowerCase().split(/[\s　]+/).filter((word) => word !== "");
  const [first = ""] = words;
  const rank = (goal: Goal) =>
    goal.words.startsWith(`${first} `) ? 0 : goal.words.startsWith(first) ? 1 : 2;
  return goals.filter((goal) => words.every((word) => goal.words.includes(word)))
    .toSorted((a, b) => first === "" ? 0 : rank(a) - rank(b)).slice(0, most);
}

function goalsOf(app: App, desk: Desk): readonly Goal[] {
  const { say, text } = app.voice();
  const goal = (name: Text | string, kind: string, go: () => void, id = ""): Goal => {
    const [ja, en] = typeof name === "string" ? [name, ""] : [name.ja, name.en];
    return {
      name: [id, typeof name === "string" ? name : text(name)].filter((one) => one !== "").join(
        " ",
      ),
      hint: kind,
      words: `${id} ${ja} ${en} ${kind}`.trim().toLowerCase(),
      go,
    };
  };
  const sections = sectionIds.map((section) =>
    goal(
      say(`record.section.${section}`),
      "",
      () => app.go({ at: "system", path: desk.path, section }),
    )
  );
  if (!desk.system) return sections;
  const to = (path: Path) => () => lead(app, app.store.get().desk ?? desk, path);
  return [
    ...sections,
    ...entries(desk.system).map(({ id, name, path, kind }) =>
      goal(name, say(`record.section.${kind}`), to(path), id)
    ),
  ];
}

interface Entry {
  readonly id: string;
  readonly name: Text;
  readonly path: Path;
  readonly kind: (typeof sectionIds)[number];
}

function entries(system: System): Entry[] {
  const { scenarios, damages, components, measures, treatments, catalogue, controls } = system;
  const list = (
    kind: Entry["kind"],
    all: readonly { readonly id: string; readonly name: Text }[],
  ): Entry[] => all.map(({ id, name }, index) => ({ id, name, path: [kind, index], kind }));
  return [
    ...categories.map((category): Entry => ({
      id: "",
      name: word("category", category),
      path: ["impact", category],
      kind: "impact",
    })),
    ...traits.map(({ name, label }): Entry => ({
      id: "",
      name: label,
      path: ["profile", ...name.split(".")],
      kind: "profile",
    })),
    ...list("components", components),
    ...list("damages", damages),
    ...list("scenarios", scenarios),
    ...list("measures", measures),
    ...treatments.map(({ on, why }, index): Entry => ({
      id: on,
      name: why,
      path: ["treatments", index],
      kind: "treatments",
    })),
    ...[...catalogue].map(([ref, { control }]): Entry => ({
      id: ref,
      name: control.title,
      path: ["controls", controls.get(ref)?.key ?? ref],
      kind: "controls",
    })),
  ];
}
