import { html, nothing, type TemplateResult } from "lit";
import {
  type Assessment,
  holds,
  parse,
  type System,
  type Text,
  traitOf,
  type Truth,
} from "../../../../engine/mod.ts";
import { hashOf } from "../../../shell/route.ts";
import { spotOfRef } from "../../place.ts";
import type { Form } from "../../section.ts";
import { whyButton } from "../../why.ts";

type Value = string | number | boolean | undefined;
type ConditionResult = Assessment["conditions"][number];

/** What would hold, and what would not, if a trait had another value. */
export interface Turn {
  readonly on: readonly ConditionResult[];
  readonly off: readonly ConditionResult[];
  /** What would become unknown. */
  readonly open: readonly ConditionResult[];
}

/** The conditions that another value of a trait would turn. */
export function turnOf({ system, conditions }: Assessment, name: string, value: Value): Turn {
  const traits: Record<string, string | number | boolean> = { ...system.profile.traits };
  if (value === undefined) delete traits[name];
  else traits[name] = value;
  const turned = conditions.filter(({ traits: read }) => read.includes(name))
    .map((one) => ({ one, next: holds(parse(one.text), traits).truth }))
    .filter(({ one, next }) => one.truth !== next);
  const to = (truth: Truth) => turned.filter(({ next }) => next === truth).map(({ one }) => one);
  return { on: to("yes"), off: to("no"), open: to("unknown") };
}

/** What hangs on a trait: a fold with every condition that reads it and whether it holds. */
export function hinges(form: Form, name: string): TemplateResult | typeof nothing {
  const { desk, say } = form;
  const read = desk.assessment?.conditions.filter(({ traits }) => traits.includes(name)) ?? [];
  if (read.length === 0) return nothing;
  return html`<details class="hinges"><summary>${
    say("record.profile.hinges", { count: read.length })
  }</summary>${conditionList(form, read)}</details>`;
}

/** Everything that lies outside this profile, or may, by the trait that decides it. */
export function outside(form: Form): TemplateResult {
  const { desk, say, list, text } = form;
  const found = desk.assessment?.conditions.filter(({ truth }) => truth !== "yes") ?? [];
  if (found.length === 0) return html`<p class="quiet">${say("record.profile.outside.none")}</p>`;
  const groups = Map.groupBy(found, ({ because }) => because.join(" "));
  return html`${
    [...groups].map(([names, group]) =>
      html`<p class="because">${
        names === ""
          ? say("record.profile.outside.other")
          : list(names.split(" ").map((name) => text(labelOf(name))))
      }</p>${conditionList(form, group)}`
    )
  }`;
}

function conditionList(form: Form, conditions: readonly ConditionResult[]): TemplateResult {
  const { desk, word } = form;
  return html`<ul class="conditions">${
    conditions.map(({ ref, on, text, truth }) => {
      const spot = spotOfRef(desk, on);
      const link = spot &&
        hashOf({
          at: "system",
          path: desk.path,
          section: spot.section,
          ...(spot.entry ? { entry: spot.entry } : {}),
        });
      const name = named(form, on);
      return html`
        <li
          data-truth=${truth}><span class="truth">${word("truth", truth)}</span> ${link
            ? html`<a href=${link}>${name}</a>`
            : name} <code>${text}</code>${whyButton(form, ref)}</li>
      `;
    })
  }</ul>`;
}

/** What a condition stands on, in words: 「シナリオS15（バックアップ媒体の紛失）」. */
export function named({ desk, say, text }: Form, on: string): string {
  const { system } = desk;
  const [kind, ...ids] = on.split("/");
  const id = ids.join("/");
  const name = system && nameOf(system, kind, ids);
  const word = kinds.has(kind) ? say(`record.kind.${kind}` as "record.kind.scenario") : kind;
  return say(name ? "record.kind.named" : "record.kind.bare", {
    kind: word,
    id,
    name: name ? text(name) : "",
  });
}

const kinds = new Set([
  "scenario",
  "step",
  "guard",
  "component",
  "flow",
  "provider",
  "control",
  "damage",
  "tailoring",
]);

function nameOf(system: System, kind: string, [id]: readonly string[]): Text | undefined {
  const lists: Readonly<Record<string, readonly { readonly id: string; readonly name: Text }[]>> = {
    scenario: system.scenarios,
    component: system.components,
    provider: system.providers,
    damage: system.damages,
  };
  if (kind === "control") return system.catalogue.get(id)?.control.title;
  return lists[kind]?.find((one) => one.id === id)?.name;
}

function labelOf(name: string): Text {
  return traitOf(name)?.label ?? { ja: name, en: name };
}
