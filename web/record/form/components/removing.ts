import { html, nothing } from "lit";
import type { Change, Text } from "../../../../engine/mod.ts";
import { get, idOf, setting } from "../../address.ts";
import type { Form } from "../../section.ts";
import { flowsAt, flowsRemoved, type Kind, mentions, statusesAt } from "./leaning.ts";

/**
 * Removes a zone, component or provider. Where the record names it elsewhere, that is said first, and what
 * can go along with it is offered: the flows of a component, the membership in a zone.
 */
export function remove(form: Form, kind: Exclude<Kind, "flow">, index: number): void {
  const { app, desk, say } = form;
  const { spec } = desk;
  const list = `${kind}s`;
  const id = idOf(get(spec, [list, index]));
  if (!spec || id === undefined) return;
  const plain: Change = { type: "remove", from: list, id };
  const label: Text = { ja: `${id}を削除する`, en: `Remove ${id}` };
  const said = leaning(form, kind, id);
  if (said.length === 0) return void desk.dispatch([plain], label);
  const along = alongWith(form, kind, id);
  app.dialog({
    kind: "ask",
    title: say("record.components.remove.title", { id }),
    body: (close) => {
      const act = (changes: readonly Change[]) => () => {
        close();
        desk.dispatch(changes, label);
      };
      return html`
        <p>${say("record.components.remove.leans", { id })}</p>
        <ul>${said.map((one) => html`<li>${one}</li>`)}</ul>
        <p class="quiet">${say("record.components.remove.after")}</p>
        <div class="answers">
          <button type="button" ?autofocus=${along.length === 0} @click=${close}>${say(
            "app.cancel",
          )}</button>
          <button type="button" @click=${act([plain])}>${say(
            "record.components.remove.only",
          )}</button>
          ${along.length === 0 ? nothing : html`
            <button type="button" class="primary" autofocus @click=${act([
              ...along,
              plain,
            ])}>${kind === "zone"
              ? say("record.components.remove.leave", { count: along.length })
              : say("record.components.remove.flows", { count: along.length })}</button>
          `}
        </div>
      `;
    },
  });
}

/** What names a thing, a sentence for each kind of place. */
export function leaning(form: Form, kind: Kind, id: string): string[] {
  const { desk: { spec }, say, list } = form;
  if (!spec) return [];
  const paths = mentions(spec, kind, id);
  const of = (chapter: string, field?: string) =>
    paths.filter((path) => path[0] === chapter && (!field || path.includes(field)));
  const idsOf = (all: typeof paths) =>
    list([...new Set(all.map((path) => idOf(get(spec, path.slice(0, 2))) ?? String(path[1])))]);
  const steps = of("scenarios", "place").map((path) =>
    `${idOf(get(spec, path.slice(0, 2)))}/${idOf(get(spec, path.slice(0, 4)))}`
  );
  const count = (all: readonly unknown[], words: (count: number) => string) =>
    all.length === 0 ? [] : [words(all.length)];
  const flows = kind === "component" ? flowsAt(spec, id) : [];
  return [
    ...count(
      of("components"),
      (count) =>
        say("record.components.leans.components", { count, list: idsOf(of("components")) }),
    ),
    ...count(flows, (count) => say("record.components.leans.flows", { count })),
    ...count(steps, (count) => say("record.components.leans.steps", { count, list: list(steps) })),
    ...count(
      of("scenarios", "target"),
      (count) =>
        say("record.components.leans.targets", { count, list: idsOf(of("scenarios", "target")) }),
    ),
    ...count(
      kind === "component" ? statusesAt(spec, id) : [],
      (count) =>
        say("record.components.leans.statuses", {
          count,
          list: list(statusesAt(spec, id)),
        }),
    ),
    ...count(of("controls"), (count) =>
      say("record.components.leans.from", {
        count,
        list: list(of("controls").map(([, key]) => String(key))),
      })),
    ...count(
      of("vulnerabilities"),
      (count) =>
        say("record.components.leans.vulnerabilities", {
          count,
          list: idsOf(of("vulnerabilities")),
        }),
    ),
    ...count(
      [...of("measures"), ...of("variants")],
      (count) =>
        say("record.components.leans.changes", {
          count,
          list: idsOf([...of("measures"), ...of("variants")]),
        }),
    ),
    ...count(of("comments"), (count) => say("record.components.leans.comments", { count })),
  ];
}

/** What can go along with it, so that nothing is left that names what is gone. */
function alongWith({ desk }: Form, kind: Kind, id: string): Change[] {
  const { spec, system } = desk;
  if (!spec || !system) return [];
  if (kind === "component") return flowsRemoved(spec, flowsAt(spec, id));
  if (kind !== "zone") return [];
  return mentions(spec, kind, id).filter(([chapter]) => chapter === "components")
    .map((path) => setting(system, path, undefined));
}
