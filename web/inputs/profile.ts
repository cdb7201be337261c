import { trait as traitWord } from "../../engine/show.ts";
import { type Trait, traits } from "../../engine/trait.ts";
import type { Change, System } from "../../engine/mod.ts";
import { type Pen, pen } from "../plots/figure.ts";
import type { Message, Options } from "../plots/voice.ts";
import { announce, choices, type Input, toInput } from "./input.ts";

type TraitValue = string | number | boolean;

/**
 * The traits of the system profile as a form, each possibly unassessed. Value: what differs from the
 * record, as changes; `null` in a change means unassessed. The number of connections follows from
 * their list and is not asked.
 */
export function profileInput(system: System, options: Options = {}): Input<Change[]> {
  const draw = pen(options);
  const { html, say, lang } = draw;
  const fields = asked(system).map((trait) => field(trait, system, draw));
  const groups = Map.groupBy(fields, ({ trait }) => groupOf(trait.name));
  const state = html("output", { class: "state" });
  const reset = html("button", { type: "button" }, say("input.reset"));
  const name = say("input.profile.name");
  const summary = say("input.profile.summary", { count: fields.length });
  const form = html(
    "form",
    { class: "mitate mitate-input mitate-profile", lang, "aria-label": name },
    html("p", { class: "mitate-heard" }, summary),
    ...[...groups].map(([group, own]) =>
      html(
        "fieldset",
        {},
        html("legend", {}, say(group)),
        ...own.map(({ element }) => element),
      )
    ),
    html("p", { class: "foot" }, state, " ", reset),
  );
  const read = (): Change[] =>
    fields.flatMap(({ trait, read, recorded }): Change[] => {
      const value = read();
      return value === recorded
        ? []
        : [{ type: "set-trait", trait: trait.name, value: value ?? null }];
    });
  const refresh = () => {
    const count = fields.filter((one) => one.refresh()).length;
    state.textContent = count === 0 ? say("input.noChanges") : say("input.changes", { count });
    reset.disabled = count === 0;
  };
  const show = (changes: readonly Change[]) => {
    const wanted = new Map(
      (changes ?? []).flatMap((change) =>
        change.type === "set-trait"
          ? [[bare(change.trait), change.value === "unassessed" ? null : change.value] as const]
          : []
      ),
    );
    for (const { trait, write, recorded } of fields) {
      write(wanted.has(trait.name) ? wanted.get(trait.name) ?? undefined : recorded);
    }
    refresh();
  };
  const input = toInput<Change[]>(form, { read, show }, summary);
  form.addEventListener("input", refresh);
  reset.addEventListener("click", () => {
    show([]);
    announce(form);
  });
  refresh();
  return input;
}

function bare(trait: string): string {
  return trait.replace(/^profile\./, "");
}

/** Every trait that can be set: the default schema's, then the organisation's own in the record. */
function asked(system: System): Trait[] {
  const known = traits.filter(({ name }) => name !== "connections.count");
  const names = new Set(traits.map(({ name }) => name));
  const own = Object.entries(system.profile.traits)
    .filter(([name, value]) => !names.has(name) && typeof value !== "string")
    .map(([name, value]): Trait => ({
      name,
      label: { ja: name.replace(/^traits\./, ""), en: name.replace(/^traits\./, "") },
      type: typeof value === "boolean" ? "boolean" : "number",
    }));
  return [...known, ...own];
}

function groupOf(name: string): Message {
  const groups: Readonly<Record<string, Message>> = {
    users: "input.profile.users",
    information: "input.profile.information",
    authentication: "input.profile.authentication",
    operation: "input.profile.operation",
    availability: "input.profile.availability",
    traits: "input.profile.traits",
  };
  return groups[name.split(".")[0]] ?? "input.profile.scope";
}

interface Field {
  readonly trait: Trait;
  readonly element: HTMLElement;
  readonly recorded: TraitValue | undefined;
  read(): TraitValue | undefined;
  write(value: TraitValue | undefined): void;
  /** Marks the field where it differs from the record, and says whether it does. */
  refresh(): boolean;
}

function field(trait: Trait, system: System, draw: Pen): Field {
  const { html, say, text } = draw;
  const recorded = system.profile.traits[trait.name];
  const label = text(trait.label);
  const word = (value: TraitValue | undefined) => text(traitWord(trait.name, value));
  const control = trait.type === "number"
    ? numberControl(label, recorded, draw)
    : choiceControl(label, valuesOf(trait), recorded, word, draw);
  const was = html("small", { class: "was" });
  const element = html(
    "label",
    { class: "field" },
    html("span", { class: "label" }, label),
    control.element,
    was,
  );
  return {
    trait,
    element,
    recorded,
    read: control.read,
    write: control.write,
    refresh() {
      const differs = control.read() !== recorded;
      element.classList.toggle("changed", differs);
      was.textContent = differs ? say("input.recorded", { value: word(recorded) }) : "";
      return differs;
    },
  };
}

function valuesOf({ type, values }: Trait): readonly TraitValue[] {
  return type === "boolean" ? [true, false] : values ?? [];
}

function choiceControl(
  label: string,
  values: readonly TraitValue[],
  recorded: TraitValue | undefined,
  word: (value: TraitValue | undefined) => string,
  draw: Pen,
) {
  // A value the schema does not know stays choosable, or showing it would change it.
  const unknown = recorded !== undefined && !values.includes(recorded) ? [recorded] : [];
  const all: readonly (TraitValue | undefined)[] = [...values, ...unknown, undefined];
  const select = choices(all.map(word), all.indexOf(recorded), label, draw);
  return {
    element: select,
    read: () => all[select.selectedIndex],
    write(value: TraitValue | undefined) {
      // A value that is not offered is not shown as another one.
      const at = all.findIndex((one) => String(one) === String(value));
      if (at >= 0) select.selectedIndex = at;
    },
  };
}

function numberControl(label: string, recorded: TraitValue | undefined, { html, say }: Pen) {
  const input = html("input", {
    type: "number",
    min: 0,
    step: "any",
    inputmode: "decimal",
    placeholder: say("input.unassessed"),
    "aria-label": label,
    value: recorded === undefined ? "" : String(recorded),
  });
  return {
    element: input,
    read() {
      // A number that is half typed or negative is not yet a value: the record's stands.
      const value = input.value.trim();
      if (value === "") return input.validity?.badInput ? recorded : undefined;
      const number = Number(value);
      return Number.isFinite(number) && number >= 0 ? number : recorded;
    },
    write(value: TraitValue | undefined) {
      const text = value === undefined ? "" : String(value);
      if (input.value !== text) input.value = text;
    },
  };
}
